"""The buttons of the desk and its words: `workbook_templates/desk.toml`, for the workbook and the command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from arf_excel.errors import UsageError
from arf_excel.framework.templates import read_toml
from arf_excel.rounds.folder import is_round
from arf_excel.rounds.sheets import sentence


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Button(_Part):
    """A button: its name, its macro, and the command that it runs.

    `links` are patterns of files in the round's folder that are listed afterwards.
    """

    id: str
    label: str
    macro: str
    command: tuple[str, ...]
    about: str
    links: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The command as a person types it."""
        slots = plan().shown
        return " ".join(["arf-excel", *(word.format_map(slots) for word in self.command if word != "--")])

    @property
    def on_workbook(self) -> bool:
        """Whether it is about the workbook that is open beside the desk."""
        return "{workbook}" in self.command

    def arguments(self, round_: Path, workbook: str, today: dt.date) -> list[str]:
        """The words of the command, each one argument whatever stands in it."""
        day = f"{today.day} {today:%B %Y}"
        slots = {"round": str(round_), "workbook": workbook, "today": day}
        return [word.format_map(slots) for word in self.command]


class Opens(_Part):
    """A file of a round that can be opened: its path there, and what to do when it is not there."""

    file: str
    what: str
    how: str


class Sheet(_Part):
    """The words and sizes of the sheet."""

    name: str
    title: str
    lead: str
    folder: str
    folder_help: str
    folder_prompt: str
    python: str
    python_help: str
    python_prompt: str
    headers: tuple[str, str, str]
    last: str
    nothing_yet: str
    keys: str
    footer: str
    widths: tuple[float, ...]
    rows: int
    """How many rows there are for what happened last."""
    about_buttons: str


class Plan(_Part):
    sheet: Sheet
    shown: Mapping[str, str]
    said: Mapping[str, str]
    problems: Mapping[str, str]
    opens: Mapping[str, Opens]
    buttons: tuple[Button, ...]


@cache
def plan() -> Plan:
    """The whole of desk.toml, checked."""
    return Plan.model_validate(read_toml("desk.toml"))


def said(key: str, **facts: object) -> str:
    return plan().said[key].format_map(facts)


def problem(key: str, **facts: object) -> UsageError:
    return UsageError(plan().problems[key].format_map(facts))


def button_called(name: str) -> Button:
    """A button by its id; UsageError names those that there are."""
    for button in plan().buttons:
        if button.id == name:
            return button
    raise problem("no_button", button=name, buttons=", ".join(each.id for each in plan().buttons))


def require_round(folder: Path) -> None:
    """UsageError, in the words of every command, unless the folder is a round's."""
    if not folder.is_dir():
        raise UsageError(sentence("no_folder", folder=folder.name))
    if not is_round(folder):
        raise UsageError(sentence("no_round", folder=folder.name))


def file_to_open(what: str, folder: Path) -> Path:
    """The path of a file of a round; UsageError says how to get it."""
    require_round(folder)
    wanted = plan().opens[what]
    path = folder / wanted.file
    if not path.is_file():
        raise problem("no_file", what=wanted.what, folder=folder.name, how=wanted.how)
    return path
