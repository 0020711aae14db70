"""round.xlsx → a round. Forgiving of order and spelling; what cannot be read is told all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from arf_excel.errors import UsageError
from arf_excel.framework.edition import DEFAULT_EDITION, Edition, edition_ids, load_edition
from arf_excel.rounds.choices import choices, chosen, same, short_board
from arf_excel.rounds.folder import is_round_name
from arf_excel.rounds.organisations_file import listed
from arf_excel.rounds.round_file import RoundFile, Row, open_round_file
from arf_excel.rounds.settings import (
    Conflict,
    Expected,
    Held,
    Pin,
    Question,
    Round,
    Seat,
    Settings,
    Waiver,
)
from arf_excel.rounds.sheets import ROUND_FILE, plan, sheet_plan
from arf_excel.rounds.values import NotRead, shown, text_of, unknown

Lists = Mapping[str, Sequence[str]]
_IN_ORDER = (("opens", "closes"), ("closes", "panel_date"), ("panel_date", "results_by"))
_ASKED_THEN_ANSWERED = {"column": "answered_on", "other": "asked_on"}


class _Found(NamedTuple):
    row: Row
    values: dict[str, Any]


def read_round(folder: Path) -> Round:
    """The round of a folder; one UsageError names every cell that cannot be read."""
    file = open_round_file(folder)
    typed = _settings_rows(file)
    edition = _edition(file, typed)
    lists = choices(edition)
    settings = _settings(file, typed, edition, lists)
    organisations = _organisations(file, lists)
    codes = {text_of(row.typed["code"]).upper() for row in file.rows(sheet_plan("organisations"))}
    panel = tuple(Seat(**found.values) for found in _table(file, "panel", lists))
    conflicts = _conflicts(file, lists, codes, panel)
    waivers = tuple(_waiver(found) for found in _of(file, "waivers", lists, codes))
    rulings, agreed = _rulings(file, edition, lists)
    pins = tuple(Pin(**found.values) for found in _of(file, "returns", lists, codes))
    hold = tuple(Held(**found.values) for found in _of(file, "hold", lists, codes))
    questions = _questions(file, lists, codes)
    if file.problems or settings is None:
        raise UsageError(listed(ROUND_FILE, file.problems))
    return Round(settings, organisations, rulings, agreed, pins, waivers, panel, conflicts, hold, questions)


def _table(file: RoundFile, key: str, lists: Lists) -> list[_Found]:
    return [_Found(row, values) for row, values in file.values(sheet_plan(key), lists)]


def _of(file: RoundFile, key: str, lists: Lists, codes: set[str]) -> list[_Found]:
    """The rows of a sheet about organisations; each must be one of this round's."""
    for row in file.rows(sheet_plan(key)):
        code = text_of(row.typed["code"]).upper()
        if code and code not in codes:
            file.say(sheet_plan(key), row.cells["code"], NotRead("not_listed", value=shown(code)))
    return _table(file, key, lists)


# settings


def _settings_rows(file: RoundFile) -> dict[str, Row]:
    """Key → its line, found by key or by the words beside it."""
    sheet = sheet_plan("settings")
    found: dict[str, Row] = {}
    rows = file.rows(sheet)
    for setting in plan().settings:
        words = {same(setting.key), same(setting.label)}
        fits = [r for r in rows if same(text_of(r.typed["key"])) in words]
        fits = fits or [r for r in rows if same(text_of(r.typed["label"])) in words]
        if fits:
            found[setting.key] = fits[0]
        elif rows and not setting.later:
            file.say(sheet, "", NotRead("no_line", key=setting.key))
    return found


def _edition(file: RoundFile, typed: Mapping[str, Row]) -> Edition:
    """What the hidden sheet says; the Settings sheet shows it, and may not say otherwise."""
    row = typed.get("edition")
    written = text_of(row.typed["answer"]) if row else ""
    made_for = chosen(file.meta().get("edition", ""), edition_ids())
    wanted = chosen(written, edition_ids())
    if row and made_for and wanted != made_for:
        problem = NotRead("other_edition", value=shown(written), edition=made_for)
        file.say(sheet_plan("settings"), row.cells["answer"], problem)
    elif row and not made_for and not wanted:
        file.say(sheet_plan("settings"), row.cells["answer"], unknown(written, edition_ids()))
    return load_edition(made_for or wanted or DEFAULT_EDITION)


