"""The tables of the form, one pydantic model each: a field is a column, or a line of a record.

The writer takes headers, widths, drop-downs, typed rules and prompts from here; the reader takes from the
same field how a cell is read. A column is added in one place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from arf_excel.rules.python import day_from_number, day_of, figure, number_in_words

Use = Literal["given", "needed", "optional", "worked"]
"""given: we write it · needed, optional: people type it · worked: a formula of ours."""


Kind = Literal["text", "day", "number", "fact"]
"""fact: whatever the row asks for, which is a day, a number or a text."""


@dataclass(frozen=True)
class Cell:
    """How one field looks in the workbook. `choices` names a list; `free` lists only suggest."""

    header: str
    width: float
    use: Use = "optional"
    choices: str | None = None
    free: bool = False
    prompt: str = ""
    help: str = ""
    """Beside a line of a record."""
    only_with: str = ""
    """A worked column that has something to say only where the form has this table."""
    since: int = 1
    """The version of the form that first had the column."""


@dataclass(frozen=True)
class Field:
    """A field of a table as the writer and the reader see it."""

    name: str
    cell: Cell
    kind: Kind
    adapter: TypeAdapter[Any]

    @property
    def is_date(self) -> bool:
        return self.kind == "day"

    @property
    def typed(self) -> bool:
        """People type here."""
        return self.cell.use in ("needed", "optional")


# how a cell is read


def _as_text(value: object) -> object:
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.datetime):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, int | float):
        return f"{value:.15g}"
    raise PydanticCustomError("error_cell", "an error cell")


def _as_day(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = day_of(value)
    if not number:
        raise PydanticCustomError("not_a_date", "not a date of this century")
    return day_from_number(number)


def _as_number(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    number = figure(value)
    if number is None or isinstance(value, dt.date):
        raise PydanticCustomError("not_a_number", "not a number")
    return number_in_words(number)


def _as_fact(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else _as_text(value)


Text = Annotated[str | None, BeforeValidator(_as_text)]
Day = Annotated[dt.date | None, BeforeValidator(_as_day)]
Number = Annotated[str | None, BeforeValidator(_as_number)]
"""Read as it is written: '14.4'."""
Fact = Annotated[dt.date | str | None, BeforeValidator(_as_fact)]


class Row(BaseModel):
    """A row of a table; every field is blank until somebody types."""

    model_config = ConfigDict(extra="forbid")


def _given(header: str, width: float) -> Cell:
    return Cell(header, width, "given")


def _worked(header: str, width: float, only_with: str = "") -> Cell:
    return Cell(header, width, "worked", only_with=only_with)


# the tables


class Organisation(Row):
    """A record: each field is a line. Column widths stand in `RECORD`."""

    code: Annotated[
        Text,
        Cell(
            "ODS code",
            0,
            "needed",
            help="The NHS's own code of your organisation, three or more characters, such as R0A.",
        ),
    ] = None
    name: Annotated[Text, Cell("Name of the organisation", 0, "needed")] = None
    board: Annotated[Text, Cell("Integrated care board area", 0, choices="boards")] = None
    kind: Annotated[Text, Cell("Type of organisation", 0, choices="types", free=True)] = None
    contact_role: Annotated[
        Text,
        Cell("Role of the person we can ask", 0, "needed", help="A role, not a name: 'Head of inclusion'."),
    ] = None
    email: Annotated[Text, Cell("E-mail for that role", 0, "needed", help="A shared mailbox is best.")] = None
    asking: Annotated[Text, Cell("We are asking for", 0, "needed", choices="asking")] = None
    year_end: Annotated[
        Day,
        Cell(
            "Our year ends on",
            0,
            "needed",
            help="Every 'past year' and 'annually' counts back twelve months from this day.",
        ),
    ] = None
    level_held: Annotated[Text, Cell("Level we hold now", 0, choices="held")] = None
    held_since: Annotated[Day, Cell("Held since", 0)] = None
    still_in_place: Annotated[
        Text,
        Cell(
            "All that it asked for is still in place",
            0,
            choices="yes_no",
            help="Yes, and you need not fill in the deliverables of the level that you hold.",
        ),
    ] = None
    last_application: Annotated[Day, Cell("Date of our last application", 0)] = None
    consent_name: Annotated[
        Text, Cell("You may publish our name if we are recognised", 0, choices="yes_no")
    ] = None
    consent_case_study: Annotated[
        Text, Cell("You may share our work as a case study", 0, choices="yes_no")
    ] = None
    consent_contact: Annotated[
        Text, Cell("You may put other organisations in touch with us", 0, choices="yes_no")
    ] = None


class Declaration(Row):
    """A record, for recognition only."""

    role: Annotated[
        Text,
        Cell("Role of the person who declares", 0, "needed", help="A role, not a name: 'Chief executive'."),
    ] = None
    agreed: Annotated[
        Text,
        Cell("What this form says is true to the best of our knowledge", 0, "needed", choices="yes_no"),
    ] = None
    date: Annotated[Day, Cell("Date of the declaration", 0, "needed")] = None


class ChecklistRow(Row):
    """One row for each direct deliverable, then regular review."""

    id: Annotated[Text, _given("Id", 10)] = None
    key_driver: Annotated[Text, _given("Key driver", 13)] = None
    official: Annotated[Text, _given("Direct deliverable", 19)] = None
    needed: Annotated[Text, _worked("Needed for what you ask", 9)] = None
    status: Annotated[
        Text, Cell("Status", 12, "needed", choices="statuses", prompt="Choose from the list.")
    ] = None
    how: Annotated[
        Text,
        Cell("How it is delivered", 33, "needed", prompt="100 to 250 words are plenty. F2 before pasting."),
    ] = None
    evidence: Annotated[Text, _worked("Evidence", 8, "evidence")] = None
    facts: Annotated[Text, _worked("Facts given", 8, "measures")] = None
    actions: Annotated[Text, _worked("Actions", 8)] = None
    verdict: Annotated[Text, _worked("Verdict", 10)] = None
    why: Annotated[Text, _worked("Why, and what would help", 23)] = None
    explain: Annotated[Text, Cell("Explain", 12, prompt="Optional: a word to the Assembly or the panel.")] = (
        None
    )


class SupportingRow(Row):
    """Supporting actions decide nothing; all that people type is optional. One with a person is an action."""

    id: Annotated[Text, _given("Id", 15)] = None
    code: Annotated[Text, _given("Supporting action", 12)] = None
    official: Annotated[Text, _given("Official wording", 42)] = None
    status: Annotated[Text, Cell("Status", 14, choices="statuses", prompt="Optional.")] = None
    note: Annotated[Text, Cell("Note", 22, prompt="Optional. F2 before pasting.")] = None
    plan: Annotated[Text, _worked("Your action plan", 15)] = None
    person: Annotated[
        Text, Cell("Person/ Team", 15, prompt="A role or team makes it an action of your plan.", since=3)
    ] = None
    timescale: Annotated[
        Text, Cell("Timescale", 14, prompt="Optional. Words or a date, such as 6 months.", since=3)
    ] = None
    verdict: Annotated[Text, _worked("Verdict", 16)] = None


class EvidenceRow(Row):
    """A document, page or record that shows how a deliverable is delivered."""

    id: Annotated[Text, _given("Id", 9)] = None
    what: Annotated[Text, Cell("What it is", 24, "needed", prompt="Press F2 before pasting.")] = None
    for_item: Annotated[
        Text,
        Cell("For which deliverable", 20, "needed", choices="targets", prompt="Choose from the list."),
    ] = None
    line: Annotated[Text, _worked("Line", 10)] = None
    where: Annotated[
        Text, Cell("Where (link or file name)", 21, "needed", prompt="Press F2 before pasting.")
    ] = None
    date: Annotated[
        Day, Cell("Date, if it has one", 12, prompt="Such as 3 Oct 2026. Press F2 before pasting.")
    ] = None
    also_1: Annotated[Text, Cell("Also shows", 13, choices="targets", prompt="Optional.")] = None
    also_2: Annotated[Text, Cell("Also shows (second)", 13, choices="targets", prompt="Optional.")] = None
    kind: Annotated[Text, Cell("Type", 11, choices="evidence_kinds", free=True, prompt="Optional.")] = None
    page: Annotated[Text, Cell("Page", 7, prompt="Optional.")] = None
    access: Annotated[Text, Cell("Who can open it", 12, choices="access", prompt="Optional.")] = None
    shows: Annotated[Text, Cell("What it shows", 13, prompt="Optional. F2 before pasting.")] = None


class MeasureRow(Row):
    """A fact that an official sentence asks for, or something counted from another sheet."""

    id: Annotated[Text, _given("Id", 16)] = None
    item: Annotated[Text, _given("For", 10)] = None
    question: Annotated[Text, _given("Question", 42)] = None
    needed: Annotated[Text, _worked("Needed for what you ask", 9)] = None
    answer: Annotated[Fact, Cell("Answer", 22, "needed")] = None
    how: Annotated[Text, _given("How to answer", 23)] = None
    verdict: Annotated[Text, _worked("Verdict", 14)] = None
    sentence: Annotated[Text, _worked("What it comes to", 29)] = None


class MeetingRow(Row):
    """A meeting in our year; a line counts once for each thing that it was for."""

    id: Annotated[Text, _given("Id", 9)] = None
    date: Annotated[
        Day, Cell("Date", 15, "needed", prompt="Such as 3 Oct 2026. Press F2 before pasting.")
    ] = None
    what_for: Annotated[
        Text, Cell("What for", 41, "needed", choices="occasions", prompt="Choose from the list.")
    ] = None
    also_for: Annotated[Text, Cell("Also for", 38, choices="occasions", prompt="Optional.")] = None
    who: Annotated[
        Text,
        Cell(
            "Who attended or brought it (role)",
            24,
            "needed",
            choices="roles",
            free=True,
            prompt="A role, and no name.",
        ),
    ] = None
    note: Annotated[Text, Cell("Note", 38, prompt="Optional. F2 before pasting.")] = None


def _figure(
    header: str, width: float, prompt: str = "A number, as published.", use: Use = "optional"
) -> Cell:
    return Cell(header, width, use, prompt=prompt)


class WresRow(Row):
    """A measure of the Workforce Race Equality Standard at three points a year apart."""

    id: Annotated[Text, _given("Id", 9)] = None
    measure: Annotated[Text, _given("Measure", 26)] = None
    how: Annotated[Text, _given("How to give it", 24)] = None
    one: Annotated[Number, _figure("First year", 9, use="needed")] = None
    two: Annotated[Number, _figure("Second year", 9, use="needed")] = None
    three: Annotated[Number, _figure("Third year", 9, use="needed")] = None
    beside_one: Annotated[Number, _figure("Beside it, first year", 9)] = None
    beside_two: Annotated[Number, _figure("Beside it, second year", 10)] = None
    beside_three: Annotated[Number, _figure("Beside it, third year", 9)] = None
    cases: Annotated[Text, Cell("Cases in a year", 9, choices="cases", prompt="Optional; no counts.")] = None
    series: Annotated[Text, Cell("Break in series", 8, choices="yes_no", prompt="Yes after a merger.")] = None
    note: Annotated[Text, Cell("Note", 12, prompt="Optional. F2 before pasting.")] = None
    sentence: Annotated[Text, _worked("What the figures show", 22)] = None


class GoalRow(Row):
    """A stretch goal, or an inequality in the figures of two groups."""

    id: Annotated[Text, _given("Id", 12)] = None
    kind: Annotated[Text, _given("Kind", 11)] = None
    what: Annotated[Text, Cell("The goal, or the inequality", 26, "needed", prompt="F2 before pasting.")] = (
        None
    )
    beyond: Annotated[
        Text, Cell("Goal: the requirement that it goes beyond", 20, "needed", prompt="Of law or assurance.")
    ] = None
    group_one: Annotated[Text, Cell("First group", 12, "needed", prompt="Whose figures these are.")] = None
    group_two: Annotated[Text, Cell("Second group", 12, "needed", prompt="Whom it is compared with.")] = None
    start: Annotated[Day, Cell("Data at the start are of", 13, prompt="Such as 3 Oct 2026.")] = None
    end: Annotated[Day, Cell("Data at the end are of", 13, prompt="Such as 3 Oct 2026.")] = None
    start_one: Annotated[Number, _figure("Start: first group, or the gap", 8)] = None
    start_two: Annotated[Number, _figure("Start: second group", 8)] = None
    end_one: Annotated[Number, _figure("End: first group, or the gap", 8)] = None
    end_two: Annotated[Number, _figure("End: second group", 8)] = None
    sentence: Annotated[Text, _worked("What the figures show", 14)] = None


class ActionRow(Row):
    """The official columns of the sample action plan, with an id and what the action is for in front."""

    id: Annotated[Text, _given("Id", 8)] = None
    for_item: Annotated[
        Text, Cell("For", 20, "needed", choices="targets", prompt="Choose from the list.")
    ] = None
    line: Annotated[Text, _worked("Line", 10)] = None
    level: Annotated[Text, _worked("Level", 11)] = None
    action: Annotated[Text, Cell("Action", 32, "needed", prompt="Press F2 before pasting.")] = None
    person: Annotated[Text, Cell("Person/ Team", 17, "needed", prompt="A role or team, not a name.")] = None
    timescale: Annotated[Text, Cell("Timescale", 13, prompt="Words are fine, such as 6 months.")] = None
    target: Annotated[
        Day, Cell("Target completion date", 15, prompt="Such as 3 Oct 2026. Press F2 before pasting.")
    ] = None
    progress: Annotated[
        Text, Cell("Progress", 16, choices="progress", free=True, prompt="Your own words are fine.")
    ] = None
    comments: Annotated[Text, Cell("Comments", 23, prompt="Optional. F2 before pasting.")] = None


class ReflectionRow(Row):
    """Ours, optional, for a conversation inside the organisation."""

    id: Annotated[Text, _given("Id", 14)] = None
    principle: Annotated[Text, _given("Principle", 40)] = None
    zone: Annotated[Text, Cell("Zone", 18, choices="zones", prompt="Optional.")] = None
    notes: Annotated[Text, Cell("Notes", 70, prompt="Optional. F2 before pasting.")] = None
    share: Annotated[
        Text,
        Cell("Share with the panel", 18, choices="yes_no", prompt="Left empty, this row stays with you."),
    ] = None


NOT_FOR: dict[str, frozenset[str]] = {
    "goal": frozenset(GoalRow.model_fields) - {"id", "kind", "what", "beyond", "sentence"},
    "inequality": frozenset({"beyond"}),
}
"""Columns of Goals and inequalities that a kind of line has no use for."""

RECORD = (
    Cell("Id", 20, "given"),
    Cell("Question", 52, "given"),
    Cell("Answer", 46),
    Cell("Help", 46, "given"),
)
"""The four columns of a record table; what people type is column C."""

TABLES: dict[str, type[Row]] = {
    "organisation": Organisation,
    "checklist": ChecklistRow,
    "evidence": EvidenceRow,
    "measures": MeasureRow,
    "meetings": MeetingRow,
    "wres": WresRow,
    "goals": GoalRow,
    "action_plan": ActionRow,
    "supporting": SupportingRow,
    "reflection": ReflectionRow,
    "declaration": Declaration,
}
"""In the order of the sheets."""

RECORDS = frozenset({"organisation", "declaration"})
TITLED_BY = {
    "organisation": "question",
    "checklist": "key_driver",
    "measures": "question",
    "wres": "measure",
    "supporting": "code",
    "reflection": "principle",
    "declaration": "question",
}
"""The column that says what a row is, where the id does not: a screen reader reads it out."""
ROW_WORDS = {"evidence": "Evidence", "meetings": "Meeting", "action_plan": "Action"}
"""What a row is called: 'Evidence 3'."""
PREFIXES = {"evidence": "EV", "meetings": "MT", "action_plan": "AP"}
"""Tables whose rows come ready made and empty, and to which people may add."""


@cache
def fields(table: str) -> tuple[Field, ...]:
    """The fields of a table, in the order of its columns (or of a record's lines)."""
    found = []
    for name, info in TABLES[table].model_fields.items():
        cell = next(m for m in info.metadata if isinstance(m, Cell))
        before = next((m for m in info.metadata if isinstance(m, BeforeValidator)), None)
        kind = _KINDS[before.func] if before is not None else "text"
        found.append(Field(name, cell, kind, _ADAPTERS[kind]))
    return tuple(found)


_KINDS: dict[object, Kind] = {_as_text: "text", _as_day: "day", _as_number: "number", _as_fact: "fact"}
_ADAPTERS: dict[Kind, TypeAdapter[Any]] = {
    "text": TypeAdapter(Text),
    "day": TypeAdapter(Day),
    "number": TypeAdapter(Number),
    "fact": TypeAdapter(Fact),
}


@cache
def answer_columns(table: str) -> tuple[str, ...]:
    """The columns that people type in; a record has one."""
    return ("answer",) if table in RECORDS else tuple(f.name for f in fields(table) if f.typed)


def field(table: str, row: str, column: str) -> Field:
    """The field that a cell belongs to."""
    wanted = row if table in RECORDS else column
    return next(f for f in fields(table) if f.name == wanted)


def as_written(field: Field, value: object) -> str | float | dt.date | None:
    """What the writer puts in a cell for a value that was read or given: a day, a number, a text, nothing."""
    if isinstance(value, str):
        return value or None
    if field.kind in ("number", "fact") and isinstance(value, int | float) and not isinstance(value, bool):
        return value
    try:
        read: str | float | dt.date | None = field.adapter.validate_python(value)
        return read
    except ValidationError:
        return str(getattr(value, "code", value))


def row_words(table: str, row: str) -> str:
    """'Evidence 3' for EV003; other rows are named by what they are about."""
    digits = row[2:].lstrip("0")
    return f"{ROW_WORDS[table]} {digits}" if table in ROW_WORDS and digits.isdigit() else row


def row_ids(table: str, count: int) -> tuple[str, ...]:
    """EV001…, AP001…: the rows that come ready made."""
    return tuple(f"{PREFIXES[table]}{n:03d}" for n in range(1, count + 1))
