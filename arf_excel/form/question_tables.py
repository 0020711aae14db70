"""The questions of a form as tables of a plain document: few columns, and whatever has no column in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arf_excel.document.blocks import Ask, Block, Card, Grid, Heading, Points, Row, Words
from arf_excel.form.asked import Asked, Question, said
from arf_excel.form.parts import Line, Part, in_words
from arf_excel.form.tables import PREFIXES, field
from arf_excel.framework.answers import Answers
from arf_excel.framework.templates import read_toml

_MOST_COLUMNS = 4
"""So many answers have room beside one another on a page."""
_LONG_LIST = 120
"""Letters."""
_LEAST_SHARE, _MOST_SHARE, _ROW_SHARE, _WORDS_SHARE = 18, 28, 12, 48
"""Of the width of a table, in the measure of the form's own columns."""


def ask(question: Question, answers: Answers) -> Ask:
    """A question with its key, and its answer where one is known."""
    key = said("key", section=question.section, key=question.key)
    return Ask(question.asked, question.note, key, in_words(answers.get(*question.place)))


def card(about: str, questions: Sequence[Question], answers: Answers) -> Card:
    """Short questions, a row each."""
    return _card(about, [ask(question, answers) for question in questions])


def _card(about: str, asks: Sequence[Ask]) -> Card:
    return Card(about, (said("question"), said("answer")), tuple(asks))


def counted(line: Line) -> tuple[Words, ...]:
    """Facts that are taken from other parts, and from which."""
    return tuple(Words(f"{row.fact.how}.", row.fact.question) for row in line.counted)


def actions(part: Part, asked: Asked, answers: Answers) -> Iterator[Block]:
    """One answer for all that may be said of a supporting action, then its facts."""
    first = part.lines[0]
    yield columns(first, asked)
    yield Words(said("together", example=first.questions[0].asked))
    asks: list[Ask] = []
    for line in part.lines:
        taken = (f"{words.label} {words.text}" for words in counted(line))
        note = " ".join([said("quoted", text=line.text), *taken])
        asks.append(Ask(line.title, note, said("row_key", section=line.questions[0].section)))
        asks += [ask(question, answers) for question in line.facts]
    yield _card(part.title, asks)


def columns(line: Line, asked: Asked) -> Points:
    """What is asked of each row, once for all; a long list is told once."""
    told: set[str] = set()
    points = []
    for question in line.questions:
        listed, note = asked.choices_in_words(question.place), question.note
        if listed in told:
            note = note.replace(listed, said("same"))
        elif len(listed) > _LONG_LIST:
            told.add(listed)
        points.append(Words(note, question.asked, question.key))
    return Points(tuple(points))


def side_by_side(lines: Sequence[Line]) -> Iterator[Block]:
    """Few lines of one kind: the questions below one another, a column for each line."""
    first = lines[0]
    kind = first.title.rstrip("-0123456789").capitalize()
    yield Heading(2, kind)
    yield _keys(first)
    rows = [Row(Ask(q.asked, q.note, q.key), ("",) * len(lines)) for q in first.questions]
    headers = (said("question"), *(line.title for line in lines))
    shares = (2 * len(lines) + 2, *(3 for _ in lines))
    yield Grid(kind, headers, tuple(rows), shares)


def one_below_the_other(part: Part, asked: Asked) -> Iterator[Block]:
    """A row for each line: a column for each question that there is room for."""
    first = part.lines[0]
    shown = _with_room(first.questions)
    rest = [question for question in first.questions if question not in shown]
    yield columns(first, asked)
    if rest:
        yield Words(said("in_else", **{"else": said("else"), "example": rest[0].asked}))
    yield _keys(first)
    if part.table in PREFIXES:
        yield Words(said("more"))
    yield _grid(part, shown, [said("else")] if rest else [])


def _keys(first: Line) -> Words:
    """Where the office finds the answers of a table."""
    label, text = read_toml("questions.toml")["words"]["keys"]
    return Words(text, label, said("row_key", section=first.questions[0].section))


def _with_room(questions: Sequence[Question]) -> list[Question]:
    """All of them, or the needed ones and their days."""
    if len(questions) <= _MOST_COLUMNS:
        return list(questions)
    found = [(question, field(*question.place)) for question in questions]
    return [question for question, own in found if own.cell.use == "needed" or own.is_date]


def _grid(part: Part, shown: Sequence[Question], rest: Sequence[str]) -> Grid:
    spare = part.table in PREFIXES
    rows = []
    for line in part.lines:
        key = "" if spare else said("row_key", section=line.questions[0].section)
        rows.append(Row(Ask(line.title, line.text, key), ("",) * (len(shown) + len(rest))))
    widths = (round(field(*question.place).cell.width) for question in shown)
    own = (min(max(_LEAST_SHARE, width), _MOST_SHARE) for width in widths)
    shares = (_ROW_SHARE if spare else _WORDS_SHARE, *own, *(_LEAST_SHARE for _ in rest))
    head = read_toml("questions.toml")["heads"][part.table]
    return Grid(part.title, (head, *(question.asked for question in shown), *rest), tuple(rows), shares)
