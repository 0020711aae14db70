"""What people do to rows, done in a LibreOffice of its own. Run with the system's Python, as uno_program is.

Arguments: the form, and a JSON file for what all cells of each changed form then hold.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "office"))

import uno  # type: ignore[import-not-found]
import uno_program  # type: ignore[import-not-found]

NEW = ("", "New minutes", "Bronze 4 We do this together", "new.pdf")


def sheet(document: Any, name: str) -> Any:
    return document.Sheets.getByName(name)


def nothing(document: Any) -> None:
    """As it was."""


def deleted(document: Any) -> None:
    sheet(document, "Evidence").Rows.removeByIndex(6, 1)


def inserted(document: Any) -> None:
    _insert(document, 7)


def inserted_first(document: Any) -> None:
    _insert(document, 5)


def _insert(document: Any, row: int) -> None:
    evidence = sheet(document, "Evidence")
    evidence.Rows.insertByIndex(row - 1, 1)
    for column, text in zip("ABCE", NEW, strict=True):
        evidence.getCellRangeByName(f"{column}{row}").setString(text)


def line_inserted(document: Any) -> None:
    sheet(document, "Checklist").Rows.insertByIndex(6, 1)


def line_deleted(document: Any) -> None:
    sheet(document, "Checklist").Rows.removeByIndex(4, 1)


def checklist_deleted(document: Any) -> None:
    document.Sheets.removeByName("Checklist")


def cut_and_pasted(document: Any) -> None:
    evidence = sheet(document, "Evidence")
    moved = evidence.getCellRangeByName("B5:E5").getRangeAddress()
    evidence.moveRange(evidence.getCellRangeByName("B14").getCellAddress(), moved)


def sorted_by_name(document: Any) -> None:
    by = uno.createUnoStruct("com.sun.star.table.TableSortField")
    by.Field, by.IsAscending = 2, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
    rows = sheet(document, "Checklist").getCellRangeByName("A5:L11")
    rows.sort(uno_program.settings(SortFields=fields, ContainsHeader=False))


def lines_above(document: Any) -> None:
    sheet(document, "Checklist").Rows.insertByIndex(0, 2)


def facts_sorted(document: Any) -> None:
    """The Measures sheet of a Bronze form, by question."""
    by = uno.createUnoStruct("com.sun.star.table.TableSortField")
    by.Field, by.IsAscending = 2, True
    fields = uno.Any("[]com.sun.star.table.TableSortField", (by,))
    measures = sheet(document, "Measures")
    last = next(row for row in range(5, 400) if not measures.getCellRangeByName(f"A{row}").getString()) - 1
    measures.getCellRangeByName(f"A5:H{last}").sort(
        uno_program.settings(SortFields=fields, ContainsHeader=False)
    )


def fact_deleted(document: Any) -> None:
    """The first row of the Measures sheet: the seat of Bronze 1."""
    sheet(document, "Measures").Rows.removeByIndex(4, 1)


def fact_inserted(document: Any) -> None:
    sheet(document, "Measures").Rows.insertByIndex(5, 1)


def facts_deleted(document: Any) -> None:
    document.Sheets.removeByName("Measures")


MOVES: tuple[Callable[[Any], None], ...] = (
    nothing,
    deleted,
    inserted,
    inserted_first,
    cut_and_pasted,
    sorted_by_name,
    lines_above,
    line_inserted,
    line_deleted,
    checklist_deleted,
    facts_sorted,
    fact_deleted,
    fact_inserted,
    facts_deleted,
)


# where links lead


def links(document: Any) -> dict[str, dict[str, list[str]]]:
    """Sheet → cell → what the link says and the address that it leads to, worked out in a cell beside it."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in LINKING:
        if document.Sheets.hasByName(name):
            here = sheet(document, name)
            found[name] = {cell: _link(here, cell) for cell in _linking(here)}
    return found


LINKING = (
    "Start here",
    "Checklist",
    "Evidence",
    "Measures",
    "Action plan",
    "Supporting actions",
    "What helps",
)
_LAST_ROW, _LAST_COLUMN, _BESIDE = 90, 12, 30


def _linking(here: Any) -> list[str]:
    formulas = here.getCellRangeByPosition(0, 0, _LAST_COLUMN, _LAST_ROW).getFormulaArray()
    return [
        f"{'ABCDEFGHIJKLM'[column]}{row + 1}"
        for row, cells in enumerate(formulas)
        for column, formula in enumerate(cells)
        if "HYPERLINK(" in formula
    ]


def _link(here: Any, cell: str) -> list[str]:
    """The same formula with each link replaced by its address, in the same row."""
    linking = here.getCellRangeByName(cell)
    beside = here.getCellByPosition(_BESIDE, linking.getCellAddress().Row)
    beside.setFormula(_addresses_only(linking.getFormula()))
    found = [linking.getString(), beside.getString()]
    beside.setString("")
    return found


def _addresses_only(formula: str) -> str:
    """HYPERLINK(address;words) → (address)."""
    start = formula.find("HYPERLINK(")
    if start < 0:
        return formula
    depth, quoted, comma = 0, False, -1
    for at in range(start + len("HYPERLINK("), len(formula)):
        sign = formula[at]
        quoted ^= sign == '"'
        if not quoted:
            if sign == ")" and depth == 0:
                inside = formula[start + len("HYPERLINK(") : comma]
                return formula[:start] + f"({inside})" + _addresses_only(formula[at + 1 :])
            depth += (sign == "(") - (sign == ")")
            comma = at if sign in ",;" and depth == 0 and comma < 0 else comma
    raise ValueError(formula)


def main(path: str, out: str) -> None:
    profile, found = tempfile.mkdtemp(prefix="arf-rows-"), {}
    try:
        office, desktop = uno_program.start(profile)
        try:
            for move in MOVES:
                document = uno_program.opened(desktop, path)
                move(document)
                document.calculateAll()
                found[move.__name__] = uno_program.read_cells(document, uno_program.VALUES)
                found[f"{move.__name__}: links"] = links(document)
                document.close(True)
        finally:
            uno_program.stop(office, desktop)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
    Path(out).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
