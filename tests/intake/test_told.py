"""Much of the same is told up to a limit and then counted; a table has room for so many rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake import reader, told
from arf_excel.intake.grid import CellValue, Grid, Place, Sheet
from arf_excel.intake.limits import limits
from arf_excel.intake.reader import read_submission
from arf_excel.intake.submission import Submission
from tests.intake.grids import blank_form, sheet_of, with_sheet

SHAPE, BLANK = blank_form()
BELOW = max(row for row, _ in sheet_of(BLANK, "Evidence").cells) + 1


def with_more(name: str, cells: dict[Place, CellValue]) -> Grid:
    sheet = sheet_of(BLANK, name)
    return with_sheet(BLANK, name, replace(sheet, cells={**sheet.cells, **cells}))


def read(grid: Grid) -> Submission:
    return read_submission(grid, "return.xlsx", "0")


@pytest.mark.parametrize(("strays", "more"), [(3, []), (4, [1]), (9, [6])])
def test_strays_are_told_one_by_one_up_to_a_limit_and_then_counted(
    strays: int, more: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(told, "limits", lambda: replace(limits(), told=3))
    spilled: dict[Place, CellValue] = {(5 + n, 40): "spilled" for n in range(strays)}
    seen = read(with_more("Checklist", spilled)).seen
    assert [each.cell for each in seen if each.finding.code == "FIX-033"] == ["AO6", "AO7", "AO8"]
    counted = [each for each in seen if each.finding.code == "NOTE-075"]
    assert [each.finding.facts for each in counted] == [{"code": "FIX-033", "count": n} for n in more]
    assert [each.sheet for each in counted] == ["Checklist"] * len(more)


def test_what_is_told_of_one_table_takes_no_room_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "limits", lambda: replace(limits(), told=1))
    grid = with_more("Checklist", {(5, 40): "spilled", (6, 40): "spilled"})
    sheet = sheet_of(grid, "Organisation")
    grid = with_sheet(grid, "Organisation", replace(sheet, cells={**sheet.cells, (5, 40): "spilled"}))
    strays = [each.sheet for each in read(grid).seen if each.finding.code == "FIX-033"]
    assert strays == ["Organisation", "Checklist"]


def test_a_sheet_whose_name_is_a_page_of_words_is_told_by_its_beginning() -> None:
    name = "Our \u202enotes of the meeting " + "at which we all said what we think " * 99
    grid = replace(BLANK, sheets=(*BLANK.sheets, Sheet(name, {(0, 0): "words"})))
    sheets = tuple(replace(s, name=name * 2) if s.name == "Evidence" else s for s in grid.sheets)
    found = read(replace(grid, sheets=sheets, names={}))
    assert [each.sheet for each in found.seen if each.finding.code == "NOTE-048"] == [
        "Our notes of the meeting at which we all"
    ]
    assert {sheet for key, (sheet, _) in found.places.items() if key[0] == "evidence"} == {
        "Our notes of the meeting at which we all"
    }


def added(rows: int) -> Grid:
    return with_more("Evidence", {(BELOW + n, 1): "Minutes" for n in range(rows)})


def test_rows_that_people_add_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = len(SHAPE.evidence_rows) + 2
    monkeypatch.setattr(reader, "limits", lambda: replace(limits(), rows=limit))
    assert len(read(added(2)).shape.evidence_rows) == limit
    with pytest.raises(UnreadableError) as caught:
        read(added(3))
    assert (caught.value.code, caught.value.facts) == ("FIX-076", {"limit": limit})
