"""What a form holds: which deliverables, how many rows, what it came with. Judging needs no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from arf_excel.framework.edition import Deliverable, Edition, Level, SupportingAction


@dataclass(frozen=True)
class Detail:
    """A line of a record table: its id, the words beside it, and whether it is needed or a date."""

    id: str
    label: str
    needed: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class Shape:
    """The form of one edition for one purpose."""

    edition: Edition
    purpose: str
    tables: frozenset[str]
    """The tables on the form, such as 'evidence'."""
    levels: tuple[Level, ...]
    deliverables: tuple[Deliverable, ...]
    supporting: tuple[SupportingAction, ...]
    evidence_rows: tuple[str, ...]
    action_rows: tuple[str, ...]
    details: tuple[Detail, ...]
    declaration: tuple[Detail, ...]
    year_end: dt.date | None = None
    """The day that the round filled in, if it did."""
    rulings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def direct(self) -> tuple[Deliverable, ...]:
        return tuple(d for d in self.deliverables if d.kind == "direct")

    def level_number(self, level: str | None) -> int:
        """1 for the first level, 0 for none."""
        return self.edition.level_index.get(level or "", 0)

    def group_names(self) -> list[str]:
        """Levels or principles with a direct deliverable on this form, in order."""
        return list(dict.fromkeys(self.edition.group_of(d) for d in self.direct))

    def ruling(self, ruling: str) -> str | None:
        """What was ruled, or our default; None when the edition has no such question."""
        found = next((r for r in self.edition.rulings if r.id == ruling), None)
        return None if found is None else self.rulings.get(ruling, found.default)
