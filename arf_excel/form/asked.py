"""What a form asks, question by question: its words, how to answer it, and its key in a text of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from arf_excel.form.lists import choices
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import NOT_FOR, RECORDS, Field, answer_columns, field
from arf_excel.form.typed import fact_of
from arf_excel.framework.answers import Key
from arf_excel.framework.findings import fill
from arf_excel.framework.measures import Fact
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_FEW = 2


def section_and_key(place: Key) -> tuple[str, str]:
    """How a text of answers names a cell: '[checklist review.open]' and 'status'."""
    table, row, column = place
    if table in RECORDS or len(answer_columns(table)) == 1:
        return table, row
    return f"{table} {row}", column


@dataclass(frozen=True)
class Question:
    """A cell that people type in, in words."""

    place: Key
    asked: str
    note: str

    @property
    def section(self) -> str:
        return section_and_key(self.place)[0]

    @property
    def key(self) -> str:
        return section_and_key(self.place)[1]


@dataclass(frozen=True)
class Asked:
    """All that a form asks. `boards` are a round's own."""

    shape: Shape
    boards: tuple[str, ...] = ()

    @cached_property
    def lists(self) -> Mapping[str, list[str]]:
        return choices(self.shape, self.boards)

    def all(self) -> Iterator[Question]:
        """Every question, in the order of the sheets."""
        for table in table_order(self.shape):
            for row in row_ids_of(self.shape, table):
                yield from self.row(table, row)

    def row(self, table: str, row: str) -> Iterator[Question]:
        """The questions of a row; none for a fact that is counted."""
        for column in answer_columns(table):
            place = (table, row, column)
            if self.is_asked(place):
                yield Question(place, self._words(place), self._note(place))

    def fact(self, place: Key) -> Fact | None:
        """The fact that a cell answers; other cells have none."""
        return fact_of(self.shape, place) if field(*place).kind == "fact" else None

    def choices(self, place: Key) -> tuple[str, ...]:
        """The words that a cell offers; () when it has no list."""
        fact = self.fact(place)
        if fact is not None:
            return tuple(self.lists["yes_no"] if fact.type == "yes_no" else fact.choices)
        named = field(*place).cell.choices
        return tuple(self.lists[named]) if named else ()

    def kind(self, place: Key) -> str:
        """'day', 'number', 'count', 'percent', or anything else, which is words."""
        fact = self.fact(place)
        return fact.type if fact is not None else field(*place).kind

    def needed(self, place: Key) -> bool:
        """Facts by their use; regular review is worked out, and a self-assessment asks for no words."""
        table, row, column = place
        if table == "measures":
            return next(r for r in self.shape.facts if r.id == row).needed
        if table == "checklist" and self.shape.edition.by_id[row].kind == "review":
            return False
        wordless = table == "checklist" and column == "how" and "evidence" not in self.shape.tables
        return field(*place).cell.use == "needed" and not wordless

    def is_asked(self, place: Key) -> bool:
        """Not what is counted, and not a column that this kind of line has no use for."""
        table, row, column = place
        if table == "goals":
            kind = next(line.kind for line in self.shape.goal_lines if line.id == row)
            return column not in NOT_FOR[kind]
        fact = self.fact(place)
        return fact is None or fact.type != "counted"

    def _words(self, place: Key) -> str:
        fact = self.fact(place)
        return fact.question if fact is not None else field(*place).cell.header

    def _note(self, place: Key) -> str:
        """Needed or optional, how to answer, and the words to choose from."""
        use = said("needed" if self.needed(place) else "optional")
        told = self._told(place, field(*place))
        listed = self.choices_in_words(place)
        said_already = any(sentence.startswith(listed[:-1]) for sentence in told)
        parts = [use, *told, "" if said_already else listed]
        if told and told[0].startswith(use[:-1]):
            parts.pop(0)
        return " ".join(part for part in parts if part)

    def _told(self, place: Key, found: Field) -> list[str]:
        """Sentences of the form itself, without those about Excel."""
        fact = self.fact(place)
        text = fact.how if fact is not None else found.cell.help or found.cell.prompt
        text = text if not text or text[-1] in ".?!" else f"{text}."
        left_out = ("", *read_toml("questions.toml")["not_here"]["sentences"])
        kept = [sentence for sentence in _SENTENCE.split(text) if sentence not in left_out]
        return kept or ([said("day")] if self.kind(place) == "day" else [])

    def choices_in_words(self, place: Key) -> str:
        """'In place or Development area.', 'One of: …'; '' without a list."""
        words = self.choices(place)
        if not words:
            return ""
        cell = field(*place).cell
        if cell.choices == "targets":
            return said("targets", example=self.shape.deliverables[0].code)
        if len(words) == _FEW:
            return said("two", one=words[0], other=words[1])
        return said("free" if cell.free else "several", choices="; ".join(words))


def said(name: str, **facts: str) -> str:
    """One of our short pieces, filled in."""
    return fill(str(read_toml("questions.toml")["words"][name]), facts)
