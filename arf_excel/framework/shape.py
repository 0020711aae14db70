"""What a form holds: which deliverables, how many rows, what it came with. Judging needs no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from arf_excel.framework.edition import Deliverable, Edition, Level, SupportingAction
from arf_excel.framework.measures import Fact, GoalLine, Item, Measures, WresLine, load_measures

MINUTES_A_CELL = 3


@dataclass(frozen=True)
class Detail:
    """A line of a record table: its id, the words beside it, and whether it is needed or a date."""

    id: str
    label: str
    needed: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class FactRow:
    """A row of the Measures sheet, under the rulings of the form."""

    id: str
    item: Item
    fact: Fact
    code: str
    """What it is for: 'Silver 2', 'Silver 2b'."""
    direct: bool
    """False for a supporting action."""
    decides: bool
    """False for a supporting action, whose facts are all optional unless a ruling asks for them."""

    @property
    def needed(self) -> bool:
        return self.decides and self.fact.use == "needed"


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
    meeting_rows: tuple[str, ...]
    action_rows: tuple[str, ...]
    details: tuple[Detail, ...]
    declaration: tuple[Detail, ...]
    year_end: dt.date | None = None
    """The day that the round filled in, if it did."""
    rulings: Mapping[str, str] = field(default_factory=dict)
    minutes_a_cell: int = MINUTES_A_CELL
    """How long a cell is thought to take: an assumption, until an organisation has timed it."""

    @cached_property
    def direct(self) -> tuple[Deliverable, ...]:
        return tuple(d for d in self.deliverables if d.kind == "direct")

    @cached_property
    def measures(self) -> Measures:
        return load_measures(self.edition.about.id)

    @cached_property
    def facts(self) -> tuple[FactRow, ...]:
        """The rows of the Measures sheet: each deliverable's, then its supporting actions'."""
        if "measures" not in self.tables:
            return ()
        rulings = {ruling.id: self.ruling(ruling.id) or "" for ruling in self.edition.rulings}
        required = self.ruling("supporting-actions") == "required"
        return tuple(
            FactRow(
                f"{of}/{fact.name}",
                self.measures.item(of),
                fact.read_as(rulings),
                code,
                direct,
                decides=direct or required,
            )
            for of, code, direct in self._items_in_order()
            for fact in self.measures.item(of).facts
        )

    def _items_in_order(self) -> list[tuple[str, str, bool]]:
        found = []
        for deliverable in self.deliverables:
            found.append((deliverable.id, deliverable.code, True))
            found += [(a.id, a.code, False) for a in self.supporting if a.deliverable == deliverable.id]
        return found

    @property
    def wres_lines(self) -> tuple[WresLine, ...]:
        return tuple(self.measures.wres) if "wres" in self.tables else ()

    @property
    def goal_lines(self) -> tuple[GoalLine, ...]:
        return tuple(self.measures.goals) if "goals" in self.tables else ()

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
