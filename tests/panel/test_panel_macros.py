"""The panel's macros find what a person finds, in both engines, and change no cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pyopenvba.apps.excel import Application, ExcelApplication
from pyopenvba.apps.excel import Range as CellRange
from pyopenvba.interpreter._objects import MemberSpec
from pyopenvba.interpreter._values import MISSING, VBARuntimeError

from arf_excel.collation.words import group
from arf_excel.workbook.macros import modules
from tests.panel.engines import SHEET, Engine, project, typed
from tests.panel.packs import FIRST, LAST, MIDDLE, SECTIONS, TABLE, filled, judged_by_list

FIRST_CELLS = ["B19", "B30", "B39", "B48", "B58"]
"""The judgements of the first organisation, read off its printed pages."""


def judgements(pack: Path, *sheets: str) -> list[tuple[str, str]]:
    book = load_workbook(pack)
    return [(sheet, cell) for sheet in sheets for cell in judged_by_list(book[sheet])]


def shown(cells: list[tuple[str, str]]) -> list[str]:
    return [f"{sheet}!{cell}" for sheet, cell in cells]


def go(sheet: str, cell: str) -> str:
    return f'GoTo_ "{sheet}", "{cell}"'


def test_the_first_ones_are_where_the_pages_show_them(pack: Path) -> None:
    assert judged_by_list(load_workbook(pack)[FIRST]) == FIRST_CELLS


def test_from_the_first_sheet_on_it_goes_through_all_sections_and_round(pack: Path, play: Engine) -> None:
    all_of_them = judgements(pack, *SECTIONS)
    assert len(all_of_them) == 15
    played = play(pack, ["NextOne"] * 16)
    assert played.notes == shown([*all_of_them, all_of_them[0]])
    assert played.cells == typed(pack)


def test_what_is_filled_in_is_passed_over(pack: Path, play: Engine, tmp_path: Path) -> None:
    some = filled(pack, tmp_path / "some.xlsx", [(FIRST, "B19"), (FIRST, "B39"), *judgements(pack, MIDDLE)])
    steps = ["NextOne", "NextOne", go(FIRST, "A58"), "NextOne", "NextOne", "NextOne"]
    expected = [f"{FIRST}!B30", f"{FIRST}!B48", f"{FIRST}!B58", f"{LAST}!B21", f"{LAST}!B30"]
    assert play(some, steps).notes == expected


def test_spaces_are_empty_and_an_error_is_not(pack: Path, play: Engine, tmp_path: Path) -> None:
    odd = filled(pack, tmp_path / "odd.xlsx", [(FIRST, "B19"), (FIRST, "A25")], "#N/A")
    odd = filled(odd, odd, [(FIRST, "B30")], "   ")
    assert play(odd, ["NextOne"]).notes == [f"{FIRST}!B30"]


def test_from_the_last_one_it_goes_round(pack: Path, play: Engine) -> None:
    steps = [go(LAST, "B58"), "NextOne", go("Findings", "A1"), "NextOne", go(MIDDLE, "B57"), "NextOne"]
    assert play(pack, steps).notes == [f"{FIRST}!B19", f"{FIRST}!B19", f"{LAST}!B21"]


def test_when_none_is_left_the_cell_stays(pack: Path, play: Engine, tmp_path: Path) -> None:
    full = filled(pack, tmp_path / "full.xlsx", judgements(pack, *SECTIONS))
    played = play(full, [go(MIDDLE, "A30"), "NextOne"])
    assert played.notes == [f"{MIDDLE}!A30"]
    assert played.cells == typed(full)


def test_the_table_has_its_own_round(pack: Path, play: Engine, tmp_path: Path) -> None:
    some = filled(pack, tmp_path / "some.xlsx", [(TABLE, "H5"), (TABLE, "H19")])
    steps = [go(TABLE, "A1"), "NextOne", "NextOne", go(TABLE, "C18"), "NextOne", "NextOne"]
    assert play(some, steps).notes == [f"{TABLE}!{cell}" for cell in ("H6", "H7", "H18", "H6")]


def test_rows_that_a_filter_hides_are_left_out(pack: Path, play: Engine) -> None:
    narrow = f'ThisWorkbook.Worksheets("{TABLE}").Range("A4:I19").AutoFilter 1, "X02"'
    steps = [narrow, go(TABLE, "A1"), *["NextOne"] * 6]
    cells = ("H10", "H11", "H12", "H13", "H14", "H10")
    assert play(pack, steps).notes == [f"{TABLE}!{cell}" for cell in cells]


def test_hidden_sheets_and_rows_are_left_out(pack: Path, play: Engine) -> None:
    steps = [
        f'ThisWorkbook.Worksheets("{FIRST}").Visible = xlSheetHidden',
        f'ThisWorkbook.Worksheets("{MIDDLE}").Rows(19).Hidden = True',
        "NextOne",
    ]
    assert play(pack, steps).notes == [f"{MIDDLE}!B28"]


def test_rows_put_in_by_a_person_move_all_along(pack: Path, play: Engine) -> None:
    steps = [f'ThisWorkbook.Worksheets("{FIRST}").Rows("10:12").Insert', "NextOne", "NextOne"]
    steps += [f'Pages "{FIRST}", "B30"']
    assert play(pack, steps).notes == [f"{FIRST}!B22", f"{FIRST}!B33", f"{FIRST}!A1:B79"]


def test_a_sheet_that_was_deleted_is_gone_and_nothing_else(pack: Path, play: Engine) -> None:
    gone = ["Application.DisplayAlerts = False", f'ThisWorkbook.Worksheets("{FIRST}").Delete']
    assert play(pack, [*gone, "NextOne", f'Pages "{LAST}", "A9"']).notes == [
        f"{MIDDLE}!B19",
        f"{LAST}!A1:B76",
    ]


# printing


def test_the_pages_of_an_organisation_are_all_rows_of_its_section(pack: Path, play: Engine) -> None:
    steps = [f'Pages "{sheet}", "{cell}"' for sheet in SECTIONS for cell in ("A1", "B50", "D400")]
    expected = [f"{sheet}!A1:B{rows}" for sheet, rows in ((FIRST, 76), (MIDDLE, 74), (LAST, 76))]
    played = play(pack, steps)
    assert played.notes == [each for each in expected for _ in range(3)]
    assert played.cells == typed(pack)


def test_elsewhere_there_is_no_organisation(pack: Path, play: Engine) -> None:
    others = ("Contents", "Overview", "Readings", TABLE, "Findings")
    assert play(pack, [f'Pages "{sheet}", "B6"' for sheet in others]).notes == ["none"] * 5


def test_sections_under_one_another_are_told_apart(pack: Path, play: Engine) -> None:
    """Two more begin on the first one's sheet, in rows 33 and 61, each below an empty row."""
    rows = (61, 33)
    steps = [f"""ThisWorkbook.Names.Add "arf_section_9{row}", "='{FIRST}'!$A${row}\"""" for row in rows]
    steps += [f'Pages "{FIRST}", "{cell}"' for cell in ("A1", "B32", "A33", "B60", "B61", "A76")]
    areas = ["A1:B31", "A1:B31", "A33:B59", "A33:B59", "A61:B76", "A61:B76"]
    assert play(pack, steps).notes == [f"{FIRST}!{area}" for area in areas]


