"""Which row of a returned table is which row of the form, wherever it moved and however its id is spelt."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from arf_excel.form.sheets import purposes, row_ids_of, shape_of, table_order
from arf_excel.form.tables import PREFIXES, ROW_WORDS
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import CellValue
from arf_excel.intake.locate import Located, wordings
from arf_excel.intake.near import plain

NOT_TO_BE_MISSED = frozenset({"organisation", "checklist", "measures", "wres", "goals", "declaration"})
"""Tables of which no row may go without a word."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table in a return."""

    found: Located
    known: Mapping[str, str]
    """Id without capitals → id."""
    words: Mapping[str, str]
    """Our words that only one row has → its id."""
    present: Set[str]
    foreign: Set[str]
    """Ids of another edition in the column of ids."""

    def id_of(self, cells: Mapping[int, CellValue]) -> tuple[str | None, bool]:
        """The id of a row, and whether it is spelt in another way; None for a row that is none of ours."""
        written = plain(cells.get(self.found.columns.get("id", -1)))
        if written in self.known:
            return self.known[written], False
        if written in self.foreign:
            return None, False
        spelt = _spelt(self.found.table, written)
        if spelt in self.known and spelt not in self.present:
            return self.known[spelt], True
        return next((self.words[plain(v)] for v in cells.values() if plain(v) in self.words), None), False


def rows_of(shape: Shape, found: Located) -> Rows:
    known = {plain(row): row for row in row_ids_of(shape, found.table)}
    ids = found.columns.get("id", -1)
    present = {plain(cells[ids]) for cells in found.rows.values() if ids in cells}
    foreign = present & _of_other_editions(shape.edition.about.id, found.table)
    return Rows(found, known, wordings(shape, found.table), present, foreign)


def _spelt(table: str, written: str) -> str:
    """'ev003' for 'ev0003', 'ev 3' and 'evidence 3'."""
    if table not in PREFIXES:
        return ""
    match = re.fullmatch(rf"(?:{PREFIXES[table]}|{ROW_WORDS[table]})[ ._-]*0*([0-9]{{1,4}})", written, re.I)
    return plain(f"{PREFIXES[table]}{int(match[1]):03d}") if match else ""


@lru_cache
def _of_other_editions(edition: str, table: str) -> Set[str]:
    """Ids that only other editions have in this table."""
    ours = _ids(edition, table)
    return {row for other in edition_ids() if other != edition for row in _ids(other, table)} - ours


def _ids(edition: str, table: str) -> Set[str]:
    shape = shape_of(load_edition(edition), purposes(load_edition(edition))[-1])
    return {plain(row) for row in row_ids_of(shape, table)} if table in table_order(shape) else set()
