"""Rules on texts, and on the numbers by which cells refer to texts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arf_excel.workbook.lint.package import MAIN, STYLES, TEXTS, Fault, Package, Sheet, text_of, units

LONGEST = 32_767
_CONTROL = re.compile(r"(?<!_x005F)_x00(?:0[0-8BCEF]|1[0-9A-F])_", re.IGNORECASE)


def texts(package: Package) -> Iterator[Fault]:
    """No text is longer than a cell can hold."""
    for part, where, text in _texts(package):
        if len(text) * 2 > LONGEST and units(text) > LONGEST:
            yield Fault("text-length", part, f"{where!r} is longer ({units(text)}) than a cell takes")


def control_characters(package: Package) -> Iterator[Fault]:
    """No text has a control character, which Excel files hold as _x0001_ and programs read differently."""
    for part, where, text in _texts(package):
        found = "_x" in text and _CONTROL.search(text)
        if found:
            yield Fault("control-character", part, f"{where!r} has the control character {found[0]}")


def _texts(package: Package) -> Iterator[tuple[str, str, str]]:
    """Part, cell (or the start of a shared text) and content of every text that a cell can show."""
    for text in package.texts:
        yield TEXTS, text[:20], text
    for sheet in package.sheets:
        for where, cell in sheet.cells.items():
            kind = cell.get("t")
            if kind == "inlineStr":
                yield sheet.part, where, text_of(cell)
            elif kind == "str":
                yield sheet.part, where, cell.findtext(MAIN + "v") or ""


def shared_strings(package: Package) -> Iterator[Fault]:
    """Every cell with a shared text points to one that exists."""
    count = len(package.texts)
    for sheet in package.sheets:
        for where, cell in sheet.cells.items():
            if cell.get("t") == "s":
                number = cell.findtext(MAIN + "v") or ""
                if not (number.isdigit() and int(number) < count):
                    why = f"{sheet.name!r} {where} shows text {number!r} of {count}"
                    yield Fault("shared-string", sheet.part, why)


def styles(package: Package) -> Iterator[Fault]:
    """Every style that a cell, row, column or rule uses exists."""
    root = package.trees.get(STYLES)
    if root is None:
        return
    formats, differences = (len(root.findall(f"{MAIN}{group}/*")) for group in ("cellXfs", "dxfs"))
    for sheet in package.sheets:
        for number in sorted(_styles_used(sheet)):
            if number >= formats:
                yield Fault("style", sheet.part, f"{sheet.name!r} uses cell style {number} of {formats}")
    for part, number in _differences_used(package):
        if number >= differences:
            yield Fault("style", part, f"uses conditional style {number} of {differences}")


def _styles_used(sheet: Sheet) -> set[int]:
    cells = {int(cell.get("s", "0")) for cell in sheet.cells.values()}
    rows = {int(row.get("s", "0")) for row in sheet.root.iter(MAIN + "row")}
    return cells | rows | {int(column.get("style", "0")) for column in sheet.find("col")}


def _differences_used(package: Package) -> Iterator[tuple[str, int]]:
    for sheet in package.sheets:
        for rule in sheet.find("cfRule"):
            yield sheet.part, int(rule.get("dxfId", "-1"))
    for table in package.tables:
        for element in table.root.iter():
            for key in ("dataDxfId", "headerRowDxfId", "totalsRowDxfId"):
                yield table.part, int(element.get(key, "-1"))
