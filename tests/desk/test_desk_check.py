"""`desk check` and `desk next`: with an Excel that runs, without one, and behind a button."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from arf_excel import cli
from arf_excel.intake.by_desk import desk_header
from tests.desk import xlwings_engine as excel
from tests.desk.rounds import SAMPLES, new_round, run

X01, X03 = SAMPLES / "ARF_X01_Sample-round.xlsx", SAMPLES / "ARF_X03_Sample-round.xlsx"


def open_findings(path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes of `arf-excel check --json` that ask a person to do something."""
    capsys.readouterr()
    run(["check", "--json", str(path)])
    found = json.loads(capsys.readouterr().out)["findings"]
    return sorted(f["code"] for f in found if not f["code"].startswith("NOTE") and not f["explained"])


def shown(round_: Path, button: str, workbook: str) -> list[tuple[object, ...]]:
    """The rows of the reply to a press."""
    run(["desk", "press", button, "--ticket", "1-1", "--workbook", workbook, "--", str(round_)])
    sheet = openpyxl.load_workbook(round_ / "desk" / "1-1.xlsx").active
    assert sheet is not None
    return [row[1:5] for row in sheet.iter_rows(min_row=3, values_only=True)]


def test_the_open_form_gives_what_check_gives_and_has_it_beside_its_answers(
    engine: excel.Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = excel.opened(engine, X03)
    wanted = open_findings(X03, capsys)
    assert wanted != []
    rows = shown(new_round(tmp_path / "round"), "check", str(X03))
    header = rows.index(("Where", "What", "How", "Code"))
    assert sorted(str(row[3]) for row in rows[header + 1 :]) == wanted
    texts = [
        str(cell.value) for sheet in book.impl.wb.worksheets for row in sheet.iter_rows() for cell in row
    ]
    assert desk_header() in texts
    assert run(["desk", "check", X03.name]) == 1


def test_next_goes_from_one_answer_to_the_next(
    engine: excel.Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    excel.opened(engine, X01)
    round_ = new_round(tmp_path / "round")
    first = shown(round_, "next", str(X01))
    assert first[1][0] == (
        "Nothing is written beside an answer. Press Check the open workbook first (arf-excel desk check)."
    )
    shown(round_, "check", str(X01))
    assert [row[0] for row in shown(round_, "next", str(X01))][:2] == [
        "Next thing to look at: done.",
        "Action plan H6",
    ]


def test_without_excel_the_saved_file_is_read_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = X01.read_bytes()
    assert run(["desk", "check", str(X01)]) == 1
    assert "read as it was saved last" in capsys.readouterr().err
    assert X01.read_bytes() == before


@pytest.mark.parametrize("words", [["check"], ["check", "no-such.xlsx"], ["next"], ["next", "no-such.xlsx"]])
def test_without_excel_and_without_a_file_it_says_so(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["desk", *words])
    assert left.value.code == 2
    assert capsys.readouterr().err.startswith("Excel can be asked only on Windows and on a Mac")


def test_a_file_that_is_no_form_is_told_as_check_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "notes.xlsx"
    other.write_bytes(b"no workbook")
    assert run(["desk", "check", str(other)]) == 3
    assert "could not be read" in capsys.readouterr().out
