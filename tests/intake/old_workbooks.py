"""Workbooks in old formats, made by hand: .xls (BIFF8 in an OLE file) and .xlsb (BIFF12 in a zip file)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence

from tests.intake import hostile as made

GENERAL, DATE = 0, 1
"""The two styles: as it is, and 14, a date."""
BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


class Error(int):
    """An error by its number: 0 is #NULL!, 7 #DIV/0!, 42 #N/A."""


Value = str | float | bool | Error
Cell = tuple[int, int, Value, int]
"""Row, column, value, style."""
Sheet = tuple[str, int, Sequence[Cell]]
"""Name, how hidden (0, 1, 2), cells."""


def xls(*sheets: Sheet) -> bytes:
    return ole_file("Workbook", stream(*sheets))


def stream(*sheets: Sheet, lock: bytes = b"") -> bytes:
    """The stream of a workbook; `lock` is the record that says how it is locked."""
    head = _record(0x809, struct.pack("<4H2I", 0x600, 5, 0, 1997, 0, 0)) + lock
    head += _record(0x42, struct.pack("<H", 1200))
    head += b"".join(_record(0xE0, struct.pack("<2H16x", 0, kind)) for kind in (0, 14))
    parts = [_sheet(cells) for _, _, cells in sheets]
    begins = len(head) + sum(len(_listed(0, name, hidden)) for name, hidden, _ in sheets) + 4
    listed = b""
    for (name, hidden, _), part in zip(sheets, parts, strict=True):
        listed += _listed(begins, name, hidden)
        begins += len(part)
    return head + listed + _record(0x0A) + b"".join(parts)


def _listed(begins: int, name: str, hidden: int) -> bytes:
    return _record(0x85, struct.pack("<IBBBB", begins, hidden, 0, len(name), 0) + name.encode("latin-1"))


def _sheet(cells: Iterable[Cell]) -> bytes:
    body = _record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0, 1997, 0, 0))
    for row, column, value, style in cells:
        at = struct.pack("<3H", row, column, style)
        if isinstance(value, Error):
            body += _record(0x205, at + bytes([value, 1]))
        elif isinstance(value, bool):
            body += _record(0x205, at + bytes([value, 0]))
        elif isinstance(value, str):
            letters = value.encode("utf-16-le")
            body += _record(0x204, at + struct.pack("<HB", len(letters) // 2, 1) + letters)
        else:
            body += _record(0x203, at + struct.pack("<d", value))
    return body + _record(0x0A)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def ole_file(name: str, data: bytes, *, chain: Sequence[int] | None = None, size: int | None = None) -> bytes:
    """An OLE file of one stream in sectors of 512 bytes. `chain` and `size` let its tables lie."""
    data = data.ljust(4_096, b"\0")
    count = -(-len(data) // 512)
    fat = [_FAT, _END, *(chain or [*range(3, count + 2), _END])]
    assert len(fat) <= 128, "one sector of tables is enough for a test"
    fat += [_FREE] * (128 - len(fat))
    head = _OLE + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4_096, _END, 0, _END, 0)
    head += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, _END, 0, 1) + _entry(name, 2, 2, size or len(data), _FREE)
    return head + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + data.ljust(count * 512, b"\0")


def _entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    text = name.encode("utf-16-le")
    begin = text.ljust(64, b"\0") + struct.pack("<HBB3I", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return begin + bytes(36) + struct.pack("<IQ", first, size)


# locked with a password, by RC4 as Excel 97 did it


def locked_xls(password: str, *sheets: Sheet) -> bytes:
    salt, word = b"sixteen letters.", b"0123456789abcdef"
    proof = _rc4(_key(password, salt, 0), word + _md5(word))
    lock = _record(0x2F, struct.pack("<3H", 1, 1, 1) + salt + proof)
    plain = bytearray(stream(*sheets, lock=lock))
    keys = b"".join(
        _rc4(_key(password, salt, block), bytes(1_024)) for block in range(-(-len(plain) // 1_024))
    )
    at = 0
    while at + 4 <= len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        begin = at + 4 + (4 if kind == 0x85 else 0)
        if kind not in (0x809, 0x2F):
            for place in range(begin, at + 4 + length):
                plain[place] ^= keys[place]
        at += 4 + length
    return ole_file("Workbook", bytes(plain))


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _key(password: str, salt: bytes, block: int) -> bytes:
    first = _md5(password.encode("utf-16-le"))[:5]
    middle = _md5((first + salt) * 16)[:5]
    return _md5(middle + struct.pack("<I", block))


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


# .xlsb


def xlsb_parts(*sheets: Sheet, more: bytes = b"") -> made.Parts:
    """The parts of a binary workbook; `more` stands before the cells of every sheet."""
    listed = b"".join(
        _brt(156, struct.pack("<II", hidden, index + 1) + _wide(f"r{index}") + _wide(name))
        for index, (name, hidden, _) in enumerate(sheets)
    )
    contents: made.Parts = {
        "[Content_Types].xml": f'<Types xmlns="{made.PACKAGE}/content-types">'
        f'<Default Extension="bin" ContentType="{BINARY_TYPE}"/></Types>',
        "_rels/.rels": made.relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": _brt(131) + _brt(143) + listed + _brt(144) + _brt(132),
        "xl/_rels/workbook.bin.rels": made.relations(
            *(("worksheet", f"worksheets/sheet{index}.bin") for index in range(len(sheets)))
        ),
    }
    for index, (_, _, cells) in enumerate(sheets):
        contents[f"xl/worksheets/sheet{index}.bin"] = _sheet_part(cells, more)
    return contents


def xlsb(*sheets: Sheet) -> bytes:
    return made.packed(xlsb_parts(*sheets))


def _sheet_part(cells: Iterable[Cell], more: bytes) -> bytes:
    last = [(row, column) for row, column, _, _ in cells] or [(0, 0)]
    size = struct.pack("<4I", 0, max(row for row, _ in last), 0, max(column for _, column in last))
    body, before = _brt(129) + _brt(148, size) + more + _brt(145), -1
    for row, column, value, style in cells:
        if row != before:
            body += _brt(0, struct.pack("<I", row).ljust(25, b"\0"))
            before = row
        at = struct.pack("<II", column, style)
        if isinstance(value, Error):
            body += _brt(3, at + bytes([value]))
        elif isinstance(value, bool):
            body += _brt(4, at + bytes([value]))
        elif isinstance(value, str):
            body += _brt(6, at + _wide(value))
        else:
            body += _brt(5, at + struct.pack("<d", value))
    return body + _brt(146) + _brt(130)


def _brt(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + _count(len(data)) + data


def _count(length: int) -> bytes:
    out = b""
    while length > 127:
        out += bytes([length & 0x7F | 0x80])
        length >>= 7
    return out + bytes([length])


def _wide(text: str) -> bytes:
    letters = text.encode("utf-16-le")
    return struct.pack("<I", len(letters) // 2) + letters


def claimed(rows: int, columns: int) -> bytes:
    """What a sheet part says of its size, as it stands before the cells."""
    return _brt(148, struct.pack("<4I", 0, rows, 0, columns))
