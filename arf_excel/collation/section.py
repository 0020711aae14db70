"""What an organisation's section of the review pack says: blocks of labelled texts, in reading order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from arf_excel.collation.cases import RECOGNITION, Case
from arf_excel.collation.facts import Given
from arf_excel.collation.listed import (
    Listed,
    actions_by_line,
    evidence_by_line,
    evidence_text,
    plan_parts,
    plan_text,
    rows_of,
    taken_into_plan,
)
from arf_excel.collation.readings import Readings, Told
from arf_excel.collation.tidy import received_ids
from arf_excel.collation.waivers import Waivers, waiver_words
from arf_excel.collation.words import brief, day, group, say
from arf_excel.framework.edition import Deliverable
from arf_excel.framework.judge import Judged
from arf_excel.intake.submission import Submission
from arf_excel.review.readings import Rulings
from arf_excel.review.review import Placed, Review
from arf_excel.rounds.settings import Question


@dataclass(frozen=True)
class Entry:
    """A label and what stands beside it. `kind` is '', 'judgement' or 'comment'."""

    label: str
    text: str
    role: str = "fixed"
    kind: str = ""


@dataclass(frozen=True)
class Block:
    """A titled group of entries that is best kept on one page."""

    title: str
    entries: tuple[Entry, ...]


def word(key: str) -> str:
    return str(group("section")[key])


def blocks(case: Case, waivers: Waivers, agreed: Rulings) -> Iterator[Block]:
    """Who, then every line of the checklist, then the plan and what all lines come to together."""
    review = case.review
    if review is None:
        return
    submission, readings, given = review.submission, Readings(review, agreed), Given(review)
    evidence, actions = evidence_by_line(review), actions_by_line(review)
    asked = _asked(case)
    named = {item for item in (*evidence, *actions, *asked) if item} | given.lines
    others = (_question(each, about=True) for each in asked.get("", []))
    yield Block(case.name, (*_about(case, waivers), *others))
    outside = []
    for deliverable in submission.shape.deliverables:
        judged = case.judged[deliverable.id]
        if not judged.needed and deliverable.id not in received_ids(submission) | named:
            outside.append(deliverable.label)
            continue
        listed = evidence.get(deliverable.id, []), actions.get(deliverable.id, [])
        questions = asked.get(deliverable.id, [])
        yield Block(deliverable.label, tuple(_line(readings, given, judged, deliverable, *listed, questions)))
    if outside:
        told = "\n".join([word("outside"), *outside])
        yield Block(word("outside_title"), (Entry(word("lines"), told, "quiet"),))
    if "" in evidence:
        yield Block(word("unplaced_title"), tuple(Entry(r.label, evidence_text(r)) for r in evidence[""]))
    if meetings := given.unplaced_meetings():
        yield Block(str(group("given")["unplaced_title"]), tuple(Entry(*told) for told in meetings))
    yield Block(word("plan_title"), tuple(_plan(review)))
    if supporting := tuple(_supporting(readings, given, evidence)):
        yield Block(word("supporting_title"), supporting)
    yield from _reflection(submission)
    yield Block(word("overall_title"), tuple(_overall(review, readings)))


def _about(case: Case, waivers: Waivers) -> Iterator[Entry]:
    yield Entry(word("organisation"), case.name)
    yield Entry(word("asking"), case.asking or word("not_said"))
    year_end = day(case.date("year_end")) or case.answer("year_end")
    yield Entry(word("year_end"), year_end or word("not_said"))
    held = case.answer("level_held")
    if held and held not in {level.name for level in case.edition.levels}:
        yield Entry(word("level_held"), held)
    elif held:
        since = day(case.date("held_since")) or case.answer("held_since") or "–"
        still = case.answer("still_in_place") or "–"
        yield Entry(
            word("level_held"), say("section", "level_held_words", level=held, since=since, still=still)
        )
    if case.asks == RECOGNITION:
        yield Entry(word("declaration"), declaration(case))
    if last := day(case.date("last_application")) or case.answer("last_application"):
        yield Entry(word("last_application"), last)
    for waiver in waivers.of(case.code):
        told = waiver_words(waiver)
        yield Entry(word("waiver_ended" if waivers.has_ended(waiver) else "waiver"), told)
    yield Entry(word("reading"), word("voice"), "quiet")


def _asked(case: Case) -> dict[str, list[Question]]:
    """Deliverable of the form that came → what was asked about it; '' → what names no line of it."""
    labels = {deliverable.label: deliverable.id for deliverable in case.shape.deliverables}
    found: dict[str, list[Question]] = {}
    for question in case.questions:
        found.setdefault(labels.get(question.line, ""), []).append(question)
    return found


def _question(question: Question, about: bool = False) -> Entry:
    """A point of fact: `about` which line, what was asked, and the answer or that there is none yet."""
    line = say("section", "asked_about", line=question.line) if about and question.line else ""
    asked = f"{_on('asked', question.asked_on)}: {question.question}"
    answered = f"{_on('answered', question.answered_on)}: {question.answer}"
    return Entry(word("question"), _said(line, asked, word("not_answered") if question.open else answered))


def _on(key: str, date: dt.date | None) -> str:
    return say("section", f"{key}_on", day=day(date)) if date else word(key)


def declaration(case: Case) -> str:
    """Where the declaration stands, in a few words."""
    if case.asks != RECOGNITION:
        return say("declaration", "not_asked")
    if case.answer("agreed", "declaration") != "Yes":
        return say("declaration", "incomplete")
    date = case.date("date", "declaration")
    return say("declaration", "complete", date=day(date)) if date else say("declaration", "no_date")


def _line(
    readings: Readings,
    given: Given,
    judged: Judged,
    deliverable: Deliverable,
    evidence: list[Listed],
    actions: list[Listed],
    questions: list[Question],
) -> Iterator[Entry]:
    review, submission = readings.review, readings.review.submission
    written = submission.text("checklist", deliverable.id, "how")
    yield Entry(word("official"), deliverable.text, "official")
    yield Entry(word("status"), submission.text("checklist", deliverable.id, "status") or judged.status)
    yield Entry(word("words"), written or word("no_words"), "words" if written else "quiet")
    for row in evidence:
        yield Entry(row.label, evidence_text(row))
    if not evidence and "evidence" in submission.shape.tables:
        yield Entry(word("evidence_label"), word("no_evidence"), "quiet")
    for label, text in given.of(deliverable.id):
        yield Entry(label, text)
    if actions:
        yield Entry(word("in_plan"), "\n".join(map(_plan_line, actions)))
    yield Entry(word("figures"), _said(given.figures(deliverable.id, judged.why), _needed(review, judged)))
    yield from _told(readings.of_line(deliverable.id))
    if explained := submission.text("checklist", deliverable.id, "explain"):
        yield Entry(word("explain"), explained)
    yield from map(_question, questions)
    for placed in _to_tell(review, deliverable.id):
        yield _look(placed)
    if deliverable.kind == "direct":
        yield Entry(word("judgement"), "", "judged", "judgement")
        yield Entry(word("comment"), "", "judged", "comment")


def _needed(review: Review, judged: Judged) -> str:
    """The facts that the sentence asks for and that are not given, explained or not."""
    about = (p.finding.code for p in review.findings if p.finding.deliverable == judged.id)
    return judged.help if "EXPLAIN-107" in about else ""


def _told(readings: Iterable[Told]) -> Iterator[Entry]:
    return (Entry(label, text, "quiet") for label, text in readings)


def _plan_line(row: Listed) -> str:
    """An action in one line; it stands in full in the action plan below."""
    facts = {"label": row.label, "text": brief(row.text("action"), 160)}
    target = row.text("target")
    return (
        say("section", "plan_line_dated", **facts, target=target)
        if target
        else say("section", "plan_line", **facts)
    )


def _to_tell(review: Review, deliverable: str) -> list[Placed]:
    """Findings of a line that are not explained, and that its other entries do not say already."""
    left_out = group("panel")["left_out"]
    found = [p for p in review.findings if p.finding.deliverable == deliverable]
    return [p for p in found if not p.finding.explained and p.finding.code not in left_out]


def _look(placed: Placed) -> Entry:
    """What may be worth a look; where a waiver excuses it, to note only, with the waiver's words."""
    label = "look" if placed.open else "note"
    told = f"{word('waived')}: {placed.waiver}" if placed.waiver else ""
    return Entry(word(label), _said(_where(placed) + placed.message, told), "quiet")


