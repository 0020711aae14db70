"""Files of every wrong kind are refused with the right finding, and their sound twins are read."""

from __future__ import annotations

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Grid
from arf_excel.intake.limits import limits
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
STRICT = "http://purl.oclc.org/ooxml"
ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]>'


def finding(data: bytes, name: str = "form.xlsx") -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_grid(data, name)
    return caught.value


NOT_A_WORKBOOK = {
    "empty": (b"", "FIX-001"),
    "password": (made.ole("Root Entry", "EncryptionInfo", "EncryptedPackage"), "FIX-002"),
    "rights": (made.ole("Root Entry", "EncryptedPackage", "DRMEncryptedDataSpace"), "FIX-003"),
    "old .xls": (made.ole("Root Entry", "Workbook"), "FIX-004"),
    "very old .xls": (made.ole("Root Entry", "Book"), "FIX-004"),
    "a word that only mentions Workbook": (
        made.ole("Root Entry", "WordDocument") + "Workbook".encode("utf-16-le"),
        "FIX-006",
    ),
    "csv": (b"name,answer\r\nRXX,yes\r\n", "FIX-006"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "FIX-006"),
    "pdf": (b"%PDF-1.7\n", "FIX-006"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "FIX-006"),
    "nothing but NULs": (b"\0" * 5_000, "FIX-006"),
    "too large": (b"PK\3\4" + b"\0" * 20_000_000, "FIX-009"),
    "cut zip": (made.packed(made.parts())[:-30], "FIX-008"),
    "PK only": (b"PK\3\4", "FIX-008"),
}


@pytest.mark.parametrize(("data", "code"), NOT_A_WORKBOOK.values(), ids=NOT_A_WORKBOOK)
def test_other_files_are_named(data: bytes, code: str) -> None:
    assert finding(data).code == code


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"a,b\n1,2\n", "CSV"),
        (b"\xff\xfea\0\t\0b\0", "CSV"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "HTML"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b"%PDF-1.4", "PDF"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\0\0\0\x18ftypheic", "picture"),
        (b"{\\rtf1", "Word"),
        (b'{"url": "https://docs.google.com/spreadsheets/d/x"}', "Google"),
        (made.ole("Root Entry", "WordDocument"), "Word"),
        (made.ole("Root Entry", "__properties_version1.0"), "e-mail"),
        (made.packed({"a.txt": b"x"}), "zip"),
        (made.packed({"form.xlsx": b"x"}), "workbook inside"),
        (made.packed({"Index/Document.iwa": b"x"}), "Numbers"),
        (made.packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (made.packed(made.parts(main_type="application/x.wordprocessingml.document.main+xml")), "Word"),
        (made.packed(made.parts(main_type="application/x.presentationml.main+xml")), "PowerPoint"),
        (b"\x01\x02\x03\x04", "not know"),
    ],
)
def test_a_file_that_is_no_workbook_is_called_what_it_looks_like(data: bytes, word: str) -> None:
    fault = finding(data)
    assert fault.code == "FIX-006"
    assert word in str(fault.facts["looks_like"])


def test_the_lock_file_of_an_open_workbook_is_known_by_name_and_content() -> None:
    assert finding(b"\x05Clerk".ljust(165, b" "), "~$form.xlsx").code == "FIX-007"
    assert read_grid(made.packed(made.parts()), "~$form.xlsx").sheets[0].cells == {(0, 0): 1.0}


def _many_parts(count: int) -> bytes:
    return made.packed(made.parts() | {f"xl/media/{index}.bin": b"" for index in range(count)})


