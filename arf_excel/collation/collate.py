"""Returns in, the panel's and the region's workbooks out: the one function that puts collation together."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from arf_excel.collation import ledger
from arf_excel.collation.cases import NOTHING, Case, cases_of
from arf_excel.collation.hold import withheld
from arf_excel.collation.ledger import Line
from arf_excel.collation.outputs import Result, require_room, write_outputs
from arf_excel.collation.readings import rulings_of
from arf_excel.collation.reconcile import Reconciliation, count
from arf_excel.collation.sources import SHUT_FOLDER, Source, is_ours, sources
from arf_excel.collation.tidy import OFF_FORM, Cell, cells_of
from arf_excel.collation.versions import Chosen, Return, choose, numbered
from arf_excel.collation.words import group, say
from arf_excel.intake.files import read_bytes
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.review.review import Review, review
from arf_excel.rounds.settings import Round

Reader = Callable[[bytes, str], Submission | Unreadable]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Outcome:
    """What a run came to. `reviews` are those of the returns that are used, by organisation."""

    ledger: tuple[Line, ...]
    reviews: tuple[Review, ...]
    reconciliation: Reconciliation
    written: tuple[Path, ...]
    notes: tuple[str, ...]
    """Sentences on pins that met no file, and on forms that say another organisation."""

    @property
    def to_look_at(self) -> bool:
        """Whether a person is asked to put something right or explain it."""
        return any(each.to_look_at for each in self.reviews)

    @property
    def unreadable(self) -> bool:
        return any(line.outcome == ledger.UNREADABLE for line in self.ledger)


@dataclass
class _Read:
    """What the files turned out to be."""

    submissions: dict[str, Submission] = field(default_factory=dict)
    unreadable: dict[str, Unreadable] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    """SHA-256 → the names of the files with these bytes."""
    lines: list[Line] = field(default_factory=list)


def collate(
    paths: Sequence[Path],
    out: Path,
    round_: Round | None = None,
    *,
    returned_only: Path | None = None,
    progress: Progress | None = None,
    read: Reader | None = None,
) -> Outcome:
    """Read every return, decide which are used, write all outputs, and see that it adds up.

    `returned_only` is a round's folder of returns: then nothing else is read. Raises UsageError when an input
    or the output folder cannot be used, OwnFaultError when the outputs do not add up.
    """
    files = sources(paths, out, returned_only)
    require_room(out)
    found = _read(files, read or _reader(), progress)
    found.submissions = {sha: withheld(each, round_) for sha, each in found.submissions.items()}
    earlier = ledger.read_earlier(out / "ledger.csv")
    pairs = [(s, tuple(found.names[sha])) for sha, s in sorted(found.submissions.items())]
    returns = numbered(pairs, earlier)
    chosen = choose(returns, round_)
    reviewed = {each.submission.sha256: _review(each.submission, round_) for each in returns}
    reviews = {code: reviewed[each.submission.sha256] for code, each in chosen.used.items()}
    cases = cases_of(chosen.used, reviews, round_)
    cells = cells_of(cases, _not_used(chosen, returns))
    lines = ledger.in_order(_lines(found, chosen, cases, cells, earlier))
    result = Result(
        cases=cases,
        lines=lines,
        cells=cells,
        reconciliation=count(cases, cells),
        reviews=tuple(reviewed.values()),
        unreadable=tuple(found.unreadable.values()),
        round=round_,
        as_of=_as_of(round_, returns),
    )
    written = write_outputs(out, result, progress)
    used = tuple(reviews[code] for code in sorted(reviews))
    return Outcome(lines, used, result.reconciliation, written, chosen.notes)


def _review(submission: Submission, round_: Round | None) -> Review:
    return review(submission, rulings_of(round_, submission.shape.edition))


def _reader() -> Reader:
    """Loaded late: tests bring a reader of their own."""
    from arf_excel.intake.reader import read_return

    return read_return


# reading


def _read(files: Sequence[Source], read: Reader, progress: Progress | None) -> _Read:
    """Every file once; a file with the bytes of another is its duplicate."""
    found = _Read()
    for n, source in enumerate(files):
        if progress:
            progress(n, len(files), source.shown)
        if source.passed_over:
            kind = ledger.UNREADABLE if source.passed_over == SHUT_FOLDER else ledger.NOT_A_RETURN
            found.lines.append(Line(kind, source.shown, say("why", source.passed_over)))
        else:
            _read_one(source, read, found)
    if progress:
        progress(len(files), len(files), "")
    return found


def _read_one(source: Source, read: Reader, found: _Read) -> None:
    opened = read_bytes(source.path)
    if opened is None:
        found.lines.append(Line(ledger.UNREADABLE, source.shown, say("why", "no_access")))
        return
    data, sha = opened
    if sha in found.names:
        first = found.names[sha][0]
        found.names[sha].append(source.shown)
        why = say("why", "duplicate", file=first)
        found.lines.append(Line(ledger.DUPLICATE, source.shown, why, sha256=sha))
        return
    if is_ours(data, source.path):
        found.lines.append(Line(ledger.NOT_A_RETURN, source.shown, say("why", "our_output"), sha256=sha))
        return
    result = read(data, source.shown)
    if isinstance(result, Unreadable) and result.code in group("reading")["not_a_return"]:
        found.lines.append(_unreadable(replace(result, sha256=sha), ledger.NOT_A_RETURN))
        return
    found.names[sha] = [source.shown]
    if isinstance(result, Unreadable):
        found.unreadable[sha] = replace(result, sha256=sha)
    else:
        found.submissions[sha] = result


def _unreadable(found: Unreadable, outcome: str) -> Line:
    from arf_excel.framework.findings import Finding, message, remedy

    finding = Finding(found.code, facts=found.facts)
    why = f"{message(finding)} {remedy(finding)}"
    return Line(outcome, found.file, why, finding=found.code, sha256=found.sha256)


# the ledger


def _lines(
    found: _Read,
    chosen: Chosen,
    cases: Sequence[Case],
    cells: Sequence[Cell],
    earlier: Mapping[str, ledger.Earlier],
) -> list[Line]:
    by_code = {case.code: case for case in cases}
    off_form = Counter(cell.code for cell in cells if cell.state == OFF_FORM)
    returns = [_told(line, by_code, off_form) for line in chosen.lines]
    of = {line.sha256: line for line in returns}
    lines = [*returns, *(_unreadable(u, ledger.UNREADABLE) for u in found.unreadable.values())]
    for line in found.lines:
        twin = of.get(line.sha256) if line.outcome == ledger.DUPLICATE else None
        same = {"number": twin.number, "code": twin.code, "name": twin.name} if twin else {}
        lines.append(replace(line, **same))  # type: ignore[arg-type]
    for case in (c for c in cases if c.review is None):
        why = say("why", "missing")
        purpose = case.issued.purpose
        lines.append(Line(ledger.MISSING, why=why, code=case.code, name=case.name, purpose=purpose))
    there = {line.sha256 for line in lines}
    for sha, known in earlier.items():
        if sha not in there:
            facts = {"number": known.number, "code": known.code, "name": known.name, "sha256": sha}
            lines.append(Line(ledger.GONE, known.file, say("why", "gone"), **facts))  # type: ignore[arg-type]
    return lines


def _told(line: Line, cases: Mapping[str, Case], off_form: Mapping[str, int]) -> Line:
    """A used return that is on another form, or does not say what it asks for and is in no pack, is told."""
    case = cases.get(line.code)
    name = case.name if case else line.name
    if line.outcome not in ledger.TAKEN or case is None:
        return replace(line, name=name)
    whys = [line.why] if line.why else []
    whys += [say("why", "other_form", count=off_form[case.code])] if off_form.get(case.code) else []
    whys += [say("why", "not_said")] if case.asks == NOTHING else []
    return replace(line, name=name, why=" ".join(whys))


def _not_used(chosen: Chosen, returns: Sequence[Return]) -> list[tuple[str, str, Submission]]:
    """(code, name, submission) of the returns that are not used."""
    by_sha = {each.submission.sha256: each.submission for each in returns}
    lines = (line for line in chosen.lines if line.outcome in ledger.NOT_USED)
    return [(line.code, line.name, by_sha[line.sha256]) for line in lines]


def _as_of(round_: Round | None, returns: Sequence[Return]) -> dt.datetime | dt.date:
    """The round's closing day, else when the latest return was saved: never the clock."""
    from arf_excel.form.origin import BLANK_DAY

    if round_ and round_.settings.closes:
        return round_.settings.closes
    saved = [each.submission.saved for each in returns if each.submission.saved is not None]
    aware = [s if s.tzinfo else s.replace(tzinfo=dt.UTC) for s in saved]
    return max(aware) if aware else BLANK_DAY
