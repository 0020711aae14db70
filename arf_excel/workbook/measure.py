"""How many lines a wrapped text takes: XlsxWriter's pixel widths, brought to the font of the form."""

from __future__ import annotations

import math

from xlsxwriter.utility import xl_pixel_width

_WIDER, _CHAR_PIXELS = 1.25, 8.9
"""Arial 12 against the Calibri 11 that is measured; pixels of a column unit on an Arial 12 base."""


def lines(text: str, width: float, font_size: float) -> int:
    """How many lines a wrapped text takes in a column `width` characters wide."""
    room = max(width * _CHAR_PIXELS - 4, 20)
    scale = _WIDER * font_size / 12
    return sum(max(1, _wrapped(part, room, scale)) for part in text.split("\n"))


def _wrapped(text: str, room: float, scale: float) -> int:
    count, used = 1, 0.0
    for word in text.split(" "):
        wide = xl_pixel_width(word + " ") * scale
        if used and used + wide > room:
            count, used = count + 1, 0.0
        count += math.ceil(wide / room) - 1 if wide > room else 0
        used += wide % room if wide > room else wide
    return count
