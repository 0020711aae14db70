"""A plain document as a list of blocks. What it is about is somebody else's to say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """Level 0 is the title of the document."""

    level: int
    text: str


@dataclass(frozen=True)
class Words:
    """A paragraph, after a word or two that say what it is about; `key` in small letters at its end."""

    text: str
    label: str = ""
    key: str = ""


@dataclass(frozen=True)
class Quote:
    """Somebody else's words, set apart."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Ask:
    """A question: what is asked, how to answer, the key that finds it again, and an answer that is known."""

    asked: str
    note: str = ""
    key: str = ""
    filled: str = ""


@dataclass(frozen=True)
class Card:
    """Short questions in a table, a row each, with the answers beside them."""

    about: str
    headers: tuple[str, str]
    asks: tuple[Ask, ...]


@dataclass(frozen=True)
class Row:
    """A row of a grid: what it is, and its cells; an empty one is there to be typed into."""

    head: Ask
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with several answers in a row. `shares` are the widths of its columns."""

    about: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...]


Block = Heading | Words | Quote | Points | Ask | Card | Grid


@dataclass(frozen=True)
class Look:
    """Sizes in points, colours as RRGGBB."""

    font: str
    size: int
    small: int
    headings: tuple[int, ...]
    """The title's size, then that of each level."""
    text: str
    quiet: str
    title: str
    heading: str
    line: str
    head_fill: str
    head_text: str
    quote_fill: str


@dataclass(frozen=True)
class Document:
    """The blocks, and what the file says about itself."""

    title: str
    author: str
    about: str
    language: str
    created: dt.date
    answer: str
    """What stands where an answer goes: 'Answer:'."""
    page: str
    """The footer, with {page} and {pages}."""
    look: Look
    blocks: tuple[Block, ...]


def ended(label: str) -> str:
    """A label with its colon; a question keeps its own mark."""
    return label if label[-1:] in ".?!:" else f"{label}:"
