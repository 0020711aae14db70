"""The locked kind of a form and the open one say the same, also after another program saved them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from arf_excel.review.record import record
from arf_excel.review.review import review
from tests.form.completed import completed
from tests.office.libreoffice import LibreOffice

OF_THE_FILE = ("file", "sha256")


def said(path: Path) -> dict[str, Any]:
    """The object of `check --json`, without what names the file."""
    read = read_return(path.read_bytes(), path.name)
    assert isinstance(read, Submission)
    found = json.loads(json.dumps(record(review(read))))
    return {key: value for key, value in found.items() if key not in OF_THE_FILE}


def written(folder: Path, edition: str, *, locked: bool) -> Path:
    path = folder / f"{'locked' if locked else 'open'}.xlsx"
    shape = shape_of(load_edition(edition))
    write_form(path, shape, completed(shape), locked=locked)
    return path


@pytest.mark.parametrize("edition", edition_ids())
def test_both_kinds_say_the_same(edition: str, tmp_path: Path) -> None:
    free, locked = (said(written(tmp_path, edition, locked=kind)) for kind in (False, True))
    assert free == locked
    assert len(free["answers"]) > 100 and free["findings"]


@pytest.mark.office
@pytest.mark.parametrize("edition", edition_ids())
def test_both_kinds_say_the_same_once_libreoffice_saved_them(
    edition: str, tmp_path: Path, office: LibreOffice
) -> None:
    forms = [written(tmp_path, edition, locked=kind) for kind in (False, True)]
    saved = [office.convert(path, tmp_path / f"saved {path.name}", "xlsx") for path in forms]
    assert said(saved[0]) == said(saved[1]) == said(forms[0])
