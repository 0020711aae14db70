"""Parts of a Word file that python-docx leaves to its markup: properties, page, footer, lines, shading."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from arf_excel.document.blocks import Document
from arf_excel.document.word_styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH

_WORD_2013 = "15"
"""An older mode is shown to people as Compatibility Mode."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_NOT_OURS = ("stylesWithEffects", "customXml", "thumbnail", "extended-properties")
"""Parts of the template that say nothing about this document."""


def child(parent: Any, tag: str, **attributes: str) -> Any:
    """A new element at the end of another."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def with_lines(paragraph: Paragraph, text: str) -> None:
    """A text with its own line breaks, without what no XML may hold."""
    paragraph.add_run(_NOT_XML.sub("", text))


def shaded(cell: _Cell, fill: str) -> None:
    child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=fill)


def start(made: Any, document: Document) -> Any:
    """What the file says about itself, and an A4 page."""
    own = made.core_properties
    created = dt.datetime.combine(document.created, dt.time(9), dt.UTC)
    own.title, own.author, own.last_modified_by = document.title, document.author, document.author
    own.comments, own.language = document.about, document.language
    own.created = own.modified = created
    section = made.sections[0]
    section.page_width, section.page_height = Cm(PAGE_WIDTH), Cm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    settings = made.settings.element
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), _WORD_2013)
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), document.language)
    return made


def footer(made: Any, words: str) -> None:
    """'Page 2 of 9': the numbers are fields."""
    paragraph = made.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in re.split(r"(\{pages?\})", words):
        if part in ("{page}", "{pages}"):
            _field(paragraph, "PAGE" if part == "{page}" else "NUMPAGES")
        elif part:
            paragraph.add_run(part)


def _field(paragraph: Paragraph, code: str) -> None:
    simple = child(paragraph._p, "w:fldSimple", instr=code)
    text = child(child(simple, "w:r"), "w:t")
    text.text = "1"


def strip(made: Any) -> None:
    """Leave out the template's parts and table styles that nothing uses."""
    for holder in (made.part, made.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _NOT_OURS:
                del holder.rels[key]
    used = {"Normal Table", "Table Grid"}
    for style in [s for s in made.styles if s.type == WD_STYLE_TYPE.TABLE and s.name not in used]:
        style.delete()
