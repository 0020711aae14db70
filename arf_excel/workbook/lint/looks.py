"""The cell styles of a workbook, each with what the rules ask of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.colours import BLACK, PATTERN, WHITE, colour_of, theme_colours
from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.places import decimal, true, whole

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_BUILT_IN_RED = {6, 8, 38, 40}


@dataclass(frozen=True)
class Look:
    """A cell style. A colour is None where the file does not tell it; a fill may be PATTERN."""

    font: str = ""
    size: float = 11.0
    colour: str | None = BLACK
    raised: bool = False
    fill: str | None = WHITE
    wrap: bool = False
    locked: bool = True
    is_date: bool = False
    red: bool = False


@dataclass(frozen=True)
class Difference:
    """What a conditional format changes; '' for what it leaves as it is."""

    colour: str | None
    fill: str | None


@dataclass(frozen=True)
class Looks:
    """Cell styles and conditional ones, by their number."""

    cells: list[Look]
    differences: list[Difference]

    def __getitem__(self, number: int) -> Look:
        return self.cells[number] if 0 <= number < len(self.cells) else Look()


def read_looks(root: Element | None, theme: Element | None) -> Looks:
    """From the styles part and the theme."""
    if root is None:
        return Looks([], [])
    colours = theme_colours(theme)
    formats = {
        whole(each.get("numFmtId"), -1): each.get("formatCode", "")
        for each in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt")
    }
    fonts = [_font(each, colours) for each in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    fills = [_fill(each, colours) for each in root.iterfind(f"{MAIN}fills/{MAIN}fill")]
    cells = []
    for each in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        font, fill = whole(each.get("fontId"), 0), whole(each.get("fillId"), 0)
        alignment, protection = each.find(MAIN + "alignment"), each.find(MAIN + "protection")
        number = whole(each.get("numFmtId"), 0)
        cells.append(
            replace(
                fonts[font] if 0 <= font < len(fonts) else Look(),
                fill=fills[fill] if 0 <= fill < len(fills) else WHITE,
                wrap=alignment is not None and true(alignment.get("wrapText")),
                locked=protection is None or true(protection.get("locked"), True),
                is_date=number in _BUILT_IN_DATES or _is_date(formats.get(number, "")),
                red=number in _BUILT_IN_RED or "[red]" in formats.get(number, "").lower(),
            )
        )
    return Looks(cells, list(_differences(root, colours)))


def _font(element: Element, colours: list[str]) -> Look:
    name, size, raised = (element.find(MAIN + tag) for tag in ("name", "sz", "vertAlign"))
    return Look(
        font="" if name is None else name.get("val", ""),
        size=11.0 if size is None else decimal(size.get("val"), 11.0),
        colour=colour_of(element.find(MAIN + "color"), colours, BLACK),
        raised=raised is not None and raised.get("val") != "baseline",
    )


def _fill(element: Element, colours: list[str]) -> str | None:
    """The colour behind a text."""
    pattern = element.find(MAIN + "patternFill")
    if pattern is None:
        return PATTERN
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return WHITE
    return colour_of(pattern.find(MAIN + "fgColor"), colours, BLACK) if kind == "solid" else PATTERN


def _differences(root: Element, colours: list[str]) -> Iterator[Difference]:
    """In a conditional format a plain fill has its colour at the back."""
    for each in root.iterfind(f"{MAIN}dxfs/{MAIN}dxf"):
        colour = each.find(f"{MAIN}font/{MAIN}color")
        back = each.find(f"{MAIN}fill/{MAIN}patternFill/{MAIN}bgColor")
        yield Difference(
            "" if colour is None else colour_of(colour, colours, BLACK),
            "" if back is None else colour_of(back, colours, WHITE),
        )


def _is_date(code: str) -> bool:
    return bool(_DAYS.search(_QUOTED.sub("", code.partition(";")[0])))
