"""Rules on what can be seen of a sheet: all of each text, no hidden rows, and enough of what scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from arf_excel.workbook.lint.grid import Cell
from arf_excel.workbook.lint.looks import Look
from arf_excel.workbook.lint.package import Fault, Package, Sheet
from arf_excel.workbook.lint.places import decimal, true, whole
from arf_excel.workbook.measure import (
    COLUMN_PIXELS,
    LINE,
    MOST_FROZEN_PIXELS,
    MOST_FROZEN_POINTS,
    lines,
    may_wrap,
    pixels,
)

_FULL = 399.0
"""A row this tall is as tall as a row gets; its texts go on below what is shown."""
_ROUNDING = 1.0
"""Rows are as high as whole pixels."""
_PADDING = 0.7109375
"""What a file adds to the width of a column in characters."""
_PIXEL_POINTS = 0.75
_MANY = 500
"""Rows and columns beyond which nobody need go on adding up."""
_PAPERS = {"8": (841.9, 1190.6), "9": (595.3, 841.9), "1": (612.0, 792.0)}
"""A3, A4 and Letter, width by height in points."""
LEAST_SCALE = 0.64


@dataclass(frozen=True)
class Columns:
    """Widths in characters, by column from 1."""

    widths: dict[int, float]
    otherwise: float
    hidden: tuple[int, ...]

    def width(self, column: int) -> float:
        return self.widths.get(column, self.otherwise)

    def points(self, last: int) -> float:
        """How wide columns up to the last are."""
        return sum(self.width(column) for column in range(1, last + 1)) * COLUMN_PIXELS * _PIXEL_POINTS


def columns_of(sheet: Sheet) -> Columns:
    """The columns that have cells."""
    widths: dict[int, float] = {}
    hidden = []
    last = sheet.grid.last_column
    for element in sheet.find("col"):
        width = max(decimal(element.get("width"), 9.0 + _PADDING) - _PADDING, 0.0)
        first = max(whole(element.get("min"), 1), 1)
        for column in range(first, min(whole(element.get("max"), 0), last) + 1):
            widths[column] = width
            if true(element.get("hidden")) or not width:
                hidden.append(column)
    given = next((each.get("defaultColWidth") for each in sheet.find("sheetFormatPr")), None)
    return Columns(widths, 9.0 if given is None else decimal(given, 9.0) - _PADDING, tuple(hidden))


def texts_cut(package: Package) -> Iterator[Fault]:
    """Every text can be seen whole: rows are high enough, and no text runs into the cell beside it."""
    for sheet in package.shown:
        columns = columns_of(sheet)
        for number, cells in sheet.grid.by_row.items():
            row = sheet.grid.rows[number]
            for at, cell in enumerate(cells):
                if not cell.text or row.hidden or row.height == 0:
                    continue
                look = package.looks[cell.style]
                beside = None if look.wrap else _too_narrow(cell, look, columns, cells[at + 1 :])
                if why := beside or _too_low(cell, look, columns, row.height):
                    yield Fault("text-cut", sheet.at(cell.at), why)


def _too_low(cell: Cell, look: Look, columns: Columns, height: float | None) -> str:
    if height is None or height >= _FULL:
        return ""
    width, count = round(columns.width(cell.column), 2), 1
    if look.wrap and may_wrap(cell.text, width, look.size):
        count = lines(cell.text, width, look.size)
    needed = count * look.size * LINE
    return f"needs {needed:.0f} points and its row has {height:g}" if needed > height + _ROUNDING else ""


def _too_narrow(cell: Cell, look: Look, columns: Columns, beside: list[Cell]) -> str:
    """A text that is not wrapped runs on over empty cells, up to the next that holds something."""
    stop = next((other for other in beside if other.value), None)
    if stop is None:
        return ""
    room = sum(columns.width(column) for column in range(cell.column, stop.column)) * COLUMN_PIXELS
    return f"is cut off by {stop.at}" if pixels(cell.text, look.size) > room else ""


def hidden(package: Package) -> Iterator[Fault]:
    """No row and no column of a sheet that people see is hidden."""
    for sheet in package.shown:
        for number, row in sheet.grid.rows.items():
            if row.hidden or row.height == 0:
                yield Fault("hidden", sheet.at(f"row {number}"), "is hidden")
        for column in columns_of(sheet).hidden:
            yield Fault("hidden", sheet.at(f"column {column}"), "is hidden")
        if any(true(each.get("zeroHeight")) for each in sheet.find("sheetFormatPr")):
            yield Fault("hidden", sheet.name, "hides the rows that hold nothing yet")


def frozen(package: Package) -> Iterator[Fault]:
    """What is frozen takes at most a quarter of a small screen at 150 %."""
    for sheet in package.shown:
        for pane in sheet.find("pane"):
            if pane.get("state", "split") not in ("frozen", "frozenSplit"):
                continue
            rows, columns = (int(decimal(pane.get(key), 0.0)) for key in ("ySplit", "xSplit"))
            height = sum(_row_height(sheet, row) for row in range(1, min(rows, _MANY) + 1))
            width = columns_of(sheet).points(min(columns, _MANY)) / _PIXEL_POINTS
            if height > MOST_FROZEN_POINTS:
                why = f"freezes {rows} rows, {height:g} points high; at most {MOST_FROZEN_POINTS:g} may be"
                yield Fault("frozen", sheet.name, why)
            if width > MOST_FROZEN_PIXELS:
                most = f"at most {MOST_FROZEN_PIXELS:g} may be"
                why = f"freezes {columns} columns, {width:.0f} pixels wide; {most}"
                yield Fault("frozen", sheet.name, why)


def _row_height(sheet: Sheet, row: int) -> float:
    given = next((each.get("defaultRowHeight") for each in sheet.find("sheetFormatPr")), None)
    found = sheet.grid.rows.get(row)
    return found.height if found and found.height is not None else decimal(given, 15.0)


def print_scale(package: Package) -> Iterator[Fault]:
    """Printed one page wide, letters are still legible: never under 64 % of their size."""
    for sheet in package.shown:
        scale = _scale(sheet)
        if scale < LEAST_SCALE:
            why = f"is printed at {scale:.0%} of its size; at least {LEAST_SCALE:.0%} is needed"
            yield Fault("print-scale", sheet.name, why)
        elif scale < 1 and not _fits_width(sheet):
            yield Fault("print-scale", sheet.name, "is wider than its page and is not set to fit it")


def _scale(sheet: Sheet) -> float:
    wide = columns_of(sheet).points(max((cell.column for cell in sheet.grid.filled), default=0))
    set_up = next(iter(sheet.find("pageSetup")), None)
    paper = _PAPERS.get("9" if set_up is None else set_up.get("paperSize", "1"), _PAPERS["9"])
    lying = set_up is not None and set_up.get("orientation") == "landscape"
    margins = next(iter(sheet.find("pageMargins")), None)
    sides = 1.4 if margins is None else sum(decimal(margins.get(key), 0.7) for key in ("left", "right"))
    return (paper[lying] - sides * 72) / wide if wide else 1.0


def _fits_width(sheet: Sheet) -> bool:
    fits = any(true(each.get("fitToPage")) for each in sheet.find("pageSetUpPr"))
    return fits and all(each.get("fitToWidth", "1") == "1" for each in sheet.find("pageSetup"))
