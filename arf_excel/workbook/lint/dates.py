"""Rules on dates: one calendar, and only days that every program shows alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import WORKBOOK, Fault, Package
from arf_excel.workbook.lint.places import decimal, is_decimal, true

FIRST, LAST = 61, 2_958_465
"""1 March 1900, before which programs count the days differently, and 31 December 9999."""
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?")
_MOMENTS = "{http://purl.org/dc/terms/}"


def dates(package: Package) -> Iterator[Fault]:
    """Dates count from 1900 and lie between 1 March 1900 and 31 December 9999."""
    root = package.trees.get(WORKBOOK)
    if root is not None and any(true(each.get("date1904")) for each in root.iter(MAIN + "workbookPr")):
        yield Fault("date", WORKBOOK, "counts its days from 1904")
    are_dates = {number for number, look in enumerate(package.looks.cells) if look.is_date}
    for sheet in package.sheets:
        for cell in sheet.grid.filled:
            if cell.kind == "d":
                yield Fault("date", sheet.at(cell.at), f"holds {cell.value!r}, which few programs can read")
            elif cell.kind == "n" and cell.style in are_dates and not _is_day(cell.value or ""):
                yield Fault("date", sheet.at(cell.at), f"holds {cell.value}, which is no day")
        for rule in sheet.find("dataValidation"):
            for tag in ("formula1", "formula2") if rule.get("type") == "date" else ():
                limit = rule.findtext(MAIN + tag) or ""
                if not _is_day(limit):
                    why = f"has the limit {limit}, which is no day"
                    yield Fault("date", sheet.at(rule.get("sqref", "")), why)
    yield from _moments(package)


def _is_day(text: str) -> bool:
    """Whether a number stands for a day; what is no number is not asked."""
    return not is_decimal(text) or FIRST <= decimal(text, 0.0) < LAST + 1


def _moments(package: Package) -> Iterator[Fault]:
    """When the document was made and saved."""
    core = package.trees.get("docProps/core.xml")
    for element in () if core is None else core:
        if element.tag.startswith(_MOMENTS) and not _is_moment(element.text or ""):
            yield Fault("date", "docProps/core.xml", f"{element.text!r} is no moment in time")


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        dt.datetime.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
