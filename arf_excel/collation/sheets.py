"""How the collation's workbooks are made: a table a sheet, in one look, with its properties and its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.words import brief, group, say
from arf_excel.form.look import styles
from arf_excel.workbook.book import Book, Content, Page, save_book
from arf_excel.workbook.measure import may_wrap

HEADER_ROW = 3
"""The row of every table's header, from 0; the title stands in A1, a lead in A2."""
LONGEST = 1_500
"""Characters of a cell in a table; what is longer stands in full elsewhere and is cut with '…'."""
_TITLE, _GAP = 26, 6
"""Points. What stands above a table is frozen with its header, so it is kept low."""


@dataclass(frozen=True)
class Imprint:
    """What every workbook of a run says of itself."""

    round: str
    assembly: str
    created: dt.date
    credit: str
    pack: int = 1
    """The number of the pack."""


@dataclass(frozen=True)
class Column:
    """A column: its header, its width in characters and the role of its cells."""

    header: str
    width: float
    role: str = "fixed"


def columns(headers: Sequence[str], widths: Sequence[float], roles: Sequence[str] = ()) -> list[Column]:
    """Columns from three lists; a role that is missing is 'fixed'."""
    given = [*roles, *["fixed"] * (len(headers) - len(roles))]
    return [Column(h, w, r) for h, w, r in zip(headers, widths, given, strict=True)]


def save(path: Path, kind: str, title: str, imprint: Imprint, write: Callable[[Book], None]) -> None:
    """Write one of our workbooks; `kind` is how a later run knows that it is no return."""
    properties = {
        "title": title,
        "author": imprint.assembly,
        "comments": imprint.credit,
        "category": f"arf-excel {group('kinds')[kind]}",
    }
    save_book(path, styles(), properties, imprint.created, write)


def mark(book: Book, kind: str) -> None:
    """A hidden `_meta` that says what this is, for programs that read it as a return."""
    page = book.page("_meta")
    page.row(0, ["key", "value"], "work")
    page.row(1, ["kind", str(group("kinds")[kind])], "work")
    page.hide()


def open_page(book: Book, name: str, title: str, lead: str, widths: Sequence[float]) -> Page:
    """A sheet with its title in A1 and a lead of one or two lines below it."""
    page = book.page(name)
    page.widths(widths)
    page.put(0, 0, title, "title")
    page.height(0, _TITLE)
    for row, line in enumerate(lead.split("\n"), start=1):
        page.put(row, 0, line)
    return page


def table_page(
    book: Book,
    name: str,
    title: str,
    lead: str,
    table: str,
    shape: Sequence[Column],
    rows: Sequence[Sequence[Content]],
    *,
    footer: str,
    filters: bool = True,
    landscape: bool = True,
    role_of: Callable[[int, int, Content], str | None] | None = None,
    freeze: int | None = 1,
    titled_by: int = 0,
) -> Page:
    """A sheet that holds one table. `role_of` may change the role of a cell: row and column from 0."""
    page = open_page(book, name, title, lead, [c.width for c in shape])
    names, count = [c.header for c in shape], max(len(rows), 1)
    page.table(table, HEADER_ROW, names, count, about=title, filters=filters, titled_by=titled_by)
    for n, row in enumerate(rows):
        _row(page, HEADER_ROW + 1 + n, n, shape, row, role_of)
    if not rows:
        page.row(HEADER_ROW + 1, [nothing(), *[""] * (len(shape) - 1)], "fixed")
    if "\n" not in lead:
        page.height(HEADER_ROW - 1, _GAP)
    if freeze is not None:
        page.freeze_what_fits(HEADER_ROW + 1, freeze)
    page.print_as(landscape=landscape, repeat=HEADER_ROW, footer=footer_of(footer))
    return page


def _row(
    page: Page,
    at: int,
    n: int,
    shape: Sequence[Column],
    row: Sequence[Content],
    role_of: Callable[[int, int, Content], str | None] | None,
) -> None:
    texts: dict[int, tuple[str, str]] = {}
    for column, (made, content) in enumerate(zip(shape, row, strict=True)):
        role = (role_of(n, column, content) if role_of else None) or made.role
        if isinstance(content, str):
            content = brief(content, LONGEST)
            if may_wrap(content, made.width):
                texts[column] = (content, role)
        page.put(at, column, content, role)
    if texts:
        page.fit(at, texts, least=19)


def nothing() -> str:
    """What the first cell of a table without rows says."""
    return str(group("empty")["nothing"])


def footer_of(words: str) -> str:
    """Never opening with a digit, which a footer would take for a font size."""
    return f" {brief(words, 90)}"


def sheet_title(taken: set[str], words: str) -> str:
    """A sheet's name that Excel allows and that is not taken yet; texts from files may hold anything.

    An apostrophe becomes ’: NVDA does not find the headers of a sheet with a plain one in its name.
    """
    plain = "".join(" " if c in "[]:*?/\\_!" or not c.isprintable() else c for c in words)
    plain = plain.replace("'", "’")
    plain = " ".join(plain.split())[:31].strip() or "Organisation"
    made, number = plain, 2
    while made.casefold() in taken or made.casefold() == "history":
        ending = f" {number}"
        made, number = plain[: 31 - len(ending)].strip() + ending, number + 1
    taken.add(made.casefold())
    return made


def title_with_round(title: str, imprint: Imprint) -> str:
    """'Review pack: Autumn 2026'; from the second pack on with its number."""
    named = f"{title}: {imprint.round}" if imprint.round else title
    return named if imprint.pack == 1 else say("pack", "numbered", title=named, number=imprint.pack)


__all__ = [
    "HEADER_ROW",
    "Column",
    "Imprint",
    "columns",
    "footer_of",
    "mark",
    "nothing",
    "open_page",
    "save",
    "sheet_title",
    "table_page",
    "title_with_round",
]
