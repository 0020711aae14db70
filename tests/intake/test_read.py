"""What is in a workbook arrives as it was meant: values, errors, formulas, names, properties, notes."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import excel_area, open_document_area
from arf_excel.intake.grid import Area, CellError, CellValue, Place
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made
from tests.intake.hostile import row, written
from tests.office.libreoffice import LibreOffice


def cells(rows: str, **more: str) -> dict[Place, CellValue]:
    return dict(read_grid(made.book(rows, **more), "form.xlsx").sheets[0].cells)


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


@pytest.mark.parametrize("style", [0, 1, 2, 3])
def test_a_number_that_is_no_day_costs_no_other_cell(style: int) -> None:
    """A length of time, which is style 3, is where the reader behind the gate would break down."""
    numbers = ("1e20", "-1e20", "1e9", "1E+15", "2958466", "-0.5", "1e999", "-1e999")
    line = row('<c r="A1"><v>7</v></c>', *(f'<c s="{style}"><v>{number}</v></c>' for number in numbers))
    contents = made.parts(line)
    contents["xl/styles.xml"] = made.STYLES.replace(
        "<cellXfs>", '<numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs>'
    ).replace("</cellXfs>", '<xf numFmtId="164"/></cellXfs>')
    found = read_grid(made.packed(contents), "f").sheets[0].cells
    assert list(found.values()) == [
        *(7.0, 1e20, -1e20, 1e9, 1e15, 2958466.0, -0.5),
        *(CellError("#NUM!"), CellError("#NUM!")),
    ]


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


def test_properties_and_notes() -> None:
    grid = read_grid(made.packed(made.rich_parts()), "f.xlsm")
    assert grid.saved == dt.datetime(2024, 5, 1, 10, tzinfo=dt.UTC)
    assert grid.properties == {"application": "Microsoft Excel"}
    assert [note.code for note in grid.notes] == ["NOTE-001", "NOTE-002", "NOTE-003", "NOTE-005"]
    assert grid.sheets[0].cells == {(0, 0): 1.0}


def test_notes_and_text_boxes_of_people_are_counted() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "x")
        sheet.write_comment(0, 0, "An answer of ours", {"author": "A Person"})
        sheet.write_comment(1, 0, "To look at, line 3\nWhere: A\nWhat: B\nHow: C", {"author": "arf-excel"})
        sheet.write_comment(2, 0, "To look at, line 4\nWhere: A\nWhat: B\nHow: C\nWe did.")
        sheet.insert_textbox(3, 3, "And more here")
        sheet.insert_textbox(9, 3, "")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Form!$A$1:$A$2"})
        chart.set_title({"name": "Words of a chart"})
        sheet.insert_chart(20, 3, chart)

    notes = read_grid(written(fill), "f").notes
    assert [(note.code, note.facts) for note in notes] == [("NOTE-055", {"count": 3})]


def test_damaged_notes_are_none_and_cost_nothing() -> None:
    contents = made.parts()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    types = str(contents["[Content_Types].xml"])
    contents["[Content_Types].xml"] = types.replace(
        "</Types>", f'<Override PartName="/xl/comments1.xml" ContentType="{kind}"/></Types>'
    )
    contents["xl/comments1.xml"] = "<comments><comment>"
    grid = read_grid(made.packed(contents), "f")
    assert (grid.sheets[0].cells, grid.notes) == ({(0, 0): 1.0}, ())


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


def test_openpyxl_reads_the_same() -> None:
    data = written(made.ordinary)
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


@pytest.mark.office
def test_libreoffice_saves_the_same_as_xlsx_and_ods(office: LibreOffice, tmp_path: Path) -> None:
    before = read_grid(written(made.ordinary), "f")
    path = tmp_path / "form.xlsx"
    path.write_bytes(written(made.ordinary))
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
