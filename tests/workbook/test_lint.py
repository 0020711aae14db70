"""A good workbook has no fault; each mutant, with one thing changed, has that fault and no other."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from arf_excel.errors import OwnFaultError
from arf_excel.workbook.lint import RULES, faults, require_sound
from arf_excel.workbook.lint.formulas import FUNCTIONS

FORMULA = "COUNTIFS('_work'!$A$1:$A$5,\"&gt;1\")"
SHEET, BOOK, TABLE = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/tables/table1.xml"
TABLE2, STRINGS, TYPES = "xl/tables/table2.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
DRAWING = "xl/drawings/drawing1.xml"
LINKS = "xl/worksheets/_rels/sheet1.xml.rels"


def good_workbook() -> bytes:
    """A small workbook that has something of everything that the rules look at."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        form, work, _ = (book.add_worksheet(name) for name in ("Our form", "_work", "Spare"))
        work.hide()
        _write_cells(book, form)
        _write_around(book, form)
        _write_shapes(book, form)
        book.define_name("arf_start", "='Our form'!$A$2")
    return file.getvalue()


def _write_cells(book: Any, form: Any) -> None:
    bold = book.add_format({"bold": True})
    form.write_string("G1", "plain text", bold)
    form.write_formula("F1", "=COUNTIFS('_work'!$A$1:$A$5,\">1\")", bold, 0)
    columns = [
        {"header": "Id"},
        {"header": "Share (%)", "format": bold},
        {"header": "Sum", "formula": "=tblA[[#This Row],[Share (%)]]*2"},
    ]
    form.add_table("A1:C4", {"name": "tblA", "columns": columns})
    form.add_table("A7:B9", {"name": "tblB", "columns": [{"header": "X"}, {"header": "Y"}]})
    form.merge_range("I1:J2", "merged")
    form.merge_range("I4:J5", "merged too")
    form.set_row(11, 300)


def _write_around(book: Any, form: Any) -> None:
    listed = {"validate": "list", "source": ["first", "second"], "input_title": "Tip", "input_message": "Do"}
    form.data_validation("A2:A4", listed)
    form.data_validation("B2:B4", {"validate": "list", "source": "=_work!$A$1:$A$5"})
    rule = {"type": "formula", "criteria": '=$A2="x"', "format": book.add_format({"italic": True})}
    form.conditional_format("A2:A4", rule)
    form.write_url("G3", "internal:arf_start", string="Go to the start")
    form.set_footer("&LPage &P")
    form.print_area("A1:G9")


def _write_shapes(book: Any, form: Any) -> None:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "='_work'!$A$1:$A$3"})
    form.insert_chart("L1", chart, {"description": "A bar chart"})
    form.insert_textbox("L20", "hello", {"description": "A box"})
    form.insert_textbox("L30", "line", {"decorative": True})


GOOD = good_workbook()


