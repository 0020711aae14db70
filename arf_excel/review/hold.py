"""A review as it may be written: held cells print other words; verdicts and counts stay as judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from arf_excel.framework.answers import Answers
from arf_excel.framework.findings import message, remedy
from arf_excel.framework.judge import Judgement, judge
from arf_excel.framework.shape import Shape
from arf_excel.intake.submission import Key, Submission
from arf_excel.review.privacy.hits import CODES
from arf_excel.review.privacy.words import held_words
from arf_excel.review.review import By, Placed, Review
from arf_excel.rules.python import Answer as Worked
from arf_excel.rules.python import Sheet

Decided = Mapping[Key, str | None]
"""What the office has decided of a cell: words to print, or None to print it as it was sent."""
Held = Mapping[Key, str]

_FIGURES = ("measures", "wres", "goals")
"""Tables whose cells a sentence may repeat."""
_SAID = (("measures", "sentence"), ("targets", "facts_said"), ("wres", "sentence"), ("goals", "sentence"))
"""Sentences of `_work` that are printed beside those of the checklist."""
_ASKING = ("organisation", "asking", "answer")


def withheld(review: Review, decided: Decided | None = None) -> Review:
    """The review with every cell held in which something about one person seems to stand.

    What the office has decided of a cell comes first. A finding on trial holds nothing.
    """
    decided = decided or {}
    found: dict[Key, str | None] = {h.key: held_words() for h in review.hits if not h.finding.trial}
    found |= decided
    there = {(a.table, a.row, a.column) for a in review.submission.answers}
    held = {key: words for key, words in found.items() if words is not None and key in there}
    told = settled(review, decided)
    return _holding(told, held) if held else told


def settled(review: Review, decided: Decided) -> Review:
    """The review as it came, with findings closed on what the office has decided of a cell."""
    return replace(review, findings=tuple(_settled(placed, decided) for placed in review.findings))


def _settled(placed: Placed, decided: Decided) -> Placed:
    """A finding on something personal is closed once the office has decided what is printed."""
    finding = placed.finding
    key = finding.table or "", finding.row or "", finding.column or ""
    if finding.code not in CODES.values() or key not in decided:
        return placed
    return replace(placed, finding=replace(finding, explained=True))


def _holding(review: Review, held: Held) -> Review:
    shown = _submission(review.submission, held)
    places = {(a.sheet, a.cell) for a in review.submission.answers if (a.table, a.row, a.column) in held}
    said = _Said(review.submission.shape, shown.cells, held)
    by_form, by_round = (
        By(by.rulings, said.of(by.judgement, by.rulings)) for by in (review.by_form, review.by_round)
    )
    return replace(
        review,
        submission=shown,
        judgement=said.of(review.judgement, review.rulings),
        findings=tuple(_unquoted(p) if (p.sheet, p.cell) in places else p for p in review.findings),
        by_form=by_form,
        by_round=by_round,
        held=held,
    )


def _submission(submission: Submission, held: Held) -> Submission:
    cells = {key: held.get(key, value) for key, value in submission.cells.cells.items()}
    answers = tuple(
        replace(a, value=held.get((a.table, a.row, a.column), a.value)) for a in submission.answers
    )
    return replace(submission, cells=Answers(cells), answers=answers)


def _unquoted(placed: Placed) -> Placed:
    """A finding at a held cell, which may repeat what was typed there."""
    facts = {k: held_words() if isinstance(v, str) else v for k, v in placed.finding.facts.items()}
    finding = replace(placed.finding, facts=facts)
    return replace(placed, finding=finding, message=message(finding), fix=remedy(finding))


class _Said:
    """Judgements without the sentences that repeat a held cell.

    They are found by judging once more with the held words in its place: a sentence that comes out
    otherwise stood on what was typed. Verdicts, counts and levels are not touched.
    """

    def __init__(self, shape: Shape, shown: Answers, held: Held) -> None:
        self._shape, self._shown, self._held = shape, shown, held
        self._figures = any(table in _FIGURES for table, _, _ in held)
        self._done: dict[int, Judgement] = {}

    def of(self, judgement: Judgement, rulings: Mapping[str, str]) -> Judgement:
        """The same judgement gives the same one again."""
        if id(judgement) not in self._done:
            self._done[id(judgement)] = self._without(judgement, rulings)
        return self._done[id(judgement)]

    def _without(self, judgement: Judgement, rulings: Mapping[str, str]) -> Judgement:
        if _ASKING in self._held:
            levels = replace(judgement.levels, asked=self._held[_ASKING])
            judgement = replace(judgement, levels=levels)
        if not self._figures:
            return judgement
        blind = judge(replace(self._shape, rulings=dict(rulings)), self._shown)
        judged = tuple(
            replace(mine, why=_same(mine.why, other.why), help=_same(mine.help, other.help))
            for mine, other in zip(judgement.judged, blind.judged, strict=True)
        )
        columns = dict(self._columns(judgement.work, blind.work))
        return replace(judgement, judged=judged, work=judgement.work.saying(columns))

    def _columns(self, work: Sheet, blind: Sheet) -> Iterator[tuple[tuple[str, str], list[Worked]]]:
        there = {*self._shape.tables, "targets"} if self._shape.facts else set(self._shape.tables)
        for table, name in _SAID:
            if table in there:
                both = zip(work.column(table, name), blind.column(table, name), strict=True)
                yield (table, name), [_same(str(mine), str(other)) for mine, other in both]


def _same(mine: str, other: str) -> str:
    return mine if mine == other else held_words()
