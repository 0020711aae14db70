"""A day as people type it in words or figures."""

from __future__ import annotations

import datetime as dt
import re
from unicodedata import normalize

from arf_excel.rules.excel import MONTHS

_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]?\s+)?"
_YEAR = r"(\d{4}|\d{2})"
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00)?)?")
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?{_YEAR}(?: 00:00(?::00)?)?", re.I
)
_WORDS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*(?:of\s+)?([a-z]{{3,9}})[.,]?[\s-]*{_YEAR}", re.I
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?[\s-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s-]+{_YEAR}", re.I
)


def typed_day(text: str) -> dt.date | None:
    """'2026-10-03', '3 Oct 2026', '3/10/26': day before month, as in Britain. None when it is no day."""
    tidy = _tidy(text)
    if match := _ISO.fullmatch(tidy):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMBERS.fullmatch(tidy):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.fullmatch(tidy):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    elif match := _MONTH_FIRST.fullmatch(tidy):
        day, month, year = int(match[2]), _month(match[1]), int(match[3])
    else:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def in_figures(text: str) -> tuple[int, int] | None:
    """The two figures of '3/10/2026' that stand before the year; None for a date in words or year first."""
    match = _NUMBERS.fullmatch(_tidy(text))
    return (int(match[1]), int(match[2])) if match else None


def could_be_two_days(text: str) -> bool:
    """'3/10/2026' is 3 October here, and 10 March where the month is written first."""
    found = in_figures(text)
    return found is not None and max(found) <= len(MONTHS) and found[0] != found[1]


def _tidy(text: str) -> str:
    """Figures of any width as plain ones, and one plain space where there are spaces of any kind."""
    return " ".join(normalize("NFKC", text).split())


def _month(word: str) -> int:
    """1 for Jan, January and the like; 0 for none, which is no date."""
    plain = "sep" if word.casefold() == "sept" else word.casefold()
    return next((n for n, month in enumerate(MONTHS, start=1) if month.casefold().startswith(plain)), 0)