def _settings(file: RoundFile, typed: Mapping[str, Row], edition: Edition, lists: Lists) -> Settings | None:
    """The Settings sheet; None when a line has a problem."""
    sheet = sheet_plan("settings")
    values: dict[str, Any] = {}
    for setting in plan().settings:
        if setting.key in typed:
            column = setting.as_column()
            values[setting.key] = file.value(sheet, typed[setting.key], "answer", column, lists)
        elif setting.later:
            values[setting.key] = setting.default
    if len(values) < len(plan().settings) or NotRead in values.values():
        return None
    if not is_round_name(values["name"]):
        problem = NotRead("no_letters", value=shown(values["name"]))
        file.say(sheet, typed["name"].cells["answer"], problem)
    labels = {setting.key: f"'{setting.label}'" for setting in plan().settings}
    for first, later in _IN_ORDER:
        if values[first] and values[later] and values[later] < values[first]:
            problem = NotRead("before", column=labels[later], other=labels[first])
            file.say(sheet, typed[later].cells["answer"], problem)
    return Settings(**{**values, "edition": edition.about.id})


# the other sheets


def _organisations(file: RoundFile, lists: Lists) -> tuple[Expected, ...]:
    found = []
    for _, values in _table(file, "organisations", lists):
        values["purpose"] = values["purpose"] or Expected.purpose
        values["board"] = short_board(values["board"])
        found.append(Expected(**values))
    return tuple(found)


def _conflicts(file: RoundFile, lists: Lists, codes: set[str], panel: Sequence[Seat]) -> tuple[Conflict, ...]:
    known = [word for seat in panel for word in (seat.seat, seat.role) if word]
    found = []
    for row, values in _of(file, "conflicts", lists, codes):
        member = chosen(values["member"], known)
        if member is None:
            problem = NotRead("no_seat", value=shown(values["member"]))
            file.say(sheet_plan("conflicts"), row.cells["member"], problem)
        found.append(Conflict(**{**values, "member": member or ""}))
    return tuple(found)


def _questions(file: RoundFile, lists: Lists, codes: set[str]) -> tuple[Question, ...]:
    sheet = sheet_plan("questions")
    found = []
    for row, values in _of(file, "questions", lists, codes):
        asked, answered = values["asked_on"], values["answered_on"]
        if asked and answered and answered < asked:
            named = {key: f"'{sheet.column(at).header}'" for key, at in _ASKED_THEN_ANSWERED.items()}
            file.say(sheet, row.cells["answered_on"], NotRead("before", **named))
        line = chosen(values["line"], lists["lines"], loosely=True) or values["line"]
        found.append(Question(**{**values, "line": line}))
    return tuple(found)


def _waiver(found: _Found) -> Waiver:
    """Of the rule's words only the code counts."""
    return Waiver(**{**found.values, "rule": found.values["rule"].split()[0]})


def _rulings(file: RoundFile, edition: Edition, lists: Lists) -> tuple[dict[str, str], frozenset[str]]:
    """Every ruling of the edition with the choice that holds, and those that are agreed."""
    sheet = sheet_plan("rulings")
    known = {ruling.id: ruling for ruling in edition.rulings}
    chosen_ids = {ruling.id: ruling.default for ruling in edition.rulings}
    agreed = set()
    for row, values in _table(file, "rulings", lists):
        ruling = known.get(chosen(values["id"], known) or "")
        if ruling is None:
            file.say(sheet, row.cells["id"], unknown(values["id"], known))
            continue
        texts = {choice.text: choice.id for choice in ruling.choices}
        word = chosen(values["choice"], [*texts, *texts.values()])
        if values["choice"] and word is None:
            file.say(sheet, row.cells["choice"], unknown(values["choice"], texts))
        elif word is not None:
            chosen_ids[ruling.id] = texts.get(word, word)
        if values["agreed"]:
            agreed.add(ruling.id)
    return chosen_ids, frozenset(agreed)
