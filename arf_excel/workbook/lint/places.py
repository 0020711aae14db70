"""Addresses, areas, numbers and lengths as a workbook file writes them; nothing raises an error."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_WHOLE = re.compile(r"[+-]?[0-9]{1,10}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Area:
    """Rows and columns from 1, all included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first = address(self.top, self.left)
        last = address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def meets(self, other: Area) -> bool:
        return not (
            self.bottom < other.top
            or other.bottom < self.top
            or self.right < other.left
            or other.right < self.left
        )

    def has(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def place(address: str) -> tuple[int, int] | None:
    """Row and column from 1 of an address such as B7 or $B$7."""
    match = _CELL.fullmatch(address)
    if not match:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else None


@lru_cache(maxsize=8192)
def area(reference: str) -> Area | None:
    """The area of a reference such as A1:C4 or B7; None when it is none."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


def areas(references: str) -> list[Area]:
    """Those of several references, with a space between them, that can be read."""
    return [found for each in references.split() if (found := area(each))]


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """2 for B; 0 for what is no column."""
    if not _LETTERS.fullmatch(letters):
        return 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def address(row: int, column: int) -> str:
    """'B7' for (7, 2)."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@lru_cache(maxsize=4096)
def is_whole(text: str) -> bool:
    return bool(_WHOLE.fullmatch(text))


def is_decimal(text: str) -> bool:
    return bool(_DECIMAL.fullmatch(text)) and math.isfinite(float(text))


@lru_cache(maxsize=4096)
def whole(text: str | None, otherwise: int) -> int:
    """A whole number; `otherwise` where there is none. The rule `number` tells of one that cannot be read."""
    return int(text) if text is not None and is_whole(text) else otherwise


def decimal(text: str | None, otherwise: float) -> float:
    """A number; `otherwise` where there is none."""
    return float(text) if text is not None and is_decimal(text) else otherwise


def true(text: str | None, otherwise: bool = False) -> bool:
    """Both spellings of true."""
    return otherwise if text is None else text.strip().lower() in ("1", "true", "on")


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def repeated(values: Iterable[str]) -> Iterator[str]:
    """Those values that came before, whatever their case."""
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            yield value
        seen.add(value.casefold())
