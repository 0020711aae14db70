"""Rules on how a sheet is read from A1 down, by eye and by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.package import WORKBOOK, Fault, Package, Sheet, Table
from arf_excel.workbook.lint.places import Area, address, area, place, whole

_READ_OUT = re.compile(
    r"(?P<kind>title|columntitle|rowtitle)(?P<region>region\w*)?(?:_\w*)?"
    r"(?:\.(?P<first>[a-z]+[0-9]+)(?:\.(?P<last>[a-z]+[0-9]+)(?:\..*)?)?)?",
    re.IGNORECASE,
)
_GIVEN_SHEET = re.compile(
    r"(?:sheet|tabelle|feuil|hoja|foglio|blad|ark)\s?[0-9]+(?: \([0-9]+\))?", re.IGNORECASE
)
_GIVEN_TABLE = re.compile(r"(?:table|tabelle|tableau)[0-9]+", re.IGNORECASE)


@dataclass(frozen=True)
class ReadOut:
    """A defined name by which JAWS and NVDA know headers: of columns, of rows or of both."""

    columns: bool
    rows: bool
    cell: tuple[int, int]
    over: Area | None


def sheet_titles(package: Package) -> Iterator[Fault]:
    """A1 of every sheet says what the sheet is."""
    for sheet in package.shown:
        cell = sheet.grid.by_address.get("A1")
        if cell is None or not cell.text.strip():
            yield Fault("sheet-title", sheet.at("A1"), "has no title")


def reading_order(package: Package) -> Iterator[Fault]:
    """Outside tables every line begins in column A, so that going down from A1 misses none."""
    for sheet in package.shown:
        tables = [table.area for table in _tables_of(package, sheet) if table.area]
        before = 0
        for cell in sheet.grid.filled:
            new, before = cell.row != before, cell.row
            if new and cell.column > 1 and not any(each.has(cell.row, cell.column) for each in tables):
                yield Fault(
                    "reading-order", sheet.at(cell.at), "stands in a line that has nothing in column A"
                )


def tables_at_left(package: Package) -> Iterator[Fault]:
    """Every table starts in column A."""
    for table in _shown_tables(package):
        if table.area and table.area.left > 1:
            yield Fault("table-at-left", table.where, f"starts at {address(table.area.top, table.area.left)}")


def blank_headers(package: Package) -> Iterator[Fault]:
    """Every table has a header row, and every header words."""
    for table in _shown_tables(package):
        if not table.has_header:
            yield Fault("blank-header", table.where, "has no header row")
        for number, name in enumerate(table.columns, start=1):
            if name and not name.strip():
                yield Fault("blank-header", table.where, f"has no words above column {number}")


def blank_rows(package: Package) -> Iterator[Fault]:
    """A row of a table holds something, or waits for something to be typed."""
    for table in _shown_tables(package):
        if table.area is None:
            continue
        rows = table.sheet.grid.by_row
        for row in range(table.area.top + table.has_header, min(table.area.bottom, max(rows, default=0)) + 1):
            cells = [cell for cell in rows.get(row, ()) if table.area.has(row, cell.column)]
            if not any(cell.value or not package.looks[cell.style].locked for cell in cells):
                yield Fault("blank-row", table.sheet.at(f"row {row}"), f"is an empty row of {table.name}")


def default_names(package: Package) -> Iterator[Fault]:
    """No sheet and no table has the name that a program gave it."""
    for sheet in package.shown:
        if _GIVEN_SHEET.fullmatch(sheet.name):
            yield Fault("default-name", sheet.name, "has the name that a new sheet has")
    for table in _shown_tables(package):
        if _GIVEN_TABLE.fullmatch(table.name):
            yield Fault("default-name", table.where, "has the name that a new table has")


def reader_names(package: Package) -> Iterator[Fault]:
    """Names tell screen readers which cells are the headers of each table."""
    said = [element for element in package.names if _READ_OUT.fullmatch(element.get("name", ""))]
    for sheet in package.shown:
        names, tables = list(_read_out(said, sheet)), _tables_of(package, sheet)
        for table in tables:
            for why in _unnamed(table, names, alone=len(tables) == 1):
                yield Fault("reader-names", table.where, why)
        if not tables and not names and len({cell.column for cell in sheet.grid.filled}) > 1:
            yield Fault("reader-names", sheet.name, "has several columns and no name for their headers")


def _unnamed(table: Table, names: list[ReadOut], alone: bool) -> Iterator[str]:
    where = table.area
    if where is None or not table.has_header:
        return
    own = [name for name in names if where.has(*name.cell) and name.cell[0] == where.top]
    if not alone:
        own = [name for name in own if name.over and str(name.over) == str(where)]
    if not any(name.columns and name.cell[1] == where.left for name in own):
        yield f"has no Title or ColumnTitle at {address(where.top, where.left)}"
    if not any(name.rows for name in own):
        yield f"has no Title or RowTitle in row {where.top}"


def _read_out(said: list[Element], sheet: Sheet) -> Iterator[ReadOut]:
    """Those of the names that are read out on a sheet."""
    for element in said:
        match = _READ_OUT.fullmatch(element.get("name", ""))
        owner, _, at = (element.text or "").rpartition("!")
        scope = whole(element.get("localSheetId"), -1)
        named = owner.strip("'").replace("''", "'").casefold() == sheet.name.casefold()
        cell = place(at.partition(":")[0])
        if match and cell and named and scope in (-1, sheet.number):
            kind = match["kind"].lower()
            over = area(f"{match['first']}:{match['last']}".upper()) if match["last"] else None
            yield ReadOut(kind != "rowtitle", kind != "columntitle", cell, over)


def _tables_of(package: Package, sheet: Sheet) -> list[Table]:
    return [table for table in package.tables if table.sheet.part == sheet.part]


def _shown_tables(package: Package) -> list[Table]:
    return [table for table in package.tables if table.sheet.shown]


def about(package: Package) -> Iterator[Fault]:
    """The document says its title, its author and its language."""
    core, custom = (package.trees.get(f"docProps/{name}.xml") for name in ("core", "custom"))
    said = {} if core is None else {each.tag.rpartition("}")[2]: (each.text or "").strip() for each in core}
    for key, word in (("title", "title"), ("creator", "author")):
        if not said.get(key):
            yield Fault("document-properties", WORKBOOK, f"the document has no {word}")
    own = () if custom is None else custom
    languages = ["".join(each.itertext()).strip() for each in own if each.get("name") == "Language"]
    if languages != ["en-GB"]:
        yield Fault("document-properties", WORKBOOK, "the document has no property Language that says en-GB")
