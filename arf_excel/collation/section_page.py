"""One organisation's section as a sheet: A4 portrait, to read line by line and to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from arf_excel.collation.cases import Case
from arf_excel.collation.pieces import pieces
from arf_excel.collation.section import Block, Entry, blocks, word
from arf_excel.collation.sheets import footer_of, open_page
from arf_excel.collation.waivers import Waivers
from arf_excel.collation.words import brief, clean, group, say
from arf_excel.review.readings import Rulings
from arf_excel.workbook.book import HIGHEST_ROW, Book, Page
from arf_excel.workbook.measure import may_wrap

WIDTHS = (22.0, 63.0)
"""Together 85 characters of 12 points: on A4 portrait they print at 11 points or more."""
PAGE_POINTS = 790.0
"""How much of the sheet's height one printed page takes at that scale."""
FIRST_ROW, ABOVE_POINTS = 4, 90.0
"""Where the first block stands, and what the rows above it take."""
COMMENT_POINTS, TITLE_POINTS, GAP_POINTS, LEAST_POINTS = 63.75, 26.25, 12.0, 20.25
PIXEL_POINTS = 0.75
"""Rows are as high as whole pixels."""


@dataclass(frozen=True)
class Section:
    """Whose section it is, on which sheet, and the defined name of its first cell."""

    case: Case
    sheet: str
    name: str
    waivers: Waivers
    agreed: Rulings
    """The readings that the Assembly has agreed."""


def write_section(book: Book, section: Section) -> None:
    """A sheet of its own, to print on its own."""
    case = section.case
    page = open_page(book, section.sheet, brief(case.name, 44), _about(case), WIDTHS)
    page.link(2, 0, "arf_contents", str(group("pack")["back"]))
    book.name(section.name, section.sheet, (0, 0))
    page.titled_rows(FIRST_ROW)
    paper = _Paper(page)
    for block in blocks(case, section.waivers, section.agreed):
        paper.write(block)
    if paper.breaks:
        page.breaks(paper.breaks)
    page.print_as(footer=footer_of(f"{case.name} ({case.code})"))


def _about(case: Case) -> str:
    parts = (case.code, brief(case.board, 50), brief(case.asking, 50))
    return say("section", "about", code=parts[0], board=parts[1] or "–", asking=parts[2] or "–")


class _Paper:
    """The sheet from above: the next row, how much of its printed page is taken, where pages begin."""

    def __init__(self, page: Page) -> None:
        self._page, self._row, self._used = page, FIRST_ROW, ABOVE_POINTS
        self.breaks: list[int] = []

    def write(self, block: Block) -> None:
        """On one page where that leaves at most a third of one empty; else it goes on under its title."""
        parts = list(_parts(block.entries))
        heights = [sum(self._height(entry) for entry in part) for part in parts]
        needed = [TITLE_POINTS + heights[0], *heights[1:]]
        needed[-1] += GAP_POINTS
        if self._used + sum(needed) > PAGE_POINTS and self._used > PAGE_POINTS * 2 / 3:
            self._turn()
        for n, part in enumerate(parts):
            full = self._used + needed[n] > PAGE_POINTS
            if full:
                self._turn()
            if full or not n:
                self._title(f"{brief(block.title, 70)} {word('continued')}" if n else block.title)
            for entry in part:
                self._entry(entry, brief(block.title, 70))
            self._used += heights[n]
        self._next(GAP_POINTS)

    def _turn(self) -> None:
        self.breaks.append(self._row)
        self._used = 0.0

    def _next(self, height: float) -> None:
        self._page.height(self._row, height)
        self._row += 1
        self._used += height

    def _title(self, title: str) -> None:
        """The first one says what stands above it already."""
        self._page.put(self._row, 0, title if self._row > FIRST_ROW else "", "block")
        self._page.put(self._row, 1, "", "block")
        self._next(TITLE_POINTS)

    def _entry(self, entry: Entry, line: str) -> None:
        self._page.put(self._row, 0, entry.label, "key")
        self._page.put(self._row, 1, entry.text, entry.role)
        if entry.kind:
            rule = judgement_rule(line) if entry.kind == "judgement" else comment_rule(line)
            self._page.rule((self._row, 1), (self._row, 1), rule)
        self._height(entry)
        self._row += 1

    def _height(self, entry: Entry) -> float:
        """Make the next row as high as the entry needs. A later entry may take that row instead."""
        least = COMMENT_POINTS if entry.kind == "comment" else LEAST_POINTS
        texts = {0: (entry.label, "key"), 1: (entry.text, entry.role)}
        long = {n: text for n, text in texts.items() if may_wrap(text[0], WIDTHS[n])}
        points = min(self._page.fit(self._row, long, least=least), HIGHEST_ROW)
        return int(points / PIXEL_POINTS + 0.5) * PIXEL_POINTS


def _parts(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Rows that stay on one page: the cells to write in stay with the row before them."""
    part: list[Entry] = []
    for entry in _in_rows(entries):
        if part and not entry.kind:
            yield part
            part = []
        part.append(entry)
    if part:
        yield part


def _in_rows(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries whose texts fit a row each: what is too long goes on in a further row."""
    for entry in entries:
        for n, part in enumerate(pieces(clean(entry.text), WIDTHS[1], 12)):
            label = f"{entry.label} {word('continued')}" if n else entry.label
            yield replace(entry, label=label, text=part)


def judgement_rule(line: str) -> dict[str, object]:
    """The drop-down of a judgement cell; its prompt names the line that it is for."""
    return {
        "validate": "list",
        "source": list(group("panel")["judgements"]),
        "input_title": word("judgement"),
        "input_message": say("section", "judgement_prompt", line=line),
    }


def comment_rule(line: str) -> dict[str, object]:
    """The prompt of a cell for the panel's words."""
    return {
        "validate": "any",
        "input_title": word("comment"),
        "input_message": say("section", "comment_prompt", line=line),
    }
