"""The guidance beside each deliverable: whole, short, kind, exactly quoted, and right by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from arf_excel.errors import EditionError
from arf_excel.framework import guidance as g
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.templates import read_toml
from tests.measures.spec import Line, lines
from tests.measures.test_spec import answers_for, shape_for, verdict_of

LATER, EARLIER = "bronze-silver-gold", "2021"
MOST_WORDS = {"helps": 45, "example": 40, "not_enough": 35, "known_issue": 45}
QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")
"""Words in single quotes; an apostrophe within a word is none."""
UNKIND = re.compile(r"\b(failed|failure|fails?|faulty|claim(s|ed)?|refused?|BAME|BME)\b", re.IGNORECASE)
LEGAL_FORM = re.compile(r"^(NHS|The) | (NHS|Integrated Care|Teaching Hospitals?|University)\b.*$")

RIGHT = """
Silver 2 | Twelve new starters are set aside; all other 204 | \
    leaders=216; set-aside=12; with-goal=204 → meets
Silver 2 | All 87 leaders | \
    leaders=87; set-aside=; why-set-aside=; with-goal=87; report-due=2026-09-30 → meets
Silver 2 | 411 of 412 leaders | leaders=412; set-aside=; why-set-aside=; with-goal=411 → panel
Silver 3 | All nine executive directors | in-post=9; educated=9 → meets
Silver 3 | Seven of seven | in-post=7; educated=7 → meets
Silver 3 | Eight of nine | in-post=9; educated=8 → short
Silver 4 | September and March | \
    network=2025-09-10 (Chief executive), 2025-12-10, 2026-03-10 (Chief executive), 2026-06-10 → meets
Silver 4 | one with a deputy | network=2025-09-10, 2025-12-10 (Other), 2026-03-10, 2026-06-10 → panel
Silver 5 | Asian, Black, Mixed, Other and White | \
    wres-board=2025-09-24; workforce-board=2026-03-25; finer=Yes → meets
Silver 5 | The July board had both | wres-board=2026-07-22; workforce-board=2026-07-22; finer=Yes → meets
Silver 5 | people committee | wres-board=none; workforce-board=none → incomplete
Gold 1 | Three of 14 voting members | size=14; members=3; share-1=18 → meets
Gold 1 | All 12 members are counted | \
    counted=All members; size=12; members=; at-least=Yes; share-1=6 → meets
Gold 1 | One member of 14 | size=14; members=1; share-1=18 → panel
Gold 2 | September, December, March and June | \
    dashboard-board=2025-09-24, 2025-12-17, 2026-03-25, 2026-06-24 → meets
Gold 2 | January, April, July and October | \
    dashboard-board=2025-10-08, 2026-01-14, 2026-04-08, 2026-07-08 → meets
Gold 2 | in April, July and October | dashboard-board=2025-10-08, 2026-04-08, 2026-07-08 → short
Gold 3 | WRES 2, 3, 5, 6 and 8 | wres-7=; wres-8=16/15/14; wres-2=1.54/1.41/1.30 → meets
Gold 3 | 44.1% to 46.0%, then 48.2% | wres-4=1.60/1.50/1.40; wres-7=44.1/46/48.2 → meets
Gold 3 | better than last year | \
    wres-2=/2/1; wres-3=/2/1; wres-5=/28/26; wres-6=/24/23; wres-7=/44/46 → incomplete
Gold 4 | A policy that disciplinary panels are diverse | grievance= → incomplete
Gold 5 | A survey of ethnic minority staff | staff-together=none → incomplete
Bronze 1 | Our EDI team leads this work | seat=; appointed=; evidence=none → incomplete
Bronze 2 | three years ago | evidence=2023-06-01 → short
Bronze 3 | We meet WRES | goal-1= → incomplete
Bronze 4 | We held a health fair | inequality-1=A health fair → incomplete
Bronze 5 | An undated poster for patients | evidence=undated; covers-staff=No → incomplete
2021 Prioritise 1a | has no goals yet | goals=No → short
2021 Prioritise 2a | one of many tasks of a manager | in-place=No; reports-to=Someone else → short
2021 Grow 2 | A target for Band 8A and above | every-level=No; evidence=2025-06-01 → short
2021 Grow 4 | All staff may apply for secondments | programme=No → short
2021 Prioritise 1b | one every two months | \
    edi-committee=2025-10-01, 2025-12-01, 2026-02-01, 2026-04-01, 2026-06-01, 2026-08-01 → meets
