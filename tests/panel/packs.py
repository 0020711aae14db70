"""A review pack of three organisations as collate writes it, and what a person sees in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from arf_excel.collation.collate import collate
from tests.collation.returns import DEV, IN, answers, checklist, put, read

FIRST, MIDDLE, LAST = "X01 Fictional X01", "X02 Fictional X02", "X03 Fictional X03"
SECTIONS = (FIRST, MIDDLE, LAST)
TABLE = "All deliverables"
ASKING = "Recognition at Bronze"


def write_pack(folder: Path) -> Path:
    for n, statuses in enumerate(((IN, DEV), (IN, IN, IN), (DEV,)), start=1):
        put(folder / "in" / f"{n}.xlsx", answers(f"X{n:02d}", ASKING) | checklist(*statuses))
    collate([folder / "in"], folder / "pack", None, read=read)
    return folder / "pack" / "review-pack.xlsx"


def judged_by_list(sheet: Worksheet) -> list[str]:
    """The cells with the drop-down of a judgement: where a person chooses one, found without labels."""
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    cells = [cell for rule in rules for area in rule.sqref.ranges for cell in area.cells]
    return [sheet.cell(row, column).coordinate for row, column in sorted(cells)]


def filled(pack: Path, made: Path, cells: Iterable[tuple[str, str]], text: str = "Met") -> Path:
    """The pack with judgements typed in and saved by another program."""
    book = load_workbook(pack)
    for sheet, cell in cells:
        book[sheet][cell] = text
    book.save(made)
    return made
