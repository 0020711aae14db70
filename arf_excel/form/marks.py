"""What to look at in a form that is filled again, as plain data: marked cells, and lines without a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arf_excel.form.given import row_title
from arf_excel.form.layout import sheet_name
from arf_excel.form.sheets import row_ids_of
from arf_excel.form.tables import RECORDS, answer_columns, field
from arf_excel.framework.answers import Key
from arf_excel.framework.findings import fill
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml


@dataclass(frozen=True)
class Mark:
    """Something to look at. `key` is a cell of the form; what has none says `where`."""

    key: Key | None
    what: str
    how: str
    code: str = ""
    where: str = ""


@dataclass(frozen=True)
class ToLookAt:
    """The first sheet of a form that is filled again: its title, the lines above its table, and the marks.

    `do` is the one of the lines that says what to do.
    """

    title: str
    lines: tuple[str, ...]
    do: str
    marks: tuple[Mark, ...]


def words(group: str, key: str, **facts: str | int) -> str:
    """One of the words of fix_me.toml."""
    return fill(str(read_toml("fix_me.toml")[group][key]), facts)


def on_form(shape: Shape, key: Key) -> bool:
    """Whether the form has this cell, and people type in it."""
    table, row, column = key
    return table in shape.tables and row in row_ids_of(shape, table) and column in answer_columns(table)


def where_words(shape: Shape, key: Key) -> str:
    """'Checklist: Bronze 2 Mission critical, Status'; a line of a record is its own name."""
    table, row, _ = key
    header = field(*key).cell.header
    named = header if table in RECORDS else f"{row_title(shape, table, row)}, {header}"
    return f"{sheet_name(table)}: {named}"


def notes(shape: Shape, marks: Sequence[Mark]) -> dict[Key, str]:
    """The note of each marked cell; a cell that is marked twice has both."""
    found: dict[Key, list[str]] = {}
    for number, mark in enumerate(marks, start=1):
        if mark.key is not None:
            where = where_words(shape, mark.key)
            said = words("note", "words", number=number, where=where, what=mark.what, how=mark.how)
            found.setdefault(mark.key, []).append(said)
    return {key: "\n\n".join(said) for key, said in found.items()}
