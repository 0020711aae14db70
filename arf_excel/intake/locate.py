"""Where each table of the form stands in a return, wherever people moved it.

By the words of its headers and by defined names, which most programs keep and move along; where the two
disagree the words that people see decide. Where two places look alike, neither is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from arf_excel.form.given import WORDING, given_texts
from arf_excel.form.layout import answer_name, sheet_name
from arf_excel.form.sheets import row_ids_of
from arf_excel.form.tables import answer_columns
from arf_excel.framework.shape import Shape
from arf_excel.intake.by_desk import desk_cells
from arf_excel.intake.grid import Area, CellValue, Grid, Place, Sheet
from arf_excel.intake.headers import HeaderRow, header_rows
from arf_excel.intake.near import plain

_MOST_SHEETS, _MOST_PLACES = 40, 100
"""Among how many sheets headers with letters amiss are looked for, and how many places are weighed."""


@dataclass(frozen=True)
class Located:
    """A table in a return: its sheet, the row of its headers, and the column of each field.

    `twice` are columns that have two places and no name to tell which is meant; `again` further rows that
    repeat the headers.
    """

    table: str
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    twice: frozenset[str] = frozenset()
    again: frozenset[int] = frozenset()
    known: int = 0
    """How many of its rows are known, where headers were looked for."""

    @cached_property
    def rows(self) -> dict[int, dict[int, CellValue]]:
        """Rows below the header that hold anything: row → column → value."""
        found: dict[int, dict[int, CellValue]] = defaultdict(dict)
        for (row, column), value in self.sheet.cells.items():
            if row > self.header_row and row not in self.again:
                found[row][column] = value
        return dict(sorted(found.items()))

    @cached_property
    def by_desk(self) -> frozenset[Place]:
        """Cells beside the answers that the desk wrote."""
        return desk_cells(self.sheet)


@dataclass(frozen=True)
class Unsure:
    """Two places look like the table equally well."""

    one: Located
    other: Located


def locate(grid: Grid, shape: Shape, table: str) -> Located | Unsure | None:
    """The table, or None when neither names nor headers show where it is."""
    named = _by_names(grid, table)
    if named and {"id", *answer_columns(table)} <= named.columns.keys():
        rows = _known_rows(named.sheet, _known(shape, table))
        if rows and rows[-1] > named.header_row:
            return named
    headed = sorted(headed_tables(grid, shape, table), key=_worth, reverse=True)
    if named is None:
        return _sure(headed) if headed else None
    for found in headed:
        if found.sheet is named.sheet and found.header_row == named.header_row:
            return _joined(named, found)
    return _sure(headed) if headed else named


def headed_tables(grid: Grid, shape: Shape, table: str) -> Iterator[Located]:
    """Every place that looks like the table."""
    known = _known(shape, table)
    for sheet in grid.sheets:
        rows = header_rows(sheet, table, also_near=len(grid.sheets) <= _MOST_SHEETS)
        at = _known_rows(sheet, known) if rows else []
        for found in rows:
            if count := len(at) - bisect_right(at, found.row):
                alike = (each.row for each in rows if each.row > found.row and each.columns == found.columns)
                yield Located(
                    table, sheet, found.row, found.columns, found.twice, frozenset(alike), known=count
                )


def wordings(shape: Shape, table: str) -> dict[str, str]:
    """Our words in a row that no other row has → its id."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in row_ids_of(shape, table):
        texts = given_texts(shape, table, row)
        for column in WORDING.get(table, ()):
            said[plain(texts[column])].append(row)
    return {text: rows[0] for text, rows in said.items() if len(set(rows)) == 1}


def _known(shape: Shape, table: str) -> Set[str]:
    """Ids and words that only this table has."""
    return {plain(row) for row in row_ids_of(shape, table)} | wordings(shape, table).keys()


def _known_rows(sheet: Sheet, known: Set[str]) -> list[int]:
    """The rows of a sheet that hold one of them."""
    return sorted({row for text in known & sheet.rows_of.keys() for row in sheet.rows_of[text]})


def _worth(found: Located) -> tuple[int, int]:
    return found.known, len(found.columns)


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
    rows = header_rows(sheet, table)
    found = _header_of(rows, home.first[0])
    seen = {c: at for c, at in found.columns.items() if c not in found.near | found.twice}
    again = frozenset(each.row for each in rows if each.row > found.row)
    return Located(table, sheet, found.row, {**found.columns, **columns, **seen}, again=again)


def _one_column(area: Area) -> bool:
    return area.first[1] == area.last[1]


def _header_of(rows: list[HeaderRow], first_row: int) -> HeaderRow:
    """The headers that a name of the first row belongs to.

    A row that people insert at the top pushes the name down, and a program that moves cells may leave the
    name where it was, so the words decide and not the place.
    """
    above = [found for found in rows if found.row < first_row]
    return above[-1] if above else rows[0] if rows else HeaderRow(first_row - 1, {})


def _joined(named: Located, headed: Located) -> Located:
    """A table that some names are left of: they also tell which of two columns is meant."""
    columns = {**headed.columns, **named.columns}
    return Located(
        named.table, named.sheet, named.header_row, columns, headed.twice - named.columns.keys(), named.again
    )


# by headers


def _sure(headed: list[Located]) -> Located | Unsure:
    """The best place; of two that are as good the one on a sheet with our name, else neither."""
    best = [found for found in headed[:_MOST_PLACES] if _worth(found) == _worth(headed[0])]
    best = [found for found in best if not any(_repeats(found, first) for first in best)]
    ours = [found for found in best if found.sheet.name == sheet_name(found.table)] or best
    return ours[0] if len(ours) == 1 else Unsure(*sorted(ours[:2], key=lambda found: found.header_row))


def _repeats(found: Located, first: Located) -> bool:
    """A header row that stands again in the table itself."""
    return found.sheet is first.sheet and found.header_row in first.again
