"""A return, wherever it was saved and whatever was moved: every answer comes back, the odd is said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.form.layout import Layout
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, Sheet, cell_name
from arf_excel.intake.read import read_grid
from arf_excel.intake.reader import read_return, read_submission
from arf_excel.intake.submission import Submission, Unreadable
from tests.form.completed import completed


@pytest.fixture(scope="module")
def shape() -> Shape:
    return shape_of(load_edition(), "silver")


@pytest.fixture(scope="module")
def returned(shape: Shape, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("form") / "return.xlsx"
    write_form(path, shape, completed(shape))
    return path.read_bytes()


@pytest.fixture(scope="module")
def grid(returned: bytes) -> Grid:
    return read_grid(returned, "return.xlsx", skip=lambda name: name == "_work")


def expected(answers: Answers) -> dict[tuple[str, str, str], object]:
    """What was typed, as it is read: no spaces at the ends."""
    return {k: _read(v) for k, v in answers.cells.items()}


def _read(value: object) -> object:
    """A number is read as it is written."""
    if isinstance(value, int | float):
        return f"{value:g}"
    return value.strip() if isinstance(value, str) else value


def found(submission: Submission | Unreadable) -> dict[tuple[str, str, str], object]:
    assert isinstance(submission, Submission)
    return {(a.table, a.row, a.column): a.value for a in submission.answers}


def codes(submission: Submission) -> list[str]:
    return [seen.finding.code for seen in submission.seen]


def with_sheet(grid: Grid, name: str, **changes: Any) -> Grid:
    sheets = tuple(replace(s, **changes) if s.name == name else s for s in grid.sheets)
    return replace(grid, sheets=sheets)


def moved(sheet: Sheet, rows: int, columns: int) -> Sheet:
    cells = {(r + rows, c + columns): v for (r, c), v in sheet.cells.items()}
    return replace(sheet, cells=cells, formulas=frozenset())


def changed(grid: Grid, sheet: str, cells: dict[Place, CellValue | None]) -> Grid:
    now = dict(next(s for s in grid.sheets if s.name == sheet).cells)
    for place, value in cells.items():
        if value is None:
            now.pop(place, None)
        else:
            now[place] = value
    return with_sheet(grid, sheet, cells=now)


def test_every_answer_of_a_completed_form_comes_back(shape: Shape, returned: bytes) -> None:
    read = read_return(returned, "return.xlsx")
    assert found(read) == expected(completed(shape))
    assert isinstance(read, Submission)
    assert (read.code, read.shape.purpose, codes(read)) == ("X07", "silver", [])


def test_an_answer_knows_its_cell(returned: bytes) -> None:
    read = read_return(returned, "return.xlsx")
    assert isinstance(read, Submission)
    assert read.places["evidence", "EV003", "date"] == ("Evidence", "F7")
    assert read.places["organisation", "code", "answer"] == ("Organisation", "C5")


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("edition", ["bronze-silver-gold", "2021"])
def test_a_form_filled_in_by_libreoffice_comes_back_whole(
    edition: str, kind: str, office: Any, tmp_path: Path
) -> None:
    shape = shape_of(load_edition(edition))
    answers = completed(shape)
    blank, back = tmp_path / "blank.xlsx", tmp_path / f"back.{kind}"
    write_form(blank, shape, Answers())
    layout = Layout(shape)
    changes = []
    for (table, row, column), value in answers.cells.items():
        area = layout.areas[table]
        cell = cell_name(area.cell(area.rows.index(row), column))
        kind_of = {dt.date: "date", int: "number", float: "number"}.get(type(value), "text")
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        changes.append({"sheet": area.sheet, "cell": cell, "value": text, "kind": kind_of})
    office.fill(blank, back, changes, format=kind)
    read = read_return(back.read_bytes(), back.name)
    assert found(read) == expected(answers)


def test_renamed_and_reordered_sheets_are_found(shape: Shape, grid: Grid) -> None:
    names = {s.name: f"Our {n}" for n, s in enumerate(grid.sheets)}
    sheets = tuple(replace(s, name=names[s.name], hidden=False) for s in reversed(grid.sheets))
    areas = {k: replace(a, sheet=names[a.sheet]) for k, a in grid.names.items()}
    read = read_submission(replace(grid, sheets=sheets, names=areas), "return.xlsx", "0")
    assert found(read) == expected(completed(shape))


@pytest.mark.parametrize("named", [True, False])
def test_a_table_moved_to_c7_is_found(named: bool, shape: Shape, grid: Grid) -> None:
    sheets = tuple(moved(s, 3, 2) if not s.name.startswith("_") else s for s in grid.sheets)
    areas = {
        k: a
        if a.sheet.startswith("_")
        else replace(a, first=(a.first[0] + 3, a.first[1] + 2), last=(a.last[0] + 3, a.last[1] + 2))
        for k, a in grid.names.items()
    }
    read = read_submission(replace(grid, sheets=sheets, names=areas if named else {}), "return.xlsx", "0")
    assert found(read) == expected(completed(shape))
    assert read.places["checklist", shape.deliverables[0].id, "status"] == ("Checklist", "G8")


def test_sorted_rows_are_known_by_their_ids(shape: Shape, grid: Grid) -> None:
    sheet = next(s for s in grid.sheets if s.name == "Evidence")
    turned = {(4 + 123 - r if r > 3 else r, c): v for (r, c), v in sheet.cells.items()}
    read = read_submission(with_sheet(grid, "Evidence", cells=turned), "return.xlsx", "0")
    assert found(read) == expected(completed(shape))


def test_an_added_row_is_read_and_told(grid: Grid) -> None:
    row = 4 + 120
    more = changed(grid, "Evidence", {(row, 1): "A new policy", (row, 4): "policy.pdf"})
    read = read_submission(more, "return.xlsx", "0")
    assert read.text("evidence", "EV121", "what") == "A new policy"
    assert codes(read) == ["NOTE-037"]
    assert read.shape.evidence_rows[-1] == "EV121"


def test_a_paste_that_spilled_is_told_and_not_dropped(grid: Grid) -> None:
    beside = changed(grid, "Checklist", {(6, 12): "the rest of the paragraph"})
    below = changed(grid, "Checklist", {(25, 5): "the rest of the paragraph"})
    assert [(s.finding.code, s.cell) for s in read_submission(beside, "f", "0").seen] == [("FIX-033", "M7")]
    assert [(s.finding.code, s.cell) for s in read_submission(below, "f", "0").seen] == [("FIX-035", "F26")]


def test_a_line_that_stands_twice_is_told(shape: Shape, grid: Grid) -> None:
    again = changed(grid, "Checklist", {(25, 0): shape.deliverables[0].id, (25, 4): "Development area"})
    read = read_submission(again, "f", "0")
    assert codes(read) == ["FIX-034"]
    assert read.text("checklist", shape.deliverables[0].id, "status") == "Development area"


def inserted(grid: Grid, name: str, at: int) -> Grid:
    """As a program does it: rows move down, and so do the names that start there."""
    sheet = next(s for s in grid.sheets if s.name == name)
    cells = {(r + (r >= at), c): v for (r, c), v in sheet.cells.items()}
    formulas = frozenset((r + (r >= at), c) for r, c in sheet.formulas)
    areas = {
        k: replace(
            a,
            first=(a.first[0] + (a.first[0] >= at), a.first[1]),
            last=(a.last[0] + (a.last[0] >= at), a.last[1]),
        )
        if a.sheet == name
        else a
        for k, a in grid.names.items()
    }
    return replace(with_sheet(grid, name, cells=cells, formulas=formulas), names=areas)


def test_a_row_inserted_at_the_top_is_read(grid: Grid) -> None:
    more = changed(inserted(grid, "Evidence", 4), "Evidence", {(4, 1): "A new policy"})
    read = read_submission(more, "f", "0")
    assert codes(read) == ["NOTE-037"]
    assert read.text("evidence", "EV121", "what") == "A new policy"


def test_a_row_moved_to_the_top_is_read(shape: Shape, grid: Grid) -> None:
    down = inserted(grid, "Checklist", 4)
    sheet = next(s for s in down.sheets if s.name == "Checklist")
    last = max(r for r, _ in sheet.cells)
    to_top: dict[Place, CellValue | None] = {(4, c): sheet.cells.get((last, c)) for c in range(6)}
    gone: dict[Place, CellValue | None] = {(last, c): None for c in range(6)}
    read = read_submission(changed(down, "Checklist", to_top | gone), "f", "0")
    assert found(read) == expected(completed(shape))


@pytest.mark.parametrize("column", [1, 2, 3, 6, 7, 8])
def test_words_typed_over_what_is_ours_are_told(column: int, grid: Grid) -> None:
    sheet = next(s for s in grid.sheets if s.name == "Checklist")
    typed = changed(grid, "Checklist", {(6, column): "We would like to explain this."})
    typed = with_sheet(typed, "Checklist", formulas=sheet.formulas - {(6, column)})
    seen = read_submission(typed, "f", "0").seen
    assert [(s.finding.code, s.cell) for s in seen] == [("FIX-033", cell_name((6, column)))]


@pytest.mark.parametrize("place", [(1, 5), (2, 1), (3, 10)])
def test_words_above_a_table_are_told(place: Place, grid: Grid) -> None:
    seen = read_submission(changed(grid, "Checklist", {place: "A note of ours"}), "f", "0").seen
    assert [(s.finding.code, s.cell) for s in seen] == [("FIX-033", cell_name(place))]


def test_words_beside_a_question_are_told(grid: Grid) -> None:
    seen = read_submission(changed(grid, "Organisation", {(5, 3): "Our name is this"}), "f", "0").seen
    assert [(s.finding.code, s.cell) for s in seen] == [("FIX-033", "D6")]


@pytest.mark.parametrize("new", [None, "my own number"])
def test_a_line_without_its_id_is_known_by_its_wording(new: str | None, shape: Shape, grid: Grid) -> None:
    cells: dict[Place, CellValue | None] = {(r, 0): new for r in range(4, 16)}
    read = read_submission(changed(grid, "Checklist", cells), "f", "0")
    assert found(read) == expected(completed(shape))


def test_a_second_copy_of_a_sheet_is_told(grid: Grid) -> None:
    sheet = next(s for s in grid.sheets if s.name == "Checklist")
    copy = replace(sheet, name="Checklist (2)", hidden=False)
    seen = read_submission(replace(grid, sheets=(*grid.sheets, copy)), "f", "0").seen
    assert [(s.finding.code, s.sheet) for s in seen] == [("FIX-047", "Checklist (2)")]


def test_a_sheet_of_their_own_is_told(grid: Grid) -> None:
    own = Sheet("Our notes", {(0, 0): "Notes"})
    seen = read_submission(replace(grid, sheets=(*grid.sheets, own)), "f", "0").seen
    assert [(s.finding.code, s.sheet) for s in seen] == [("NOTE-048", "Our notes")]


def test_without_names_nothing_of_ours_is_taken_for_theirs(shape: Shape, grid: Grid) -> None:
    read = read_submission(replace(grid, names={}), "f", "0")
    assert (found(read), codes(read)) == (expected(completed(shape)), [])


def test_values_without_formulas_are_not_taken_for_typed_words(shape: Shape, grid: Grid) -> None:
    sheets = tuple(replace(s, formulas=frozenset()) for s in grid.sheets)
    read = read_submission(replace(grid, sheets=sheets), "f", "0")
    assert (found(read), codes(read)) == (expected(completed(shape)), [])


def test_an_error_is_never_a_blank(shape: Shape, grid: Grid) -> None:
    read = read_submission(changed(grid, "Evidence", {(5, 1): CellError("#REF!")}), "f", "0")
    assert [(s.finding.code, s.cell) for s in read.seen] == [("FIX-036", "B6")]
    assert isinstance(read.cells.get("evidence", "EV002", "what"), CellError)


def test_a_sheet_that_is_gone_is_told(grid: Grid) -> None:
    left = replace(grid, sheets=tuple(s for s in grid.sheets if s.name != "Action plan"))
    assert codes(read_submission(left, "f", "0")) == ["FIX-032"]


def test_without_meta_the_ids_tell_the_edition(grid: Grid) -> None:
    left = replace(grid, sheets=tuple(s for s in grid.sheets if s.name != "_meta"), names={})
    read = read_submission(left, "f", "0")
    assert (read.meta, read.shape.edition.about.id) == ({}, "bronze-silver-gold")
    assert read.text("organisation", "code", "answer") == "X07"


def test_a_reflection_that_is_not_shared_is_not_kept(grid: Grid) -> None:
    sheet = next(s for s in grid.sheets if s.name == "Reflection")
    no = changed(grid, "Reflection", {(4, 4): "No", (5, 4): None})
    read = read_submission(no, "f", "0")
    kept = {a.row for a in read.answers if a.table == "reflection"}
    assert sheet.cells[4, 0] not in kept
    assert len(kept) == 3
    assert not any(key[0] == "reflection" and key[1] not in kept for key in read.cells.cells)


def test_a_changed_description_is_a_note(grid: Grid) -> None:
    meta = next(s for s in grid.sheets if s.name == "_meta")
    row = next(r for (r, c), v in meta.cells.items() if v == "year_end" or v == "round")
    assert codes(read_submission(changed(grid, "_meta", {(row, 1): "Spring"}), "f", "0")) == ["NOTE-039"]


def test_a_workbook_that_is_none_of_ours() -> None:
    strange = Grid((Sheet("Sheet1", {(0, 0): "Budget"}),))
    with pytest.raises(UnreadableError, match="FIX-030"):
        read_submission(strange, "f", "0")


def test_a_form_of_the_first_version_is_read_without_facts(shape: Shape, grid: Grid) -> None:
    """It had no sheet for facts: nothing of it is missing, and what is in place is for the panel."""
    added = {"Measures", "Meetings", "WRES", "Goals and inequalities"}
    sheets = []
    for sheet in grid.sheets:
        cells = {p: ("1" if at_version(sheet, p) else v) for p, v in sheet.cells.items()}
        if sheet.name not in added:
            sheets.append(replace(sheet, cells=cells))
    read = read_submission(replace(grid, sheets=tuple(sheets)), "return.xlsx", "0")
    assert not read.shape.facts and not {a.table for a in read.answers} & {"measures", "meetings"}
    assert [code for code in codes(read) if code != "NOTE-039"] == ["NOTE-049"]
    verdicts = {row.verdict for row in judge(read.shape, read.cells).judged}
    assert verdicts <= {"panel", "incomplete", ""} and "panel" in verdicts


def at_version(sheet: Sheet, place: tuple[int, int]) -> bool:
    """The cell of `_meta` that holds the version of the form."""
    row, column = place
    return sheet.name == "_meta" and column == 1 and sheet.cells.get((row, 0)) == "form_version"


EARLIER = Path(__file__).parent / "earlier"


def test_a_form_of_the_second_version_misses_no_column_that_came_later() -> None:
    """A self-assessment as the samples had it; since then a supporting action may name somebody."""
    read = read_return((EARLIER / "form-version-2.xlsx").read_bytes(), "form-version-2.xlsx")
    assert isinstance(read, Submission)
    assert read.meta["form_version"] == "2" and codes(read) == []
    assert read.text("supporting", "bronze.mission-critical.a", "status") == "In place"
    assert len(read.answers) == 66


def test_a_column_that_a_form_should_have_is_missed(grid: Grid) -> None:
    names = {name: area for name, area in grid.names.items() if name != "arf_supporting_person"}
    sheet = next(s for s in grid.sheets if s.name == "Supporting actions")
    gone = {place: None for place, value in sheet.cells.items() if value == "Person/ Team"}
    read = read_submission(changed(replace(grid, names=names), "Supporting actions", gone), "f", "0")
    assert [(s.finding.code, s.finding.column) for s in read.seen] == [("FIX-041", "person")]
