"""What a file is that is no modern workbook, told from its bytes."""

from __future__ import annotations

from arf_excel.errors import UnreadableError

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
PASSWORD, OLD_WORKBOOK, BINARY_WORKBOOK = "FIX-002", "FIX-004", "FIX-005"
ONLY_APART = frozenset({OLD_WORKBOOK, BINARY_WORKBOOK})
"""What a workbook is called that only a worker process reads."""
_STREAMS = (
    ("DRMEncryptedDataSpace", "FIX-003"),
    ("DRMEncryptedTransform", "FIX-003"),
    ("EncryptedPackage", PASSWORD),
    ("EncryptionInfo", PASSWORD),
    ("WordDocument", "a Word document in the old format (.doc)"),
    ("PowerPoint Document", "a PowerPoint file in the old format (.ppt)"),
    ("__properties_version1.0", "a saved e-mail (.msg)"),
    ("Workbook", OLD_WORKBOOK),
    ("Book", OLD_WORKBOOK),
)
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"{\\rtf", "a Word document (.rtf)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (.7z)"),
    (b"Rar!", "a compressed folder (.rar)"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"L\0\0\0\x01\x14\x02\0", "a shortcut to a file, not the file"),
    (b"[InternetShortcut]", "a link to a web page, not the file"),
)
_MIXED = ((b"ftyphei", "a picture"), (b"ftypmif", "a picture"), (b"WEBP", "a picture"))


def refuse(data: bytes, name: str) -> UnreadableError:
    """The finding for bytes that do not start like a zip file."""
    if not data:
        return UnreadableError("FIX-001")
    if data.startswith(OLE):
        return _old_office(data)
    if len(data) < 2_000 and name.startswith(("~$", ".~lock.")):
        return UnreadableError("FIX-007")
    return UnreadableError("FIX-006", looks_like=_looks_like(data))


def _old_office(data: bytes) -> UnreadableError:
    for stream, meaning in _STREAMS:
        if _has_stream(data, stream):
            if meaning.startswith("FIX-"):
                return UnreadableError(meaning)
            return UnreadableError("FIX-006", looks_like=meaning)
    return UnreadableError("FIX-006", looks_like="a file of an old Office program")


def _has_stream(data: bytes, stream: str) -> bool:
    """Whether the directory of an OLE file names this stream: entries are 128 bytes, name first.

    A name may start with a control byte, and its length in bytes, end included, stands at byte 64.
    """
    name = stream.encode("utf-16-le")
    at = data.find(name)
    while at >= 0:
        for lead in (0, 2):
            entry = at - lead
            length = int.from_bytes(data[entry + 64 : entry + 66], "little")
            if entry >= 512 and entry % 128 == 0 and length == lead + len(name) + 2:
                return True
        at = data.find(name, at + 2)
    return False


def _looks_like(data: bytes) -> str:
    for start, kind in _SIGNATURES:
        if data.startswith(start):
            return kind
    for inside, kind in _MIXED:
        if inside in data[:16]:
            return kind
    if not data.strip(b"\0"):
        return "a file of nothing but empty bytes: a copy that did not finish"
    return _looks_like_text(data[:4_000])


def _looks_like_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    elif b"\0" in head:
        return "a kind of file that we do not know"
    else:
        text = head.decode("utf-8-sig", "replace")
    text = text.lstrip().lower()
    if "docs.google.com" in text and text.startswith("{"):
        return "a link to a Google Sheet, not the sheet itself"
    if text.startswith(("<!doctype html", "<html", "<table", "<div", "<meta")):
        return "a web page (HTML)"
    if text.startswith("<?xml") and "<html" not in text:
        return "an XML file"
    if text.startswith("<"):
        return "a web page (HTML)"
    if text.startswith(("from:", "received:", "mime-version:", "return-path:", "delivered-to:")):
        return "a saved e-mail or web page"
    control = sum(letter < " " and letter not in "\t\r\n" for letter in text)
    if control > len(text) // 50:
        return "a kind of file that we do not know"
    return "a plain text or CSV file"
