"""Shared texts and the letters in them."""

from __future__ import annotations

import re

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_INDEX = {
    "below nought": "-1",
    "just too high": "900",
    "huge": "9" * 30,
    "a fraction": "1.0",
    "with a sign": "+1",
    "with a nought": "01",
    "a word": "x",
    "in Indian digits": "४",
}
_LETTERS = {
    "carriage return as Excel keeps it": "one_x000D_&#10;two",
    "carriage return as a reference": "one&#13;&#10;two",
    "carriage return as it is": "one\r\ntwo",
    "escaped escape": "the word _x005F_x000D_ itself",
    "half an escape": "_x00 and _xZZZZ_ and x000D_",
    "NUL": "one_x0000_two",
    "bell": "one_x0007_two",
    "escape sequence": "_x001B_[31mred_x001B_[0m",
    "zero width": "o\u200bn\u2060e\ufeff",
    "soft hyphen": "anti\u00adracism",
    "right to left": "one\u202eowt\u202c",
    "isolates": "\u2066one\u2069",
    "joiners in another script": "\u0645\u06cc\u200c\u062e",
    "joiners between our letters": "o\u200dne",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flag of England": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "half a letter": "one_xD83D_two",
    "no letter": "one_xFFFE_two",
    "full-width equals": "＝1+1",
    "equals": "=1+1",
    "program": "=cmd|' /C calc'!A0",
    "plus": "+44 161 496 0000",
    "at": "@SUM(1)",
    "tab": "\t=1+1",
    "spaces around": "  two  ",
    "hard spaces": "\u00a0one\u00a0",
    "markup": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "markup of a terminal": "[bold red]one[/]",
    "template": "{{7*7}} ${7*7} %s {0}",
    "error": "#REF!",
    "true": "TRUE",
    "nothing": "N/A",
    "marks without end": "e" + "\u0301" * 1_000,
    "only what nobody sees": "\u200b\ufeff",
}
_MARKUP = {
    "formatted": "<r><t>{0}</t></r><r><rPr><b/></rPr><t xml:space='preserve'>{1}</t></r>",
    "with its sound": "<t xml:space='preserve'>{0}{1}</t><rPh sb='0' eb='1'><t>sound</t></rPh>",
    "in two pieces": "<t xml:space='preserve'>{0}</t><t xml:space='preserve'>{1}</t>",
}


@each(_INDEX)
def index(text: str) -> bytes:
    """A cell points to a text that is not there."""
    return plain.with_cell(how=f'<c r="@" s="$" t="s"><v>{text}</v></c>')


def index_between_spaces() -> bytes:
    """Spaces around the number of a text."""
    part = plain.part_of("Checklist")
    text = re.sub(r't="s"><v>(\d+)</v>', r't="s"><v>\n \1 </v>', plain.parts()[part].decode())
    return plain.with_part(part, text)


def index_of_nothing() -> bytes:
    """A cell that should point to a text and does not."""
    return plain.with_cell(how='<c r="@" s="$" t="s"><v></v></c>')


@each(_LETTERS)
def letters(escaped: str) -> bytes:
    """Letters that break programs, in an answer."""
    return plain.with_text(escaped)


@each(_MARKUP)
def text(markup: str) -> bytes:
    """One text in several pieces, which are one."""
    old = re.findall(r"<si><t[^<]*>Café.*?</si>", plain.parts()[plain.STRINGS].decode(), re.DOTALL)[0]
    words = old[old.index("Café") : old.index("</t>")]
    new = f"<si>{markup.format(words[:9], words[9:])}</si>"
    return plain.edited(plain.STRINGS, (old, new))


@each(
    {"inline": 't="inlineStr"><is><t xml:space="preserve">{}</t></is>', "as a formula's": 't="str"><v>{}</v>'}
)
def text_kept(markup: str) -> bytes:
    """A text in its cell and not among the shared ones."""
    text = plain.HOW.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;").replace("\t", "&#9;")
    return plain.with_cell(how=f'<c r="@" s="$" {markup.format(text)}</c>')


def as_long_as_a_cell_may_be() -> bytes:
    """A text of 32,767 letters, the most that Excel lets a cell hold."""
    return plain.with_text("long ".ljust(32_767, "x"))


def longer_than_a_cell_may_be() -> bytes:
    """A text of 40,000 letters, which no cell of Excel holds: it is not cut."""
    return plain.with_text("long ".ljust(40_000, "x"))


def text_of_two_megabytes() -> bytes:
    """A whole book in one cell."""
    return plain.with_text(made.noise(1_000_000).hex())


def long_text_in_many_cells() -> bytes:
    """One text of 100 kB that 600 cells show: a reader copies it for each."""
    text = plain.parts()[plain.STRINGS].decode()
    index = text.count("<si>")
    text = text.replace("</sst>", f"<si><t>{made.noise(50_000).hex()}</t></si></sst>")
    line = f'<c t="s"><v>{index}</v></c>' * 20
    rows = "".join(f'<row r="{n}">{line}</row>' for n in range(1, 31))
    return plain.packed(plain.with_sheet("Aside", made.sheet(rows)) | {plain.STRINGS: text.encode()})


def too_many_texts() -> bytes:
    """300,000 texts that no cell shows."""
    return plain.edited(plain.STRINGS, ("</sst>", "<si/>" * 300_000 + "</sst>"))


@each({"huge": "4294967295", "endless": "9" * 30, "below nought": "-1", "too low": "1", "a word": "x"})
def texts_claimed(count: str) -> bytes:
    """The list of texts says how long it is, and lies."""
    text = re.sub(
        r'count="\d+" uniqueCount="\d+"',
        f'count="{count}" uniqueCount="{count}"',
        plain.parts()[plain.STRINGS].decode(),
    )
    return plain.with_part(plain.STRINGS, text)
