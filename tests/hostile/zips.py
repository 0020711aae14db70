"""The zip file around the parts: bombs, doubles, lies, cuts."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_THEME = "xl/theme/theme1.xml"
_HARMLESS = {
    "absolute": "/etc/passwd",
    "upwards": "../../../../evil.xml",
    "with a drive": "C:\\Windows\\evil.txt",
    "of a device": "CON",
    "of letters beyond ASCII": "xl/Ünïcode \U0001f600.xml",
    "of a thousand letters": "xl/" + "x" * 1_000 + ".bin",
    "of a folder": "xl/media/",
    "empty": "",
}
_TWICE = {
    "same name": "xl/workbook.xml",
    "in capitals": "XL/WORKBOOK.XML",
    "with a backslash": "xl\\workbook.xml",
    "from the root": "/xl/workbook.xml",
    "after a NUL": "xl/workbook.xml\0.png",
}


@each(_HARMLESS)
def more_part(name: str) -> bytes:
    """One part more, by a name that would do harm if anything were unpacked to disk."""
    return plain.packed(plain.parts() | {name: b"<x/>"})


@each(_TWICE)
def same_part_twice(name: str) -> bytes:
    """Two parts of one name: which of them a program takes is up to the program."""
    memory = io.BytesIO(plain.workbook())
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "a") as archive:
        warnings.simplefilter("ignore")
        info = zipfile.ZipInfo("w")
        info.filename = name
        archive.writestr(info, b"<x/>")
    return memory.getvalue()


@each({"bzip2": "12", "lzma": "14"})
def packed_by(method: str) -> bytes:
    """A way to pack that spreadsheet programs do not know."""
    return plain.packed(plain.parts(), int(method))


@each({"deflate64": "9", "unknown": "99", "imploded": "6"})
def said_to_be_packed_by(method: str) -> bytes:
    """The number of a way to pack that is not the one in use."""
    return _patched(_THEME, central=(10, struct.pack("<H", int(method))))


@each({"old": "1", "strong": "65", "masked directory": "8192"})
def encrypted(flag: str) -> bytes:
    """A part marked as encrypted by the zip file itself."""
    return _patched(_THEME, central=(8, struct.pack("<H", int(flag))))


@each({"the sum of a part": "16", "where a part begins": "42", "how long a part is": "20"})
def wrong(offset: str) -> bytes:
    """The directory of the zip file is wrong about a part that is read."""
    return _patched(plain.STRINGS, central=(int(offset), b"\x01\x02\x03\x04"))


@each({"half": "2", "all but its end": "0"})
def cut(how: str) -> bytes:
    """A file that did not come whole."""
    data = plain.workbook()
    return data[: len(data) // 2] if how == "2" else data[:-1]


def stored() -> bytes:
    """Nothing is packed."""
    return plain.packed(plain.parts(), zipfile.ZIP_STORED)


def in_another_order() -> bytes:
    """The list of content types comes last."""
    return plain.packed(dict(reversed(plain.parts().items())))


def written_as_a_stream() -> bytes:
    """Sizes stand behind each part, as programs write that cannot go back."""

    class _OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise io.UnsupportedOperation

    memory = _OneWay()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in plain.parts().items():
            archive.writestr(name, data)
    return memory.getvalue()


def zip64() -> bytes:
    """Every part with the long sizes of zip64."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in plain.parts().items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(data)
    return memory.getvalue()


