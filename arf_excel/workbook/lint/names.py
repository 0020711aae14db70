"""Rules on the names of sheets and on defined names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.formula import read_formula
from arf_excel.workbook.lint.package import WORKBOOK, Fault, Package
from arf_excel.workbook.lint.places import place, repeated, units

_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_ROW_COLUMN = re.compile(r"R\d*(C\d*)?|C\d*", re.IGNORECASE)
_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!"
_RANGE = r"(?:\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+)"
_AREAS = f"{_SHEET}{_RANGE}(?:,{_SHEET}{_RANGE})*"
_GROWING = f"{_SHEET}{_RANGE}:INDEX\\({_SHEET}{_RANGE},{_SHEET}{_RANGE}\\)"
"""A print area whose last row is worked out, so that unused rows stay off the paper."""
_PLACE = re.compile(f"{_AREAS}|{_GROWING}")
_OWN = {"Print_Area", "Print_Titles", "_FilterDatabase", "Criteria", "Extract"}


def sheet_names(package: Package) -> Iterator[Fault]:
    """Sheet names are those that Excel can give."""
    names = package.sheet_names
    for name in names:
        if why := _sheet_name_fault(name):
            yield Fault("sheet-name", WORKBOOK, f"the sheet name {name!r} {why}")
    for name in repeated(names):
        yield Fault("sheet-name", WORKBOOK, f"two sheets are called {name!r}")


def _sheet_name_fault(name: str) -> str:
    if not name.strip():
        return "is empty"
    if units(name) > 31:
        return "has more than 31 characters"
    if re.search(r"[\[\]:*?/\\\x00-\x1f]", name):
        return "has one of the characters []:*?/\\ or a control character"
    if name[0] == "'" or name[-1] == "'":
        return "begins or ends with an apostrophe"
    return "is kept by Excel for itself" if name.casefold() == "history" else ""


def defined_names(package: Package) -> Iterator[Fault]:
    """Defined names are valid, each one once in its scope, and refer to sheets that there are."""
    known = {name.casefold() for name in package.sheet_names}
    for element in package.names:
        name = element.get("name", "")
        for why in _name_faults(element, name, known, len(package.sheet_names)):
            yield Fault("defined-name", WORKBOOK, f"the name {name!r} {why}")
    scoped = [f"{element.get('localSheetId', '')}!{element.get('name', '')}" for element in package.names]
    for name in repeated(scoped):
        yield Fault("defined-name", WORKBOOK, f"the name {name.partition('!')[2]!r} is defined twice")


def _name_faults(element: Element, name: str, known: set[str], count: int) -> Iterator[str]:
    scope, text = element.get("localSheetId"), element.text or ""
    own = name.startswith("_xlnm.")
    if not (name[6:] in _OWN if own else valid_name(name)):
        yield "is not one that Excel takes"
    if scope is not None and not (scope.isdigit() and int(scope) < count):
        yield f"belongs to sheet number {scope}, which does not exist"
    if not text or "#REF!" in text or (own and not _PLACE.fullmatch(text)):
        yield f"refers to {text!r}, which is no place"
    for sheet in read_formula(text).sheets:
        if sheet.casefold() not in known:
            yield f"refers to the sheet {sheet!r}, which does not exist"


def valid_name(name: str) -> bool:
    """Whether Excel takes this as a defined name or the name of a table."""
    return (
        bool(_NAME.fullmatch(name))
        and units(name) <= 255
        and place(name.upper()) is None
        and not _ROW_COLUMN.fullmatch(name)
    )
