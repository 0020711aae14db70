"""The same evidence in the returns of two organisations: a note for the office, which decides nothing.

It is often proper: trusts of one system share policies, pages and events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from arf_excel.collation.cases import Case
from arf_excel.collation.listed import Listed, rows_of
from arf_excel.collation.sheets import Imprint, columns, table_page, title_with_round
from arf_excel.collation.words import brief, group, headers
from arf_excel.form.tables import row_words
from arf_excel.workbook.book import Book, Content

_LEAST = 8
"""Characters of a place that says anything: 'Intranet' alone is no evidence of its own."""


@dataclass(frozen=True)
class Shared:
    """Evidence that stands in several returns: what and where as first written, and who names it."""

    what: str
    where: str
    named: tuple[tuple[str, str], ...]
    """(code, 'Evidence 3'), by code."""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code, _ in self.named))


def shared(cases: Sequence[Case]) -> list[Shared]:
    """Evidence of the returns that are used with one address, or with one title and place."""
    found: dict[str, list[tuple[str, Listed]]] = defaultdict(list)
    for case in (c for c in cases if c.review):
        assert case.review is not None
        for row in rows_of(case.review.submission, "evidence"):
            key = _key(row)
            places = {("evidence", row.id, column) for column in ("what", "where")}
            if key and not places & case.review.held.keys():
                found[key].append((case.code, row))
    made = []
    for _, rows in sorted(found.items()):
        named = tuple(sorted((code, row_words("evidence", row.id)) for code, row in rows))
        each = Shared(rows[0][1].text("what"), rows[0][1].text("where"), named)
        if len(each.codes) > 1:
            made.append(each)
    return made


def _key(row: Listed) -> str:
    """An address as browsers read it, else title and place together; '' where that says too little."""
    what, where = _plain(row.text("what")), _plain(row.text("where"))
    parts = _address(where)
    if parts:
        return parts
    return f"{what}|{where}" if what and len(where) >= _LEAST else ""


def _address(where: str) -> str:
    try:
        parts = urlsplit(where)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.strip("/"):
        return ""
    host = parts.netloc.removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def shared_page(book: Book, name: str, cases: Sequence[Case], imprint: Imprint) -> None:
    """A line for each piece of evidence that several organisations name."""
    texts = group("shared_evidence")
    shape = columns(headers("shared_evidence"), (13, 34, 42, 40), ("count",))
    rows: list[list[Content]] = [
        [
            len(e.codes),
            brief(e.what, 150),
            brief(e.where, 200),
            "; ".join(f"{c}: {label}" for c, label in e.named),
        ]
        for e in shared(cases)
    ]
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book,
        name,
        texts["title"],
        texts["lead"],
        "table_shared_evidence",
        shape,
        rows,
        footer=footer,
        titled_by=1,
    )