@each({"of words": "scanned ", "of ends of a directory": "PK\5\6"})
def long_comment(words: str) -> bytes:
    """A comment of 60,000 letters behind the directory."""
    memory = io.BytesIO(plain.workbook())
    with zipfile.ZipFile(memory, "a") as archive:
        archive.comment = words.encode() * (60_000 // len(words))
    return memory.getvalue()


def something_appended() -> bytes:
    """A line that a mail gateway put behind the file."""
    return plain.workbook() + b"\r\n-- scanned --\r\n"


def very_much_appended() -> bytes:
    """So much behind the file that its directory is not found any more."""
    return plain.workbook() + bytes(100_000)


def something_before() -> bytes:
    """Two letters that a web form put before the file."""
    return b"\r\n" + plain.workbook()


def something_before_that_begins_alike() -> bytes:
    """Words before the file that begin like a zip file."""
    return b"PK and more" + plain.workbook()


def another_workbook_before() -> bytes:
    """Two workbooks in one file, each with its directory: the one that counts is the last."""
    return made.book('<row r="1"><c r="A1"><v>1</v></c></row>') + plain.workbook()


def another_workbook_behind() -> bytes:
    """The same, the other way round: a program that reads from the front sees the return."""
    return plain.workbook() + made.book('<row r="1"><c r="A1"><v>1</v></c></row>')


def other_names_before_the_parts() -> bytes:
    """Before each part stands another name than in the directory, which alone counts."""
    data = plain.workbook()
    for name in (plain.WORKBOOK, plain.STRINGS):
        data = data.replace(name.encode(), b"xl/" + b"e" * (len(name) - 3), 1)
    return data


def bomb() -> bytes:
    """A part of 60 MB of spaces."""
    return _bomb(_THEME, b" " * 60_000_000)


def bomb_that_claims_to_be_small() -> bytes:
    """The same part says that it has 1,000 bytes."""
    size = struct.pack("<I", 1_000)
    return _patched_in(_bomb(_THEME, b" " * 60_000_000), _THEME, (24, size), (22, size))


def bomb_that_claims_to_be_endless() -> bytes:
    """A part that claims to have 4 GB."""
    return _patched(_THEME, central=(24, b"\xfe\xff\xff\xff"))


def bomb_in_a_picture() -> bytes:
    """A picture of 60 MB of nothing, which nobody unpacks."""
    return _bomb("xl/media/image1.png", bytes(60_000_000))


def bomb_of_pictures() -> bytes:
    """Pictures that would have 200 MB together."""
    return plain.packed(plain.parts() | {f"xl/media/{n}.png": bytes(20_000_000) for n in range(10)})


def bomb_in_a_zip_in_the_zip() -> bytes:
    """An embedded compressed folder that would have 60 MB; nobody opens it."""
    return plain.with_part("xl/media/more.zip", made.packed({"a": bytes(60_000_000)}))


def bomb_of_one_part_that_counts_often() -> bytes:
    """150 parts of 900 kB share the same bytes, so that the file stays small."""
    name = b"xl/x000.xml"
    data = _bomb(name.decode(), b" " * 900_000)
    at = data.rindex(name) - 46
    entry = data[at : at + 46 + len(name)]
    more = b"".join(entry.replace(name, b"xl/x%03d.xml" % n) for n in range(1, 150))
    end = data.rindex(b"PK\5\6")
    count, size = struct.unpack_from("<HI", data, end + 10)
    tail = struct.pack("<HHI", count + 149, count + 149, size + len(more)) + data[end + 16 :]
    return data[:end] + more + data[end : end + 8] + tail


def too_many_parts() -> bytes:
    """Over 1,000 parts."""
    return plain.packed(plain.parts() | {f"xl/media/{n}.bin": b"" for n in range(1_000)})


def too_large() -> bytes:
    """Photographs of 21 MB."""
    return plain.packed(plain.parts() | {"xl/media/image1.jpeg": bytes(21_000_000)}, 0)


def photographs() -> bytes:
    """Photographs of 10 MB, which is no reason not to read the answers."""
    return plain.packed(plain.parts() | {"xl/media/image1.jpeg": bytes(10_000_000)}, 0)


def _bomb(name: str, data: bytes) -> bytes:
    return plain.packed(plain.parts() | {name: data})


def _patched(part: str, central: tuple[int, bytes]) -> bytes:
    return _patched_in(plain.workbook(), part, central)


def _patched_in(
    data: bytes, part: str, central: tuple[int, bytes], before: tuple[int, bytes] | None = None
) -> bytes:
    """Bytes of an entry of the directory put in, and of what stands before the part itself."""
    found = bytearray(data)
    name = part.encode()
    places = [(data.rindex(name) - 46 + central[0], central[1])]
    if before:
        places.append((data.index(name) - 30 + before[0], before[1]))
    for at, new in places:
        found[at : at + len(new)] = new
    return bytes(found)
