"""The one module that prints. Text from files is cleaned and never taken as markup.

Reports go to standard output; progress and closing tables to standard error.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from arf_excel.collation.collate import Outcome
from arf_excel.collation.tidy import EXPECTED_STATES
from arf_excel.collation.words import group
from arf_excel.desk.told import Told
from arf_excel.errors import EXIT_FINE, EXIT_TO_LOOK_AT, EXIT_UNREADABLE
from arf_excel.framework.findings import Finding, catalogue, message, remedy
from arf_excel.intake.submission import Unreadable
from arf_excel.review.hold import withheld
from arf_excel.review.review import Placed, Review
from arf_excel.workbook.lint import Fault

_SHOWN_PLACES = 6
_SPACES = re.compile(r"\s+")


_told: ContextVar[Told | None] = ContextVar("told", default=None)
_step: ContextVar[Callable[[int, int], None] | None] = ContextVar("step", default=None)


@contextmanager
def told_to_the_desk(step: Callable[[int, int], None]) -> Iterator[Told]:
    """Gather all that is printed instead of printing it; `step` hears how far long work is."""
    told = Told()
    telling, stepping = _told.set(told), _step.set(step)
    try:
        yield told
    finally:
        _told.reset(telling)
        _step.reset(stepping)


def clean(text: str) -> str:
    """One line without control, escape, zero-width or direction characters."""
    kept = "".join(
        c for c in _SPACES.sub(" ", text) if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return kept.strip()


class _ToTheDesk(io.StringIO):
    """Where a console writes when all is gathered."""

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told = told

    def write(self, text: str) -> int:
        self._told.say(text)
        return len(text)


def _stream(printed: TextIO) -> TextIO:
    told = _told.get()
    return printed if told is None else _ToTheDesk(told)


def sentences(words: str) -> None:
    """Sentences that may repeat what a stranger wrote, cleaned, on standard error."""
    for line in words.splitlines():
        say(clean(line))


def out() -> Console:
    return Console(file=_stream(sys.stdout), highlight=False, markup=False, emoji=False, soft_wrap=True)


def err() -> Console:
    return Console(file=_stream(sys.stderr), highlight=False, markup=False, emoji=False)


def review(found: Review) -> None:
    """A return's report: who, what it comes to, and every finding once with all its places."""
    console, submission, judgement = out(), found.submission, found.judgement
    who = clean(f"{submission.code} {submission.name}") or "organisation not named"
    console.print(Text(f"{clean(submission.file)}: {who}", style="bold"))
    for line in (judgement.levels.supported_sentence, judgement.levels.distance, judgement.ready_sentence):
        console.print(Text(f"  {clean(line)}"))
    for code, placed in _folded(found.findings):
        console.print(Text(f"  {code} {_title(code)}{_explained(placed)}"))
        console.print(Text(f"    Where: {_places(placed)}"))
        first = placed[0]
        console.print(Text(f"    What: {clean(first.message)}"))
        console.print(Text(f"    How: {clean(first.fix)}"))
    if not found.to_look_at:
        console.print(Text("  Nothing to fix or explain."))
    console.print()


def looked_at(found: Review | Unreadable) -> int:
    """The report of one return as a closing table; gives back its exit code."""
    if isinstance(found, Unreadable):
        unreadable(found)
        return EXIT_UNREADABLE
    told = withheld(found)
    say(clean(f"{found.submission.file}: {found.submission.code} {found.submission.name}"))
    for line in (told.judgement.levels.supported_sentence, told.judgement.ready_sentence):
        say(clean(line))
    rows = [(_places([p]), p.message, p.fix, p.finding.code) for p in told.findings if p.open]
    if rows:
        table(f"To look at: {len(rows)}", ("Where", "What", "How", "Code"), rows)
    else:
        say("Nothing to fix or explain.")
    return EXIT_TO_LOOK_AT if rows else EXIT_FINE


def unreadable(found: Unreadable) -> None:
    """A file that could not be read: what it is and what to do."""
    finding = Finding(found.code, facts=found.facts)
    console = out()
    console.print(Text(f"{clean(found.file)}: could not be read", style="bold"))
    console.print(Text(f"  {found.code} {clean(message(finding))}"))
    console.print(Text(f"    How: {clean(remedy(finding))}"))
    console.print()


