"""Rules on formulas: what Excel 2010 and every other spreadsheet program can read in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from arf_excel.workbook.lint.package import MAIN, WORKBOOK, Fault, Package, Sheet

_FUNCTIONS = """
    ABS AND CHOOSE CONCATENATE COUNTIF COUNTIFS DATE DAY EDATE EXACT HYPERLINK IF IFERROR INDEX INT ISBLANK
    ISERROR ISLOGICAL ISNUMBER ISTEXT LEFT LEN LN LOWER MATCH MAX MID MIN MOD MONTH N NOT OR RIGHT ROUND ROW
    SMALL SUBSTITUTE SUM SUMIFS SUMPRODUCT T TEXT TRIM UPPER VALUE YEAR
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
"""All in Excel 2010. A function is added when it was seen to give one answer everywhere, never TODAY, NOW,
INDIRECT or OFFSET, which make a workbook say something else tomorrow or elsewhere."""

LONGEST, DEEPEST, LONGEST_TEXT = 8191, 64, 255

_PIECE = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"'
    r"|'(?P<sheet>(?:[^']|'')*)'(?=!)"
    r"|(?P<bracket>\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\])"
)
_CALLED = re.compile(r"([^\W\d][\w.]*)\(")
_PLAIN_SHEET = re.compile(r"(?<![#\w.])([^\W\d][\w.]*)!")
_ARRAY = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Formula:
    """A formula as its pieces: `bare` is without texts, quoted sheet names and what is in brackets."""

    text: str
    bare: str
    texts: tuple[str, ...]
    sheets: tuple[str, ...]
    this_row: bool


@lru_cache(maxsize=4096)
def read_formula(text: str) -> Formula:
    """Take a formula apart."""
    texts: list[str] = []
    sheets: list[str] = []
    brackets: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        if match["text"] is not None:
            texts.append(match["text"].replace('""', '"'))
            return " "
        if match["sheet"] is not None:
            sheets.append(match["sheet"].replace("''", "'"))
            return " "
        brackets.append(match["bracket"])
        return " "

    bare = _PIECE.sub(put_away, text)
    sheets += _PLAIN_SHEET.findall(bare)
    at_sign = "@" in bare or any(bracket.lstrip("[").startswith("@") for bracket in brackets)
    return Formula(text, bare, tuple(texts), tuple(sheets), at_sign)


def formulas(package: Package) -> Iterator[Fault]:
    """Every formula: of cells, names, validations, conditional formats and table columns."""
    known = {name.casefold() for name in package.sheet_names}
    for part, where, text in _formulas(package):
        formula = read_formula(text)
        for rule, why in (*_writing_faults(formula), *_limit_faults(formula)):
            yield Fault(rule, part, f"{where}: {why}")
        if part != WORKBOOK:
            yield from _reference_faults(formula, part, where, known)


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
    if bare.count("(") != bare.count(")") or '"' in bare:
        yield "formula-balance", "has a bracket or a quotation mark without its other half"
    for name in _CALLED.findall(bare):
        if name.upper() not in FUNCTIONS:
            yield "formula-function", f"uses {name}, which is not one of the functions that we use"


def _limit_faults(formula: Formula) -> Iterator[tuple[str, str]]:
    if len(formula.text) > LONGEST:
        yield "formula-length", f"has more than {LONGEST} characters"
    if any(len(text) > LONGEST_TEXT for text in formula.texts):
        yield "formula-text", f"has a text of more than {LONGEST_TEXT} characters"
    if _depth(formula.bare) > DEEPEST:
        yield "formula-nesting", f"is nested more than {DEEPEST} deep"


def _reference_faults(formula: Formula, part: str, where: str, known: set[str]) -> Iterator[Fault]:
    if "#REF!" in formula.bare:
        yield Fault("formula-reference", part, f"{where}: has lost a reference (#REF!)")
    for sheet in formula.sheets:
        if sheet.casefold() not in known:
            why = f"{where}: refers to the sheet {sheet!r}, which does not exist"
            yield Fault("formula-reference", part, why)


def _depth(bare: str) -> int:
    if bare.count("(") <= DEEPEST:
        return 0
    deepest = depth = 0
    for sign in bare:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


def _formulas(package: Package) -> Iterator[tuple[str, str, str]]:
    """Part, place and text of every formula."""
    for name in package.names:
        yield WORKBOOK, f"the name {name.get('name')!r}", name.text or ""
    for sheet in package.sheets:
        for where, cell in sheet.cells.items():
            text = cell.findtext(MAIN + "f")
            if text:
                yield sheet.part, f"{sheet.name!r} {where}", text
        yield from _rule_formulas(sheet)
    for table in package.tables:
        for element in table.root.iter(MAIN + "calculatedColumnFormula"):
            yield table.part, f"table {table.name!r}", element.text or ""


def _rule_formulas(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """The formulas of conditional formats and validations; a list written out is none."""
    for tag in ("formula", "formula1", "formula2"):
        for element in sheet.find(tag):
            text = element.text or ""
            if text and not (tag == "formula1" and text.startswith('"')):
                yield sheet.part, f"{sheet.name!r} {tag} {text[:40]!r}", text
