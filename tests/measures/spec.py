"""The spec tables: what is typed for one item → its verdict, worked out by a person from the framework.

    [Silver 2]
    base: leaders=415; with-goal=412; evidence=2026-06-01 → meets
    with-goal=391 → short

A line changes the base of its item. Keys: the name of a fact; `evidence`, the dates of the evidence items
that name the item (`undated`, `none`); an occasion, its dates, each with a role in brackets (an executive
director when none is named); `wres-3`, `wres-3 beside`, `wres-3 break`; `goal-1`; `inequality-1`; `year`, the
day on which our year ends (or `none`); `asking`, what the form is for. A section with a ruling, such as
`[Gold 2, board-or-sub-group=board]`, begins with the item's base.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from arf_excel.framework.answers import Key
from arf_excel.framework.edition import load_edition
from arf_excel.framework.shape import Shape

HERE = Path(__file__).parent
EXECUTIVE = "Executive director"
_SECTION = re.compile(r"\[([^,\]]+)(?:, ([a-z-]+)=([a-z0-9-]+))?\]")
_MEETING = re.compile(r"(\d{4}-\d{2}-\d{2}|undated)(?: \((.+)\))?")
_GOAL = ("what", "beyond")
_INEQUALITY = (
    *("what", "group_one", "group_two", "start", "end"),
    *("start_one", "start_two", "end_one", "end_two"),
)
_YEARS = ("one", "two", "three")
Cells = dict[Key, object]


@dataclass(frozen=True)
class Line:
    """One line of a table: the item's code, its ruling if any, what is typed, and the verdict."""

    edition: str
    item: str
    ruling: tuple[str, str] | None
    base: str
    changes: str
    verdict: str
    number: int
    """Of the line in its file."""

    def __str__(self) -> str:
        return f"{self.item}-line{self.number}"

    @property
    def rulings(self) -> dict[str, str]:
        return dict([self.ruling]) if self.ruling else {}


@cache
def lines(edition: str) -> tuple[Line, ...]:
    """Every line of an edition's tables, the base of each item first."""
    return tuple(_lines(edition))


def _lines(edition: str) -> Iterator[Line]:
    item, ruling, bases = "", None, dict[str, str]()
    for number, text in enumerate((HERE / f"{edition}.txt").read_text("utf-8").splitlines(), start=1):
        if not text.strip() or text.startswith("#"):
            continue
        if section := _SECTION.fullmatch(text.strip()):
            item, ruling = section[1], (section[2], section[3]) if section[2] else None
            continue
        typed, arrow, verdict = text.rpartition("→")
        assert arrow, f"{edition}.txt, line {number}: no arrow"
        if typed.startswith("base:"):
            bases[item] = typed.removeprefix("base:").strip()
            typed = ""
        yield Line(edition, item, ruling, bases[item], typed.strip(), verdict.strip(), number)


def item_id(edition: str, code: str) -> str:
    """'Silver 2b' → its id."""
    return _ids(edition)[code]


@cache
def _ids(edition: str) -> dict[str, str]:
    found = load_edition(edition)
    return {part.code: part.id for part in (*found.deliverables, *found.supporting_actions)}


def typed_in(shape: Shape, cells: Cells, item: str, text: str) -> None:
    """Change the cells as a line of a table says; `item` is an id."""
    changes = [part.strip() for part in text.split(";") if part.strip()]
    for key, _, value in sorted((c.partition("=") for c in changes), key=lambda c: c[0] != "year"):
        _typed(shape, cells, item, key.strip(), value.strip())


def _typed(shape: Shape, cells: Cells, item: str, key: str, value: str) -> None:
    occasions = {occasion.id: occasion.name for occasion in shape.measures.occasions}
    if key == "year":
        day = None if value == "none" else dt.datetime.fromisoformat(value)
        cells["organisation", "year_end", "answer"] = day
    elif key == "asking":
        cells["organisation", "asking", "answer"] = value
    elif key == "evidence":
        _evidence(shape, cells, item, value)
    elif key in occasions:
        _meetings(shape, cells, occasions[key], value)
    elif key.startswith("wres-"):
        _wres(cells, key, value)
    elif key.startswith(("goal-", "inequality-")):
        columns = _GOAL if key.startswith("goal-") else _INEQUALITY
        for column, part in zip(columns, [*value.split("/"), *[""] * 9], strict=False):
            _put(cells, ("goals", key, column), part)
    else:
        row = f"{item}/{key}"
        assert row in {fact.id for fact in shape.facts}, f"no fact {row}"
        _put(cells, ("measures", row, "answer"), value)


def _put(cells: Cells, key: Key, text: str) -> None:
    cells[key] = None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        cells[key] = dt.datetime.fromisoformat(text)
    elif re.fullmatch(r"-?\d+(\.\d+)?", text):
        cells[key] = float(text)
    elif text:
        cells[key] = text


def _evidence(shape: Shape, cells: Cells, item: str, value: str) -> None:
    """The item's evidence rows are these."""
    own = {f"{d.code} {d.name}" for d in shape.deliverables if d.id == item} or {_code(shape, item)}
    for row in shape.evidence_rows:
        if cells.get(("evidence", row, "for_item")) in own:
            _clear(cells, "evidence", row)
    for date in [] if value == "none" else value.split(","):
        row = _free(cells, "evidence", shape.evidence_rows, "what")
        cells["evidence", row, "what"] = "Minutes of the board"
        cells["evidence", row, "for_item"] = min(own)
        cells["evidence", row, "where"] = f"{row} minutes.pdf"
        if date.strip() != "undated":
            cells["evidence", row, "date"] = dt.datetime.fromisoformat(date.strip())


def _code(shape: Shape, item: str) -> str:
    return next(a.code for a in shape.supporting if a.id == item)


def _meetings(shape: Shape, cells: Cells, name: str, value: str) -> None:
    """The meetings for this are these."""
    for row in shape.meeting_rows:
        if cells.get(("meetings", row, "what_for")) == name:
            _clear(cells, "meetings", row)
    for meeting in [] if value == "none" else value.split(","):
        match = _MEETING.fullmatch(meeting.strip())
        assert match, f"not a meeting: {meeting}"
        row = _free(cells, "meetings", shape.meeting_rows, "what_for")
        undated = match[1] == "undated"
        cells["meetings", row, "date"] = None if undated else dt.datetime.fromisoformat(match[1])
        cells["meetings", row, "what_for"] = name
        cells["meetings", row, "who"] = match[2] or EXECUTIVE


def _wres(cells: Cells, key: str, value: str) -> None:
    row, _, what = key.partition(" ")
    if what == "break":
        _put(cells, ("wres", row, "series"), value)
        return
    columns = [f"beside_{year}" for year in _YEARS] if what == "beside" else list(_YEARS)
    for column, part in zip(columns, [*value.split("/"), "", ""], strict=False):
        _put(cells, ("wres", row, column), part)


def _clear(cells: Cells, table: str, row: str) -> None:
    for key in [key for key in cells if key[:2] == (table, row)]:
        cells[key] = None


def _free(cells: Cells, table: str, rows: tuple[str, ...], column: str) -> str:
    return next(row for row in rows if cells.get((table, row, column)) is None)
