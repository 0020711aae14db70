"""What a form keeps beside its formulas, read without calculating, is what an engine works out anew.

Blank, pre-filled by a round, and completed; each purpose of both editions.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest

from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.write import starting_answers, write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.shape import Shape
from tests.form.completed import completed
from tests.office import formualizer_engine
from tests.office.libreoffice import LibreOffice

FILLINGS = ("blank", "pre-filled", "completed")
FORMS = [(e, p, f) for e in edition_ids() for p in purposes(load_edition(e)) for f in FILLINGS]
KNOWN = {
    "code": "X07",
    "name": "Fictional Trust",
    "board": "Greater Manchester",
    "kind": "acute",
    "contact_role": "Head of inclusion",
    "email": "inclusion@example.org",
    "level_held": "None",
}
"""What a round knows of an organisation."""


def filled(shape: Shape, filling: str) -> Answers | None:
    if filling == "completed":
        return completed(shape)
    if filling == "blank":
        return None
    known = {("organisation", key, "answer"): value for key, value in KNOWN.items()}
    return Answers({**starting_answers(shape).cells, **known})


def form(folder: Path, edition: str, purpose: str, filling: str) -> Path:
    path = folder / "form.xlsx"
    year_end = dt.date(2026, 9, 30) if filling == "pre-filled" else None
    shape = shape_of(load_edition(edition), purpose, year_end=year_end)
    write_form(path, shape, filled(shape, filling))
    return path


def test_formualizer_works_out_what_a_pre_filled_form_keeps(tmp_path: Path) -> None:
    """Blank and completed ones stand in test_write."""
    for edition in edition_ids():
        for purpose in purposes(load_edition(edition)):
            path = form(tmp_path, edition, purpose, "pre-filled")
            assert formualizer_engine.differences(path) == [], (edition, purpose)


@pytest.mark.deep
@pytest.mark.office
@pytest.mark.parametrize(("edition", "purpose", "filling"), FORMS)
def test_libreoffice_works_out_what_the_form_keeps(
    edition: str, purpose: str, filling: str, tmp_path: Path, office: LibreOffice
) -> None:
    assert office.differences(form(tmp_path, edition, purpose, filling)) == []


@pytest.mark.office
def test_a_wrong_value_planted_in_a_form_is_seen(tmp_path: Path, office: LibreOffice) -> None:
    path = form(tmp_path, "bronze-silver-gold", "self-assessment", "blank")
    planted = plant(path, tmp_path / "planted.xlsx", "xl/worksheets/sheet1.xml", "B5", "Send it.")
    for found in (office.differences(planted), formualizer_engine.differences(planted)):
        assert [(d.sheet, d.cell, d.cached) for d in found] == [("Start here", "B5", "Send it.")]


def plant(source: Path, target: Path, part: str, cell: str, value: str) -> Path:
    """The workbook with another value kept beside the formula of one cell."""
    kept = re.compile(rf'(<c r="{cell}"[^>]*><f[^>]*>[^<]*</f><v>)[^<]*')
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text, changes = kept.subn(rf"\g<1>{value}", content.decode())
                assert changes == 1
                content = text.encode()
            new.writestr(name, content)
    return target
