"""Small workbooks made by hand, sound or broken in one named way."""

from __future__ import annotations

import io
import zipfile
import zlib

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_SPACES = " ".join(
    [f'xmlns:{word}="{_OASIS}{word}:1.0"' for word in ("office", "table", "text", "style")]
    + [f'xmlns:draw="{_OASIS}drawing:1.0"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
    + ['xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"']
)

Parts = dict[str, str | bytes]


def parts(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    strings: str = "<si><t>first</t></si><si><t>second</t></si>",
    book: str = "",
    main_type: str = SHEET_TYPE,
    sheet: str | None = None,
) -> Parts:
    """The parts of a workbook with one sheet, 'Form', and two shared strings."""
    overrides = f'<Override PartName="/xl/workbook.xml" ContentType="{main_type}"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{overrides}</Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook('<sheet name="Form" sheetId="1" r:id="r0"/>', book),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/sheet1.xml"),
            ("sharedStrings", "sharedStrings.xml"),
            ("styles", "styles.xml"),
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet or f'<worksheet xmlns="{MAIN}">{sheet_data(rows)}</worksheet>',
    }


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/>'
    "</cellXfs></styleSheet>"
)
"""Style 0 is general, 1 a date, 2 a time."""


def sheet_data(rows: str) -> str:
    return f"<sheetData>{rows}</sheetData>"


def workbook(sheets: str, more: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>{more}</workbook>'


def relations(*links: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def packed(contents: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return memory.getvalue()


def book(rows: str, **more: str) -> bytes:
    return packed(parts(rows, **more))


def changed(**texts: str | bytes | None) -> bytes:
    """The sound workbook with parts put in or, by None, left out; '__' stands for '/', '_dot_' for '.'."""
    contents = parts()
    for key, text in texts.items():
        name = key.replace("__", "/").replace("_dot_", ".")
        name = next((part for part in contents if part.lower() == name.lower()), name)
        if text is None:
            contents.pop(name)
        else:
            contents[name] = text
    return packed(contents)


def twice(name: str) -> bytes:
    """The sound workbook with one more part of a name that is there in other letters."""
    contents = parts()
    contents[name] = b"<x/>"
    return packed(contents)


def ods(rows: str, *, body: str = "", styles: str = "", more: Parts | None = None) -> bytes:
    """An OpenDocument spreadsheet with one sheet, 'Form'."""
    content = (
        f"<office:document-content {ODS_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f'<office:body><office:spreadsheet><table:table table:name="Form" table:style-name="t1">{rows}'
        f"</table:table>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": ODS_TYPE, "content.xml": content} | (more or {}))


def ole(*streams: str) -> bytes:
    """The beginning of an OLE file whose directory names these streams."""
    head = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0")
    directory = b""
    for stream in streams:
        name = stream.encode("utf-16-le")
        directory += name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little") + b"\2" + b"\0" * 61
    return head + directory.ljust(1_024, b"\0")


def with_flag(data: bytes, flag: int) -> bytes:
    """Every entry of the zip directory with this flag set."""
    changed_bytes = bytearray(data)
    at = data.find(b"PK\1\2")
    while at >= 0:
        changed_bytes[at + 8] |= flag
        at = data.find(b"PK\1\2", at + 4)
    return bytes(changed_bytes)


def bomb(claimed: int) -> bytes:
    """A part of 60 MB that unpacks to 1,000 times its size, and claims to be as small as said."""
    contents = parts()
    contents["xl/worksheets/sheet1.xml"] = b" " * 60_000_000
    data = bytearray(packed(contents))
    for signature, offset in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = data.find(signature)
        while at >= 0:
            if data[at + offset : at + offset + 4] == (60_000_000).to_bytes(4, "little"):
                data[at + offset : at + offset + 4] = claimed.to_bytes(4, "little")
            at = data.find(signature, at + 4)
    return bytes(data)


def noise(size: int) -> bytes:
    """Bytes that hardly pack, the same each time."""
    block, state = [], 1
    while len(block) * 4 < size:
        state = zlib.crc32(state.to_bytes(4, "little"), 7)
        block.append(state.to_bytes(4, "little"))
    return b"".join(block)[:size]
