"""The reconciliation, by hand-worked numbers, and that it sees what is taken out of the files."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import Outcome, collate
from arf_excel.collation.read_back import check_reconciliation
from arf_excel.collation.reconcile import Count
from arf_excel.rounds.settings import Round
from tests.collation.returns import DEV, IN, B, a_round, answers, checklist, expected, put, read

BRONZE = "Recognition at Bronze"


@pytest.fixture
def region(tmp_path: Path) -> tuple[Path, Outcome]:
    """X01 twice, X02 half done, X03 missing, X04 with another edition's form, X09 a stranger."""
    folder = tmp_path / "in"
    put(folder / "X01.xlsx", answers("X01", BRONZE) | checklist(IN, IN, DEV, IN, IN))
    put(
        folder / "X01 old.xlsx", answers("X01", BRONZE) | checklist(IN, IN), saved="2026-01-01T00:00:00+00:00"
    )
    only_words = {f"checklist/{B[3]}/how": "See attached."}
    put(folder / "X02.xlsx", answers("X02") | checklist(IN, "", DEV) | only_words, purpose="self-assessment")
    other = {"checklist/prioritise.mission-critical/status": IN}
    put(folder / "X04.xlsx", answers("X04", "Accreditation") | other, purpose="accreditation", edition="2021")
    put(folder / "X09.xlsx", answers("X09") | checklist(IN, IN), purpose="bronze")
    outcome = collate([folder], tmp_path / "pack", the_round(), read=read)
    return tmp_path / "pack", outcome


def the_round() -> Round:
    organisations = (
        expected("X01"),
        expected("X02", "self-assessment"),
        expected("X03", "gold"),
        expected("X04"),
    )
    return a_round(*organisations)


def numbers(count: Count) -> tuple[int, ...]:
    states = count.states
    kinds = (states["received"], states["blank"], states["off_form"], states["missing"])
    return (count.expected, *kinds, count.not_used, count.extra)


def test_every_cell_is_counted_once(region: tuple[Path, Outcome]) -> None:
    reconciliation = region[1].reconciliation
    assert {count.code: numbers(count) for count in reconciliation.counts} == {
        "X01": (5, 5, 0, 0, 0, 2, 0),
        "X02": (15, 3, 12, 0, 0, 0, 0),
        "X03": (15, 0, 0, 0, 15, 0, 0),
        "X04": (5, 0, 0, 5, 0, 0, 1),
        "X09": (0, 0, 0, 0, 0, 0, 2),
    }
    assert reconciliation.adds_up and reconciliation.expected == 40
    assert check_reconciliation(region[0]) == []


def take_row(path: Path, sheet: str, code: str, deliverable: str, column: int) -> None:
    """Remove a row by hand, as a person would."""
    book = load_workbook(path)
    rows = list(book[sheet].iter_rows(values_only=True))
    at = next(
        n for n, row in enumerate(rows, 1) if row[0] == code and str(row[column]).startswith(deliverable)
    )
    book[sheet].delete_rows(at)
    book.save(path)


def test_a_row_removed_from_the_long_table_is_named(region: tuple[Path, Outcome]) -> None:
    take_row(region[0] / "office.xlsx", "All answers", "X01", "Bronze 3", 4)
    found = check_reconciliation(region[0])
    assert any(line.startswith("X01 × Bronze 3 Actions Not Words") for line in found)


def test_a_missing_cell_removed_from_the_long_table_is_named(region: tuple[Path, Outcome]) -> None:
    take_row(region[0] / "office.xlsx", "All answers", "X03", "Gold 2", 4)
    assert any(line.startswith("X03 × Gold 2") for line in check_reconciliation(region[0]))


def test_a_row_removed_from_the_pack_is_named(region: tuple[Path, Outcome]) -> None:
    take_row(region[0] / "review-pack.xlsx", "All deliverables", "X01", "Bronze 5", 2)
    assert any(line.startswith("X01 × Bronze 5") for line in check_reconciliation(region[0]))


def test_a_status_changed_by_hand_is_named(region: tuple[Path, Outcome]) -> None:
    path = region[0] / "office.xlsx"
    book = load_workbook(path)
    row = next(r for r in book["All answers"].iter_rows() if (r[0].value, r[8].value) == ("X01", DEV))
    row[8].value = IN
    book.save(path)
    assert any(line.startswith("X01 × Bronze 3") for line in check_reconciliation(region[0]))


def test_without_a_round_those_seen_are_expected(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X01", BRONZE) | checklist(IN, DEV))
    put(tmp_path / "in" / "b.xlsx", answers("X02") | checklist(), purpose="all")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    found = {count.code: numbers(count) for count in outcome.reconciliation.counts}
    assert found == {"X01": (5, 2, 3, 0, 0, 0, 0), "X02": (15, 0, 15, 0, 0, 0, 0)}


def test_codes_with_wildcards_count_only_themselves(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X*") | checklist(IN))
    put(tmp_path / "in" / "b.xlsx", answers("X01") | checklist(IN, IN))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    found = {count.code: count.states["received"] for count in outcome.reconciliation.counts}
    assert found == {"X*": 1, "X01": 2}
    sheet = load_workbook(tmp_path / "pack" / "office.xlsx")["Reconciliation"]
    assert "COUNTIF" not in str(sheet["G5"].value)