def test_printing_asks_first_and_prints_nothing_where_nobody_answers(pack: Path, play: Engine) -> None:
    """LibreOffice without a screen answers no box; the interpreter's answers are the next test's."""
    steps = [go("Overview", "A6"), "ArfPrintThisOrganisation", 'Note ActiveSheet.Name & "!" & "A6"']
    assert play(pack, steps).notes == ["Overview!A6"]


# what is said and printed; the interpreter alone notes it


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The areas that were printed. The interpreter has no printer: this stands in for Range.PrintOut."""
    found: list[str] = []

    def print_out(area: Any) -> None:
        found.append(f"{area.sheet.name}!{area.vba_get('Address', [False, False])}")

    spec = MemberSpec(name="PrintOut", kind="method", getter=print_out)
    monkeypatch.setitem(CellRange._vba_members, "printout", spec)
    return found


def boxes(app: ExcelApplication) -> list[str]:
    return [text for _, text, _, _ in app.dialogs]


def words(name: str) -> str:
    """A constant of Words.bas."""
    line = next(each for each in modules("panel")["Words"].splitlines() if f"Const {name} " in each)
    return line.partition(' = "')[2].removesuffix('"')


OK, CANCEL = 1, 2


@pytest.mark.parametrize(("answer", "areas"), [(OK, [f"{MIDDLE}!A1:B74"]), (CANCEL, [])])
def test_what_is_printed_is_what_was_answered(
    pack: Path, tmp_path: Path, printed: list[str], answer: int, areas: list[str]
) -> None:
    app = ExcelApplication.open(
        project(pack, tmp_path / "p.xlsm", [go(MIDDLE, "B30"), "ArfPrintThisOrganisation"])
    )
    app.answer_dialogs(answer)
    app.run("Play")
    assert printed == areas
    assert boxes(app) == [words("SAY_PRINT").replace("{organisation}", "Fictional X02")]


def test_a_printer_that_does_not_answer_is_said(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_printer(area: Any) -> None:
        raise VBARuntimeError(1004, "PrintOut method of Range class failed")

    spec = MemberSpec(name="PrintOut", kind="method", getter=no_printer)
    monkeypatch.setitem(CellRange._vba_members, "printout", spec)
    app = ExcelApplication.open(
        project(pack, tmp_path / "p.xlsm", [go(MIDDLE, "B30"), "ArfPrintThisOrganisation"])
    )
    app.answer_dialogs(OK)
    app.run("Play")
    assert boxes(app)[1:] == [words("SAY_NOT_PRINTED")]


@pytest.mark.parametrize(
    ("sheet", "macro", "said"),
    [
        (FIRST, "ArfNextEmptyJudgement", "SAY_NONE_LEFT"),
        ("Overview", "ArfNextEmptyJudgement", "SAY_NONE_LEFT"),
        (TABLE, "ArfNextEmptyJudgement", "SAY_NONE_IN_TABLE"),
        (TABLE, "ArfPrintThisOrganisation", "SAY_NO_SECTION"),
        (SHEET, "ArfPrintThisOrganisation", "SAY_NO_SECTION"),
    ],
)
def test_what_cannot_be_done_is_said(
    pack: Path, tmp_path: Path, printed: list[str], sheet: str, macro: str, said: str
) -> None:
    full = filled(pack, tmp_path / "full.xlsx", judgements(pack, *SECTIONS, TABLE))
    app = ExcelApplication.open(project(full, tmp_path / "full.xlsm", [go(sheet, "A2"), macro]))
    app.run("Play")
    assert boxes(app) == [words(said)]
    assert printed == []


def test_the_keys_hold_while_the_pack_is_in_front(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An apostrophe in the file's name ends nothing. The interpreter has no keys: this stands in for them."""
    keys: list[tuple[str, object]] = []

    def on_key(_: Any, Key: str, Procedure: object = MISSING) -> None:
        keys.append((Key, None if Procedure is MISSING else Procedure))

    spec = MemberSpec(name="OnKey", kind="method", getter=on_key, parameters=("Key", "Procedure"))
    monkeypatch.setitem(Application._vba_members, "onkey", spec)
    app = ExcelApplication.open(project(pack, tmp_path / "pack'!Evil 'x.xlsm", []))
    app.run("ThisWorkbook.Workbook_Activate")
    app.run("ThisWorkbook.Workbook_Deactivate")
    assert keys == [("^+j", "'pack''!Evil ''x.xlsm'!ArfNextEmptyJudgement"), ("^+j", None)]


def test_the_words_that_the_macros_look_for_are_those_of_the_pack(pack: Path) -> None:
    assert words("JUDGEMENT") == group("section")["judgement"]
    assert words("JUDGEMENT") in group("table")["headers"]
    names = list(load_workbook(pack).defined_names)
    assert words("TABLE_NAME") in names
    assert sum(name.startswith(words("SECTION_NAMES")) for name in names) == len(SECTIONS)
