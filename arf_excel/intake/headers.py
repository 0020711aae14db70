"""The header row of a table in a return, also with a few letters amiss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from arf_excel.form.tables import RECORD, RECORDS, TABLES, fields
from arf_excel.intake.grid import Sheet
from arf_excel.intake.near import near_words, plain, single

_LETTERS = 2
_DEEPEST_NEAR, _MOST_NEAR = 20, 40
"""Down to which row, and among how many words of a row, letters amiss are looked for: it takes long."""
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


@lru_cache
def _all_words() -> Set[str]:
    return {word for table in TABLES for word in _by_words(table)}


@lru_cache(maxsize=20_000)
def _near(text: str) -> list[tuple[int, str]]:
    return near_words(text, _all_words(), _LETTERS) if len(text) <= _LONGEST else []


def nearest_header(table: str, text: str) -> str | None:
    """The column whose header these plain words are with at most two letters amiss; never one of two."""
    wanted = _by_words(table)
    found = single([near for near in _near(text) if near[1] in wanted])
    return wanted[found] if found else None


def header_rows(sheet: Sheet, table: str, *, also_near: bool = True) -> list[HeaderRow]:
    """Rows near the top that look like the headers of the table."""
    wanted = _by_words(table)
    found = []
    for row, texts in sheet.top.items():
        if 2 * len(texts) < len(wanted):
            continue
        exact: dict[str, list[int]] = defaultdict(list)
        near: dict[str, list[int]] = defaultdict(list)
        look = also_near and row <= _DEEPEST_NEAR and len(texts) <= _MOST_NEAR
        for place, text in texts.items():
            if text in wanted:
                exact[wanted[text]].append(place)
            elif look and (column := nearest_header(table, text)):
                near[column].append(place)
        found.append(_header_row(row, exact, near))
    return [each for each in found if 2 * len(each.columns) >= len(wanted)]


def _header_row(row: int, exact: Mapping[str, list[int]], near: Mapping[str, list[int]]) -> HeaderRow:
    amiss = {column: at[0] for column, at in near.items() if column not in exact and len(at) == 1}
    return HeaderRow(
        row,
        {**{column: min(at) for column, at in exact.items()}, **amiss},
        frozenset(amiss),
        frozenset(column for column, at in exact.items() if len(at) > 1),
    )
