"""A lint of workbooks: would Excel repair the file, do all programs read it alike, can everyone read it?

A rule is one function. `SOUND` has those on the file, `ACCESSIBLE` those on what people read; what each rule
is called and says stands in `workbook_templates/lint.toml`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from arf_excel.errors import OwnFaultError
from arf_excel.workbook.lint import (
    cells,
    contrast,
    dates,
    drawings,
    formulas,
    heights,
    names,
    order,
    parts,
    prompts,
    reading,
    sheets,
    tables,
    view,
)
from arf_excel.workbook.lint.package import Fault, Package, read_package

__all__ = ["ACCESSIBLE", "RULES", "SOUND", "Fault", "faults", "require_sound"]

Rule = Callable[[Package], Iterator[Fault]]

SOUND: tuple[Rule, ...] = (
    parts.well_formed,
    parts.content_types,
    parts.relationships,
    order.elements,
    order.cells,
    order.numbers,
    order.values,
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
    dates.dates,
    formulas.formulas,
    drawings.shape_ids,
)
ACCESSIBLE: tuple[Rule, ...] = (
    reading.sheet_titles,
    reading.reading_order,
    reading.reader_names,
    reading.tables_at_left,
    reading.blank_headers,
    reading.blank_rows,
    reading.default_names,
    reading.about,
    view.cursor,
    view.merged_cells,
    view.protection,
    prompts.prompts,
    prompts.links,
    contrast.colours,
    contrast.fonts,
    contrast.red_numbers,
    heights.texts_cut,
    heights.hidden,
    heights.frozen,
    heights.print_scale,
    drawings.alt_texts,
    drawings.chart_tables,
    drawings.text_boxes,
    parts.macros,
)
RULES = SOUND + ACCESSIBLE
_TOLD = 5
"""How many faults the error names."""


def faults(source: Path | str | bytes, rules: tuple[Rule, ...] = RULES) -> list[Fault]:
    """What is wrong with a workbook: a path, or the bytes of the file."""
    try:
        package = read_package(source)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        return [Fault("well-formed", "the file", f"is no workbook: {error}")]
    return [fault for rule in rules for fault in rule(package)]


def require_sound(path: Path, name: str = "") -> None:
    """Raise OwnFaultError, with the first faults, unless the workbook is sound and accessible.

    `name` is what to call it, where the path is a temporary one.
    """
    found = faults(path)
    if found:
        lines = [f"- {fault.rule}: {fault.where}: {fault.message}" for fault in found[:_TOLD]]
        more = [f"- and {len(found) - _TOLD} more"] if len(found) > _TOLD else []
        raise OwnFaultError("\n".join([f"{name or path.name} is not a sound workbook:", *lines, *more]))
