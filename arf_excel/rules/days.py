"""A day as people type it in words or figures."""

from __future__ import annotations

import datetime as dt
import re

from arf_excel.rules.excel import MONTHS

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})", re.I
)


def typed_day(text: str) -> dt.date | None:
    """'2026-10-03', '3 Oct 2026', '3/10/26': day before month, as in Britain. None when it is no day."""
    tidy = " ".join(text.split())
    if match := _ISO.fullmatch(tidy):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NUMBERS.fullmatch(tidy):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.fullmatch(tidy):
        day, month, year = int(match[1]), _month(match[2]), int(match[3])
    else:
        return None
    try:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    """1 for Jan, January and the like; 0 for none, which is no date."""
    plain = "sep" if word.casefold() == "sept" else word.casefold()
    return next((n for n, month in enumerate(MONTHS, start=1) if month.casefold().startswith(plain)), 0)
