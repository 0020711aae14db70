"""One organisation's section as a sheet: A4 portrait, to read line by line and to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from arf_excel.collation.cases import Case
from arf_excel.collation.pieces import pieces
from arf_excel.collation.section import Block, Entry, blocks, word
from arf_excel.collation.sheets import ONE_LINE, footer_of, open_page
from arf_excel.collation.words import brief, clean, group, say
from arf_excel.rounds.settings import Waiver
from arf_excel.workbook.book import Book, Page

WIDTHS = (22.0, 63.0)
"""Together 85 characters of 12 points: on A4 portrait they print at 11 points or more."""
PAGE_POINTS = 790.0
"""How much of the sheet's height one printed page takes at that scale."""
COMMENT_POINTS, TITLE_POINTS, GAP_POINTS, LEAST_POINTS = 64.0, 26.0, 12.0, 20.0


@dataclass(frozen=True)
class Section:
    """Whose section it is, on which sheet, and the defined name of its first cell."""

    case: Case
    sheet: str
    name: str
    waivers: tuple[Waiver, ...] = ()


def write_section(book: Book, section: Section) -> None:
    """A sheet of its own, to print on its own."""
    case = section.case
    page = open_page(book, section.sheet, brief(case.name, 44), _about(case), WIDTHS)
    page.link(2, 0, "arf_contents", str(group("pack")["back"]))
    book.name(section.name, section.sheet, (0, 0))
    row, used, breaks = 4, 90.0, []
    for block in blocks(case, list(section.waivers)):
        following, needed = _write_block(page, row, block)
        if used + needed > PAGE_POINTS and used > PAGE_POINTS / 2:
            breaks.append(row)
            used = 0.0
        row, used = following, (used + needed) % PAGE_POINTS
    if breaks:
        page.breaks(breaks)
    page.print_as(footer=footer_of(f"{case.name} ({case.code})"))


def _about(case: Case) -> str:
    parts = (case.code, brief(case.board, 50), brief(case.asking, 50))
    return say("section", "about", code=parts[0], board=parts[1] or "–", asking=parts[2] or "–")


def _write_block(page: Page, row: int, block: Block) -> tuple[int, float]:
    """Write a block; the row after it, and how high it is."""
    page.put(row, 0, block.title if row > 4 else "", "block")
    page.put(row, 1, "", "block")
    page.height(row, TITLE_POINTS)
    height = TITLE_POINTS + GAP_POINTS
    for entry in _in_rows(block.entries):
        row += 1
        height += _write_entry(page, row, entry)
    page.height(row + 1, GAP_POINTS)
    return row + 2, height


def _in_rows(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries whose texts fit a row each: what is too long goes on in a further row."""
    for entry in entries:
        for n, part in enumerate(pieces(clean(entry.text), WIDTHS[1], 12)):
            label = f"{entry.label} {word('continued')}" if n else entry.label
            yield replace(entry, label=label, text=part)


def _write_entry(page: Page, row: int, entry: Entry) -> float:
    page.put(row, 0, entry.label, "key")
    page.put(row, 1, entry.text, entry.role)
    if entry.kind == "judgement":
        page.rule((row, 1), (row, 1), judgement_rule())
    least = COMMENT_POINTS if entry.kind == "comment" else LEAST_POINTS
    texts = {0: (entry.label, "key"), 1: (entry.text, entry.role)}
    may_wrap = {
        n: text for n, text in texts.items() if len(text[0]) > WIDTHS[n] * ONE_LINE or "\n" in text[0]
    }
    return page.fit(row, may_wrap, least=least)


def judgement_rule() -> dict[str, object]:
    """The drop-down of every judgement cell."""
    return {
        "validate": "list",
        "source": list(group("panel")["judgements"]),
        "input_message": word("judgement_prompt"),
    }
