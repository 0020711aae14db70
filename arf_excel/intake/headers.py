"""The header row of a table in a return, also with a few letters amiss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from arf_excel.form.tables import RECORD, RECORDS, fields
from arf_excel.intake.grid import Sheet
from arf_excel.intake.near import plain, the_nearest

_DEEPEST = 60
_LETTERS = 2
_LONGEST = 60


@dataclass(frozen=True)
class HeaderRow:
    """A row that holds at least half of a table's headers, and the column of each.

    `near` are those of them with letters amiss; `twice` those that stand there more than once.
    """

    row: int
    columns: Mapping[str, int]
    near: frozenset[str] = frozenset()
    twice: frozenset[str] = frozenset()


@lru_cache
def headers(table: str) -> Mapping[str, str]:
    """Column → the words of its header."""
    if table in RECORDS:
        return dict(zip(("id", "question", "answer", "help"), (c.header for c in RECORD), strict=True))
    return {field.name: field.cell.header for field in fields(table)}


@lru_cache
def _by_words(table: str) -> Mapping[str, str]:
    return {plain(header): column for column, header in headers(table).items()}


@lru_cache(maxsize=20_000)
def nearest_header(table: str, text: str) -> str | None:
    """The column whose header these plain words are with at most two letters amiss; never one of two."""
    found = the_nearest(text, _by_words(table), _LETTERS) if len(text) <= _LONGEST else None
    return _by_words(table)[found] if found else None


def header_rows(sheet: Sheet, table: str) -> list[HeaderRow]:
    """Rows near the top that look like the headers of the table."""
    wanted = _by_words(table)
    exact: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    near: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (row, place), value in sheet.cells.items():
        if row > _DEEPEST or not isinstance(value, str) or len(value) > _LONGEST:
            continue
        text = plain(value)
        if text in wanted:
            exact[row][wanted[text]].append(place)
        elif column := nearest_header(table, text):
            near[row][column].append(place)
    found = (_header_row(row, exact.get(row, {}), near.get(row, {})) for row in sorted({*exact, *near}))
    return [each for each in found if 2 * len(each.columns) >= len(wanted)]


def _header_row(row: int, exact: Mapping[str, list[int]], near: Mapping[str, list[int]]) -> HeaderRow:
    amiss = {column: at[0] for column, at in near.items() if column not in exact and len(at) == 1}
    return HeaderRow(
        row,
        {**{column: min(at) for column, at in exact.items()}, **amiss},
        frozenset(amiss),
        frozenset(column for column, at in exact.items() if len(at) > 1),
    )
