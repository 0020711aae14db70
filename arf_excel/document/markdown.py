"""A document as Markdown that also reads well as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arf_excel.document.blocks import (
    Ask,
    Block,
    Card,
    Document,
    Grid,
    Heading,
    Points,
    Quote,
    Row,
    Words,
    ended,
)

_ANYWHERE = re.compile(r"[\\`*<>\[\]|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|~(?=~)")
"""What Markdown would read as its own; an underscore inside a word is none."""
_FIRST = re.compile(r"(?m)^(\s*)(?:([#+-])(?=\s|$|#|-)|(\d+)([.)])(?=\s|$)|(=+\s*$))")


def as_markdown(document: Document) -> str:
    """The whole document, ending with a new line."""
    return "\n\n".join(part for block in document.blocks for part in _block(block, document.answer)) + "\n"


def _block(block: Block, answer: str) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {_line(text)}"
        case Words():
            yield _words(block)
        case Quote(text):
            yield "\n".join(f"> {line}".rstrip() for line in _text(text).split("\n"))
        case Points(items):
            yield "\n".join(f"- {_words(item)}" for item in items)
        case Ask():
            yield from _ask(block, answer)
        case Card(asks=asks):
            for ask in asks:
                yield from _ask(ask, answer)
        case Grid():
            yield "\n".join(_grid(block))


def _words(words: Words) -> str:
    label = f"**{_line(ended(words.label))}** " if words.label else ""
    key = f" `{words.key}`" if words.key else ""
    return label + _text(words.text) + key


def _ask(ask: Ask, answer: str) -> Iterator[str]:
    """The question and the place for its answer, each a paragraph."""
    yield "  \n".join(_head(ask))
    yield f"{answer} {_text(ask.filled)}".rstrip()


def _head(ask: Ask) -> list[str]:
    below = " ".join(filter(None, (_line(ask.note), f"`{ask.key}`" if ask.key else "")))
    return [part for part in (f"**{_line(ask.asked)}**", below) if part]


def _grid(grid: Grid) -> Iterator[str]:
    yield _row([_line(header) for header in grid.headers])
    yield _row(["---"] * len(grid.headers))
    for row in grid.rows:
        yield _row([_head_cell(row), *(_line(cell) for cell in row.cells)])


def _head_cell(row: Row) -> str:
    return " ".join(_head(row.head))


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(text: str) -> str:
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    """Our own marks are taken out of its meaning, at the beginning of a line too."""
    safe = _ANYWHERE.sub(r"\\\g<0>", text)
    return _FIRST.sub(_escaped_start, safe)


def _escaped_start(match: re.Match[str]) -> str:
    space, mark, number, stop, line = match.groups()
    if number:
        return f"{space}{number}\\{stop}"
    return f"{space}\\{mark or line}"
