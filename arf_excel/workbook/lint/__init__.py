"""A small lint of our own workbooks: would Excel repair the file, and do all programs read it alike?

For files that we wrote: it trusts the file not to be hostile. A rule is one function; `RULES` has them all.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from arf_excel.errors import OwnFaultError
from arf_excel.workbook.lint import cells, drawings, formulas, names, parts, sheets, tables
from arf_excel.workbook.lint.package import Fault, Package, read_package

__all__ = ["RULES", "Fault", "faults", "require_sound"]

RULES: tuple[Callable[[Package], Iterator[Fault]], ...] = (
    parts.well_formed,
    parts.content_types,
    parts.relationships,
    names.sheet_names,
    names.defined_names,
    tables.table_ids,
    tables.table_names,
    tables.table_headers,
    tables.table_ranges,
    sheets.validations,
    sheets.headers_and_footers,
    sheets.merges,
    sheets.row_heights,
    cells.texts,
    cells.control_characters,
    cells.shared_strings,
    cells.styles,
    formulas.formulas,
    drawings.shape_ids,
    drawings.alt_texts,
)
_TOLD = 5
"""How many faults the error names."""


def faults(source: Path | str | bytes) -> list[Fault]:
    """What is wrong with a workbook: a path, or the bytes of the file."""
    try:
        package = read_package(source)
    except zipfile.BadZipFile as error:
        return [Fault("well-formed", "", f"is no workbook: {error}")]
    return [fault for rule in RULES for fault in rule(package)]


def require_sound(path: Path, name: str = "") -> None:
    """Raise OwnFaultError, with the first faults, unless the workbook is sound.

    `name` is what to call it, where the path is a temporary one.
    """
    found = faults(path)
    if found:
        lines = [f"- {fault.rule}: {fault.part}: {fault.message}" for fault in found[:_TOLD]]
        more = [f"- and {len(found) - _TOLD} more"] if len(found) > _TOLD else []
        raise OwnFaultError("\n".join([f"{name or path.name} is not a sound workbook:", *lines, *more]))