def changed(part: str, old: str, new: str) -> bytes:
    """The good workbook with one text in one part replaced, once."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content, f"{part} has no {old}"
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(name, content)
    return file.getvalue()


def rules_broken(workbook: bytes) -> set[str]:
    return {fault.rule for fault in faults(workbook)}


def test_a_good_workbook_has_no_fault() -> None:
    assert faults(GOOD) == []


TABLE_TYPE = (
    '<Override PartName="/xl/tables/table1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"/>'
)
PRINT_AREA = "'Our form'!$A$1:$G$9"
MUTANTS = [
    ("well-formed", SHEET, "</sheetData>", ""),
    ("well-formed", DRAWING, "A bar chart", "A bar &#1; chart"),
    ("content-type", TYPES, TABLE_TYPE, ""),
    ("content-type", TYPES, TABLE_TYPE, TABLE_TYPE * 2),
    ("content-type", TYPES, TABLE_TYPE, TABLE_TYPE + TABLE_TYPE.replace("table1", "table9")),
    ("content-type", TYPES, '<Default Extension="rels"', '<Default Extension="other"'),
    ("relationship", SHEET, '<drawing r:id="rId1"/>', '<drawing r:id="rId99"/>'),
    ("relationship", LINKS, "../tables/table2.xml", "../tables/table9.xml"),
    ("relationship", "xl/_rels/workbook.xml.rels", 'Id="rId4"', 'Id="rId5"'),
    ("sheet-name", BOOK, 'name="Spare"', f'name="{"s" * 32}"'),
    ("sheet-name", BOOK, 'name="Spare"', 'name="Spare?"'),
    ("sheet-name", BOOK, 'name="Spare"', 'name="_WORK"'),
    ("sheet-name", BOOK, 'name="Spare"', 'name="\'Spare"'),
    ("sheet-name", BOOK, 'name="Spare"', 'name=" "'),
    ("sheet-name", BOOK, 'name="Spare"', 'name="History"'),
    ("defined-name", BOOK, "arf_start", "arf start"),
    ("defined-name", BOOK, "arf_start", "B1"),
    ("defined-name", BOOK, "arf_start", "R1C1"),
    ("defined-name", BOOK, "'Our form'!$A$2", "'Gone'!$A$2"),
    ("defined-name", BOOK, "'Our form'!$A$2", "#REF!"),
    ("defined-name", BOOK, 'localSheetId="0"', 'localSheetId="9"'),
    ("defined-name", BOOK, PRINT_AREA, "'Our form'!$A$1:'Our form'!$G$9"),
    ("defined-name", BOOK, "</definedNames>", '<definedName name="ARF_START">1</definedName></definedNames>'),
    ("table-id", TABLE2, ' id="2" name="tblB"', ' id="1" name="tblB"'),
    ("table-name", TABLE2, 'displayName="tblB"', 'displayName="TBLA"'),
    ("table-name", TABLE2, 'displayName="tblB"', 'displayName="arf_start"'),
    ("table-name", TABLE2, 'displayName="tblB"', 'displayName="tbl B"'),
    ("table-header", TABLE2, 'name="X"', 'name="Z"'),
    ("table-header", TABLE2, 'name="X"', 'name="y"'),
    ("table-header", TABLE2, 'name="X"', 'name=""'),
    ("table-header", TABLE2, 'name="X"', 'name="X&#10;Z"'),
    ("table-header", STRINGS, "<t>X</t>", "<t>X </t>"),
    ("table-range", TABLE2, ' ref="A7:B9" totals', ' ref="A7:C9" totals'),
    ("table-range", TABLE2, ' ref="A7:B9" totals', ' ref="A7:B7" totals'),
    ("table-range", TABLE2, '<autoFilter ref="A7:B9"/>', '<autoFilter ref="A7:B8"/>'),
    ("table-range", TABLE, ' ref="A1:C4"', ' ref="A1:C7"'),
    ("validation", SHEET, 'prompt="Do"', f'prompt="{"p" * 256}"'),
    ("validation", SHEET, 'promptTitle="Tip"', f'promptTitle="{"p" * 33}"'),
    ("validation", SHEET, 'prompt="Do"', f'error="{"p" * 256}"'),
    ("validation", SHEET, 'prompt="Do"', f'errorTitle="{"p" * 33}"'),
    ("validation", SHEET, "first,second", "first," + "s" * 250),
    ("validation", SHEET, "<formula1>_work!$A$1:$A$5</formula1>", ""),
    ("validation", SHEET, "_work!$A$1:$A$5</formula1>", "_work!$A$1:_work!$A$5</formula1>"),
    ("validation", SHEET, 'sqref="B2:B4"', 'sqref="B0:B4"'),
    ("header-footer", SHEET, "&amp;LPage &amp;P", "p" * 256),
    ("merge", SHEET, 'ref="I4:J5"', 'ref="J2:K5"'),
    ("merge", SHEET, 'ref="I4:J5"', 'ref="B9:D9"'),
    ("row-height", SHEET, 'ht="300"', 'ht="410"'),
    ("text-length", STRINGS, "plain text", "p" * 32_768),
    ("text-length", STRINGS, "plain text", "😀" * 16_384),
    ("control-character", STRINGS, "plain text", "plain _x0001_ text"),
    ("shared-string", SHEET, '<c r="G1" s="1" t="s"><v>0</v>', '<c r="G1" s="1" t="s"><v>99</v>'),
    ("style", SHEET, '<c r="G1" s="1"', '<c r="G1" s="99"'),
    ("style", SHEET, 'dxfId="', 'dxfId="9'),
    ("style", TABLE, 'dataDxfId="', 'dataDxfId="9'),
    ("formula-equals-sign", SHEET, "<f>COUNTIFS", "<f>=COUNTIFS"),
    ("formula-this-row", SHEET, FORMULA, "tblA[@Sum]"),
    ("formula-this-row", SHEET, FORMULA, "tblA[[@Sum]]"),
    ("formula-semicolon", SHEET, FORMULA, "ROUND(1;2)"),
    ("formula-array", SHEET, FORMULA, "SUM({1;2})"),
    ("formula-balance", SHEET, FORMULA, "ROUND((1,2)"),
    ("formula-balance", SHEET, FORMULA, 'LEN("a)'),
    ("formula-function", SHEET, FORMULA, "_xlfn.IFS(1,2)"),
    ("formula-function", SHEET, FORMULA, "today()"),
    ("formula-function", TABLE, "Formula>", "Formula>NOW()+"),
    ("formula-function", SHEET, "<formula>", "<formula>INDIRECT(1)="),
    ("formula-function", SHEET, "<formula1>_work!", "<formula1>OFFSET(1)+_work!"),
    ("formula-function", BOOK, "'Our form'!$A$2", "OFFSET('Our form'!$A$2,1,1)"),
    ("formula-text", SHEET, FORMULA, f'LEN("{"t" * 256}")'),
    ("formula-length", SHEET, FORMULA, "+".join(["A1"] * 2_731)),
    ("formula-nesting", SHEET, FORMULA, "ABS(" * 65 + "1" + ")" * 65),
    ("formula-reference", SHEET, FORMULA, "'Gone'!$A$1"),
    ("formula-reference", SHEET, FORMULA, "Gone!$A$1"),
    ("formula-reference", SHEET, FORMULA, "_work!#REF!"),
    ("shape-id", DRAWING, 'id="3" name', 'id="2" name'),
    ("alt-text", DRAWING, 'descr="A bar chart"', 'descr=" "'),
    ("alt-text", DRAWING, 'decorative" val="1"', 'decorative" val="0"'),
]


IDS = [f"{number}-{mutant[0]}" for number, mutant in enumerate(MUTANTS)]


@pytest.mark.parametrize(("rule", "part", "old", "new"), MUTANTS, ids=IDS)
def test_a_mutant_has_its_fault_and_no_other(rule: str, part: str, old: str, new: str) -> None:
    assert rules_broken(changed(part, old, new)) == {rule}


def test_every_rule_has_a_mutant() -> None:
    broken = {rule.partition("-")[0] if rule.startswith("formula-") else rule for rule, *_ in MUTANTS}
    assert len(broken) == len(RULES)


@pytest.mark.parametrize(
    "formula",
    [
        '"a;b @ (c [@d] {1} ""quoted"" TODAY("',
        "'_work'!$A$1&amp;_work!$A$1",
        "tblA[[#This Row],[Share (%)]]",
        "tblA[Share '[x';'@'']",
        f'"{"t" * 253}"""""',
        "ABS(" * 64 + "1" + ")" * 64,
        "SUM((1),(2)) + ROUND(1,2)",
    ],
)
def test_a_formula_without_a_fault(formula: str) -> None:
    assert rules_broken(changed(SHEET, FORMULA, formula)) == set()


@pytest.mark.parametrize("text", ["_x005F_x0001_", "a_x000D_b", "p" * 32_767, "😀" * 16_383])
def test_a_text_without_a_fault(text: str) -> None:
    assert rules_broken(changed(STRINGS, "plain text", text)) == set()


def test_no_function_that_changes_by_itself_is_allowed() -> None:
    assert not FUNCTIONS & {"TODAY", "NOW", "RAND", "INDIRECT", "OFFSET", "CELL", "INFO"}


def test_what_is_no_workbook_is_a_fault() -> None:
    assert rules_broken(b"no zip") == {"well-formed"}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as empty:
        empty.writestr("a.txt", "a")
    assert rules_broken(file.getvalue()) == {"well-formed"}


def test_require_sound_names_the_first_faults(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(GOOD)
    require_sound(path)
    path.write_bytes(changed(DRAWING, 'descr="A bar chart"', ""))
    with pytest.raises(OwnFaultError, match="alt-text") as caught:
        require_sound(path)
    assert "form.xlsx" in str(caught.value) and str(tmp_path) not in str(caught.value)
    with pytest.raises(OwnFaultError, match=r"^our\.xlsx "):
        require_sound(path, "our.xlsx")
