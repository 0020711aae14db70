"""NHS numbers and staff numbers."""

from __future__ import annotations

import re
from functools import cache

from arf_excel.review.privacy.words import one_of, words

_WORD = re.compile(r"\S+")
_AROUND = "()<>[]\"'“”‘’,;:.!?"
_THREE, _FIVE = re.compile(r"\d{3}[ \u00a0-]?\d{3}"), re.compile(r"\d{5}")
_TEN = re.compile(r"(?<![\w/.,#£$€@+-])(\d{3})([ \u00a0-]?)(\d{3})\2(\d{4})(?![\w/@]|[.,-]\d)")


def without_links(text: str) -> str:
    """The text without addresses of pages and names of files, whose digits say nothing of a person."""
    return _WORD.sub(lambda word: " " if _is_link(word[0]) else word[0], text) if "." in text else text


def _is_link(word: str) -> bool:
    if "." not in word:
        return False
    plain = word.casefold().strip(_AROUND)
    return "://" in plain or plain.startswith("www.") or plain.endswith(tuple(words("links")["endings"]))


def nhs_number(text: str) -> bool:
    """Ten digits with the right check digit, alone or in the usual groups of 3, 3 and 4."""
    if not _THREE.search(text):
        return False
    return any(_valid(match, text) for match in _TEN.finditer(without_links(text)))


def _valid(match: re.Match[str], text: str) -> bool:
    from stdnum.gb import nhs

    digits = match[1] + match[3] + match[4]
    grouped = bool(match[2])
    if digits[0] == "0" and not grouped and not _beside().search(text):
        return False
    return len(set(digits)) > 1 and bool(nhs.is_valid(digits))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{one_of(words('nhs_number')['beside'])}\b")


def staff_number(text: str) -> bool:
    """A word such as 'employee number' and 5 to 9 digits."""
    return _FIVE.search(text) is not None and _staff().search(without_links(text)) is not None


@cache
def _staff() -> re.Pattern[str]:
    data = words("staff_number")
    label = rf"{one_of(data['words'])}[ /-]?(?:number|no\.?|num\.?|id|i\.d\.|ref(?:erence)?|code)"
    named = rf"(?:{label}|{one_of(data['bare'])}(?:\s(?:number|no\.?|id))?)"
    after = rf"(?!\s+{one_of(data['counted'])}\b)"
    return re.compile(
        rf"(?i)\b{named}\s*(?:is|was|:|=|#|-|\()?\s*(?:is|:|#)?\s*(\d{{5,9}})(?![\d/]|[.,]\d){after}"
    )
