"""The limits leave ten times the room that the largest form takes, filled with long text in every cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from arf_excel.form.sheets import row_ids_of, shape_of, table_order
from arf_excel.form.tables import RECORDS, answer_columns
from arf_excel.form.tables import field as field_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.cells import extent, read_cells
from arf_excel.intake.gate import pass_gate
from arf_excel.intake.limits import limits
from arf_excel.intake.ooxml import read_book
from arf_excel.intake.read import string_sizes

ROWS = 500
"""Of evidence and of the action plan: many times what any form was issued with."""
LONG = 300
"""Characters in every cell for text, each its own; a paragraph of three sentences."""


def largest(edition: str) -> Shape:
    return shape_of(load_edition(edition), evidence_rows=ROWS, action_rows=ROWS)


def filled(shape: Shape) -> Answers:
    """Something in every cell that people type in."""
    cells: dict[tuple[str, str, str], object] = {}
    for table in table_order(shape):
        for row in row_ids_of(shape, table):
            for column in ("answer",) if table in RECORDS else answer_columns(table):
                cells[table, row, column] = _typed(table, row, column)
    return Answers(cells)


def _typed(table: str, row: str, column: str) -> object:
    field = field_of(table, row, column)
    if field.kind == "date":
        return dt.date(2026, 3, 1)
    if field.kind == "text" and not field.cell.choices:
        return f"{table} {row} {column} said at length, ".ljust(LONG, "x")
    return "Yes" if field.kind != "number" else 12.5


def counted(edition: str, folder: Path) -> dict[str, float]:
    """Every figure that has a limit."""
    path, shape = folder / "form.xlsx", largest(edition)
    write_form(path, shape, filled(shape))
    data = path.read_bytes()
    package = pass_gate(data, path.name)
    book = read_book(package)
    strings = package.read(book.strings or "")
    sizes = string_sizes(strings, book.strings or "")
    cells = [read_cells(package.read(sheet.part), sheet.part, sizes) for sheet in book.sheets]
    ends = [extent(each) for each in cells]
    listed = zipfile.ZipFile(io.BytesIO(data)).infolist()
    parts = {info.filename: info.file_size for info in listed}
    return {
        "file_bytes": len(data),
        "parts": len(parts),
        "part_bytes": max(parts.values()),
        "styles_bytes": len(package.read(book.styles or "")),
        "strings_bytes": len(strings),
        "strings": len(sizes),
        "all_bytes": sum(parts.values()),
        "ratio": max(
            i.file_size / i.compress_size for i in listed if i.file_size > limits().ratio_from_bytes
        ),
        "sheets": len(book.sheets),
        "last_row": max(row for row, _ in ends) + 1,
        "last_column": max(column for _, column in ends) + 1,
        "cells": sum(len(each.filled) + len(each.formulas) for each in cells),
        "area": sum((row + 1) * (column + 1) for row, column in ends),
        "text_bytes": sum(each.text_bytes for each in cells),
    }


@pytest.mark.deep
@pytest.mark.parametrize("edition", edition_ids())
def test_the_limits_leave_ten_times_the_room_of_the_largest_form(edition: str, tmp_path: Path) -> None:
    """But for the ratio: it is how a part is packed, and not how large it is."""
    figures = counted(edition, tmp_path)
    short = {name: value for name, value in figures.items() if value > getattr(limits(), name) / 10}
    assert short.keys() <= {"ratio"}, short
    assert figures["ratio"] < limits().ratio / 2
