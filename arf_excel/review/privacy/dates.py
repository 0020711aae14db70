"""Dates of birth."""

from __future__ import annotations

import re
from functools import cache

from arf_excel.review.privacy.words import one_of, words

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = (
    r"(?<!\d)(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?P<a>\d{4}|\d{2})"
    r"|(?P<b>\d{4})-\d{1,2}-\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}[\s,-]+(?P<c>\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?P<d>\d{{4}}))(?!\d)"
)


def birth_date(text: str) -> bool:
    """A date near 'date of birth'; near 'born', a date of long enough ago."""
    if not _words().search(text):
        return False
    until = int(words("birth_date")["weak_until"])
    return bool(_near("words", 0).search(text)) or any(
        _year(match) <= until for match in _near("weak_words", 1).finditer(text)
    )


@cache
def _words() -> re.Pattern[str]:
    data = words("birth_date")
    return re.compile(f"(?i){one_of([*data['words'], *data['weak_words']])}")


@cache
def _near(listed: str, weak: int) -> re.Pattern[str]:
    """The words and a date within reach; after 'born' only, since a sentence may begin with another date."""
    data = words("birth_date")
    said = rf"\b{one_of(data[listed])}(?![a-z])"
    reach = rf"[^\d;\n]{{0,{data['within']}}}"
    if weak:
        return re.compile(rf"(?i){said}{reach}{_DATE}")
    back = _DATE.replace("?P<", "?P<z")
    return re.compile(rf"(?i)(?:{said}{reach}{_DATE}|{back}{reach}{said})")


def _year(match: re.Match[str]) -> int:
    year = next(found for found in (match[name] for name in "abcd") if found)
    return int(year) if len(year) == 4 else (2000 if int(year) < 27 else 1900) + int(year)
