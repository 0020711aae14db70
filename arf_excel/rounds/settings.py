"""A round as values: what `round.xlsx` says. Made by `rounds.read`; nothing else reads that workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from arf_excel.rules.days import typed_day


@dataclass(frozen=True)
class Settings:
    """The Settings sheet. Dates that the office left empty are None."""

    name: str
    edition: str
    opens: dt.date | None = None
    closes: dt.date | None = None
    evidence_to: dt.date | None = None
    panel_date: dt.date | None = None
    results_by: dt.date | None = None
    year_end: dt.date | None = None
    """What every form's 'Our year ends on' comes filled in with."""
    return_to: str = ""
    help: str = ""
    adjustments: str = ""
    keep_until: str = ""
    assembly: str = ""
    evidence_rows: int = 120
    action_rows: int = 60
    minutes_a_cell: int = 3

    @property
    def form_year_end(self) -> dt.date | None:
        """What forms come filled in with: left empty, it is the last day for evidence."""
        return self.year_end or self.evidence_to

    @property
    def kept_to(self) -> dt.date | None:
        """The day of 'Kept until'; None when other words stand there, or none."""
        return typed_day(self.keep_until)


@dataclass(frozen=True)
class Expected:
    """A line of the Organisations sheet: who takes part and with which form."""

    code: str
    name: str
    board: str = ""
    kind: str = ""
    contact_role: str = ""
    email: str = ""
    asking: str = ""
    """What they are expected to ask for, in the words of the form; '' when not known."""
    purpose: str = "all"
    """Which form they get: a word of `form.sheets.purposes`."""
    extension_to: dt.date | None = None
    link_member: str = ""
    level_held: str = ""


@dataclass(frozen=True)
class Pin:
    """A line of the Returns sheet: use this file for this organisation. `file` is a name or a SHA-256."""

    code: str
    file: str
    reason: str = ""


@dataclass(frozen=True)
class Waiver:
    code: str
    rule: str
    reason: str
    who: str
    until: dt.date | None


@dataclass(frozen=True)
class Seat:
    """A line of the Panel sheet: a role, never a name."""

    seat: str
    role: str
    organisation: str = ""


@dataclass(frozen=True)
class Conflict:
    """A line of the Conflicts sheet: `member`, a seat or role of the panel, does not look at `code`."""

    member: str
    code: str
    reason: str = ""


@dataclass(frozen=True)
class Held:
    """A line of the Hold sheet: an answer to print as sent (`released`), or as `text`, or not at all."""

    code: str
    table: str
    row: str
    column: str
    released: bool = False
    text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Question:
    """A line of the Questions sheet: a point of fact to ask before anything is decided."""

    code: str
    line: str
    """The label of a deliverable, or what was typed; '' for the whole form."""
    question: str
    asked_on: dt.date | None = None
    answer: str = ""
    answered_on: dt.date | None = None

    @property
    def open(self) -> bool:
        return not self.answer


@dataclass(frozen=True)
class Round:
    """One round, as the office has set it up."""

    settings: Settings
    organisations: tuple[Expected, ...]
    rulings: Mapping[str, str] = field(default_factory=dict)
    agreed: frozenset[str] = frozenset()
    """Rulings that the Assembly has marked as agreed; the others print 'working reading, not yet agreed'."""
    pins: tuple[Pin, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    panel: tuple[Seat, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    hold: tuple[Held, ...] = ()
    questions: tuple[Question, ...] = ()

    def questions_of(self, code: str) -> tuple[Question, ...]:
        """The points of fact of an organisation, in the order of the sheet."""
        return tuple(each for each in self.questions if each.code == code)

    def expected(self, code: str) -> Expected | None:
        return next((e for e in self.organisations if e.code == code), None)
