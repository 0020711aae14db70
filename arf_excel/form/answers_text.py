"""Answers as a readable text file: what the samples are made from, and what a person can type by hand.

form: silver
[organisation]
code: X01
[checklist bronze.leading-from-the-front]
status: In place
how: Our sponsor is an executive director.
  A line that is indented goes on.
[measures]
silver.levelling-up/leaders: 415
"""

from __future__ import annotations

import configparser
import datetime as dt
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from arf_excel.errors import UsageError
from arf_excel.form.tables import RECORDS, TABLES, answer_columns, field, fields
from arf_excel.framework.answers import Answers

_HEAD = "about this file"


@dataclass(frozen=True)
class AnswersText:
    """The head of the file (edition, form and whatever else it says) and the answers."""

    head: Mapping[str, str]
    answers: Answers


def read_answers_text(text: str, name: str) -> AnswersText:
    """Read a text of answers; UsageError names the section and key that is not known."""
    parser = configparser.ConfigParser(delimiters=(":",), interpolation=None, empty_lines_in_values=True)
    try:
        parser.read_string(f"[{_HEAD}]\n{text}", name)
    except configparser.Error as error:
        raise UsageError(f"{name} is not a text of answers: {str(error).splitlines()[0]}") from None
    cells: dict[tuple[str, str, str], object] = {}
    for section in parser.sections():
        if section != _HEAD:
            table, _, row = section.partition(" ")
            for key, value in parser[section].items():
                place = _place(name, table, row, key)
                cells[place] = _value(name, place, value.strip())
    head = dict(parser[_HEAD]) if parser.has_section(_HEAD) else {}
    return AnswersText(head, Answers(cells))


def _place(name: str, table: str, row: str, key: str) -> tuple[str, str, str]:
    if table in RECORDS and not row and key in {f.name for f in fields(table)}:
        return table, key, "answer"
    if table in TABLES and not row and len(answer_columns(table)) == 1 and "/" in key:
        return table, key, answer_columns(table)[0]
    if table in TABLES and row and key in answer_columns(table):
        return table, row, key
    raise UsageError(f"{name}: [{table} {row}] {key}: there is no such line in the form.")


def _value(name: str, place: tuple[str, str, str], text: str) -> object:
    """A date where the form has one, written 2026-10-03, and a number where it has one; else the words."""
    kind = field(*place).kind
    if not text or kind == "text":
        return text or None
    if kind in ("day", "fact"):
        with suppress(ValueError):
            return dt.date.fromisoformat(text)
    if kind in ("number", "fact"):
        with suppress(ValueError):
            return float(text)
    return text
