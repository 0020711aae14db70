"""What a letter says: blocks that a Word document and an e-mail are made from alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arf_excel.collation.words import day
from arf_excel.document.blocks import Ask, Block, Card, Heading, Points, Words
from arf_excel.framework.findings import fill
from arf_excel.letters.came import Came
from arf_excel.letters.needed import Needed
from arf_excel.letters.words import Facts, group, one_line, paragraphs
from arf_excel.rounds.settings import Expected, Question

INVITATION, RECEIPT, REMINDER, QUESTIONS = "invitation", "receipt", "reminder", "questions"


@dataclass(frozen=True)
class About:
    """All that a letter to an organisation is made from."""

    expected: Expected
    facts: Facts
    came: Came
    needed: tuple[Needed, ...] = ()
    questions: tuple[Question, ...] = ()
    attached: Path | None = None
    """The issued form for an invitation, the marked copy for a receipt."""


@dataclass(frozen=True)
class Letter:
    """A letter before it is written. `heading` and `blocks` are what it says."""

    kind: str
    code: str
    email: str
    subject: str
    heading: str
    blocks: tuple[Block, ...]
    attached: Path | None = None


def compose(kind: str, about: About) -> Letter:
    """The letter of a kind to an organisation."""
    said, facts = group(kind), {**about.facts, "form": "", "copy": ""}
    if about.attached:
        facts |= dict.fromkeys(("form", "copy"), about.attached.name)
    middle = _MIDDLES[kind](said, about, facts)
    blocks = (*_begin(said, facts), *middle, *_words(said["closing"], facts), *_end(about, facts))
    return Letter(
        kind,
        about.expected.code,
        about.expected.email,
        fill(said["subject"], facts),
        fill(said["heading"], facts),
        blocks,
        about.attached,
    )


def _begin(said: dict[str, Any], facts: Facts) -> Iterator[Block]:
    every = group("every")
    to = [text for text in (fill(every["to"], facts), fill(every["to_whom"], facts), facts["day"]) if text]
    yield Words("\n".join(map(str, to)))
    yield Words(every["greeting"])
    yield from _words(said["opening"], facts)


def _end(about: About, facts: Facts) -> Iterator[Block]:
    every, assembly = group("every"), str(facts["assembly"])
    yield Words(f"{every['ending']}\n{assembly[:1].upper()}{assembly[1:]}")
    if about.attached:
        yield Words(fill(every["attached"], {"file": about.attached.name}))


def _words(found: Any, facts: Facts) -> Iterator[Block]:
    return (Words(text) for text in paragraphs(found, facts))


def _points(texts: Iterable[str]) -> Iterator[Block]:
    if items := tuple(Words(text) for text in texts):
        yield Points(items)


# what stands in the middle


def _invitation(said: dict[str, Any], about: About, facts: Facts) -> Iterator[Block]:
    yield from _points(fill(step, facts) for step in said["steps"])


def _reminder(said: dict[str, Any], about: About, facts: Facts) -> Iterator[Block]:
    yield from _points(about.came.told)


def _receipt(said: dict[str, Any], about: About, facts: Facts) -> Iterator[Block]:
    used = about.came.used
    assert used is not None, "a receipt is for a return that is used"
    lines = (
        *(("file", used.name), ("sha256", used.sha256[:12])),
        *(("saved", _moment(used.saved)), ("number", used.number)),
    )
    asks = tuple(Ask(said[key], filled=text) for key, text in lines if text)
    yield Card(said["card"], tuple(said["card_headers"]), asks)
    if about.came.others:
        yield Words(said["others"])
        yield from _points(about.came.told)
    if not about.needed:
        yield Words(said["nothing"])
        return
    yield Heading(1, said["needed"])
    yield from _words(said["needed_lead"], facts)
    yield from _words(said["copy" if about.attached else "no_copy"], facts)
    for key in ("fix", "explain"):
        if found := [each for each in about.needed if each.is_fix == (key == "fix")]:
            yield Heading(2, said[key])
            yield from _points(_point(said["point"], each) for each in found)


def _moment(saved: str) -> str:
    """'3 October 2026, 09:15 UTC'; what Excel has made of it in the ledger stays as it is."""
    try:
        when = dt.datetime.strptime(saved, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return saved
    return fill(group(RECEIPT)["saved_at"], {"day": day(when), "time": f"{when:%H:%M}"})


def _point(template: str, needed: Needed) -> str:
    what = fill(template, {"title": needed.entry.title, "places": needed.where})
    return f"{what} {needed.entry.fix}"


def _questions(said: dict[str, Any], about: About, facts: Facts) -> Iterator[Block]:
    for number, each in enumerate(about.questions, start=1):
        asked = fill(said["question"], {"number": number, "text": one_line(each.question)})
        notes = [fill(said["about"], {"line": one_line(each.line)})] if each.line else []
        notes += [fill(said["asked_on"], {"day": day(each.asked_on)})] if each.asked_on else []
        yield Ask(asked, " ".join(notes))
    if about.needed:
        yield Heading(1, said["suggested"])
        yield from _words(said["suggested_lead"], facts)
        for needed in about.needed:
            about_it = {"title": needed.entry.title, "places": needed.where, "fix": needed.entry.fix}
            yield Ask(fill(said["suggestion"], about_it), fill(said["suggestion_note"], about_it))


_MIDDLES: dict[str, Callable[[dict[str, Any], About, Facts], Iterator[Block]]] = {
    INVITATION: _invitation,
    RECEIPT: _receipt,
    REMINDER: _reminder,
    QUESTIONS: _questions,
}
KINDS = tuple(_MIDDLES)
