"""What may be typed in a cell: the rules of dates, figures and the answers of the Measures sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from arf_excel.form.layout import list_name
from arf_excel.form.lists import fact_list
from arf_excel.framework.measures import Fact
from arf_excel.framework.shape import Shape

Rule = Mapping[str, Any]

DAY_RULE: Rule = {
    "validate": "date",
    "criteria": "between",
    "minimum": dt.date(2000, 1, 1),
    "maximum": dt.date(2099, 12, 31),
    "error_title": "A date, please",
    "error_message": "Type day, month and year, such as 3 Oct 2026.",
    "error_type": "warning",
}
NUMBER_RULE: Rule = {
    "validate": "decimal",
    "criteria": "between",
    "minimum": -1_000_000,
    "maximum": 1_000_000,
    "error_title": "A number, please",
    "error_message": "Type a number such as 14.4, with no words beside it.",
    "error_type": "warning",
}
_COUNT: Rule = {
    **NUMBER_RULE,
    "validate": "integer",
    "minimum": 0,
    "error_title": "A whole number, please",
    "error_message": "Type a whole number such as 12, with no words beside it.",
}
_LIST: Rule = {
    "validate": "list",
    "error_title": "Please choose",
    "error_message": "Choose from the list, or clear the cell.",
}
NO_USE = "Press Escape. This column is for the other kind of line."
COUNTED = "Press Escape. This is counted from another sheet: see the column beside it."


def fact_of(shape: Shape, key: tuple[str, str, str]) -> Fact | None:
    """The fact that a cell of the Measures sheet answers."""
    table, row, _ = key
    return next(r.fact for r in shape.facts if r.id == row) if table == "measures" else None


def fact_rule(shape: Shape, row: str, fact: Fact) -> Rule:
    """The rule of its cell, by its type."""
    match fact.type:
        case "count":
            return _COUNT
        case "percent":
            return NUMBER_RULE
        case "day":
            return DAY_RULE
        case "yes_no":
            return {**_LIST, "source": f"={list_name('yes_no')}"}
        case "choice":
            at = [r.id for r in shape.facts].index(row) + 1
            return {**_LIST, "source": f"={list_name(fact_list(at))}"}
    return {"validate": "any"}
