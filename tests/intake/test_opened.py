"""An open workbook as plain sheets: what a program shows becomes what the gate makes of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Area, CellError, CellValue, Grid, Place, Sheet
from arf_excel.intake.opened import OpenSheet, Shown, opened_grid

FAR = 1_048_575, 16_383
NONE = -2_146_826_246
"""#N/A as Excel on Windows hands it over."""


class PyTime(dt.datetime):
    """As pywin32 has its moments."""


def shown(values: Any, errors: Any = None, formulas: Any = "") -> OpenSheet:
    """A sheet whose used range is one rectangle from B3 on, handed over as it stands."""
    rows = values if isinstance(values, list) and isinstance(values[0], list) else [values]
    last = 1 + len(rows), len(rows[0]) if isinstance(rows[0], list) else 1
    told = Shown(values, values if errors is None else errors, formulas)
    return OpenSheet("Data", False, (2, 1), last, lambda first, end: told)


def grid_of(*sheets: OpenSheet, names: Sequence[tuple[str, str]] = ()) -> Grid:
    return opened_grid(sheets, names, skip=lambda name: name == "_work")


def only(sheet: OpenSheet) -> Sheet:
    return grid_of(sheet).sheets[0]


def value(shown_value: object, error: object = None, formula: object = "") -> CellValue | None:
    found = only(shown(shown_value, shown_value if error is None else error, formula))
    return found.cells.get((2, 1))


def in_sheet(cells: dict[Place, object], last: Place, looks: list[tuple[Place, Place]]) -> OpenSheet:
    """A sheet of any size that notes what is looked at."""

    def look(first: Place, end: Place) -> Shown:
        looks.append((first, end))
        columns = range(first[1], end[1] + 1)
        rows = [[cells.get((row, column)) for column in columns] for row in range(first[0], end[0] + 1)]
        return Shown(rows, rows, [[""] * len(columns)] * len(rows))

    return OpenSheet("Data", False, (0, 0), last, look)


def test_places_count_from_where_the_used_range_begins() -> None:
    found = only(shown([["Id", None], ["EV001", 3.0]], None, [["Id", ""], ["EV001", "=1+2"]]))
    assert found.cells == {(2, 1): "Id", (3, 1): "EV001", (3, 2): 3.0}
    assert found.formulas == {(3, 2)}


def test_one_cell_one_row_and_one_column_are_read() -> None:
    assert only(shown("Id", "Id", "Id")).cells == {(2, 1): "Id"}
    row = OpenSheet("Data", False, (0, 0), (0, 1), lambda *_: Shown(["a", "b"], ["a", "b"], ("a", "b")))
    column = OpenSheet("Data", False, (0, 0), (1, 0), lambda *_: Shown(["a", "b"], ["a", "b"], ["a", "b"]))
    assert only(row).cells == {(0, 0): "a", (0, 1): "b"}
    assert only(column).cells == {(0, 0): "a", (1, 0): "b"}


def test_a_sheet_without_anything_is_empty() -> None:
    assert only(shown(None, None, "")).cells == {}
    assert only(shown([[None, None]], [[None, None]], None)).cells == {}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (7, 7.0),
        (2.5, 2.5),
        (Decimal("415.5"), 415.5),
        (True, True),
        (float("inf"), CellError("#NUM!")),
        (dt.date(2026, 10, 3), dt.datetime(2026, 10, 3)),
        (PyTime(2026, 10, 3, 9, 30, tzinfo=dt.UTC), dt.datetime(2026, 10, 3, 9, 30)),
        (dt.datetime(1899, 12, 30, 18, 0), 0.75),
        (dt.time(6, 0), 0.25),
        ("", None),
        ("'quoted'", "'quoted'"),
    ],
)
def test_a_value_is_what_a_file_would_give(given: object, read: CellValue | None) -> None:
    found = value(given)
    assert found == read
    assert type(found) is type(read)


def test_an_error_is_not_a_blank_and_a_typed_text_is_no_error() -> None:
    assert value(None, "#REF!", "=A1") == CellError("#REF!")
    assert value("#REF!", "#REF!", "#REF!") == "#REF!"
    assert value(NONE + 3, NONE + 3, "=SEQUENCE(3)") == CellError("#SPILL!")
    assert value(NONE - 20, NONE - 20, "=A1") == CellError("#VALUE!")
    assert value(float(NONE)) == float(NONE)