PACKAGES = {
    "too many parts": (_many_parts(1_000), "FIX-010"),
    "styles over 4 MB": (made.changed(xl__styles_dot_xml=made.noise(4_000_100)), "FIX-011"),
    "strings over 15 MB": (made.changed(xl__sharedStrings_dot_xml=made.noise(15_000_100)), "FIX-011"),
    "over 120 MB in all": (made.packed(made.parts() | {"xl/a.bin": b"\0" * 121_000_000}), "FIX-012"),
    "a bomb": (made.bomb(60_000_000), "FIX-013"),
    "a bomb that claims to be small": (made.bomb(1_000), "FIX-013"),
    "document type": (made.changed(xl__theme_dot_xml=ENTITY + "<x>&a;</x>"), "FIX-014"),
    "document type in UTF-16": (
        made.changed(xl__workbook_dot_xml=(ENTITY + "<x/>").encode("utf-16")),
        "FIX-014",
    ),
    "duplicate parts": (made.twice("XL/Workbook.xml"), "FIX-015"),
    "duplicate by backslash": (made.twice("xl\\workbook.xml"), "FIX-015"),
    "encrypted entries": (made.with_flag(made.packed(made.parts()), 1), "FIX-016"),
    "unusual compression": (made.packed(made.parts(), method=14), "FIX-017"),
    "no workbook part": (made.changed(xl__workbook_dot_xml=None), "FIX-018"),
    "no sheet part": (made.changed(xl__worksheets__sheet1_dot_xml=None), "FIX-018"),
    "no relations": (made.changed(_rels___dot_rels=None), "FIX-018"),
    "strict by relation": (
        made.changed(
            _rels___dot_rels=made.relations(("officeDocument", "xl/workbook.xml")).replace(
                made.OFFICE, f"{STRICT}/officeDocument/relationships"
            )
        ),
        "FIX-019",
    ),
    "strict by namespace": (
        made.changed(xl__workbook_dot_xml=f'<workbook xmlns="{STRICT}/spreadsheetml/main"/>'),
        "FIX-019",
    ),
    "binary workbook": (
        made.packed(made.parts(main_type="application/vnd.ms-excel.sheet.binary.macroEnabled.main")),
        "FIX-005",
    ),
    "template": (
        made.packed(made.parts(main_type=made.SHEET_TYPE.replace("sheet.", "template."))),
        "FIX-025",
    ),
    "no sheet": (made.changed(xl__workbook_dot_xml=made.workbook("")), "FIX-026"),
    "two sheets of one name": (
        made.changed(
            xl__workbook_dot_xml=made.workbook(
                '<sheet name="Form" sheetId="1" r:id="r0"/><sheet name="FORM" sheetId="2" r:id="r0"/>'
            )
        ),
        "FIX-028",
    ),
    "too many sheets": (
        made.changed(
            xl__workbook_dot_xml=made.workbook(
                "".join(f'<sheet name="{index}" sheetId="{index}" r:id="r0"/>' for index in range(201))
            )
        ),
        "FIX-027",
    ),
    "broken XML": (made.changed(xl__workbook_dot_xml="<workbook>"), "FIX-023"),
    "UTF-16": (made.changed(xl__styles_dot_xml="<x/>".encode("utf-16")), "FIX-023"),
    "undefined entity": (made.book('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'), "FIX-023"),
}


@pytest.mark.parametrize(("data", "code"), PACKAGES.values(), ids=PACKAGES)
def test_packages_are_refused(data: bytes, code: str) -> None:
    assert finding(data).code == code


def test_an_xml_part_over_the_limit_is_refused_though_its_ratio_is_fair() -> None:
    part = (made.noise(300_000) + b" " * 3_000_000) * 13
    assert len(part) > limits().part_bytes
    assert finding(made.packed(made.parts() | {"xl/big.xml": part})).code == "FIX-011"


