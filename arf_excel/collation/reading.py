"""Every file of a run, read once: what it turned out to be."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from arf_excel.collation import ledger
from arf_excel.collation.ledger import Line
from arf_excel.collation.sources import SHUT_FOLDER, Source, is_ours
from arf_excel.collation.words import group, say
from arf_excel.framework.findings import Finding, message, remedy
from arf_excel.intake.files import read_bytes
from arf_excel.intake.submission import Submission, Unreadable

Job = tuple[bytes, str]
"""The bytes of a file, and its name as people know it."""
Result = Submission | Unreadable
Readers = Callable[[Iterable[Job]], Iterator[Result]]
"""Reads many files, in their order."""
Progress = Callable[[int, int, str], None]


@dataclass
class Found:
    """What the files turned out to be, by SHA-256; `lines` are those of the ledger that are no returns."""

    submissions: dict[str, Submission] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    """The names of the files with these bytes, the first one first."""
    lines: list[Line] = field(default_factory=list)


def read_all(files: Sequence[Source], read: Readers, progress: Progress | None) -> Found:
    """Every file once; a file with the bytes of another is its duplicate."""
    found, waiting = Found(), deque[str]()
    for result in read(_jobs(files, found, waiting, progress)):
        _take(found, waiting.popleft(), result)
    if progress:
        progress(len(files), len(files), "")
    return found


def one_by_one(read: Callable[[bytes, str], Result]) -> Readers:
    """A reader of one file, called for each."""
    return lambda jobs: (read(data, shown) for data, shown in jobs)


def _jobs(
    files: Sequence[Source], found: Found, waiting: deque[str], progress: Progress | None
) -> Iterator[Job]:
    for n, source in enumerate(files):
        if progress:
            progress(n, len(files), source.shown)
        if source.passed_over:
            kind = ledger.UNREADABLE if source.passed_over == SHUT_FOLDER else ledger.NOT_A_RETURN
            found.lines.append(Line(kind, source.shown, say("why", source.passed_over)))
        elif opened := _opened(source, found):
            data, sha = opened
            waiting.append(sha)
            yield data, source.shown


def _opened(source: Source, found: Found) -> tuple[bytes, str] | None:
    """The bytes of a file that is to be read, and their SHA-256; None when its line is told already."""
    opened = read_bytes(source.path)
    if opened is None:
        found.lines.append(Line(ledger.UNREADABLE, source.shown, say("why", "no_access")))
        return None
    data, sha = opened
    if sha in found.names:
        why = say("why", "duplicate", file=found.names[sha][0])
        found.names[sha].append(source.shown)
        found.lines.append(Line(ledger.DUPLICATE, source.shown, why, sha256=sha))
        return None
    if is_ours(data):
        found.lines.append(Line(ledger.NOT_A_RETURN, source.shown, say("why", "our_output"), sha256=sha))
        return None
    found.names[sha] = [source.shown]
    return data, sha


def _take(found: Found, sha: str, result: Result) -> None:
    """What a file turned out to be. The hash is that of the file as it came, whatever the reader opened."""
    if isinstance(result, Submission):
        found.submissions[sha] = replace(result, sha256=sha)
    elif result.code in group("reading")["not_a_return"]:
        found.lines.append(unreadable_line(replace(result, sha256=sha), ledger.NOT_A_RETURN))
    else:
        found.unreadable[sha] = replace(result, sha256=sha)


def unreadable_line(found: Unreadable, outcome: str = ledger.UNREADABLE) -> Line:
    finding = Finding(found.code, facts=found.facts)
    why = f"{message(finding)} {remedy(finding)}"
    return Line(outcome, found.file, why, finding=found.code, sha256=found.sha256)
