"""The sheet Held: which cells are held back, in the words that the round's Hold sheet takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arf_excel.collation.cases import Case
from arf_excel.collation.sheets import Imprint, columns, table_page, title_with_round
from arf_excel.collation.words import group, headers
from arf_excel.framework.findings import catalogue
from arf_excel.intake.submission import Cell, Key
from arf_excel.review.privacy.hits import CODES, Hit
from arf_excel.review.privacy.words import held_words
from arf_excel.review.review import Review
from arf_excel.workbook.book import Book, Content


def held_page(book: Book, name: str, cases: Sequence[Case], imprint: Imprint) -> None:
    """One row for each cell that is held or was released; no word of the cell itself."""
    texts = group("held")
    rows = [[case.code, *row] for case in cases if case.review for row in _rows(case.review)]
    shape = columns(headers("held"), (10, 15, 31, 13, 27, 22, 18), ("id",))
    footer = title_with_round(texts["title"], imprint)
    lead = texts["lead"] if rows else texts["nothing"]
    table_page(book, name, texts["title"], lead, "table_held", shape, rows, footer=footer)


def _rows(review: Review) -> Iterator[list[Content]]:
    """In the order of the form; a cell with several kinds has one row."""
    found: dict[Key, list[Hit]] = {}
    for hit in review.hits:
        found.setdefault(hit.key, []).append(hit)
    places: dict[Key, Cell] = {
        (a.table, a.row, a.column): (a.sheet, a.cell) for a in review.submission.answers
    }
    for key, place in places.items():
        if key in found or key in review.held:
            kinds = [catalogue()[CODES[hit.kind]].title for hit in found.get(key, ())]
            what = "; ".join(kinds) or group("held")["named"]
            yield [*key, what, " ".join(place), group("held")[_standing(review, key, found.get(key, ()))]]


def _standing(review: Review, key: Key, found: Sequence[Hit]) -> str:
    if key in review.held:
        return "held" if review.held[key] == held_words() else "other_words"
    return "trial" if all(hit.finding.trial for hit in found) else "released"
