"""What stands in a cell: errors, numbers that are none, dates, formulas."""

from __future__ import annotations

import re

from tests.hostile import plain
from tests.hostile.generator import each

_ERRORS = (
    *("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"),
    *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!", "#GETTING_DATA", "#UNKNOWN!"),
)
_NUMBERS = {
    "4.2E1": "4.2E1",
    "042": "042",
    "+42": "+42",
    "42.": "42.",
    "42.0000000000000001": "42.0000000000000001",
    "between spaces": " 42 ",
    "in Indian digits": "४२",
    "with an underscore": "4_2",
    "in hexadecimal": "0x2A",
    "not a number": "NaN",
    "infinite": "INF",
    "below all numbers": "-Infinity",
    "1e999": "1e999",
    "1e20": "1e20",
    "a word": "many",
    "an error": "#REF!",
    "minus nought": "-0",
    "the smallest": "4.9e-324",
    "with ten thousand digits": "42." + "0" * 10_000,
}
_DAYS = {
    "-5": "-5",
    "0": "0",
    "60": "60",
    "2958465": "2958465",
    "9999999": "9999999",
    "1e20": "1e20",
    "NaN": "NaN",
    "with a time": "46154.75",
}
_ISO = {
    "day": "2026-05-12",
    "day and time": "2026-05-12T09:30:00",
    "in Greenwich": "2026-05-12T00:00:00Z",
    "of no calendar": "2026-13-45",
    "time": "09:30:00",
    "a word": "in spring",
}
_YES = {"1": "1", "true": "true", "TRUE": "TRUE", "2": "2", "a word": "maybe", "nothing": ""}
_FORMULAS = {
    "plain": "<f>A1</f>",
    "shared": '<f t="shared" ref="@:@" si="0">A1</f>',
    "shared without its first": '<f t="shared" si="7"/>',
    "array": '<f t="array" ref="@">A1</f>',
    "over the whole sheet": '<f t="array" ref="A1:XFD1048576">A1</f>',
    "data table": '<f t="dataTable" ref="@" dt2D="1" r1="A1"/>',
    "of the web": "<f>WEBSERVICE(&quot;http://example.org/&quot;)</f>",
    "of a program": "<f>cmd|'/C calc'!A0</f>",
    "of another file": "<f>[1]Sheet1!A1</f>",
    "empty": "<f/>",
    "100,000 brackets deep": f"<f>{'(' * 100_000}1{')' * 100_000}</f>",
}
_TWICE = {
    "two values": '<c r="@"><v>41</v><v>42</v></c>',
    "a value in two halves": '<c r="@"><v>4<?x y?>2</v></c>',
    "a value in two halves by a remark": '<c r="@"><v>4<!-- x -->2</v></c>',
    "a value as character data": '<c r="@"><v><![CDATA[42]]></v></c>',
    "two texts": '<c r="@" t="inlineStr"><is><t>41</t></is><is><t>42</t></is></c>',
    "a value and a text": '<c r="@" t="inlineStr"><v>41</v><is><t>42</t></is></c>',
    "an inline text in a value": '<c r="@" t="inlineStr"><v>42</v></c>',
}
_KINDS = {"unknown": "zzz", "empty": "", "in capitals": "N"}


@each({code: code for code in _ERRORS})
def error(code: str) -> bytes:
    """An answer is an error value: never a blank."""
    return plain.with_cell(how=f'<c r="@" s="$" t="e"><v>{code}</v></c>')


@each({code: code for code in _ERRORS[:3]})
def formula_with_an_error(code: str) -> bytes:
    """An answer is a formula that came to an error."""
    return plain.with_cell(how=f'<c r="@" s="$" t="e"><f>1/0</f><v>{code}</v></c>')


@each({"words": "Anna of ward 7", "nothing": "", "markup": "[red]\u202e"})
def error_that_is_none(code: str) -> bytes:
    """An error value may hold any words; they are not repeated."""
    return plain.with_cell(how=f'<c r="@" s="$" t="e"><v>{code}</v></c>')


