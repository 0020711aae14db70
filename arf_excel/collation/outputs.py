"""Writes every output of a run, reads it back, and writes the manifest last."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.cases import Case, editions, reviews_of
from arf_excel.collation.ledger import Line, write_ledger
from arf_excel.collation.manifest import manifest, submissions, write_json, write_records
from arf_excel.collation.office import Everything, write_office
from arf_excel.collation.read_back import check_reconciliation
from arf_excel.collation.readings import readings_used, rulings_of
from arf_excel.collation.reconcile import Reconciliation, require_adding_up
from arf_excel.collation.regional_office import write_regional_office
from arf_excel.collation.regional_summary import write_regional_summary
from arf_excel.collation.review_pack import write_pack
from arf_excel.collation.sheets import Imprint
from arf_excel.collation.sources import OUTPUTS
from arf_excel.collation.tidy import Cell
from arf_excel.collation.words import say
from arf_excel.errors import UsageError
from arf_excel.form.origin import Contacts, words
from arf_excel.framework.edition import load_edition
from arf_excel.intake.submission import Unreadable
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Round


@dataclass(frozen=True)
class Result:
    """All that a run found out."""

    cases: Sequence[Case]
    lines: Sequence[Line]
    cells: Sequence[Cell]
    reconciliation: Reconciliation
    reviews: tuple[Review, ...]
    """Of every return, used or not."""
    unreadable: tuple[Unreadable, ...]
    round: Round | None
    as_of: dt.datetime | dt.date


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
) -> tuple[Path, ...]:
    """Every output whole and adding up, or OwnFaultError and no manifest."""
    made = imprint(result)
    pack, office, regional_office, regional, lines, records, last = (out / name for name in OUTPUTS)
    last.unlink(missing_ok=True)
    cases, round_ = result.cases, result.round
    everything = Everything(cases, result.lines, result.cells, result.reconciliation, round_ is not None)
    expected = len(round_.organisations) if round_ else None
    steps: list[tuple[Path, Callable[[], None]]] = [
        (pack, lambda: write_pack(pack, cases, round_, made)),
        (office, lambda: write_office(office, everything, made)),
        (regional_office, lambda: write_regional_office(regional_office, cases, made)),
        (regional, lambda: write_regional_summary(regional, cases, made, expected)),
        (lines, lambda: write_ledger(lines, result.lines)),
        (records, lambda: write_records(records, submissions(result.reviews, result.unreadable))),
    ]
    for n, (path, step) in enumerate(steps):
        if progress:
            progress(n, len(steps), path.name)
        step()
    require_adding_up(check_reconciliation(out))
    written = [path for path, _ in steps]
    write_json(last, manifest(result.lines, written, round_, result.as_of, rulings_used(result)))
    if progress:
        progress(len(steps), len(steps), last.name)
    return (*written, last)


def imprint(result: Result) -> Imprint:
    """Names, credit and date for every workbook of the run."""
    settings = result.round.settings if result.round else None
    edition = load_edition(settings.edition) if settings else (editions(result.cases) or [load_edition()])[0]
    said = words(edition, Contacts(assembly=settings.assembly if settings else ""))
    as_of = result.as_of
    created = as_of.date() if isinstance(as_of, dt.datetime) else as_of
    return Imprint(settings.name if settings else "", said["assembly"], created, said["credit"])


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
