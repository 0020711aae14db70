"""How much room a text takes: XlsxWriter's pixel widths, brought to the font of the form."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from xlsxwriter.utility import xl_pixel_width

COLUMN_PIXELS = 8.9
"""Pixels of a column unit on an Arial 12 base."""
LINE = 1.2
"""Line height in font sizes."""
_WIDER = 1.25
"""Arial 12 against the Calibri 11 that is measured."""
_PIECES = (re.compile(r"[^ -]*[ -]"), re.compile(r"[^ /-]*[ /-]"))
_WIDEST = 13.0
"""Pixels of the widest letter that is measured."""

MOST_FROZEN_POINTS = 96.0
"""A quarter of the height of a small screen (1366 × 768 pixels) at 150 %."""
MOST_FROZEN_PIXELS = 227.0
"""A quarter of its width."""


@lru_cache(maxsize=8192)
def lines(text: str, width: float, font_size: float) -> int:
    """How many lines a wrapped text takes in a column `width` characters wide."""
    room = max(width * COLUMN_PIXELS - 4, 20)
    scale = _WIDER * font_size / 12
    return sum(max(1, _wrapped(part, room, scale)) for part in text.split("\n"))


def may_wrap(text: str, width: float, font_size: float = 12) -> bool:
    """Whether a text may take more than one line; sooner said than measured."""
    room = max(width * COLUMN_PIXELS - 4, 20)
    return (len(text) + 1) * _WIDEST * _WIDER * font_size / 12 > room or "\n" in text


def pixels(text: str, font_size: float) -> float:
    """How wide a text is on one line."""
    return float(xl_pixel_width(text)) * _WIDER * font_size / 12


def _wrapped(text: str, room: float, scale: float) -> int:
    """Programs break lines after spaces and hyphens, some after a slash too: the more counts."""
    kinds = _PIECES if "/" in text else _PIECES[:1]
    return max(_broken(pieces.findall(text + " "), room, scale) for pieces in kinds)


def _broken(pieces: list[str], room: float, scale: float) -> int:
    """Pieces that stay whole where they fit a line; longer ones break anywhere."""
    count, used = 1, 0.0
    for piece in pieces:
        wide = xl_pixel_width(piece) * scale
        if used and used + wide > room:
            count, used = count + 1, 0.0
        count += math.ceil(wide / room) - 1 if wide > room else 0
        used += wide % room if wide > room else wide
    return count
