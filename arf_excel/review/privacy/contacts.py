"""Personal e-mail addresses and telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from arf_excel.review.privacy.numbers import without_links
from arf_excel.review.privacy.words import one_of, words

ADDRESS = re.compile(r"[\w.+'’-]+@(?:[\w-]+\.)+[A-Za-z]{2,}")
_PARTS = re.compile(r"[._+-]")
_BEFORE = 60
"""Characters before a number in which a word may say whose it is."""
_DIGITS = re.compile(r"(?:\+|(?<!\d)\(?0)(?:[ \u00a0().-]{0,3}\d){9}")


def email(text: str, known: Collection[str] = ()) -> bool:
    """An address that is a person's; `known` are those that the round itself names, in lower case."""
    if "@" not in text:
        return False
    found = (address.strip(".'’-").casefold() for address in ADDRESS.findall(text))
    return any(address not in known and _personal(address) for address in found)


def _personal(address: str) -> bool:
    name, _, domain = address.partition("@")
    data = words("email")
    parts = [part.rstrip("0123456789") for part in _PARTS.split(name.replace("'", "").replace("’", ""))]
    parts = [part for part in parts if part]
    if any(part in data["shared"] or any(w in part for w in data["shared_within"]) for part in parts):
        return False
    if domain in data["providers"]:
        return True
    return len(parts) > 1 and all(part.isalpha() for part in parts) and any(len(p) > 1 for p in parts)


def may_hold_phone(text: str) -> bool:
    """Whether enough digits stand together, after a 0 or a plus."""
    return _DIGITS.search(text) is not None


def phone(text: str) -> bool:
    """A number of one desk or pocket, as the numbering plans have it."""
    plain = without_links(text) if may_hold_phone(text) else ""
    if not may_hold_phone(plain):
        return False
    return bool(_examples().search(plain)) or any(_own(kind, before) for kind, before in _numbers(plain))


def _numbers(text: str) -> list[tuple[str, str]]:
    """The kind of each number in a text, and what stands before it."""
    import phonenumbers

    matcher = phonenumbers.PhoneNumberMatcher(text, "GB", leniency=phonenumbers.Leniency.VALID)
    kinds = phonenumbers.PhoneNumberType
    return [
        (kinds.to_string(phonenumbers.number_type(match.number)), text[: match.start][-_BEFORE:])
        for match in matcher
        if not _part_of_a_figure(text[: match.start], match.raw_string)
    ]


def _own(kind: str, before: str) -> bool:
    if kind not in words("phone")["kinds"]:
        return False
    return "MOBILE" in kind or not _shared().search(before)


def _part_of_a_figure(before: str, found: str) -> bool:
    """'0.1612761234' is no number to ring, nor is a row of single digits."""
    return bool(re.match(r"\d\.\d|(?:\d ){3}", found) or re.search(r"[\d#/][.,]?$", before))


@cache
def _examples() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){words('phone')['examples']}(?!\w)")


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b{one_of(words('phone')['shared'])}\b[^.;]*$")
