"""Every folder of macros: its text is in the project as it was written, and all three readers take it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from pyopenvba.apps.excel import ExcelApplication
from pyvbaanalysis import analyze_office_file

from arf_excel.errors import OwnFaultError
from arf_excel.workbook.macros import macros_folder, modules, with_macros
from tests.office.libreoffice import LibreOffice, OfficeError

TOPICS = sorted(path.name for path in macros_folder().iterdir() if path.is_dir())
NOT_SHARED = re.compile(
    r"(?i)\b(CreateObject|GetObject|ListObjects?|OLEObjects|UserForm|Declare|Kill|RmDir|MkDir|FileCopy|"
    r"Name .+ As|SendKeys|ExecuteExcel4Macro|Application\.Run|CallByName|Environ)\b"
    r"|^\s*#|& *vb(?:Lf|CrLf|NewLine)"
)
"""What one of the programs lacks, and what macros of ours have no use for."""
SENTINEL = """Option Explicit

Public Sub SentinelOnly()
    ThisWorkbook.Worksheets(1).Range("A1").Value = "reached"
End Sub
"""
BROKEN = """Option Explicit

Public Sub Broken()
    If True Then
        ThisWorkbook.Worksheets(1).Range("A1").Value = "not reached"
End Sub
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A workbook of one sheet."""
    path = tmp_path / "plain.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Desk")
    return path


def built(plain: Path, sources: dict[str, str]) -> Path:
    path = plain.with_suffix(".xlsm")
    with_macros(plain, sources, path)
    return path


def read_back(path: Path) -> dict[str, str]:
    """Module → source, by olevba, which is run as a program."""
    command = [sys.executable, "-m", "oletools.olevba", "--code", "--json", str(path)]
    printed = subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
    containers = json.loads(printed)
    macros = next(each["macros"] for each in containers if each.get("macros"))
    return {each["vba_filename"]: each["code"].replace("\r\n", "\n") for each in macros}


def lines(topic: str) -> Iterator[tuple[str, str]]:
    for name, source in modules(topic).items():
        for number, line in enumerate(source.splitlines(), start=1):
            yield f"{name} {number}", line


def test_there_are_macros_for_the_desk_and_the_panel() -> None:
    assert TOPICS == ["desk", "panel"]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_module_declares_what_it_uses_and_keeps_to_what_all_programs_share(topic: str) -> None:
    assert all(source.startswith("Option Explicit\n") for source in modules(topic).values())
    code = ((place, re.sub(r"'.*|\"[^\"]*\"", "", line)) for place, line in lines(topic))
    assert [place for place, line in code if NOT_SHARED.search(line)] == []
    assert [place for place, line in lines(topic) if len(line) > 1_000] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_source_in_is_source_out(topic: str, plain: Path) -> None:
    found = read_back(built(plain, modules(topic)))
    wanted = {name: source.strip() for name, source in modules(topic).items()}
    ours = {Path(name).stem: code.strip() for name, code in found.items() if Path(name).stem in wanted}
    assert ours == wanted


@pytest.mark.parametrize("topic", TOPICS)
def test_the_lint_has_nothing_to_say(topic: str, plain: Path) -> None:
    found = analyze_office_file(str(built(plain, modules(topic))))
    assert {name: [each.message for each in faults] for name, faults in found.items() if faults} == {}


def test_the_lint_sees_a_name_that_is_not_declared(plain: Path) -> None:
    wrong = SENTINEL.replace('"reached"', "notDeclared")
    found = analyze_office_file(str(built(plain, {"Sentinel": wrong})))
    assert [len(faults) for faults in found.values() if faults] == [1]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_interpreter_takes_every_module(topic: str, plain: Path) -> None:
    path = built(plain, {**modules(topic), "Sentinel": SENTINEL})
    assert {*modules(topic), "Sentinel"} <= set(ExcelApplication().load_vba(path))
    app = ExcelApplication.open(path)
    app.run("SentinelOnly")
    assert app.sheet(1).value("A1") == "reached"


@pytest.mark.parametrize("topic", TOPICS)
def test_libreoffice_takes_every_module(topic: str, plain: Path, office: LibreOffice) -> None:
    """It says nothing of a module that it cannot take, and runs none at all: so this one is reached."""
    path = built(plain, {**modules(topic), "Sentinel": SENTINEL})
    after = office.macro(path, ("Desk", "A1"), run="Sentinel.SentinelOnly", seconds=20)
    assert after["cells"]["Desk"]["A1"] == "reached"


@pytest.mark.office
@pytest.mark.parametrize("topic", TOPICS)
def test_a_broken_module_is_caught(topic: str, plain: Path) -> None:
    """One module that does not compile disables all, and LibreOffice says nothing. The lint trusts that a
    project compiles. A LibreOffice that met such a module finds no files afterwards, so this one is ended.
    """
    path = built(plain, {**modules(topic), "Sentinel": SENTINEL, "Broken": BROKEN})
    assert "Broken" not in ExcelApplication().load_vba(path)
    own = LibreOffice()
    try:
        with pytest.raises(OfficeError, match="did not come to its end"):
            own.macro(path, ("Desk", "A1"), run="Sentinel.SentinelOnly", seconds=3)
    finally:
        own.close()


def test_the_same_source_gives_the_same_bytes(plain: Path) -> None:
    first = built(plain, modules("desk")).read_bytes()
    assert built(plain, modules("desk")).read_bytes() == first


def test_a_folder_without_macros_is_our_own_fault() -> None:
    with pytest.raises(OwnFaultError):
        modules("nothing")


def test_nothing_that_reads_a_return_loads_the_library() -> None:
    loaded = "import sys, arf_excel.cli, arf_excel.collation.collate, arf_excel.desk.live"
    command = [sys.executable, "-c", f"{loaded}; print('pyopenvba' in sys.modules)"]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert printed.strip() == "False"