def faults(file: str, found: Sequence[Fault] | None) -> None:
    """What the lint says of a workbook, a line for each fault; None for an OpenDocument one."""
    console = out()
    if found is None:
        console.print(Text(f"{clean(file)}: this is an OpenDocument file, and lint reads .xlsx only."))
        return
    if not found:
        console.print(Text(f"Sound and accessible: {clean(file)}"))
        return
    console.print(Text(f"{clean(file)}: {len(found)} to put right", style="bold"))
    for fault in found:
        console.print(Text(f"  {fault.rule}: {clean(fault.where)}: {clean(fault.message)}"))


def _title(code: str) -> str:
    return catalogue()[code].title


def _folded(findings: Iterable[Placed]) -> list[tuple[str, list[Placed]]]:
    folded: dict[str, list[Placed]] = {}
    for placed in findings:
        folded.setdefault(placed.finding.code, []).append(placed)
    return list(folded.items())


def _explained(placed: Sequence[Placed]) -> str:
    count = sum(p.finding.explained for p in placed)
    return f" ({count} of {len(placed)} explained)" if count else ""


def _places(placed: Sequence[Placed]) -> str:
    cells = [clean(f"{p.sheet} {p.cell}") if p.cell else clean(p.sheet or "the file") for p in placed]
    shown = ", ".join(cells[:_SHOWN_PLACES])
    more = len(cells) - _SHOWN_PLACES
    return f"{shown} and {more} more" if more > 0 else shown


def left_out(names: Sequence[str]) -> None:
    """Files of a folder that were not read, on standard error."""
    if names:
        shown = ", ".join(map(clean, names[:_SHOWN_PLACES]))
        more = len(names) - _SHOWN_PLACES
        said = f"{shown} and {more} more" if more > 0 else shown
        say(f"Not read, because they are no spreadsheets: {said}")


def table(title: str, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A closing table on standard error."""
    if (told := _told.get()) is not None:
        told.table(title, headers, [[clean(str(cell)) for cell in row] for row in rows])
        return
    made = Table(title=Text(title), title_justify="left")
    for header in headers:
        made.add_column(Text(header), overflow="fold")
    for row in rows:
        made.add_row(*(Text(clean(str(cell))) for cell in row))
    err().print(made)


def collated(outcome: Outcome, out: Path) -> None:
    """What became of every file, and the sum that must add up."""
    files = Counter(line.word for line in outcome.ledger)
    table("Files and organisations", ("What became of it", "Number"), files.items())
    counts = outcome.reconciliation
    rows = [(str(group("states")[state]), counts.total(state)) for state in EXPECTED_STATES]
    table(
        "Reconciliation", ("Deliverables", "Number"), [*rows, ("expected, and it adds up", counts.expected)]
    )
    if not outcome.ledger:
        say("No return was found, so the workbooks hold no organisation.")
    for note in outcome.notes:
        say(clean(note))
    top = [path.name for path in outcome.written if path.parent == out]
    inside = Counter(path.parent.name for path in outcome.written if path.parent != out)
    told = [*top, *(f"{folder} ({count})" for folder, count in inside.items())]
    say(f"Pack {outcome.pack}, written to {out}: {', '.join(told)}")


def readings(working: Sequence[tuple[str, str]]) -> None:
    """The lines that the forms read in a way that nobody has agreed yet."""
    if working:
        table("Working readings, not yet agreed", ("Question", "Reading on the forms"), working)
    else:
        say("Every reading on the forms is agreed by the Assembly.")


def say(words: str) -> None:
    """Sentences on standard error, a line each."""
    for line in words.splitlines():
        err().print(Text(clean(line)), soft_wrap=True)


class Steps:
    """Called after each step of long work: how many are done, of how many, and which."""

    def __init__(self, progress: Progress, words: str) -> None:
        self._progress, self._words, self._step = progress, words, _step.get()
        self._task = progress.add_task(words, total=None)

    def __call__(self, done: int, total: int, what: str) -> None:
        said = f"{self._words} {clean(what)}"
        if self._step:
            self._step(done, total)
        self._progress.update(self._task, completed=done, total=total, description=said)


def open_file(path: Path) -> None:
    """Open a file in the program that it belongs to; gathered for the desk, which opens it itself."""
    if (told := _told.get()) is not None:
        told.opens = path
    else:
        click.launch(str(path))
    say(f"Opened: {path.name}")


@contextmanager
def progress(words: str) -> Iterator[Steps]:
    """Progress on standard error, on a terminal only."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err(), transient=True, disable=not sys.stderr.isatty()) as shown:
        yield Steps(shown, words)


__all__ = ["clean", "faults", "progress", "review", "say", "table", "unreadable"]
