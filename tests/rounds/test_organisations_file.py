"""Lists of organisations as offices send them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from arf_excel.errors import UsageError
from arf_excel.framework.templates import templates_folder
from arf_excel.rounds.organisations_file import read_organisations_file
from arf_excel.rounds.settings import Expected

TWO = [Expected("R0A", "Café’s Trust"), Expected("RXA", "Second Trust; North")]


def listed(folder: Path, content: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def wrong(path: Path, edition: str | None = None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read_organisations_file(path, edition)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_way_a_csv_is_saved(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    rows = [
        "# A note, with a comma; and more",
        "",
        "ODS Code|NAME",
        " r0a |Café’s  Trust",
        'RXA|"Second Trust; North"',
    ]
    path = listed(tmp_path, end.join(rows).replace("|", delimiter) + end, encoding)
    assert read_organisations_file(path) == TWO


def test_a_workbook_with_its_table_further_down(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Our list"],
        [],
        [None, "Organisation", "Code", "Extension to"],
        [None, "N/A", 12345, dt.date(2026, 10, 3)],
    ):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    assert read_organisations_file(tmp_path / "list.xlsx") == [
        Expected("12345", "N/A", extension_to=dt.date(2026, 10, 3))
    ]


def test_all_columns_and_their_other_words(tmp_path: Path) -> None:
    text = (
        "Code,Name,ICB,Kind,Contact role,Email,Asking for,Form,Extension to,"
        "Assembly link member,Level held,Ignored\n"
        "r1k,First,NHS Greater Manchester Integrated Care Board,ACUTE,Head of inclusion,edi@example.org,"
        "bronze,Bronze,3 Oct 2026,Deputy chair,silver,x\n"
    )
    assert read_organisations_file(listed(tmp_path, text)) == [
        Expected(
            code="R1K",
            name="First",
            board="Greater Manchester",
            kind="acute",
            contact_role="Head of inclusion",
            email="edi@example.org",
            asking="Recognition at Bronze",
            purpose="bronze",
            extension_to=dt.date(2026, 10, 3),
            link_member="Deputy chair",
            level_held="Silver",
        )
    ]


def test_the_list_that_comes_with_the_toolkit_can_be_read() -> None:
    found = read_organisations_file(templates_folder() / "organisations.csv")
    assert len(found) == 33 and {each.purpose for each in found} == {"all"}


def test_every_bad_row_is_named_with_its_number(tmp_path: Path) -> None:
    text = (
        "# note\n"
        "code,name,board,asking for,form\n"
        "R0A,Fine,Greater Manchester,,\n"
        ",No code,,,\n"
        "RXA,,,,\n"
        "R-1,Sign,,,\n"
        "AB,Short,,,\n"
        "ABCDEFGHIJK,Long,,,\n"
        "RÉA,Accent,,,\n"
        "r0a,Again,,,\n"
        "RJN,Board,Greater Manchster,,\n"
        "RBS,Asking,,Platinum,\n"
        "RBT,Form,,,platinum\n"
        "#REF!,An error,,,\n"
        "RBV,Fine too,Greater Manchester,,\n"
    )
    rows = [line.removeprefix("- ").split(":")[0] for line in wrong(listed(tmp_path, text))[1:]]
    assert sorted(rows, key=lambda row: int(row.split()[1])) == [
        f"row {n}" for n in (4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
    ]


def test_two_things_in_one_row_are_both_told(tmp_path: Path) -> None:
    assert len(wrong(listed(tmp_path, "code,name,form\n,,platinum\n"))) == 1 + 3


def test_boards_of_another_region_are_its_own(tmp_path: Path) -> None:
    found = read_organisations_file(listed(tmp_path, "code,name,board\nZ1A,One,Vale\nZ2B,Two,Fell\n"))
    assert [each.board for each in found] == ["Vale", "Fell"]


def test_words_are_those_of_the_edition(tmp_path: Path) -> None:
    path = listed(tmp_path, "code,name,form\nR0A,One,bronze\n")
    assert read_organisations_file(path)[0].purpose == "bronze"
    assert len(wrong(path, "2021")) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", b""),
        ("list.csv", b"code,other\nR0A,x\n"),
        ("list.csv", b"code,name\n"),
        ("list.xlsx", b"no workbook"),
        ("list.xls", b"\xd0\xcf\x11\xe0"),
        ("list.csv", b"PK\x03\x04\x81\x8d\x00"),
    ],
)
def test_what_is_no_list_gets_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    sentences = wrong(tmp_path / name)
    assert len(sentences) == 1 and name in sentences[0] and str(tmp_path) not in sentences[0]


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    assert len(wrong(tmp_path / "gone.csv")) == 1
