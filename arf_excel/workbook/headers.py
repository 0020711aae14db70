"""The names by which JAWS and NVDA know the headers of a table, and say them with each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell


@dataclass(frozen=True)
class Headers:
    """Where a table's headers stand; rows and columns from 0."""

    row: int
    titled_by: int
    last: tuple[int, int]

    def kinds(self) -> Iterator[tuple[str, int]]:
        """Each name, and the column of the cell that it is for."""
        if self.titled_by:
            yield "ColumnTitle", 0
            yield "RowTitle", self.titled_by
        else:
            yield "Title", 0


def header_names(tables: Sequence[Headers], number: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The names for the tables of a sheet; with several tables, each with its own area.

    `number` is the sheet's place in the book from 1, which JAWS asks for.
    """
    for n, table in enumerate(tables, start=1):
        over = f"{xl_rowcol_to_cell(table.row, 0)}.{xl_rowcol_to_cell(*table.last)}.{number}"
        ending = f"Region{n}.{over}" if len(tables) > 1 else ""
        for kind, column in table.kinds():
            yield kind + ending, (table.row, column)
