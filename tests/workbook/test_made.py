"""Every kind of workbook that the toolkit makes: clean by every rule, and what no rule can see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple

from arf_excel.collation.collate import collate
from arf_excel.form.origin import Contacts, Origin, words
from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.rounds.new import new_round
from arf_excel.workbook.lint import faults
from tests.collation.returns import a_round, expected

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
FORMS = [(edition, purpose) for edition in edition_ids() for purpose in purposes(load_edition(edition))]
WHITE = {"00000000", "FFFFFFFF"}


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What collate writes from the samples, and from nothing."""
    into = tmp_path_factory.mktemp("packs")
    collate([SAMPLES], into / "samples", None)
    (into / "in").mkdir()
    collate([into / "in"], into / "nothing", a_round(expected("X01")))
    return sorted(into.rglob("*.xlsx"))


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_a_form_is_clean(edition: str, purpose: str, tmp_path: Path) -> None:
    shape = shape_of(load_edition(edition), purpose, evidence_rows=10, action_rows=10)
    write_form(tmp_path / "open.xlsx", shape)
    write_form(tmp_path / "locked.xlsx", shape, locked=True)
    for path in tmp_path.iterdir():
        assert faults(path) == [], path.name


@pytest.mark.parametrize("edition", edition_ids())
def test_round_xlsx_is_clean(edition: str, tmp_path: Path) -> None:
    new_round("Autumn 2026", tmp_path / "round", edition, None)
    assert faults(tmp_path / "round" / "round.xlsx") == []


def test_what_collate_writes_is_clean(packs: list[Path]) -> None:
    assert len(packs) == 8
    for path in packs:
        assert faults(path) == [], path.name


def test_the_author_is_the_assembly(tmp_path: Path) -> None:
    edition = load_edition()
    origin = Origin(words(edition, Contacts(assembly="The fictional Assembly")))
    write_form(tmp_path / "form.xlsx", shape_of(edition, "bronze"), origin=origin)
    round_ = a_round(expected("X01"))
    round_ = replace(round_, settings=replace(round_.settings, assembly="The fictional Assembly"))
    (tmp_path / "in").mkdir()
    collate([tmp_path / "in"], tmp_path / "pack", round_)
    made = [tmp_path / "form.xlsx", *(tmp_path / "pack").glob("*.xlsx")]
    assert len(made) == 5
    for path in made:
        assert load_workbook(path).properties.creator == "The fictional Assembly", path.name


def test_a_colour_repeats_what_a_cell_of_its_row_says(packs: list[Path], tmp_path: Path) -> None:
    """A conditional colour follows a cell of its row, under a header; a fill that we collate holds words."""
    write_form(tmp_path / "form.xlsx", shape_of(load_edition()))
    seen = [_followed(load_workbook(path)) for path in (tmp_path / "form.xlsx", *packs)]
    assert any(seen) and all(header for headers in seen for header in headers)
    for path in packs:
        empty = [cell.coordinate for cell in _filled(load_workbook(path)) if cell.value in (None, "")]
        assert empty == [], path.name


def _followed(book: Any) -> list[str]:
    """The header above the cell that each conditional colour follows; '' where there is none."""
    found = []
    for sheet in (sheet for sheet in book.worksheets if sheet.sheet_state == "visible"):
        tables = [coordinate_to_tuple(table.ref.partition(":")[0]) for table in sheet.tables.values()]
        for area, rules in sheet.conditional_formatting._cf_rules.items():
            first = str(area.sqref).split()[0].partition(":")[0]
            row, _ = coordinate_to_tuple(first)
            for rule in rules:
                column = re.match(rf"\$([A-Z]+){row}(?![0-9])", rule.formula[0])
                assert column, f"{sheet.title} {first}: {rule.formula[0]} does not follow its own row"
                found.append(str(sheet[f"{column[1]}{tables[0][0]}"].value or ""))
    return found


def _filled(book: Any) -> Iterator[Any]:
    for sheet in (sheet for sheet in book.worksheets if sheet.sheet_state == "visible"):
        for row in sheet.iter_rows():
            yield from (c for c in row if c.fill.fill_type and c.fill.fgColor.rgb not in WHITE)