def test_where_a_program_does_not_tell_errors_a_typed_one_is_still_seen() -> None:
    told = OpenSheet(
        "Data", False, (0, 0), (0, 1), lambda *_: Shown([None, None], [None, None], ["#N/A", "=1/0"])
    )
    found = only(told)
    assert found.cells == {(0, 0): CellError("#N/A")}
    assert found.formulas == {(0, 1)}


def test_a_text_that_begins_with_an_equals_sign_is_no_formula() -> None:
    assert only(shown("=1+1", "=1+1", "=1+1")).formulas == frozenset()
    assert only(shown(2.0, 2.0, "=1+1")).formulas == {(2, 1)}
    assert only(shown("=", "=", "=")).formulas == frozenset()


def test_a_formula_that_shows_nothing_is_a_formula_without_a_value() -> None:
    found = only(shown(None, None, '=""'))
    assert (found.cells, found.formulas) == ({}, {(2, 1)})


def test_invisible_characters_go_and_are_told() -> None:
    found = grid_of(shown("Bro\u200bnze\r\n1"))
    assert found.sheets[0].cells == {(2, 1): "Bronze\n1"}
    assert [(note.code, note.sheet, note.place) for note in found.notes] == [("NOTE-004", "Data", (2, 1))]


def test_names_of_the_workbook_stand_before_those_of_a_sheet() -> None:
    names = [("Data!arf_x", "=Data!$C$3"), ("arf_x", "=Data!$A$1:$A$9"), ("'Data'!own", "=Data!$B$2")]
    names += [("gone", "=#REF!$A$1"), ("else", "=Other!$A$1"), ("odd", "")]
    found = grid_of(shown("x"), names=names).names
    assert found == {"arf_x": Area("Data", (0, 0), (8, 0)), "own": Area("Data", (1, 1), (1, 1))}


def test_the_sheet_of_workings_is_not_looked_at() -> None:
    def look(*_: object) -> Shown:
        raise AssertionError

    sheet = grid_of(OpenSheet("_work", True, (0, 0), (999, 300), look)).sheets[0]
    assert (sheet.name, sheet.hidden, sheet.cells) == ("_work", True, {})


def test_something_far_outside_the_form_is_told_without_looking_at_what_lies_between() -> None:
    looks: list[tuple[Place, Place]] = []
    with pytest.raises(UnreadableError) as told:
        grid_of(in_sheet({}, FAR, looks))
    assert (told.value.code, told.value.facts["cell"], looks) == ("FIX-020", "XFD1048576", [])


def test_a_cell_just_outside_is_told_and_colour_alone_is_not() -> None:
    looks: list[tuple[Place, Place]] = []
    with pytest.raises(UnreadableError) as told:
        grid_of(in_sheet({(20_000, 2): "x"}, (20_004, 9), looks))
    assert (told.value.code, told.value.facts["cell"]) == ("FIX-020", "C20001")
    assert grid_of(in_sheet({(3, 2): "x"}, (20_004, 9), looks)).sheets[0].cells == {(3, 2): "x"}
    assert grid_of(in_sheet({(3, 2): "x"}, (9, 600), looks)).sheets[0].cells == {(3, 2): "x"}
    with pytest.raises(UnreadableError):
        grid_of(in_sheet({(3, 500): "x"}, (9, 600), looks))


def test_a_large_sheet_is_looked_at_in_parts() -> None:
    looks: list[tuple[Place, Place]] = []
    cells: dict[Place, object] = {(row, 0): "x" for row in (0, 999, 1_000, 4_999)}
    assert grid_of(in_sheet(cells, (4_999, 199), looks)).sheets[0].cells == cells
    assert looks == [((row, 0), (row + 999, 199)) for row in range(0, 5_000, 1_000)]


def test_too_many_cells_or_sheets_are_told_as_of_a_file() -> None:
    looks: list[tuple[Place, Place]] = []
    corners: dict[Place, object] = {(0, 0): "x", (19_999, 150): "x"}
    with pytest.raises(UnreadableError) as told:
        grid_of(in_sheet(corners, (19_999, 150), looks))
    assert told.value.code == "FIX-044"
    with pytest.raises(UnreadableError) as told:
        grid_of(*[shown("x")] * 201)
    assert (told.value.code, told.value.facts["sheets"]) == ("FIX-027", 201)
