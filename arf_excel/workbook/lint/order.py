"""The order in which elements and cells stand, and the numbers in them that must be numbers.

Excel repairs a file in which one stands too late; other programs then read a part of it only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import Fault, Package
from arf_excel.workbook.lint.places import is_decimal, is_whole

_ORDERS = {
    "worksheet": """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
        protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
        conditionalFormatting* dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter
        rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
        legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst""",
    "workbook": """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
        externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr
        smartTagTypes webPublishing fileRecoveryPr* webPublishObjects extLst""",
    "styleSheet": """numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors
        extLst""",
    "table": "autoFilter sortState tableColumns tableStyleInfo extLst",
    "tableColumn": "calculatedColumnFormula totalsRowFormula xmlColumnPr extLst",
    "sheetView": "pane selection* pivotSelection* extLst",
    "dataValidation": "formula1 formula2",
    "cfRule": "formula* colorScale dataBar iconSet extLst",
    "headerFooter": "oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter",
    "xf": "alignment protection extLst",
    "dxf": "font numFmt fill alignment border protection extLst",
}
_ORDER = {
    MAIN + tag: {MAIN + word.rstrip("*"): (at, word.endswith("*")) for at, word in enumerate(words.split())}
    for tag, words in _ORDERS.items()
}
"""Element → child → its place, and whether it may stand there more than once."""

_WHOLE_NUMBERS = {
    "col": ("min", "max", "style"),
    "cfRule": ("dxfId", "priority"),
    "xf": ("numFmtId", "fontId", "fillId", "borderId"),
    "numFmt": ("numFmtId",),
    "table": ("id", "headerRowCount", "totalsRowCount", "dataDxfId", "headerRowDxfId", "totalsRowDxfId"),
    "tableColumn": ("id", "dataDxfId", "headerRowDxfId", "totalsRowDxfId"),
    "sheet": ("sheetId",),
    "workbookView": ("activeTab", "firstSheet"),
    "pageSetup": ("paperSize", "scale", "fitToWidth", "fitToHeight"),
}
_DECIMAL_NUMBERS = {
    "col": ("width",),
    "sz": ("val",),
    "pane": ("xSplit", "ySplit"),
    "sheetFormatPr": ("defaultRowHeight", "defaultColWidth"),
    "pageMargins": ("left", "right", "top", "bottom"),
}
_NUMBERS: dict[str, list[tuple[str, Callable[[str], bool]]]] = {
    MAIN + tag: [
        *((key, is_whole) for key in _WHOLE_NUMBERS.get(tag, ())),
        *((key, is_decimal) for key in _DECIMAL_NUMBERS.get(tag, ())),
    ]
    for tag in _WHOLE_NUMBERS | _DECIMAL_NUMBERS
}
"""Element → the attributes that are numbers, and of what kind."""


def elements(package: Package) -> Iterator[Fault]:
    """Elements stand in the order of the file format, each as often as it may."""
    for where, element in _elements(package):
        order = _ORDER.get(element.tag)
        if order is not None and len(element):
            for why in _order_faults(element, order):
                yield Fault("element-order", where, why)
    yield from _of_cells(package, "element-order")


def _order_faults(element: Element, order: dict[str, tuple[int, bool]]) -> Iterator[str]:
    """Elements of other namespaces may stand anywhere."""
    last, before = -1, ""
    for child in element:
        at, again = order.get(child.tag, (-1, False))
        if at < 0:
            if child.tag.startswith(MAIN):
                yield f"{_tag(child)} does not belong in {_tag(element)}"
            continue
        if at < last:
            yield f"{_tag(child)} stands after {before} in {_tag(element)}"
        elif at == last and not again:
            yield f"{_tag(child)} stands twice in {_tag(element)}"
        last, before = at, _tag(child)


def cells(package: Package) -> Iterator[Fault]:
    """Rows and cells stand in order, each once."""
    yield from _of_cells(package, "cell-order")


def numbers(package: Package) -> Iterator[Fault]:
    """Where the file format asks for a number there is one."""
    for where, element in _elements(package):
        for key, is_number in _NUMBERS.get(element.tag, ()):
            text = element.get(key)
            if text is not None and not is_number(text):
                yield Fault("number", where, f"{_tag(element)} has {key}={text!r}, which is no number")
    for sheet in package.sheets:
        for row in sheet.root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
            if not is_decimal(row.get("ht", "0")) or not is_whole(row.get("s", "0")):
                yield Fault("number", sheet.at(f"row {row.get('r')}"), "its height or style is no number")
    yield from _of_cells(package, "number")


def values(package: Package) -> Iterator[Fault]:
    """What a cell holds can be read as its type says, and is no error."""
    yield from _of_cells(package, "cell-value")


def _of_cells(package: Package, rule: str) -> Iterator[Fault]:
    for sheet in package.sheets:
        for found, where, why in sheet.grid.odd:
            if found == rule:
                yield Fault(rule, sheet.at(where), why)


def _elements(package: Package) -> Iterator[tuple[str, Element]]:
    """Every element but cells, and where it is."""
    sheets = {sheet.part: sheet for sheet in package.sheets}
    for part, root in package.trees.items():
        if part in sheets:
            yield sheets[part].name, root
            yield from ((sheets[part].name, element) for element in sheets[part].around)
        elif part.endswith(("xl/workbook.xml", "styles.xml")) or part.startswith("xl/tables/"):
            yield from ((part, element) for element in root.iter())


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
