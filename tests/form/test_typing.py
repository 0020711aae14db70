"""What people type stays what it is: in a cell with the format of text, Excel makes texts of figures."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from arf_excel.form.tables import answer_columns, field
from arf_excel.form.typed import fact_of
from arf_excel.framework.edition import edition_ids
from tests.rules.forms import Kind, form_of

FORMATS = {"text": "@", "choice": "@", "yes_no": "@", "day": "d mmm yyyy"}
FIGURES = ("number", "count", "percent")


@pytest.mark.parametrize("edition", edition_ids())
def test_cells_have_the_format_of_what_is_typed(edition: str) -> None:
    form = form_of(Kind(edition, "all"))
    book, seen = load_workbook(io.BytesIO(form.data)), set[str]()
    for table, area in form.layout.areas.items():
        for n, row in enumerate(area.rows):
            for column in answer_columns(table):
                fact = fact_of(form.shape, (table, row, column))
                kind = fact.type if fact else field(table, row, column).kind
                line, at = area.cell(n, column)
                cell = book[area.sheet].cell(line + 1, at + 1)
                if kind != "counted" and not cell.protection.locked:
                    seen.add(kind)
                    wanted = "General" if kind in FIGURES else FORMATS[kind]
                    assert cell.number_format == wanted, f"{table} {row} {column}"
    assert seen == {*FORMATS, *FIGURES}
