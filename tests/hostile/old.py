"""The return in the old and the binary format, made odd. A worker reads them."""

from __future__ import annotations

import datetime as dt
import struct
from functools import cache

from arf_excel.intake.ole import wrapped
from tests.hostile import plain
from tests.intake import hostile as made
from tests.intake import old_workbooks as old

_LEFT_OUT = frozenset({"Start here", "Summary", "Checks", "What helps", "Guidance", "_work", "_lists"})
"""Sheets on which nobody types."""
_ZERO = dt.datetime(1899, 12, 30)


@cache
def _sheets(short: bool) -> tuple[old.Sheet, ...]:
    """The sheets with answers; a text of an .xls is at most 8,000 letters here, for its records are short."""
    found = []
    for sheet in plain.grid().sheets:
        if sheet.name not in _LEFT_OUT:
            cells = [(*place, *_value(value, short)) for place, value in sorted(sheet.cells.items())]
            found.append((sheet.name, 2 if sheet.hidden else 0, cells))
    return tuple(found)


def _value(value: object, short: bool) -> tuple[old.Value, int]:
    if isinstance(value, dt.datetime):
        return float((value - _ZERO).days), old.DATE
    assert isinstance(value, str | float)
    return (value[:4_000] if short and isinstance(value, str) else value), old.GENERAL


def _with(target: str, value: old.Value, short: bool) -> tuple[old.Sheet, ...]:
    """The sheets with one cell of another value."""
    sheet, cell = plain.where(target)
    column, row = ord(cell[0]) - 65, int(cell[1:]) - 1
    return tuple(
        (
            name,
            hidden,
            [(r, c, value if (name, r, c) == (sheet, row, column) else v, s) for r, c, v, s in cells],
        )
        for name, hidden, cells in _sheets(short)
    )


def _xls(sheets: tuple[old.Sheet, ...]) -> bytes:
    return wrapped("Workbook", old.stream(*sheets))


def xls() -> bytes:
    """The return as an Excel 97-2003 workbook."""
    return _xls(_sheets(True))


def xls_with_an_error() -> bytes:
    """An error looks like a blank there, which is why that is told."""
    return _xls(_with("how", old.Error(42), True))


def xls_with_a_tick() -> bytes:
    """A yes or no in place of the word."""
    return _xls(_with("consent", True, True))


def xls_with_a_far_cell() -> bytes:
    """A cell in the last corner of the old grid."""
    return _xls((*_sheets(True), ("Aside", 0, [(65_535, 255, 1.0, 0)])))


def xls_with_a_password() -> bytes:
    """A password that nobody gave."""
    return old.locked_xls("not told", ("Form", 0, [(0, 0, "x", 0)]))


def xls_that_loops() -> bytes:
    """The chain of sectors comes back to where it was."""
    return old.ole_file("Workbook", old.stream(("Form", 0, [(0, 0, "x" * 3_000, 0)])), chain=[3, 2])


def xls_cut() -> bytes:
    """The file did not come whole."""
    return xls()[:-9_000]


def xls_cut_in_its_stream() -> bytes:
    """The container is sound, and the workbook in it ends in the middle."""
    return wrapped("Workbook", old.stream(*_sheets(True))[:-5_000])


def xls_of_noise() -> bytes:
    """No record in the stream makes sense."""
    return wrapped("Workbook", made.noise(9_000))


def xls_of_excel_95() -> bytes:
    """A workbook of Excel 5 or 95, with a few letters in it: a workbook, and no form of ours."""

    def record(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begins = 12 + len(record(0x85, bytes(6) + b"\x04Form")) + 4 + len(record(0x42, bytes(2)))
    head = record(0x809, struct.pack("<4H", 0x500, 5, 0, 1995)) + record(0x42, struct.pack("<H", 1252))
    head += record(0x85, struct.pack("<IBBB", begins, 0, 0, 4) + b"Form") + record(0x0A)
    assert len(head) in (begins, begins - 1, begins + 1)
    label = record(0x204, struct.pack("<4H", 0, 0, 0, 4) + b"Caf\xe9")
    sheet = record(0x809, struct.pack("<4H", 0x500, 0x10, 0, 1995)) + label + record(0x0A)
    head = head.replace(struct.pack("<IB", begins, 0), struct.pack("<IB", len(head), 0), 1)
    return wrapped("Book", head + sheet)


def xls_named_xlsx() -> tuple[bytes, str]:
    """The old format by the name of the new."""
    return xls(), "return.xlsx"


def xlsb() -> bytes:
    """The return as a binary workbook."""
    return old.xlsb(*_sheets(False))


def xlsb_with_an_error() -> bytes:
    """An error looks like a blank there too."""
    return old.xlsb(*_with("how", old.Error(42), False))


def xlsb_with_a_far_cell() -> bytes:
    """A cell in the last corner of the grid."""
    return old.xlsb(*_sheets(False), ("Aside", 0, [(1_048_575, 16_383, 1.0, 0)]))


def xlsb_with_macros() -> bytes:
    """Macros in it; its type speaks of macros in any case."""
    return made.packed(old.xlsb_parts(*_sheets(False)) | {"xl/vbaProject.bin": b"never run"})


def xlsb_that_claims_the_grid() -> bytes:
    """Every sheet says that it is as large as the grid."""
    return made.packed(old.xlsb_parts(*_sheets(False), more=old.claimed(1_048_575, 16_383)))


def xlsb_of_noise() -> bytes:
    """No record of a sheet makes sense."""
    parts = old.xlsb_parts(*_sheets(False))
    return made.packed(parts | {"xl/worksheets/sheet0.bin": made.noise(5_000)})


def xlsb_bomb() -> bytes:
    """A sheet of 20 MB of nothing."""
    parts = old.xlsb_parts(*_sheets(False))
    return made.packed(parts | {"xl/worksheets/sheet0.bin": bytes(20_000_000)})


def xlsb_in_name_only() -> bytes:
    """A workbook of today that says it is a binary one, and has a far cell that would end a reader."""
    contents = plain.changed(plain.TYPES, (made.SHEET_TYPE, old.BINARY_TYPE))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return plain.packed(plain.changed_in(contents, plain.part_of("Checklist"), ("</sheetData>", far)))
