"""What stands where in round.xlsx: `workbook_templates/round.toml`, for the writer and the reader alike."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from arf_excel.framework.templates import read_toml

ROUND_FILE = "round.xlsx"
LISTS, META = "_lists", "_meta"
HEADER_ROW = 3
"""Title, lead, an empty line, then the header row (from 0)."""

LEAST_ROWS, MOST_ROWS = 10, 500
Kind = Literal["text", "code", "date", "words", "number", "yes_no"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Part):
    """A column of a sheet. `choices` names a list of `rounds.choices`."""

    key: str
    header: str
    width: float
    kind: Kind = "text"
    given: bool = False
    unread: bool = False
    """For people only: a workbook made before there was such a column reads the same."""
    needed: bool = False
    choices: str | None = None
    free: bool = False
    prompt: str = ""
    least: int = LEAST_ROWS
    most: int = MOST_ROWS
    """Of a number."""


class SheetPlan(_Part):
    """A sheet of one table."""

    key: str
    name: str
    title: str
    lead: str
    rows: int = 0
    """How many rows come ready, filled or empty."""
    filters: bool = False
    titled_by: str | None = None
    """The column whose cells say what each row is; without one it is the first."""
    unique: tuple[str, ...] = ()
    """No two rows have the same in all of these columns."""
    keyed: bool = False
    """A row counts by its id, which we write; else by what people typed."""
    later: bool = False
    """A round.xlsx made before there was such a sheet has no rows of it."""
    columns: tuple[Column, ...]

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that a round is read from."""
        return tuple(column for column in self.columns if not column.unread)

    def at(self, key: str) -> int:
        """The place of a column, from 0."""
        return [column.key for column in self.columns].index(key)

    def column(self, key: str) -> Column:
        return self.columns[self.at(key)]


class Setting(_Part):
    """A line of the Settings sheet. `wanted` is good to have before forms go out."""

    key: str
    label: str
    kind: Kind = "text"
    given: bool = False
    needed: bool = False
    wanted: bool = False
    default: int | None = None
    least: int = LEAST_ROWS
    most: int = MOST_ROWS
    """Of a number."""
    later: bool = False
    """A round.xlsx made before there was such a line has the default."""
    help: str

    def as_column(self) -> Column:
        """How its answer is read."""
        own = {name: getattr(self, name) for name in ("kind", "needed", "least", "most")}
        return Column(key="answer", header=self.label, width=0, **own)


class Closing(_Part):
    """What `round close` says. `what_to_do` is by folder, then round.xlsx."""

    file: str
    folders: tuple[str, ...]
    headers: tuple[str, str, str, str]
    title: str
    past: str
    not_yet: str
    no_day: str
    nothing_done: str
    elsewhere: str
    nothing: str
    link: str
    files: str
    waivers: str
    no_waivers: str
    waiver: str
    what_to_do: dict[str, str]


class _Plan(_Part):
    format_version: str
    folders: dict[str, str]
    sheets: tuple[SheetPlan, ...]
    settings: tuple[Setting, ...]
    close: Closing
    rules: dict[str, tuple[str, str]]
    problems: dict[str, tuple[str, str]]
    sentences: dict[str, str]
    organisations_file: dict[str, list[str]] = Field(min_length=2)


@cache
def plan() -> _Plan:
    """The whole of round.toml, checked."""
    return _Plan.model_validate(read_toml("round.toml"))


def sheet_plan(key: str) -> SheetPlan:
    return next(sheet for sheet in plan().sheets if sheet.key == key)


def sentence(key: str, **facts: object) -> str:
    """One of our sentences about a round's files."""
    return plan().sentences[key].format_map(facts)
