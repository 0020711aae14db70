"""A long text in parts that fit a row each; put together again they are the text, to the character."""

from __future__ import annotations

import re

from arf_excel.workbook.book import HIGHEST_ROW, LONGEST_TEXT, lines

_TOKEN = re.compile(r"\S{1,120}[^\S\n]*\n?|[^\S\n]{1,120}\n?|\n")
_LINE = 1.28
_SHORT = 500


def pieces(text: str, width: float, font_size: float) -> list[str]:
    """The parts of a text for a column `width` wide; one part when it fits."""
    most = int((HIGHEST_ROW - 8) / (font_size * _LINE))
    if len(text) <= _SHORT and text.count("\n") < most // 2 and width > 40:
        return [text]
    if _fits(text, width, font_size, most):
        return [text]
    tokens, made, start = _TOKEN.findall(text), [], 0
    while start < len(tokens):
        end = _furthest(tokens, start, width, font_size, most)
        end = end if end == len(tokens) else _good_end(tokens, start, end)
        made.append("".join(tokens[start:end]))
        start = end
    return made


def _good_end(tokens: list[str], start: int, end: int) -> int:
    """A paragraph's end, else a sentence's, in the last part of what fits; else where it is full."""
    least = start + max(1, (end - start) * 3 // 5)
    back = range(end, least, -1)
    paragraph = next((at for at in back if tokens[at - 1].endswith("\n")), None)
    sentence = next((at for at in back if tokens[at - 1].rstrip().endswith((".", "!", "?"))), None)
    return paragraph or sentence or end


def _fits(text: str, width: float, font_size: float, most: int) -> bool:
    short = len(text) * 2 <= LONGEST_TEXT or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    return short and lines(text, width, font_size) <= most


def _furthest(tokens: list[str], start: int, width: float, font_size: float, most: int) -> int:
    """How far from `start` the tokens fit one row; at least one token."""
    room = int(most * width * 4)
    low, high, characters = start + 1, start + 1, len(tokens[start])
    while high < len(tokens) and characters < room:
        characters += len(tokens[high])
        high += 1
    while low < high:
        middle = (low + high + 1) // 2
        if _fits("".join(tokens[start:middle]), width, font_size, most):
            low = middle
        else:
            high = middle - 1
    return low
