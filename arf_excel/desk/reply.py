"""The reply to a button: a small workbook of texts that the desk's macros copy, and nothing more.

A macro would make a formula of a text that begins like one, so such a text gets an apostrophe first, as in a
.csv. Links are paths inside the round's folder; the macro puts the folder before them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from textwrap import wrap

from arf_excel.desk.rows import Button, plan, said
from arf_excel.desk.told import Table, Told
from arf_excel.fault import log_fault
from arf_excel.form.look import styles
from arf_excel.framework.templates import read_toml
from arf_excel.workbook import measure
from arf_excel.workbook.book import Book, clean_text, save_book

VERSION = "1"
"""Of the agreement with macros/desk/Reply.bas."""
SHEET = "Reply"
COLUMNS = 6
"""Of the desk's table."""
TITLE, HEADER, ROW, SENTENCE = "title", "header", "row", "sentence"
_HEADERS = ["kind", *(f"text {n}" for n in range(1, COLUMNS + 1)), "link at", "link", "height"]
_WIDTHS = (12, 60, *(12,) * (COLUMNS - 1), 8, 20, 8)
_END, _MOST_FILES = 10, 50
"""Lines of the end that stay where some are left out, and how many files are listed."""
_WIDEST = 150
"""Characters of a sentence that stand side by side on the desk and on paper."""
_LONGEST = 900
"""Characters that older versions of Excel take in one go for many cells."""
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")
_SIZE = 12.0


@dataclass(frozen=True)
class Line:
    """A row of the desk: its kind, its texts, the place of a text that is a link (from 1; 0 for none) and
    where it leads."""

    kind: str
    cells: tuple[str, ...]
    link_at: int = 0
    link: str = ""

    @property
    def height(self) -> float:
        """Points that the row needs on the desk."""
        if self.kind in (TITLE, SENTENCE):
            return _SIZE * measure.LINE + 4
        widths = plan().sheet.widths
        most = max((measure.lines(c, w, _SIZE) for c, w in zip(self.cells, widths, strict=False)), default=1)
        return float(round(min(most * _SIZE * measure.LINE + 4, 400)))


@dataclass(frozen=True)
class Reply:
    """What a button came to: its row, what was said, a sentence on how it ended, the round's folder.

    A command that was not `done` has written none of the files that may be there.
    """

    button: Button
    told: Told
    head: str
    folder: Path
    done: bool = True

    @property
    def opens(self) -> str:
        """The path of the file to open, inside the round's folder; '' for none."""
        found = self.told.opens
        return found.relative_to(self.folder.absolute()).as_posix() if found else ""


def reply_lines(reply: Reply) -> list[Line]:
    """What the desk shows: what became of it, what was said, the files; of very much, beginning and end."""
    files = _files(reply.button, reply.folder) if reply.done else {}
    last = list(_listed(files))
    lines = list(_said(reply.told, files)) or [Line(SENTENCE, (said("nothing"),))]
    room = plan().sheet.rows - 1 - len(last)
    if len(lines) > room:
        kept = room - _END - 1
        more = Line(SENTENCE, (said("more", count=len(lines) - kept - _END),))
        lines = [*lines[:kept], more, *lines[-_END:]]
    return [Line(SENTENCE, (reply.head,)), *lines, *last]


def write_reply(path: Path, reply: Reply, created: dt.date) -> None:
    """Write the workbook. Should anything be wrong with it, a short one: somebody waits for its end."""
    try:
        _write(path, reply, reply_lines(reply), created)
    except Exception as error:
        log_fault(error)
        _write(path, reply, [Line(SENTENCE, (text,)) for text in (reply.head, said("short"))], created)


def _write(path: Path, reply: Reply, found: Sequence[Line], created: dt.date) -> None:
    """Below the headers a row for the macros, then a row for each line."""
    button = reply.button
    first = ["reply", VERSION, button.id, reply.opens, str(len(found)), *[""] * (len(_HEADERS) - 5)]

    def write(book: Book) -> None:
        page = book.page(SHEET)
        page.widths(_WIDTHS)
        page.table("table_reply", 0, _HEADERS, len(found) + 1, about=button.about)
        for row, texts in enumerate([first, *map(_texts, found)], start=1):
            page.row(row, texts, "fixed")
            page.fit(row, {column: (text, "fixed") for column, text in enumerate(texts)})
        page.print_as(landscape=True, repeat=0)

    about = {"title": button.label, "author": read_toml("texts.toml")["defaults"]["assembly"]}
    save_book(path, styles(), about, created, write)


def _texts(line: Line) -> list[str]:
    cells = [*map(safe, line.cells), *[""] * (COLUMNS - len(line.cells))]
    link = [str(line.link_at), line.link] if line.link_at else ["", ""]
    return [line.kind, *cells, *link, str(line.height)]


def safe(text: str) -> str:
    """A text that no program takes for a formula, short enough for one go."""
    short = clean_text(text)
    short = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
    return f"'{short}" if short.startswith(_FORMULA_SIGNS) else short


def _said(told: Told, files: dict[str, str]) -> Iterator[Line]:
    for item in told.items:
        if isinstance(item, Table):
            yield from _table(item, files)
        else:
            yield from (Line(SENTENCE, (part,)) for part in wrap(item, _WIDEST))


def _table(table: Table, files: dict[str, str]) -> Iterator[Line]:
    if table.title:
        yield Line(TITLE, (table.title,))
    yield Line(HEADER, table.headers[:COLUMNS])
    for row in table.rows:
        cells = row[:COLUMNS]
        at = next((n for n, cell in enumerate(cells, start=1) if cell in files), 0)
        yield Line(ROW, cells, at, files[cells[at - 1]] if at else "")


def _files(button: Button, folder: Path) -> dict[str, str]:
    """Name → path inside the folder, with forward slashes, of the files that the button's row names."""
    found = (path for pattern in button.links for path in sorted(folder.glob(pattern)) if path.is_file())
    return {path.name: path.relative_to(folder).as_posix() for path in found if path.name.isprintable()}


def _listed(files: dict[str, str]) -> Iterator[Line]:
    """The first files, each in a line of its own."""
    if files:
        yield Line(TITLE, (said("files"),))
    for name, path in islice(files.items(), _MOST_FILES):
        yield Line(ROW, (name, path.rpartition("/")[0]), 1, path)
    if len(files) > _MOST_FILES:
        yield Line(SENTENCE, (said("more_files", count=len(files) - _MOST_FILES),))
