"""The values of an .xlsx by python-calamine, which is handed a fresh small package of checked parts only.

So the reader sees the same bytes that the gate saw: no part by another name, no second directory.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from python_calamine import CalamineWorkbook

from arf_excel.errors import UnreadableError
from arf_excel.intake.cells import MAIN, Cells
from arf_excel.intake.cleaning import Cleaner
from arf_excel.intake.grid import CellError, CellValue, Place

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DAY = 86_400


def open_values(
    sheets: Sequence[bytes], strings: bytes | None, styles: bytes | None, from_1904: bool
) -> CalamineWorkbook:
    """A workbook of these sheet parts, in this order."""
    parts = {
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(len(sheets), from_1904),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{index}.xml") for index in range(len(sheets))]
        ),
    }
    with io.BytesIO() as memory:
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text)
            for name, part in (("sharedStrings", strings), ("styles", styles)):
                if part is not None:
                    archive.writestr(f"xl/{name}.xml", part)
            for index, part in enumerate(sheets):
                archive.writestr(f"xl/worksheets/sheet{index}.xml", part)
        packed = memory.getvalue()
    book: CalamineWorkbook = guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(packed)))
    return book


def guarded(read: Callable[[], Any]) -> Any:
    """Run the reader library; whatever it raises is a file that cannot be read.

    A Rust panic arrives as a BaseException that `except Exception` does not catch.
    """
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as fault:
        raise UnreadableError("FIX-029") from fault


def sheet_values(
    book: CalamineWorkbook, index: int, name: str, cells: Cells, cleaner: Cleaner
) -> dict[Place, CellValue]:
    """The cells of one sheet that are not blank.

    The reader shows a number below 0 with a date format as midnight; the gate kept it.
    """
    rows = guarded(lambda: book.get_sheet_by_index(index).to_python(skip_empty_area=False))
    found: dict[Place, CellValue] = {}
    height = len(rows)
    width = len(rows[0]) if rows else 0
    for place in cells.filled:
        row, column = place
        if row >= height or column >= width:
            continue
        value = rows[row][column]
        if type(value) is str:
            if not (value.isascii() and value.isprintable()):
                value = cleaner.clean(value, name, place)
            if value:
                found[place] = value
        elif type(value) is float and math.isfinite(value):
            found[place] = value
        else:
            found[place] = plain_value(value)
    for place, number in cells.numbers.items():
        found[place] = number if math.isfinite(number) else CellError("#NUM!")
    for place, code in cells.errors.items():
        found[place] = CellError(code)
    return found


def plain_value(value: object) -> CellValue:
    """A bool, a number, a date with its time, or the number behind a time."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else CellError("#NUM!")
    if isinstance(value, dt.datetime):
        return value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if isinstance(value, dt.time | dt.timedelta):
        return _serial(value)
    raise UnreadableError("FIX-029")


def _serial(value: dt.time | dt.timedelta) -> float:
    if isinstance(value, dt.timedelta):
        return value.total_seconds() / _DAY
    seconds = value.hour * 3_600 + value.minute * 60 + value.second
    return (seconds + value.microsecond / 1_000_000) / _DAY


def _workbook(sheets: int, from_1904: bool) -> str:
    listed = "".join(
        f'<sheet name="s{index}" sheetId="{index + 1}" r:id="r{index}"/>' for index in range(sheets)
    )
    properties = '<workbookPr date1904="1"/>' if from_1904 else ""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATIONS}">{properties}<sheets>{listed}</sheets></workbook>'


def _relations(links: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{index}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{listed}</Relationships>'
