"""Rules on what is said to somebody who is about to type, or to follow a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import Fault, Package, Sheet
from arf_excel.workbook.lint.places import Area, areas, true

_SMALL = 5_000
"""Cells of a rule that are listed one by one; a larger area is asked as an area."""
_VAGUE = {
    *("here", "click", "click here", "click this", "link", "this link", "this", "more", "read more"),
    *("see more", "more info", "more information", "open", "go", "go to", "view", "download", "website"),
}
_ADDRESS = re.compile(r"(?:[a-z]+://|www\.|mailto:)\S*", re.IGNORECASE)
_LINK = re.compile(r"(?<![\w.])HYPERLINK\(", re.IGNORECASE)


def prompts(package: Package) -> Iterator[Fault]:
    """Whoever comes to a cell to fill in is told what goes there; where typing is refused, why."""
    for sheet in package.shown:
        told: set[tuple[int, int]] = set()
        wide: list[Area] = []
        for rule in sheet.find("dataValidation"):
            where = rule.get("sqref", "")
            if _refuses(rule):
                if not rule.get("error", "").strip():
                    yield Fault("prompt", sheet.at(where), "refuses what is typed and does not say why")
                continue
            for key, word in (("promptTitle", "a title"), ("prompt", "words")):
                if not rule.get(key, "").strip():
                    yield Fault("prompt", sheet.at(where), f"has no prompt with {word}")
            if not true(rule.get("showInputMessage")):
                yield Fault("prompt", sheet.at(where), "does not show its prompt")
            for each in areas(where):
                if (each.bottom - each.top + 1) * (each.right - each.left + 1) > _SMALL:
                    wide.append(each)
                else:
                    rows, columns = range(each.top, each.bottom + 1), range(each.left, each.right + 1)
                    told.update((row, column) for row in rows for column in columns)
        yield from _untold(package, sheet, told, wide)


def _refuses(rule: Element) -> bool:
    formula = (rule.findtext(MAIN + "formula1") or "").upper()
    return rule.get("type") == "custom" and formula in ("FALSE", "FALSE()", "0")


def _untold(package: Package, sheet: Sheet, told: set[tuple[int, int]], wide: list[Area]) -> Iterator[Fault]:
    """Cells to fill in are those that protection would leave open."""
    for cell in sheet.grid.cells:
        at = (cell.row, cell.column)
        if package.looks[cell.style].locked or at in told:
            continue
        if not any(each.has(*at) for each in wide):
            yield Fault("prompt", sheet.at(cell.at), "is to be filled in and has no prompt")


def links(package: Package) -> Iterator[Fault]:
    """A link says where it leads."""
    for sheet in package.shown:
        for at in _linked(sheet):
            cell = sheet.grid.by_address.get(at)
            text = cell.text.strip() if cell else ""
            if not text:
                yield Fault("link-text", sheet.at(at), "has a link without words")
            elif text.casefold().rstrip(".!:> ") in _VAGUE:
                yield Fault("link-text", sheet.at(at), f"has a link that says {text!r}, not where it leads")
            elif _ADDRESS.fullmatch(text):
                yield Fault("link-text", sheet.at(at), "has a link whose words are its address")


def _linked(sheet: Sheet) -> Iterator[str]:
    """The cells with a link; a formula that shows none now may show one later."""
    for element in sheet.find("hyperlink"):
        yield element.get("ref", "").partition(":")[0]
    for cell in sheet.grid.cells:
        if cell.formula and cell.value and _LINK.search(cell.formula):
            yield cell.at
