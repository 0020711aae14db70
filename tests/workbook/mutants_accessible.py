"""Mutants of the good workbook that some people could not read."""

from __future__ import annotations

from tests.workbook.good import (
    BOOK,
    CHART,
    CORE,
    CUSTOM,
    DRAWING,
    LONG,
    SECOND,
    SHEET,
    STRINGS,
    STYLES,
    TABLE2,
    TABLE3,
    TABLE5,
    TYPES,
    Mutant,
)

_BIN = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
_BOX = (
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="Box" descr="A box"/></xdr:nvSpPr>'
    "<xdr:txBody/></xdr:sp></xdr:wsDr>"
)
_TITLE = '<definedName name="Title" localSheetId="0">'
_DAYS = 'promptTitle="Share (%)" prompt="Line 1, share. Choose one." sqref="C5:C7"'
_MERGED = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
_FROZEN = 'xSplit="1" ySplit="4" topLeftCell="B5"'
_ROW_10 = '<row r="10"><c r="B10" t="s"><v>7</v></c></row>'
_LINK = "Go to the first line"

READING = [
    Mutant("sheet-title", STRINGS, "<t>Our form</t>", "<t> </t>"),
    Mutant("sheet-title", SHEET, '<c r="A1" s="1" t="s"><v>0</v></c>', ""),
    Mutant("reading-order", SHEET, "</sheetData>", _ROW_10 + "</sheetData>"),
    Mutant("reader-names", BOOK, _TITLE, '<definedName name="Heading" localSheetId="0">'),
    Mutant("reader-names", BOOK, _TITLE, '<definedName name="ColumnTitle" localSheetId="0">'),
    Mutant("reader-names", BOOK, "'Our form'!$A$4<", "'Our form'!$A$5<"),
    Mutant("reader-names", BOOK, "'Our form'!$A$4<", "'Our form'!$B$4<"),
    Mutant("reader-names", BOOK, "TitleRegion1.A3.B5.2", "Title"),
    Mutant("reader-names", BOOK, "TitleRegion1.A3.B5.2", "TitleRegion1.A3.B4.2"),
    Mutant("table-at-left", TABLE5, ' ref="A3:A4" totals', ' ref="B3:B4" totals'),
    Mutant("blank-header", TABLE3, ' ref="A8:B9" totals', ' ref="A8:B9" headerRowCount="0" totals'),
    Mutant("blank-row", SECOND, '<c r="A4" s="5" t="s"><v>18</v></c>', ""),
    Mutant("default-name", BOOK, 'name="Spare" sheetId', 'name="Sheet 4" sheetId'),
    Mutant("default-name", TABLE2, 'displayName="tblB"', 'displayName="Table1"'),
    Mutant("document-properties", CORE, "A good workbook", ""),
    Mutant("document-properties", CORE, "<dc:creator>An Assembly", "<dc:creator> "),
    Mutant("document-properties", CUSTOM, "en-GB", "en-US"),
    Mutant("document-properties", CUSTOM, 'name="Language"', 'name="Tongue"'),
]
VIEW = [
    Mutant("cursor", BOOK, "<workbookView ", '<workbookView activeTab="1" '),
    Mutant("cursor", SHEET, '<sheetView tabSelected="1"', '<sheetView topLeftCell="A20" tabSelected="1"'),
    Mutant("cursor", SHEET, 'topLeftCell="B5"', 'topLeftCell="B9"'),
    Mutant("cursor", SHEET, '"bottomRight"/>', '"bottomRight" activeCell="C6"/>'),
    Mutant("merged-cells", SECOND, "<pageMargins", _MERGED + "<pageMargins"),
    Mutant("protection", SHEET, "<sheetProtection ", '<sheetProtection selectLockedCells="1" '),
    Mutant("hidden", SHEET, '<row r="9" spans="1:5"', '<row r="9" spans="1:5" hidden="1"'),
    Mutant("hidden", SHEET, '<row r="9" spans="1:5"', '<row r="9" ht="0" spans="1:5"'),
    Mutant("hidden", SECOND, '<col min="1" max="2"', '<col min="1" max="2" hidden="1"'),
    Mutant("hidden", SECOND, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '),
    Mutant("frozen", SHEET, 'ySplit="4" topLeftCell="B5"', 'ySplit="6" topLeftCell="B7"'),
    Mutant(
        "frozen", SHEET, 'xSplit="1" ySplit="4" topLeftCell="B5"', 'xSplit="2" ySplit="4" topLeftCell="C5"'
    ),
    Mutant("print-scale", SHEET, 'orientation="landscape"', 'orientation="portrait" fitToWidth="2"'),
    Mutant("print-scale", SHEET, '<pageSetUpPr fitToPage="1"/>', ""),
    Mutant("print-scale", SHEET, 'max="5" width="50.7109375"', 'max="5" width="120.7109375"'),
]
TYPING = [
    Mutant("prompt", SHEET, 'promptTitle="Share (%)" ', ""),
    Mutant("prompt", SHEET, 'prompt="Line 1, share. Choose one."', 'prompt=" "'),
    Mutant("prompt", SHEET, 'showInputMessage="1" ', ""),
    Mutant("prompt", SHEET, 'error="This is filled in for you." ', ""),
    Mutant("prompt", SHEET, _DAYS, _DAYS.replace("C7", "C6")),
    Mutant("link-text", STRINGS, _LINK, "Click here"),
    Mutant("link-text", STRINGS, _LINK, "https://example.org/a/b"),
    Mutant("link-text", SHEET, '<hyperlink ref="A9"', '<hyperlink ref="A10"'),
    Mutant("link-text", SHEET, "<f>COUNTIFS(", '<f>HYPERLINK("#arf_start","More")&amp;COUNTIFS('),
]
LOOKS = [
    Mutant("contrast", STYLES, '"12"/><color rgb="FF212B32"/>', '"12"/><color rgb="FFAEB7BD"/>'),
    Mutant("contrast", STYLES, '<fgColor rgb="FFFFF9C4"/>', '<fgColor rgb="FF425563"/>'),
    Mutant("contrast", STYLES, 'patternType="solid"', 'patternType="darkGrid"'),
    Mutant("contrast", STYLES, '<bgColor rgb="FFD6E9F8"/>', '<bgColor rgb="FF005EB8"/>'),
    Mutant("contrast", STYLES, '<color theme="1"/>', '<color theme="0"/>'),
    Mutant("contrast", STYLES, '<color theme="1"/>', '<color theme="0" tint="-0.35"/>'),
    Mutant("contrast", CHART, '<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="212B32"/>'),
    Mutant("font", STYLES, '<sz val="20"/>', '<sz val="11"/>'),
    Mutant("font", STYLES, '<name val="Arial"/>', '<name val="Times New Roman"/>'),
    Mutant("font", STYLES, '<sz val="20"/>', '<vertAlign val="superscript"/><sz val="20"/>'),
    Mutant("font", STRINGS, "<si><t>in A9</t></si>", '<si><r><rPr><sz val="8"/></rPr><t>in A9</t></r></si>'),
    Mutant("font", SHEET, "&amp;LPage", "&amp;L&amp;8 Page"),
    Mutant("font", CHART, 'sz="1200"', 'sz="1000"'),
    Mutant("red-numbers", STYLES, 'formatCode="d mmm yyyy"', 'formatCode="d mmm yyyy;[Red]0"'),
    Mutant("red-numbers", STYLES, 'numFmtId="0" fontId="1"', 'numFmtId="38" fontId="1"'),
    Mutant("text-cut", SHEET, 'ht="40.5"', 'ht="20.25"'),
    Mutant("text-cut", STRINGS, "<t>in A5</t>", f"<t>{LONG}</t>"),
    Mutant("text-cut", SHEET, 'ht="26.25"', 'ht="15"'),
    Mutant("alt-text", DRAWING, 'descr="Bars. The table says the same."', 'descr=" "'),
    Mutant("alt-text", DRAWING, 'decorative" val="1"', 'decorative" val="0"'),
    Mutant("chart-table", DRAWING, "Bars. The table says the same.", "Bars."),
    Mutant("macro", TYPES, "<Default", _BIN + "<Default", "xl/vbaProject.bin"),
    Mutant("text-box", DRAWING, "</xdr:wsDr>", _BOX),
]
ACCESSIBLE = [*READING, *VIEW, *TYPING, *LOOKS]
