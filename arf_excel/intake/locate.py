"""Where each table of the form stands in a return, wherever people moved it.

By defined names first, which every program keeps; by header words and ids where a name is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from arf_excel.form.layout import answer_name
from arf_excel.form.sheets import row_ids_of
from arf_excel.form.tables import RECORD, RECORDS, answer_columns, fields
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import Area, CellValue, Grid, Place, Sheet

_DEEPEST_HEADER = 60


@dataclass(frozen=True)
class Located:
    """A table in a return: its sheet, the row of its headers, and the column of each field."""

    table: str
    sheet: Sheet
    header_row: int
    columns: Mapping[str, int]
    width: tuple[int, int]
    """First and last column of the table, answers and others."""

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
    if named is not None and _whole(named, table):
        return named
    headed = _by_headers(grid, shape, table)
    if named is None or headed is None:
        return named or headed
    if headed.sheet is not named.sheet or headed.header_row != named.header_row:
        return headed
    columns = {**headed.columns, **named.columns}
    return Located(table, named.sheet, named.header_row, columns, _span(headed.width, named.width))


def _whole(found: Located, table: str) -> bool:
    return {"id", *answer_columns(table)} <= found.columns.keys()


def _span(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])


def _by_names(grid: Grid, table: str) -> Located | None:
    names = (
        (column, grid.names.get(answer_name(table, column))) for column in ("id", *answer_columns(table))
    )
    areas = {column: area for column, area in names if area is not None}
    home = areas.get("id")
    sheet = grid.sheet(home.sheet) if home else None
    if home is None or sheet is None:
        return None
    columns = {c: a.first[1] for c, a in areas.items() if a.sheet == home.sheet and _beside(a, home)}
    header_row = home.first[0] - 1
    return Located(table, sheet, header_row, columns, (min(columns.values()), _last(table, columns)))


def _beside(area: Area, home: Area) -> bool:
    """One column that starts in the same row as the ids."""
    return area.first[1] == area.last[1] and area.first[0] == home.first[0]


def _last(table: str, columns: Mapping[str, int]) -> int:
    """The table's last column, reckoned from the id column where nothing was moved."""
    count = len(RECORD) if table in RECORDS else len(fields(table))
    return max(max(columns.values()), columns["id"] + count - 1)


def headers(table: str) -> dict[str, str]:
    """Column → the words of its header."""
    if table in RECORDS:
        return {"id": RECORD[0].header, "question": RECORD[1].header, "answer": RECORD[2].header}
    return {field.name: field.cell.header for field in fields(table)}


def plain(text: object) -> str:
    """A header or an id with spaces and capitals out of the way."""
    return " ".join(str(text).split()).casefold() if isinstance(text, str) else ""


def _by_headers(grid: Grid, shape: Shape, table: str) -> Located | None:
    wanted = {plain(header): column for column, header in headers(table).items()}
    known = {plain(row) for row in row_ids_of(shape, table)}
    best: tuple[int, int, Located] | None = None
    for sheet in grid.sheets:
        for row, found in _header_rows(sheet, wanted):
            columns = {wanted[plain(value)]: column for column, value in found.items()}
            score = sum(
                plain(v) in known for (r, c), v in sheet.cells.items() if c == columns["id"] and r > row
            )
            candidate = Located(table, sheet, row, columns, (min(found), max(found)))
            if score and (best is None or (score, len(columns)) > best[:2]):
                best = (score, len(columns), candidate)
    return best[2] if best else None


def _header_rows(sheet: Sheet, wanted: Mapping[str, str]) -> Iterator[tuple[int, dict[int, CellValue]]]:
    """Rows near the top that hold the id header and at least half of the others."""
    rows: dict[int, dict[int, CellValue]] = defaultdict(dict)
    for (row, column), value in sheet.cells.items():
        if row <= _DEEPEST_HEADER and plain(value) in wanted:
            rows[row][column] = value
    for row, found in sorted(rows.items()):
        has_id = any(wanted[plain(value)] == "id" for value in found.values())
        if has_id and 2 * len(found) >= len(wanted):
            yield row, found


def below_or_beside(found: Located, used: set[Place]) -> Iterator[Place]:
    """Cells with something in them that belong to no row of the table: a paste that spilled."""
    for row, cells in found.rows.items():
        for column in cells:
            if (row, column) not in used:
                yield row, column
