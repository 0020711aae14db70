"""The one cell map: where each table, working and list stands. The writer and the formulas share it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_rowcol_to_cell

from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import RECORDS, fields
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.framework.workings import workings
from arf_excel.rules.conditions import Workings
from arf_excel.workbook.book import area, quoted_sheet

WORK, LISTS, META = "_work", "_lists", "_meta"
HEADER_ROW = 3
"""Title, lead, an empty line, then the header row (from 0)."""
_WORK_FIRST = 2
SPARE_ROWS = 100
"""So many lines below a table move up into it as rows of it are deleted."""

Cell = tuple[int, int]


@dataclass(frozen=True)
class TableArea:
    """Where a table of the form stands."""

    table: str
    sheet: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    header_row: int = HEADER_ROW

    def cell(self, row: int, column: str) -> Cell:
        return self.header_row + 1 + row, self.columns.index(column)

    @property
    def first(self) -> Cell:
        return self.header_row + 1, 0

    @property
    def last(self) -> Cell:
        return self.header_row + len(self.rows), len(self.columns) - 1

    def column_area(self, column: str) -> tuple[Cell, Cell]:
        return self.cell(0, column), self.cell(len(self.rows) - 1, column)


def sheet_name(key: str) -> str:
    return str(read_toml("texts.toml")["sheets"][key])


class Layout:
    """The cell map of one form."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.workings: Workings = workings(shape)
        self._tables = {table.name: table for table in self.workings}

    @cached_property
    def areas(self) -> dict[str, TableArea]:
        """Every table that people see, in the order of the sheets."""
        return {table: self._area(table) for table in table_order(self.shape)}

    def _area(self, table: str) -> TableArea:
        record = table in RECORDS
        columns = ("id", "question", "answer", "help") if record else tuple(f.name for f in fields(table))
        return TableArea(table, sheet_name(table), row_ids_of(self.shape, table), columns)

    # _work: the tables beside one another, their name above, their columns' names below it

    @cached_property
    def work_columns(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for table in self.workings:
            for column in table.columns:
                found[table.name, column.name] = len(found)
        return found

    def work_cell(self, table: str, row: int, name: str) -> Cell:
        return _WORK_FIRST + row, self.work_columns[table, name]

    # what a formula needs (rules.excel.Places)

    def typed(self, table: str, row: int, column: str) -> str:
        """The nth row of the table, wherever it stands by then: no row that people delete, insert, sort or
        move leaves a #REF! or the row of another."""
        found = self.areas[table]
        name = found.sheet if found.sheet.isalnum() else quoted_sheet(found.sheet)
        (_, at), (last, _) = found.column_area(column)
        below_header = area((found.header_row, at), (last + SPARE_ROWS, at))
        return f"INDEX({name}!{below_header},{row + 2})"

    def work(self, table: str, row: int, name: str) -> str:
        return str(xl_rowcol_to_cell(*self.work_cell(table, row, name)))

    def work_range(self, table: str, name: str) -> str:
        last = len(self._tables[table].rows) - 1
        return area(self.work_cell(table, 0, name), self.work_cell(table, last, name))

    def row_of(self, table: str, row: str) -> int:
        return self._tables[table].rows.index(row)

    def last_row(self, table: str) -> int:
        return len(self._tables[table].rows) - 1

    def shown(self, table: str, row: int, name: str) -> str:
        """A reference to a working from a sheet that people see and do not sort."""
        return f"{WORK}!{self.work(table, row, name)}"

    def shown_here(self, table: str, name: str) -> str:
        """The working of the row that the formula stands in, also after people sorted the sheet."""
        header = xl_rowcol_to_cell(self.areas[table].header_row, 0, True, True)
        return f'IFERROR(INDEX({WORK}!{self.work_range(table, name)},ROW()-ROW({header})),"")'


def answer_name(table: str, column: str) -> str:
    """The defined name of a column."""
    return f"arf_{table}_{column}"


def row_name(table: str, row: int) -> str:
    """The defined name of a table's row, counted from 1 as it stands on the sheet."""
    return f"arf_{table}_row_{row}"


def list_name(choices: str) -> str:
    return f"arf_list_{choices}"
