"""What a return gives for a line beside its words: facts, meetings, WRES figures, goals and inequalities.

Every cell of these tables stands in one of the texts, as it was typed; what a program reads from them is the
framework's own sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from arf_excel.collation.listed import Listed, rows_of
from arf_excel.collation.words import group, say
from arf_excel.framework.findings import fill, template
from arf_excel.framework.measures import Entries, Gap, Meetings, Wres
from arf_excel.framework.meetings import occasions
from arf_excel.framework.outcome import CODES
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_positions
from arf_excel.framework.wres import BESIDE, YEARS
from arf_excel.review.review import Review
from arf_excel.rules.python import number_in_words, rounded

Told = tuple[str, str]
"""A label and what stands beside it."""
_NONE = "–"


class Given:
    """What one return gives, by the deliverable or supporting action that it is for."""

    def __init__(self, review: Review) -> None:
        self._review, self._submission = review, review.submission
        self._work = review.judgement.work
        self._shape: Shape = replace(review.submission.shape, rulings=dict(review.rulings))
        self._lines: dict[str, dict[str, list[str]]] = {}
        for line, label, text in (*self._facts(), *self._meetings(), *self._wres(), *self._goals()):
            self._lines.setdefault(line, {}).setdefault(label, []).append(text)

    @property
    def lines(self) -> frozenset[str]:
        """Deliverables and supporting actions for which something was given."""
        return frozenset(self._lines)

    def of(self, line: str) -> list[Told]:
        """In the order of the sheets, one text for each."""
        return [(label, "\n".join(texts)) for label, texts in self._lines.get(line, {}).items()]

    def unplaced_meetings(self) -> list[Told]:
        """Meetings that are for no line of this form, each by its number."""
        found = []
        for row, named in self._named_meetings():
            if not named:
                texts = [row.text("what_for"), *self._also_for(row), *self._meeting(row)]
                found.append((row.label, "\n".join(text for text in texts if text)))
        return found

    # the Measures sheet

    def _facts(self) -> Iterator[tuple[str, str, str]]:
        given = {row.id: row for row in rows_of(self._submission, "measures")}
        for fact in self._shape.facts:
            if fact.id in given:
                told = _as_percentage(given[fact.id].text("answer"), fact.fact.type)
                facts = {"label": _capital(fact.fact.label), "text": told}
                yield fact.item.of, _word("facts"), say("given", "fact", **facts)

    def figures(self, line: str, why: str) -> str:
        """A line's sentence, in which each fact begins on a line of its own."""
        for said in self._said(line):
            why = why.replace(f" {said}", f"\n{said}", 1)
        return why

    def of_action(self, action: str) -> str:
        """What the figures of a supporting action show, in one line; '' where nothing was given for it."""
        if not self._shape.facts:
            return ""
        at = target_positions(self._shape)[action] - 1
        return str(self._work.column("targets", "facts_said")[at]).strip()

    def _said(self, line: str) -> Iterator[str]:
        """The sentences that a line's facts come to, as they are joined."""
        if not self._shape.facts:
            return
        position = target_positions(self._shape)[line]
        names = ("target", "code", "title", "sentence")
        columns = (self._work.column("measures", name) for name in names)
        for target, code, title, sentence in zip(*columns, strict=True):
            if target == position and int(code) >= CODES["short"]:
                yield f"{title}{sentence}"
        if judged := self._shape.measures.item(line).judged:
            yield fill(template("why_judged"), {"judged": judged}).strip()

    # the Meetings sheet

    def _named_meetings(self) -> Iterator[tuple[Listed, dict[str, list[str]]]]:
        """A row, and the lines that it is for: line → what the meeting was for, as judging reads it."""
        if "meetings" not in self._shape.tables:
            return
        known = {occasion.name.casefold(): occasion for occasion in occasions(self._shape)}
        asked, at = self._asked(), {row: n for n, row in enumerate(self._shape.meeting_rows)}
        columns = [self._work.column("meetings", name) for name in ("what_text", "also_text")]
        for row in rows_of(self._submission, "meetings"):
            named: dict[str, list[str]] = {}
            texts = dict.fromkeys(str(column[at[row.id]]).casefold() for column in columns)
            for occasion in (known[text] for text in texts if text in known):
                for line in asked[occasion.id]:
                    named.setdefault(line, []).append(occasion.name)
            yield row, named

    def _asked(self) -> dict[str, list[str]]:
        """What a meeting was for → the lines that ask about it."""
        found: dict[str, list[str]] = {}
        for row in self._shape.facts:
            if isinstance(row.fact.rule, Meetings):
                for name in (*row.fact.rule.of, *row.fact.rule.also):
                    found.setdefault(name, []).append(row.item.of)
        return found

    def _meetings(self) -> Iterator[tuple[str, str, str]]:
        """Under what it was for: the dates, each with who attended."""
        under: dict[tuple[str, str], list[str]] = {}
        for row, named in self._named_meetings():
            for line, names in named.items():
                for name in names:
                    under.setdefault((line, name), []).append(" ".join(self._meeting(row)))
        for (line, name), told in under.items():
            yield line, _word("meetings"), "\n".join([f"{name}:", *told])

    def _meeting(self, row: Listed) -> list[str]:
        """Date and role, the note, and why it does not count if it does not."""
        head = ", ".join([row.text("date") or _word("no_date"), *filter(None, [row.text("who")])])
        notes = [
            placed.message
            for placed in self._review.findings
            if (placed.finding.table, placed.finding.row) == ("meetings", row.id)
            and placed.finding.severity == "NOTE"
        ]
        note = row.text("note")
        return [f"{head}.", *([say("given", "note", text=note)] if note else []), *dict.fromkeys(notes)]

    def _also_for(self, row: Listed) -> list[str]:
        also = row.text("also_for")
        return [say("given", "also_for", text=also)] if also else []

    # the sheets WRES, and Goals and inequalities

    def _wres(self) -> Iterator[tuple[str, str, str]]:
        names = {line.id: line.name for line in self._shape.wres_lines}
        for line in self._fed_by(Wres):
            for row in _in_order(rows_of(self._submission, "wres"), list(names)):
                yield line, _word("wres"), f"{names[row.id]}\n{' '.join(self._wres_parts(row))}"

    def _wres_parts(self, row: Listed) -> Iterator[str]:
        points, sentence = _points(row, YEARS), self._work.text("wres", row.id, "sentence").strip()
        if not sentence.startswith(points):
            yield f"{points}."
        yield sentence
        if any(row.text(name) for name in BESIDE):
            yield say("given", "beside", text=_points(row, BESIDE))
        for name in ("cases", "series", "note"):
            if text := row.text(name):
                yield say("given", name, text=text)

    def _goals(self) -> Iterator[tuple[str, str, str]]:
        order = [line.id for line in self._shape.goal_lines]
        kinds = {line.id: line.kind for line in self._shape.goal_lines}
        for rule, kind in ((Entries, "goal"), (Gap, "inequality")):
            for line in self._fed_by(rule):
                for row in _in_order(rows_of(self._submission, "goals"), order):
                    if kinds[row.id] == kind:
                        yield line, _word(kind), "\n".join(self._goal_parts(row))

    def _goal_parts(self, row: Listed) -> Iterator[str]:
        yield row.text("what") or _NONE
        for names in group("given")["goal_lines"]:
            if parts := [say("given", name, text=row.text(name)) for name in names if row.text(name)]:
                yield "; ".join(parts)
        if sentence := self._work.text("goals", row.id, "sentence").strip():
            yield sentence

    def _fed_by(self, rule: type[object]) -> list[str]:
        """The lines whose facts are counted from a sheet."""
        return list(
            dict.fromkeys(row.item.of for row in self._shape.facts if isinstance(row.fact.rule, rule))
        )


def _word(key: str) -> str:
    return str(group("given")["labels"][key])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _points(row: Listed, columns: tuple[str, ...]) -> str:
    return ", ".join(row.text(name) or _NONE for name in columns)


def _in_order(rows: list[Listed], order: list[str]) -> list[Listed]:
    """As the form has them."""
    return sorted(rows, key=lambda row: order.index(row.id))


def _as_percentage(text: str, kind: str) -> str:
    """A percentage with its sign: a file keeps 14.4% as 0.144."""
    try:
        number = float(text) if kind == "percent" else None
    except ValueError:
        number = None
    if number is None:
        return text
    return f"{number_in_words(rounded(100 * number if 0 < number < 1 else number, 6))}%"
