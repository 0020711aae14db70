"""The regional summaries and the office's workbook, by hand-worked numbers."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import collate
from arf_excel.collation.words import group
from arf_excel.rounds.settings import Expected, Round
from tests.collation.returns import DEV, IN, a_round, answers, bronze_facts, checklist, expected, put, read

BRONZE = "Recognition at Bronze"


def rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet's table, below its header."""
    lines = load_workbook(path, data_only=True)[sheet].iter_rows(min_row=5, values_only=True)
    return [tuple(v for v in row if v is not None) for row in lines if row and row[0] is not None]


def seven(folder: Path) -> Round:
    """Five of North, two of South, and one of South that is missing."""
    for n in range(1, 6):
        cells = answers(f"X0{n}", BRONZE) | checklist(IN, DEV if n < 4 else IN, IN, IN, IN)
        cells |= bronze_facts()
        put(folder / f"X0{n}.xlsx", cells | {f"action_plan/AP00{n}/target": f"date:2027-0{n % 2 + 1}-20"})
    put(folder / "X06.xlsx", answers("X06") | checklist("", DEV))
    put(
        folder / "X07.xlsx",
        answers("X07", "Feedback") | checklist(IN, IN) | {"action_plan/AP001/action": "Soon"},
    )
    north = [expected(f"X0{n}", board="North board") for n in range(1, 6)]
    south = [expected(f"X0{n}", board="South board") for n in (6, 7, 8)]
    return a_round(*north, *south)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    round_ = seven(tmp_path / "in")
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    return tmp_path / "pack"


def test_counts_by_deliverable(made: Path) -> None:
    found = {row[0]: row[1:] for row in rows(made / "regional-summary.xlsx", "By deliverable")}
    assert found["Bronze 1 Leading from the front"] == (6, 0, 1, 7)
    assert found["Bronze 2 Anti-racism as Mission Critical"] == (3, 4, 0, 7)
    assert found["Bronze 5 Zero Tolerance"] == (5, 0, 2, 7)


def test_counts_by_principle_and_level(made: Path) -> None:
    path = made / "regional-summary.xlsx"
    assert rows(path, "By principle") == [("Prioritise", 14, 4, 3, 21), ("Act", 10, 0, 4, 14)]
    assert rows(path, "By level of the framework") == [("Bronze", 24, 4, 7, 35)]
    levels = {row[0]: row[1:] for row in rows(path, "By level")}
    assert levels["Self-assessment only"] == (1, "[z]") and levels["Feedback"] == (1, "[z]")
    assert levels["Bronze"] == (5, 2) and levels["None yet"] == ("[z]", 5)


def test_most_often_open_and_actions_by_month(made: Path) -> None:
    path = made / "regional-summary.xlsx"
    assert rows(path, "Most often open") == [("Bronze 2 Anti-racism as Mission Critical", 4, 7)]
    assert rows(path, "Actions by month") == [("January 2027", 2, 2), ("February 2027", 3, 3)]


def test_no_few_organisations_are_left_over_to_be_found_by_taking_away(made: Path) -> None:
    path = made / "regional-summary.xlsx"
    assert "By board" not in load_workbook(path).sheetnames
    assert any(group("shared")["boards_kept_none"] in row[1] for row in rows(path, "Notes"))


def boards(tmp_path: Path, sizes: dict[str, int]) -> list[tuple[Any, ...]] | None:
    """The table by board for boards of these sizes; None when there is none."""
    organisations: list[Expected] = []
    for name, size in sizes.items():
        for _ in range(size):
            code = f"X{len(organisations):02d}"
            put(tmp_path / "in" / f"{code}.xlsx", answers(code) | checklist(IN))
            organisations.append(expected(code, board=name))
    collate([tmp_path / "in"], tmp_path / "pack", a_round(*organisations), read=read)
    path = tmp_path / "pack" / "regional-summary.xlsx"
    return rows(path, "By board") if "By board" in load_workbook(path).sheetnames else None


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"A": 5, "B": 5}, [("A", 5, 5, 0, 20), ("B", 5, 5, 0, 20)]),
        ({"A": 5, "B": 3, "C": 2}, [("A", 5, 5, 0, 20), ("Other boards", 5, 5, 0, 20)]),
        ({"A": 5, "B": 4}, None),
        ({"A": 6, "B": 5, "C": 4}, [("A", 6, 6, 0, 24), ("Other boards", 9, 9, 0, 36)]),
        (
            {"A": 6, "B": 5, "C": 3, "D": 2},
            [("A", 6, 6, 0, 24), ("B", 5, 5, 0, 20), ("Other boards", 5, 5, 0, 20)],
        ),
        ({"A": 4, "B": 4}, None),
        ({"A": 6, "B": 5, "C": 1}, [("A", 6, 6, 0, 24), ("Other boards", 6, 6, 0, 24)]),
        ({"A": 6, "B": 1}, None),
    ],
)
def test_boards(tmp_path: Path, sizes: dict[str, int], shown: list[tuple[Any, ...]] | None) -> None:
    assert boards(tmp_path, sizes) == shown


def test_no_organisation_is_named_in_what_is_shared(made: Path) -> None:
    with zipfile.ZipFile(made / "regional-summary.xlsx") as package:
        content = b"\n".join(package.read(name) for name in package.namelist()).decode("utf-8")
    for n in range(1, 9):
        assert f"X0{n}" not in content and f"Fictional X0{n}" not in content


def test_what_is_shared_keeps_to_the_rules_of_published_tables(made: Path) -> None:
    book = load_workbook(made / "regional-summary.xlsx")
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible" and not sheet.merged_cells.ranges
        assert sheet["A1"].value and len(sheet.tables) == 1
        assert next(iter(sheet.tables.values())).ref.startswith("A4:")
        filled = {c.fill.fgColor.rgb for row in sheet.iter_rows() for c in row if c.fill.fill_type}
        assert not filled and sheet.freeze_panes is None


def test_an_edition_of_few_beside_another_has_no_tables(tmp_path: Path) -> None:
    round_ = seven(tmp_path / "in")
    other = {"checklist/prioritise.mission-critical/status": IN}
    put(
        tmp_path / "in" / "Z.xlsx",
        answers("X08", "Accreditation") | other,
        purpose="accreditation",
        edition="2021",
    )
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    names = load_workbook(tmp_path / "pack" / "regional-summary.xlsx").sheetnames
    assert "By deliverable" in names and "By deliverable 2" not in names
    assert "Prioritise" in load_workbook(tmp_path / "pack" / "regional-summary-office.xlsx").sheetnames


def test_the_office_sees_organisations_by_name(made: Path) -> None:
    path = made / "regional-summary-office.xlsx"
    found = {row[0]: row[2:] for row in rows(path, "Bronze")}
    assert found["X01"] == (IN, DEV, IN, IN, IN)
    assert found["X06"] == ("Not answered", DEV, *["Not answered"] * 3)
    assert found["X08"] == ("No return",) * 5


def test_who_has_not_returned(made: Path) -> None:
    assert [row[0] for row in rows(made / "office.xlsx", "Not returned")] == ["X08"]
    levels = {row[0]: row for row in rows(made / "office.xlsx", "Levels")}
    assert levels["X04"][3] == "Bronze" and levels["X01"][3] == "none yet" and levels["X01"][-1] == 1
