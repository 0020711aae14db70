"""What every sheet writer holds: the book, the form's shape and map, the answers and their workings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from arf_excel.form.asked import Asked
from arf_excel.form.layout import Cell, Layout, TableArea
from arf_excel.form.origin import Origin
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules.python import Sheet
from arf_excel.workbook.book import Book, Formula, Page

_TITLE, _GAP = 24.5, 5
"""Points. What stands above a table is frozen with its header, so it is kept low."""


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
    notes: Mapping[Key, str] = field(default_factory=dict)
    """The cells to look at, each with its note."""

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.shape, self.origin.boards)

    def marked(self, area: TableArea) -> Iterator[Cell]:
        """The cells of a table that are to be looked at."""
        for table, row, column in self.notes:
            if table == area.table:
                yield area.cell(area.rows.index(row), column)

    def page(self, name: str, title: str, lead: str, widths: Sequence[float]) -> Page:
        """A sheet with its title in A1 and a lead below it."""
        page = self.book.page(name)
        page.widths(widths)
        page.put(0, 0, title, "title")
        page.height(0, _TITLE)
        page.put(1, 0, lead)
        page.height(2, _GAP)
        return page

    def text(self, group: str, key: str) -> str:
        """One of our texts, with the round's words in it."""
        template = str(read_toml("texts.toml")[group][key])
        return self.fill(template)

    def fill(self, template: str) -> str:
        where_so = read_toml("texts.toml")["with_supporting"]
        own = where_so if "supporting" in self.shape.tables else dict.fromkeys(where_so, "")
        for slot, word in {**self.origin.words, **own}.items():
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

    def way_here(self, table: str, row: int, said: str, ways: Sequence[tuple[str, str]]) -> Formula:
        """A link from a row of a sheet that people may sort; see `Layout.way_here`."""
        return Formula(self.layout.way_here(table, said, ways), self.work.column(table, said)[row])

    def next_way(self) -> Formula:
        """A link to the one next thing to do; none when that is to send the file."""
        table, at, sheet = (self.shown("overall", 0, f"next_{name}") for name in ("table", "at", "sheet"))
        found = '""'
        for to in ("organisation", "checklist", "declaration", "checks"):
            if to in self.layout.areas or to == "checks":
                found = f'IF({table.text}="{to}",{self.layout.link(to, at.text, sheet.text)},{found})'
        return Formula(found, sheet.value)

    def footer(self) -> str:
        words = (self.origin.words["title"], self.origin.round, self.origin.organisation)
        return " · ".join(word for word in words if word)
