"""Plain sheets and typed cells: the seam between files and everything to the right.

Made by the gate and calamine from a file, by xlwings from an open workbook, by text tables in tests.
Nothing to the right of this sees a file.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from arf_excel.intake.near import plain


@dataclass(frozen=True)
class CellError:
    """An error value such as #REF!; never the same as a blank."""

    code: str


CellValue = str | float | bool | dt.datetime | CellError
Place = tuple[int, int]
"""Row and column, both from 0."""
_DEEPEST_HEADER = _LONGEST_HEADER = 60


@dataclass(frozen=True)
class Sheet:
    """A worksheet. `cells` holds only cells that are not blank; `formulas` the places of formula cells."""

    name: str
    cells: Mapping[Place, CellValue]
    formulas: frozenset[Place] = frozenset()
    hidden: bool = False

    @cached_property
    def top(self) -> Mapping[int, Mapping[int, str]]:
        """Rows near the top: row → column → short texts, with spaces and capitals out of the way."""
        found: dict[int, dict[int, str]] = defaultdict(dict)
        for (row, column), value in self.cells.items():
            if row <= _DEEPEST_HEADER and isinstance(value, str) and len(value) <= _LONGEST_HEADER:
                found[row][column] = plain(value)
        return dict(sorted(found.items()))

    @cached_property
    def rows_of(self) -> Mapping[str, Sequence[int]]:
        """Each text, with spaces and capitals out of the way → the rows that it stands in."""
        found: dict[str, list[int]] = defaultdict(list)
        for (row, _), value in self.cells.items():
            if isinstance(value, str):
                found[plain(value)].append(row)
        return dict(found)


@dataclass(frozen=True)
class Area:
    """What a defined name points to: a sheet by name, and its first and last row and column (from 0)."""

    sheet: str
    first: Place
    last: Place


@dataclass(frozen=True)
class Note:
    """Something the reader saw that a person may want to know: a key of findings.toml and its facts."""

    code: str
    sheet: str | None = None
    place: Place | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Grid:
    """A workbook as read. `saved` is the last-saved time in its properties (UTC), if any."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, Area] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    saved: dt.datetime | None = None
    notes: tuple[Note, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        return next((s for s in self.sheets if s.name == name), None)


def cell_name(place: Place) -> str:
    """'B7' for (6, 1)."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"
