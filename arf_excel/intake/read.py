"""A returned file as plain sheets: `read_grid` tells by content what it is, and reads it or says why not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import areas_by_name
from arf_excel.intake.cells import (
    MAIN,
    Cells,
    extent,
    farthest,
    read_cells,
    without_odd_values,
)
from arf_excel.intake.cleaning import Cleaner
from arf_excel.intake.gate import is_open_document, pass_gate
from arf_excel.intake.gate_ods import read_open_document
from arf_excel.intake.grid import Grid, Sheet, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import SEPARATOR, Attributes, reader, run
from arf_excel.intake.ooxml import SheetPart, read_book
from arf_excel.intake.package import Package
from arf_excel.intake.room import Room, far, is_near
from arf_excel.intake.values import open_values, sheet_values

_STRING = MAIN + SEPARATOR + "si"


def _none(_: str) -> bool:
    return False


def read_grid(data: bytes, name: str, skip: Callable[[str], bool] = _none) -> Grid:
    """Read an .xlsx, .xlsm or .ods by its bytes. `skip` names sheets whose values nobody needs.

    Raises UnreadableError, and nothing else, whatever the bytes are.
    """
    return read_package(pass_gate(data, name), skip)


def read_package(package: Package, skip: Callable[[str], bool]) -> Grid:
    """The grid of a workbook that has passed the gate."""
    if is_open_document(package):
        return read_open_document(package, skip)
    return _read_workbook(package, skip)


def _read_workbook(package: Package, skip: Callable[[str], bool]) -> Grid:
    book = read_book(package)
    strings = _strings(package, book.strings)
    styles = _styles(package, book.styles)
    sizes = string_sizes(strings, book.strings or "") if strings is not None else {}
    wanted = [sheet for sheet in book.sheets if not skip(sheet.name)]
    room = Room()
    cells = [_checked_cells(package, sheet, sizes, room) for sheet in wanted]
    cleaner = Cleaner()
    values: dict[str, Sheet] = {}
    if wanted:
        parts = [without_odd_values(package.read(s.part), c) for s, c in zip(wanted, cells, strict=True)]
        opened = open_values(parts, strings, styles, book.from_1904)
        for index, (sheet, seen) in enumerate(zip(wanted, cells, strict=True)):
            found = sheet_values(opened, index, sheet.name, seen, cleaner)
            values[sheet.name] = Sheet(sheet.name, found, frozenset(seen.formulas), sheet.hidden)
    return Grid(
        sheets=tuple(values.get(sheet.name) or _skipped(package, sheet) for sheet in book.sheets),
        names=areas_by_name(book.names, (sheet.name for sheet in book.sheets)),
        properties=book.properties,
        saved=book.saved,
        notes=book.notes + cleaner.notes(),
    )


def _skipped(package: Package, sheet: SheetPart) -> Sheet:
    """A sheet that nobody needs: well formed, but its cells are not looked at."""
    run(reader(sheet.part), package.read(sheet.part), sheet.part)
    return Sheet(sheet.name, {}, frozenset(), sheet.hidden)


def _strings(package: Package, part: str | None) -> bytes | None:
    return package.read(part, limits().strings_bytes) if part is not None and part in package else None


def _styles(package: Package, part: str | None) -> bytes | None:
    if part is None or part not in package:
        return None
    styles = package.read(part, limits().styles_bytes)
    run(reader(part), styles, part)
    return styles


def string_sizes(strings: bytes, part: str) -> dict[str, int]:
    """The bytes of each shared string, markup included, by its index as cells write it."""
    begins: list[int] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == _STRING:
            begins.append(parser.CurrentByteIndex)
            if len(begins) > limits().strings:
                raise UnreadableError("FIX-056", limit=limits().strings)
        elif "uniqueCount" in attributes and not _likely(attributes["uniqueCount"], len(strings)):
            raise UnreadableError("FIX-023", part=part)

    def unusual(*_: object) -> None:
        raise UnreadableError("FIX-024", part=part)

    parser = reader(part)
    parser.StartElementHandler = start
    parser.StartCdataSectionHandler = parser.CommentHandler = unusual
    run(parser, strings, part)
    ends = pairwise([*begins, len(strings)])
    return {str(index): end - begin for index, (begin, end) in enumerate(ends)}


def _likely(count: str, size: int) -> bool:
    """Whether a part of this size can hold so many strings: the reader sets aside room for the claim."""
    return count.isdecimal() and len(count) < 9 and int(count) <= size


def _checked_cells(package: Package, sheet: SheetPart, sizes: dict[str, int], room: Room) -> Cells:
    """What the gate sees in a sheet, all of it within limits; findings name the sheet."""
    try:
        cells = read_cells(package.read(sheet.part), sheet.part, sizes)
        last = extent(cells)
        if not is_near(last):
            raise far(cell_name(farthest(cells)))
    except UnreadableError as fault:
        raise UnreadableError(
            fault.code, **{"sheet": sheet.name, "part": sheet.part, **fault.facts}
        ) from fault
    room.take(sheet.name, len(cells.filled) + len(cells.formulas), last, cells.text_bytes)
    return cells
