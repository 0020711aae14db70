"""A workbook as text, for golden files: a line for each thing in it, always in the same order.

Cells come row by row; styles, widths and heights as the areas that share them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from arf_excel.workbook.lint.package import Package, read_package

_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
Area = tuple[int, int, int, int]
"""Top, left, bottom, right."""


def dump(path: Path) -> str:
    """The workbook as text."""
    book, kept = load_workbook(path), load_workbook(path, data_only=True)
    lines = [*_properties(book), *_names(book.defined_names, "name")]
    alternatives = _alternatives(read_package(path))
    for sheet in book.worksheets:
        found = alternatives.get(sheet.title, [])
        lines += [f"{sheet.title}: {line}" for line in (*_sheet(sheet, kept[sheet.title]), *found)]
    return "\n".join(lines) + "\n"


def _sheet(sheet: Any, kept: Any) -> Iterator[str]:
    yield f"sheet {sheet.sheet_state}" + (" protected" if sheet.protection.sheet else "")
    yield from _set_up(sheet)
    yield from _names(sheet.defined_names, "own name")
    yield from _cells(sheet, kept)
    yield from _tables(sheet)
    yield from sorted(_validations(sheet))
    yield from sorted(_conditions(sheet))
    yield from sorted(f"merged {area.coord}" for area in sheet.merged_cells.ranges)
    yield from _styles(sheet)


def _properties(book: Any) -> Iterator[str]:
    for key in ("title", "subject", "creator", "lastModifiedBy", "created", "keywords", "description"):
        if value := getattr(book.properties, key):
            yield f"property {key} {_text(value)}"
    for each in sorted(book.custom_doc_props.props, key=lambda each: str(each.name)):
        yield f"custom property {each.name} {_text(each.value)}"


def _names(names: Any, kind: str) -> list[str]:
    return [f"{kind} {name} = {names[name].attr_text}" for name in sorted(names)]


def _cells(sheet: Any, kept: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                formula = getattr(cell.value, "text", cell.value)
                yield f"{cell.coordinate} {formula} → {_text(kept[cell.coordinate].value)}"
            elif cell.value is not None:
                yield f"{cell.coordinate} {_text(cell.value)}"
            if cell.hyperlink:
                yield f"{cell.coordinate} link {cell.hyperlink.location or cell.hyperlink.target}"
            if cell.comment:
                yield f"{cell.coordinate} note {_text(cell.comment.text)}"


def _text(value: object) -> str:
    """A text in quotation marks, a number bare, a date as 2026-01-31, nothing as nothing."""
    if value is None:
        return "nothing"
    if isinstance(value, dt.datetime):
        return value.isoformat().removesuffix("T00:00:00")
    return json.dumps(value, ensure_ascii=False, default=str)


def _pairs(source: Any, keys: Iterable[str]) -> str:
    """Those attributes that are set, as words."""
    values = ((key, getattr(source, key)) for key in keys)
    return " ".join(f"{key}={_text(value)}" for key, value in values if value not in (None, "", False))


def _validations(sheet: Any) -> Iterator[str]:
    keys = ["type", "operator", "formula1", "formula2", "errorStyle", "allow_blank", "showDropDown"]
    keys += ["promptTitle", "prompt", "errorTitle", "error"]
    for rule in sheet.data_validations.dataValidation:
        yield f"validation {_places(rule.sqref)} {_pairs(rule, keys)}"


def _conditions(sheet: Any) -> Iterator[str]:
    for area, rules in sheet.conditional_formatting._cf_rules.items():
        for rule in rules:
            pieces = [f"condition {_places(area.sqref)} {rule.priority} {rule.type}", *rule.formula]
            look = rule.dxf
            if look is not None and look.fill is not None:
                pieces.append(f"fill={_colour(look.fill.bgColor)}")
            if look is not None and look.font is not None:
                pieces += ["bold"] if look.font.b else []
                pieces += [f"colour={_colour(look.font.color)}"] if look.font.color else []
            yield " ".join([*pieces, *(["stop"] if rule.stopIfTrue else [])])


def _places(areas: Any) -> str:
    return " ".join(sorted(str(areas).split()))


def _tables(sheet: Any) -> Iterator[str]:
    for name in sorted(sheet.tables):
        table = sheet.tables[name]
        style = table.tableStyleInfo.name if table.tableStyleInfo else "no style"
        yield f"table {name} {table.ref} {style}"
        for column in table.tableColumns:
            formula = column.calculatedColumnFormula
            yield f"table {name} column {_text(column.name)}" + (f" ={formula.attr_text}" if formula else "")


def _set_up(sheet: Any) -> Iterator[str]:
    if sheet.freeze_panes:
        yield f"frozen at {sheet.freeze_panes}"
    page, fit = sheet.page_setup, sheet.sheet_properties.pageSetUpPr
    if words := _pairs(page, ("orientation", "paperSize", "scale")):
        yield f"page {words}"
    if fit is not None and fit.fitToPage:
        yield f"page fits {page.fitToWidth} wide {page.fitToHeight} high"
    for key in ("print_area", "print_title_rows", "print_title_cols"):
        if value := getattr(sheet, key):
            yield f"page {key} {value}"
    for key in ("oddHeader", "oddFooter"):
        for side in ("left", "center", "right"):
            if text := getattr(getattr(sheet, key), side).text:
                yield f"page {key} {side} {_text(text)}"
    yield from _widths(sheet)
    yield from _heights(sheet)


def _widths(sheet: Any) -> Iterator[str]:
    for letter in sorted(sheet.column_dimensions, key=lambda each: (len(each), each)):
        column = sheet.column_dimensions[letter]
        last = get_column_letter(column.max) if column.max else letter
        hidden = " hidden" if column.hidden else ""
        if column.customWidth or hidden:
            yield f"columns {letter}:{last} width {column.width:g}{hidden}"


def _heights(sheet: Any) -> Iterator[str]:
    rows = [(number, row.height, row.hidden) for number, row in sorted(sheet.row_dimensions.items())]
    told = [row for row in rows if row[1] is not None or row[2]]
    for (height, hidden, _), group in groupby(enumerate(told), lambda at: (*at[1][1:], at[1][0] - at[0])):
        numbers = [row[0] for _, row in group]
        size = "" if height is None else f" height {height:g}"
        yield f"rows {numbers[0]}:{numbers[-1]}{size}{' hidden' if hidden else ''}"


def _styles(sheet: Any) -> Iterator[str]:
    """Areas of one look: runs down a column, joined with the same runs in the columns beside it."""
    looks: dict[int, str] = {}

    def look_of(cell: Any) -> str:
        if cell.style_id not in looks:
            looks[cell.style_id] = _look(cell)
        return looks[cell.style_id]

    runs: list[tuple[Area, str]] = []
    for cells in sheet.iter_cols():
        for key, group in groupby(cells, look_of):
            run = list(group)
            if key:
                runs.append(((run[0].row, run[0].column, run[-1].row, run[-1].column), key))
    for (top, left, bottom, right), look in sorted(_joined(runs)):
        yield f"style {get_column_letter(left)}{top}:{get_column_letter(right)}{bottom} {look}"


def _joined(runs: list[tuple[Area, str]]) -> list[tuple[Area, str]]:
    """Runs of the same rows and look in columns next to one another, as one area."""
    joined: list[tuple[Area, str]] = []
    for area, look in sorted(runs, key=lambda run: (run[1], run[0][0], run[0][2], run[0][1])):
        before, same = joined[-1] if joined else ((0, 0, 0, -1), "")
        if look == same and (before[0], before[2], before[3] + 1) == (area[0], area[2], area[1]):
            joined[-1] = ((before[0], before[1], area[2], area[3]), look)
        else:
            joined.append((area, look))
    return joined


def _look(cell: Any) -> str:
    """What matters of a cell's look, in words."""
    font, fill, align = cell.font, cell.fill, cell.alignment
    words = [word for word, on in (("bold", font.b), ("italic", font.i), ("wrap", align.wrap_text)) if on]
    words += [f"size={font.sz:g}"] if font.sz not in (None, 11) else []
    words += [f"colour={_colour(font.color)}"] if font.color is not None and font.color.theme != 1 else []
    words += [f"fill={_colour(fill.fgColor)}"] if fill.patternType == "solid" else []
    words += [f"{key}={value}" for key in ("horizontal", "vertical") if (value := getattr(align, key))]
    words += ["border"] if any(getattr(cell.border, side).style for side in ("left", "top")) else []
    words += ["unlocked"] if not cell.protection.locked else []
    return " ".join([*words, *([f"[{cell.number_format}]"] if cell.number_format != "General" else [])])


def _colour(colour: Any) -> str:
    if colour is None:
        return "none"
    return str(colour.rgb)[-6:] if colour.type == "rgb" else f"{colour.type}-{colour.value}"


def _alternatives(package: Package) -> dict[str, list[str]]:
    """The alternative texts of each sheet's shapes."""
    found: dict[str, list[str]] = {}
    for sheet in package.sheets:
        for link in package.relationships(sheet.part):
            for shape in package.trees[link.target].iter(_SHAPE) if link.kind == "drawing" else ():
                decorative = next((mark.get("val") for mark in shape.iter(_DECORATIVE)), "0") == "1"
                text = "decoration" if decorative else _text(shape.get("descr"))
                found.setdefault(sheet.name, []).append(f"shape {_text(shape.get('name'))} {text}")
    return found
