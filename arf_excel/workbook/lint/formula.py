"""A formula taken apart, so that rules look at its pieces and never into its texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from arf_excel.workbook.lint.evaluation import AREA, CELL

_PIECE = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"'
    r"|(?<!')'(?P<sheet>(?:[^']|'')*+)'(?=!)"
    r"|(?:(?<![\w.])(?P<table>[^\W\d][\w.]*+))?(?P<bracket>\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])"
)
_PLAIN_SHEET = re.compile(r"(?<![#\w.])([^\W\d][\w.]*+)!")
_ONE_CELL = re.compile(r"(?i)\[\s*(?:\[?#(?:this row|headers)\]?\s*,\s*\[(?:'.|[^\[\]'])*\]|\[?@.*)\s*\]")


@dataclass(frozen=True)
class Formula:
    """A formula as its pieces: `bare` is without texts, quoted sheet names and what is in brackets."""

    text: str
    bare: str
    texts: tuple[str, ...]
    sheets: tuple[str, ...]
    tables: tuple[str, ...]
    this_row: bool
    elsewhere: bool


@lru_cache(maxsize=4096)
def read_formula(text: str) -> Formula:
    """Take a formula apart."""
    texts: list[str] = []
    sheets: list[str] = []
    tables: list[str] = []
    brackets: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        if match["text"] is not None:
            texts.append(match["text"].replace('""', '"'))
            return " "
        if match["sheet"] is not None:
            sheets.append(match["sheet"].replace("''", "'"))
            return " "
        tables.append(match["table"] or "")
        brackets.append(match["bracket"])
        return f"{match['table'] or ''}{CELL if _ONE_CELL.fullmatch(match['bracket']) else AREA}"

    bare = _PIECE.sub(put_away, text)
    sheets += _PLAIN_SHEET.findall(bare)
    at_sign = "@" in bare or any(bracket.lstrip("[").startswith("@") for bracket in brackets)
    elsewhere = any(bracket[1:-1].isdigit() for bracket in brackets)
    named = () if elsewhere else tuple(tables)
    return Formula(text, bare, tuple(texts), tuple(sheets), named, at_sign, elsewhere)
