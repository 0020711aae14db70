"""Where a formula works something out for each cell of an area.

In a cell that is not written as an array formula, Excel 365 takes one cell of the area only (it puts an @
there), and other programs take all. It is looked for by where the area stands: as the whole of an argument
that takes areas, or inside SUMPRODUCT, it does no harm.
"""

from __future__ import annotations

import re

AREA, CELL = "[*]", "[1]"
"""What a reference in brackets is put down as: several cells, or one."""

_ARGUMENTS = {
    "any": "AND AVERAGE COUNT COUNTA MAX MIN OR PRODUCT SUM SUMPRODUCT",
    "first": "COLUMNS COUNTBLANK COUNTIF INDEX LARGE ROWS SMALL",
    "second": "HLOOKUP MATCH RANK VLOOKUP",
    "odd": "COUNTIFS SUMIF",
    "first and even": "SUMIFS",
    "none": """
        ABS CHOOSE CONCATENATE DATE DAY EDATE EXACT HYPERLINK IF IFERROR INT ISBLANK ISERROR ISLOGICAL
        ISNUMBER ISTEXT LEFT LEN LN LOWER MID MOD MONTH N NOT RIGHT ROUND ROW SUBSTITUTE T TEXT TRIM UPPER
        VALUE YEAR
    """,
}
"""Which arguments of a function may be an area."""
_TAKES = {name: which for which, names in _ARGUMENTS.items() for name in names.split()}
_EACH = {"SUMPRODUCT", "LOOKUP", "MMULT"}
"""Functions that go through their areas cell by cell in any formula."""
_END = r"\$?[A-Z]{1,3}\$?[0-9]+"
_NAME = r"(?<![\w.])[^\W\d][\w.]*+"
_AREA = re.compile(
    rf"(?P<area>(?:(?:{_NAME}|\s)!)?"
    rf"(?:{_END}:{_END}|\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}|\$?[0-9]+:\$?[0-9]+)(?![\w.(:])"
    rf"|{_NAME}\[\*\])"
    rf"|(?P<call>{_NAME})?\(|[),]"
)


def spread(bare: str) -> str:
    """The area that a formula goes through cell by cell; '' when it does not."""
    if ":" not in bare and AREA not in bare:
        return ""
    calls: list[tuple[str, bool]] = []
    arguments: list[int] = []
    for found in _AREA.finditer(bare):
        sign = found[0][-1]
        if found["area"]:
            if not (calls and calls[-1][1]) and not _may_stand(bare, found, calls, arguments):
                return found["area"].strip()
        elif sign == "(":
            name = (found["call"] or "").upper()
            each = name in _EACH or (bool(calls) and calls[-1][1] and name != "IF")
            calls.append((name, each))
            arguments.append(1)
        elif sign == "," and arguments:
            arguments[-1] += 1
        elif calls:
            calls.pop()
            arguments.pop()
    return ""


def _may_stand(bare: str, found: re.Match[str], calls: list[tuple[str, bool]], arguments: list[int]) -> bool:
    """Whether the area is the whole of an argument that takes one."""
    before, after = bare[: found.start()].rstrip()[-1:], bare[found.end() :].lstrip()[:1]
    if not calls or before not in ("(", ",") or after not in (")", ","):
        return False
    at = next((n for n in range(len(calls) - 1, -1, -1) if calls[n][0]), None)
    return at is not None and _takes(calls[at][0], arguments[at])


def _takes(name: str, argument: int) -> bool:
    """Whether a function takes an area as this argument; one that we do not know does."""
    match _TAKES.get(name, "any"):
        case "any":
            return True
        case "first":
            return argument == 1
        case "second":
            return argument == 2
        case "odd":
            return argument % 2 == 1
        case "first and even":
            return argument == 1 or argument % 2 == 0
    return False
