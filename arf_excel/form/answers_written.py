"""A text of answers, written: every key with its question above it, ready to type into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arf_excel.document.blocks import ended
from arf_excel.form.asked import Asked, Question
from arf_excel.form.origin import Origin, blank_origin
from arf_excel.form.parts import in_words, parts
from arf_excel.form.reading import purpose_words
from arf_excel.form.write import starting_answers
from arf_excel.framework.answers import Answers
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml


def answers_to_type(shape: Shape, answers: Answers | None = None, origin: Origin | None = None) -> str:
    """The text for a form, with these answers, or with what a blank already knows."""
    known = starting_answers(shape) if answers is None else answers
    came_from = origin or blank_origin(shape.edition)
    lines = [*_head(shape, came_from)]
    before: Sequence[object] = ()
    section = ""
    for part in parts(Asked(shape, came_from.boards), known):
        lines += ["", "", *_comment(f"== {part.title} ==")]
        for line in part.lines:
            heading = [*_comment(line.title), *_comment(line.text)] if line.title != line.row else []
            lines += ["", *heading] if heading or line.questions[0].section != section else []
            asked = [(q.asked, q.note) for q in line.questions]
            for question in (*line.questions, *line.facts):
                if question.section != section:
                    section = question.section
                    lines.append(f"[{section}]")
                repeated = asked == before and question in line.questions
                lines += [] if repeated else _comment(f"{ended(question.asked)} {question.note}")
                lines += _answer(question, known)
            before = asked
    return "\n".join(lines) + "\n"


def _head(shape: Shape, origin: Origin) -> Iterator[str]:
    facts = {"title": origin.words["title"], "purpose": purpose_words(shape)}
    for line in read_toml("questions.toml")["text"]["head"]:
        yield from _comment(line.format(**facts))
    yield f"edition: {shape.edition.about.id}"
    yield f"form: {shape.purpose}"


def _comment(text: str) -> list[str]:
    return [f"# {' '.join(text.split())}"] if text else []


def _answer(question: Question, known: Answers) -> Iterator[str]:
    """`key: answer`; lines that go on begin with two spaces, which reading takes away again."""
    text = in_words(known.get(*question.place)).replace("\r\n", "\n").replace("\r", "\n")
    first, *more = text.strip().split("\n")
    yield f"{question.key}: {first}".rstrip(" ") if not more else f"{question.key}: {first}"
    yield from (f"  {line}" if line else "" for line in more)
