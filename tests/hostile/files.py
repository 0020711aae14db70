"""Files that are no workbook, by whatever name they come."""

from __future__ import annotations

import gzip

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_TEXTS = {
    "CSV": "ODS code,Status\r\nX07,In place\r\n",
    "CSV with a column PK": "PK,Status\r\n1,In place\r\n",
    "tabs": "ODS code\tStatus\nX07\tIn place\n",
    "SYLK": "ID;PWXL;N;E\nC;Y1;X1;K1\nE\n",
    "JSON": '{"status": "In place"}',
    "a word": "PK",
    "spaces only": " " * 40,
    "HTML": "<!DOCTYPE html><html><body><table><tr><td>In place</td></tr></table></body></html>",
    "HTML by Excel": '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>',
    "XML spreadsheet of 2003": '<?xml version="1.0"?><Workbook xmlns="urn:x"/>',
    "flat OpenDocument": '<?xml version="1.0"?><office:document xmlns:office="urn:x"/>',
    "e-mail": "From: inclusion@example.org\r\nSubject: our form\r\n\r\nattached\r\n",
    "web page with its pictures": "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
    "link to a web page": "[InternetShortcut]\r\nURL=https://example.org/form.xlsx\r\n",
    "link to a Google Sheet": '{"url":"https://docs.google.com/open?id=1","doc_id":"1"}',
    "rich text": "{\\rtf1\\ansi In place}",
    "PDF": "%PDF-1.7\n%%EOF\n",
}
_BYTES = {
    "PNG": "89504e470d0a1a0a0000000d",
    "JPEG": "ffd8ffe000104a464946",
    "GIF": "474946383961",
    "TIFF": "49492a0008000000",
    "HEIC": "000000186674797068656963",
    "WEBP": "524946461000000057454250",
    "7z": "377abcaf271c0004",
    "rar": "526172211a0701",
    "shortcut": "4c0000000114020000000000c000000000000046",
    "program": "4d5a90000300000004000000",
    "one byte": "50",
    "Excel 4": "09040600000010000500",
    "UTF-16 text": "fffe490064000900",
}
_STREAMS = {
    "Word document of 2003": "WordDocument",
    "PowerPoint of 2003": "PowerPoint Document",
    "saved e-mail": "__properties_version1.0",
    "thumbnails": "Catalog",
    "password": "EncryptedPackage",
    "rights management": "DRMEncryptedDataSpace",
}
_OPEN = {"text": "text", "drawing": "graphics", "slides": "presentation", "template": "spreadsheet-template"}
_MAIN = {
    "Word document": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "PowerPoint": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "Visio": "application/vnd.ms-visio.drawing.main+xml",
}


@each(_TEXTS)
def text(content: str) -> bytes:
    """Text of some kind by the name of a workbook."""
    return content.encode()


@each(_BYTES)
def binary(content: str) -> bytes:
    """The first bytes of a file of another kind, and some more."""
    return bytes.fromhex(content).ljust(1 if content == "50" else 64, b"\x01")


@each(_STREAMS)
def ole(stream: str) -> bytes:
    """The container of old Office files, with something in it that is no workbook."""
    return made.ole("Root Entry", stream)


@each(_OPEN)
def open_document(kind: str) -> bytes:
    """An OpenDocument file of another kind."""
    return made.packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<a/>"})


@each(_MAIN)
def office(kind: str) -> bytes:
    """A zip file of Office that is no workbook."""
    return made.packed(made.parts(main_type=kind))


def empty() -> bytes:
    """Nothing at all: a file that never finished to copy."""
    return b""


def zeros() -> bytes:
    """Only empty bytes, as a broken copy to a memory stick leaves them."""
    return bytes(20_000)


def gz_of_the_return() -> bytes:
    """The return, packed with gzip."""
    return gzip.compress(plain.workbook(), mtime=0)


def zip_of_the_return() -> bytes:
    """The return in a compressed folder."""
    return made.packed({"return.xlsx": plain.workbook()})


def numbers() -> bytes:
    """A file of Apple Numbers."""
    return made.packed({"Index/Document.iwa": b"x", "preview.jpg": b"x"})


def empty_zip() -> bytes:
    """A compressed folder with nothing in it."""
    return made.packed({})


def lock_of_excel() -> tuple[bytes, str]:
    """The lock file of Excel: the name of a person and spaces."""
    return b"\x05Clerk".ljust(165, b" "), "~$return.xlsx"


def lock_of_libreoffice() -> tuple[bytes, str]:
    """The lock file of LibreOffice."""
    return b",clerk,desk,01.10.2026 09:00,file:///return;", ".~lock.return.xlsx#"


def return_named_as_a_lock() -> tuple[bytes, str]:
    """A sound return whose name begins like that of a lock file."""
    return plain.workbook(), "~$return.xlsx"


def return_named_as_text() -> tuple[bytes, str]:
    """A sound return by the name of another kind of file."""
    return plain.workbook(), "return.csv"


def return_with_an_odd_name() -> tuple[bytes, str]:
    """A sound return whose name would be markup, an escape or a path elsewhere."""
    return plain.workbook(), "../\x1b[31m[bold]\u202e<b>.xlsx"
