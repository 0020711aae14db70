"""Rules on texts, on dates, and on the numbers by which cells refer to texts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import STYLES, TEXTS, Fault, Package, Sheet
from arf_excel.workbook.lint.places import units, whole

LONGEST = 32_767
_CONTROL = re.compile(r"(?<!_x005F)_x00(?:0[0-8BCEF]|1[0-9A-F])_", re.IGNORECASE)


def texts(package: Package) -> Iterator[Fault]:
    """No text is longer than a cell can hold."""
    for where, text in _texts(package):
        if len(text) * 2 > LONGEST and units(text) > LONGEST:
            yield Fault("text-length", where, f"is longer ({units(text)}) than a cell takes ({LONGEST})")


def control_characters(package: Package) -> Iterator[Fault]:
    """No text has a control character, which Excel files hold as _x0001_ and programs read differently."""
    for where, text in _texts(package):
        found = "_x" in text and _CONTROL.search(text)
        if found:
            yield Fault("control-character", where, f"has the control character {found[0]}")


def _texts(package: Package) -> Iterator[tuple[str, str]]:
    """Every text that a cell can show, and where: a cell, or which shared text, never what it says."""
    for number, text in enumerate(package.texts, start=1):
        yield f"{TEXTS}, text {number}", text
    for sheet in package.sheets:
        for cell in sheet.grid.cells:
            if cell.kind in ("str", "inlineStr") and cell.value:
                yield sheet.at(cell.at), cell.value


def shared_strings(package: Package) -> Iterator[Fault]:
    """Every cell with a shared text points to one that exists."""
    for sheet in package.sheets:
        for rule, where, why in sheet.grid.odd:
            if rule == "shared-string":
                yield Fault(rule, sheet.at(where), why)


def styles(package: Package) -> Iterator[Fault]:
    """Every style that a cell, row, column or rule uses exists."""
    if STYLES not in package.trees:
        return
    formats, differences = len(package.looks.cells), len(package.looks.differences)
    for sheet in package.sheets:
        for number in sorted(_styles_used(sheet)):
            if not 0 <= number < formats:
                yield Fault("style", sheet.name, f"uses cell style {number} of {formats}")
    for where, number in _differences_used(package):
        if number >= differences:
            yield Fault("style", where, f"uses conditional style {number} of {differences}")


def _styles_used(sheet: Sheet) -> set[int]:
    cells = {cell.style for cell in sheet.grid.cells}
    rows = {row.style for row in sheet.grid.rows.values()}
    return cells | rows | {whole(column.get("style"), 0) for column in sheet.find("col")}


def _differences_used(package: Package) -> Iterator[tuple[str, int]]:
    for sheet in package.sheets:
        for rule in sheet.find("cfRule"):
            yield sheet.name, whole(rule.get("dxfId"), -1)
    for table in package.tables:
        for element in table.root.iter():
            if element.tag in (MAIN + "table", MAIN + "tableColumn"):
                for key in ("dataDxfId", "headerRowDxfId", "totalsRowDxfId"):
                    yield table.where, whole(element.get(key), -1)
