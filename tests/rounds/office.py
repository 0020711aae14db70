"""What the office does in Excel, done with openpyxl: cells found by the words of their headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arf_excel.errors import UsageError
from arf_excel.rounds.new import new_round
from arf_excel.rounds.read import read_round

HEADER = 4
FEW = "code,name,board\nZ1A,Larchford Trust,North\nZ2B,Millwater Trust,South\nZ3C,Oakhurst Trust,North\n"


def small_round(
    folder: Path, text: str = FEW, name: str = "Autumn 2026", edition: str = "bronze-silver-gold"
) -> Path:
    """A round of a few made-up organisations; returns its folder."""
    listed = folder / "organisations.csv"
    listed.write_text(text, "utf-8")
    new_round(name, folder / "round", edition, listed)
    return folder / "round"


def edit(folder: Path, change: Callable[[Any], None]) -> None:
    """Open round.xlsx, change it, save it."""
    book = openpyxl.load_workbook(folder / "round.xlsx")
    change(book)
    book.save(folder / "round.xlsx")


def set_setting(book: Any, key: str, value: object) -> None:
    sheet = book["Settings"]
    line = next(row for row in sheet.iter_rows(min_row=HEADER + 1) if row[0].value == key)
    line[2].value = value


def place(sheet: Any, header: str) -> int:
    """The column of a header, from 1."""
    return int(next(cell.column for cell in sheet[HEADER] if cell.value == header))


def write_row(book: Any, name: str, row: int, values: Mapping[str, object]) -> None:
    """Fill cells of a table's row, counted from 1, by header."""
    for header, value in values.items():
        book[name].cell(HEADER + row, place(book[name], header)).value = value


def problems(folder: Path) -> list[str]:
    """What reading says is to be put right, one a line."""
    with pytest.raises(UsageError) as caught:
        read_round(folder)
    return str(caught.value).splitlines()[1:]


def starts(found: Sequence[str], *places: str) -> bool:
    """Each problem names its sheet and cell, in this order."""
    return len(found) == len(places) and all(
        line.startswith(f"- {where}:") for line, where in zip(found, places, strict=True)
    )
