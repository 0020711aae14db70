"""Plain typed answers by table, row and column: what judging reads, whatever they came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Key = tuple[str, str, str]
"""Table, row id, column."""


@dataclass(frozen=True)
class Answers:
    """Cell values by table, row id and column; a key that is missing is a blank cell."""

    cells: Mapping[Key, object] = field(default_factory=dict)

    def get(self, table: str, row: str, column: str) -> object:
        return self.cells.get((table, row, column))

    def text(self, table: str, row: str, column: str) -> str:
        """The text of a cell, '' when it holds none."""
        value = self.get(table, row, column)
        return value.strip() if isinstance(value, str) else ""

    def column(self, table: str, rows: Iterable[str], column: str) -> list[object]:
        return [self.cells.get((table, row, column)) for row in rows]

    def rows(self, table: str) -> list[str]:
        """Rows of a table that hold anything, in the order they were given."""
        return list(dict.fromkeys(row for name, row, _ in self.cells if name == table))
