"""Old and binary workbooks (.xls, .xlsb): values by python-calamine, in a worker process only.

What the reader is handed is a container made afresh, of bounded parts, with no cell far away. More than
that no gate looks into these formats: the worker bounds the rest.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from arf_excel.errors import UnreadableError
from arf_excel.intake.cleaning import Cleaner
from arf_excel.intake.gate import CONTENT_TYPES
from arf_excel.intake.grid import CellValue, Grid, Note, Place, Sheet, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.old_cells import check_xls, check_xlsb
from arf_excel.intake.ole import properties, wrapped
from arf_excel.intake.ooxml import around, outline
from arf_excel.intake.package import Package
from arf_excel.intake.passwords import unlocked_stream
from arf_excel.intake.room import Room, far, is_near
from arf_excel.intake.values import guarded, plain_value

Skip = Callable[[str], bool]
_TYPES = CONTENT_TYPES.lower()
_LEFT_OUT = ("xl/vbaproject", "xl/embeddings/", "xl/activex/", "xl/printersettings/", "xl/media/")


def read_xls(data: bytes, skip: Skip, passwords: Sequence[str] = ()) -> Grid:
    """The grid of an .xls, which one of the passwords may have to open."""
    program, saved = properties(data)
    name, stream = unlocked_stream(data, passwords)
    check_xls(stream)
    sheets, notes = _read(wrapped(name, stream), ".xls", skip)
    return Grid(sheets, {}, program, saved, notes)


def is_binary(package: Package) -> bool:
    """Whether this is an .xlsb."""
    return "sheet.binary" in outline(package).kind


def read_xlsb(package: Package, skip: Skip) -> Grid:
    """The grid of an .xlsb that has passed the gate."""
    plan = outline(package)
    if not plan.part.lower().endswith(".bin"):
        raise UnreadableError("FIX-029")
    for relation in plan.relations.values():
        if relation.kind == "worksheet" and relation.target in package:
            check_xlsb(package.read(relation.target))
    program, saved, seen = around(package, plan)
    sheets, notes = _read(_packed(package), ".xlsb", skip)
    return Grid(sheets, {}, program, saved, seen + notes)


def _packed(package: Package) -> bytes:
    """The parts that hold cells, unpacked by count and packed afresh.

    No XML but the list of parts: cells in XML have a gate of their own, and would pass by it here.
    """
    with io.BytesIO() as memory:
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as archive:
            for part in package.names():
                if (part.endswith((".bin", ".rels")) or part == _TYPES) and not part.startswith(_LEFT_OUT):
                    archive.writestr(package.entries[part].filename, package.read(part))
        return memory.getvalue()


def _read(data: bytes, kind: str, skip: Skip) -> tuple[tuple[Sheet, ...], tuple[Note, ...]]:
    book = guarded(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    listed = [
        (index, about)
        for index, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet
    ]
    if not listed:
        raise UnreadableError("FIX-026")
    if len(listed) > limits().sheets:
        raise UnreadableError("FIX-027", sheets=len(listed), limit=limits().sheets)
    room, cleaner, sheets = Room(), Cleaner(), []
    for index, about in listed:
        cells = {} if skip(about.name) else _cells(book, index, about.name, room, cleaner)
        hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(about.name, cells, frozenset(), hidden))
    return tuple(sheets), (Note("EXPLAIN-054", facts={"format": kind}), *cleaner.notes())


def _cells(
    book: CalamineWorkbook, index: int, name: str, room: Room, cleaner: Cleaner
) -> dict[Place, CellValue]:
    """The cells of a sheet that are not blank; far ones and too many are findings."""
    sheet: CalamineSheet = guarded(lambda: book.get_sheet_by_index(index))
    last = sheet.end
    if last is None:
        return {}
    if not is_near(last):
        fault = far(cell_name(last))
        raise UnreadableError(fault.code, sheet=name, **fault.facts)
    room.take(name, 0, last, 0)
    found: dict[Place, CellValue] = {}
    for row, line in enumerate(guarded(lambda: sheet.to_python(skip_empty_area=False))):
        for column, value in enumerate(line):
            if value == "":
                continue
            place = (row, column)
            kept = cleaner.clean(value, name, place) if isinstance(value, str) else plain_value(value)
            if kept != "":
                found[place] = kept
    text = sum(len(value) for value in found.values() if isinstance(value, str))
    room.take(name, len(found), (-1, -1), text)
    return found
