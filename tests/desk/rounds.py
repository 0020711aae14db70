"""A small fictional round for the desk's tests, and a desk that is about it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from arf_excel import cli
from arf_excel.desk.build import FOLDER_ROW, HEADER_ROW, PYTHON_ROW, build_desk
from arf_excel.desk.rows import plan
from tests.office.libreoffice import Change

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
ORGANISATIONS = "Code,Name\nX01,Sample Trust One (fictional)\nX04,Sample Trust Four (fictional)\n"
FOLDER, PYTHON = f"B{FOLDER_ROW + 1}", f"B{PYTHON_ROW + 1}"
_LAST = HEADER_ROW + len(plan().buttons) + 4
DONE, FIRST = f"B{_LAST}", _LAST + 1
"""The cell that is filled last, and the first row of what happened."""


def new_round(folder: Path, returned: Sequence[str] = ()) -> Path:
    """A round of two organisations in `folder`, with these samples returned."""
    listed = folder.parent / f"{folder.name}.csv"
    listed.write_text(ORGANISATIONS, "utf-8")
    cli.main(["round", "new", "Sample round", "-o", str(folder), "--organisations", str(listed)])
    for name in returned:
        shutil.copy(SAMPLES / name, folder / "returned")
    return folder


def new_desk(folder: Path) -> Path:
    path = folder / "desk.xlsm"
    build_desk(path, sys.executable)
    return path


def typed(round_: Path | str, python: str = "") -> list[Change]:
    """What a person types into the two yellow cells."""
    cells = {FOLDER: str(round_), **({PYTHON: python} if python else {})}
    return [Change(sheet="Desk", cell=cell, value=text, kind="text") for cell, text in cells.items()]


def run(arguments: Sequence[str]) -> int:
    """A command's exit code."""
    try:
        cli.main(list(arguments))
    except SystemExit as leave:
        return int(str(leave.code))
    return 0
