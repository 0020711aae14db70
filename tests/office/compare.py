"""The values kept in a workbook beside its formulas, against those that an engine works out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel

Values = Mapping[str, Mapping[str, object]]
"""Values by sheet name and address."""

OFFICE_ERRORS = {
    "#ERR:502": ("#VALUE!", "#NUM!"),
    "#ERR:503": ("#NUM!",),
    "#ERR:519": ("#VALUE!",),
    "#ERR:521": ("#NULL!",),
    "#ERR:524": ("#REF!",),
    "#ERR:525": ("#NAME?",),
    "#ERR:532": ("#DIV/0!",),
    "#ERR:32767": ("#N/A",),
}
"""What Excel may show where LibreOffice has this number; 502 is both LN(-1) and VALUE("x")."""


@dataclass(frozen=True)
class Difference:
    """A formula cell whose kept value is not what the engine works out."""

    sheet: str
    cell: str
    cached: object
    worked_out: object


def cached_values(path: Path) -> dict[str, dict[str, object]]:
    """What the file keeps beside each formula."""
    formulas, kept = load_workbook(path), load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: kept[sheet.title][cell.coordinate].value
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in formulas.worksheets
    }


def compare(cached: Values, worked_out: Values) -> list[Difference]:
    """Every formula cell where the two differ."""
    return list(_compared(cached, worked_out))


def _compared(cached: Values, worked_out: Values) -> Iterator[Difference]:
    for sheet, cells in cached.items():
        fresh = worked_out.get(sheet, {})
        for cell, value in cells.items():
            if not same(value, fresh.get(cell)):
                yield Difference(sheet, cell, value, fresh.get(cell))


def same(cached: object, worked_out: object) -> bool:
    """Whether two values are one: numbers to 1e-9, nothing and "" alike, a date is its number."""
    left, right = plain(cached), plain(worked_out)
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right or (isinstance(right, str) and left in OFFICE_ERRORS.get(right, ()))


def plain(value: object) -> object:
    """A text or a float."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return float(to_excel(value))
    return float(value) if isinstance(value, bool | int | float) else value
