"""How large a returned file may be: the figures of workbook_templates/limits.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from arf_excel.framework.templates import read_toml


@dataclass(frozen=True)
class Limits:
    """See limits.toml for each figure. Rows and columns count from 1."""

    file_bytes: int
    parts: int
    part_bytes: int
    styles_bytes: int
    strings_bytes: int
    strings: int
    all_bytes: int
    ratio: int
    ratio_from_bytes: int
    sheets: int
    last_row: int
    last_column: int
    cells: int
    area: int
    text_bytes: int
    rows: int
    told: int


@lru_cache
def limits() -> Limits:
    return Limits(**read_toml("limits.toml")["intake"])


def megabytes(count: int) -> int:
    """Whole megabytes, rounded up, for a sentence."""
    return -(-count // 1_000_000)
