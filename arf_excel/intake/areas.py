"""Cell addresses and the areas that defined names point to. Addresses are text in quotes, not XML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from arf_excel.intake.grid import Area, Place

GRID_ROWS, GRID_COLUMNS = 1_048_576, 16_384
_CELL = r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_SHEET = r"\$?(?:'((?:[^']|'')+)'|([^'!:.\s\[\]]+))"
_EXCEL = re.compile(rf"=?{_SHEET}!{_CELL}(?::{_CELL})?")
_OPEN_DOCUMENT = re.compile(rf"{_SHEET}\.{_CELL}(?::(?:{_SHEET})?\.{_CELL})?")


@dataclass(frozen=True)
class Name:
    """A defined name as written; `scope` is the sheet it belongs to, or None for the workbook."""

    name: str
    refers_to: str
    scope: str | None = None


def excel_area(refers_to: str) -> Area | None:
    """The area of 'My sheet'!$A$1:$B$9; None for anything that is not one plain area."""
    match = _EXCEL.fullmatch(refers_to.strip())
    if match is None:
        return None
    quoted, plain, *corners = match.groups()
    return _area(quoted, plain, *corners)


def open_document_area(address: str) -> Area | None:
    """The area of $'My sheet'.$A$1:.$B$9, which stays on one sheet."""
    match = _OPEN_DOCUMENT.fullmatch(address.strip())
    if match is None:
        return None
    quoted, plain, letters, digits, quoted_end, plain_end, letters_end, digits_end = match.groups()
    if (quoted_end or plain_end) and (quoted_end, plain_end) != (quoted, plain):
        return None
    return _area(quoted, plain, letters, digits, letters_end, digits_end)


def _area(quoted: str | None, plain: str | None, *corners: str | None) -> Area | None:
    sheet = quoted.replace("''", "'") if quoted is not None else plain or ""
    first = _place(corners[0] or "", corners[1] or "")
    last = first if corners[2] is None else _place(corners[2], corners[3] or "")
    if first is None or last is None:
        return None
    top, bottom = sorted((first[0], last[0]))
    left, right = sorted((first[1], last[1]))
    return Area(sheet, (top, left), (bottom, right))


def _place(letters: str, digits: str) -> Place | None:
    row, column = int(digits) - 1, column_index(letters)
    return (row, column) if 0 <= row < GRID_ROWS and column < GRID_COLUMNS else None


def column_index(letters: str) -> int:
    """0 for 'A' or 'a', 27 for 'AB'."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + ord(letter) - 64
    return total - 1


def areas_by_name(
    names: Iterable[Name], sheets: Iterable[str], *, open_document: bool = False
) -> dict[str, Area]:
    """Names with their area, where the sheet is there.

    A name of the whole workbook stands before names of one sheet, the first before the next.
    """
    known = {sheet.casefold(): sheet for sheet in sheets}
    read = open_document_area if open_document else excel_area
    found: dict[str, Area] = {}
    for name in sorted(names, key=lambda name: name.scope is not None):
        area = read(name.refers_to)
        if area is None or area.sheet.casefold() not in known or name.name in found:
            continue
        found[name.name] = Area(known[area.sheet.casefold()], area.first, area.last)
    return found
