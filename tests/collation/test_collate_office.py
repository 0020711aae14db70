"""Notes for the office: what changed since the return before, and evidence that stands in two returns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import collate
from tests.collation.returns import DEV, IN, a_round, answers, checklist, expected, put, read


def rows(pack: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The table of a sheet of office.xlsx, below its headers."""
    book = load_workbook(pack / "office.xlsx", read_only=True)
    return [tuple(v or "" for v in row) for row in book[sheet].iter_rows(min_row=5, values_only=True)]


def collated(folder: Path, *codes: str) -> Path:
    collate([folder / "in"], folder / "pack", a_round(*map(expected, codes)), read=read)
    return folder / "pack"


def evidence(row: str, **cells: str) -> dict[str, str]:
    return {f"evidence|{row}|{column}": text for column, text in cells.items()}


def test_what_changed_since_the_return_before_by_deliverable(tmp_path: Path) -> None:
    one = {**answers("X01"), **checklist(DEV, IN, how="Two words."), **evidence("EV001", what="Plan")}
    two = {
        **answers("X01"),
        **checklist(IN, IN, how="Now three words."),
        **evidence("EV001", what="New plan"),
    }
    put(tmp_path / "in" / "one.xlsx", one, saved="2026-10-01T09:00:00+00:00")
    put(tmp_path / "in" / "two.xlsx", two, saved="2026-10-02T09:00:00+00:00")
    first, second = "Bronze 1 Leading from the front", "Bronze 2 Anti-racism as Mission Critical"
    about = ("one.xlsx → two.xlsx",)
    found = rows(collated(tmp_path, "X01"), "Changes")
    assert [row[2:6] for row in found] == [
        (first, "Status", DEV, IN),
        (first, "How it is delivered", "0 words", "3 words"),
        (second, "How it is delivered", "2 words", "3 words"),
        ("Evidence", "Evidence", "1 row", "1 row, 1 new or other"),
    ]
    assert {row[:2] + row[6:] for row in found} == {("X01", "Fictional X01", *about)}


def test_one_return_has_no_changes(tmp_path: Path) -> None:
    put(tmp_path / "in" / "one.xlsx", {**answers("X01"), **checklist(IN)})
    assert rows(collated(tmp_path, "X01"), "Changes")[0][0] == "Nothing to list"


PAGE, SITE = "https://www.example.org/equality/plan", "https://example.org"


@pytest.mark.parametrize(
    ("one", "two", "shared"),
    [
        (
            {"what": "Plan", "where": PAGE},
            {"what": "Our plan", "where": "HTTPS://EXAMPLE.ORG/equality/plan/"},
            True,
        ),
        ({"what": "Plan", "where": PAGE}, {"what": "Plan", "where": PAGE + "-2"}, False),
        (
            {"what": "Plan", "where": SITE},
            {"what": "Plan", "where": SITE},
            True,
        ),
        (
            {"what": "Plan", "where": SITE},
            {"what": "Other", "where": SITE},
            False,
        ),
        ({"what": "Plan", "where": "Intranet"}, {"what": "Plan", "where": "intranet"}, True),
        ({"what": "Plan", "where": "page 3"}, {"what": "Plan", "where": "page 3"}, False),
        ({"where": "see the attached"}, {"where": "see the attached"}, False),
        ({"what": "A", "where": "http://[bad"}, {"what": "A", "where": "http://[bad"}, True),
    ],
)
def test_the_same_evidence_in_two_returns_is_a_note(
    tmp_path: Path, one: dict[str, str], two: dict[str, str], shared: bool
) -> None:
    put(tmp_path / "in" / "one.xlsx", {**answers("X01"), **checklist(IN), **evidence("EV003", **one)})
    put(tmp_path / "in" / "two.xlsx", {**answers("X02"), **checklist(IN), **evidence("EV001", **two)})
    found = rows(collated(tmp_path, "X01", "X02"), "Shared evidence")
    wanted = (2, one.get("what", ""), one.get("where", ""), "X01: Evidence 3; X02: Evidence 1")
    assert (found == [wanted]) is shared


def test_the_same_evidence_twice_in_one_return_is_none(tmp_path: Path) -> None:
    twice = {**evidence("EV001", what="Plan", where=PAGE), **evidence("EV002", what="Plan", where=PAGE)}
    put(tmp_path / "in" / "one.xlsx", {**answers("X01"), **checklist(IN), **twice})
    assert rows(collated(tmp_path, "X01"), "Shared evidence")[0][0] == "Nothing to list"
