"""Reconciliation: every expected cell is received, blank, not on the form or missing, and it must add up.

Counted twice: here from the reviews, and in `read_back` from the files as they were written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from arf_excel.collation.cases import Case
from arf_excel.collation.tidy import EXPECTED_STATES, EXTRA, SUPERSEDED, Cell
from arf_excel.errors import OwnFaultError

_NAMED = 10


@dataclass(frozen=True)
class Count:
    """One organisation's line. `states` has a number for each state of an expected cell."""

    code: str
    name: str
    in_round: bool
    edition: str
    purpose: str
    expected: int
    states: Mapping[str, int]
    not_used: int
    extra: int

    @property
    def adds_up(self) -> bool:
        return self.expected == sum(self.states.values())


@dataclass(frozen=True)
class Reconciliation:
    """All lines, and the cells that differ between the two counts; none when it adds up."""

    counts: tuple[Count, ...]
    differences: tuple[str, ...] = ()

    @property
    def adds_up(self) -> bool:
        return not self.differences and all(count.adds_up for count in self.counts)

    def total(self, state: str) -> int:
        return sum(count.states[state] for count in self.counts)

    @property
    def expected(self) -> int:
        return sum(count.expected for count in self.counts)


def count(cases: Sequence[Case], cells: Iterable[Cell]) -> Reconciliation:
    """The first count: from the cells that the reviews gave."""
    found = Counter((cell.code, cell.state) for cell in cells)
    lines = [_count(case, found) for case in cases]
    known = {case.code for case in cases}
    unplaced = sum(n for (code, _), n in found.items() if code not in known)
    if unplaced:
        lines.append(Count("", "", False, "", "", 0, dict.fromkeys(EXPECTED_STATES, 0), unplaced, 0))
    return Reconciliation(tuple(lines))


def _count(case: Case, found: Mapping[tuple[str, str], int]) -> Count:
    return Count(
        code=case.code,
        name=case.name,
        in_round=case.in_round,
        edition=case.issued.edition.about.id,
        purpose=case.issued.purpose,
        expected=len(case.issued.direct) if case.in_round else 0,
        states={state: found.get((case.code, state), 0) for state in EXPECTED_STATES},
        not_used=found.get((case.code, SUPERSEDED), 0),
        extra=found.get((case.code, EXTRA), 0),
    )


def require_adding_up(differences: Sequence[str]) -> None:
    """Our own fault, with the first cells that differ."""
    if differences:
        more = [f"and {len(differences) - _NAMED} more"] if len(differences) > _NAMED else []
        told = "\n".join(f"- {line}" for line in (*differences[:_NAMED], *more))
        raise OwnFaultError(f"The reconciliation does not add up:\n{told}")
