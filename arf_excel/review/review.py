"""A submission judged: its verdicts and levels, and every finding with its sheet, cell and remedy.

Knows no Excel file: what it reads are answers and the cells they came from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from arf_excel.framework.findings import SEVERITIES, Finding, message, remedy
from arf_excel.framework.judge import Judgement, judge
from arf_excel.intake.submission import Key, Submission
from arf_excel.review.privacy.hits import Hit, hits
from arf_excel.review.readings import Rulings, differing, favourable, readings_of, standing


@dataclass(frozen=True)
class Placed:
    """A finding as people read it: where, what, how to put it right."""

    finding: Finding
    sheet: str | None
    cell: str | None
    message: str
    fix: str
    waiver: str = ""
    """The words of the waiver that excuses it."""

    @property
    def open(self) -> bool:
        """True when a person is asked to do something."""
        return self.finding.open and not self.waiver


@dataclass(frozen=True)
class By:
    """A judgement, and every ruling of the edition with the reading that it was made by."""

    rulings: Rulings
    judgement: Judgement


@dataclass(frozen=True)
class Review:
    """One submission, judged. `judgement`, `findings` and `rulings` are what counts."""

    submission: Submission
    judgement: Judgement
    findings: tuple[Placed, ...]
    rulings: Rulings
    by_form: By
    """By the readings that the form was made with."""
    by_round: By
    """By the readings that were asked for; the same where none differs."""
    hits: tuple[Hit, ...] = ()
    """Cells in which something about one person seems to stand."""
    held: Mapping[Key, str] = field(default_factory=dict)
    """Cells that print other words than were sent, with those words: `hold.withheld` fills it."""

    @property
    def to_look_at(self) -> bool:
        """A person is asked to put something right or explain it."""
        return any(placed.open for placed in self.findings)

    @property
    def differing(self) -> tuple[str, ...]:
        """Rulings of which the form has another reading than was asked for."""
        return differing(self.by_form.rulings, self.by_round.rulings)

    @property
    def other(self) -> Judgement | None:
        """What stands beside the judgement that counts; None where no ruling differs."""
        if not self.differing:
            return None
        form, now = self.by_form.judgement, self.by_round.judgement
        return now if self.judgement is form else form


def review(submission: Submission, rulings: Rulings | None = None, known: Collection[str] = ()) -> Review:
    """Judge a submission by its own rulings and by those given: the better for the organisation counts.

    `known` are e-mail addresses that the round itself names. What is written from a review goes through
    `hold.withheld` first.
    """
    own, judged = submission.shape, _Judging(submission)
    form = readings_of(own)
    now = form if rulings is None else readings_of(replace(own, rulings=dict(rulings)))
    counts = favourable(form, now, lambda tried: standing(judged.by(tried)))
    judgement = judged.by(counts)
    placed = [_place(seen.finding, seen.sheet, seen.cell) for seen in submission.seen]
    for finding in judgement.findings:
        place = submission.places.get((finding.table or "", finding.row or "", finding.column or ""))
        placed.append(_place(finding, *(place or (None, None))))
    placed += [_place(_other_ruling(ruling), None, None) for ruling in differing(form, now)]
    private = hits(submission, known)
    placed += [_place(hit.finding, hit.sheet, hit.cell) for hit in private]
    findings = tuple(sorted(placed, key=_order))
    by_form, by_round = By(form, judged.by(form)), By(now, judged.by(now))
    return Review(submission, judgement, findings, counts, by_form, by_round, private)


class _Judging:
    """A submission judged by several readings, by each of them once."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._done: dict[tuple[tuple[str, str], ...], Judgement] = {}

    def by(self, rulings: Rulings) -> Judgement:
        key = tuple(sorted(rulings.items()))
        if key not in self._done:
            shape = replace(self._submission.shape, rulings=dict(rulings))
            self._done[key] = judge(shape, self._submission.cells)
        return self._done[key]


def _place(finding: Finding, sheet: str | None, cell: str | None) -> Placed:
    return Placed(finding, sheet, cell, message(finding), remedy(finding))


def _other_ruling(ruling: str) -> Finding:
    return Finding("NOTE-009", facts={"ruling": ruling})


def _order(placed: Placed) -> tuple[int, str]:
    """Most pressing first; within a code as they stand in the workbook."""
    return SEVERITIES.index(placed.finding.severity), placed.finding.code
