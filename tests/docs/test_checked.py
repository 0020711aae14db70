"""The pages "How each deliverable is checked": every declared outcome, rule and spec line stands on them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import DEFAULT_EDITION, edition_ids, load_edition
from arf_excel.framework.findings import verdict_words
from arf_excel.framework.outcomes import outcomes
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from tests.measures.spec import lines

DOCS = Path(__file__).parents[2] / "docs"
WORDS = read_toml("texts.toml")["checked"]
VERDICTS = {**verdict_words(), "": WORDS["no_verdict"], "nothing": WORDS["nothing"]}
Rows = list[list[str]]


@cache
def text_of(edition: str) -> str:
    name = "" if edition == DEFAULT_EDITION else f"-{edition}"
    return (DOCS / f"how-each-deliverable-is-checked{name}.md").read_text("utf-8")


@cache
def sections(edition: str) -> dict[str, str]:
    """'Silver 2b' → the text under its heading."""
    found = {}
    for part in re.split(r"^### ", text_of(edition), flags=re.MULTILINE)[1:]:
        code = re.match(r"\w+ \d+[a-z]?", part)
        assert code, part[:40]
        found[code[0]] = part
    return found


def rows_under(section: str, title: str) -> Rows:
    """The cells of the table under a bold line."""
    _, found, rest = section.partition(f"**{title}**\n")
    lines = rest.partition("\n**")[0].splitlines() if found else []
    return [_cells(line) for line in lines if line.startswith("|")][2:]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def numbers(facts: str) -> list[int]:
    """'1, 3' and '4 the seat held' → the facts' numbers."""
    return [int(n) for n in re.match(r"\d+(, \d+)*", facts)[0].split(", ")]  # type: ignore[index]


def shown(section: str, reading: str | None = None) -> Counter[tuple[int, str]]:
    """How often a fact has a verdict among what it can come to, here or with another reading."""
    rows = rows_under(section, WORDS["outcomes_title"])
    if reading:
        rows = [row[1:] for row in rows_under(section, WORDS["other_outcomes"]) if row[0] == reading]
    return Counter((n, verdict) for facts, _, verdict, _ in rows for n in numbers(facts))


def declared(shape: Shape, code: str) -> Counter[tuple[int, str]]:
    rows = [row for row in shape.facts if row.code == code]
    found = enumerate(rows, start=1)
    return Counter((n, VERDICTS[outcome.verdict]) for n, row in found for outcome in outcomes(shape, row))


@pytest.mark.parametrize("edition", edition_ids())
def test_every_declared_outcome_stands_on_the_page(edition: str) -> None:
    shape = shape_of(load_edition(edition))
    assert {row.code for row in shape.facts} == sections(edition).keys()
    for code, section in sections(edition).items():
        assert shown(section) == declared(shape, code), code


@pytest.mark.parametrize("edition", edition_ids())
def test_every_fact_stands_on_the_page_with_its_rule(edition: str) -> None:
    shape = shape_of(load_edition(edition))
    for code, section in sections(edition).items():
        rows = rows_under(section, WORDS["facts"])
        expected = [row.fact.question for row in shape.facts if row.code == code]
        assert [row[2] for row in rows] == expected
        assert all(all(row) for row in rows), code


@pytest.mark.parametrize("edition", edition_ids())
def test_every_outcome_of_another_reading_stands_on_the_page(edition: str) -> None:
    found = load_edition(edition)
    bites = [(ruling, choice) for ruling in found.rulings for choice in ruling.choices]
    for ruling, choice in bites:
        shape = shape_of(found, rulings={ruling.id: choice.id})
        for code, section in sections(edition).items():
            known = shown(section) + shown(section, choice.text)
            assert not declared(shape, code) - known, f"{code}, {ruling.id}={choice.id}"


@pytest.mark.parametrize("edition", edition_ids())
def test_every_spec_line_stands_on_the_page_with_its_verdict(edition: str) -> None:
    titles = [WORDS["examples"], *re.findall(r"^\*\*(Examples with .*)\*\*$", text_of(edition), re.MULTILINE)]
    for code, section in sections(edition).items():
        printed = [row[-1] for title in dict.fromkeys(titles) for row in rows_under(section, title)]
        expected = [VERDICTS[line.verdict] for line in lines(edition) if line.item == code]
        assert Counter(printed) == Counter(expected), code


@pytest.mark.parametrize("edition", edition_ids())
def test_official_wording_and_what_a_person_decides_are_quoted(edition: str) -> None:
    found = load_edition(edition)
    shape = shape_of(found)
    for part in [*found.deliverables, *found.supporting_actions]:
        section = sections(edition)[part.code]
        assert f"> “{part.text}”" in section
        assert shape.measures.item(part.id).judged in section
    assert found.about.credit in text_of(edition)


@pytest.mark.parametrize("edition", edition_ids())
def test_every_ruling_stands_where_it_bites(edition: str) -> None:
    found = load_edition(edition)
    codes = {part.id: part.code for part in [*found.deliverables, *found.supporting_actions]}
    for ruling in found.rulings:
        for place in [sections(edition)[codes[part]] for part in ruling.bites] or [text_of(edition)]:
            for words in (ruling.question, *(choice.text for choice in ruling.choices)):
                assert words in place, ruling.id


@pytest.mark.parametrize("edition", edition_ids())
def test_tables_are_whole_and_links_lead_to_headings(edition: str) -> None:
    headings = re.findall(r"^#+ (.*)$", text_of(edition), re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\(#([^)]+)\)", text_of(edition))) <= set(anchors)
    for block in re.findall(r"(?:^\|.*\n)+", text_of(edition), re.MULTILINE):
        assert len({len(_cells(line)) for line in block.splitlines()}) == 1, block
        assert set(block.splitlines()[1]) == {"|", "-"}