ODS_FAR = '<table:table-row table:number-rows-repeated="1048576">{}</table:table-row>'
ODS_CELL = '<table:table-cell office:value-type="float" office:value="1"{}/>'
ODS = {
    "password": (
        made.ods(
            "",
            more={
                "META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>",
                "content.xml": made.noise(500),
            },
        ),
        "FIX-002",
    ),
    "template": (made.packed({"mimetype": made.ODS_TYPE + "-template"}), "FIX-025"),
    "no content": (made.packed({"mimetype": made.ODS_TYPE}), "FIX-018"),
    "broken": (made.packed({"mimetype": made.ODS_TYPE, "content.xml": "<a>"}), "FIX-023"),
    "document type": (made.packed({"mimetype": made.ODS_TYPE, "content.xml": ENTITY + "<a/>"}), "FIX-014"),
    "no sheet": (
        made.packed({"mimetype": made.ODS_TYPE, "content.xml": "<a/>"}),
        "FIX-026",
    ),
    "a value in every row": (made.ods(ODS_FAR.format(ODS_CELL.format(""))), "FIX-020"),
    "a value in every column": (
        made.ods(
            "<table:table-row>"
            + ODS_CELL.format(' table:number-columns-repeated="16384"')
            + "</table:table-row>"
        ),
        "FIX-020",
    ),
    "too many": (
        made.ods(
            '<table:table-row table:number-rows-repeated="2001">'
            + ODS_CELL.format(' table:number-columns-repeated="400"')
            + "</table:table-row>"
        ),
        "FIX-044",
    ),
    "a far row after empty rows": (
        made.ods(
            ODS_FAR.format("<table:table-cell/>")
            + "<table:table-row>"
            + ODS_CELL.format("")
            + "</table:table-row>"
        ),
        "FIX-020",
    ),
    "repeated by a word": (
        made.ods('<table:table-row table:number-rows-repeated="x"><table:table-cell/></table:table-row>'),
        "FIX-023",
    ),
    "spaces without end": (
        made.ods(
            '<table:table-row><table:table-cell office:value-type="string"><text:p>'
            '<text:s text:c="99999999"/></text:p></table:table-cell></table:table-row>'
        ),
        "FIX-045",
    ),
    "a formula without a value, far": (
        made.ods(ODS_FAR.format('<table:table-cell table:formula="of:=1"/>')),
        "FIX-020",
    ),
    "a far error": (made.ods(ODS_FAR.format('<table:table-cell calcext:value-type="error"/>')), "FIX-020"),
    "a far covered cell": (
        made.ods(ODS_FAR.format(ODS_CELL.replace("table-cell", "covered-table-cell").format(""))),
        "FIX-020",
    ),
    "a far row in single quotes": (
        made.ods(ODS_FAR.replace('"', "'").format(ODS_CELL.format(""))),
        "FIX-020",
    ),
    "repeated below nought": (made.ods(ODS_FAR.replace("1048576", "-1").format("")), "FIX-023"),
    "repeated beyond any number": (made.ods(ODS_FAR.replace("1048576", "9" * 30).format("")), "FIX-023"),
    "repeated in other digits": (made.ods(ODS_FAR.replace("1048576", "٩").format("")), "FIX-023"),
    "broken properties": (made.ods("", more={"meta.xml": "<a>"}), "FIX-023"),
    "properties with a document type": (made.ods("", more={"meta.xml": ENTITY + "<a/>"}), "FIX-014"),
    "properties in UTF-16": (made.ods("", more={"meta.xml": "<a/>".encode("utf-16")}), "FIX-023"),
    "two sheets of one name": (made.ods("", body='<table:table table:name="form"/>'), "FIX-028"),
}


@pytest.mark.parametrize(("data", "code"), ODS.values(), ids=ODS)
def test_open_document_files_are_refused(data: bytes, code: str) -> None:
    assert finding(data, "form.ods").code == code


def test_the_name_of_a_file_decides_nothing() -> None:
    rows = "<table:table-row>" + ODS_CELL.format("") + "</table:table-row>"
    grids: list[Grid] = [read_grid(made.ods(rows), "form.xlsx"), read_grid(made.book(ROW), "form.ods")]
    assert [dict(grid.sheets[0].cells) for grid in grids] == [{(0, 0): 1.0}, {(0, 0): 1.0}]
