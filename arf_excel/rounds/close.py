"""What of a round is past its day: listed for a person to decide on. Nothing is deleted."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Round, Waiver
from arf_excel.rounds.sheets import ROUND_FILE, plan
from arf_excel.rules.python import day_in_words, day_number
from arf_excel.workbook.save import replace_text

_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True)
class Holding:
    """A folder of the round, or its workbook: the files below it with their sizes; None is a link."""

    name: str
    files: tuple[tuple[str, int | None], ...]

    @property
    def size(self) -> int:
        return sum(size or 0 for _, size in self.files)


@dataclass(frozen=True)
class Closing:
    """What `round close` found, and the text that it wrote."""

    holdings: tuple[Holding, ...]
    is_past: bool
    summary: str
    """Whether the day until which the round is kept is past, in a sentence."""
    waivers: tuple[str, ...]
    """Those that have ended, each in a sentence."""
    path: Path


def close_round(folder: Path, as_of: dt.date) -> Closing:
    """List what is past 'Kept until' on this day, and waivers that have ended; write `close.txt`."""
    round_, words = read_round(folder), plan().close
    kept = round_.settings.kept_to
    if kept is None:
        summary = words.no_day
    else:
        said = words.past if kept < as_of else words.not_yet
        summary = said.format(kept=_day(kept), day=_day(as_of))
    made = Closing(
        holdings=tuple(holdings(folder)),
        is_past=kept is not None and kept < as_of,
        summary=summary,
        waivers=tuple(_waiver(each) for each in round_.waivers if each.until and each.until < as_of),
        path=folder / words.file,
    )
    replace_text(made.path, "\r\n".join(_lines(round_, made, as_of)) + "\r\n")
    return made


def holdings(folder: Path) -> Iterator[Holding]:
    """Each folder of the round that is there, then round.xlsx. Links are named and not followed."""
    for name in plan().close.folders:
        if os.path.lexists(folder / name):
            yield Holding(name, tuple(sorted(_below(folder / name))))
    yield Holding(ROUND_FILE, ((ROUND_FILE, (folder / ROUND_FILE).stat().st_size),))


def _below(root: Path) -> Iterator[tuple[str, int | None]]:
    if root.is_symlink() or not root.is_dir():
        yield root.name, _size(root)
        return
    for here, folders, names in os.walk(root):
        for name in (*names, *(each for each in folders if (Path(here) / each).is_symlink())):
            path = Path(here) / name
            yield path.relative_to(root).as_posix(), _size(path)


def _size(path: Path) -> int | None:
    return None if path.is_symlink() else path.stat().st_size


def rows(closing: Closing) -> list[tuple[str, str, str, str]]:
    """The closing table: what, how many files, how much, and what to do with it."""
    to_do = plan().close.what_to_do if closing.is_past else {}
    return [
        (each.name, str(len(each.files)), shown_size(each.size), to_do.get(each.name, ""))
        for each in closing.holdings
    ]


def shown_size(size: int) -> str:
    """'0 KB', '12 KB', '3.4 MB'; what is there never shows as nothing."""
    return f"{size / _MEGA:.1f} MB" if size >= _MEGA else f"{-(-size // _KILO)} KB"


def _lines(round_: Round, closing: Closing, as_of: dt.date) -> Iterator[str]:
    words = plan().close
    yield words.title.format(round=round_.settings.name, day=_day(as_of))
    yield from ("", closing.summary, words.nothing_done, words.elsewhere, "")
    for row in rows(closing):
        yield _row(words.headers, row)
    yield from ("", words.waivers, "", *(closing.waivers or [words.no_waivers]), "", words.files)
    for holding in closing.holdings:
        yield from ("", holding.name)
        for name, size in holding.files:
            yield f"  {_printable(name)}: {words.link if size is None else shown_size(size)}"
        if not holding.files:
            yield f"  {words.nothing}"


def _row(headers: Sequence[str], row: Sequence[str]) -> str:
    """'returned: Files 12; Size 3.4 MB. Delete: …'"""
    _, files, size, _ = headers
    return f"{row[0]}: {files} {row[1]}; {size} {row[2]}. {row[3]}".rstrip()


def _waiver(waiver: Waiver) -> str:
    facts = {key: getattr(waiver, key) for key in ("code", "rule", "reason", "who")}
    assert waiver.until is not None, "only a waiver with a day ends"
    return plan().close.waiver.format(**facts, until=_day(waiver.until))


def _day(day: dt.date) -> str:
    return day_in_words(day_number(day))


def _printable(name: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
