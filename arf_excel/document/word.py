"""A document as a Word file (.docx): built-in headings, header rows that repeat, the same bytes each time.

Only what makes a .docx imports this module: python-docx takes a while, and no reader of returns needs it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from arf_excel.document.blocks import (
    Ask,
    Block,
    Card,
    Document,
    Grid,
    Heading,
    Points,
    Quote,
    Row,
    Words,
    ended,
)
from arf_excel.document.word_parts import child, footer, shaded, start, strip, with_lines
from arf_excel.document.word_styles import ANSWER, CELL, CELL_HEAD, KEY, QUESTION, TEXT_WIDTH, set_styles

_FIXED = (1980, 1, 1, 0, 0, 0)
"""The time of every part in the file."""
_CARD_SHARES = (3, 2)


def as_word(document: Document) -> bytes:
    """The whole document; the same bytes for the same document."""
    made = start(docx.Document(), document)
    set_styles(made, document)
    pen = _Pen(made, document)
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        pen.block(block, following)
    footer(made, document.page)
    strip(made)
    with io.BytesIO() as written:
        made.save(written)
        return _packed(written.getvalue())


def _packed(content: bytes) -> bytes:
    """The file again, without the time at which it was written."""
    with io.BytesIO() as packed:
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
            for name in source.namelist():
                part = zipfile.ZipInfo(name, _FIXED)
                target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED, compresslevel=9)
        return packed.getvalue()


class _Pen:
    """Writes blocks one below the other."""

    def __init__(self, made: Any, document: Document) -> None:
        self._made, self._document = made, document

    def block(self, block: Block, following: Block | None) -> None:
        match block:
            case Heading(level, text):
                self._made.add_heading(text, level)
            case Words():
                paragraph = self._words(self._made.add_paragraph(), block)
                if isinstance(following, Card | Grid | Points):
                    paragraph.paragraph_format.keep_with_next = True
            case Quote(text):
                self._made.add_paragraph(text, "Quote")
            case Points(items):
                for item in items:
                    self._words(self._made.add_paragraph(style="List Bullet"), item)
            case Ask():
                self._ask(block)
            case Card():
                self._card(block)
            case Grid():
                self._grid(block)

    @staticmethod
    def _words(paragraph: Paragraph, words: Words) -> Paragraph:
        if words.label:
            paragraph.add_run(f"{ended(words.label)} ").bold = True
        with_lines(paragraph, words.text)
        if words.key:
            paragraph.add_run(f" {words.key}", KEY)
        return paragraph

    def _ask(self, ask: Ask) -> None:
        self._head(self._made.add_paragraph(style=QUESTION), ask)
        with_lines(self._made.add_paragraph(style=ANSWER), f"{self._document.answer} {ask.filled}")

    @staticmethod
    def _head(paragraph: Paragraph, ask: Ask) -> None:
        """The question in bold, and below it how to answer, with the key."""
        paragraph.add_run(ask.asked).bold = True
        if ask.note or ask.key:
            paragraph.add_run().add_break()
        if ask.note:
            paragraph.add_run(f"{ask.note} " if ask.key else ask.note)
        if ask.key:
            paragraph.add_run(ask.key, KEY)

    # tables

    def _card(self, card: Card) -> None:
        table = self._table(card.about, card.headers, _CARD_SHARES, len(card.asks))
        for row, ask in zip(table.rows[1:], card.asks, strict=True):
            question, answer = row.cells
            self._head(_first(question, CELL), ask)
            with_lines(_first(answer, CELL), ask.filled)

    def _grid(self, grid: Grid) -> None:
        table = self._table(grid.about, grid.headers, grid.shares, len(grid.rows))
        for made, row in zip(table.rows[1:], grid.rows, strict=True):
            self._grid_row(made.cells, row)

    def _grid_row(self, cells: Sequence[_Cell], row: Row) -> None:
        self._head(_first(cells[0], CELL), row.head)
        for cell, text in zip(cells[1:], row.cells, strict=True):
            with_lines(_first(cell, CELL), text)

    def _table(self, about: str, headers: Sequence[str], shares: Sequence[int], rows: int) -> Table:
        """A table with its header row: marked as such, repeated on each page, no row broken in two."""
        table: Table = self._made.add_table(rows + 1, len(headers), "Table Grid")
        table.autofit = False
        child(table._tbl.tblPr, "w:tblCaption", val=about)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(TEXT_WIDTH * share / sum(shares))
            for cell in column.cells:
                cell.width = column.width
        for row in table.rows:
            child(row._tr.get_or_add_trPr(), "w:cantSplit")
        child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, header in zip(table.rows[0].cells, headers, strict=True):
            shaded(cell, self._document.look.head_fill)
            _first(cell, CELL_HEAD).add_run(header)
        return table


def _first(cell: _Cell, style: str) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    return paragraph
