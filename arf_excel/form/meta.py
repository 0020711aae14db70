"""What a form says of itself on `_meta`: enough to judge it again, and a fingerprint against accidents."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

FORM_VERSION = "3"
FACTS_SINCE = 2
"""The first version whose forms ask for facts: the sheet Measures and those behind it."""


@dataclass(frozen=True)
class Meta:
    """The lines of `_meta`; every value is text."""

    edition: str
    purpose: str
    evidence_rows: int
    action_rows: int
    kind: str = "form"
    form_version: str = FORM_VERSION
    round: str = ""
    organisation: str = ""
    year_end: dt.date | None = None
    rulings: Mapping[str, str] = field(default_factory=dict)
    copy_of: str = ""
    """The SHA-256 of the return whose answers a copy holds; forms that are no copy do not have the line."""

    def lines(self) -> dict[str, str]:
        """Key → text, with the fingerprint last."""
        found = {f.name: _text(getattr(self, f.name)) for f in fields(self)}
        if not self.copy_of:
            del found["copy_of"]
        return {**found, "fingerprint": fingerprint(found)}


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}={value[key]}" for key in sorted(value))
    return "" if value is None else str(value)


def fingerprint(lines: Mapping[str, str]) -> str:
    """The first 16 hex digits of SHA-256 over the other lines. Detects accidents, not forgery."""
    text = "\n".join(f"{key}={value}" for key, value in sorted(lines.items()) if key != "fingerprint")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def rulings_from(text: str) -> dict[str, str]:
    """'a=b; c=d' back to a mapping; what has no '=' is left out."""
    pairs = (part.split("=", 1) for part in text.split(";") if "=" in part)
    return {key.strip(): value.strip() for key, value in pairs}
