"""How a sheet of round.xlsx is written: one table, prompts, drop-downs and rules, ready to type in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from arf_excel.form.layout import answer_name
from arf_excel.rounds.sheets import HEADER_ROW, Column, Setting, SheetPlan, plan
from arf_excel.workbook.book import Book, Content, Page

_TITLE, _GAP = 26, 6
"""Points. What stands above a table is frozen with its header, so it is kept low."""
_FIRST_DAY, _LAST_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)


@dataclass(frozen=True)
class Line:
    """A row: what stands in it by column, and where it differs from its column."""

    content: Mapping[str, Content]
    setting: Setting | None = None
    """On the Settings sheet the kind of the answer differs from row to row."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Column → the defined name of a list of this row alone."""
    room: Mapping[str, str] = field(default_factory=dict)
    """Column → the longest text that may come to stand in it."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's plan, the lines that it starts with, and list name → defined name."""

    plan: SheetPlan
    ready: Sequence[Line]
    names: Mapping[str, str]

    @property
    def lines(self) -> list[Line]:
        """With empty rows up to what the plan asks for; a table has at least one."""
        empty = max(self.plan.rows, 1) - len(self.ready)
        return [*self.ready, *([Line({})] * empty)]


def write_sheet(book: Book, sheet: Sheet, round_name: str) -> None:
    """Write one sheet."""
    found = sheet.plan
    page = book.page(found.name)
    page.widths([column.width for column in found.columns])
    page.put(0, 0, found.title, "title")
    page.height(0, _TITLE)
    page.put(1, 0, found.lead)
    page.height(2, _GAP)
    headers = [column.header for column in found.columns]
    lines = sheet.lines
    page.table(
        f"table_{found.key}",
        HEADER_ROW,
        headers,
        len(lines),
        about=found.title,
        filters=found.filters,
        titled_by=found.at(found.titled_by) if found.titled_by else 0,
    )
    for row, line in enumerate(lines, start=HEADER_ROW + 1):
        _line(page, found, row, line)
    last = HEADER_ROW + len(lines)
    for at, column in enumerate(found.columns):
        book.name(answer_name(found.key, column.key), found.name, (HEADER_ROW + 1, at), (last, at))
        own = any(column.key in line.choices or (line.setting and column.key == "answer") for line in lines)
        if not own:
            page.rule((HEADER_ROW + 1, at), (last, at), _column_rule(column, sheet.names))
    page.freeze_what_fits(HEADER_ROW + 1, 1)
    page.print_as(landscape=True, repeat=HEADER_ROW, footer=round_name)
    if found.key == plan().sheets[0].key:
        page.first()


def _line(page: Page, found: SheetPlan, row: int, line: Line) -> None:
    texts: dict[int, tuple[str, str]] = {}
    for at, column in enumerate(found.columns):
        content = line.content.get(column.key)
        if line.setting is not None and column.key == "answer":
            role = _setting_role(line.setting)
            if rule := _setting_rule(line.setting):
                page.rule((row, at), (row, at), rule)
        else:
            role = _role(column, first=at == 0)
        more = {"num_format": "0", "align": "left"} if isinstance(content, int) else {}
        page.put(row, at, content, role, **more)
        texts[at] = (content if isinstance(content, str) else line.room.get(column.key, ""), role)
        if column.key in line.choices:
            source = {"validate": "list", "source": f"={line.choices[column.key]}"}
            page.rule((row, at), (row, at), {**source, **_error("choices"), **_prompt(column)})
    page.fit(row, texts, least=20)


def _role(column: Column, first: bool) -> str:
    if column.given:
        return "id" if first else "fixed"
    return ("entry" if column.needed else "optional") + ("_date" if column.kind == "date" else "")


def _setting_role(setting: Setting) -> str:
    if setting.given:
        return "fixed"
    wanted = setting.needed or setting.wanted
    return ("entry" if wanted else "optional") + ("_date" if setting.kind == "date" else "")


def _setting_rule(setting: Setting) -> dict[str, Any]:
    if setting.given:
        return _refusal()
    message = plan().rules[setting.kind][1] if setting.kind in plan().rules else setting.help
    message = message.format(least=setting.least, most=setting.most)
    return {**_typed(setting), "input_title": setting.label[:32], "input_message": message}


def _column_rule(column: Column, names: Mapping[str, str]) -> dict[str, Any]:
    if column.given:
        return _refusal()
    if column.choices:
        source = {"validate": "list", "source": f"={names[column.choices]}"}
        kept = column.free or column.kind == "code"
        return {**source, **_error("free" if kept else "choices", warning=kept), **_prompt(column)}
    return {**_typed(column), **_prompt(column)}


def _typed(cell: Setting | Column) -> dict[str, Any]:
    """The rule of a kind. Dates only warn: what is typed in words is read as well."""
    if cell.kind == "date":
        days = {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY, "maximum": _LAST_DAY}
        return {**days, **_error("date", warning=True)}
    if cell.kind == "number":
        whole = {"validate": "integer", "criteria": "between", "minimum": cell.least, "maximum": cell.most}
        return {**whole, **_error("number", least=cell.least, most=cell.most)}
    return {"validate": "any"}


def _refusal() -> dict[str, Any]:
    """A guard against overtyping by accident; the sheets are not protected."""
    return {"validate": "custom", "value": "=FALSE", **_error("given")}


def _error(key: str, warning: bool = False, **facts: int) -> dict[str, str]:
    title, message = plan().rules[key]
    style = {"error_type": "warning"} if warning else {}
    return {"error_title": title, "error_message": message.format_map(facts), **style}


def _prompt(column: Column) -> dict[str, str]:
    return {"input_title": column.header[:32], "input_message": column.prompt}
