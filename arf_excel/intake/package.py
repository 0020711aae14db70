"""A zip file of a stranger: its directory checked first, its parts unpacked by count, never by claim."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from zipfile import ZipInfo

from arf_excel.errors import UnreadableError
from arf_excel.intake.limits import limits, megabytes

_XML = (".xml", ".rels", ".vml", ".rdf")
_ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000


@dataclass
class Package:
    """The parts of a zip file by lower-case name. `read` unpacks one and counts it."""

    data: bytes
    entries: dict[str, ZipInfo]
    _unpacked: dict[str, bytes] = field(default_factory=dict)
    _total: int = 0

    def __contains__(self, part: str) -> bool:
        return part.lower() in self.entries

    def names(self) -> tuple[str, ...]:
        return tuple(self.entries)

    def read(self, part: str, limit: int | None = None) -> bytes:
        """The bytes of a part; a missing, damaged or oversized part is a finding."""
        key = part.lower()
        if key not in self._unpacked:
            info = self.entries.get(key)
            if info is None:
                raise UnreadableError("FIX-018", part=part)
            found = _unpack(self.data, info, limits().part_bytes)
            self._total += len(found)
            if self._total > limits().all_bytes:
                raise _whole_too_large(self._total)
            _no_doctype(found, part)
            self._unpacked[key] = found
        found = self._unpacked[key]
        if limit is not None and len(found) > limit:
            raise _part_too_large(part, limit)
        return found

    def read_markup(self) -> None:
        """Unpack every XML part, so that each has been counted and looked at."""
        for part in self.entries:
            if part.endswith(_XML):
                self.read(part)


def open_package(data: bytes) -> Package:
    """Check the directory of a zip file; nothing is unpacked yet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except Exception as fault:  # zipfile has no one class for all that can be wrong
        raise UnreadableError("FIX-008") from fault
    if len(listed) > limits().parts:
        raise UnreadableError("FIX-010", parts=len(listed), limit=limits().parts)
    entries: dict[str, ZipInfo] = {}
    for info in listed:
        key = info.filename.replace("\\", "/").lstrip("/").lower()
        if key in entries:
            raise UnreadableError("FIX-015", part=info.filename)
        _plain(info)
        entries[key] = info
    claimed = sum(info.file_size for info in listed)
    if claimed > limits().all_bytes:
        raise _whole_too_large(claimed)
    return Package(data, entries)


def _plain(info: ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED_FLAGS:
        raise UnreadableError("FIX-016", part=info.filename)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError("FIX-017", part=info.filename)


def _unpack(data: bytes, info: ZipInfo, limit: int) -> bytes:
    start = info.header_offset
    if start < 0 or data[start : start + 4] != b"PK\x03\x04" or len(data) < start + 30:
        raise UnreadableError("FIX-008")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    start += 30 + name + extra
    packed = memoryview(data)[start : start + info.compress_size]
    if len(packed) != info.compress_size:
        raise UnreadableError("FIX-008")
    stored = info.compress_type == zipfile.ZIP_STORED
    found = bytes(packed) if stored else _inflate(packed, info, limit)
    if len(found) > limit:
        raise _part_too_large(info.filename, limit)
    if zlib.crc32(found) != info.CRC:
        raise UnreadableError("FIX-008")
    return found


def _inflate(packed: memoryview, info: ZipInfo, limit: int) -> bytes:
    """Unpack up to one byte more than the lower of two bounds: the part's and the ratio's."""
    by_ratio = max(limits().ratio_from_bytes, limits().ratio * len(packed))
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = engine.decompress(packed, min(limit, by_ratio) + 1)
    except zlib.error as fault:
        raise UnreadableError("FIX-008") from fault
    if len(found) > by_ratio:
        raise UnreadableError("FIX-013", part=info.filename, limit=limits().ratio)
    if len(found) <= limit and not engine.eof:
        raise UnreadableError("FIX-008")
    return found


def _no_doctype(data: bytes, part: str) -> None:
    """No document type, in any encoding that puts NULs between the letters either."""
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadableError("FIX-014", part=part)


def _part_too_large(part: str, limit: int) -> UnreadableError:
    return UnreadableError("FIX-011", part=part, limit_mb=megabytes(limit))


def _whole_too_large(size: int) -> UnreadableError:
    return UnreadableError("FIX-012", size_mb=megabytes(size), limit_mb=megabytes(limits().all_bytes))
