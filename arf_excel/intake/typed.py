"""What people meant by what they typed: '3 Oct 26' as text is a day, '75%' is 75, 'In Place ' is the choice.

Only a value with one plain meaning is read so, and how it was read is told. All else stays as it stood.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from arf_excel.form.answers_placed import value_of
from arf_excel.form.asked import Asked
from arf_excel.form.tables import field as field_of
from arf_excel.framework.answers import Key
from arf_excel.intake.grid import CellValue
from arf_excel.intake.near import plain, the_nearest
from arf_excel.rules.days import could_be_two_days, typed_day
from arf_excel.rules.python import day_from_number, day_in_words, day_number, day_of, number_in_words, rounded

_LONGEST_WORD = 200
"""No word of a list is longer."""
_LONGEST_QUOTE = 40
_YES_NO = ("Yes", "No")
_ERROR = re.compile(r"#[A-Z][A-Z0-9_]*(?:/[0A])?[!?]?|Err:[0-9]{3}")


@dataclass(frozen=True)
class Meant:
    """A cell's value for judging, and the code of the finding that tells how it was read; '' for none."""

    value: CellValue
    code: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


def meant(asked: Asked, place: Key, value: CellValue) -> Meant:
    """What a cell means to the question that it answers."""
    kind = asked.kind(place)
    if kind == "day":
        return _day(value)
    if kind in ("number", "count", "percent"):
        return _number(asked, place, value, percent=kind == "percent")
    words = asked.choices(place)
    return _choice(place, value, words) if words else Meant(value)


def error_words(code: str) -> str:
    """An error as programs spell it; a file may hold any text in its place, which is not repeated."""
    return code if _ERROR.fullmatch(code) else "of a kind that we do not know"


# days


def _day(value: CellValue) -> Meant:
    """A day typed as text; a plain number is the day that it counts, to the form's own formulas too."""
    number = day_of(typed_day(value) if isinstance(value, str) else value)
    if not number or isinstance(value, dt.datetime):
        return Meant(value)
    found = dt.datetime.combine(day_from_number(number), dt.time())
    if not isinstance(value, str):
        return Meant(found)
    code = "EXPLAIN-061" if could_be_two_days(value) else "NOTE-060"
    return Meant(found, code, {"day": day_in_words(number)})


def day_words(day: dt.date) -> str:
    """3 October 2026"""
    return day_in_words(day_number(day))


# figures


def _number(asked: Asked, place: Key, value: CellValue, *, percent: bool) -> Meant:
    if isinstance(value, dt.datetime):
        return Meant(value, "EXPLAIN-064", {"day": day_words(value.date())})
    number: object = value
    if isinstance(value, str):
        tidy = " ".join(normalize("NFKC", value).split())
        number = value_of(asked, place, tidy)
        if not isinstance(number, float):
            return Meant(value)
        if not percent or tidy.endswith("%"):
            return Meant(number, "NOTE-063", {"number": number_in_words(_shown(number, percent))})
    if percent and isinstance(number, float):
        return _share(number, typed=isinstance(value, str))
    return Meant(value)


def _share(number: float, *, typed: bool) -> Meant:
    """A percentage with no sign to tell 75 of a hundred from 0.75 of one; a part of 1 is read as such."""
    shown = {"number": number_in_words(_shown(number, True))}
    if number == 1 or -1 <= number < 0:
        return Meant(number, "EXPLAIN-066", shown)
    if 0 < number < 1:
        return Meant(number, "NOTE-065", shown)
    return Meant(number, "NOTE-063", shown) if typed else Meant(number)


def _shown(number: float, percent: bool) -> float:
    """A figure as it is judged."""
    return rounded(number * 100) if percent and 0 < number < 1 else number


# words of a list


def _choice(place: Key, value: CellValue, words: tuple[str, ...]) -> Meant:
    if isinstance(value, bool) and words == _YES_NO:
        word = _YES_NO[0] if value else _YES_NO[1]
        return Meant(word, "NOTE-067", {"choice": word})
    if not isinstance(value, str) or len(value) > _LONGEST_WORD:
        return Meant(value)
    said = {plain(word): word for word in words}
    if plain(value) in said:
        return Meant(said[plain(value)])
    if field_of(*place).cell.free:
        return Meant(value)
    near = _same_letters(value, words) or the_nearest(plain(value), said, most=1)
    if near is None:
        return Meant(value)
    word = said.get(near, near)
    return Meant(word, "NOTE-067", {"choice": word[:_LONGEST_QUOTE]})


def _same_letters(value: str, words: tuple[str, ...]) -> str | None:
    """The one word that differs by spaces and signs only: 'Inplace', 'Yes.'"""
    found = _by_letters(words).get(_letters(value), [])
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=200)
def _by_letters(words: tuple[str, ...]) -> Mapping[str, list[str]]:
    """A list of lines is long, and asked about in every row of evidence."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(_letters(word), []).append(word)
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in normalize("NFKC", text).casefold() if letter.isalnum())
