"""A copy of each flawed sample in a real LibreOffice: it shows the marks, and corrected there it passes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner

from arf_excel.cli import cli
from arf_excel.form.layout import sheet_name
from arf_excel.review.review import review
from arf_excel.rounds.copies import write_fix_me_copies
from tests.office.libreoffice import Change, Kind, LibreOffice
from tests.rounds.corrections import CORRECTIONS, Typed, placed, read

pytestmark = [pytest.mark.office, pytest.mark.deep]
RETURNED = Path(__file__).parents[2] / "samples" / "returned"


def change(sheet: str, cell: str, value: Typed) -> Change:
    kind: Kind = "date" if isinstance(value, dt.date) else "text" if isinstance(value, str) else "number"
    typed = value.isoformat() if isinstance(value, dt.date) else value
    return {"sheet": sheet, "cell": cell, "value": typed, "kind": kind}


@pytest.mark.parametrize("name", sorted(CORRECTIONS))
def test_it_shows_the_marks_and_once_corrected_passes(name: str, office: LibreOffice, tmp_path: Path) -> None:
    before = review(read(RETURNED / name))
    (copy,) = write_fix_me_copies([before], tmp_path)
    places = read(copy).places
    shown = office.notes(copy)
    marked = {(sheet, cell) for sheet, cells in shown.items() for cell in cells}
    open_ones = [p.finding for p in before.findings if p.open]
    assert marked == {places[f.table or "", f.row or "", f.column or ""] for f in open_ones}
    for cells in shown.values():
        for colour, note in cells.values():
            assert colour == "FBD9C0"
            assert "How: " in note
    links = office.dump(copy)[sheet_name("to_look_at")]
    assert sum(str(value).partition(":")[0] in shown for at, value in links.items() if at[0] == "E") == len(
        open_ones
    )
    typed = [change(*each) for each in placed(read(copy), CORRECTIONS[name])]
    saved = office.fill(copy, tmp_path / "corrected.xlsx", typed)
    result = CliRunner().invoke(cli, ["check", str(saved)])
    assert result.exit_code == 0, result.output
