"""What the desk's macros send on Windows, where paths are other paths. Nothing is started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.desk.rounds import FIRST, FOLDER, PYTHON
from tests.macros.interpreter import Excel

PROGRAM = r"C:\arf\.venv\Scripts\python.exe"
Opened = Callable[..., Excel]


@pytest.fixture
def opened(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the desk with a folder typed in, and a round where it is looked for."""

    def open_desk(typed: str, round_: str = "") -> Excel:
        files = [PROGRAM, f"{round_ or typed}\\round.xlsx"]
        excel = Excel(monkeypatch, desk, nothing, files)
        excel.type(FOLDER, typed)
        excel.type(PYTHON, PROGRAM)
        return excel

    return open_desk


def nothing(words: Sequence[str]) -> None:
    """A program that starts and never replies."""


def sent(excel: Excel) -> str:
    """The line that was started, without its ticket."""
    (line,) = excel.started
    before, _, after = line.partition(" --ticket ")
    return f"{before} … {after.partition(' ')[2]}"


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        (r"C:\Assembly\autumn", r"C:\Assembly\autumn"),
        ("C:\\Assembly\\autumn\\", r"C:\Assembly\autumn"),
        (r'"C:\Assembly\autumn 100% & more"', r"C:\Assembly\autumn 100% & more"),
        (r"C:\Assembly\autumn\round.xlsx", r"C:\Assembly\autumn"),
        (r"\\server\share\autumn", r"\\server\share\autumn"),
        ("R:\\", r"R:\."),
    ],
)
def test_the_folder_is_one_argument(opened: Opened, typed: str, folder: str) -> None:
    """A separator before the last quotation mark would take that for a part of the path."""
    excel = opened(typed, folder)
    excel.run("ArfCollate")
    assert sent(excel) == f'"{PROGRAM}" -P -m arf_excel desk press collate … -- "{folder}"'


def test_a_letter_that_vba_cannot_pass_on_is_told(opened: Opened) -> None:
    """It would arrive as a question mark, and the round would seem not to be there."""
    excel = opened("C:\\Assembly\\\u03b1utumn")
    excel.run("ArfCollate")
    assert excel.started == []
    assert str(excel.value(f"A{FIRST}")).startswith("The folder or the Python above has a character")


def test_a_letter_of_the_own_alphabet_is_passed_on(opened: Opened) -> None:
    excel = opened("C:\\Assembly\\été")
    excel.run("ArfCollate")
    assert sent(excel).endswith('-- "C:\\Assembly\\été"')


def test_silence_is_told_with_lines_for_windows(opened: Opened) -> None:
    """The line to paste is for PowerShell, which takes curly quotation marks for straight ones."""
    excel = opened("C:\\It's a \u2018round\u2019 $(calc)")
    excel.run("ArfCollate")
    for _ in range(60):
        excel.run(excel.later.pop())
    said = [str(excel.value(f"A{FIRST + n}")).strip() for n in range(7)]
    assert said[2:5] == [
        "py -m venv .venv",
        '.venv\\Scripts\\python -m pip install ".[excel]"',
        ".venv\\Scripts\\python -m arf_excel desk build -o desk.xlsm",
    ]
    before, _, after = said[6].partition(" --ticket ")
    assert before == f"& '{PROGRAM}' -P -m arf_excel desk press collate"
    assert after.partition(" ")[2] == "-- 'C:\\It''s a \u2018\u2018round\u2019\u2019 $(calc)'"
