"""Findings as a table: where, what, how, and whether the row explains it."""

from __future__ import annotations

from collections.abc import Sequence

from arf_excel.collation.cases import Case
from arf_excel.collation.sheets import Imprint, columns, table_page, title_with_round
from arf_excel.collation.words import brief, group, headers, say
from arf_excel.review.review import Placed
from arf_excel.workbook.book import Book, Content


def findings_page(book: Book, name: str, table: str, cases: Sequence[Case], imprint: Imprint) -> None:
    """All findings of these organisations, one line each, to filter."""
    texts = group("findings")
    rows = [_row(case, placed) for case in cases if case.review for placed in case.review.findings]
    shape = columns(headers("findings"), (15, 8, 20, 20, 32, 28, 13), ("id",))
    footer = title_with_round(texts["title"], imprint)
    table_page(book, name, texts["title"], texts["lead"], table, shape, rows, footer=footer)


def _row(case: Case, placed: Placed) -> list[Content]:
    finding, texts = placed.finding, group("findings")
    labels = {d.id: d.label for d in case.shape.deliverables}
    place = f"{placed.sheet or ''} {placed.cell or ''}".strip()
    where = ", ".join(part for part in (place, labels.get(finding.deliverable or "", "")) if part)
    standing = "explained" if finding.explained else "note" if finding.severity == "NOTE" else "open"
    standing = "trial" if finding.trial else standing
    said = say("findings", "waived", waiver=placed.waiver) if placed.waiver else texts[standing]
    name = brief(case.name, 80)
    return [finding.code, case.code, name, where or case.file, placed.message, placed.fix, said]
