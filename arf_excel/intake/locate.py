"""Where each table of the form stands in a return, wherever people moved it.

By defined names first, which every program keeps; by header words and ids where a name is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from arf_excel.form.given import WORDING, given_texts
from arf_excel.form.layout import answer_name
from arf_excel.form.sheets import row_ids_of
from arf_excel.form.tables import RECORD, RECORDS, answer_columns, fields
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import Area, CellValue, Grid, Sheet

_DEEPEST_HEADER = 60


@dataclass(frozen=True)
class Located:
    """A table in a return: its sheet, the row of its headers, and the column of each field."""

    table: str
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]

    @cached_property
    def rows(self) -> dict[int, dict[int, CellValue]]:
        """Rows below the header that hold anything: row → column → value."""
        found: dict[int, dict[int, CellValue]] = defaultdict(dict)
        for (row, column), value in self.sheet.cells.items():
            if row > self.header_row:
                found[row][column] = value
        return dict(sorted(found.items()))


def locate(grid: Grid, shape: Shape, table: str) -> Located | None:
    """The table, or None when neither names nor headers show where it is."""
    named = _by_names(grid, table)
    if named is not None and {"id", *answer_columns(table)} <= named.columns.keys():
        return named
    headed = max(headed_tables(grid, shape, table), key=_worth, default=None)
    if named is None or headed is None:
        return named or (headed and headed[1])
    found = headed[1]
    if found.sheet is not named.sheet or found.header_row != named.header_row:
        return found
    return Located(table, named.sheet, named.header_row, {**found.columns, **named.columns})


def _worth(candidate: tuple[int, Located]) -> tuple[int, int]:
    return candidate[0], len(candidate[1].columns)


# by names


def _by_names(grid: Grid, table: str) -> Located | None:
    wanted = ("id", *answer_columns(table))
    named = ((column, grid.names.get(answer_name(table, column))) for column in wanted)
    areas = {column: area for column, area in named if area is not None}
    home = next((areas[column] for column in wanted if column in areas), None)
    sheet = grid.sheet(home.sheet) if home else None
    if home is None or sheet is None:
        return None
    columns = {c: a.first[1] for c, a in areas.items() if a.sheet == home.sheet and _one_column(a)}
    header_row, found = _header_above(sheet, table, home.first[0])
    return Located(table, sheet, header_row, {**found, **columns})


def _one_column(area: Area) -> bool:
    return area.first[1] == area.last[1]


def _header_above(sheet: Sheet, table: str, first_row: int) -> tuple[int, dict[str, int]]:
    """The row of the headers above a named row, and their columns.

    A row that people insert at the top pushes the name down, so the words decide and not the place.
    """
    above = [found for found in _header_rows(sheet, table) if found[0] < first_row]
    return above[-1] if above else (first_row - 1, {})


# by headers


def headers(table: str) -> dict[str, str]:
    """Column → the words of its header."""
    if table in RECORDS:
        return dict(zip(("id", "question", "answer", "help"), (c.header for c in RECORD), strict=True))
    return {field.name: field.cell.header for field in fields(table)}


def plain(text: object) -> str:
    """A header, an id or a sentence with spaces and capitals out of the way."""
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def headed_tables(grid: Grid, shape: Shape, table: str) -> Iterator[tuple[int, Located]]:
    """Every place that looks like the table: how many of its rows are known there, and where it is."""
    known = {plain(row) for row in row_ids_of(shape, table)} | wordings(shape, table).keys()
    for sheet in grid.sheets:
        for row, columns in _header_rows(sheet, table):
            found = {r for (r, _), value in sheet.cells.items() if r > row and plain(value) in known}
            if found:
                yield len(found), Located(table, sheet, row, columns)


def wordings(shape: Shape, table: str) -> dict[str, str]:
    """Our words in a row that no other row has → its id."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in row_ids_of(shape, table):
        texts = given_texts(shape, table, row)
        for column in WORDING.get(table, ()):
            said[plain(texts[column])].append(row)
    return {text: rows[0] for text, rows in said.items() if len(set(rows)) == 1}


def _header_rows(sheet: Sheet, table: str) -> list[tuple[int, dict[str, int]]]:
    """Rows near the top that hold at least half of the headers, and the column of each."""
    wanted = {plain(header): column for column, header in headers(table).items()}
    rows: dict[int, dict[str, int]] = defaultdict(dict)
    for (row, column), value in sheet.cells.items():
        if row <= _DEEPEST_HEADER and isinstance(value, str) and plain(value) in wanted:
            rows[row].setdefault(wanted[plain(value)], column)
    return [(row, found) for row, found in sorted(rows.items()) if 2 * len(found) >= len(wanted)]
