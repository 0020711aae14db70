"""What is in an OpenDocument spreadsheet arrives as it was meant."""

from __future__ import annotations

import datetime as dt

import pytest

from arf_excel.intake.grid import CellError, CellValue
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made


def ods_cell(attributes: str, inside: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


ODS_CELLS = [
    (ods_cell('office:value-type="float" office:value="2.5"', "<text:p>2,50</text:p>"), 2.5),
    (ods_cell('office:value-type="percentage" office:value="0.25"', "<text:p>25%</text:p>"), 0.25),
    (ods_cell('office:value-type="boolean" office:boolean-value="true"'), True),
    (ods_cell('office:value-type="date" office:date-value="2024-03-01"'), dt.datetime(2024, 3, 1)),
    (
        ods_cell('office:value-type="date" office:date-value="2024-03-01T13:45:30.500000000"'),
        dt.datetime(2024, 3, 1, 13, 45, 30, 500_000),
    ),
    (ods_cell('office:value-type="date" office:date-value="1899-12-25"'), -5.0),
    (ods_cell('office:value-type="time" office:time-value="PT42H00M00S"'), 1.75),
    (ods_cell('office:value-type="string"', "<text:p>one</text:p><text:p>two</text:p>"), "one\ntwo"),
    (ods_cell('office:value-type="string"', '<text:p>a<text:s text:c="2"/>b<text:s/>c</text:p>'), "a  b c"),
    (ods_cell('office:value-type="string"', "<text:p>a  b\n   c</text:p>"), "a  b c"),
    (ods_cell('office:value-type="string"', "<text:p>a<text:line-break/>b<text:tab/>c</text:p>"), "a\nb\tc"),
    (
        ods_cell(
            'office:value-type="string"', "<text:p>a <text:span>b</text:span><text:a>c</text:a></text:p>"
        ),
        "a bc",
    ),
    (
        ods_cell(
            'office:value-type="string"',
            "<office:annotation><text:p>said</text:p></office:annotation><text:p>x</text:p>",
        ),
        "x",
    ),
    (ods_cell('office:value-type="string"', "<draw:frame><text:p>drawn</text:p></draw:frame>"), None),
    (
        ods_cell(
            'table:formula="of:=1/0" calcext:value-type="error" office:value-type="string"',
            "<text:p>#DIV/0!</text:p>",
        ),
        CellError("#DIV/0!"),
    ),
    (
        ods_cell(
            'table:formula="of:=x" office:value-type="float" office:value="0"', "<text:p>Err:508</text:p>"
        ),
        CellError("Err:508"),
    ),
    (ods_cell('table:formula="of:=&quot;&quot;"', "<text:p/>"), None),
    (ods_cell("", "<text:p>plain</text:p>"), "plain"),
]


@pytest.mark.parametrize(("cell", "value"), ODS_CELLS)
def test_cells_of_an_open_document(cell: str, value: CellValue | None) -> None:
    grid = read_grid(made.ods(f"<table:table-row><table:table-cell/>{cell}</table:table-row>"), "f")
    assert grid.sheets[0].cells == ({} if value is None else {(0, 1): value})
    assert grid.sheets[0].formulas == ({(0, 1)} if "formula" in cell else set())


def test_repeats_covered_cells_and_header_rows_of_an_open_document() -> None:
    five = 'office:value-type="float" office:value="5"'
    rows = (
        "<table:table-header-rows><table:table-row>"
        f'<table:table-cell {five} table:number-columns-repeated="2"/></table:table-row>'
        "</table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:covered-table-cell '
        f'table:number-columns-repeated="2"/><table:table-cell {five}/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    grid = read_grid(made.ods(rows), "f")
    assert grid.sheets[0].cells == {(0, 0): 5.0, (0, 1): 5.0, (4, 2): 5.0, (5, 2): 5.0}


def test_notes_and_text_boxes_of_people_are_counted_in_an_open_document() -> None:
    note = "<office:annotation><dc:date>2026-01-01</dc:date>{}</office:annotation>"
    words = "".join(f"<text:p>{line}</text:p>" for line in ("To look at, line 3", "Where: A", "What: B"))
    box = "<draw:custom-shape><svg:desc>said</svg:desc><text:p>{}</text:p></draw:custom-shape>"
    inside = (
        note.format("<text:p>An answer</text:p>")
        + note.format(words)
        + note.format(words + "<text:p>We did.</text:p>")
        + box.format("<text:span>And more</text:span>")
        + box.format("")
    )
    rows = f"<table:table-row>{ods_cell('', inside)}{ods_cell('', '<text:p>x</text:p>')}</table:table-row>"
    shapes = f"<table:shapes>{box.format('a')}{box.format('b')}</table:shapes>"
    grid = read_grid(made.ods(shapes + rows), "f")
    assert grid.sheets[0].cells == {(0, 1): "x"}
    assert [(each.code, each.facts) for each in grid.notes] == [("NOTE-055", {"count": 5})]


def test_hidden_sheets_links_and_macros_of_an_open_document() -> None:
    styles = (
        '<style:style style:name="t1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="t2"><style:table-properties table:display="false"/></style:style>'
    )
    body = (
        '<table:table table:name="_work" table:style-name="t2"/>'
        '<table:table table:name="\'file:///x.ods\'#$Sheet1" table:style-name="t2"/>'
    )
    more: made.Parts = {"Basic/Standard/Module1.xml": "<x/>"}
    grid = read_grid(made.ods("", styles=styles, body=body, more=more), "f")
    assert [(sheet.name, sheet.hidden) for sheet in grid.sheets] == [("Form", False), ("_work", True)]
    assert [note.code for note in grid.notes] == ["NOTE-001", "NOTE-002"]


@pytest.mark.parametrize(("name", "codes"), [("MSIP_Label_0_Enabled", ["NOTE-003"]), ("Department", [])])
def test_a_sensitivity_label_that_libreoffice_kept_is_told(name: str, codes: list[str]) -> None:
    meta = f'<m:meta xmlns:m="urn:x"><m:user-defined m:name="{name}">true</m:user-defined></m:meta>'
    grid = read_grid(made.ods("", more={"meta.xml": meta}), "f")
    assert [note.code for note in grid.notes] == codes
