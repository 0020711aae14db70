"""round.xlsx as plain rows, wherever its tables have moved to; all problems are gathered."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from arf_excel.errors import UsageError
from arf_excel.rounds.choices import same
from arf_excel.rounds.sheets import META, ROUND_FILE, Column, SheetPlan, sentence
from arf_excel.rounds.values import NotRead, shown, text_of, value_from

Rows = Sequence[Sequence[object]]
_HEADER_WITHIN, _MOST_ROWS, _MOST_COLUMNS = 40, 5_000, 60
_LOCKED = b"\xd0\xcf\x11\xe0"
"""How a workbook with a password begins, and one of the old kind."""


@dataclass(frozen=True)
class Row:
    """A row that holds something: what was typed, by column, and where."""

    typed: Mapping[str, object]
    cells: Mapping[str, str]


@dataclass
class RoundFile:
    """The sheets of round.xlsx, and what is to put right in them."""

    sheets: Mapping[str, Rows]
    problems: list[str] = field(default_factory=list)
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def say(self, sheet: SheetPlan, cell: str, problem: NotRead) -> None:
        where = f"{sheet.name} {cell}".strip()
        self.problems.append(f"{where}: {problem.sentences()}")

    def rows(self, sheet: SheetPlan) -> list[Row]:
        """The rows of a sheet in which people have typed, in their order."""
        if sheet.key not in self._read:
            self._read[sheet.key] = self._rows(sheet)
        return self._read[sheet.key]

    def _rows(self, sheet: SheetPlan) -> list[Row]:
        grid = self.sheets.get(same(sheet.name))
        if grid is None:
            if not sheet.later:
                self.say(sheet, "", NotRead("no_sheet"))
            return []
        top, places = _header(sheet, grid)
        missing = [column for column in sheet.read if column.key not in places]
        for column in missing:
            self.say(sheet, "", NotRead("no_column", column=column.header))
        if missing:
            return []
        rows = (_row(number, line, places) for number, line in enumerate(grid[top:], start=top + 1))
        return [row for row in rows if _in_use(sheet, row)]

    def values(
        self, sheet: SheetPlan, lists: Mapping[str, Sequence[str]]
    ) -> list[tuple[Row, dict[str, Any]]]:
        """Each row in use with its cells read; a row with a problem is told of and left out."""
        found = []
        seen: dict[tuple[str, ...], Row] = {}
        for row in self.rows(sheet):
            values = {c.key: self.value(sheet, row, c.key, c, lists) for c in sheet.read}
            if _is_new(row, sheet.unique, seen):
                if NotRead not in values.values():
                    found.append((row, values))
            else:
                self._repeated(sheet, row, seen)
        return found

    def value(
        self, sheet: SheetPlan, row: Row, at: str, column: Column, lists: Mapping[str, Sequence[str]]
    ) -> Any:
        """One cell; the class NotRead stands for a cell with a problem."""
        try:
            return value_from(row.typed[at], column, lists)
        except NotRead as problem:
            self.say(sheet, row.cells[at], problem)
            return NotRead

    def _repeated(self, sheet: SheetPlan, row: Row, seen: Mapping[tuple[str, ...], Row]) -> None:
        first = seen[_key(row, sheet.unique)]
        at = sheet.unique[0]
        said = ", ".join(shown(row.typed[key]) for key in sheet.unique)
        self.say(sheet, row.cells[at], NotRead("repeated", value=said, first=first.cells[at]))

    def meta(self) -> dict[str, str]:
        """The lines of `_meta`; {} when it is gone."""
        return {text_of(line[0]): text_of(line[1]) for line in self.sheets.get(same(META), ())[1:] if line}


def open_round_file(folder: Path) -> RoundFile:
    """Read the file at once, so that nobody is kept from saving it; UsageError when it cannot be."""
    if not folder.is_dir():
        raise UsageError(sentence("no_folder", folder=folder.name))
    try:
        data = (folder / ROUND_FILE).read_bytes()
    except FileNotFoundError:
        raise UsageError(sentence("no_round", folder=folder.name)) from None
    except OSError:
        raise UsageError(sentence("busy")) from None
    if data.startswith(_LOCKED):
        raise UsageError(sentence("locked"))
    try:
        sheets = _sheets(data)
    except Exception:
        # openpyxl raises many kinds for a damaged file
        raise UsageError(sentence("damaged")) from None
    if not any(sheets.values()):
        raise UsageError(sentence("damaged"))
    return RoundFile(sheets)


def _sheets(data: bytes) -> dict[str, Rows]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        found: dict[str, Rows] = {}
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
            found[same(sheet.title)] = list(rows)
        return found


def _header(sheet: SheetPlan, grid: Rows) -> tuple[int, dict[str, int]]:
    """How many rows stand above the first line, and the place of each column, in whatever order."""
    wanted = {same(column.header): column.key for column in sheet.columns}
    best: tuple[int, dict[str, int]] = (0, {})
    for top, line in enumerate(grid[:_HEADER_WITHIN], start=1):
        found: dict[str, int] = {}
        for at, cell in enumerate(line):
            key = wanted.get(same(text_of(cell)))
            if key is not None:
                found.setdefault(key, at)
        if len(found) > len(best[1]):
            best = (top, found)
    return best


def _row(number: int, line: Sequence[object], places: Mapping[str, int]) -> Row:
    typed = {key: line[at] if at < len(line) else None for key, at in places.items()}
    return Row(typed, {key: f"{get_column_letter(at + 1)}{number}" for key, at in places.items()})


def _in_use(sheet: SheetPlan, row: Row) -> bool:
    """Whether people typed in it; where all that we write is given, that it is there."""
    typed = [column.key for column in sheet.read if not column.given]
    if sheet.keyed:
        typed = [column.key for column in sheet.read if column.given]
    return any(text_of(row.typed[key]) for key in typed)


def _key(row: Row, unique: Sequence[str]) -> tuple[str, ...]:
    return tuple(same(text_of(row.typed[key])) for key in unique)


def _is_new(row: Row, unique: Sequence[str], seen: dict[tuple[str, ...], Row]) -> bool:
    key = _key(row, unique)
    if not unique or not all(key):
        return True
    return seen.setdefault(key, row) is row