def _where(placed: Placed) -> str:
    """'Evidence D7: ' for what stands on another sheet than the checklist."""
    if placed.finding.table in (None, "checklist") or not placed.sheet:
        return ""
    return f"{placed.sheet} {placed.cell or ''}".strip() + ": "


def _plan(review: Review) -> Iterator[Entry]:
    rows = rows_of(review.submission, "action_plan")
    for row in rows:
        yield Entry(row.label, plan_text(row))
    taken = taken_into_plan(review)
    for row in taken:
        yield Entry(row.label, plan_text(row))
    if not rows and not taken:
        yield Entry(word("plan_title"), word("no_plan"), "quiet")


def _supporting(
    readings: Readings, given: Given, evidence: Mapping[str, Sequence[Listed]]
) -> Iterator[Entry]:
    """Supporting actions of which anything was told, each in one text."""
    submission = readings.review.submission
    rows = {row.id: row for row in rows_of(submission, "supporting")}
    for action in submission.shape.supporting:
        items, told = evidence.get(action.id, []), given.of(action.id)
        if action.id in rows or items or told:
            row = rows.get(action.id, Listed(action.id, "supporting"))
            parts = [action.text, row.text("status"), row.text("note"), *plan_parts(row)]
            parts += [_in_one(item.label, evidence_text(item, "; ")) for item in items]
            parts += [_in_one(label, text) for label, text in told]
            parts += [_in_one(word("figures"), given.of_action(action.id))]
            yield Entry(action.code, _said(*parts, readings.of_action(action.id)))


def _in_one(label: str, text: str) -> str:
    """A part of a longer text; '' when there is none."""
    return say("section", "in_one", label=label, text=f"\n{text}" if "\n" in text else text) if text else ""


def _reflection(submission: Submission) -> Iterator[Block]:
    """Reflections that say 'Yes' to being shared."""
    names = {p.id: p.name for p in submission.shape.edition.principles}
    said_yes = (r for r in rows_of(submission, "reflection") if r.text("share") == "Yes")
    shared = _in_order(said_yes, list(names))
    if shared:
        texts = (Entry(names.get(r.id, r.id), _said(r.text("zone"), r.text("notes"))) for r in shared)
        yield Block(word("reflection_title"), tuple(texts))


def _in_order(rows: Iterable[Listed], order: list[str]) -> list[Listed]:
    """As the edition has them; what it does not know comes last."""
    return sorted(rows, key=lambda row: order.index(row.id) if row.id in order else len(order))


def _said(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _overall(review: Review, readings: Readings) -> Iterator[Entry]:
    levels = review.judgement.levels
    yield Entry(word("overall"), levels.supported_sentence)
    yield Entry(word("distance"), levels.distance)
    yield from _told(readings.of_whole())
    left_out = group("panel")["left_out"]
    for placed in review.findings:
        if placed.finding.deliverable is None and placed.finding.open and placed.finding.code not in left_out:
            yield _look(placed)
