"""The hidden sheets: `_work` (what is worked out), `_lists` (what may be chosen), `_meta` (what this is)."""

from __future__ import annotations

from arf_excel.form.layout import LISTS, META, WORK, list_name
from arf_excel.form.lists import choices
from arf_excel.form.meta import Meta
from arf_excel.form.pen import Pen
from arf_excel.rules.conditions import Column, Table
from arf_excel.workbook.book import Formula, Page


def work(pen: Pen) -> None:
    """Every working as a formula with its value, the tables below one another."""
    page = pen.book.page(WORK)
    for found in pen.layout.workings:
        page.put(pen.layout.work_tops[found.name] - 2, 0, found.name, "work")
        for column in found.columns:
            _work_column(pen, page, found, column)
    page.hide()
    page.protect()


def _work_column(pen: Pen, page: Page, found: Table, column: Column) -> None:
    top, at = pen.layout.work_cell(found.name, 0, column.name)
    page.put(top - 1, at, column.name, "work")
    values = pen.work.column(found.name, column.name)
    if isinstance(column.word, tuple):
        for row, value in enumerate(values):
            page.put(top + row, at, value, "work")
        return
    texts = pen.layout.formulas(found.name, column)
    formulas = [Formula(text, value) for text, value in zip(texts, values, strict=True)]
    page.fill_down(top, at, formulas, "work")


def lists(pen: Pen) -> None:
    """One column a list, its name above it."""
    page = pen.book.page(LISTS)
    for column, (name, words) in enumerate(choices(pen.shape, pen.origin.boards).items()):
        page.put(0, column, name, "work")
        for row, word in enumerate(words, start=1):
            page.put(row, column, word, "work")
        pen.book.name(list_name(name), LISTS, (1, column), (len(words), column))
    page.hide()
    page.protect()


def meta(pen: Pen, found: Meta) -> None:
    """Key and value, row by row."""
    page = pen.book.page(META)
    page.row(0, ["key", "value"], "work")
    for row, (key, value) in enumerate(found.lines().items(), start=1):
        page.row(row, [key, value], "work")
        pen.book.name(f"arf_meta_{key}", META, (row, 1))
    page.hide()
    page.protect()
