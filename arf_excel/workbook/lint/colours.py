"""Colours as a workbook writes them, and how far two stand apart."""

from __future__ import annotations

import colorsys
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.places import decimal, true, whole

BLACK, WHITE = "000000", "FFFFFF"
PATTERN = "a pattern"
"""In place of a colour behind a text: a pattern or a gradient."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE, 81: BLACK}
"""Those that every palette has; other numbers stand for what a workbook may redefine."""


def theme_colours(theme: Element | None) -> list[str]:
    """The colours of a theme in the order in which cells number them: light before dark."""
    scheme = None if theme is None else next(theme.iter(_DRAWING + "clrScheme"), None)
    if scheme is None:
        return []
    given = [next(iter(colour), colour) for colour in scheme]
    found = [each.get("lastClr", "") or each.get("val", "") for each in given]
    for at in (0, 2):
        found[at : at + 2] = found[at : at + 2][::-1]
    return found


def colour_of(element: Element | None, theme: list[str], otherwise: str) -> str | None:
    """'005EB8'; None where it cannot be known."""
    if element is None or true(element.get("auto")):
        return otherwise
    if rgb := element.get("rgb"):
        return rgb[-6:].upper() if is_colour(rgb[-6:]) else None
    if "theme" in element.attrib:
        at = whole(element.get("theme"), -1)
        base = theme[at] if 0 <= at < len(theme) else ""
        return _tinted(base, decimal(element.get("tint"), 0.0)) if is_colour(base) else None
    return _INDEXED.get(whole(element.get("indexed"), -1))


def is_colour(text: str) -> bool:
    """Whether this is a colour such as 005EB8."""
    return len(text) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in text)


def _tinted(colour: str, tint: float) -> str:
    """Darker for a negative tint, lighter for a positive one, as the file format defines it."""
    hue, light, strength = colorsys.rgb_to_hls(*_shares(colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    made = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), strength)
    return "".join(f"{round(share * 255):02X}" for share in made)


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in _shares(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
