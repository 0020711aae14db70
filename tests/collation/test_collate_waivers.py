"""A waiver closes the finding that it names, is printed beside it, and ends on its day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import Outcome, collate
from arf_excel.rounds.settings import Waiver
from tests.collation.returns import DEV, a_round, answers, bronze_facts, checklist, expected, put, read

RULE = "EXPLAIN-104"
"""A development area without an action."""


def outcome(folder: Path, *waivers: Waiver) -> Outcome:
    """One return with two development areas that no action names; the round closes on 30 October 2026."""
    cells = {**answers("X01", "Recognition at Bronze"), **checklist(DEV, DEV), **bronze_facts()}
    put(folder / "in" / "one.xlsx", cells)
    return collate([folder / "in"], folder / "pack", a_round(expected("X01"), waivers=waivers), read=read)


def of_rule(found: Outcome) -> list[tuple[bool, bool]]:
    """(open, waived) of each finding of the rule."""
    return [(p.open, bool(p.waiver)) for p in found.reviews[0].findings if p.finding.code == RULE]


def waiver(until: dt.date | None = None, code: str = "X01", rule: str = RULE) -> Waiver:
    return Waiver(code, rule, "The plan follows in spring.", "Panel chair", until)


def texts(path: Path, sheet: str) -> str:
    book = load_workbook(path, read_only=True)
    return "\n".join(str(v) for row in book[sheet].iter_rows(values_only=True) for v in row if v)


def test_without_a_waiver_both_are_open(tmp_path: Path) -> None:
    assert of_rule(outcome(tmp_path)) == [(True, False), (True, False)]


@pytest.mark.parametrize("until", [None, dt.date(2026, 10, 30), dt.date(2027, 1, 1)])
def test_a_waiver_that_holds_closes_them_and_is_printed(tmp_path: Path, until: dt.date | None) -> None:
    found = outcome(tmp_path, waiver(until))
    assert of_rule(found) == [(False, True), (False, True)]
    last = f"until {until.day} {until:%B %Y}" if until else "for this round"
    words = f"EXPLAIN-104: The plan follows in spring. (Panel chair; {last})"
    assert f"Waived. {words}" in texts(tmp_path / "pack" / "office.xlsx", "All findings")
    record = json.loads((tmp_path / "pack" / "submissions.json").read_text("utf-8"))[0]
    assert {f["waiver"] for f in record["findings"] if f["code"] == RULE} == {words}
    section = load_workbook(tmp_path / "pack" / "review-pack.xlsx").sheetnames[3]
    assert f"Excused by a waiver: {words}" in texts(tmp_path / "pack" / "review-pack.xlsx", section)
    assert not found.notes


def test_a_waiver_that_has_ended_is_told_and_not_applied(tmp_path: Path) -> None:
    found = outcome(tmp_path, waiver(dt.date(2026, 10, 29)))
    assert of_rule(found) == [(True, False), (True, False)]
    assert found.notes == (
        "Waivers sheet: the waiver of EXPLAIN-104 for X01 ended on 29 October 2026 and was not applied.",
    )
    section = load_workbook(tmp_path / "pack" / "review-pack.xlsx").sheetnames[3]
    assert "Waiver that has ended" in texts(tmp_path / "pack" / "review-pack.xlsx", section)


def test_a_waiver_of_another_organisation_or_rule_closes_nothing(tmp_path: Path) -> None:
    found = outcome(tmp_path, waiver(code="X02"), waiver(rule="EXPLAIN-203"))
    assert of_rule(found) == [(True, False), (True, False)]
    assert found.notes == ("Waivers sheet: nothing in the return of X01 needed the waiver of EXPLAIN-203.",)


def test_a_waiver_changes_no_verdict(tmp_path: Path) -> None:
    without, with_ = outcome(tmp_path / "a"), outcome(tmp_path / "b", waiver())
    assert without.reviews[0].judgement.judged == with_.reviews[0].judgement.judged
