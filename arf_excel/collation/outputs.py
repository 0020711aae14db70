"""Writes every output of a run aside, reads it back, and puts it in its place, the manifest last."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.cases import Case, editions, reviews_of
from arf_excel.collation.changes_page import Versions
from arf_excel.collation.in_place import MANIFEST, STAGE, Content, Placed, put_in_place
from arf_excel.collation.ledger import Line, write_ledger
from arf_excel.collation.manifest import manifest, submissions, write_records
from arf_excel.collation.office import Everything, write_office
from arf_excel.collation.read_back import check_reconciliation
from arf_excel.collation.readings import readings_used, rulings_of
from arf_excel.collation.reconcile import Reconciliation, require_adding_up
from arf_excel.collation.regional_office import write_regional_office
from arf_excel.collation.regional_summary import write_regional_summary
from arf_excel.collation.review_pack import write_pack
from arf_excel.collation.sheets import Imprint
from arf_excel.collation.sources import COPIES, OUTPUTS
from arf_excel.collation.tidy import Cell
from arf_excel.collation.words import say
from arf_excel.errors import UsageError
from arf_excel.evidence.report import EvidenceReport
from arf_excel.form.origin import Contacts, words
from arf_excel.framework.edition import load_edition
from arf_excel.intake.submission import Unreadable
from arf_excel.review.review import Review
from arf_excel.rounds.copies import write_fix_me_copies
from arf_excel.rounds.settings import Round


@dataclass(frozen=True)
class Result:
    """All that a run found out."""

    cases: Sequence[Case]
    """As they may be written: held cells print other words."""
    counted: Sequence[Case]
    """The same as they came: for numbers, and for the copies that go back."""
    lines: Sequence[Line]
    cells: Sequence[Cell]
    reconciliation: Reconciliation
    reviews: tuple[Review, ...]
    """Of every return, used or not."""
    unreadable: tuple[Unreadable, ...]
    round: Round | None
    versions: tuple[Versions, ...]
    """The return that is used beside the one before it, where there is one."""
    as_of: dt.datetime | dt.date
    pack: int
    """The number of this pack."""
    evidence: EvidenceReport
    copies: bool
    """Whether each return with something to look at is filled in again, for its organisation."""


def require_room(out: Path) -> None:
    """UsageError unless every output can be written to this folder, which is made where it is not there."""
    try:
        for each in (out, *out.parents):
            if each.is_file():
                raise UsageError(say("output", "is_a_file", folder=str(each)))
        taken = [name for name in OUTPUTS if (out / name).is_dir()]
        if taken:
            raise UsageError(say("output", "taken", folder=str(out), names=", ".join(taken)))
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(prefix=".arf-", dir=out):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(say("output", "no_room", folder=str(out), reason=reason)) from None


def write_outputs(
    out: Path, result: Result, progress: Callable[[int, int, str], None] | None = None
) -> Placed:
    """Every output, written aside, read back, found to add up, and only then put in its place.

    OwnFaultError when they do not add up: then everything in the folder stays as it was.
    """
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=out) as folder:
        stage = Path(folder)
        for n, (name, step) in enumerate(steps := _steps(stage, result)):
            if progress:
                progress(n, len(steps), name)
            step()
        require_adding_up(check_reconciliation(stage))
        if progress:
            progress(len(steps), len(steps), MANIFEST)
        rulings = rulings_used(result)

        def last(written: Mapping[str, str]) -> Content:
            return manifest(
                result.lines, written, result.round, result.as_of, rulings, result.pack, result.evidence
            )

        return put_in_place(stage, out, last)


def _steps(stage: Path, result: Result) -> list[tuple[str, Callable[[], object]]]:
    """What to write, each by its name."""
    made, cases, round_ = imprint(result), result.cases, result.round
    everything = Everything(
        cases,
        result.lines,
        result.cells,
        result.reconciliation,
        round_ is not None,
        result.versions,
        result.evidence,
    )
    expected = len(round_.organisations) if round_ else None
    pack, office, regional_office, regional, lines, records = (stage / name for name in OUTPUTS[:-1])
    steps: list[tuple[Path, Callable[[], object]]] = [
        (pack, lambda: write_pack(pack, cases, round_, made)),
        (office, lambda: write_office(office, everything, made)),
        (regional_office, lambda: write_regional_office(regional_office, cases, made)),
        (regional, lambda: write_regional_summary(regional, result.counted, made, expected)),
        (lines, lambda: write_ledger(lines, result.lines)),
        (records, lambda: write_records(records, submissions(result.reviews, result.unreadable))),
    ]
    returned = [case.review for case in result.counted if case.review]
    copies = stage / COPIES
    if result.copies:
        steps.append((copies, lambda: write_fix_me_copies(returned, copies, round_, clear=False)))
    return [(path.name, step) for path, step in steps]


def imprint(result: Result) -> Imprint:
    """Names, credit and date for every workbook of the run."""
    settings = result.round.settings if result.round else None
    edition = load_edition(settings.edition) if settings else (editions(result.cases) or [load_edition()])[0]
    said = words(edition, Contacts(assembly=settings.assembly if settings else ""))
    created = day_of(result.as_of)
    name = settings.name if settings else ""
    return Imprint(name, said["assembly"], created, said["credit"], result.pack)


def day_of(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def rulings_used(result: Result) -> dict[str, dict[str, str]]:
    """Edition → ruling → the reading that was judged by; several are listed where they differ."""
    found: dict[str, dict[str, str]] = {}
    for edition in editions(result.cases):
        reviews = reviews_of(result.cases, edition)
        given = rulings_of(result.round, edition) or {}
        found[edition.about.id] = {
            r.id: ", ".join(sorted(readings_used(reviews, r))) or given.get(r.id, r.default)
            for r in edition.rulings
        }
    return found
