"""The first sheet of a form that is filled again: what to look at, one line each, the most useful first."""

from __future__ import annotations

from typing import Any

from arf_excel.form.layout import sheet_name
from arf_excel.form.marks import Mark, ToLookAt, where_words
from arf_excel.form.pen import Pen
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.book import Content, Formula, Page

_GAP, _LINE, _LEAST = 5, 18, 24
"""Points."""


def to_look_at(pen: Pen, found: ToLookAt) -> None:
    """Say what this copy is, then a line for each mark with a link to its cell."""
    columns = _columns(found)
    lead, *more = found.lines
    page = pen.page(sheet_name("to_look_at"), found.title, lead, [column["width"] for column in columns])
    for row, line in enumerate(more, start=2):
        page.put(row, 0, line, bold=line == found.do)
        page.height(row, _LINE)
    header_row = len(found.lines) + 2
    page.height(header_row - 1, _GAP)
    headers = [column["header"] for column in columns]
    page.table("table_to_look_at", header_row, headers, len(found.marks), about=found.title)
    for number, mark in enumerate(found.marks, start=1):
        _line(pen, page, header_row + number, number, mark, [column["shows"] for column in columns])
    page.freeze_what_fits(header_row + 1, 1)
    page.print_as(landscape=True, repeat=header_row, footer=pen.footer())
    page.protect()
    page.first()


def _columns(found: ToLookAt) -> list[dict[str, Any]]:
    """Without codes what they would take goes to the words."""
    columns = [dict(column) for column in read_toml("fix_me.toml")["columns"]]
    if not any(mark.code for mark in found.marks):
        (codes,) = (column for column in columns if column["shows"] == "code")
        columns.remove(codes)
        next(column for column in columns if column["shows"] == "what")["width"] += codes["width"]
    return columns


def _line(pen: Pen, page: Page, row: int, number: int, mark: Mark, shows: list[str]) -> None:
    way, role = _way(pen, mark)
    cells: dict[str, tuple[Content, str]] = {
        "number": (number, "count"),
        "code": (mark.code or read_toml("fix_me.toml")["sheet"]["no_code"], "fixed"),
        "what": (mark.what, "fixed"),
        "how": (mark.how, "fixed"),
        "way": (way, role),
    }
    texts: dict[int, tuple[str, str]] = {}
    for column, name in enumerate(shows):
        content, look = cells[name]
        page.put(row, column, content, look)
        texts[column] = (str(content.value) if isinstance(content, Formula) else str(content), look)
    page.fit(row, texts, least=_LEAST)


def _way(pen: Pen, mark: Mark) -> tuple[Content, str]:
    """A link to the cell, wherever its row stands by then; words alone for what has none."""
    if mark.key is None:
        return mark.where, "fixed"
    said = where_words(pen.shape, mark.key)
    return Formula(pen.layout.way_to(mark.key, said), said), "link"
