"""What a form asks as a plain document, for people who answer in Word, by e-mail or by phone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from arf_excel.document.blocks import Block, Document, Heading, Look, Points, Quote, Words
from arf_excel.document.markdown import as_markdown
from arf_excel.errors import UsageError
from arf_excel.form import question_tables as tables
from arf_excel.form.advice import readings_of
from arf_excel.form.answers_written import answers_to_type
from arf_excel.form.asked import Asked, said
from arf_excel.form.origin import Origin, blank_origin
from arf_excel.form.parts import Line, Part, parts
from arf_excel.form.reading import purpose_words
from arf_excel.form.tables import RECORDS
from arf_excel.form.write import starting_answers
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import Deliverable
from arf_excel.framework.findings import fill
from arf_excel.framework.guidance import load_advice
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.save import replace_bytes

LANGUAGE = "en-GB"


def save_questions(path: Path, shape: Shape) -> None:
    """Write the questions of a form as .docx or .md, or as .txt to type answers into; UsageError else."""
    kind = path.suffix.lower()
    if kind == ".docx":
        from arf_excel.document.word import as_word

        content = as_word(questions(shape))
    elif kind == ".md":
        content = as_markdown(questions(shape)).encode("utf-8")
    elif kind == ".txt":
        content = answers_to_type(shape).encode("utf-8")
    else:
        raise UsageError(fill(read_toml("questions.toml")["problems"]["not_a_document"], {"file": path.name}))
    replace_bytes(path, content)


def questions(shape: Shape, origin: Origin | None = None) -> Document:
    """All that a form asks, with the words around it."""
    pen = _Pen(shape, origin or blank_origin(shape.edition))
    words = read_toml("questions.toml")
    title = pen.fill(read_toml("texts.toml")["titles"]["start"]).replace("{purpose}", purpose_words(shape))
    return Document(
        title=title,
        author=pen.origin.words["assembly"],
        about=pen.fill(words["about"]),
        language=LANGUAGE,
        created=pen.origin.created,
        answer=words["answer"],
        page=words["page"],
        look=Look(**{**words["look"], "headings": tuple(words["look"]["headings"])}),
        blocks=(Heading(0, title), *pen.blocks()),
    )


class _Pen:
    """What every block needs: the form, where it comes from, what is known already."""

    def __init__(self, shape: Shape, origin: Origin) -> None:
        self.shape, self.origin = shape, origin
        self.asked = Asked(shape, origin.boards)
        self.answers: Answers = starting_answers(shape)
        self.words: dict[str, Any] = read_toml("questions.toml")

    def fill(self, template: str) -> str:
        slots = {**self.origin.words, "example": self.shape.deliverables[0].code}
        for slot, word in slots.items():
            template = template.replace("{" + slot + "}", word)
        return template

    def blocks(self) -> Iterator[Block]:
        yield from self._how()
        for table, found in groupby(parts(self.asked, self.answers), lambda part: part.table):
            for n, part in enumerate(found):
                yield Heading(1, part.title)
                if n == 0:
                    yield Words(self.words["leads"][table])
                yield from self._part(part)
        yield Heading(1, self.words["end"]["title"])
        yield from (Words(self.fill(text)) for text in self.words["end"]["words"])

    def _how(self) -> Iterator[Block]:
        """How to answer, then the form's own words on who sees this, and so on."""
        how, start = self.words["how"], read_toml("texts.toml")["start"]
        lead = self.fill(how["lead"])
        yield Words(lead[:1].upper() + lead[1:])
        if self.origin.closes:
            yield Words(start["closes"].replace("{closes}", self.origin.closes))
        yield Heading(1, how["title"])
        about = [row for row in start["about"] if row[0] not in self.words["not_here"]["topics"]]
        about = about if "evidence" in self.shape.tables else about[:-1]
        yield Points(tuple(Words(self.fill(text), label) for label, text in (*how["points"], *about)))

    def _part(self, part: Part) -> Iterator[Block]:
        if part.table in RECORDS:
            yield tables.card(part.title, [q for line in part.lines for q in line.questions], self.answers)
        elif part.table == "checklist":
            for line in part.lines:
                yield from self._deliverable(line)
        elif part.table == "supporting":
            yield from tables.actions(part, self.asked, self.answers)
        elif part.table == "goals":
            for _, lines in groupby(part.lines, lambda line: len(line.questions)):
                yield from tables.side_by_side(list(lines))
        else:
            yield from tables.one_below_the_other(part, self.asked)

    # one deliverable

    def _deliverable(self, line: Line) -> Iterator[Block]:
        deliverable = self.shape.edition.by_id[line.row]
        yield Heading(2, line.title)
        yield Quote(said("quoted", text=line.text))
        yield from self._advice(deliverable)
        yield from (tables.ask(question, self.answers) for question in line.questions)
        yield from self._facts(line, said("facts", code=deliverable.code))

    def _advice(self, deliverable: Deliverable) -> Iterator[Words]:
        """Beside the official words: what helps, an example, what is not enough, and how we read them."""
        found, labels = load_advice(self.shape.edition.about.id)[deliverable.id], self.words["advice"]
        reading = " ".join(readings_of(self.shape, self.origin, deliverable))
        told = {"helps": found.helps, "example": found.examples[0], "not_enough": found.not_enough}
        yield from (Words(text, labels[name]) for name, text in told.items())
        if reading:
            yield Words(reading, labels["reading"])

    def _facts(self, line: Line, title: str) -> Iterator[Block]:
        """What is taken from other parts, then what is asked here."""
        if line.facts or line.counted:
            yield Heading(3, title)
        if line.counted:
            yield Words(said("counted"))
            yield Points(tables.counted(line))
        if line.facts:
            yield tables.card(title, line.facts, self.answers)
