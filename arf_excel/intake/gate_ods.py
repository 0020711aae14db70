"""An OpenDocument spreadsheet (.ods): its sheets, names, properties, and what a person may want to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import areas_by_name
from arf_excel.intake.beside import left_beside
from arf_excel.intake.cleaning import Cleaner, short
from arf_excel.intake.grid import CellValue, Grid, Note, Place, Sheet
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import Attributes, each_text, local
from arf_excel.intake.moments import utc
from arf_excel.intake.ods_content import Content, Table, read_content
from arf_excel.intake.package import Package
from arf_excel.intake.room import Room

_CONTENT, _META = "content.xml", "meta.xml"
_MACROS = ("basic/", "scripts/")
_LABEL = "MSIP_Label_"
"""How the names of properties begin in which Office keeps a sensitivity label; LibreOffice keeps them."""


def read_open_document(package: Package, skip: Callable[[str], bool]) -> Grid:
    """The grid of an .ods that has passed the gate."""
    content = read_content(package.read(_CONTENT), _CONTENT, Room())
    tables = _own_tables(content)
    cleaner = Cleaner()
    sheets = tuple(
        Sheet(
            table.name,
            {} if skip(table.name) else _clean(table, cleaner),
            frozenset(table.formulas),
            table.style in content.hidden_styles,
        )
        for table in tables
    )
    properties, saved, said = {}, None, _meta(package)
    for word, text in said.items():
        if word == "generator" and text.strip():
            properties["application"] = short(text)
        elif word == "date":
            saved = utc(text)
    names = areas_by_name(content.names, (sheet.name for sheet in sheets), open_document=True)
    return Grid(sheets, names, properties, saved, _notes(package, content, _LABEL in said) + cleaner.notes())


def _own_tables(content: Content) -> list[Table]:
    """The sheets of this file, without copies of other files that LibreOffice keeps for links."""
    tables = [table for table in content.tables if not table.is_copy]
    if not tables:
        raise UnreadableError("FIX-026")
    if len(tables) > limits().sheets:
        raise UnreadableError("FIX-027", sheets=len(tables), limit=limits().sheets)
    name, count = Counter(table.name.casefold() for table in tables).most_common(1)[0]
    if count > 1:
        raise UnreadableError("FIX-028", sheet=name)
    return tables


def _clean(table: Table, cleaner: Cleaner) -> dict[Place, CellValue]:
    found: dict[Place, CellValue] = {}
    for place, value in table.cells.items():
        kept = cleaner.clean(value, table.name, place) if isinstance(value, str) else value
        if kept != "":
            found[place] = kept
    return found


def _meta(package: Package) -> dict[str, str]:
    """The last-saved time, the program, and whether it has a label; who wrote it is never kept."""
    found: dict[str, str] = {}

    def done(name: str, attributes: Attributes, text: str) -> None:
        if local(name) in {"date", "generator"}:
            found[local(name)] = text
        elif any(value.startswith(_LABEL) for value in attributes.values()):
            found[_LABEL] = ""

    if _META in package:
        each_text(package.read(_META), _META, done)
    return found


def _notes(package: Package, content: Content, labelled: bool) -> tuple[Note, ...]:
    notes = []
    links = content.links + sum(table.is_copy for table in content.tables)
    if links:
        notes.append(Note("NOTE-001", facts={"links": links}))
    if any(part.startswith(_MACROS) and not part.endswith("/") for part in package.names()):
        notes.append(Note("NOTE-002"))
    if labelled:
        notes.append(Note("NOTE-003"))
    return (*notes, *left_beside(content.beside))
