"""What is in a workbook arrives as it was meant: values, errors, formulas, names, properties, notes."""

from __future__ import annotations

import datetime as dt
import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import excel_area, open_document_area
from arf_excel.intake.cleaning import clean
from arf_excel.intake.grid import Area, CellError, CellValue, Grid, Place
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made
from tests.office.libreoffice import LibreOffice


def cells(rows: str, **more: str) -> dict[Place, CellValue]:
    return dict(read_grid(made.book(rows, **more), "form.xlsx").sheets[0].cells)


def row(*texts: str) -> str:
    return '<row r="1">' + "".join(texts) + "</row>"


def written(fill: Any, **options: Any) -> bytes:
    """A workbook by XlsxWriter; `fill` gets it and its sheet 'Form'."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, **options})
    fill(book, book.add_worksheet("Form"))
    book.close()
    return memory.getvalue()


def test_text_numbers_and_truth_values() -> None:
    found = cells(
        row(
            '<c r="A1" t="s"><v>1</v></c>',
            '<c r="B1"><v>12.5</v></c>',
            '<c r="C1" t="b"><v>1</v></c>',
            '<c r="D1" t="b"><v>0</v></c>',
            '<c r="E1" t="str"><v>made</v></c>',
            '<c r="F1" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>',
            '<c r="G1" t="str"><f>""</f><v></v></c>',
            '<c r="H1" s="1"/>',
        )
    )
    assert found == {
        (0, 0): "second",
        (0, 1): 12.5,
        (0, 2): True,
        (0, 3): False,
        (0, 4): "made",
        (0, 5): "inline",
    }
    assert found[0, 2] is True
    assert isinstance(found[0, 1], float)


def test_dates_are_moments_and_times_are_numbers() -> None:
    found = cells(
        row(
            '<c r="A1" s="1"><v>45352</v></c>',
            '<c r="B1" s="1"><v>45352.5</v></c>',
            '<c r="C1" s="2"><v>0.75</v></c>',
            '<c r="D1" s="1"><v>-5</v></c>',
            '<c r="E1" s="1"><v>0</v></c>',
            '<c r="F1" s="1"><v>9999999</v></c>',
        )
    )
    assert found == {
        (0, 0): dt.datetime(2024, 3, 1),
        (0, 1): dt.datetime(2024, 3, 1, 12),
        (0, 2): 0.75,
        (0, 3): -5.0,
        (0, 4): 0.0,
        (0, 5): 9999999.0,
    }


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_a_workbook_that_counts_from_1904(from_1904: bool) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, dt.datetime(2024, 3, 1), book.add_format({"num_format": "d/m/yy"}))
        sheet.write_number(0, 1, 1.75, book.add_format({"num_format": "[h]:mm"}))

    grid = read_grid(written(fill, date_1904=from_1904), "f")
    assert grid.sheets[0].cells == {(0, 0): dt.datetime(2024, 3, 1), (0, 1): 1.75}


def test_errors_are_never_blank() -> None:
    found = cells(
        row(
            '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            '<c r="B1" t="e"><v>#REF!</v></c>',
            '<c r="C1" t="e"><v>#SPILL!</v></c>',
            '<c r="D1" t="e"><v/></c>',
            '<c r="E1" t="e"><v>#CALC!</v></c>',
            '<c r="F1"><v>7</v></c>',
            '<c r="G1"><v>1e999</v></c>',
        )
    )
    codes = ("#DIV/0!", "#REF!", "#SPILL!", "#VALUE!", "#CALC!")
    assert found == {
        **{(0, column): CellError(code) for column, code in enumerate(codes)},
        (0, 5): 7.0,
        (0, 6): CellError("#NUM!"),
    }


def test_formulas_are_marked_with_or_without_a_value() -> None:
    rows = row('<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="B1"><f>A1</f></c>', '<c r="C1"><v>3</v></c>')
    sheet = read_grid(made.book(rows), "f").sheets[0]
    assert sheet.formulas == {(0, 0), (0, 1)}
    assert sheet.cells == {(0, 0): 2.0, (0, 2): 3.0}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D_&#10;b", "a\nb"),
        ("a&#13;&#10;b&#13;c", "a\nb\nc"),
        ("lit _x005F_x000D_", "lit _x000D_"),
        ("  kept  ", "  kept  "),
        ("tab\tkept", "tab\tkept"),
        ("=1+1", "=1+1"),
        ("N/A", "N/A"),
    ],
)
def test_text_arrives_as_typed(stored: str, text: str) -> None:
    found = read_grid(
        made.book(
            row('<c r="A1" t="s"><v>0</v></c>'), strings=f'<si><t xml:space="preserve">{stored}</t></si>'
        ),
        "f",
    )
    assert (found.sheets[0].cells, found.notes) == ({(0, 0): text}, ())


def test_invisible_characters_are_removed_with_one_note() -> None:
    strings = "<si><t>R\u200bXX\u202e</t></si><si><t>\ufeff</t></si><si><t>_x0007_bell</t></si>"
    rows = row(*(f'<c r="{letter}1" t="s"><v>{index}</v></c>' for index, letter in enumerate("BCD")))
    grid = read_grid(made.book(rows, strings=strings), "f")
    assert grid.sheets[0].cells == {(0, 1): "RXX", (0, 3): "bell"}
    (note,) = grid.notes
    assert (note.code, note.sheet, note.place, note.facts) == ("NOTE-004", "Form", (0, 1), {"cells": 3})


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\U0001f469\u200d\u2695\ufe0f", "\U0001f469\u200d\u2695\ufe0f"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("RX\u200dX", "RXX"),
        ("x\x1b[31m", "x[31m"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_joiners_stay_where_they_join(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(TEXT, st.sampled_from(["_x000D_", "=1", "\n", " ", "#N/A", "TRUE", "1"])), max_size=20)
)
def test_text_written_as_text_comes_back_equal(texts: list[str]) -> None:
    def fill(_: Any, sheet: Any) -> None:
        for index, text in enumerate(texts):
            sheet.write_string(index, 0, text)

    grid = read_grid(written(fill), "f")
    wanted = {(index, 0): clean(text) for index, text in enumerate(texts) if clean(text)}
    assert grid.sheets[0].cells == wanted


NAMES = (
    "<definedNames>"
    "<definedName name='one'>Form!$A$1</definedName>"
    "<definedName name='area'>'Form'!$B$2:$C$9</definedName>"
    "<definedName name='turned'>Form!$C$9:$B$2</definedName>"
    "<definedName name='both' localSheetId='0'>Form!$A$2</definedName>"
    "<definedName name='both'>Form!$A$3</definedName>"
    "<definedName name='local' localSheetId='0'>form!$A$4</definedName>"
    "<definedName name='sum'>SUM(Form!$A$1)</definedName>"
    "<definedName name='two'>Form!$A$1,Form!$A$2</definedName>"
    "<definedName name='lost'>#REF!</definedName>"
    "<definedName name='elsewhere'>[1]Form!$A$1</definedName>"
    "<definedName name='unknown'>Other!$A$1</definedName>"
    "<definedName name='beyond'>Form!$XFE$1</definedName>"
    "</definedNames>"
)


def test_defined_names_that_are_one_plain_area() -> None:
    names = read_grid(made.packed(made.parts(book=NAMES)), "f").names
    assert names == {
        "one": Area("Form", (0, 0), (0, 0)),
        "area": Area("Form", (1, 1), (8, 2)),
        "turned": Area("Form", (1, 1), (8, 2)),
        "both": Area("Form", (2, 0), (2, 0)),
        "local": Area("Form", (3, 0), (3, 0)),
    }


def test_quotes_in_sheet_names_of_areas() -> None:
    wanted = Area("It's a sheet", (0, 0), (8, 1))
    assert excel_area("'It''s a sheet'!$A$1:$B$9") == wanted
    assert open_document_area("$'It''s a sheet'.$A$1:.$B$9") == wanted
    assert open_document_area("$'It''s a sheet'.$A$1:$'It''s a sheet'.$B$9") == wanted
    assert open_document_area("$A.$A$1:$B.$B$9") is None


def _rich_parts() -> made.Parts:
    contents = made.parts()
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    contents["_rels/.rels"] = made.relations(
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
    contents["xl/_rels/workbook.xml.rels"] = made.relations(
        ("worksheet", "/xl/worksheets/sheet1.xml"), ("externalLink", "externalLinks/externalLink1.xml")
    )
    contents["xl/vbaProject.bin"] = b"never run"
    contents["xl/embeddings/oleObject1.bin"] = b"never opened"
    return contents


def test_properties_and_notes() -> None:
    grid = read_grid(made.packed(_rich_parts()), "f.xlsm")
    assert grid.saved == dt.datetime(2024, 5, 1, 10, tzinfo=dt.UTC)
    assert grid.properties == {"application": "Microsoft Excel"}
    assert [note.code for note in grid.notes] == ["NOTE-001", "NOTE-002", "NOTE-003", "NOTE-005"]
    assert grid.sheets[0].cells == {(0, 0): 1.0}


def test_hidden_sheets_are_told_and_chart_sheets_left_out() -> None:
    contents = made.parts()
    contents["xl/workbook.xml"] = made.workbook(
        '<sheet name="Chart" sheetId="1" r:id="r3"/><sheet name="Form" sheetId="2" r:id="r0"/>'
        '<sheet name="_work" sheetId="3" state="veryHidden" r:id="r4"/>'
    )
    contents["xl/_rels/workbook.xml.rels"] = made.relations(
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
        ("styles", "styles.xml"),
        ("chartsheet", "chartsheets/sheet1.xml"),
        ("worksheet", "worksheets/sheet2.xml"),
    )
    contents["xl/chartsheets/sheet1.xml"] = "<chartsheet/>"
    contents["xl/worksheets/sheet2.xml"] = contents["xl/worksheets/sheet1.xml"]
    grid = read_grid(made.packed(contents), "f", skip=lambda name: name == "_work")
    assert [(sheet.name, sheet.hidden, len(sheet.cells)) for sheet in grid.sheets] == [
        ("Form", False, 1),
        ("_work", True, 0),
    ]


def test_skipped_sheets_must_still_be_sound() -> None:
    data = made.book("<row")
    with pytest.raises(UnreadableError) as caught:
        read_grid(data, "f", skip=lambda _: True)
    assert caught.value.code == "FIX-023"


def test_a_panic_of_the_reader_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException

    fake = type("Fake", (), {"from_filelike": staticmethod(panic)})
    monkeypatch.setattr("arf_excel.intake.values.CalamineWorkbook", fake)
    with pytest.raises(UnreadableError) as caught:
        read_grid(made.packed(made.parts()), "f")
    assert caught.value.code == "FIX-029"


def test_an_interrupted_reading_stays_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("arf_excel.intake.values.CalamineWorkbook", type("F", (), {"from_filelike": stop}))
    with pytest.raises(KeyboardInterrupt):
        read_grid(made.packed(made.parts()), "f")


def _ordinary(book: Any, sheet: Any) -> None:
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


def test_openpyxl_reads_the_same() -> None:
    data = written(_ordinary)
    grid = read_grid(data, "f")
    other = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in grid.sheets:
        theirs = {
            (cell.row - 1, cell.column - 1): CellError(cell.value) if cell.data_type == "e" else cell.value
            for line in other[sheet.name].iter_rows()
            for cell in line
            if cell.value is not None
        }
        assert sheet.cells == theirs
    formulas = openpyxl.load_workbook(io.BytesIO(data))["Form"]
    wanted = {(c.row - 1, c.column - 1) for line in formulas.iter_rows() for c in line if c.data_type == "f"}
    assert grid.sheets[0].formulas == wanted
    assert grid.names == {"arf_evidence_what": Area("Form", (1, 0), (39, 0))}
    assert grid.sheets[1].hidden


def _grid_or_finding(data: bytes) -> Grid | str:
    try:
        return read_grid(data, "f")
    except UnreadableError as fault:
        return fault.code


def test_every_cut_file_is_a_grid_or_a_finding() -> None:
    for data in (written(_ordinary), made.ods("<table:table-row/>")):
        for end in range(0, len(data), max(1, len(data) // 120)):
            assert isinstance(_grid_or_finding(data[:end]), str)


@pytest.mark.parametrize("stored", [True, False])
def test_every_mutant_is_a_grid_or_a_finding(stored: bool) -> None:
    """Also with sums put right, so that the mutants reach the XML and the reader."""
    contents = _rich_parts() | {"xl/worksheets/sheet1.xml": _busy_sheet()}
    chance = random.Random(20_261_121)
    for _ in range(300):
        if stored:
            data = bytearray(made.packed(contents))
            data[chance.randrange(len(data))] = chance.randrange(256)
            _grid_or_finding(bytes(data))
        else:
            name = chance.choice(sorted(contents))
            text = contents[name]
            part = bytearray(text.encode() if isinstance(text, str) else text)
            part[chance.randrange(len(part))] = chance.randrange(256)
            _grid_or_finding(made.packed(contents | {name: bytes(part)}, method=0))


def _busy_sheet() -> str:
    line = (
        '<c r="A{0}" t="s"><v>1</v></c><c r="B{0}" s="1"><f>A{0}</f><v>45352</v></c>'
        '<c r="C{0}" t="e"><v>#REF!</v></c><c r="D{0}" t="inlineStr"><is><t>x</t></is></c>'
    )
    rows = "".join(f'<row r="{number}">{line.format(number)}</row>' for number in range(1, 6))
    return f'<worksheet xmlns="{made.MAIN}">{made.sheet_data(rows)}</worksheet>'


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
        f'<table:table-cell {five} table:number-columns-repeated="2"/></table:table-row></table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:covered-table-cell '
        f'table:number-columns-repeated="2"/><table:table-cell {five}/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    grid = read_grid(made.ods(rows), "f")
    assert grid.sheets[0].cells == {(0, 0): 5.0, (0, 1): 5.0, (4, 2): 5.0, (5, 2): 5.0}


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


@pytest.mark.office
def test_libreoffice_saves_the_same_as_xlsx_and_ods(office: LibreOffice, tmp_path: Path) -> None:
    before = read_grid(written(_ordinary), "f")
    path = tmp_path / "form.xlsx"
    path.write_bytes(written(_ordinary))
    for kind in ("xlsx", "ods"):
        out = office.convert(path, tmp_path / f"again.{kind}", "xlsx" if kind == "xlsx" else "ods")
        after = read_grid(out.read_bytes(), "f")
        assert [s.name for s in after.sheets] == [s.name for s in before.sheets]
        assert [dict(s.cells) for s in after.sheets] == [dict(s.cells) for s in before.sheets]
        assert [s.formulas for s in after.sheets] == [s.formulas for s in before.sheets]
        assert [s.hidden for s in after.sheets] == [s.hidden for s in before.sheets]
        assert after.names == before.names
        assert after.saved is not None
        assert after.properties["application"].startswith("LibreOffice")
