"""What every sheet writer holds: the book, the form's shape and map, the answers and their workings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arf_excel.form.layout import Layout
from arf_excel.form.origin import Origin
from arf_excel.framework.answers import Answers
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules.python import Sheet
from arf_excel.workbook.book import Book, Formula, Page


@dataclass(frozen=True)
class Pen:
    """Handed from sheet to sheet; nothing in it changes but the book."""

    book: Book
    shape: Shape
    layout: Layout
    answers: Answers
    work: Sheet
    origin: Origin
    locked: bool

    def page(self, name: str, title: str, lead: str, widths: Sequence[float]) -> Page:
        """A sheet with its title in A1 and a lead below it."""
        page = self.book.page(name)
        page.widths(widths)
        page.put(0, 0, title, "title")
        page.height(0, 28)
        page.put(1, 0, lead)
        return page

    def text(self, group: str, key: str) -> str:
        """One of our texts, with the round's words in it."""
        template = str(read_toml("texts.toml")[group][key])
        return self.fill(template)

    def fill(self, template: str) -> str:
        for slot, word in self.origin.words.items():
            template = template.replace("{" + slot + "}", word)
        return template

    def shown(self, table: str, row: int, name: str) -> Formula:
        """A formula that shows a working, with its value."""
        value = self.work.column(table, name)[row]
        return Formula(self.layout.shown(table, row, name), value)

    def shown_here(self, table: str, row: int, name: str) -> Formula:
        """As `shown`, on a sheet that people may sort."""
        return Formula(self.layout.shown_here(table, name), self.work.column(table, name)[row])

    def shown_by_id(self, at: int, table: str, row_id: str, name: str) -> Formula:
        """The working of a row that is known by its id, for the sheet row `at` from 0."""
        formula = self.layout.shown_by_id(table, name, at)
        ids = self.work.column(table, "id")
        return Formula(formula, self.work.column(table, name)[ids.index(row_id)])

    def footer(self) -> str:
        return " · ".join(part for part in (self.origin.words["title"], self.origin.round) if part)
