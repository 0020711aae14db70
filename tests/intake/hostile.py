"""Small workbooks made by hand, sound or broken in one named way."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
ODS_SPACES = " ".join(
    [f'xmlns:{word}="{_OASIS}{word}:1.0"' for word in ("office", "table", "text", "style")]
    + [f'xmlns:draw="{_OASIS}drawing:1.0" xmlns:svg="{_OASIS}svg-compatible:1.0"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
    + ['xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"']
)

Parts = dict[str, str | bytes]


def parts(
    rows: str = '<row r="1"><c r="A1"><v>1</v></c></row>',
    *,
    strings: str = "<si><t>first</t></si><si><t>second</t></si>",
    book: str = "",
    main_type: str = SHEET_TYPE,
    whole_sheet: str | None = None,
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
        "xl/worksheets/sheet1.xml": whole_sheet or sheet(rows),
    }


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/>'
    "</cellXfs></styleSheet>"
)
"""Style 0 is general, 1 a date, 2 a time."""


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}">{sheet_data(rows)}</worksheet>'


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
    return packed({"mimetype": ODS_TYPE, "content.xml": content, **(more or {})})


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
    block: list[bytes] = []
    state = 1
    while len(block) * 4 < size:
        state = zlib.crc32(state.to_bytes(4, "little"), 7)
        block.append(state.to_bytes(4, "little"))
    return b"".join(block)[:size]


def row(*texts: str) -> str:
    return '<row r="1">' + "".join(texts) + "</row>"


def written(fill: Any, **options: Any) -> bytes:
    """A workbook by XlsxWriter; `fill` gets it and its sheet 'Form'."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Form"))
    book.close()
    return memory.getvalue()


def rich_parts() -> Parts:
    """A workbook with properties, and everything that is accepted but never followed."""
    contents = parts()
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    contents["_rels/.rels"] = relations(
        ("officeDocument", "xl/workbook.xml"),
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
        ("custom-properties", "docProps/custom.xml"),
    )
    contents["docProps/core.xml"] = (
        f'<c:p xmlns:c="{core}" xmlns:d="http://purl.org/dc/terms/"><creator>A Person</creator>'
        "<d:modified>2024-05-01T11:00:00+01:00</d:modified></c:p>"
    )
    contents["docProps/app.xml"] = "<Properties><Application>Microsoft\n Excel</Application></Properties>"
    contents["docProps/custom.xml"] = '<Properties><property name="MSIP_Label_x_Name"/></Properties>'
    contents["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "/xl/worksheets/sheet1.xml"), ("externalLink", "externalLinks/externalLink1.xml")
    )
    contents["xl/vbaProject.bin"] = b"never run"
    contents["xl/embeddings/oleObject1.bin"] = b"never opened"
    return contents


def ordinary(book: Any, sheet: Any) -> None:
    """A bit of everything, also for the other readers."""
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, ["Item", "Date", "Staff", "Result", "Told"])
    for index in range(1, 40):
        sheet.write_string(index, 0, f"Evidence {index}: board paper & minutes <{index}>\nline two  ")
        sheet.write_datetime(index, 1, dt.datetime(2024, 1, 1) + dt.timedelta(days=index), date)
        sheet.write_number(index, 2, index * 1.5)
        sheet.write_formula(index, 3, f"=C{index + 1}*2", None, index * 3)
        sheet.write_formula(index, 4, "=NA()", None, "#N/A")
    other = book.add_worksheet("It's a sheet")
    other.write_string(5, 3, "alone")
    other.hide()
    book.define_name("arf_evidence_what", "=Form!$A$2:$A$40")
