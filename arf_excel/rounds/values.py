"""How a cell of round.xlsx, or of a list of organisations, is read: forgiving of form, strict in meaning."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.utils.datetime import to_excel

from arf_excel.errors import UsageError
from arf_excel.rounds.choices import chosen
from arf_excel.rounds.sheets import Column, Kind, plan, sentence
from arf_excel.rules.days import typed_day
from arf_excel.rules.python import day_from_number, day_in_words, day_number, day_of

_CODE = re.compile(r"[A-Z0-9]{3,10}")
_SHOWN, _LONGEST_LIST = 60, 200
ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


class NotRead(Exception):
    """A cell that cannot be read: a key of round.toml's problems, and what fills its sentences."""

    def __init__(self, key: str, /, **facts: object) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts

    def sentences(self) -> str:
        """What it is, then how to put it right."""
        what, how = plan().problems[self.key]
        return f"{what.format_map(self.facts)} {how.format_map(self.facts)}"


def unknown(value: object, known: Iterable[str]) -> NotRead:
    """A word that no list has; a short list is told."""
    choices = "; ".join(known)
    if len(choices) > _LONGEST_LIST:
        return NotRead("not_on_list", value=shown(value))
    return NotRead("not_a_choice", value=shown(value), choices=choices)


def text_of(value: object) -> str:
    """A cell as text, its runs of spaces joined; whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return day_in_words(day_number(_date_part(value)))
    return " ".join(str(value).split())


def day_from(value: object) -> dt.date:
    """A date cell, an Excel day number, or a date typed as text: day before month, as in Britain."""
    if not isinstance(value, str):
        number = day_of(value)
        if number:
            return day_from_number(number)
        raise NotRead("not_a_date", value=shown(value))
    day = typed_day(value)
    if day is None or not day_of(day):
        raise NotRead("not_a_date", value=shown(value))
    return day


def day_given(text: str | None) -> dt.date | None:
    """A day of the command line; None when none was given. UsageError when it is no day."""
    try:
        return None if text is None else day_from(text)
    except NotRead:
        raise UsageError(sentence("not_a_day", value=shown(text))) from None


def code_from(value: object) -> str:
    """An ODS code in capitals."""
    code = text_of(value).upper()
    if not (code.isascii() and _CODE.fullmatch(code)):
        raise NotRead("not_a_code", value=shown(value))
    return code


def number_from(value: object, least: int, most: int) -> int:
    """A whole number between these two."""
    text = text_of(to_excel(value) if isinstance(value, dt.datetime) else value)  # in the format of a date
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise NotRead("not_a_number", value=shown(value), least=least, most=most)
    return int(text)


def choice_from(value: object, known: Sequence[str], free: bool = False) -> str:
    """A word of a list; where the list only suggests, the words as typed."""
    text = text_of(value)
    found = chosen(text, known, loosely=not free)
    if found is None and not free:
        raise unknown(value, known)
    return found or text


def yes_from(value: object, known: Sequence[str]) -> bool:
    """Yes or no; 'Y' and 'N' will do."""
    text = text_of(value)
    found = next((word for word in known if text and word.casefold().startswith(text.casefold())), None)
    if found is None:
        raise NotRead("not_yes_no", value=shown(value))
    return found == known[0]


def words_from(value: object) -> str:
    """A date in words, or the words themselves."""
    try:
        return day_in_words(day_number(day_from(value)))
    except NotRead:
        return text_of(value)


_EMPTY: dict[Kind, Any] = {"date": None, "number": None, "yes_no": False}


def value_from(value: object, column: Column, lists: Mapping[str, Sequence[str]]) -> Any:
    """What a cell of this column says; NotRead when it cannot be read or is needed and empty."""
    if not text_of(value):
        if column.needed:
            raise NotRead("needed", column=column.header)
        return _EMPTY.get(column.kind, "")
    if value in ERRORS:
        raise NotRead("error_cell", value=value)
    match column.kind:
        case "date":
            return day_from(value)
        case "code":
            return code_from(value)
        case "number":
            return number_from(value, column.least, column.most)
        case "words":
            return words_from(value)
        case "yes_no":
            return yes_from(value, lists["yes_no"])
        case _:
            known = lists.get(column.choices or "")
            return choice_from(value, known, column.free) if known else text_of(value)


def shown(value: object) -> str:
    """What was typed, short and on one line."""
    text = "".join(letter if letter.isprintable() else " " for letter in text_of(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _date_part(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
