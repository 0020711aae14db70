"""Who has not returned: a workbook for the office, and a reminder ready for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from arf_excel.collation.sheets import Column, Imprint, mark, save, table_page
from arf_excel.collation.words import day
from arf_excel.form.origin import BLANK_DAY
from arf_excel.framework.edition import load_edition
from arf_excel.letters.came import Came, what_came
from arf_excel.letters.compose import REMINDER, Letter
from arf_excel.letters.drafts import Written, write_drafts
from arf_excel.letters.post import body
from arf_excel.letters.words import days_left, group, one_line, say
from arf_excel.letters.write import Posted, author_of, letters_folder, write_letters
from arf_excel.rounds.issue import closing_day
from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Expected, Round
from arf_excel.workbook.book import Book, Content

WORKBOOK, TEXT, KIND = "chase.xlsx", "chase.txt", "chase"


@dataclass(frozen=True)
class Waiting:
    """An organisation that has not returned."""

    expected: Expected
    closes: dt.date | None
    left: int | None
    """Days to its closing day; None when no day was given."""
    files: tuple[str, ...]
    """What became of any file of theirs."""


@dataclass(frozen=True)
class Chased:
    """Who has not returned, the reminders, and what became of the list's own files."""

    waiting: tuple[Waiting, ...]
    expected: int
    posted: Posted
    written: Written


def chase(folder: Path, as_of: dt.date | None = None, *, again: bool = False) -> Chased:
    """Write `letters/chase.xlsx`, `letters/chase.txt` and the reminders of a round.

    What somebody has changed is kept, unless `again`. UsageError unless the ledger is up to date.
    """
    round_ = read_round(folder)
    found = waiting(folder, round_, as_of)
    posted = write_letters(folder, REMINDER, as_of, again=again)
    files = {TEXT: _text(posted.letters), WORKBOOK: _workbook(round_, found, as_of)}
    written = write_drafts(letters_folder(folder), files, (), again=again)
    return Chased(found, len(round_.organisations), posted, written)


def waiting(folder: Path, round_: Round, as_of: dt.date | None) -> tuple[Waiting, ...]:
    """Everyone of whom no return is used; the closing day that comes first stands first."""
    came = what_came(folder, round_)
    open_ = [each for each in round_.organisations if came[each.code].used is None]
    made = [_waiting(round_, each, came[each.code], as_of) for each in open_]
    return tuple(sorted(made, key=lambda each: (each.closes or dt.date.max, each.expected.code)))


def _waiting(round_: Round, expected: Expected, came: Came, as_of: dt.date | None) -> Waiting:
    closes = closing_day(round_, expected)
    return Waiting(expected, closes, days_left(closes, as_of), tuple(each.listed for each in came.others))


# the text


def _text(letters: Sequence[Letter]) -> bytes:
    """All reminders one below the other, to copy from; lines end as on Windows."""
    rule = str(group("chase")["rule"])
    parts = [f"To: {one_line(each.email)}\nSubject: {each.subject}\n\n{body(each)}" for each in letters]
    return f"\n{rule}\n\n".join(parts).replace("\n", "\r\n").encode("utf-8-sig")


# the workbook


def _workbook(round_: Round, found: Sequence[Waiting], as_of: dt.date | None) -> bytes:
    edition = load_edition(round_.settings.edition)
    created = round_.settings.opens or BLANK_DAY
    imprint = Imprint(round_.settings.name, author_of(round_), created, edition.about.credit)
    with TemporaryDirectory(prefix=".arf-") as folder:
        path = Path(folder) / WORKBOOK
        save(
            path, KIND, str(group("chase")["title"]), imprint, lambda book: _write(book, round_, found, as_of)
        )
        return path.read_bytes()


def _write(book: Book, round_: Round, found: Sequence[Waiting], as_of: dt.date | None) -> None:
    words, expected = group("chase"), len(round_.organisations)
    facts: dict[str, str | int] = {"returned": expected - len(found), "expected": expected, "day": day(as_of)}
    lead = say("chase", "lead_on" if as_of else "lead", **facts)
    page = table_page(
        book,
        str(words["sheet"]),
        str(words["title"]),
        lead,
        "table_chase",
        _columns(as_of is not None),
        [_row(each, as_of is not None) for each in found],
        footer=round_.settings.name,
        titled_by=1,
    )
    page.first()
    mark(book, KIND)


def _columns(dated: bool) -> list[Column]:
    """Days left stand before what became of files, where a day was given."""
    words = group("chase")
    roles = {4: "day", 5: "day"}
    made = [
        Column(header, width, roles.get(at, "fixed"))
        for at, (header, width) in enumerate(zip(words["headers"], words["widths"], strict=True))
    ]
    if dated:
        made.insert(-1, Column(words["days_left"], words["days_left_width"], "count"))
    return made


def _row(each: Waiting, dated: bool) -> list[Content]:
    words, expected = group("chase"), each.expected
    none = str(words["none_given"])
    left: Content = "" if each.left is None else each.left
    return [
        *(expected.code, one_line(expected.name), one_line(expected.contact_role) or none),
        *(one_line(expected.email) or none, each.closes or "", expected.extension_to or ""),
        *(one_line(expected.link_member), *([left] if dated else [])),
        " ".join(each.files) or str(words["no_file"]),
    ]
