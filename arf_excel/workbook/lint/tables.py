"""Rules on Excel tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.names import valid_name
from arf_excel.workbook.lint.package import Fault, Package, Table
from arf_excel.workbook.lint.places import Area, address, area, repeated, units, whole


def table_ids(package: Package) -> Iterator[Fault]:
    """Each table has an id of its own."""
    for table_id in repeated([table.root.get("id", "") for table in package.tables]):
        yield Fault("table-id", "the tables", f"two tables have the id {table_id}")


def table_names(package: Package) -> Iterator[Fault]:
    """Each table has a valid name that no other table and no defined name has."""
    for table in package.tables:
        if not valid_name(table.name):
            yield Fault("table-name", table.where, "has a name that Excel does not take for a table")
    tables = [table.name for table in package.tables]
    defined = [name.get("name", "") for name in package.names if name.get("localSheetId") is None]
    clashes = [*repeated(tables), *(name for name in tables if name.casefold() in map(str.casefold, defined))]
    for name in clashes:
        yield Fault("table-name", "the tables", f"the name {name!r} is used twice")


def table_headers(package: Package) -> Iterator[Fault]:
    """Headers are there, differ, are on one line, and stand in the cells as in the table."""
    for table in package.tables:
        for why in (*_column_faults(table), *_header_cell_faults(table)):
            yield Fault("table-header", table.where, why)


def _column_faults(table: Table) -> Iterator[str]:
    for name in table.columns:
        if not name:
            yield "a column has no header"
        if any(end in name.casefold() for end in ("\n", "\r", "_x000a_", "_x000d_")):
            yield f"the header {name!r} has more than one line"
        if units(name) > 255:
            yield f"the header {name[:40]!r}… has more than 255 characters"
    for name in repeated(table.columns):
        yield f"two columns are called {name!r}"


def _header_cell_faults(table: Table) -> Iterator[str]:
    where = table.area
    if where is None or not table.has_header:
        return
    for offset, name in enumerate(table.columns):
        at = address(where.top, where.left + offset)
        cell = table.sheet.grid.by_address.get(at)
        shown = cell.value if cell is not None and cell.kind in ("s", "inlineStr") else None
        if shown != name:
            yield f"the cell {at} does not say the header that the table has there, {name!r}"


def table_ranges(package: Package) -> Iterator[Fault]:
    """A table is as wide as its columns, has a row, a filter that fits, and meets no other table."""
    for table in package.tables:
        for why in _range_faults(table):
            yield Fault("table-range", table.where, why)
    for one, other in combinations(package.tables, 2):
        if one.sheet.part == other.sheet.part and one.area and other.area and one.area.meets(other.area):
            yield Fault("table-range", one.where, f"overlaps the table {other.name!r}")


def _range_faults(table: Table) -> Iterator[str]:
    where, reference = table.area, table.root.get("ref", "")
    if where is None:
        yield f"{reference!r} is no area"
        return
    if where.right - where.left + 1 != len(table.columns):
        yield f"{reference} is not as wide as its {len(table.columns)} columns"
    headers, totals = whole(table.root.get("headerRowCount"), 1), whole(table.root.get("totalsRowCount"), 0)
    if where.bottom - where.top + 1 - headers - totals < 1:
        yield f"{reference} has no row for anything but headers"
    for element in table.root.findall(MAIN + "autoFilter"):
        body = Area(where.top, where.left, where.bottom - totals, where.right)
        if headers == 0 or area(element.get("ref", "")) != body:
            yield f"its filter is on {element.get('ref')}, the table on {reference}"
