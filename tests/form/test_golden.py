"""A whole form as text, so that a change reads as a diff. Renew: `python -m tests.form.test_golden`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import load_edition
from tests.dump import dump

GOLDEN = Path(__file__).parents[1] / "golden" / "form-bronze.txt"


def dumped() -> str:
    """The Bronze form with few spare rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(path, shape_of(load_edition(), "bronze", evidence_rows=4, action_rows=3))
        return dump(path)


def test_the_bronze_form_is_as_it_was() -> None:
    assert dumped().splitlines() == GOLDEN.read_text("utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text(dumped(), "utf-8")
