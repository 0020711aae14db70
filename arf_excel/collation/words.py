"""Our words for the collation: `workbook_templates/collation.toml`, and small ways to fit texts in."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from arf_excel.framework.findings import fill, statuses
from arf_excel.framework.templates import read_toml

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BRIEF = 300
"""Characters of a text that only points at something told in full elsewhere."""


def group(name: str) -> dict[str, Any]:
    """A table of collation.toml."""
    found: dict[str, Any] = read_toml("collation.toml")[name]
    return found


def say(name: str, key: str, **facts: str | int) -> str:
    """One of our sentences with its facts; a fact that is missing is our own fault."""
    return fill(str(group(name)[key]), facts).strip()


def listed_status(typed: str, other: str = "") -> str:
    """A status of the list; what else was typed there may be anything, and `other` is said of it."""
    return typed if not typed or typed in statuses().values() else other


def headers(name: str, key: str = "headers") -> tuple[str, ...]:
    return tuple(group(name)[key])


def clean(text: str) -> str:
    """A text as a cell can hold it: its lines as they are, without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def brief(text: str, most: int = BRIEF) -> str:
    """One line of at most `most` characters; a cut is marked with '…'."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def day(date: dt.date | None) -> str:
    """'3 October 2026'; '' for none."""
    return "" if date is None else f"{date.day} {date:%B %Y}"
