"""Forms out: one for each organisation of a round, with what the round knows filled in, and their list."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.errors import UsageError
from arf_excel.form.lists import choices
from arf_excel.form.origin import BLANK_DAY, Contacts, Origin, words
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import Edition, load_edition
from arf_excel.framework.levels import asking_of
from arf_excel.framework.shape import Shape
from arf_excel.rounds.choices import region_boards
from arf_excel.rounds.folder import form_name
from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Expected, Round
from arf_excel.rounds.sheets import plan, sentence
from arf_excel.rounds.values import NotRead, day_from
from arf_excel.rules.python import day_in_words, day_number
from arf_excel.workbook.csv_file import csv_text, read_csv
from arf_excel.workbook.save import replace_text

Progress = Callable[[int, int, str], None]
"""How many are done, of how many, and the code of the next."""
LIST_FILE = "issued.csv"


@dataclass(frozen=True)
class Issued:
    """A form that was written: a line of issued.csv."""

    code: str
    name: str
    path: Path
    purpose: str
    fingerprint: str
    sha256: str
    closes: dt.date | None


@dataclass(frozen=True)
class Form:
    """A form before it is written: what it holds, where it comes from, what is filled in."""

    shape: Shape
    origin: Origin
    answers: Answers


def issue(folder: Path, *, locked: bool = False, progress: Progress | None = None) -> list[Issued]:
    """Write every form of a round and issued.csv. The same round gives the same bytes."""
    found = read_round(folder)
    if not found.organisations:
        raise UsageError(sentence("no_organisations"))
    into = folder / plan().folders["issued"]
    issued = []
    for done, expected in enumerate(found.organisations):
        if progress is not None:
            progress(done, len(found.organisations), expected.code)
        issued.append(_issue_one(into, found, expected, locked))
    replace_text(into / LIST_FILE, csv_text(HEADERS, map(_cells, issued)))
    return issued


def not_yet_agreed(folder: Path) -> list[tuple[str, str]]:
    """Question and reading of every ruling that a round's forms print as a working reading."""
    found = read_round(folder)
    rulings = load_edition(found.settings.edition).rulings
    return [(r.question, r.reading(found.rulings[r.id])) for r in rulings if r.id not in found.agreed]


def _issue_one(into: Path, found: Round, expected: Expected, locked: bool) -> Issued:
    form = form_for(found, expected)
    path = into / form_name(expected.code, found.settings.name)
    meta = write_form(path, form.shape, form.answers, form.origin, locked=locked)
    return Issued(
        code=expected.code,
        name=expected.name,
        path=path,
        purpose=expected.purpose,
        fingerprint=meta.lines()["fingerprint"],
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        closes=closing_day(found, expected),
    )


def form_for(found: Round, expected: Expected) -> Form:
    """The form that a round issues to an organisation."""
    settings, edition = found.settings, load_edition(found.settings.edition)
    shape = shape_of(
        edition,
        expected.purpose,
        evidence_rows=settings.evidence_rows,
        action_rows=settings.action_rows,
        year_end=settings.form_year_end,
        rulings=found.rulings,
        minutes_a_cell=settings.minutes_a_cell,
    )
    origin = origin_of(found, edition, expected)
    return Form(shape, origin, answers_of(shape, expected, origin))


def answers_of(shape: Shape, expected: Expected, origin: Origin) -> Answers:
    """What the round already knows, for the Organisation sheet; only what this form lets people choose."""
    lists = choices(shape, origin.boards)
    known: dict[str, object] = {
        "code": expected.code,
        "name": expected.name,
        "board": expected.board,
        "kind": expected.kind,
        "contact_role": expected.contact_role,
        "email": expected.email,
        "asking": expected.asking if expected.asking in lists["asking"] else asking_of(shape),
        "year_end": shape.year_end,
        "level_held": expected.level_held if expected.level_held in lists["held"] else "",
    }
    return Answers({("organisation", key, "answer"): value for key, value in known.items() if value})


def origin_of(found: Round, edition: Edition, expected: Expected) -> Origin:
    """The round's words on a form. `created` is a day of the round, never of the clock."""
    settings = found.settings
    contacts = Contacts(
        assembly=settings.assembly,
        return_to=settings.return_to,
        help=settings.help,
        adjustments=settings.adjustments,
        keep=_kept(settings.keep_until),
    )
    closes = closing_day(found, expected)
    return Origin(
        words=words(edition, contacts),
        created=settings.opens or BLANK_DAY,
        round=settings.name,
        organisation=expected.code,
        boards=boards_of(found),
        closes=day_in_words(day_number(closes)) if closes else "",
        agreed=found.agreed,
    )


def closing_day(found: Round, expected: Expected) -> dt.date | None:
    """The round's last day, or the organisation's own where that is later."""
    days = [day for day in (found.settings.closes, expected.extension_to) if day is not None]
    return max(days, default=None)


def boards_of(found: Round) -> tuple[str, ...]:
    """The boards of a round that brings its own; () while the region's list has them all."""
    named = {each.board for each in found.organisations if each.board}
    return () if named <= set(region_boards()) else tuple(sorted(named))


def _kept(keep_until: str) -> str:
    """A date gets its preposition; other words stay as they are."""
    try:
        day_from(keep_until)
    except NotRead:
        return keep_until
    return sentence("keep", day=keep_until)


# issued.csv

HEADERS = ("organisation code", "name", "file", "form", "fingerprint", "sha256", "closes")


def _cells(issued: Issued) -> Sequence[str]:
    closes = issued.closes.isoformat() if issued.closes else ""
    facts = (issued.purpose, issued.fingerprint, issued.sha256, closes)
    return (issued.code, issued.name, issued.path.name, *facts)


def issued_fingerprints(folder: Path) -> dict[str, str]:
    """Code → fingerprint of the form that issued.csv lists; {} where there is no such list, or no more."""
    path = folder / plan().folders["issued"] / LIST_FILE
    try:
        there, rows = read_csv(path)
    except OSError:
        return {}
    if not {HEADERS[0], HEADERS[4]} <= set(there):
        return {}
    return {row[HEADERS[0]].upper(): row[HEADERS[4]] for row in rows}
