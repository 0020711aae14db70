"""One organisation's section of the review pack: an A4 page to read, line by line, and to write on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from arf_excel.collation.cases import Case
from arf_excel.collation.listed import actions_by_line, evidence_by_line, evidence_text, plan_text
from arf_excel.collation.pieces import pieces
from arf_excel.collation.sheets import footer_of, open_page
from arf_excel.collation.words import brief, day, group, say
from arf_excel.form.tables import row_words
from arf_excel.framework.edition import Deliverable
from arf_excel.review.review import Placed
from arf_excel.rounds.settings import Round, Waiver
from arf_excel.workbook.book import Book, Page

WIDTHS = (19.0, 66.0)
"""Together 85 characters of 12 points: on A4 portrait they print at 11 points or more."""
PAGE_POINTS = 790.0
"""How much of a sheet's height one printed page takes at that scale."""
COMMENT_POINTS = 64.0


@dataclass(frozen=True)
class Entry:
    """A label and what stands beside it. `kind` is '', 'judgement' or 'comment'."""

    label: str
    text: str
    role: str = "fixed"
    kind: str = ""


@dataclass(frozen=True)
class Block:
    """A titled group of entries that is best kept on one page."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Section:
    """What a section is made from."""

    case: Case
    round: Round | None
    sheet: str
    name: str
    """The defined name of its first cell."""

    @cached_property
    def findings(self) -> dict[str, list[Placed]]:
        """Deliverable → what the panel may want to know of it."""
        found: dict[str, list[Placed]] = {}
        if self.case.review:
            for placed in self.case.review.findings:
                found.setdefault(placed.finding.deliverable or "", []).append(placed)
        return found

    @property
    def waivers(self) -> list[Waiver]:
        return [w for w in self.round.waivers if w.code.upper() == self.case.code] if self.round else []


def write_section(book: Book, section: Section) -> None:
    """A sheet of its own, to print on its own."""
    case, texts = section.case, group("section")
    page = open_page(book, section.sheet, brief(case.name, 60), "", WIDTHS)
    about = say("section", "about", code=case.code, board=brief(case.board, 60), asking=brief(case.asking, 60))
    page.put(1, 0, about)
    page.link(2, 0, "arf_contents", str(group("pack")["back"]))
    book.name(section.name, section.sheet, (0, 0))
    row, used = 4, 90.0
    breaks = []
    for block in blocks(section):
        made = list(_rows(block.entries))
        needed = 26 + sum(_height(entry) for entry in made)
        if used > 120 and used + min(needed, PAGE_POINTS / 2) > PAGE_POINTS:
            breaks.append(row)
            used = 0.0
        row = _write_block(page, row, block.title, made)
        used = (used + needed) % PAGE_POINTS
    if breaks:
        page.breaks(breaks)
    page.print_as(footer=footer_of(f"{case.name} ({case.code})"))
    _judging(page, texts)


def _rows(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Entries whose texts fit a row each: what is too long goes on in a further row."""
    continued = str(group("section")["continued"])
    for entry in entries:
        for n, part in enumerate(pieces(entry.text, WIDTHS[1], 12)):
            yield Entry(f"{entry.label} {continued}" if n else entry.label, part, entry.role, entry.kind)


def _height(entry: Entry) -> float:
    """About how high a row gets; the page measures it in earnest."""
    if entry.kind == "comment":
        return COMMENT_POINTS
    return 20.0 + 15.4 * (len(entry.text) // 72 + entry.text.count("\n"))


def _write_block(page: Page, row: int, title: str, entries: Sequence[Entry]) -> int:
    page.put(row, 0, title, "block")
    page.put(row, 1, "", "block")
    page.height(row, 26)
    for entry in entries:
        row += 1
        page.put(row, 0, entry.label, "key")
        page.put(row, 1, entry.text, entry.role)
        least = COMMENT_POINTS if entry.kind == "comment" else 20.0
        page.fit(row, {0: (entry.label, "key"), 1: (entry.text, entry.role)}, least=least)
        if entry.kind == "judgement":
            _rule_at(page, row)
    page.height(row + 1, 12)
    return row + 2


def _rule_at(page: Page, row: int) -> None:
    judged.setdefault(id(page), []).append(row)


judged: dict[int, list[int]] = {}


def _judging(page: Page, texts: Mapping[str, object]) -> None:
    """The drop-downs of the judgement cells."""
    for row in judged.pop(id(page), []):
        page.rule((row, 1), (row, 1), judgement_rule())


def judgement_rule() -> dict[str, object]:
    return {
        "validate": "list",
        "source": list(group("panel")["judgements"]),
        "input_message": str(group("section")["judgement_prompt"]),
    }
