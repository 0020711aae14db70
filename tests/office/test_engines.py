"""Both engines recalculate what the toolkit writes, and see a value that is wrong."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.office import formualizer_engine
from tests.office.compare import Difference, same
from tests.office.libreoffice import Change, LibreOffice, OfficeError

FORMULAS: dict[str, object] = {
    '=COUNTIFS(_work!$A$1:$A$3,">1",_work!$B$1:$B$3,"b")': 1,
    "=SUMPRODUCT(_work!$A$1:$A$3,_work!$A$1:$A$3)": 14,
    "=INDEX(_work!$B$1:$B$3,MATCH(2,_work!$A$1:$A$3,0))": "b",
    "=EDATE(45000,-12)": 44635,
    '=HYPERLINK("#arf_start","Go to the start")': "Go to the start",
    '=IFERROR(1/0,"none")': "none",
    '=CHOOSE(2,"a","b")': "b",
    '=IF(ISBLANK(D1),"",1)': "",
    "=1=1": True,
    "=1/0": "#DIV/0!",
    "=LN(-1)": "#NUM!",
    "=ROUND(2.345,2)": 2.35,
    "=Lists!$A$1&arf_start": "listone",
}


def write_workbook(path: Path, *, planted: object = None) -> Path:
    """A workbook whose formulas refer to a hidden and a very hidden sheet; one value may be wrong."""
    with xlsxwriter.Workbook(path) as book:
        form, work, lists = (book.add_worksheet(name) for name in ("Our form", "_work", "Lists"))
        work.hide()
        lists.very_hidden()
        work.write_column(0, 0, [1, 2, 3])
        work.write_column(0, 1, ["a", "b", "c"])
        lists.write_column(0, 0, ["list"])
        form.write_string("A1", "one")
        form.freeze_panes(1, 1)
        book.define_name("arf_start", "='Our form'!$A$1")
        for row, (formula, value) in enumerate(FORMULAS.items()):
            form.write_formula(row, 1, formula, None, planted if planted is not None and row == 1 else value)
        form.write_formula("C1", "=EDATE(45000,1)", book.add_format({"num_format": "dd mmm yyyy"}), 45031)
    return path


@pytest.fixture(params=["formualizer", pytest.param("libreoffice", marks=pytest.mark.office)])
def differences(request: pytest.FixtureRequest) -> Callable[[Path], list[Difference]]:
    if request.param == "formualizer":
        return formualizer_engine.differences
    office: LibreOffice = request.getfixturevalue("office")
    return office.differences


def test_no_difference_when_every_value_is_right(
    differences: Callable[[Path], list[Difference]], tmp_path: Path
) -> None:
    assert differences(write_workbook(tmp_path / "right.xlsx")) == []


@pytest.mark.parametrize("wrong", [15, "14", ""])
def test_a_planted_wrong_value_is_seen(
    differences: Callable[[Path], list[Difference]], tmp_path: Path, wrong: object
) -> None:
    (found,) = differences(write_workbook(tmp_path / "wrong.xlsx", planted=wrong))
    assert (found.sheet, found.cell, found.cached) == ("Our form", "B2", wrong or None)
    assert found.worked_out == 14


def test_values_are_the_same_or_not() -> None:
    assert same(0.1 + 0.2, 0.3) and same(None, "") and same(True, 1.0) and same("#N/A", "#ERR:32767")
    assert not same(0, "") and not same(1, "1") and not same("#N/A", "#ERR:532") and not same(0.3, 0.3000001)


def test_fill_sets_cells_as_a_person_would(office: LibreOffice, tmp_path: Path) -> None:
    changes: list[Change] = [
        {"sheet": "Our form", "cell": "D1", "value": "=1+1", "kind": "text"},
        {"sheet": "Our form", "cell": "D2", "value": 2.5, "kind": "number"},
        {"sheet": "Our form", "cell": "D3", "value": "2026-01-31", "kind": "date"},
        {"sheet": "Our form", "cell": "D4", "value": "=D2*2", "kind": "formula"},
    ]
    source = write_workbook(tmp_path / "blank.xlsx")
    filled = office.fill(source, tmp_path / "filled.xlsx", changes)
    sheet = openpyxl.load_workbook(filled)["Our form"]
    assert [sheet[f"D{row}"].data_type for row in (1, 2, 3, 4)] == ["s", "n", "d", "f"]
    assert sheet["D1"].value == "=1+1" and sheet["D3"].value.date().isoformat() == "2026-01-31"
    assert sheet.freeze_panes == "B2"
    assert office.recalculate(filled)["Our form"]["D4"] == 5
    assert office.differences(filled) == []


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_convert_keeps_every_value(office: LibreOffice, tmp_path: Path, kind: str) -> None:
    source = write_workbook(tmp_path / "ours.xlsx")
    converted = office.convert(source, tmp_path / f"theirs.{kind}", "ods" if kind == "ods" else "xls")
    assert office.dump(converted) == office.dump(source)


def test_a_file_that_cannot_be_opened_is_an_error_and_the_next_one_opens(
    office: LibreOffice, tmp_path: Path
) -> None:
    with pytest.raises(OfficeError):
        office.recalculate(tmp_path / "missing.xlsx")
    assert office.dump(write_workbook(tmp_path / "there.xlsx"))["_work"]["A3"] == 3


def test_a_file_that_another_libreoffice_has_open_is_read_all_the_same(
    office: LibreOffice, tmp_path: Path
) -> None:
    source = write_workbook(tmp_path / "shared.xlsx")
    lock = f",{getpass.getuser()},{socket.gethostname()},22.11.2026 09:00,{tmp_path.as_uri()};"
    (tmp_path / ".~lock.shared.xlsx#").write_text(lock)
    assert office.dump(source)["_work"]["A3"] == 3


def test_a_program_that_does_not_answer_is_ended(tmp_path: Path) -> None:
    program = tmp_path / "silent.py"
    program.write_text("import time\ntime.sleep(60)\n", "utf-8")
    silent = LibreOffice(program, patience=0.5)
    with pytest.raises(OfficeError):
        silent.dump(tmp_path / "any.xlsx")
    silent.close()
