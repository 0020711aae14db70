"""Where the cells of an .xls or .xlsb stand, looked up before any reader: a far one costs it all memory."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Place, cell_name
from arf_excel.intake.kinds import BINARY_WORKBOOK
from arf_excel.intake.ole import records
from arf_excel.intake.room import far, is_near

_XLS_CELLS = frozenset({0x006, 0x206, 0x406, 0x203, 0x003, 0x204, 0x004, 0x205, 0x005, 0x27E, 0x0D6, 0x0FD})
_XLS_SEVERAL = 0x0BD
_XLSB_ROW, _XLSB_CELLS, _XLSB_SHORT_CELLS = 0, range(2, 12), range(13, 19)


def check_xls(stream: bytes) -> None:
    """FIX-020 when a cell that holds something is out of a form's reach."""
    for kind, at, length in records(stream):
        if length < 6:
            continue
        if kind in _XLS_CELLS:
            _near(struct.unpack_from("<HH", stream, at + 4))
        elif kind == _XLS_SEVERAL:
            row, last = struct.unpack_from("<H", stream, at + 4)[0], at + 4 + length - 2
            _near((row, struct.unpack_from("<H", stream, last)[0]))


def check_xlsb(part: bytes) -> None:
    """The same for a sheet part of an .xlsb; one with short cells is not read, for the reader loses those."""
    row = 0
    for kind, at, length in _binary_records(part):
        if kind in _XLSB_SHORT_CELLS:
            raise UnreadableError(BINARY_WORKBOOK)
        if length < 4:
            continue
        if kind == _XLSB_ROW:
            row = struct.unpack_from("<I", part, at)[0]
        elif kind in _XLSB_CELLS:
            _near((row, struct.unpack_from("<I", part, at)[0]))


def _binary_records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, place of its data, length) of the whole records; kind and length take up to 2 and 4 bytes."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        length, at = _number(part, at, 4)
        if at + length > len(part):
            return
        yield kind, at, length
        at += length


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first, as long as the eighth is set."""
    value = 0
    for shift in range(most):
        if at >= len(part):
            break
        byte = part[at]
        value, at = value | (byte & 0x7F) << 7 * shift, at + 1
        if byte < 0x80:
            break
    return value, at


def _near(place: Place) -> None:
    if not is_near(place):
        raise far(cell_name(place))
