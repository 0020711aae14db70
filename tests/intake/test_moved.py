"""What people moved, renamed or misspelt is found and told; where two places look alike neither is read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arf_excel.form.layout import META, sheet_name
from arf_excel.form.sheets import purposes, shape_of, table_order
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.intake.grid import CellValue, Grid, Place, Sheet, cell_name
from arf_excel.intake.headers import headers, nearest_header
from arf_excel.intake.near import letters_apart, the_nearest
from arf_excel.intake.reader import read_submission
from arf_excel.intake.submission import Submission
from tests.intake.grids import (
    changed,
    completed_form,
    grid_of,
    moved,
    sheet_of,
    with_sheet,
    without_names,
)

SHAPE, GRID = completed_form()
TABLES = table_order(SHAPE)
HEADERS = 3
"""The row of the headers, from 0."""


def read(grid: Grid) -> Submission:
    return read_submission(grid, "f", "0")


def answers(found: Submission) -> dict[tuple[str, str, str], object]:
    return {(a.table, a.row, a.column): a.value for a in found.answers}


def seen(found: Submission) -> list[tuple[str, str | None, str | None]]:
    return [(each.finding.code, each.sheet, each.cell) for each in found.seen]


ALL = answers(read(GRID))


def but_for(table: str) -> dict[tuple[str, str, str], object]:
    return {key: value for key, value in ALL.items() if key[0] != table}


def test_the_form_that_all_this_starts_from_is_read_whole() -> None:
    assert len(ALL) > 500 and seen(read(GRID)) == []


# a table somewhere else


@pytest.mark.parametrize("names", ["moved along", "left behind", "gone"])
@pytest.mark.parametrize(("rows", "columns"), [(1, 0), (-1, 0), (0, 2), (3, 1)])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_was_moved(table: str, rows: int, columns: int, names: str) -> None:
    grid = moved(GRID, sheet_name(table), rows, columns, names=names == "moved along")
    found = read(without_names(grid) if names == "gone" else grid)
    assert (answers(found), seen(found)) == (ALL, [])


def with_columns_in_turn(grid: Grid, name: str) -> Grid:
    """All columns but the ids from right to left; the names stay behind."""
    sheet = sheet_of(grid, name)
    last = max(column for _, column in sheet.cells)

    def place(at: Place) -> Place:
        return at if at[1] == 0 else (at[0], last + 1 - at[1])

    cells = {place(at): value for at, value in sheet.cells.items()}
    return with_sheet(grid, name, replace(sheet, cells=cells, formulas=frozenset(map(place, sheet.formulas))))


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("table", TABLES)
def test_columns_in_another_order(table: str, names: bool) -> None:
    grid = with_columns_in_turn(GRID, sheet_name(table))
    found = read(grid if names else without_names(grid))
    assert (answers(found), seen(found)) == (ALL, [])


def test_sheets_renamed_reordered_and_unhidden_without_names() -> None:
    sheets = [replace(s, name=f"Our {n}", hidden=False) for n, s in enumerate(reversed(GRID.sheets))]
    found = read(replace(GRID, sheets=tuple(sheets), names={}))
    assert answers(found) == ALL
    assert {code for code, _, _ in seen(found)} <= {"NOTE-048"}


@pytest.mark.parametrize("names", [True, False])
def test_sorted_rows(names: bool) -> None:
    for table in TABLES:
        sheet = sheet_of(GRID, sheet_name(table))
        last = max(row for row, _ in sheet.cells)
        turned = {
            (row if row <= HEADERS else HEADERS + 1 + last - row, column): value
            for (row, column), value in sheet.cells.items()
        }
        formulas = frozenset((r if r <= HEADERS else HEADERS + 1 + last - r, c) for r, c in sheet.formulas)
        grid = with_sheet(GRID, sheet.name, replace(sheet, cells=turned, formulas=formulas))
        found = read(grid if names else without_names(grid))
        assert (answers(found), seen(found)) == (ALL, []), table


# headers


def misspelt(word: str) -> str:
    """Two letters amiss: two neighbours swapped, and the last left out."""
    return word[1] + word[0] + word[2:-1]


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("table", TABLES)
def test_every_longer_header_misspelt_by_two_letters_is_read_and_told(table: str, names: bool) -> None:
    sheet = sheet_of(GRID, sheet_name(table))
    places = [(at, word) for at, word in sheet.cells.items() if at[0] == HEADERS and len(str(word)) >= 6]
    grid = changed(GRID, *((sheet.name, at, misspelt(str(word))) for at, word in places))
    found = read(grid if names else without_names(grid))
    assert answers(found) == ALL
    assert [(s.finding.code, s.finding.facts["header"]) for s in found.seen] == [
        ("NOTE-069", word) for _, word in places
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_header_is_never_taken_for_another(table: str) -> None:
    words = list(headers(table).values())
    for word in words:
        assert nearest_header(table, " ".join(word.split()).casefold()) in {
            column for column, header in headers(table).items() if header == word
        }


def test_a_word_between_two_is_neither() -> None:
    assert the_nearest("grour one", ["group one", "grout one"], 2) is None
    assert the_nearest("group one", ["group one", "grout one"], 2) == "group one"
    assert the_nearest("silver 2a", ["silver 2b"], 2) is None
    assert the_nearest("on", ["no"], 2) is None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("status", "status", 0),
        ("status", "statsu", 1),
        ("status", "sttus", 1),
        ("status", "stattuss", 2),
        ("status", "tsatsu", 2),
        ("status", "verdict", 3),
        ("", "ab", 2),
        ("abcdef", "", 3),
    ],
)
def test_letters_apart(one: str, other: str, apart: int) -> None:
    assert letters_apart(one, other, 2) == letters_apart(other, one, 2) == apart


def test_a_header_that_is_another_word_is_asked_about() -> None:
    found = read(changed(GRID, ("Checklist", (HEADERS, 4), "Where we are")))
    assert (answers(found), seen(found)) == (ALL, [("FIX-033", "Checklist", "E4")])


# what stands twice


def doubled_column(grid: Grid) -> Grid:
    """The column Status of the checklist, again to the right of the table."""
    sheet = sheet_of(grid, "Checklist")
    again: list[tuple[str, Place, CellValue | None]] = [
        ("Checklist", (row, 13), value) for (row, column), value in sheet.cells.items() if column == 4
    ]
    return changed(grid, *again)


def test_of_two_columns_with_one_header_neither_is_read_without_a_name() -> None:
    found = read(without_names(doubled_column(GRID)))
    assert answers(found) == {k: v for k, v in ALL.items() if (k[0], k[2]) != ("checklist", "status")}
    assert seen(found)[0] == ("FIX-070", "Checklist", None)


def test_of_two_columns_with_one_header_the_named_one_is_read() -> None:
    found = read(doubled_column(GRID))
    assert answers(found) == ALL and {code for code, _, _ in seen(found)} == {"FIX-033"}


def copied(grid: Grid, sheet: str, *names: str) -> Grid:
    """Copies of a sheet in place of it."""
    old = sheet_of(grid, sheet)
    others = [each for each in grid.sheets if each is not old]
    return replace(grid, sheets=(*others, *(replace(old, name=name) for name in names)))


def test_of_two_tables_that_are_alike_neither_is_read() -> None:
    found = read(copied(without_names(GRID), "Evidence", "Evidence new", "Evidence old"))
    assert answers(found) == but_for("evidence")
    (told,) = found.seen
    assert (told.finding.code, told.sheet) == ("FIX-071", "Evidence new")
    assert told.finding.facts == {"one": "'Evidence new', row 4", "other": "'Evidence old', row 4"}


def test_a_copy_beside_the_sheet_with_our_name_is_told_and_not_read() -> None:
    found = read(copied(without_names(GRID), "Evidence", "Evidence", "Evidence (2)"))
    assert (answers(found), seen(found)) == (ALL, [("FIX-047", "Evidence (2)", None)])


def test_two_header_rows_of_different_order_leave_the_table_out() -> None:
    """Lines that look like a second table a row below: nobody can say which headers hold."""
    sheet = sheet_of(GRID, "Evidence")
    down = {(r + (r > HEADERS), c): value for (r, c), value in sheet.cells.items()}
    row = {column: value for (r, column), value in sheet.cells.items() if r == HEADERS}
    swapped = {**row, 1: row[4], 4: row[1]}
    cells = down | {(HEADERS + 1, column): value for column, value in swapped.items()}
    grid = with_sheet(without_names(GRID), "Evidence", replace(sheet, cells=cells, formulas=frozenset()))
    found = read(grid)
    assert answers(found) == but_for("evidence")
    assert seen(found) == [("FIX-071", "Evidence", "A4")]


@pytest.mark.parametrize("names", [True, False])
def test_headers_that_stand_again_in_the_table_are_no_answers(names: bool) -> None:
    sheet = sheet_of(GRID, "Evidence")
    row = {column: value for (r, column), value in sheet.cells.items() if r == HEADERS}
    down = {(r + (r > 20), c): value for (r, c), value in sheet.cells.items()}
    cells = down | {(21, column): value for column, value in row.items()}
    grid = with_sheet(GRID, "Evidence", replace(sheet, cells=cells, formulas=frozenset()))
    found = read(grid if names else without_names(grid))
    assert (answers(found), seen(found)) == (ALL, [])


# rows


@pytest.mark.parametrize("written", ["EV0003", "ev3", "EV 3", "EV-003", "Evidence 3", "ev_03"])
def test_an_id_that_is_spelt_in_another_way_is_read_and_told(written: str) -> None:
    found = read(changed(GRID, ("Evidence", (6, 0), written)))
    assert (answers(found), seen(found)) == (ALL, [("NOTE-073", "Evidence", "A7")])


@pytest.mark.parametrize(("row", "written", "other"), [(6, "EV 2", "EV003"), (4, "EV 3", "EV001")])
def test_an_id_that_another_row_has_is_not_guessed(row: int, written: str, other: str) -> None:
    """Above that row or below it."""
    found = read(changed(GRID, ("Evidence", (row, 0), written)))
    assert seen(found) == [("NOTE-037", "Evidence", cell_name((row, 1)))]
    rows = {each.row for each in found.answers}
    assert {"EV001", "EV002", "EV003", "EV121"} - rows == {other}
    assert found.text("evidence", "EV121", "where") == ALL["evidence", other, "where"]


def without_row(grid: Grid, name: str, gone: int) -> Grid:
    sheet = sheet_of(grid, name)
    cells = {(r - (r > gone), c): value for (r, c), value in sheet.cells.items() if r != gone}
    formulas = frozenset((r - (r > gone), c) for r, c in sheet.formulas if r != gone)
    return with_sheet(grid, name, replace(sheet, cells=cells, formulas=formulas))


def test_a_line_of_the_form_that_was_deleted_is_told() -> None:
    found = read(without_row(GRID, "Checklist", 5))
    gone = SHAPE.deliverables[1].id
    assert answers(found) == {k: v for k, v in ALL.items() if k[:2] != ("checklist", gone)}
    assert [(s.finding.code, s.finding.facts) for s in found.seen] == [("EXPLAIN-074", {"rows": 1})]


def test_an_evidence_row_that_was_deleted_is_nothing_to_tell() -> None:
    found = read(without_row(GRID, "Evidence", 5))
    assert answers(found) == {k: v for k, v in ALL.items() if k[:2] != ("evidence", "EV002")}
    assert seen(found) == []


# _meta and editions


def with_meta(grid: Grid, keys: Sequence[str]) -> Grid:
    """Only these lines of `_meta`; no such sheet without any."""
    sheet = sheet_of(grid, META)
    rows = [row for row in range(1, 30) if sheet.cells.get((row, 0)) in keys]
    cells = {(0, 0): "key", (0, 1): "value"}
    cells |= {
        (n, c): str(sheet.cells[row, c])
        for n, row in enumerate(rows, 1)
        for c in (0, 1)
        if (row, c) in sheet.cells
    }
    if not keys:
        return replace(grid, sheets=tuple(each for each in grid.sheets if each is not sheet))
    return with_sheet(grid, META, replace(sheet, cells=cells))


KEYS = [str(value) for (row, column), value in sheet_of(GRID, META).cells.items() if column == 0 and row > 0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kept=st.sets(st.sampled_from(KEYS)), names=st.booleans())
def test_any_part_of_meta_gone_changes_no_answer(kept: set[str], names: bool) -> None:
    grid = with_meta(GRID, sorted(kept))
    found = read(grid if names else without_names(grid))
    assert answers(found) == ALL
    assert {code for code, _, _ in seen(found)} == ({"NOTE-039"} if kept and kept != {*KEYS} else set())
    assert (found.shape.edition.about.id, found.shape.tables) == (SHAPE.edition.about.id, SHAPE.tables)


@pytest.mark.parametrize("edition", edition_ids())
def test_without_meta_the_rows_tell_what_the_form_was_for(edition: str) -> None:
    for purpose in purposes(load_edition(edition)):
        shape = shape_of(load_edition(edition), purpose, evidence_rows=130, action_rows=70)
        found = read(with_meta(grid_of(shape, Answers()), []))
        assert found.shape.tables == shape.tables and found.shape.deliverables == shape.deliverables
        assert (
            found.shape.evidence_rows == shape.evidence_rows and found.shape.action_rows == shape.action_rows
        )


def mixed() -> Grid:
    """A checklist with a line of the other edition in the place of one of its own."""
    other = shape_of(load_edition("2021")).deliverables[0]
    return changed(GRID, ("Checklist", (6, 0), other.id), ("Checklist", (6, 2), other.text))


def test_lines_of_two_editions_are_not_read_when_the_form_does_not_say_what_it_is() -> None:
    found = read(with_meta(mixed(), []))
    assert answers(found) == but_for("checklist")
    assert seen(found) == [("FIX-072", "Checklist", None)]


def test_a_line_of_the_other_edition_is_told_when_the_form_says_what_it_is() -> None:
    found = read(mixed())
    gone = SHAPE.deliverables[2].id
    assert answers(found) == {k: v for k, v in ALL.items() if k[:2] != ("checklist", gone)}
    assert {code for code, _, _ in seen(found)} == {"FIX-033", "FIX-035", "EXPLAIN-074"}


def test_a_workbook_full_of_words_that_are_nearly_headers_is_read_in_time() -> None:
    words = [word for table in TABLES for word in headers(table).values() if len(word) > 5]
    near = [
        f"{word[: n % len(word)]}{'abcdefgh'[n % 8]}{word[n % len(word) + 1 :]}"
        for n, word in enumerate(words * 60)
    ]
    sheets = [
        Sheet(
            f"Own {n}",
            {(r, c): f"{near[(n * 800 + r * 40 + c) % len(near)]}" for r in range(20) for c in range(40)},
        )
        for n in range(180)
    ]
    for some in (sheets[:25], sheets):
        began = time.monotonic()
        read(replace(GRID, names={}, sheets=(*GRID.sheets, *some)))
        assert time.monotonic() - began < 8
