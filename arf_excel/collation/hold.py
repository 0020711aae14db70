"""Words that the office holds back: replaced once, before anything is judged or written."""

from __future__ import annotations

from dataclasses import replace

from arf_excel.collation.words import say
from arf_excel.framework.answers import Answers
from arf_excel.intake.submission import Submission
from arf_excel.rounds.settings import Held, Round


def withheld(submission: Submission, round_: Round | None) -> Submission:
    """The submission with the Hold sheet's words in the place of those that are not released."""
    owners = {submission.code, submission.meta.get("organisation", "")}
    lines = [held for held in round_.hold if held.code in owners] if round_ else []
    held = {(line.table, line.row, line.column): _words(line) for line in lines if not line.released}
    if not held:
        return submission
    cells = {key: held.get(key, value) for key, value in submission.cells.cells.items()}
    answers = tuple(
        replace(a, value=held.get((a.table, a.row, a.column), a.value)) for a in submission.answers
    )
    return replace(submission, cells=Answers(cells), answers=answers)


def _words(line: Held) -> str:
    return line.text or say("hold", "words")
