"""Blocks as plain text, for the body of an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arf_excel.document.blocks import Ask, Block, Card, Grid, Heading, Points, Quote, Words, ended


def as_plain(blocks: Iterable[Block], answer: str) -> str:
    """The blocks under one another, an empty line between them, ending with a new line."""
    return "\n\n".join(part for block in blocks for part in _block(block, answer)) + "\n"


def _block(block: Block, answer: str) -> Iterator[str]:
    match block:
        case Heading(_, text) | Quote(text):
            yield text
        case Words():
            yield _words(block)
        case Points(items):
            yield "\n".join(f"- {_words(item)}" for item in items)
        case Ask():
            answered = f"{answer} {block.filled}".rstrip()
            yield "\n".join(part for part in (block.asked, block.note, answered) if part)
        case Card(asks=asks):
            yield "\n".join(f"{ended(ask.asked)} {ask.filled}" for ask in asks)
        case Grid(headers=headers, rows=rows):
            for row in rows:
                cells = (row.head.asked, *row.cells)
                yield "\n".join(f"{ended(h)} {cell}" for h, cell in zip(headers, cells, strict=True))


def _words(words: Words) -> str:
    return f"{ended(words.label)} {words.text}" if words.label else words.text
