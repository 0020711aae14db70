"""What may be chosen in round.xlsx, and the other words that people type for the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.tables import TABLES
from arf_excel.framework.edition import Edition
from arf_excel.framework.findings import catalogue
from arf_excel.framework.levels import asking_choices
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.templates import read_toml


def choices(edition: Edition, boards: Iterable[str] = ()) -> dict[str, list[str]]:
    """List name → its words. `boards` are a round's own; without them the region's."""
    fixed = read_toml("texts.toml")["lists"]
    return {
        "boards": sorted(set(boards)) or region_boards(),
        "types": list(fixed["types"]),
        "asking": asking_choices(shape_of(edition)),
        "purposes": purposes(edition),
        "held": [fixed["none_held"], *(level.name for level in edition.levels)],
        "rules": [
            f"{code} {entry.title}" for code, entry in catalogue().items() if code.startswith("EXPLAIN")
        ],
        "tables": list(TABLES),
        "lines": [deliverable.label for deliverable in shape_of(edition).deliverables],
        "yes_no": list(fixed["yes_no"]),
    }


def region_boards() -> list[str]:
    """The boards of the region that comes with the toolkit, by their short names."""
    return sorted({organisation.board for organisation in load_organisations().values()})


def same(text: str) -> str:
    """What two spellings of one word have in common."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def chosen(text: str, known: Iterable[str], loosely: bool = False) -> str | None:
    """The word of a list that was meant, whatever its capitals and spaces; None for none.

    Loosely: a part of whole words will do when only one entry has it, such as 'Bronze' or 'EXPLAIN-104'.
    """
    words = list(known)
    exact = next((word for word in words if same(word) == same(text)), None)
    if exact is not None or not loosely or not same(text):
        return exact
    parts = [word for word in words if f" {same(text)} " in f" {same(word)} "]
    return parts[0] if len(parts) == 1 else None


def short_board(text: str) -> str:
    """'NHS Cheshire and Merseyside Integrated Care Board' → 'Cheshire and Merseyside'."""
    tidy = " ".join(text.split())
    plain = re.sub(r"^NHS\s+|\s+(Integrated Care Board|ICB)$", "", tidy, flags=re.IGNORECASE)
    return chosen(plain, region_boards()) or tidy
