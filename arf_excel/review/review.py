"""A submission judged: its verdicts and levels, and every finding with its sheet, cell and remedy.

Knows no Excel file: what it reads are answers and the cells they came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from arf_excel.framework.findings import SEVERITIES, Finding, message, remedy
from arf_excel.framework.judge import Judgement, judge
from arf_excel.framework.shape import Shape
from arf_excel.intake.submission import Submission


@dataclass(frozen=True)
class Placed:
    """A finding as people read it: where, what, how to put it right."""

    finding: Finding
    sheet: str | None
    cell: str | None
    message: str
    fix: str


@dataclass(frozen=True)
class Review:
    """One submission, judged by the rulings that were asked for."""

    submission: Submission
    judgement: Judgement
    findings: tuple[Placed, ...]

    @property
    def to_look_at(self) -> bool:
        """A person is asked to put something right or explain it."""
        return any(placed.finding.open for placed in self.findings)


def review(submission: Submission, rulings: Mapping[str, str] | None = None) -> Review:
    """Judge a submission, by its own rulings or by those given; a difference is a note."""
    own = submission.shape
    shape = own if rulings is None else replace(own, rulings=dict(rulings))
    judgement = judge(shape, submission.cells)
    placed = [_place(seen.finding, seen.sheet, seen.cell) for seen in submission.seen]
    for finding in judgement.findings:
        place = submission.places.get((finding.table or "", finding.row or "", finding.column or ""))
        placed.append(_place(finding, *(place or (None, None))))
    placed += [
        _place(_other_ruling(r.id), None, None) for r in own.edition.rulings if _differs(own, shape, r.id)
    ]
    return Review(submission, judgement, tuple(sorted(placed, key=_order)))


def _place(finding: Finding, sheet: str | None, cell: str | None) -> Placed:
    return Placed(finding, sheet, cell, message(finding), remedy(finding))


def _differs(own: Shape, other: Shape, ruling: str) -> bool:
    return own.ruling(ruling) != other.ruling(ruling)


def _other_ruling(ruling: str) -> Finding:
    return Finding("NOTE-009", facts={"ruling": ruling})


def _order(placed: Placed) -> tuple[int, str]:
    """Most pressing first; within a code as they stand in the workbook."""
    return SEVERITIES.index(placed.finding.severity), placed.finding.code
