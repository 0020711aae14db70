"""One organisation of the round and what came from it: what every output is written from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from arf_excel.collation.versions import Return
from arf_excel.collation.words import brief, clean
from arf_excel.form.sheets import FEEDBACK, SELF_ASSESSMENT, shape_of
from arf_excel.framework.edition import Edition, load_edition
from arf_excel.framework.judge import Judged
from arf_excel.framework.levels import FEEDBACK as ASKS_FEEDBACK
from arf_excel.framework.levels import SELF_ASSESSMENT as ASKS_NOTHING
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.shape import Shape
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Expected, Question, Round

NOTHING, ASSESSMENT, FOR_FEEDBACK, RECOGNITION = range(4)
"""What is asked for: not said, self-assessment only, feedback, recognition."""


@dataclass(frozen=True)
class Case:
    """`issued` is the form that the organisation was sent, or that its return is, when nobody sent one."""

    code: str
    name: str
    board: str
    issued: Shape
    expected: Expected | None
    review: Review | None
    in_round: bool
    questions: tuple[Question, ...] = ()
    """Points of fact that the office asked it."""

    @cached_property
    def judged(self) -> dict[str, Judged]:
        """What the return that is used comes to, by deliverable; {} without one."""
        return {j.id: j for j in self.review.judgement.judged} if self.review else {}

    @property
    def edition(self) -> Edition:
        return self.shape.edition

    @property
    def shape(self) -> Shape:
        """The form that came, else the form that was sent."""
        return self.review.submission.shape if self.review else self.issued

    @property
    def file(self) -> str:
        return self.review.submission.file if self.review else ""

    @cached_property
    def asks(self) -> int:
        """What the return asks for; where it does not say, what its form or the round says."""
        kind = int(self.review.judgement.work.number("asking", "all", "kind")) if self.review else NOTHING
        if kind:
            return kind
        purposes = {SELF_ASSESSMENT: ASSESSMENT, FEEDBACK: FOR_FEEDBACK}
        if self.shape.purpose in purposes:
            return purposes[self.shape.purpose]
        if self.shape.purpose in self.edition.level_index:
            return RECOGNITION
        return _kind_of(self.expected.asking if self.expected else "", self.edition)

    @property
    def asking(self) -> str:
        """In words; '' when nobody said."""
        said = self.answer("asking")
        return said or (self.expected.asking if self.expected else "")

    @property
    def applies(self) -> bool:
        """Whether the panel reads it."""
        return self.review is not None and self.asks in (FOR_FEEDBACK, RECOGNITION)

    def answer(self, row: str, table: str = "organisation") -> str:
        """A line of the Organisation sheet, or of another record, as text."""
        return self.review.submission.text(table, row, "answer") if self.review else ""

    def date(self, row: str, table: str = "organisation") -> dt.date | None:
        """The same as a date; None when it is none."""
        if self.review is None:
            return None
        place = (table, row, "answer")
        values = (a.value for a in self.review.submission.answers if (a.table, a.row, a.column) == place)
        return next((value for value in values if isinstance(value, dt.date)), None)

    def count(self, status: str) -> int:
        """How many direct deliverables have this status."""
        return sum(self.judged[d.id].status == status for d in self.shape.direct if d.id in self.judged)


def _kind_of(asking: str, edition: Edition) -> int:
    kinds = {ASKS_NOTHING: ASSESSMENT, ASKS_FEEDBACK: FOR_FEEDBACK}
    kinds |= {level.asking: RECOGNITION for level in edition.levels}
    return kinds.get(asking, NOTHING)


def cases_of(
    used: Mapping[str, Return], reviews: Mapping[str, Review], round_: Round | None
) -> tuple[Case, ...]:
    """Every organisation that is expected or seen, by code."""
    expected = {e.code.upper(): e for e in round_.organisations} if round_ else {}
    return tuple(
        _case(code, expected.get(code), reviews.get(code), round_)
        for code in sorted(expected.keys() | used.keys())
    )


def _case(code: str, expected: Expected | None, review: Review | None, round_: Round | None) -> Case:
    known = load_organisations().get(code)
    submission = review.submission if review else None
    names = (expected and expected.name, submission and submission.name, known and known.name, code)
    said = submission.text("organisation", "board", "answer") if submission else ""
    boards = (expected and expected.board, known and known.board, said)
    return Case(
        code=code,
        name=clean(next(name for name in names if name)),
        board=brief(next((board for board in boards if board), ""), 80),
        issued=_issued(expected, review, round_),
        expected=expected,
        review=review,
        in_round=round_ is None or expected is not None,
        questions=round_.questions_of(code) if round_ else (),
    )


def _issued(expected: Expected | None, review: Review | None, round_: Round | None) -> Shape:
    if expected is not None and round_ is not None:
        return shape_of(load_edition(round_.settings.edition), expected.purpose)
    assert review is not None, "an organisation that nobody expects is one that returned"
    return review.submission.shape


def editions(cases: Sequence[Case]) -> list[Edition]:
    """The editions of these organisations, each once, the most common first."""
    found = [case.edition for case in cases]
    names = [edition.about.id for edition in found]
    return [load_edition(name) for name in sorted(set(names), key=lambda name: (-names.count(name), name))]


def reviews_of(cases: Sequence[Case], edition: Edition) -> dict[str, Review]:
    """Code → review of the returns of an edition."""
    own = [case for case in cases if case.edition.about.id == edition.about.id]
    return {case.code: case.review for case in own if case.review}
