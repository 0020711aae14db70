"""The form as a file: sound, small, the same bytes, and every value beside a formula true."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.tables import RECORD, RECORDS, TABLES, fields
from arf_excel.form.write import starting_answers, write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.measure import lines
from tests.form.completed import completed
from tests.office import formualizer_engine

SMALL = ("self-assessment", "bronze")
"""Forms without the sheets for meetings and WRES; the others may have 230 kB (decision 0011)."""
KINDS = [(e, p) for e in ("bronze-silver-gold", "2021") for p in purposes(load_edition(e))]


@pytest.mark.parametrize(("edition", "purpose"), KINDS)
def test_a_blank_says_what_a_spreadsheet_works_out(edition: str, purpose: str, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_form(path, shape_of(load_edition(edition), purpose))
    assert path.stat().st_size < (150_000 if purpose in SMALL else 230_000)
    assert formualizer_engine.differences(path) == []


@pytest.mark.parametrize(("edition", "purpose"), KINDS)
def test_a_completed_form_says_what_a_spreadsheet_works_out(
    edition: str, purpose: str, tmp_path: Path
) -> None:
    path = tmp_path / "completed.xlsx"
    shape = shape_of(load_edition(edition), purpose)
    write_form(path, shape, completed(shape))
    assert formualizer_engine.differences(path) == []


def test_same_input_same_bytes(tmp_path: Path) -> None:
    shape = shape_of(load_edition())
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    write_form(one, shape, completed(shape))
    write_form(other, shape, completed(shape))
    assert one.read_bytes() == other.read_bytes()


def test_a_form_holds_only_the_sheets_that_its_purpose_needs(tmp_path: Path) -> None:
    path = tmp_path / "self.xlsx"
    write_form(path, shape_of(load_edition(), "self-assessment"))
    names = load_workbook(path).sheetnames
    assert names == [
        *("Start here", "Organisation", "Checklist", "Action plan", "Supporting actions", "Reflection"),
        *("Summary", "Checks", "What helps", "Guidance", "_work", "_lists", "_meta"),
    ]


def test_a_bronze_form_has_bronze_rows_and_regular_review_only() -> None:
    shape = shape_of(load_edition(), "bronze")
    assert [d.level for d in shape.deliverables] == ["bronze"] * 5 + [None, None]
    assert [a.code for a in shape.supporting] == [
        *("Bronze 1a", "Bronze 1b", "Bronze 2a", "Bronze 3a", "Bronze 4a", "Bronze 5a"),
        *("Review 1a", "Review 2a"),
    ]
    assert starting_answers(shape).text("organisation", "asking", "answer") == "Recognition at Bronze"


def test_typed_text_is_never_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "completed.xlsx"
    shape = shape_of(load_edition())
    write_form(path, shape, completed(shape))
    sheet = load_workbook(path)["Checklist"]
    assert sheet["F5"].data_type == "s"
    assert sheet["F5"].value == '=HYPERLINK("https://example.org","look")'


def test_every_prompt_names_its_row_and_column_in_under_100_characters(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    write_form(path, shape_of(load_edition()))
    book = load_workbook(path)
    prompts = {
        str(rule.sqref): rule.prompt or ""
        for rule in book["Evidence"].data_validations.dataValidation
        if rule.prompt
    }
    assert prompts["F7"].startswith("Evidence 3, date")
    every = [r.prompt for s in book for r in s.data_validations.dataValidation if r.prompt]
    assert len(every) > 1000
    assert max(len(prompt) for prompt in every) < 100


def test_locked_and_open_forms_hold_the_same_cells(tmp_path: Path) -> None:
    shape = shape_of(load_edition())
    write_form(tmp_path / "open.xlsx", shape)
    write_form(tmp_path / "locked.xlsx", shape, locked=True)
    free, locked = load_workbook(tmp_path / "open.xlsx"), load_workbook(tmp_path / "locked.xlsx")
    assert not free["Checklist"].protection.sheet
    assert locked["Checklist"].protection.sheet
    assert not locked["Checklist"]["E5"].protection.locked
    for sheet in free.sheetnames:
        one = [[c.value for c in row] for row in free[sheet].iter_rows()]
        assert one == [[c.value for c in row] for row in locked[sheet].iter_rows()]


def test_the_words_above_a_table_fit_its_width() -> None:
    """Longer ones would make the printed page smaller than the table asks for."""
    leads = read_toml("texts.toml")["leads"]
    for table in TABLES:
        cells = RECORD if table in RECORDS else [each.cell for each in fields(table)]
        assert lines(leads[table], sum(cell.width for cell in cells), 12) == 1, table
    assert lines(leads["advice"], sum(read_toml("texts.toml")["advice"]["widths"]), 12) == 1


def test_a_text_that_looks_like_an_error_is_kept_as_a_text(tmp_path: Path) -> None:
    """XlsxWriter takes it for the error of that name, and other programs would show one."""
    path = tmp_path / "form.xlsx"
    shape = shape_of(load_edition(), "silver")
    write_form(path, shape, Answers({("evidence", "EV001", "for_item"): "#N/A"}))
    sheet = load_workbook(path, data_only=True)["_work"]
    kept = [cell for row in sheet.iter_rows() for cell in row if cell.value == "#N/A"]
    assert [cell.data_type for cell in kept] == ["s"]