2021 Prioritise 1b | Three committees | edi-committee=2025-10-01, 2026-01-14, 2026-04-15 → short
2021 Understand 3 | 30 of 48 | people=48; mentored=30 → meets
2021 Understand 3 | 14 of 26 | people=26; mentored=14 → meets
2021 Understand 3 | 20 of 44 | people=44; mentored=20 → short
2021 Understand 3 | two more make half | people=44; mentored=22 → meets
2021 Review 1a | people committee | \
    dashboard-board=none; dashboard-sub-group=2025-09-24, 2025-12-17, 2026-03-25, 2026-06-24 → meets
"""
"""Words of the guidance, their figures typed into a full answer of the deliverable → what they come to."""


def texts(advice: g.Advice) -> list[tuple[str, str]]:
    first, second = advice.examples
    return [
        ("helps", advice.helps),
        ("example", first),
        ("example", second),
        ("not_enough", advice.not_enough),
        ("known_issue", advice.known_issue),
    ]


def all_texts() -> list[tuple[str, str, str, str]]:
    """Edition, deliverable, key, text."""
    return [
        (edition, advice.of, key, text)
        for edition in edition_ids()
        for advice in g.load_advice(edition).values()
        for key, text in texts(advice)
    ]


def official(edition: str) -> str:
    """Every text of the edition's framework file."""

    def walk(part: Any) -> list[str]:
        if isinstance(part, str):
            return [part]
        parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
        return [text for each in parts for text in walk(each)]

    return "\n".join(walk(read_toml(f"{edition}/framework.toml"))).casefold()


def unquoted(text: str) -> str:
    return QUOTED.sub("", text)


@pytest.mark.parametrize(("edition", "count"), [(LATER, 17), (EARLIER, 26)])
def test_each_deliverable_has_its_advice_in_the_order_of_the_form(edition: str, count: int) -> None:
    wanted = [deliverable.id for deliverable in load_edition(edition).deliverables]
    found = g.load_advice(edition)
    assert [*found] == wanted and len(wanted) == count
    assert [advice.of for advice in found.values()] == wanted
    assert [each["of"] for each in read_toml(f"{edition}/guidance.toml")["deliverables"]] == wanted


def test_words_are_few() -> None:
    long = [(e, of, key, n) for e, of, key, t in all_texts() if (n := len(t.split())) > MOST_WORDS[key]]
    assert not long
    assert sum(len(text.split()) for *_, text in all_texts()) < 5_300


def test_words_are_kind_and_name_no_organisation() -> None:
    assert not [(e, of, word[0]) for e, of, _, text in all_texts() if (word := UNKIND.search(unquoted(text)))]
    names = {part.name for part in load_organisations().values()}
    names |= {LEGAL_FORM.sub("", LEGAL_FORM.sub("", name)) for name in names}
    assert {"Bolton", "Christie", "Alder Hey Children's", "Stockport"} <= names
    assert not [(e, of, name) for e, of, _, text in all_texts() for name in names if name in text]


def test_sentences_are_whole() -> None:
    assert not [
        (e, of, key) for e, of, key, t in all_texts() if t and (t[-1] != "." or t != " ".join(t.split()))
    ]


def test_official_words_are_quoted_to_the_letter() -> None:
    quotes = [(e, of, quote) for e, of, _, text in all_texts() for quote in QUOTED.findall(text)]
    assert len(quotes) >= 10
    assert not [(of, quote) for edition, of, quote in quotes if quote.casefold() not in official(edition)]


def test_known_issues_stand_where_a_ruling_or_a_known_gap_does() -> None:
    """A ruling on a deliverable has its known issue; the rest are the four that no ruling settles."""
    beyond = set()
    for edition in edition_ids():
        found = load_edition(edition)
        bitten = {of for ruling in found.rulings for of in ruling.bites} & {d.id for d in found.deliverables}
        told = {advice.of for advice in g.load_advice(edition).values() if advice.known_issue}
        assert bitten <= told
        beyond |= told - bitten
    assert beyond == {
        "bronze.we-do-this-together",
        "act.we-do-this-together.1",
        "review.whats-our-approach",
        "review.open-and-transparent",
    }


