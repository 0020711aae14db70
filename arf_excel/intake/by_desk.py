"""What the Assembly's desk wrote beside the answers of an open form: ours, so no reader asks about it."""

from __future__ import annotations

from arf_excel.framework.findings import catalogue
from arf_excel.framework.templates import read_toml
from arf_excel.intake.grid import Place, Sheet
from arf_excel.intake.near import plain


def desk_header() -> str:
    """The words over the column."""
    return str(read_toml("texts.toml")["beside"]["header"])


def desk_cells(sheet: Sheet) -> frozenset[Place]:
    """The header, wherever it stands near the top, and texts in its column that begin with a code of ours.

    What somebody typed there in their own words is theirs.
    """
    header = plain(desk_header())
    columns = {column for texts in sheet.top.values() for column, text in texts.items() if text == header}
    if not columns:
        return frozenset()
    return frozenset(
        place
        for place, value in sheet.cells.items()
        if place[1] in columns and isinstance(value, str) and (plain(value) == header or _is_line(value))
    )


def _is_line(text: str) -> bool:
    return text.partition(" ")[0] in catalogue()
