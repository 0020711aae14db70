"""Rules on colours and fonts, measured from the file's own styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.colours import PATTERN, contrast, is_colour
from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import TEXTS, Fault, Package, Sheet
from arf_excel.workbook.lint.places import Area, areas, decimal, whole

LEAST_CONTRAST, LEAST_SIZE = 4.5, 12.0
_SANS_SERIF_NAMES = """
    aptos, arial, calibri, carlito, frutiger, helvetica, liberation sans, open sans, segoe ui, tahoma, verdana
"""
_SANS_SERIF = tuple(name.strip() for name in _SANS_SERIF_NAMES.split(","))
"""How the names of the fonts begin that count as sans-serif."""
_PRINTED_SIZE = re.compile(r"&([0-9]{1,3})")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_COLOUR = f"{_DRAWING}solidFill/{_DRAWING}srgbClr"


def colours(package: Package) -> Iterator[Fault]:
    """Every text stands out from what is behind it by 4.5 to 1, also in a conditional colour or a chart.

    A colour that the file does not tell, such as one of a palette of its own, is not measured.
    """
    for sheet in package.shown:
        for number, at in _styles(sheet).items():
            look = package.looks[number]
            yield from _pair(sheet.at(at), look.colour, look.fill)
        yield from _conditional(package, sheet)
    for part, series in _series(package):
        behind, text = series.find(f"{_CHART}spPr/{_COLOUR}"), series.find(f"{_CHART}dLbls//{_COLOUR}")
        if behind is not None and text is not None:
            found = [each.get("val", "") for each in (text, behind)]
            yield from _pair(part, *(colour if is_colour(colour) else None for colour in found))


def _styles(sheet: Sheet) -> dict[int, str]:
    """Every style in use on a sheet and the first cell that has it."""
    found: dict[int, str] = {}
    for cell in sheet.grid.cells:
        found.setdefault(cell.style, cell.at)
    return found


def _pair(where: str, text: str | None, behind: str | None) -> Iterator[Fault]:
    if behind == PATTERN:
        yield Fault("contrast", where, "has a pattern behind its text")
    elif text and behind and (found := contrast(text, behind)) < LEAST_CONTRAST:
        why = f"has #{text} on #{behind}, a contrast of {found:.2f} to 1; at least {LEAST_CONTRAST} is needed"
        yield Fault("contrast", where, why)


def _conditional(package: Package, sheet: Sheet) -> Iterator[Fault]:
    """What a conditional format changes, with the styles of the cells that it is for."""
    asked = {
        (element.get("sqref", ""), whole(rule.get("dxfId"), -1))
        for element in sheet.find("conditionalFormatting")
        for rule in element.iterfind(MAIN + "cfRule")
    }
    for over, number in sorted(asked):
        if 0 <= number < len(package.looks.differences):
            made = package.looks.differences[number]
            for style, at in _styles_in(sheet, areas(over)).items():
                look = package.looks[style]
                text = look.colour if made.colour == "" else made.colour
                behind = look.fill if made.fill == "" else made.fill
                yield from _pair(sheet.at(at), text, behind)


def _styles_in(sheet: Sheet, over: list[Area]) -> dict[int, str]:
    """Every style in use in these areas and a cell that has it."""
    found: dict[int, str] = {}
    for area in over:
        rows = sheet.grid.by_row
        few = area.bottom - area.top < len(rows)
        for row in range(area.top, area.bottom + 1) if few else rows:
            for cell in rows.get(row, ()):
                if area.has(cell.row, cell.column):
                    found.setdefault(cell.style, cell.at)
    return found


def _series(package: Package) -> Iterator[tuple[str, Element]]:
    for part, root in package.trees.items():
        if part.startswith("xl/charts/chart"):
            yield from ((part, series) for series in root.iter(_CHART + "ser"))


def fonts(package: Package) -> Iterator[Fault]:
    """Every text has a sans-serif font of 12 points or more, and none is raised or lowered."""
    for sheet in package.shown:
        for number, at in _styles(sheet).items():
            look = package.looks[number]
            for why in _font_faults(look.font, look.size, look.raised):
                yield Fault("font", sheet.at(at), why)
    texts = package.trees.get(TEXTS)
    for run in () if texts is None else texts.iter(MAIN + "rPr"):
        size, name, raised = (run.find(MAIN + tag) for tag in ("sz", "rFont", "vertAlign"))
        given = LEAST_SIZE if size is None else decimal(size.get("val"), LEAST_SIZE)
        font = _SANS_SERIF[0] if name is None else name.get("val", "")
        for why in _font_faults(font, given, raised is not None):
            yield Fault("font", TEXTS, f"a part of a text {why}")
    yield from _chart_sizes(package)
    for sheet in package.shown:
        for line in (line for element in sheet.find("headerFooter") for line in element):
            for size in _PRINTED_SIZE.findall((line.text or "").replace("&&", "")):
                if int(size) < LEAST_SIZE:
                    yield Fault("font", sheet.name, f"prints a header or footer of {size} points")


def _font_faults(name: str, size: float, raised: bool) -> Iterator[str]:
    if size < LEAST_SIZE:
        yield f"has a font of {size:g} points; at least {LEAST_SIZE:g} are needed"
    if not name.lower().startswith(_SANS_SERIF):
        yield f"has the font {name!r}, which is not known as a sans-serif one"
    if raised:
        yield "is raised or lowered"


def _chart_sizes(package: Package) -> Iterator[Fault]:
    for part, root in package.trees.items():
        if part.startswith("xl/charts/chart"):
            sizes = {whole(each.get("sz"), 1200) for each in root.iter(_DRAWING + "defRPr")}
            for size in sorted(size for size in sizes if size < LEAST_SIZE * 100):
                yield Fault("font", part, f"has a font of {size / 100:g} points")


def red_numbers(package: Package) -> Iterator[Fault]:
    """No number is told as negative by being red."""
    for sheet in package.shown:
        for number, at in _styles(sheet).items():
            if package.looks[number].red:
                yield Fault("red-numbers", sheet.at(at), "has a number format that turns numbers red")
