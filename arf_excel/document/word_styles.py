"""The look of a Word document: built-in styles, set anew, and a few of our own."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from arf_excel.document.blocks import Document, Look

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 21.0, 29.7, 2.0
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
"""All in centimetres."""
QUESTION, ANSWER, CELL, CELL_HEAD, KEY = "Question", "Answer", "Cell", "Cell head", "Key"
_FONT_KINDS = ("ascii", "hAnsi", "cs", "eastAsia")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def set_styles(made: Any, document: Document) -> None:
    """Set every style that a block may have."""
    look = document.look
    _language(made, document.language)
    _plain(made.styles["Normal"], look)
    for level in range(len(look.headings)):
        _heading(made.styles["Title" if level == 0 else f"Heading {level}"], look, level)
    _quote(made.styles["Quote"], look)
    _points(made.styles["List Bullet"])
    for name in (QUESTION, ANSWER, CELL, CELL_HEAD):
        _new(made, name, WD_STYLE_TYPE.PARAGRAPH)
    _spacing(made.styles[QUESTION], before=8, after=5)
    made.styles[QUESTION].paragraph_format.keep_with_next = True
    _answer(made.styles[ANSWER], look)
    for name in (CELL, CELL_HEAD):
        _spacing(made.styles[name], before=2, after=2)
    made.styles[CELL_HEAD].font.bold = True
    made.styles[CELL_HEAD].paragraph_format.keep_with_next = True
    made.styles[CELL_HEAD].font.color.rgb = RGBColor.from_string(look.head_text)
    key = _new(made, KEY, WD_STYLE_TYPE.CHARACTER)
    key.font.size, key.font.color.rgb = Pt(look.small), RGBColor.from_string(look.quiet)
    _spacing(made.styles["Footer"], before=0, after=0)


def _new(made: Any, name: str, kind: WD_STYLE_TYPE) -> Any:
    style = made.styles.add_style(name, kind)
    if kind == WD_STYLE_TYPE.PARAGRAPH:
        style.base_style = made.styles["Normal"]
    style.quick_style = True
    return style


def _language(made: Any, language: str) -> None:
    for element in made.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _plain(style: Any, look: Look) -> None:
    _font(style, look.font, look.size, look.text)
    _spacing(style, before=0, after=5)


def _font(style: Any, font: str, size: int, colour: str) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in _FONT_KINDS:
        fonts.set(qn(f"w:{kind}"), font)


def _spacing(style: Any, before: float, after: float) -> None:
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.05


def _heading(style: Any, look: Look, level: int) -> None:
    _font(style, look.font, look.headings[level], look.title if level < 2 else look.heading)
    style.font.bold, style.font.italic = True, False
    _spacing(style, before=(0, 18, 14, 8)[level], after=5)
    style.paragraph_format.keep_with_next = True
    for element in style.element.iter(qn("w:pBdr")):
        element.getparent().remove(element)
        break
    for name in ("w:spacing", "w:kern"):
        found = style.element.rPr.find(qn(name))
        if found is not None:
            style.element.rPr.remove(found)


def _quote(style: Any, look: Look) -> None:
    _font(style, look.font, look.size, look.text)
    style.font.italic = False
    _spacing(style, before=0, after=8)
    style.paragraph_format.left_indent = Cm(0.3)
    _borders(style, {"left": (18, 8, look.title)}, look.quote_fill)


def _points(style: Any) -> None:
    _spacing(style, before=0, after=3)


def _answer(style: Any, look: Look) -> None:
    _spacing(style, before=2, after=8)
    style.paragraph_format.left_indent = style.paragraph_format.right_indent = Cm(0.15)
    _borders(style, dict.fromkeys(("top", "left", "bottom", "right"), (6, 4, look.line)))


def _borders(style: Any, sides: dict[str, tuple[int, int, str]], fill: str = "") -> None:
    """Side → width in eighths of a point, distance in points, colour."""
    shape = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    for side, (width, space, colour) in sides.items():
        edge = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": width, "space": space, "color": colour}.items():
            edge.set(qn(f"w:{name}"), str(value))
        borders.append(edge)
    shape.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    if fill:
        shading = OxmlElement("w:shd")
        for name, value in {"val": "clear", "color": "auto", "fill": fill}.items():
            shading.set(qn(f"w:{name}"), value)
        shape.insert_element_before(shading, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
