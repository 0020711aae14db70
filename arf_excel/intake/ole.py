"""OLE files, the container of old and of protected workbooks: a stream taken out, a stream put in afresh."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterator

import olefile

from arf_excel.errors import UnreadableError
from arf_excel.intake.cleaning import short
from arf_excel.intake.kinds import OLE

STREAMS = ("Workbook", "Book")
_SECTOR, _ENTRY = 4_096, 128
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4_096
"""Shorter streams would stand among the small ones, in a stream of their own."""
_ROOT, _STREAM = 5, 2
_BEGINS, _ENDS = frozenset({0x809, 0x409, 0x209, 0x009}), 0x0A
"""Kinds of records in a workbook stream, of Excel 2 to Excel 2003."""


def workbook_stream(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the stream that holds the workbook."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            name = next(name for name in STREAMS if file.exists(name))
            return name, file.openstream(name).read()
    except MemoryError:
        raise
    except Exception as fault:  # olefile has no one class for all that can be wrong
        raise UnreadableError("FIX-008") from fault


def properties(data: bytes) -> tuple[dict[str, str], dt.datetime | None]:
    """The program that saved the file, and when. Who wrote it is never kept."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            said = file.get_metadata()
    except MemoryError:
        raise
    except Exception:
        return {}, None
    program, saved = said.creating_application, said.last_saved_time
    text = short(program.decode("utf-8", "replace")) if isinstance(program, bytes) else ""
    when = saved.replace(tzinfo=dt.UTC) if isinstance(saved, dt.datetime) and saved.year > 1980 else None
    return {"application": text} if text else {}, when


def records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, place, length) of the whole records of a workbook stream."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        yield kind, at, length
        at += 4 + length


def of_whole_records(stream: bytes) -> bytes:
    """The stream without the bytes after its last record, and long enough, by empty records.

    Each part of it begins and ends; one that does not was cut off, and cells with it.
    """
    found = list(records(stream))
    begun = sum(kind in _BEGINS for kind, _, _ in found)
    if not begun or begun != sum(kind == _ENDS for kind, _, _ in found):
        raise UnreadableError("FIX-008")
    end = found[-1][1] + 4 + found[-1][2]
    return stream[:end] + bytes(-(-max(0, _SMALLEST - end) // 4) * 4)


def wrapped(name: str, stream: bytes) -> bytes:
    """A file of this one stream, made afresh: no loop and no lie of the old container is left in it."""
    stream = stream.ljust(_SMALLEST, b"\0")
    body = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * _SECTOR // 4 < tables + 2 + body:
        tables += 1
    spare, first = tables + 1, tables + 2
    fat = [_FAT] * tables + [_END, _END] + [first + n for n in range(1, body)] + [_END]
    fat += [_FREE] * (tables * _SECTOR // 4 - len(fat))
    directory = _entry("Root Entry", _ROOT, spare, 0, 1) + _entry(name, _STREAM, first, len(stream))
    parts = (
        _header(tables),
        struct.pack(f"<{len(fat)}I", *fat),
        directory + _unused() * (_SECTOR // _ENTRY - 2),
        bytes(_SECTOR),  # for small streams, of which there is none: the reader wants it to be there
        stream,
    )
    return b"".join(part.ljust(-(-len(part) // _SECTOR) * _SECTOR, b"\0") for part in parts)


def _header(tables: int) -> bytes:
    """Version 4, sectors of 4,096 bytes: the list of tables in the header is then long enough."""
    head = OLE + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    head += struct.pack("<9I", 1, tables, tables, 0, _SMALLEST, _END, 0, _END, 0)
    places = list(range(tables)) + [_FREE] * (109 - tables)
    return head + struct.pack("<109I", *places)


def _entry(name: str, kind: int, first: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    begin = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return begin + bytes(36) + struct.pack("<IQ", first, size)


def _unused() -> bytes:
    return bytes(68) + struct.pack("<3I", _FREE, _FREE, _FREE) + bytes(48)
