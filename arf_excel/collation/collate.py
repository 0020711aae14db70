"""Returns in, the panel's and the region's workbooks out: the one function that puts collation together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from arf_excel.collation import hold, ledger
from arf_excel.collation.cases import cases_of
from arf_excel.collation.evidence_page import evidence_notes, returned_of
from arf_excel.collation.judged import judge_all
from arf_excel.collation.ledger import Line
from arf_excel.collation.lines import Known, lines_of, not_used, versions_of
from arf_excel.collation.outputs import Result, day_of, require_room, write_outputs
from arf_excel.collation.packs import first_packs, number_of
from arf_excel.collation.reading import Found, Progress, one_by_one, read_all
from arf_excel.collation.reconcile import Reconciliation, count
from arf_excel.collation.sources import Source, sources
from arf_excel.collation.tidy import cells_of
from arf_excel.collation.versions import Return, choose, numbered
from arf_excel.evidence.report import Check, evidence_of
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Round

Reader = Callable[[bytes, str], Submission | Unreadable]


@dataclass(frozen=True)
class Outcome:
    """What a run came to. `reviews` are those of the returns that are used, by organisation."""

    ledger: tuple[Line, ...]
    reviews: tuple[Review, ...]
    reconciliation: Reconciliation
    written: tuple[Path, ...]
    notes: tuple[str, ...]
    """Sentences on pins that met no file, and on forms that say another organisation."""
    pack: int
    """The number of the pack."""

    @property
    def to_look_at(self) -> bool:
        """Whether a person is asked to put something right or explain it."""
        return any(each.to_look_at for each in self.reviews)

    @property
    def unreadable(self) -> bool:
        return any(line.outcome == ledger.UNREADABLE for line in self.ledger)


def collate(
    paths: Sequence[Path],
    out: Path,
    round_: Round | None = None,
    *,
    returned_only: Path | None = None,
    progress: Progress | None = None,
    passwords: Sequence[str] = (),
    issued: Mapping[str, str] | None = None,
    copies: bool = False,
    evidence: Path | None = None,
    check_links: Check | None = None,
    read: Reader | None = None,
) -> Outcome:
    """Read every return, decide which are used, write all outputs, and see that it adds up.

    `returned_only` is a round's folder of returns: then nothing else is read. `passwords` are tried on
    protected files; `issued` is the fingerprint of the form that each organisation was sent; `copies`
    writes a form filled again for each return with something to look at; `evidence` is the folder of
    evidence files, `check_links` what looks at links. Raises UsageError when an input or the output folder
    cannot be used, OwnFaultError when the outputs do not add up.
    """
    files = sources(paths, out, returned_only, evidence)
    require_room(out)
    found = _read(files, passwords, read, progress)
    earlier = ledger.read_earlier(out / "ledger.csv")
    pairs = [(s, tuple(found.names[sha])) for sha, s in sorted(found.submissions.items())]
    packs = first_packs(found.submissions, earlier)
    returns = numbered(pairs, earlier)
    chosen = choose(returns, round_)
    as_of = _as_of(round_, returns)
    judged = judge_all(returns, chosen, round_, day_of(as_of))
    cases = cases_of(chosen.used, judged.told, round_)
    counted = tuple(replace(case, review=judged.own.get(case.code)) for case in cases)
    sent = evidence_of(returned_of(counted, cases), evidence, check_links)
    cells = cells_of(counted, not_used(chosen, returns))
    chosen = replace(chosen, lines=hold.lines_withheld(chosen.lines, judged.shown))
    lines = lines_of(found, chosen, cases, cells, Known(earlier, packs, issued or {}, round_))
    result = Result(
        cases=cases,
        counted=counted,
        lines=lines,
        cells=cells,
        reconciliation=count(cases, cells),
        reviews=tuple(judged.shown.values()),
        unreadable=tuple(found.unreadable.values()),
        round=round_,
        versions=versions_of(chosen, cases, returns),
        as_of=as_of,
        pack=number_of(packs, earlier),
        copies=copies,
        evidence=sent,
    )
    placed = write_outputs(out, result, progress)
    used = tuple(judged.told[code] for code in sorted(judged.told))
    notes = (*placed.notes, *chosen.notes, *judged.notes, *evidence_notes(sent))
    return Outcome(lines, used, result.reconciliation, placed.written, notes, result.pack)


def _read(
    files: Sequence[Source], passwords: Sequence[str], read: Reader | None, progress: Progress | None
) -> Found:
    """Strangers' files are read in processes of their own; tests bring a reader."""
    if read is not None:
        return read_all(files, one_by_one(read), progress)
    from arf_excel.intake.isolation import Readers

    with Readers(passwords) as readers:
        return read_all(files, readers.read, progress)


def _as_of(round_: Round | None, returns: Sequence[Return]) -> dt.datetime | dt.date:
    """The round's closing day, else when the latest return was saved: never the clock."""
    from arf_excel.form.origin import BLANK_DAY

    if round_ and round_.settings.closes:
        return round_.settings.closes
    saved = [each.submission.saved for each in returns if each.submission.saved is not None]
    aware = [s if s.tzinfo else s.replace(tzinfo=dt.UTC) for s in saved]
    return max(aware) if aware else BLANK_DAY
