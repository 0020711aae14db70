"""The parts of a form in the order in which people answer: each line with all that is asked about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from arf_excel.form.asked import Asked, Question, said
from arf_excel.form.given import given_texts
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import RECORDS
from arf_excel.framework.answers import Answers
from arf_excel.framework.shape import FactRow
from arf_excel.framework.templates import read_toml
from arf_excel.rules.python import day_in_words, day_number, number_in_words


@dataclass(frozen=True)
class Line:
    """A row of a table, and the facts that belong to it."""

    table: str
    row: str
    title: str
    text: str = ""
    """The framework's own words, or how to give the figures."""
    questions: tuple[Question, ...] = ()
    facts: tuple[Question, ...] = ()
    counted: tuple[FactRow, ...] = ()
    """Facts that are taken from other parts."""


@dataclass(frozen=True)
class Part:
    """A table, or a group of the checklist."""

    table: str
    title: str
    lines: tuple[Line, ...]


def parts(asked: Asked, answers: Answers) -> Iterator[Part]:
    """Facts stand with the line that they are for, so Measures is no part of its own."""
    titles = read_toml("texts.toml")
    for table in table_order(asked.shape):
        if table == "checklist":
            yield from _groups(asked, titles["sheets"][table])
        elif table != "measures":
            rows = _rows(asked, table, answers)
            yield Part(table, titles["titles"][table], tuple(_line(asked, table, row) for row in rows))


def _groups(asked: Asked, sheet: str) -> Iterator[Part]:
    """One part for each level or principle."""
    edition = asked.shape.edition
    for group, deliverables in groupby(asked.shape.deliverables, edition.group_of):
        lines = tuple(_line(asked, "checklist", d.id) for d in deliverables)
        yield Part("checklist", said("group", sheet=sheet, group=group), lines)


def _rows(asked: Asked, table: str, answers: Answers) -> tuple[str, ...]:
    """All rows, or so many of the spare ones as hold an answer, and at least a few."""
    rows = row_ids_of(asked.shape, table)
    least = read_toml("questions.toml")["rows"].get(table)
    if least is None:
        return rows
    used = {row for row in answers.rows(table) if row in rows}
    return rows[: max([least, *(rows.index(row) + 1 for row in used)])]


def _line(asked: Asked, table: str, row: str) -> Line:
    title, text = _title(asked, table, row)
    facts = [f for f in asked.shape.facts if f.item.of == row] if table in ("checklist", "supporting") else []
    return Line(
        table=table,
        row=row,
        title=title,
        text=text,
        questions=tuple(asked.row(table, row)),
        facts=tuple(question for fact in facts for question in asked.row("measures", fact.id)),
        counted=tuple(fact for fact in facts if fact.fact.type == "counted"),
    )


def _title(asked: Asked, table: str, row: str) -> tuple[str, str]:
    """What a line is called, and the words below it."""
    given = {} if table in RECORDS else given_texts(asked.shape, table, row)
    match table:
        case "checklist":
            return asked.shape.edition.by_id[row].label, given["official"]
        case "supporting":
            return given["code"], given["official"]
        case "wres":
            return given["measure"], given["how"]
        case "reflection":
            return given["principle"], ""
    return row, ""


def in_words(value: object) -> str:
    """An answer as people type it."""
    if isinstance(value, dt.date):
        return day_in_words(day_number(value.date() if isinstance(value, dt.datetime) else value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_in_words(value)
    return "" if value is None else str(value)
