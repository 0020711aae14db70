"""The words and patterns of `workbook_templates/privacy.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from arf_excel.framework.templates import read_toml


@cache
def words(kind: str) -> dict[str, Any]:
    """What the data says of a kind."""
    found: dict[str, Any] = read_toml("privacy.toml")[kind]
    return found


def held_words() -> str:
    """What is printed in the place of a cell that is held."""
    return str(read_toml("privacy.toml")["held"])


@cache
def exempt() -> dict[str, frozenset[str]]:
    """'organisation.email' → the kinds that are no hit there."""
    return {cell: frozenset(kinds) for cell, kinds in words("exempt").items()}


def one_of(listed: list[str]) -> str:
    """A pattern for any of these words, the longest first; their spaces match any run of spaces."""
    ordered = sorted(listed, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"
