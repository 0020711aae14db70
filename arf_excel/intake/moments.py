"""Dates and lengths of time as the file formats spell them."""

from __future__ import annotations

import datetime as dt
import re

_LENGTH = re.compile(
    r"(-?)P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]+)?)S)?)?"
)
_DAY = 86_400
FIRST_DATE = dt.datetime(1900, 1, 1)
_ZERO = dt.datetime(1899, 12, 30)


def iso(text: str) -> dt.datetime | None:
    """A moment such as 2024-05-01T10:00:00.123456789Z; finer than a millionth of a second is cut off."""
    head, dot, fraction = text.strip().partition(".")
    digits = fraction[: len(fraction) - len(fraction.lstrip("0123456789"))]
    try:
        return dt.datetime.fromisoformat(head + dot + digits[:6] + fraction[len(digits) :])
    except ValueError:
        return None


def utc(text: str) -> dt.datetime | None:
    """A moment in UTC; one that names no zone is taken as UTC."""
    moment = iso(text)
    if moment is None:
        return None
    try:
        return (moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment).astimezone(dt.UTC)
    except OverflowError:
        return None


def cell_date(text: str) -> dt.datetime | float | None:
    """A date of a cell; one before 1900 is the number that Excel would show."""
    moment = iso(text)
    if moment is None:
        return None
    moment = moment.replace(tzinfo=None)
    return moment if moment >= FIRST_DATE else (moment - _ZERO).total_seconds() / _DAY


def cell_length(text: str) -> float | None:
    """PT42H00M00S as days: 1.75."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        return None
    sign, days, hours, minutes, seconds = match.groups()
    total = int(days or 0) * _DAY + int(hours or 0) * 3_600 + int(minutes or 0) * 60 + float(seconds or 0)
    return -total / _DAY if sign else total / _DAY
