"""A second opinion on the file format: openxml-audit, which follows Microsoft's own validator.

It knows fewer of Excel's rules than our lint, but it was not written by us.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from arf_excel.collation.collate import collate
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.rounds.new import new_round
from tests.workbook.good import GOOD, SHEET, changed

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"

pytestmark = pytest.mark.deep


def errors(path: Path) -> list[str]:
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2016, max_errors=20).validate(str(path))
    return [f"{error.part_uri} {error.description}" for error in found.errors]


def test_it_finds_what_stands_out_of_order(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    path.write_bytes(GOOD)
    assert errors(path) == []
    path.write_bytes(changed(SHEET, "<sheetData>", '<drawing r:id="rId1"/><sheetData>'))
    assert errors(path)


@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.parametrize("edition", edition_ids())
def test_it_finds_nothing_in_a_form(edition: str, locked: bool, tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", shape_of(load_edition(edition)), locked=locked)
    assert errors(tmp_path / "form.xlsx") == []


@pytest.mark.parametrize("edition", edition_ids())
def test_it_finds_nothing_in_round_xlsx(edition: str, tmp_path: Path) -> None:
    new_round("Autumn 2026", tmp_path / "round", edition, None)
    assert errors(tmp_path / "round" / "round.xlsx") == []


def test_it_finds_nothing_in_what_collate_writes(tmp_path: Path) -> None:
    collate([SAMPLES], tmp_path / "pack", None)
    made = sorted((tmp_path / "pack").glob("*.xlsx"))
    assert len(made) == 4
    for path in made:
        assert errors(path) == [], path.name
