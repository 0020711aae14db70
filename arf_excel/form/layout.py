"""The one cell map: where each table, working and list stands. The writer and the formulas share it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from arf_excel.form.sheets import columns_of, row_ids_of, table_order
from arf_excel.form.tables import RECORDS, answer_columns
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.framework.workings import workings
from arf_excel.rules.conditions import Column, Workings
from arf_excel.rules.excel import Here
from arf_excel.workbook.book import area, quoted_sheet

WORK, LISTS, META = "_work", "_lists", "_meta"
HEADER_ROW = 3
"""Title, lead, an empty line, then the header row (from 0)."""
LINE = "line"
"""The working that says where a row stands, in a table whose rows are found by their ids."""
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
    """The cell map of one form, and the formulas of its workings."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.workings: Workings = workings(shape)
        self._tables = {table.name: table for table in self.workings}
        self._formulas: dict[tuple[str, str], tuple[str, ...]] = {}

    def formulas(self, table: str, column: Column) -> tuple[str, ...]:
        """The formula of each row of a working, made once."""
        key = table, column.name
        if key not in self._formulas and not isinstance(column.word, tuple):
            rows = range(len(self._tables[table].rows))
            self._formulas[key] = tuple(Here(self, table, row).formula(column.word) for row in rows)
        return self._formulas[key]

    @cached_property
    def areas(self) -> dict[str, TableArea]:
        """Every table that people see, in the order of the sheets."""
        return {table: self._area(table) for table in table_order(self.shape)}

    def _area(self, table: str) -> TableArea:
        record = table in RECORDS
        own = tuple(f.name for f in columns_of(self.shape, table))
        columns = ("id", "question", "answer", "help") if record else own
        return TableArea(table, sheet_name(table), row_ids_of(self.shape, table), columns)

    # _work: the tables below one another, their name above, their columns' names below it. So the rows of a
    # table, which are much alike, stand close together in the file, and it packs to half the size.

    @cached_property
    def work_columns(self) -> dict[tuple[str, str], int]:
        return {(t.name, column.name): n for t in self.workings for n, column in enumerate(t.columns)}

    @cached_property
    def work_tops(self) -> dict[str, int]:
        """The row of each table's first row."""
        found, at = {}, _WORK_FIRST
        for table in self.workings:
            found[table.name] = at
            at += len(table.rows) + 1 + _WORK_FIRST
        return found

    def work_cell(self, table: str, row: int, name: str) -> Cell:
        return self.work_tops[table] + row, self.work_columns[table, name]

    # what a formula needs (rules.excel.Places)

    def typed(self, table: str, row: int, column: str) -> str:
        """The nth row of the table, wherever it stands by then: no row that people delete, insert, sort or
        move leaves a #REF! or the row of another. A row that is known by its id is found by it.

        `_work` is hidden and protected, so its own row number says which row it is; the same words in every
        row keep a form small.
        """
        by_id = (table, LINE) in self.work_columns
        nth = self.work(table, row, LINE) if by_id else f"ROW()-{self.work_tops[table] - 1}"
        return f"INDEX({self._below_header(table, column)},{nth})"

    def line(self, table: str, row: int) -> str:
        """Where the row with this id stands, counted from the header; the last spare line when it is gone."""
        ids, lines = self._below_header(table, "id"), len(self.areas[table].rows) + SPARE_ROWS + 1
        return f"IFERROR(MATCH({self.work(table, row, 'id')},{ids},0),{lines})"

    def _below_header(self, table: str, column: str) -> str:
        found = self.areas[table]
        name = quoted(found.sheet)
        (_, at), (last, _) = found.column_area(column)
        return f"{name}!{area((found.header_row, at), (last + SPARE_ROWS, at))}"

    def work(self, table: str, row: int, name: str) -> str:
        return str(xl_rowcol_to_cell(*self.work_cell(table, row, name)))

    def work_fixed(self, table: str, row: int, name: str) -> str:
        """The same cell from wherever a formula stands, so that a column of them can be stored once."""
        return str(xl_rowcol_to_cell(*self.work_cell(table, row, name), True, True))

    def work_range(self, table: str, name: str) -> str:
        last = len(self._tables[table].rows) - 1
        return area(self.work_cell(table, 0, name), self.work_cell(table, last, name))

    def work_block(self, table: str, first: str, last: str) -> str:
        rows = len(self._tables[table].rows) - 1
        return area(self.work_cell(table, 0, first), self.work_cell(table, rows, last))

    def row_of(self, table: str, row: str) -> int:
        return self._tables[table].rows.index(row)

    def last_row(self, table: str) -> int:
        return len(self._tables[table].rows) - 1

    def shown(self, table: str, row: int, name: str) -> str:
        """A reference to a working from a sheet that people see and do not sort."""
        return f"{WORK}!{self.work(table, row, name)}"

    def shown_by_id(self, table: str, name: str, row: int) -> str:
        """The working of the id that stands in column A of this row of the sheet."""
        return f'IFERROR({self._by_id(table, name, row)},"")'

    def shown_here(self, table: str, name: str) -> str:
        """The working of the row that the formula stands in, also after people sorted the sheet."""
        return f'IFERROR({self._here(table, name)},"")'

    def way_here(self, table: str, said: str, ways: Sequence[tuple[str, str]]) -> str:
        """A link with the words of one working. `ways` are (working, table): the first working that is not 0
        is the row of that table to lead to, counted from 1."""
        found = [(self._here(table, at), to) for at, to in ways]
        return self._ways(found, self._here(table, said))

    def way_by_id(self, table: str, at: str, to: str, words: str, row: int) -> str:
        """A link with fixed words, from a row that is known by its id."""
        return self._ways([(self._by_id(table, at, row), to)], f'"{words}"')

    def way(self, table: str, row: int, at: str, to: str, words: str) -> str:
        """A link with words of ours, a formula, from a sheet that people do not sort."""
        return self._ways([(self.shown(table, row, at), to)], words)

    def way_to(self, key: tuple[str, str, str], words: str) -> str:
        """A link to one cell, with these words, wherever its row stands by then; words alone without it."""
        table, row, column = key
        said = '"' + words.replace('"', '""') + '"'
        at = f'MATCH("{row}",{self._below_header(table, "id")},0)-1'
        return f"IFERROR({self.link(table, at, said, column)},{said})"

    def _ways(self, ways: Sequence[tuple[str, str]], words: str) -> str:
        """To the first place there is, else the words alone; nothing on a row that is none of ours."""
        found = words
        for at, to in reversed(ways):
            found = f"IF(AND({at}>0,{at}<{self._end(to)}),{self.link(to, at, words)},{found})"
        return f'IFERROR({found},"")'

    def link(self, to: str, at: str, words: str, column: str = "") -> str:
        """HYPERLINK to a row of a sheet, counted from 1 below its header as it stands by then.

        An address that is worked out, since a name would move with its row and not with what stands in it.
        """
        found = self.areas.get(to)
        sheet = quoted(sheet_name(to))
        header = xl_rowcol_to_cell(found.header_row if found else HEADER_ROW, 0, True, True)
        letter = xl_col_to_name(found.columns.index(column or answer_columns(to)[0]) if found else 0)
        return f'HYPERLINK("#{sheet}!{letter}"&(ROW({sheet}!{header})+{at}),{words})'

    def _end(self, to: str) -> int:
        """A row from here on is one whose id is gone."""
        found = self.areas.get(to)
        return (len(found.rows) if found else len(self.shape.deliverables)) + SPARE_ROWS

    def _here(self, table: str, name: str) -> str:
        header = xl_rowcol_to_cell(self.areas[table].header_row, 0, True, True)
        return f"INDEX({WORK}!{self.work_range(table, name)},ROW()-ROW({header}))"

    def _by_id(self, table: str, name: str, row: int) -> str:
        ids, own = self.work_range(table, "id"), xl_rowcol_to_cell(row, 0, False, True)
        return f"INDEX({WORK}!{self.work_range(table, name)},MATCH({own},{WORK}!{ids},0))"


_KEPT = 4
_recent: list[Layout] = []


def layout_of(shape: Shape) -> Layout:
    """The map of a form. Forms of a round are much alike and a map is long work, so the last few are kept."""
    found = next((layout for layout in _recent if layout.shape == shape), None)
    if found is None:
        found = Layout(shape)
        _recent.insert(0, found)
        del _recent[_KEPT:]
    return found


def answer_name(table: str, column: str) -> str:
    """The defined name of a column."""
    return f"arf_{table}_{column}"


def top_name(table: str) -> str:
    """The defined name of the first place on a sheet."""
    return f"arf_{table}_top"


def quoted(sheet: str) -> str:
    """A sheet's name in a reference, in quotation marks where it needs them."""
    return sheet if sheet.isalnum() else quoted_sheet(sheet)


def list_name(choices: str) -> str:
    return f"arf_list_{choices}"
