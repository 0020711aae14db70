"""Rules on formulas: what Excel 2010 and every other spreadsheet program can read in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from arf_excel.workbook.lint.evaluation import spread
from arf_excel.workbook.lint.formula import Formula, read_formula
from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import WORKBOOK, Fault, Package, Sheet

_FUNCTIONS = """
    ABS AND CHOOSE CONCATENATE COUNTIF COUNTIFS DATE DAY EDATE EXACT FALSE HYPERLINK IF IFERROR INDEX INT
    ISBLANK ISERROR ISLOGICAL ISNUMBER ISTEXT LEFT LEN LN LOWER MATCH MAX MID MIN MOD MONTH N NOT OR RIGHT
    ROUND ROW SMALL SUBSTITUTE SUM SUMIFS SUMPRODUCT T TEXT TRIM TRUE UPPER VALUE YEAR
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""All in Excel 2010. A function is added when it was seen to give one answer everywhere, never TODAY, NOW,
INDIRECT or OFFSET, which make a workbook say something else tomorrow or elsewhere."""

_NEWER = """
    ARABIC ARRAYTOTEXT BASE BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CHOOSECOLS CHOOSEROWS COMBINA
    CONCAT DAYS DECIMAL DROP ENCODEURL EXPAND FILTER FILTERXML FORMULATEXT GROUPBY HSTACK IFNA IFS IMAGE
    ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET MAKEARRAY MAP MAXIFS MINIFS MUNIT NUMBERVALUE PIVOTBY RANDARRAY
    REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST SCAN SEQUENCE SHEET SHEETS SORT SORTBY SWITCH TAKE TEXTAFTER
    TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRANSLATE TRIMRANGE UNICHAR UNICODE UNIQUE VALUETOTEXT VSTACK
    WEBSERVICE WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR
"""
NEWER = frozenset(_NEWER.split())
"""Functions that came after Excel 2010; a file writes them with _xlfn. before their name."""

LONGEST, DEEPEST, LONGEST_TEXT, MOST_ARGUMENTS = 8191, 64, 255, 255

_CALLED = re.compile(r"(?<![\w.])([^\W\d][\w.]*+)\(")
_LEFT_OVER = re.compile(r"""["']|\[(?![*1]\])|(?<!\[[*1])\]""")
_ARRAY = re.compile(r"\{[^}]*\}")
_NESTED = re.compile(r"[(),]")
_ALIKE = str.maketrans("023456789", "111111111")


class Found(NamedTuple):
    """A formula of the workbook and where it is; one with `array` is worked out over areas."""

    where: str
    text: str
    array: bool
    is_name: bool = False


def formulas(package: Package) -> Iterator[Fault]:
    """Every formula: of cells, names, validations, conditional formats, table columns and charts."""
    sheets = {name.casefold() for name in package.sheet_names}
    tables = {table.name.casefold() for table in package.tables}
    for found in _formulas(package):
        if len(found.text) > LONGEST:
            yield Fault("formula-length", found.where, f"has more than {LONGEST} characters")
            continue
        formula = read_formula(found.text.translate(_ALIKE))
        fine = _is_fine(formula.text, found.array)
        if not fine or any("1" in name for name in (*formula.sheets, *formula.tables)):
            formula = read_formula(found.text)
        for rule, why in () if fine else _own_faults(formula, found.array):
            yield Fault(rule, found.where, why)
        for rule, why in () if found.is_name else _reference_faults(formula, sheets, tables):
            yield Fault(rule, found.where, why)


@lru_cache(maxsize=4096)
def _is_fine(text: str, array: bool) -> bool:
    """Whether a formula has no fault of its own; asked once for all that differ by their digits only."""
    return not any(_own_faults(read_formula(text), array))


def _own_faults(formula: Formula, array: bool) -> Iterator[tuple[str, str]]:
    yield from _writing_faults(formula)
    yield from _limit_faults(formula)
    if not array and (found := spread(formula.bare)):
        yield "formula-area", f"works something out for each cell of {found}, as only an array formula does"


