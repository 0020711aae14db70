"""The sheet Changes of office.xlsx: the return that is used beside the one that came before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from arf_excel.collation.changes import changes
from arf_excel.collation.sheets import Imprint, columns, table_page, title_with_round
from arf_excel.collation.words import brief, group, headers
from arf_excel.intake.submission import Submission
from arf_excel.workbook.book import Book, Content

Versions = tuple[str, str, Submission, Submission]
"""Code, name, the return before, the return that is used."""


def changes_page(book: Book, name: str, versions: Sequence[Versions], imprint: Imprint) -> None:
    """A line for each thing that changed; none where every organisation sent one return."""
    texts = group("changes")
    shape = columns(headers("changes"), (8, 21, 24, 18, 14, 21, 23))
    rows = [row for each in versions for row in _rows(each)]
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book, name, texts["title"], texts["lead"], "table_changes", shape, rows, footer=footer, titled_by=2
    )


def _rows(versions: Versions) -> Iterator[list[Content]]:
    code, name, before, now = versions
    files = f"{before.file} → {now.file}"
    for change in changes(before, now):
        yield [code, brief(name, 80), change.about, change.what, change.before, change.now, brief(files, 120)]
