"""The text dump says what is in a workbook, and one change there is one line here."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.dump import dump


def nothing_more(book: Any, sheet: Any) -> None:
    """No change."""


def write_workbook(path: Path, more: Callable[[Any, Any], None]) -> str:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": "A form"})
        sheet = book.add_worksheet("Our form")
        sheet.set_column("A:B", 20)
        sheet.set_landscape()
        for row in range(3):
            sheet.write_row(row, 0, ["one", 2], book.add_format({"text_wrap": True, "bg_color": "#FFF9C4"}))
        sheet.write_formula("C1", "=B1*2", None, 4)
        more(book, sheet)
    path.write_bytes(file.getvalue())
    return "\n".join(line for line in dump(path).splitlines() if not line.startswith("property created"))


CHANGES: dict[str, Callable[[Any, Any], Any]] = {
    "Our form: D1 =B1 → 5": lambda book, sheet: sheet.write_formula("D1", "=B1", None, 5),
    'Our form: D1 "=B1"': lambda book, sheet: sheet.write_string("D1", "=B1"),
    "Our form: sheet visible protected": lambda book, sheet: sheet.protect(),
    "Our form: frozen at B2": lambda book, sheet: sheet.freeze_panes(1, 1),
    "Our form: columns D:E width 9.71094": lambda book, sheet: sheet.set_column("D:E", 9),
    "Our form: rows 5:5 height 45": lambda book, sheet: sheet.set_row(4, 45),
    "Our form: style D4:D4 bold [0.0]": lambda book, sheet: sheet.write_blank(
        "D4", None, book.add_format({"bold": True, "num_format": "0.0"})
    ),
    "name arf_x = 'Our form'!$A$1": lambda book, sheet: book.define_name("arf_x", "='Our form'!$A$1"),
    "Our form: page print_title_rows $1:$1": lambda book, sheet: sheet.repeat_rows(0),
    "Spare: sheet hidden": lambda book, sheet: book.add_worksheet("Spare").hide(),
    'Our form: validation A1 type="whole" operator="greaterThan" formula1="1" allow_blank=true': (
        lambda book, sheet: sheet.data_validation("A1", {"validate": "integer", "criteria": ">", "value": 1})
    ),
    'Our form: shape "TextBox 1" "A box"': lambda book, sheet: sheet.insert_textbox(
        "F1", "hi", {"description": "A box"}
    ),
}


def test_the_same_workbook_is_the_same_text(tmp_path: Path) -> None:
    text = write_workbook(tmp_path / "a.xlsx", nothing_more)
    assert text == write_workbook(tmp_path / "b.xlsx", nothing_more)
    assert "Our form: style A1:B3 wrap fill=FFF9C4" in text and "Our form: C1 =B1*2 → 4" in text


@pytest.mark.parametrize("line", CHANGES)
def test_a_change_is_a_line(tmp_path: Path, line: str) -> None:
    before = write_workbook(tmp_path / "before.xlsx", nothing_more).splitlines()
    after = write_workbook(tmp_path / "after.xlsx", CHANGES[line]).splitlines()
    changed = [each for each in difflib.ndiff(before, after) if each[0] in "+-"]
    assert f"+ {line}" in changed and len(changed) <= 2
