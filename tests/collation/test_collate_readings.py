"""Readings in the pack: which was used, whether it is agreed, both sentences where two differ."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from arf_excel.collation.collate import collate
from arf_excel.collation.readings import Readings, agreed_in, rulings_of
from arf_excel.collation.words import group
from arf_excel.framework.edition import Ruling, load_edition
from arf_excel.framework.findings import catalogue
from arf_excel.intake.submission import Submission
from arf_excel.review.review import By, Review, review
from arf_excel.rounds.settings import Round
from tests.collation.returns import IN, B, a_round, answers, checklist, expected, put, read
from tests.framework.complete import complete, form

SECTION, STANDING = group("section"), group("readings")
USED, BY_FORM, BY_ROUND = (SECTION[key] for key in ("reading_used", "by_form", "by_round"))
RULINGS = {ruling.id: ruling for ruling in load_edition().rulings}
SILVER = "Recognition at Silver"
HELD = {"lower-levels": "held-first"}


def text(ruling: str, choice: str) -> str:
    return RULINGS[ruling].reading(choice)


# a section's entries


def reviewed(rulings: Mapping[str, str] | None = None, **own: str) -> Review:
    """A complete return on a form for everything, judged by these rulings."""
    shape = form("all", **own)
    return review(Submission("a.xlsx", "0", shape, {}, complete(shape), (), {}), rulings)


def line(found: Review, of: str, agreed: Mapping[str, str] | None = None) -> dict[str, str]:
    return dict(Readings(found, agreed or {}).of_line(of))


def test_a_line_says_the_readings_that_it_stands_on_and_that_they_are_not_agreed() -> None:
    told = line(reviewed(), "gold.more-than-a-tick-box")
    assert list(told) == [USED]
    assert told[USED].startswith(STANDING["working"])
    of_gold_3 = [r for r in RULINGS.values() if "gold.more-than-a-tick-box" in r.bites]
    assert len(of_gold_3) == 4 and all(r.reading(r.default) in told[USED] for r in of_gold_3)


def test_a_line_on_which_no_ruling_bites_says_nothing() -> None:
    assert line(reviewed(), "bronze.mission-critical") == {}


def test_an_agreed_default_needs_no_words() -> None:
    assert line(reviewed(), B[4], {"zero-tolerance-or": "panel"}) == {}


def test_an_agreed_reading_that_is_not_our_default_is_told_as_agreed() -> None:
    told = line(reviewed(zero_tolerance_or="both"), B[4], {"zero-tolerance-or": "both"})
    assert told[USED].startswith(STANDING["agreed"]) and text("zero-tolerance-or", "both") in told[USED]


def test_a_reading_is_not_agreed_because_another_one_is() -> None:
    told = line(reviewed(zero_tolerance_or="either"), B[4], {"zero-tolerance-or": "both"})
    assert told[USED].startswith(STANDING["working"])


def test_agreed_and_working_readings_of_one_line_stand_apart() -> None:
    agreed = {"match-closely": "rounded-up", "voting-members": "stated"}
    told = line(reviewed(match_closely="rounded-up"), "gold.visibility-matters", agreed)
    first, second = told[USED].split("\n")
    assert first.startswith(STANDING["agreed"]) and text("match-closely", "rounded-up") in first
    assert second.startswith(STANDING["working"]) and text("local-population", "every-area") in second
    assert text("voting-members", "stated") not in told[USED]


def said(by: By, of: str, why: str, verdict: str) -> By:
    """The same judgement, but with another sentence and verdict for one line."""
    judged = tuple(replace(j, why=why, verdict=verdict) if j.id == of else j for j in by.judgement.judged)
    return replace(by, judgement=replace(by.judgement, judged=judged))


def two_readings(of: str, counts: str, *verdicts: str) -> Review:
    """A form made with the default of `quarterly`, a round that reads it otherwise; which of them counts."""
    found = reviewed({"quarterly": "calendar"})
    by_form = said(found.by_form, of, "Four dates.", verdicts[0])
    by_round = said(found.by_round, of, "Three quarters.", verdicts[1])
    chosen = by_form if counts == "form" else by_round
    rulings, judgement = chosen.rulings, chosen.judgement
    return replace(found, by_form=by_form, by_round=by_round, rulings=rulings, judgement=judgement)


GOLD_2 = "gold.how-are-we-performing"


def test_two_sentences_are_both_told_and_which_counts() -> None:
    for counts, mine, other in (("form", BY_FORM, BY_ROUND), ("round", BY_ROUND, BY_FORM)):
        told = line(two_readings(GOLD_2, counts, "meets", "short"), GOLD_2)
        assert list(told) == [USED, BY_FORM, BY_ROUND]
        assert "Four dates." in told[BY_FORM] and text("quarterly", "four-months") in told[BY_FORM]
        assert "Three quarters." in told[BY_ROUND] and text("quarterly", "calendar") in told[BY_ROUND]
        assert told[mine].endswith(SECTION["counts"]) and SECTION["counts"] not in told[other]
        assert text("board-or-sub-group", "panel") not in told[BY_FORM]


def test_two_verdicts_with_one_sentence_are_told_too() -> None:
    found = two_readings(GOLD_2, "form", "meets", "panel")
    found = replace(found, by_round=said(found.by_round, GOLD_2, "Four dates.", "panel"))
    told = line(found, GOLD_2)
    assert list(told) == [USED, BY_FORM, BY_ROUND] and "meets" not in str(told)


def test_a_difference_that_no_ruling_of_the_line_explains_names_all_that_differ() -> None:
    told = line(two_readings("bronze.mission-critical", "form", "panel", "short"), "bronze.mission-critical")
    assert list(told) == [BY_FORM, BY_ROUND] and text("quarterly", "calendar") in told[BY_ROUND]


def test_an_agreed_default_is_told_where_it_leads_to_a_difference() -> None:
    found = two_readings(GOLD_2, "form", "meets", "short")
    agreed = {key: found.rulings[key] for key in RULINGS}
    assert line(found, GOLD_2, agreed)[USED].startswith(STANDING["agreed"])
    assert text("quarterly", "four-months") in line(found, GOLD_2, agreed)[USED]


def test_a_supporting_action_says_its_reading() -> None:
    told = Readings(reviewed(), {})
    assert text("must-report", "sponsor") in told.of_action("bronze.leading-from-the-front.b")
    assert told.of_action("bronze.leading-from-the-front.a") == ""


def test_of_all_lines_together_every_reading_that_differs_is_named() -> None:
    found = reviewed({"lower-levels": "held-first", "quarterly": "calendar"})
    told = dict(Readings(found, {}).of_whole())
    assert list(told) == [USED, BY_FORM, BY_ROUND]
    assert text("lower-levels", "held-first") in told[BY_ROUND]
    assert text("quarterly", "calendar") in told[BY_ROUND]
    assert text("quarterly", "four-months") not in told[USED]


# the workbooks


def collated(tmp_path: Path, round_: Round | None, rulings: Mapping[str, str], *codes: str) -> Any:
    for code in codes:
        cells = answers(code, SILVER) | checklist(IN, IN, IN, IN, IN)
        cells |= {"supporting/bronze.leading-from-the-front.b/status": IN}
        put(tmp_path / "in" / f"{code}.xlsx", cells, purpose="silver", rulings=rulings)
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    return load_workbook(tmp_path / "pack" / "review-pack.xlsx")


def section(book: Any, code: str) -> list[tuple[str, str]]:
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith(code))
    return [(str(row[0] or ""), str(row[1] or "")) for row in sheet.iter_rows(max_col=2, values_only=True)]


def readings(book: Any) -> list[tuple[str, str]]:
    """Reading and standing of the sheet Readings."""
    name = group("pack")["sheets"]["readings"]
    rows = book[name].iter_rows(min_row=5, values_only=True)
    return [(str(row[2]), str(row[3])) for row in rows if row[2]]


def test_both_readings_stand_in_the_pack_and_the_better_one_counts(tmp_path: Path) -> None:
    round_ = a_round(expected("X01", "silver"), rulings=HELD, agreed=frozenset(HELD))
    told = section(collated(tmp_path, round_, {}, "X01"), "X01")
    held = catalogue()["EXPLAIN-125"].message
    of = dict(told)
    assert of[BY_FORM].endswith(SECTION["counts"]) and held not in of[BY_FORM]
    assert held in of[BY_ROUND] and text("lower-levels", "held-first") in of[BY_ROUND]
    assert (SECTION["look"], held) not in told


def test_the_rounds_reading_counts_where_it_is_the_better(tmp_path: Path) -> None:
    book = collated(tmp_path, a_round(expected("X01", "silver")), HELD, "X01")
    of = dict(section(book, "X01"))
    assert of[BY_ROUND].endswith(SECTION["counts"])
    assert catalogue()["EXPLAIN-125"].message in of[BY_FORM]


def test_with_the_rounds_reading_on_the_form_there_is_one_sentence(tmp_path: Path) -> None:
    round_ = a_round(expected("X01", "silver"), rulings=HELD, agreed=frozenset(HELD))
    told = section(collated(tmp_path, round_, HELD, "X01"), "X01")
    assert not {BY_FORM, BY_ROUND} & {label for label, _ in told}
    assert (SECTION["look"], catalogue()["EXPLAIN-125"].message) in told
    used = [words for label, words in told if label == USED]
    assert any(words.startswith(STANDING["agreed"]) for words in used)


def test_every_line_on_which_a_ruling_bites_has_one_entry(tmp_path: Path) -> None:
    told = section(collated(tmp_path, None, {}, "X01"), "X01")
    lines = {line for ruling in RULINGS.values() for line in ruling.bites}
    direct = [d for d in load_edition().direct if d.id in lines and d.level != "gold"]
    shown = [words for label, words in told if label == USED]
    # Bronze 1, Bronze 5, Silver 2, Silver 3, and all lines together
    assert len(direct) == 4 and len(shown) == 5
    assert all(words.startswith(STANDING["working"]) for words in shown)
    assert text("must-report", "sponsor") in next(words for label, words in told if label == "Bronze 1b")
    verdicts = ("figures meet the line", "figures fall short", "not enough given yet", "for the panel")
    assert not [word for word in verdicts for label, words in told if label == USED and word in words]


def choices() -> list[tuple[Ruling, str]]:
    return [
        (ruling, choice.text)
        for e in ("bronze-silver-gold", "2021")
        for ruling in load_edition(e).rulings
        for choice in ruling.choices
    ]


def test_no_reading_speaks_like_a_verdict() -> None:
    verdicts = ("figures meet the line", "figures fall short", "not enough given yet", "for the panel")
    assert [r.id for r, words in choices() if any(word in words for word in verdicts)] == []


def test_the_sheet_of_readings_tells_for_whom_each_was_used(tmp_path: Path) -> None:
    round_ = a_round(expected("X01", "silver"), rulings=HELD, agreed=frozenset(HELD))
    told = readings(collated(tmp_path, round_, {}, "X01", "X02"))
    assert len(told) == len(RULINGS) + 1
    (shown, used), (held, unused) = told[:2]
    assert (shown, held) == (text("lower-levels", "shown-or-held"), text("lower-levels", "held-first"))
    assert used.startswith(STANDING["working"]) and used.endswith("X01, X02")
    assert unused.startswith(STANDING["agreed"])
    assert {standing for _, standing in told[2:]} == {STANDING["working"]}


def test_the_manifest_names_the_readings_that_counted(tmp_path: Path) -> None:
    collated(tmp_path, a_round(expected("X01", "silver"), rulings=HELD), {}, "X01")
    found = json.loads((tmp_path / "pack" / "manifest.json").read_text("utf-8"))["rulings"]
    assert found["bronze-silver-gold"] == {r.id: r.default for r in RULINGS.values()}
    collated(tmp_path, a_round(expected("X01", "silver"), rulings=HELD), HELD, "X01")
    found = json.loads((tmp_path / "pack" / "manifest.json").read_text("utf-8"))["rulings"]
    assert found["bronze-silver-gold"]["lower-levels"] == "held-first"


def test_a_round_rules_on_its_own_edition_only() -> None:
    round_ = a_round(rulings={"parity": "counts"}, agreed=frozenset({"parity", "quarterly"}))
    later, earlier = load_edition(), load_edition("2021")
    assert rulings_of(round_, later) == {r.id: r.default for r in later.rulings} | {"parity": "counts"}
    assert agreed_in(round_, later) == {"parity": "counts", "quarterly": "four-months"}
    assert rulings_of(round_, earlier) is None and agreed_in(round_, earlier) == {}
    assert rulings_of(None, later) is None and agreed_in(None, later) == {}


def test_a_return_of_another_edition_keeps_its_own_readings(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X01", "Feedback"), purpose="all", edition="2021")
    round_ = a_round(expected("X01", "all"), rulings={"parity": "counts"}, agreed=frozenset({"parity"}))
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    told = readings(load_workbook(tmp_path / "pack" / "review-pack.xlsx"))
    assert len(told) == len(load_edition("2021").rulings)
    assert {standing for _, standing in told} == {STANDING["working"]}
