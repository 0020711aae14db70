"""Rules on what stands around the cells: validations, print header and footer, merges, row heights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import Fault, Package
from arf_excel.workbook.lint.places import area, units

_LIMITS = (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255))
_TWO_SHEETS = re.compile(r"![^!,()]*:[^!,()]*!")
TALLEST = 409.0


def validations(package: Package) -> Iterator[Fault]:
    """Drop-downs and their messages are no longer than Excel takes, and have a place and a source."""
    for sheet in package.sheets:
        for element in sheet.find("dataValidation"):
            for why in _validation_faults(element):
                yield Fault("validation", sheet.at(element.get("sqref", "")), why)


def _validation_faults(element: Element) -> Iterator[str]:
    for key, limit in _LIMITS:
        if units(element.get(key, "")) > limit:
            yield f"{key} has more than {limit} characters"
    places = element.get("sqref", "").split()
    if not places or None in map(area, places):
        yield "it has no proper place"
    source = element.findtext(MAIN + "formula1") or ""
    if not source and element.get("type", "none") != "none":
        yield "it has nothing to check against"
    if source.startswith('"') and units(source[1:-1]) > 255:
        yield "its list has more than 255 characters"
    if _TWO_SHEETS.search(source):
        yield f"{source!r} names a sheet at both ends of a range"


def headers_and_footers(package: Package) -> Iterator[Fault]:
    """What is printed above and below each page has at most 255 characters."""
    for sheet in package.sheets:
        for element in sheet.find("headerFooter"):
            for line in element:
                if units(line.text or "") > 255:
                    tag = line.tag.rpartition("}")[2]
                    yield Fault("header-footer", sheet.name, f"{tag} has more than 255 characters")


def merges(package: Package) -> Iterator[Fault]:
    """Merged cells meet neither one another nor a table."""
    for sheet in package.sheets:
        merged = [where for each in sheet.find("mergeCell") if (where := area(each.get("ref", "")))]
        tables = [each.area for each in package.tables if each.sheet.part == sheet.part and each.area]
        for one, other in (*combinations(merged, 2), *product(merged, tables)):
            if one.meets(other):
                yield Fault("merge", sheet.at(str(one)), f"overlaps {other}")


def row_heights(package: Package) -> Iterator[Fault]:
    """No row is taller than Excel can show."""
    for sheet in package.sheets:
        for number, row in sheet.grid.rows.items():
            if row.height is not None and not 0 <= row.height <= TALLEST:
                yield Fault("row-height", sheet.at(f"row {number}"), f"is {row.height:g} points tall")
