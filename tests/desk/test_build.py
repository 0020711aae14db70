"""desk.xlsm is made from its rows and its macros alone, and the two belong together."""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from arf_excel.cli import cli
from arf_excel.desk.build import build_desk
from arf_excel.desk.rows import plan
from arf_excel.errors import UsageError
from arf_excel.rounds.sheets import sentence
from arf_excel.workbook.lint import faults
from arf_excel.workbook.macros import modules

PYTHON = r"C:\arf\.venv\Scripts\python.exe"


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsm", "b.xlsm"):
        build_desk(tmp_path / name, PYTHON)
    assert (tmp_path / "a.xlsm").read_bytes() == (tmp_path / "b.xlsm").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsm", "b.xlsm"]


def test_it_is_sound_and_accessible_but_for_having_macros(tmp_path: Path) -> None:
    build_desk(tmp_path / "desk.xlsm", PYTHON)
    assert [fault.rule for fault in faults(tmp_path / "desk.xlsm")] == ["macro"]


def test_there_is_one_sheet_with_a_row_and_a_button_for_each_command(tmp_path: Path) -> None:
    build_desk(tmp_path / "desk.xlsm", PYTHON)
    book = openpyxl.load_workbook(tmp_path / "desk.xlsm", keep_vba=True)
    assert book.sheetnames == ["Desk"]
    sheet = book.active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet["A8:C19"]]
    assert rows[4] == ["Collate", plan().buttons[4].about, "arf-excel collate ROUND"]
    assert [row[0] for row in rows] == [button.label for button in plan().buttons]
    assert sheet["B5"].value == PYTHON
    with zipfile.ZipFile(tmp_path / "desk.xlsm") as package:
        drawing = package.read("xl/drawings/vmlDrawing1.vml").decode()
    assert re.findall(r"<x:FmlaMacro>\[0\]!(\w+)<", drawing) == [button.macro for button in plan().buttons]


def test_each_button_has_its_macro_and_each_macro_its_button() -> None:
    pressed = re.findall(
        r'Public Sub (\w+)\(\)\n    (Press|PressOnWorkbook) "([a-z-]+)"(?:, "")?\nEnd Sub',
        modules("desk")["Buttons"],
    )
    kinds = {False: "Press", True: "PressOnWorkbook"}
    assert pressed == [(b.macro, kinds[b.on_workbook], b.id) for b in plan().buttons]


@pytest.mark.parametrize("button", plan().buttons, ids=lambda button: button.id)
def test_each_button_is_a_command_that_there_is(button: object) -> None:
    """Every word that is no option's value is a command or an option of it."""
    command = next(each for each in plan().buttons if each is button).command
    found, words = cli, list(command)
    while hasattr(found, "commands"):
        found = found.commands[words.pop(0)]  # type: ignore[assignment]
    options = {name for each in found.params for name in each.opts}
    assert {word for word in words if word.startswith("--") and word != "--"} <= options


def test_what_a_macro_says_of_a_missing_round_is_what_the_command_says() -> None:
    """A macro has this one sentence of its own: without a round there is no folder to reply in."""
    said = re.search(r'SAY_NO_ROUND As String = "(.*)"', modules("desk")["Words"])
    assert said is not None
    assert said[1] == sentence("no_round", folder="{folder}")


@pytest.mark.parametrize("name", ["desk.xlsx", "desk", "desk.xlsm.zip"])
def test_only_a_workbook_that_keeps_macros_is_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="xlsm"):
        build_desk(tmp_path / name, PYTHON)
    assert not list(tmp_path.iterdir())


def test_a_program_is_named_by_its_whole_path(tmp_path: Path) -> None:
    """Excel would look for a name alone in whatever folder is the current one."""
    for given in ("", Path(sys.executable).name):
        build_desk(tmp_path / "desk.xlsm", given)
        sheet = openpyxl.load_workbook(tmp_path / "desk.xlsm").active
        assert sheet is not None
        assert Path(str(sheet["B5"].value)).is_absolute()


@pytest.mark.parametrize("program", ['py" & calc "', "/py\nthon", "no-such-python", "/" + "a" * 300])
def test_an_odd_program_is_not_written(tmp_path: Path, program: str) -> None:
    with pytest.raises(UsageError):
        build_desk(tmp_path / "desk.xlsm", program)
    assert not list(tmp_path.iterdir())


def test_it_names_no_path_but_the_program(tmp_path: Path) -> None:
    build_desk(tmp_path / "desk.xlsm", PYTHON)
    with zipfile.ZipFile(tmp_path / "desk.xlsm") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    here = str(Path(__file__).parents[2]).encode()
    assert not [
        name for name, content in parts.items() if here in content or str(tmp_path).encode() in content
    ]


def test_the_macros_open_what_the_rows_name_and_nothing_else() -> None:
    found = re.search(r'MAY_OPEN As String = "\|(.*)\|"', modules("desk")["Reply"])
    assert found is not None
    assert found[1].split("|") == [each.file for each in plan().opens.values()]
