"""The macros of the panel at work: in pyOpenVBA's interpreter and in LibreOffice, unchanged in both.

A module of the tests stands beside them. It does what a person does, notes what is to be seen, and writes
the notes into a cell last: LibreOffice says nothing when a macro fails.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from pyopenvba.apps.excel import ExcelApplication

from arf_excel.workbook.macros import modules, with_macros
from tests.office.libreoffice import LibreOffice

SHEET, CELL = "Contents", "Z1"
"""Where the notes end up: a cell that no pack uses."""
Cells = dict[tuple[str, str], str]

_MODULE = """Option Explicit

Private notes As String

Public Sub Play()
{steps}
    ThisWorkbook.Worksheets("{sheet}").Range("{cell}").Value = "noted" & notes
End Sub

Private Sub GoTo_(ByVal sheet As String, ByVal cell As String)
    Application.Goto ThisWorkbook.Worksheets(sheet).Range(cell)
End Sub

Private Sub NextOne()
    ArfNextEmptyJudgement
    Note ActiveSheet.Name & "!" & ActiveCell.Address(False, False)
End Sub

Private Sub Pages(ByVal sheet As String, ByVal cell As String)
    Dim found As Range
    Set found = SectionOf(ThisWorkbook.Worksheets(sheet).Range(cell))
    If found Is Nothing Then
        Note "none"
    Else
        Note found.Worksheet.Name & "!" & found.Address(False, False)
    End If
End Sub

Private Sub Note(ByVal text As String)
    notes = notes & "|" & text
End Sub
"""


@dataclass(frozen=True)
class Played:
    """What was noted, and the cells afterwards without the notes themselves."""

    notes: list[str]
    cells: Cells


Engine = Callable[[Path, Sequence[str]], Played]


def project(pack: Path, made: Path, steps: Sequence[str]) -> Path:
    lines = "\n".join(f"    {step}" for step in steps)
    test = _MODULE.format(steps=lines, sheet=SHEET, cell=CELL)
    with_macros(pack, {**modules("panel"), "Play": test}, made)
    return made


def in_interpreter(folder: Path) -> Engine:
    def play(pack: Path, steps: Sequence[str]) -> Played:
        app = ExcelApplication.open(project(pack, folder / "interpreted.xlsm", steps))
        app.run("Play")
        app.save(folder / "after.xlsm")
        return _played(str(app.sheet(SHEET).value(CELL)), typed(folder / "after.xlsm"))

    return play


def in_office(folder: Path, office: LibreOffice) -> Engine:
    def play(pack: Path, steps: Sequence[str]) -> Played:
        made = project(pack, folder / "office.xlsm", steps)
        after = office.macro(made, (SHEET, CELL), run="Play.Play", seconds=30)
        cells = {
            (sheet, cell): str(value)
            for sheet, found in after["cells"].items()
            for cell, value in found.items()
            if value != ""
        }
        return _played(cells[SHEET, CELL], cells)

    return play


def _played(notes: str, cells: Cells) -> Played:
    del cells[SHEET, CELL]
    first, *others = notes.split("|")
    assert first == "noted"
    return Played(others, cells)


def typed(workbook: Path) -> Cells:
    """The cells that hold something, as texts."""
    book = load_workbook(workbook, keep_vba=False)
    return {
        (sheet.title, cell.coordinate): _as_office(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value not in (None, "")
    }


def _as_office(value: object) -> str:
    """Numbers as LibreOffice gives them."""
    return str(float(value)) if isinstance(value, int) and not isinstance(value, bool) else str(value)
