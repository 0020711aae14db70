"""What intake read from a return: answers that know their cells, and what was seen on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from arf_excel.framework.answers import Answers
from arf_excel.framework.findings import Finding
from arf_excel.framework.shape import Shape

Key = tuple[str, str, str]
"""Table, row id, column."""
Cell = tuple[str, str]
"""Sheet name and cell such as 'B7'."""


@dataclass(frozen=True)
class Answer:
    """One answer that is not blank: what was typed, read as its type."""

    table: str
    row: str
    column: str
    value: str | dt.date
    sheet: str
    cell: str


@dataclass(frozen=True)
class Seen:
    """A finding of intake with its cell, if it has one."""

    finding: Finding
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Submission:
    """One return. `cells` are the values as they stood, for judging; `answers` the same, read and typed."""

    file: str
    """The path as it was given, with forward slashes."""
    sha256: str
    shape: Shape
    meta: Mapping[str, str]
    """The lines of `_meta` as found; {} when there was none."""
    cells: Answers
    answers: tuple[Answer, ...]
    places: Mapping[Key, Cell] = field(default_factory=dict)
    """Every cell that could hold an answer, blank or not."""
    seen: tuple[Seen, ...] = ()
    saved: dt.datetime | None = None
    """When a program last saved it, as the file says; UTC."""

    @property
    def code(self) -> str:
        """The ODS code in capitals; '' when there is none."""
        return self.cells.text("organisation", "code", "answer").upper()

    @property
    def name(self) -> str:
        return self.cells.text("organisation", "name", "answer")

    def text(self, table: str, row: str, column: str) -> str:
        """An answer as text; '' when blank."""
        found = self._by_key.get((table, row, column))
        return "" if found is None else str(found.value)

    @cached_property
    def _by_key(self) -> dict[Key, Answer]:
        return {(a.table, a.row, a.column): a for a in self.answers}


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be read: a code of findings.toml and what fills its sentence."""

    file: str
    sha256: str
    code: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