def every_answer_an_error() -> bytes:
    """Five answers are errors, of text, number, date and choice."""
    cell = '<c r="@" s="$" t="e"><v>#REF!</v></c>'
    return plain.with_cell(how=cell, status=cell, date=cell, count=cell, consent=cell)


@each(_NUMBERS)
def number(text: str) -> bytes:
    """A number spelt in a way that no spreadsheet program writes."""
    return plain.with_cell(count=f'<c r="@" s="$"><v>{text}</v></c>')


def error_in_a_number() -> bytes:
    """A cell that says it is a number holds an error."""
    return plain.with_cell(count='<c r="@" s="$" t="n"><v>#REF!</v></c>')


@each(
    {
        "a text": 'str"><v>42</v>',
        "a text inside": 'inlineStr"><is><t>42</t></is>',
        "a percentage": 'str"><v>42%</v>',
    }
)
def number_as(xml: str) -> bytes:
    """A number kept as text."""
    return plain.with_cell(count=f'<c r="@" s="$" t="{xml}</c>')


@each(_DAYS)
def day(text: str) -> bytes:
    """A date beyond what dates are."""
    return plain.with_cell(date=f'<c r="@" s="$"><v>{text}</v></c>')


@each(_ISO)
def day_in_words_of_iso(text: str) -> bytes:
    """A date that is kept as such and not as a number."""
    return plain.with_cell(date=f'<c r="@" s="$" t="d"><v>{text}</v></c>')


def day_without_its_format() -> bytes:
    """A program lost the format: only the number of the day is left."""
    return plain.with_cell(date='<c r="@"><v>46154</v></c>')


def days_counted_from_1904() -> bytes:
    """The workbook counts its days from 1904, as Excel on a Mac once did."""
    contents = plain.changed(plain.WORKBOOK, ("<workbookPr ", '<workbookPr date1904="1" '))
    for sheet, old in (("Evidence", 46154), ("Organisation", 46295)):
        contents = plain.changed_in(contents, plain.part_of(sheet), (f"<v>{old}</v>", f"<v>{old - 1462}</v>"))
    return plain.packed(contents)


@each(_YES)
def yes_or_no(text: str) -> bytes:
    """A tick box in place of the word."""
    return plain.with_cell(consent=f'<c r="@" s="$" t="b"><v>{text}</v></c>')


@each(_FORMULAS)
def formula(xml: str) -> bytes:
    """An answer is a formula; the value that it last showed is read, and nothing is worked out."""
    return plain.with_cell(count=f'<c r="@" s="$">{xml}<v>42</v></c>')


@each({"no value": "", "an empty value": "<v></v>", "a value before it": "first"})
def formula_with(value: str) -> bytes:
    """A formula that shows nothing is no silent blank."""
    if value == "first":
        return plain.with_cell(count='<c r="@" s="$"><v>42</v><f>A1</f></c>')
    return plain.with_cell(count=f'<c r="@" s="$" t="str"><f>A1</f>{value}</c>')


@each(_TWICE)
def value_twice(xml: str) -> bytes:
    """One cell holds two values, or one in two pieces, of which a reader would take one."""
    return plain.with_cell(count=xml)


@each(_KINDS)
def kind_of_cell(kind: str) -> bytes:
    """A kind of cell that there is not."""
    return plain.with_cell(count=f'<c r="@" s="$" t="{kind}"><v>42</v></c>')


@each({"beyond the list": "99999", "below nought": "-1", "a word": "bold"})
def style(number: str) -> bytes:
    """A cell with a style that there is not."""
    return plain.with_cell(count=f'<c r="@" s="{number}"><v>42</v></c>')


@each({"huge": "4294967295", "endless": "9" * 30, "below nought": "-1", "a word": "x"})
def styles_claimed(count: str) -> bytes:
    """The list of styles says how long it is, and lies."""
    text = re.sub(r'<cellXfs count="\d+"', f'<cellXfs count="{count}"', plain.parts()[plain.STYLES].decode())
    return plain.with_part(plain.STYLES, text)
