"""What the round's Hold sheet says of a return's cells: held, printed in other words, or released."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from arf_excel.collation.ledger import Line
from arf_excel.collation.words import say
from arf_excel.intake.submission import Key, Submission
from arf_excel.review import hold
from arf_excel.review.privacy.contacts import ADDRESS
from arf_excel.review.privacy.words import held_words
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Held, Round


def withheld(review: Review, round_: Round | None) -> Review:
    """The review as it may be written, by what was found and what the Hold sheet says."""
    return hold.withheld(review, decided(review.submission, round_))


def settled(review: Review, round_: Round | None) -> Review:
    """The review as it came, without asking again what the Hold sheet has decided."""
    return hold.settled(review, decided(review.submission, round_))


def decided(submission: Submission, round_: Round | None) -> dict[Key, str | None]:
    """Cell → the words to print, or None to print it as it was sent."""
    spelt = {_plain(key): key for key in ((a.table, a.row, a.column) for a in submission.answers)}
    found = (
        (spelt.get(_plain((line.table, line.row, line.column))), line) for line in _of(submission, round_)
    )
    return {key: None if line.released else line.text or held_words() for key, line in found if key}


def _of(submission: Submission, round_: Round | None) -> list[Held]:
    """The lines of the organisation that the form names, or that it was issued to."""
    owners = {submission.code, submission.meta.get("organisation", "")}
    return [line for line in round_.hold if line.code.upper() in owners] if round_ else []


def _plain(key: Key) -> Key:
    """The office types these words: capitals and spaces do not matter."""
    table, row, column = (" ".join(word.casefold().split()) for word in key)
    return table.replace(" ", "_"), row, column.replace(" ", "_")


def known_addresses(round_: Round | None) -> frozenset[str]:
    """E-mail addresses that the round itself names: no return gives anything away by them."""
    if round_ is None:
        return frozenset()
    settings = round_.settings
    texts = (
        settings.return_to,
        settings.help,
        settings.adjustments,
        *(e.email for e in round_.organisations),
    )
    return frozenset(address.casefold() for text in texts for address in ADDRESS.findall(text))


def lines_withheld(lines: Iterable[Line], shown: Mapping[str, Review]) -> tuple[Line, ...]:
    """Lines of the ledger with what a return asks for as it may be written; `shown` by SHA-256."""
    return tuple(
        replace(line, asking=shown[line.sha256].submission.text("organisation", "asking", "answer"))
        if line.sha256 in shown
        else line
        for line in lines
    )


def notes(reviews: Sequence[Review], round_: Round | None) -> list[str]:
    """A sentence for each line of the Hold sheet that meets no answer of the return that is used."""
    found = []
    for review in reviews:
        there = {_plain((a.table, a.row, a.column)) for a in review.submission.answers}
        for line in _of(review.submission, round_):
            if _plain((line.table, line.row, line.column)) not in there:
                facts = {"code": line.code, "table": line.table, "row": line.row, "column": line.column}
                found.append(say("held", "no_cell", **facts))
    return found
