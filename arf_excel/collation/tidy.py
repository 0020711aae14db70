"""The tidy long table: one row for each organisation and deliverable, and the state of that cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from arf_excel.collation.cases import Case
from arf_excel.collation.words import group, listed_status
from arf_excel.framework.edition import Deliverable
from arf_excel.intake.submission import Submission

RECEIVED, BLANK, OFF_FORM, MISSING = "received", "blank", "off_form", "missing"
EXPECTED_STATES = (RECEIVED, BLANK, OFF_FORM, MISSING)
"""Every expected cell is exactly one of these."""
SUPERSEDED, EXTRA = "superseded", "extra"
"""Counted apart: cells of returns that are not used, and cells that nobody asked for."""
ANSWERS = ("status", "how", "explain")
"""Columns of the checklist that make a cell received."""


@dataclass(frozen=True)
class Cell:
    """One row of the long table."""

    code: str
    name: str
    board: str
    edition: str
    deliverable: str
    label: str
    level: str
    principle: str
    state: str
    status: str
    words: int
    evidence: int
    actions: int
    file: str
    in_round: bool

    @property
    def state_word(self) -> str:
        return str(group("states")[self.state])


def cells_of(cases: Iterable[Case], not_used: Iterable[tuple[str, str, Submission]]) -> list[Cell]:
    """Expected cells first, organisation by organisation; then those of returns that are not used."""
    found = [cell for case in cases for cell in _cells(case)]
    for code, name, submission in not_used:
        for deliverable in submission.shape.direct:
            if deliverable.id in received_ids(submission):
                found.append(_not_used(code, name, submission, deliverable))
    return found


def received_ids(submission: Submission) -> frozenset[str]:
    """The checklist's rows in which something stands that could be read."""
    return frozenset(a.row for a in submission.answers if a.table == "checklist" and a.column in ANSWERS)


def _cells(case: Case) -> list[Cell]:
    expected = {d.id for d in case.issued.direct} if case.in_round else set()
    same = case.shape.edition.about.id == case.issued.edition.about.id
    came = {d.id: d for d in case.shape.direct} if case.review else {}
    asked = [d for d in case.issued.direct if d.id in expected]
    there = received_ids(case.review.submission) if case.review else frozenset()
    found = []
    for deliverable in asked:
        if case.review is None:
            state = MISSING
        elif not same or deliverable.id not in came:
            state = OFF_FORM
        else:
            state = RECEIVED if deliverable.id in there else BLANK
        found.append(_cell(case, deliverable, state, case.issued.edition.about.id))
    extra = [d for d in came.values() if (not same or d.id not in expected) and d.id in there]
    return found + [_cell(case, d, EXTRA, case.shape.edition.about.id) for d in extra]


def _cell(case: Case, deliverable: Deliverable, state: str, edition: str) -> Cell:
    judged = case.judged.get(deliverable.id) if state in (RECEIVED, BLANK, EXTRA) else None
    how = case.review.submission.text("checklist", deliverable.id, "how") if case.review and judged else ""
    of = case.issued.edition if state != EXTRA else case.shape.edition
    return Cell(
        code=case.code,
        name=case.name,
        board=case.board,
        edition=edition,
        deliverable=deliverable.id,
        label=deliverable.label,
        level=next((level.name for level in of.levels if level.id == deliverable.level), ""),
        principle=of.principle_of(deliverable).name,
        state=state,
        status=judged.status if judged else "",
        words=len(how.split()),
        evidence=judged.evidence if judged else 0,
        actions=judged.actions if judged else 0,
        file=case.file if judged else "",
        in_round=case.in_round,
    )


def _not_used(code: str, name: str, submission: Submission, deliverable: Deliverable) -> Cell:
    edition = submission.shape.edition
    return Cell(
        code=code,
        name=name,
        board="",
        edition=edition.about.id,
        deliverable=deliverable.id,
        label=deliverable.label,
        level=next((level.name for level in edition.levels if level.id == deliverable.level), ""),
        principle=edition.principle_of(deliverable).name,
        state=SUPERSEDED,
        status=listed_status(submission.text("checklist", deliverable.id, "status")),
        words=len(submission.text("checklist", deliverable.id, "how").split()),
        evidence=0,
        actions=0,
        file=submission.file,
        in_round=True,
    )
