"""Files of every wrong kind are refused with the right finding, and their sound twins are read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Grid, Place
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


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{made.MAIN}">{made.sheet_data(rows)}</worksheet>'


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
    "a part over 25 MB": (
        made.packed(made.parts() | {"xl/big.xml": made.noise(400_000) * 65}, method=0)[:19_999_999],
        "FIX-008",
    ),
    "styles over 4 MB": (made.changed(xl__styles_dot_xml=made.noise(4_000_100)), "FIX-011"),
    "strings over 8 MB": (made.changed(xl__sharedStrings_dot_xml=made.noise(8_000_100)), "FIX-011"),
    "over 100 MB in all": (made.packed(made.parts() | {"xl/a.bin": b"\0" * 101_000_000}), "FIX-012"),
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
    part = (made.noise(300_000) + b" " * 3_000_000) * 8
    assert len(part) > limits().part_bytes
    assert finding(made.packed(made.parts() | {"xl/big.xml": part})).code == "FIX-011"


def _cell(address: str, row: str = "1") -> str:
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


FAR = {
    "last cell of the grid": _cell("XFD1048576", "1048576"),
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "lower case": _cell("xfd1048576", "1048576"),
    "a letter as a reference": _cell("&#88;FD1048576", "1048576"),
    "first row beyond": _cell("A20001", "20001"),
    "first column beyond": _cell("GS1"),
    "missing r in a far row": '<row r="1048576"><c><v>1</v></c></row>',
    "missing r after many columns": '<row r="1">' + "<c/>" * 200 + "<c><v>1</v></c></row>",
    "beyond the grid by column": _cell("XFE1"),
    "beyond the grid by row": _cell("A1048577", "1048577"),
    "absurd": _cell("A99999999999999999999"),
    "absurd column": _cell("AAAAAAAAAA1"),
    "absurd row": '<row r="99999999999999"/>',
    "text inside the cell": '<row r="30000"><c r="A30000" t="inlineStr"><is><t>x</t></is></c></row>',
    "a formula without a value": '<row r="30000"><c r="A30000"><f>1+1</f></c></row>',
    "a value of another namespace": '<row r="30000"><c r="A30000"><v xmlns="urn:x">1</v></c></row>',
}
CROOKED = {
    "leading space": (_cell(" A1"), "FIX-022"),
    "inner space": (_cell("A 1"), "FIX-022"),
    "dollar": (_cell("$A$1"), "FIX-022"),
    "no row": (_cell("A"), "FIX-022"),
    "row nought": (_cell("A0"), "FIX-022"),
    "other digits": (_cell("A١"), "FIX-022"),
    "cell in another row": (_cell("A7"), "FIX-022"),
    "rows out of order": (_cell("A5", "5") + _cell("A1"), "FIX-022"),
    "cell twice": ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "FIX-022"),
    "row twice": (_cell("A1") + _cell("B1"), "FIX-022"),
    "a row of another namespace": ('<row xmlns="urn:x"/>' + ROW, "FIX-022"),
    "a cell of another namespace": ('<row r="1"><c xmlns="urn:x" r="XFD1"><v>1</v></c></row>', "FIX-024"),
    "hidden text": ('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>', "FIX-024"),
    "a comment in a number": ('<row r="1"><c r="A1"><v>1<!-- x -->2</v></c></row>', "FIX-024"),
    "string index too high": ('<row r="1"><c r="A1" t="s"><v>2</v></c></row>', "FIX-021"),
    "string index below nought": ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "FIX-021"),
    "string index is a word": ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "FIX-021"),
    "a yes or no that is neither": ('<row r="1"><c r="A1" t="b"><v>x</v></c></row>', "FIX-029"),
    "an unknown kind of cell": ('<row r="1"><c r="A1" t="zzz"><v>x</v></c></row>', "FIX-029"),
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_far_cell_is_refused_in_every_spelling(rows: str) -> None:
    fault = finding(made.book(rows))
    assert (fault.code, fault.facts["sheet"]) == ("FIX-020", "Form")


def test_a_far_cell_with_a_prefix_is_refused() -> None:
    rows = '<x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    text = f'<x:worksheet xmlns:x="{made.MAIN}">{rows}</x:worksheet>'
    fault = finding(made.book("", sheet=text))
    assert (fault.code, fault.facts["cell"]) == ("FIX-020", "XFD1048576")


@pytest.mark.parametrize(("rows", "code"), CROOKED.values(), ids=CROOKED)
def test_crooked_cells_are_refused(rows: str, code: str) -> None:
    assert finding(made.book(rows)).code == code


def test_too_many_cells_are_refused() -> None:
    row = "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 200 + "</row>" for r in range(1, 2_002))
    assert finding(made.packed(made.parts(row), method=0)).code == "FIX-030"


def test_a_long_text_shown_by_many_cells_is_refused() -> None:
    long = "<si><t>" + made.noise(60_000).hex() + "</t></si>"
    rows = '<row r="1">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    rows += '<row r="2">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    rows += '<row r="3">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    assert finding(made.book(rows, strings=long)).code == "FIX-031"


TWINS = {
    "style only, far": (ROW + '<row r="1048576"><c r="XFD1048576" s="1"/></row>', {(0, 0): 1.0}),
    "single quotes": ("<row r='2'><c r='B2'><v>3</v></c></row>", {(1, 1): 3.0}),
    "lower case": (_cell("c2", "2"), {(1, 2): 1.0}),
    "no r at all": (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>",
        {(0, 0): 1.0, (0, 1): 2.0, (1, 1): 3.0},
    ),
    "r missing in a later cell": (
        '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row>',
        {(2, 1): 1.0, (2, 2): 2.0},
    ),
    "last place allowed": (_cell("GR20000", "20000"), {(19_999, 199): 1.0}),
    "last string": ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', {(0, 0): "second"}),
    "pretty printed": ('<row r="1">\n <c r="A1" t="s">\n  <v>1</v>\n </c>\n</row>', {(0, 0): "second"}),
    "string without index": (
        '<row r="1"><c r="A1" t="s"><v></v></c><c r="B1"><v>7</v></c></row>',
        {(0, 1): 7.0},
    ),
}


@pytest.mark.parametrize(("rows", "cells"), TWINS.values(), ids=TWINS)
def test_sound_twins_are_read(rows: str, cells: dict[Place, float | str]) -> None:
    assert read_grid(made.book(rows), "any").sheets[0].cells == cells


def test_a_prefix_is_read() -> None:
    rows = '<x:sheetData><x:row r="2"><x:c r="B2"><x:v>4</x:v></x:c></x:row></x:sheetData>'
    text = f'<x:worksheet xmlns:x="{made.MAIN}">{rows}<x:oddFooter>&amp;C9</x:oddFooter></x:worksheet>'
    assert read_grid(made.book("", sheet=text), "f").sheets[0].cells == {(1, 1): 4.0}


@pytest.mark.parametrize("count", ["99999999999999999999", "4294967295", "-1", "x"])
def test_claimed_counts_reserve_no_memory(count: str) -> None:
    """Run apart, for a reader that believes such a count takes the whole program down."""
    program = (
        "import sys, resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2 ** 30, 2 ** 30))\n"
        "from arf_excel.errors import UnreadableError\n"
        "from arf_excel.intake.read import read_grid\n"
        "try: read_grid(sys.stdin.buffer.read(), 'f')\n"
        "except UnreadableError: pass\n"
    )
    pytest.importorskip("resource")
    contents = made.parts(
        sheet=sheet(ROW).replace("<sheetData", f'<dimension ref="A1:XFD{count}"/><sheetData')
    )
    contents["xl/sharedStrings.xml"] = f'<sst xmlns="{made.MAIN}" count="{count}" uniqueCount="{count}"/>'
    contents["xl/styles.xml"] = made.STYLES.replace("<cellXfs", f'<cellXfs count="{count}"')
    ran = subprocess.run(
        [sys.executable, "-c", program], input=made.packed(contents), capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


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
            + ODS_CELL.format(' table:number-columns-repeated="200"')
            + "</table:table-row>"
        ),
        "FIX-030",
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
        "FIX-031",
    ),
    "two sheets of one name": (made.ods("", body='<table:table table:name="form"/>'), "FIX-028"),
}


@pytest.mark.parametrize(("data", "code"), ODS.values(), ids=ODS)
def test_open_document_files_are_refused(data: bytes, code: str) -> None:
    assert finding(data, "form.ods").code == code


def test_the_name_of_a_file_decides_nothing() -> None:
    rows = "<table:table-row>" + ODS_CELL.format("") + "</table:table-row>"
    grids: list[Grid] = [read_grid(made.ods(rows), "form.xlsx"), read_grid(made.book(ROW), "form.ods")]
    assert [dict(grid.sheets[0].cells) for grid in grids] == [{(0, 0): 1.0}, {(0, 0): 1.0}]
