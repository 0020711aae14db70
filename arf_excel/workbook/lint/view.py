"""Rules on how a workbook opens, and what protection leaves to those who read it."""

from __future__ import annotations

from collections.abc import Iterator

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import WORKBOOK, Fault, Package, Sheet
from arf_excel.workbook.lint.places import decimal, place, true, whole


def cursor(package: Package) -> Iterator[Fault]:
    """The workbook opens on its first sheet, and every sheet with the cursor in A1."""
    root = package.trees.get(WORKBOOK)
    for view in () if root is None else root.iter(MAIN + "workbookView"):
        if whole(view.get("activeTab"), 0) != package.first:
            yield Fault("cursor", WORKBOOK, "does not open on its first sheet")
    for sheet in package.shown:
        for why in _scrolled(sheet):
            yield Fault("cursor", sheet.name, why)


def _scrolled(sheet: Sheet) -> Iterator[str]:
    for view in sheet.find("sheetView"):
        if view.get("topLeftCell", "A1") != "A1":
            yield f"is scrolled to {view.get('topLeftCell')}"
        pane = view.find(MAIN + "pane")
        active = "topLeft" if pane is None else pane.get("activePane", "topLeft")
        if pane is not None and pane.get("topLeftCell"):
            corner = tuple(int(decimal(pane.get(key), 0.0)) + 1 for key in ("ySplit", "xSplit"))
            if place(pane.get("topLeftCell", "")) != corner:
                yield f"is scrolled to {pane.get('topLeftCell')}"
        for each in view.iterfind(MAIN + "selection"):
            if each.get("pane", "topLeft") == active and each.get("activeCell", "A1") != "A1":
                yield f"has the cursor in {each.get('activeCell')}"


def protection(package: Package) -> Iterator[Fault]:
    """On a protected sheet every cell can still be gone to, and so be read out."""
    for sheet in package.shown:
        for element in sheet.find("sheetProtection"):
            if true(element.get("sheet")) and true(element.get("selectLockedCells")):
                yield Fault("protection", sheet.name, "keeps people and screen readers from its locked cells")


def merged_cells(package: Package) -> Iterator[Fault]:
    """No cells are merged."""
    for sheet in package.shown:
        for element in sheet.find("mergeCell"):
            yield Fault("merged-cells", sheet.at(element.get("ref", "")), "is merged")
