"""Whether a computer that puts the month first swapped day and month in some dates, and left others as text.

A web Excel with American settings makes 10 March of 03/10/2026, and leaves 25/10/2026 as the text it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from arf_excel.framework.findings import Finding
from arf_excel.intake.grid import CellValue
from arf_excel.intake.submission import Cell, Key, Seen
from arf_excel.intake.typed import day_words
from arf_excel.rules.days import in_figures, typed_day

_MONTHS = 12
_MOST_NAMED = 8


@dataclass(frozen=True)
class TypedDay:
    """A cell that asks for a day, with what stood in it."""

    key: Key
    cell: Cell
    value: CellValue


def maybe_swapped(days: Iterable[TypedDay], ours: dt.date | None) -> list[Seen]:
    """One question a table, with its cells, where the return shows that sign. `ours` came with the form."""
    found = list(days)
    if not any(_left_as_text(each.value) for each in found):
        return []
    doubtful = [each for each in found if _could_be_swapped(each.value, ours)]
    return [_asked(list(group)) for _, group in groupby(doubtful, lambda each: each.key[0])]


def _left_as_text(value: CellValue) -> bool:
    figures = in_figures(value) if isinstance(value, str) else None
    return figures is not None and figures[0] > _MONTHS and typed_day(str(value)) is not None


def _could_be_swapped(value: CellValue, ours: dt.date | None) -> bool:
    if not isinstance(value, dt.datetime) or value.date() == ours:
        return False
    return value.day <= _MONTHS and value.day != value.month


def _asked(cells: list[TypedDay]) -> Seen:
    first = cells[0]
    assert isinstance(first.value, dt.datetime)
    day = first.value.date()
    names = ", ".join(each.cell[1] for each in cells[:_MOST_NAMED])
    more = f" and {len(cells) - _MOST_NAMED} more" if len(cells) > _MOST_NAMED else ""
    facts = {
        "cells": names + more,
        "day": day_words(day),
        "other": day_words(dt.date(day.year, day.day, day.month)),
    }
    return Seen(Finding("EXPLAIN-062", *first.key, facts=facts), *first.cell)