def _writing_faults(formula: Formula) -> Iterator[tuple[str, str]]:
    bare = formula.bare
    if formula.text.startswith("="):
        yield "formula-equals-sign", "begins with an equals sign, which the file must not have"
    if formula.this_row:
        yield "formula-this-row", "has an @, which is [#This Row] in a file"
    if "{" in bare:
        yield "formula-array", "has a list in braces, which programs read differently"
    if ";" in _ARRAY.sub(" ", bare):
        yield "formula-semicolon", "has a semicolon where a file has a comma"
    if bare.count("(") != bare.count(")") or _LEFT_OVER.search(bare):
        yield "formula-balance", "has a bracket or a quotation mark without its other half"
    for name in _CALLED.findall(bare):
        plain = name.upper()
        if plain.startswith(("_XLFN.", "_XLWS.")) or plain in NEWER:
            yield "formula-newer", f"uses {name}, which Excel 2010 does not have"
        elif plain not in FUNCTIONS:
            yield "formula-function", f"uses {name}, which is not one of the functions that we use"


def _limit_faults(formula: Formula) -> Iterator[tuple[str, str]]:
    if any(len(text) > LONGEST_TEXT for text in formula.texts):
        yield "formula-text", f"has a text of more than {LONGEST_TEXT} characters"
    if formula.bare.count("(") > DEEPEST or formula.bare.count(",") >= MOST_ARGUMENTS:
        deepest, most = _depth_and_arguments(formula.bare)
        if deepest > DEEPEST:
            yield "formula-nesting", f"is nested more than {DEEPEST} deep"
        if most > MOST_ARGUMENTS:
            yield "formula-arguments", f"gives a function more than {MOST_ARGUMENTS} arguments"


def _reference_faults(formula: Formula, sheets: set[str], tables: set[str]) -> Iterator[tuple[str, str]]:
    if "#REF!" in formula.bare:
        yield "formula-reference", "has lost a reference (#REF!)"
    if formula.elsewhere:
        yield "formula-reference", "refers to another workbook"
    for sheet in formula.sheets:
        if sheet.casefold() not in sheets:
            yield "formula-reference", f"refers to the sheet {sheet!r}, which does not exist"
    for table in formula.tables:
        if table.casefold() not in tables:
            yield "formula-table", f"refers to the table {table!r}, which does not exist"


def _depth_and_arguments(bare: str) -> tuple[int, int]:
    """How deep brackets are nested, and the most arguments that stand in one pair of them."""
    open_: list[int] = []
    deepest = most = 0
    for sign in _NESTED.findall(bare):
        if sign == "(":
            open_.append(1)
            deepest = max(deepest, len(open_))
        elif open_ and sign == ",":
            open_[-1] += 1
            most = max(most, open_[-1])
        elif open_:
            open_.pop()
    return deepest, most


def _formulas(package: Package) -> Iterator[Found]:
    """Every formula. Names, validations and conditional formats are always worked out over areas."""
    for name in package.names:
        yield Found(f"{WORKBOOK} {name.get('name')}", name.text or "", True, True)
    for sheet in package.sheets:
        for cell in sheet.grid.cells:
            if cell.formula:
                yield Found(sheet.at(cell.at), cell.formula, cell.array)
        yield from _rule_formulas(sheet)
    for table in package.tables:
        for element in table.root.iter(MAIN + "calculatedColumnFormula"):
            yield Found(table.where, element.text or "", element.get("array") in ("1", "true"))
    for part, root in package.trees.items():
        if part.startswith("xl/charts/chart"):
            for element in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}f"):
                yield Found(part, element.text or "", True)


def _rule_formulas(sheet: Sheet) -> Iterator[Found]:
    """The formulas of conditional formats and validations; a list written out is none."""
    for tag in ("formula", "formula1", "formula2"):
        for element in sheet.find(tag):
            text = element.text or ""
            if text and not (tag == "formula1" and text.startswith('"')):
                yield Found(sheet.at(f"{tag} {text[:40]!r}"), text, True)
