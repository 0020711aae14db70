"""Nothing that people typed is cut or changed on its way in, but for characters that nobody sees."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from arf_excel.cli import cli
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.intake.grid import CellError
from arf_excel.intake.read import read_grid
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from arf_excel.workbook.book import LONGEST_TEXT
from tests.intake import hostile as made
from tests.intake.grids import blank_form

SHAPE, _ = blank_form()
HOW = ("checklist", SHAPE.deliverables[0].id, "how")
CONTROLS = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0)) if n not in (9, 10, 13)]
UNSEEN = [*CONTROLS, "\u200b", "\u2060", "\ufeff", "\u061c", "\u200e", "\u200f"]
UNSEEN += [chr(n) for n in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
LITERAL = ["_x000D_", "_x0000_", "_x005F_", "_x005F_x000D_", "_x005F", "x000D_"]
SEEN = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs"], exclude_characters="\ufffe\uffff"), max_size=5
)
PIECES = st.lists(
    st.one_of(SEEN, st.sampled_from([*UNSEEN, *LITERAL, "\t", "\n", "=1", "\u00ad"])), max_size=12
)


def minus_unseen(pieces: list[str]) -> str:
    return "".join(piece for piece in pieces if piece not in UNSEEN)


def escaped(text: str) -> str:
    """As Excel keeps characters that XML cannot hold, and words that look like such a character."""
    kept = text.replace("_x", "_x005F_x")
    return "".join(f"_x{ord(c):04X}_" if c in CONTROLS else c for c in kept)


def xml(text: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else f"&#{ord(c)};" for c in text)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_text_arrives_but_for_what_nobody_sees(pieces: list[str]) -> None:
    strings = f'<si><t xml:space="preserve">{xml(escaped("".join(pieces)))}</t></si>'
    grid = read_grid(made.book(made.row('<c r="A1" t="s"><v>0</v></c>'), strings=strings), "f")
    wanted = minus_unseen(pieces)
    assert grid.sheets[0].cells == ({(0, 0): wanted} if wanted else {})
    assert [note.code for note in grid.notes] == ["NOTE-004"] * (wanted != "".join(pieces))


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_text_of_an_open_document_arrives_so_too(pieces: list[str]) -> None:
    """It can hold no control characters, and has elements for tabs and line ends."""
    kept = [piece for piece in pieces if piece not in CONTROLS and not {"\t", "\n"} & {*piece}]
    inside = f"<text:p>{xml(''.join(kept))}</text:p>"
    cell = f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    grid = read_grid(made.ods(f"<table:table-row>{cell}</table:table-row>"), "f")
    wanted = minus_unseen(kept)
    assert grid.sheets[0].cells == ({(0, 0): wanted} if wanted else {})


@pytest.mark.parametrize("text", ["a" * LONGEST_TEXT, "ž" * LONGEST_TEXT, "\U0001f600" * (LONGEST_TEXT // 2)])
def test_the_longest_text_that_a_cell_holds_is_whole_in_the_json(text: str, tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    write_form(path, SHAPE, Answers({HOW: text}))
    result = CliRunner().invoke(cli, ["check", "--json", str(path)])
    (answer,) = json.loads(result.stdout)["answers"]
    assert answer["value"] == text


ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
NEWER = ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA"]


@pytest.mark.parametrize("formula", ["", "<f>1/0</f>"])
@pytest.mark.parametrize("code", [*ERRORS, *NEWER])
def test_an_error_in_a_workbook_is_never_a_blank(code: str, formula: str) -> None:
    data = made.book(made.row(f'<c r="A1" t="e">{formula}<v>{code}</v></c>'))
    assert read_grid(data, "f").sheets[0].cells == {(0, 0): CellError(code)}


@pytest.mark.parametrize("kind", ['calcext:value-type="error" office:value-type="string"', ""])
@pytest.mark.parametrize("code", [*ERRORS, *NEWER, "Err:502"])
def test_an_error_in_an_open_document_is_never_a_blank(code: str, kind: str) -> None:
    cell = f'<table:table-cell table:formula="of:=1/0" {kind}><text:p>{code}</text:p></table:table-cell>'
    data = made.ods(f"<table:table-row>{cell}</table:table-row>")
    assert read_grid(data, "f").sheets[0].cells == {(0, 0): CellError(code)}


def test_dates_come_right_when_a_program_counts_from_1904(tmp_path: Path) -> None:
    path, again = tmp_path / "return.xlsx", tmp_path / "again.xlsx"
    days = {("evidence", f"EV{n:03d}", "date"): dt.date(2024 + n, 2, 28 + (n == 4)) for n in range(1, 5)}
    write_form(path, SHAPE, Answers({**days}))
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(again)
    read = read_return(again.read_bytes(), again.name)
    assert isinstance(read, Submission)
    assert {(a.table, a.row, a.column): a.value for a in read.answers} == days
    assert b"date1904" in made_part(again, "xl/workbook.xml")


def made_part(path: Path, part: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(part)