def test_one_sentence_has_one_guidance_in_both_editions() -> None:
    """Silver 4 and Understand 1, Gold 5 and Review 3, and so on; evidence items are numbered anew."""

    def plain(edition: str, of: str) -> list[str]:
        return [re.sub(r"EV\d+", "EV", text) for _, text in texts(g.load_advice(edition)[of])]

    for later, earlier in (
        ("bronze.actions-not-words", "prioritise.actions-not-words"),
        ("bronze.we-do-this-together", "act.we-do-this-together.1"),
        ("silver.empowering-your-talent", "understand.empowering-your-talent.1"),
        ("silver.levelling-up", "grow.levelling-up"),
        ("silver.listen-and-learn", "understand.listen-and-learn"),
        ("gold.visibility-matters", "grow.visibility-matters"),
        ("gold.more-than-a-tick-box", "act.more-than-a-tick-box"),
        ("gold.fair-and-just", "act.fair-and-just"),
        ("gold.our-voices-matter", "review.our-voices-matter"),
    ):
        assert plain(LATER, later) == plain(EARLIER, earlier)


def right() -> list[tuple[str, str, str, str, str]]:
    """Edition, code, words of the guidance, what is typed, verdict."""
    found = []
    for row in filter(None, RIGHT.splitlines()):
        code, words, case = (part.strip() for part in row.split(" | "))
        edition, code = (EARLIER, code[5:]) if code.startswith("2021 ") else (LATER, code)
        typed, verdict = (part.strip() for part in case.split("→"))
        found.append((edition, code, words, typed, verdict))
    return found


@pytest.mark.parametrize(("edition", "code", "words", "typed", "verdict"), right())
def test_figures_of_an_example_come_to_what_it_says(
    edition: str, code: str, words: str, typed: str, verdict: str
) -> None:
    item = next(d.id for d in load_edition(edition).deliverables if d.code == code)
    assert words in " ".join(text for _, text in texts(g.load_advice(edition)[item]))
    base = next(line for line in lines(edition) if line.item == code)
    line = Line(edition, code, None, base.base, typed, verdict, 0)
    shape = shape_for(line)
    assert verdict_of(line, shape, answers_for(line, shape)) == verdict


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The later edition's guidance as it is read, to be changed by a test."""
    data: dict[str, Any] = deepcopy(read_toml(f"{LATER}/guidance.toml"))
    monkeypatch.setattr(g, "read_toml", lambda name: data)
    g.load_advice.cache_clear()
    yield data
    g.load_advice.cache_clear()


def test_a_deliverable_left_out_is_seen(planted: dict[str, Any]) -> None:
    assert len(g.load_advice(LATER)) == 17
    g.load_advice.cache_clear()
    del planted["deliverables"][3]
    with pytest.raises(
        EditionError, match=r"bronze-silver-gold/guidance.toml: .*'bronze.we-do-this-together'"
    ):
        g.load_advice(LATER)


def test_a_deliverable_given_twice_is_seen(planted: dict[str, Any]) -> None:
    planted["deliverables"].append(planted["deliverables"][5])
    with pytest.raises(EditionError, match=r"'silver.empowering-your-talent' stands here"):
        g.load_advice(LATER)


def test_a_deliverable_of_another_edition_is_seen(planted: dict[str, Any]) -> None:
    planted["deliverables"][0]["of"] = "prioritise.mission-critical"
    with pytest.raises(EditionError, match=r"'bronze.leading-from-the-front'"):
        g.load_advice(LATER)


@pytest.mark.parametrize(
    ("key", "value"),
    [("examples", ["Only one."]), ("examples", ["1.", "2.", "3."]), ("helps", ""), ("more", "x")],
)
def test_a_wrong_shape_names_file_and_key(planted: dict[str, Any], key: str, value: object) -> None:
    planted["deliverables"][2][key] = value
    with pytest.raises(EditionError, match=rf"bronze-silver-gold/guidance.toml: deliverables\.2\.{key}"):
        g.load_advice(LATER)
