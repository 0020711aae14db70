"""The chase list: who has not returned, most urgent first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from arf_excel import errors
from arf_excel.letters.chase import chase
from arf_excel.workbook.lint import faults
from tests.cli.test_commands import run
from tests.letters.post_office import a_folder, collated, returned

DAY = dt.date(2026, 10, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Z1A has returned; Z2B's file cannot be read; Z3C has until 10 November."""
    made = a_folder(tmp_path)
    returned(made, "Z1A")
    (made / "returned" / "from z2b.xlsx").write_bytes(b"not a workbook")
    collated(made)
    return made


def table(folder: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(folder / "letters" / "chase.xlsx")["Chase list"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]


def test_who_has_not_returned(folder: Path) -> None:
    found = chase(folder, DAY)
    assert [(each.expected.code, each.left) for each in found.waiting] == [("Z2B", 10), ("Z3C", 21)]
    header, second, third = table(folder)
    assert [header[0], header[7], len(header)] == ["ODS code", "Days left", 9]
    closes, extension = dt.datetime(2026, 10, 30), dt.datetime(2026, 11, 10)
    assert second[:6] == [
        *("Z2B", "Millwater Trust", "None given", "two@example.org; also.two@example.org"),
        *(closes, None),
    ]
    assert third[3:8] == ["None given", extension, extension, None, 21]
    assert str(second[8]).startswith("from z2b.xlsx: could not be read") and third[8] == "No file seen"


def test_without_a_day_days_are_left_out(folder: Path) -> None:
    found = chase(folder)
    assert [each.left for each in found.waiting] == [None, None]
    assert len(table(folder)[0]) == 8


def test_the_list_is_sound_and_the_same_each_time(folder: Path) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (folder / "letters").rglob("*.*") if path.is_file()}

    chase(folder, DAY)
    assert faults(folder / "letters" / "chase.xlsx") == []
    before = files()
    chase(folder, DAY)
    assert files() == before
    assert sorted(before) == [
        *(".written.json", "ARF_Z2B_reminder.docx", "ARF_Z2B_reminder.eml", "ARF_Z3C_reminder.docx"),
        *("ARF_Z3C_reminder.eml", "chase.txt", "chase.xlsx"),
    ]


def test_notes_of_the_office_in_the_list_are_kept(folder: Path) -> None:
    chase(folder)
    path = folder / "letters" / "chase.xlsx"
    book = openpyxl.load_workbook(path)
    book["Chase list"]["A20"] = "Phoned on Monday"
    book.save(path)
    kept = path.read_bytes()
    assert chase(folder, DAY).written.kept == ("chase.xlsx",)
    assert path.read_bytes() == kept


def test_the_text_holds_every_reminder(folder: Path) -> None:
    chase(folder, DAY)
    text = (folder / "letters" / "chase.txt").read_bytes().decode("utf-8-sig")
    assert text.count("Subject: Autumn 2026: a reminder\r\n") == 2
    assert "\n" not in text.replace("\r\n", "")


def test_when_everyone_has_returned(folder: Path) -> None:
    chase(folder)
    for code in ("Z2B", "Z3C"):
        returned(folder, code)
    collated(folder)
    found = chase(folder)
    assert found.waiting == () and len(found.posted.written.removed) == 4
    assert faults(folder / "letters" / "chase.xlsx") == []


def test_a_chase_list_among_the_returns_is_no_return(folder: Path) -> None:
    chase(folder)
    (folder / "letters" / "chase.xlsx").rename(folder / "returned" / "chase.xlsx")
    collated(folder)
    ledger = (folder / "pack" / "ledger.csv").read_text("utf-8-sig")
    assert '"chase.xlsx","not a return"' in ledger


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["chase", folder, "--as-of", "20 October 2026"], capsys)
    assert (code, out) == (0, "") and "Z2B" in err and "Z1A" not in err
    code, _, err = run(["letters", folder, "--kind", "receipt"], capsys)
    assert code == 0 and "Z1A" in err
    for bad in (
        ["chase", folder, "--as-of", "soon"],
        ["letters", folder, "--kind", "reminder", "--as-of", "32 May"],
    ):
        code, _, err = run(bad, capsys)
        assert code == errors.EXIT_USAGE and str(bad[-1]) in err
    returned(folder, "Z3C")
    code, _, err = run(["chase", folder], capsys)
    assert code == errors.EXIT_USAGE and "arf-excel collate round" in err
