"""A form as plain sheets, with cells set by hand."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import Area, CellValue, Grid, Place, Sheet
from arf_excel.intake.read import read_grid
from tests.form.completed import completed

Change = tuple[str, Place, CellValue | None]
"""A sheet, a place, and its new value; None clears it."""


def grid_of(shape: Shape, answers: Answers) -> Grid:
    """What reading gives for a form with these answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(path, shape, answers)
        return read_grid(path.read_bytes(), path.name, skip=lambda name: name == "_work")


def with_cells(grid: Grid, *changes: Change, formulas: dict[str, list[Place]] | None = None) -> Grid:
    """The grid with these cells set, and formulas at these places."""
    grid = changed(grid, *changes)
    for name, places in (formulas or {}).items():
        sheet = sheet_of(grid, name)
        grid = with_sheet(grid, name, replace(sheet, formulas=sheet.formulas | {*places}))
    return grid


@lru_cache
def blank_form() -> tuple[Shape, Grid]:
    """A form of the whole edition as it was sent out."""
    shape = shape_of(load_edition())
    return shape, grid_of(shape, Answers())


def sheet_of(grid: Grid, name: str) -> Sheet:
    return next(sheet for sheet in grid.sheets if sheet.name == name)


def with_sheet(grid: Grid, name: str, sheet: Sheet) -> Grid:
    return replace(grid, sheets=tuple(sheet if each.name == name else each for each in grid.sheets))


def changed(grid: Grid, *changes: Change) -> Grid:
    """The grid with these cells set."""
    for name, place, value in changes:
        sheet = sheet_of(grid, name)
        cells = {at: kept for at, kept in sheet.cells.items() if at != place}
        if value is not None:
            cells[place] = value
        grid = with_sheet(grid, name, replace(sheet, cells=cells))
    return grid


def without_names(grid: Grid) -> Grid:
    return replace(grid, names={})


def moved(grid: Grid, name: str, rows: int, columns: int, *, names: bool) -> Grid:
    """A sheet's cells moved; its names move too, or stay behind as with a program that forgets them."""
    sheet = sheet_of(grid, name)
    cells = {(r + rows, c + columns): value for (r, c), value in sheet.cells.items() if r + rows >= 0}
    formulas = frozenset((r + rows, c + columns) for r, c in sheet.formulas if r + rows >= 0)
    found = with_sheet(grid, name, replace(sheet, cells=cells, formulas=formulas))
    if not names:
        return found
    areas = {
        key: _shifted(area, rows, columns) if area.sheet == name else area for key, area in grid.names.items()
    }
    return replace(found, names=areas)


def _shifted(area: Area, rows: int, columns: int) -> Area:
    first, last = area.first, area.last
    return Area(area.sheet, (first[0] + rows, first[1] + columns), (last[0] + rows, last[1] + columns))


@lru_cache
def completed_form() -> tuple[Shape, Grid]:
    """A Silver form with every table filled."""
    shape = shape_of(load_edition(), "silver")
    return shape, grid_of(shape, completed(shape))
