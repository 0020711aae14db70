"""The cells of a sheet, gone over once: what each holds, how high each row is, what is out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.places import (
    LAST_COLUMN,
    LAST_ROW,
    address,
    column_number,
    decimal,
    is_decimal,
    is_whole,
    true,
    whole,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW, _CELL, _FORMULA, _VALUE, _INLINE = (MAIN + tag for tag in ("row", "c", "f", "v", "is"))
_PLACES = {_FORMULA: 1, _VALUE: 2, _INLINE: 3}
_TEXTS = ("s", "str", "inlineStr")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a file writes a character that XML cannot hold, and an underscore that looks like the start of one."""
_KINDS = {*_TEXTS, "n", "b", "e", "d"}


class Cell(NamedTuple):
    """One cell. `value` is the text of a cell that holds one, else the value as written."""

    at: str
    row: int
    column: int
    style: int
    kind: str
    value: str | None
    formula: str | None
    array: bool

    @property
    def text(self) -> str:
        """The text that it shows; '' for a number, for nothing and for what is unreadable."""
        found = (self.value or "") if self.kind in _TEXTS else ""
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found) if "_x" in found else found


class Row(NamedTuple):
    """`height` is None for a row that is fitted when the file opens."""

    height: float | None
    hidden: bool
    style: int


@dataclass
class Grid:
    """What a sheet holds. `odd` has the rule, the place and the message of what is wrong with a cell."""

    cells: list[Cell] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    odd: list[tuple[str, str, str]] = field(default_factory=list)

    @cached_property
    def by_address(self) -> dict[str, Cell]:
        return {cell.at: cell for cell in self.cells}

    @cached_property
    def by_row(self) -> dict[int, list[Cell]]:
        """The cells of each row, in order."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return found

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells that show something."""
        return [cell for cell in self.cells if cell.value]

    @cached_property
    def last_column(self) -> int:
        """The last column that has a cell."""
        return max((cell.column for cell in self.cells), default=0)


def read_grid(root: Element, texts: Sequence[str]) -> Grid:
    """Go over a worksheet; `texts` are the shared ones."""
    grid = Grid()
    data = root.find(MAIN + "sheetData")
    last = 0
    for element in () if data is None else data:
        if element.tag != _ROW:
            continue
        number = whole(element.get("r"), last + 1)
        if not last < number <= LAST_ROW:
            grid.odd.append(("cell-order", str(number), f"row {number} stands after row {last}"))
        last = max(last, number)
        height = element.get("ht")
        grid.rows[number] = Row(
            decimal(height, 0.0) if height is not None and is_decimal(height) else None,
            true(element.get("hidden")),
            whole(element.get("s"), 0),
        )
        _read_row(grid, element, number, texts)
    return grid


def _read_row(grid: Grid, row: Element, number: int, texts: Sequence[str]) -> None:
    ending, before = str(number), 0
    for element in row:
        if element.tag != _CELL:
            continue
        at = element.get("r") or address(number, before + 1)
        column = column_number(at[: -len(ending)]) if at.endswith(ending) else 0
        if not before < column <= LAST_COLUMN:
            grid.odd.append(("cell-order", at, f"{at!r} stands after column {before} of row {number}"))
        before = max(before, column)
        grid.cells.append(_read_cell(grid, element, at, number, column, texts))


def _read_cell(grid: Grid, element: Element, at: str, row: int, column: int, texts: Sequence[str]) -> Cell:
    kind, style = element.get("t", "n"), element.get("s", "0")
    value = formula = None
    array, before = False, 0
    for child in element:
        now = _PLACES.get(child.tag, before + 1)
        if now <= before:
            grid.odd.append(("element-order", at, "has its value before its formula, or one of them twice"))
        before = now
        if child.tag == _FORMULA:
            formula, array = child.text, child.get("t") in ("array", "dataTable")
        elif child.tag == _VALUE:
            value = child.text
        elif child.tag == _INLINE:
            value = text_of(child)
    if kind == "s":
        value = _shared(grid, at, value, texts)
    elif value is not None and kind != "str" and not (kind == "n" and is_whole(value)):
        for why in _value_faults(kind, value):
            grid.odd.append(("cell-value", at, why))
    if not is_whole(style):
        grid.odd.append(("number", at, f"has the style {style!r}, which is no number"))
    return Cell(at, row, column, whole(style, 0), kind, value, formula, array)


def _shared(grid: Grid, at: str, value: str | None, texts: Sequence[str]) -> str | None:
    if 0 <= (number := whole(value, -1)) < len(texts):
        return texts[number]
    grid.odd.append(("shared-string", at, f"shows a text that is not among the {len(texts)} of the file"))
    return None


def _value_faults(kind: str, value: str) -> Iterator[str]:
    if kind not in _KINDS:
        yield f"has the type {kind!r}, which no program knows"
    elif kind == "e":
        yield f"shows the error {value[:12]}"
    elif kind == "b" and value not in ("0", "1"):
        yield "is neither true nor false"
    elif kind == "n" and not is_decimal(value):
        yield "has a value that is no number"


def text_of(item: Element) -> str:
    """The text of a shared or inline string, its runs joined; readings for Japanese are left out."""
    found = [item.findtext(MAIN + "t") or ""]
    found += [run.findtext(MAIN + "t") or "" for run in item.iterfind(MAIN + "r")]
    return "".join(found)
