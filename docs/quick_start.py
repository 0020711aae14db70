"""The quick start as Markdown and as a page to print, both from `docs/quick_start.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from arf_excel.document.blocks import Block, Document, Heading, Look, Points, Words
from arf_excel.document.markdown import as_markdown
from arf_excel.document.word import as_word
from arf_excel.form.origin import BLANK_DAY
from arf_excel.framework.templates import read_toml

_SOURCE = Path(__file__).with_name("quick_start.toml")


def page() -> str:
    return as_markdown(_document())


def printed() -> bytes:
    """A Word document of one page."""
    return as_word(_document())


def _document() -> Document:
    found = tomllib.loads(_SOURCE.read_text("utf-8"))
    blocks: list[Block] = [Heading(0, found["title"]), Words(found["lead"])]
    for part in found["parts"]:
        points = tuple(Words(text, label) for label, text in part["points"])
        blocks += [Heading(1, part["title"]), Points(points)]
    words = read_toml("questions.toml")
    return Document(
        title=found["title"],
        author=read_toml("texts.toml")["defaults"]["assembly"],
        about=found["lead"],
        language="en-GB",
        created=BLANK_DAY,
        answer=words["answer"],
        page=words["page"],
        look=Look(**{**words["look"], "headings": tuple(words["look"]["headings"])}),
        blocks=tuple(blocks),
    )
