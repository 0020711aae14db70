"""The return as an OpenDocument spreadsheet, made odd."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cache

from arf_excel.intake.grid import CellValue, Place, Sheet, cell_name
from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_STRING = 'office:value-type="string"'
_KEPT = plain.HOW.replace("&", "&amp;").replace("<", "&lt;")
_LINES = _KEPT.replace("\t", "<text:tab/>").split("\n")
_PARAGRAPHS = "".join(f"<text:p>{line}</text:p>" for line in _LINES)
_BLANK = (
    '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}"/>'
    "</table:table-row>"
)
_FAR = {
    "after empty rows": _BLANK.format(1_048_000, 1) + "<table:table-row>{}</table:table-row>",
    "in every row": '<table:table-row table:number-rows-repeated="1048000">{}</table:table-row>',
    "in single quotes": "<table:table-row table:number-rows-repeated='1048000'>{}</table:table-row>",
    "after empty columns": '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{}'
    "</table:table-row>",
    "in a group of rows": "<table:table-row-group>"
    + _BLANK.format(1_048_000, 1)
    + "<table:table-row>{}</table:table-row></table:table-row-group>",
}
_REPEATED = {"below nought": "-1", "beyond all numbers": "9" * 30, "a word": "x", "in Indian digits": "४"}
_ERRORS = {
    "#N/A": "#N/A",
    "#REF!": "#REF!",
    "#DIV/0!": "#DIV/0!",
    "of LibreOffice": "Err:502",
    "#VALUE!": "#VALUE!",
}
_TEXTS = {
    "spaces as elements": (_PARAGRAPHS.replace(" and ", '<text:s/>and<text:s text:c="1"/>')),
    "line breaks": f"<text:p>{'<text:line-break/>'.join(_LINES)}</text:p>",
    "formatted": _PARAGRAPHS.replace("Café", "<text:span>Ca</text:span><text:span>fé</text:span>"),
    "a link": _PARAGRAPHS.replace(
        "Café", '<text:a xmlns:xlink="urn:x" xlink:href="http://example.org">Café</text:a>'
    ),
    "with a note": "<office:annotation><text:p>Is this right?</text:p></office:annotation>" + _PARAGRAPHS,
    "with a picture": "<draw:frame><draw:image/></draw:frame>" + _PARAGRAPHS,
    "with a box": "<draw:custom-shape><text:p>and more</text:p></draw:custom-shape>" + _PARAGRAPHS,
    "with a remark": _PARAGRAPHS.replace("Café", "Ca<!-- x -->fé"),
    "as character data": _PARAGRAPHS.replace("Café", "<![CDATA[Café]]>"),
    "with an instruction": _PARAGRAPHS.replace("Café", "Ca<?x y?>fé"),
}
_COUNTS = {
    "a share": ("percentage", 'office:value="0.42"'),
    "money": ("currency", 'office:currency="GBP" office:value="42"'),
    "a length of time": ("time", 'office:time-value="PT1008H00M00S"'),
    "a tick": ("boolean", 'office:boolean-value="true"'),
    "a day": ("date", 'office:date-value="1900-02-11"'),
    "not a number": ("float", 'office:value="NaN"'),
    "infinite": ("float", 'office:value="INF"'),
    "without its value": ("float", ""),
    "of no kind": ("unheard-of", 'office:value="42"'),
}
_DAYS = {
    "day and time": "2026-05-12T09:30:00.000000000",
    "before 1900": "1899-12-25",
    "of no calendar": "2026-13-45",
    "year 99999": "99999-01-01",
}
_MORE = {
    "macros": "Basic/Standard/Module1.xml",
    "scripts": "Scripts/python/a.xml",
    "an object": "Object 1/content.xml",
    "a picture": "Pictures/1.xml",
    "settings": "settings.xml",
    "a signature": "META-INF/documentsignatures.xml",
}


@cache
def _content() -> str:
    sheets = "".join(_table(sheet) for sheet in plain.grid().sheets)
    names = "".join(
        f'<table:named-range table:name="{name}" table:cell-range-address="'
        f"$'{area.sheet}'.${_dollar(area.first)}:.${_dollar(area.last)}\"/>"
        for name, area in plain.grid().names.items()
    )
    styles = '<style:style style:name="t2"><style:table-properties table:display="false"/></style:style>'
    return (
        f"<office:document-content {made.ODS_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}<table:named-expressions>{names}</table:named-expressions>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _dollar(place: Place) -> str:
    name = cell_name(place)
    letters = name.rstrip("0123456789")
    return f"{letters}${name[len(letters) :]}"


def _table(sheet: Sheet) -> str:
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), value in sheet.cells.items():
        rows[row][column] = _cell(
            value, (row, column) in sheet.formulas, (sheet.name, cell_name((row, column)))
        )
    written, last = "", -1
    for row, cells in sorted(rows.items()):
        gap = row - last - 1
        written += _BLANK.format(gap, 1) if gap else ""
        line = "".join(cells.get(n, "<table:table-cell/>") for n in range(max(cells) + 1))
        written, last = f"{written}<table:table-row>{line}</table:table-row>", row
    style = "t2" if sheet.hidden else "t1"
    return f'<table:table table:name="{sheet.name}" table:style-name="{style}">{written}</table:table>'


def _cell(value: CellValue, formula: bool, where: tuple[str, str]) -> str:
    """A cell; those that are made odd carry a mark that no reader knows."""
    target = next((f' mark="{name}"' for name in plain.targets() if plain.where(name) == where), "")
    worked = ' table:formula="of:=[.A1]"' if formula else ""
    if isinstance(value, bool | float | dt.datetime):
        said = (
            f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
            if isinstance(value, dt.datetime)
            else f'office:value-type="float" office:value="{value}"'
        )
        return f"<table:table-cell{target}{worked} {said}/>"
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace("\t", "<text:tab/>")
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{target}{worked} {_STRING}>{lines}</table:table-cell>"


def _packed(content: str, **more: str | bytes) -> bytes:
    parts: made.Parts = {"mimetype": made.ODS_TYPE, "content.xml": content}
    return plain.packed({n: d.encode() if isinstance(d, str) else d for n, d in (parts | more).items()})


def _with(target: str, cell: str) -> bytes:
    """The return with one cell written otherwise."""
    content = _content()
    begin = content.index(f'<table:table-cell mark="{target}"')
    rest = content[begin:]
    end = rest.index(">") + 1
    if rest[end - 2] != "/":
        end = rest.index("</table:table-cell>") + len("</table:table-cell>")
    return _packed(content[:begin] + cell + rest[end:])


def with_how(inside: str) -> bytes:
    """The return with other markup of one text."""
    return _with("how", f"<table:table-cell {_STRING}>{inside}</table:table-cell>")


def _below(rows: str) -> bytes:
    """Rows below those of the checklist."""
    begin, _, end = _content().partition('table:name="Evidence"')
    at = begin.rindex("</table:table>")
    return _packed(begin[:at] + rows + begin[at:] + 'table:name="Evidence"' + end)


def _edited(old: str, new: str) -> bytes:
    assert _content().count(old) == 1, old
    return _packed(_content().replace(old, new))


def plain_return() -> bytes:
    """Nothing is odd."""
    return _packed(_content())


@each(_FAR)
def far_cell(rows: str) -> bytes:
    """A cell far below or beside the checklist."""
    return _below(rows.format('<table:table-cell office:value-type="float" office:value="1"/>'))


@each({"in a million rows": "1048000", "in all columns": "16384"})
def nothing_far_below(count: str) -> bytes:
    """Blank cells that are repeated to the end of the grid, as LibreOffice writes them."""
    return _below(_BLANK.format(*((count, 1) if len(count) > 5 else (1, count))))


@each(_REPEATED)
def repeated(count: str) -> bytes:
    """A row that stands so often."""
    return _below(_BLANK.format(count, 1))


@each(_ERRORS)
def error(code: str) -> bytes:
    """An answer is an error, told by the kind that LibreOffice gives it."""
    return _with(
        "how",
        f'<table:table-cell {_STRING} calcext:value-type="error"><text:p>{code}</text:p></table:table-cell>',
    )


@each(_ERRORS)
def formula_with_an_error(code: str) -> bytes:
    """The same from programs that do not say the kind."""
    return _with(
        "how", f'<table:table-cell table:formula="of:=1/0"><text:p>{code}</text:p></table:table-cell>'
    )


def error_as_text() -> bytes:
    """A person typed the letters of an error."""
    return _with("how", f"<table:table-cell {_STRING}><text:p>#REF!</text:p></table:table-cell>")


@each(_TEXTS)
def text(inside: str) -> bytes:
    """The same answer in other markup."""
    return with_how(inside)


def text_said_twice() -> bytes:
    """What is kept and what is shown differ: the value that is kept counts."""
    text = _KEPT.replace("\n", "&#10;").replace("\t", "&#9;")
    return _with(
        "how",
        f'<table:table-cell {_STRING} office:string-value="{text}"><text:p>shown</text:p></table:table-cell>',
    )


def unseen_letters() -> bytes:
    """Letters that nobody sees."""
    return _with("how", f"<table:table-cell {_STRING}><text:p>o\u200bn\u202ee</text:p></table:table-cell>")


def spaces_without_end() -> bytes:
    """An element that stands for 99,999,999 spaces."""
    return _with(
        "how", f'<table:table-cell {_STRING}><text:p><text:s text:c="99999999"/></text:p></table:table-cell>'
    )


def text_repeated_over_all_cells() -> bytes:
    """A long text in 9,000 cells that the file holds once."""
    text = f"<text:p>{'x' * 9_000}</text:p>"
    cell = f'<table:table-cell {_STRING} table:number-columns-repeated="90">{text}</table:table-cell>'
    return _below(f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row>')


@each({name: "|".join(said) for name, said in _COUNTS.items()})
def number(said: str) -> bytes:
    """A number of another kind."""
    kind, value = said.split("|")
    return _with(
        "count",
        f'<table:table-cell office:value-type="{kind}" {value}><text:p>42</text:p></table:table-cell>',
    )


@each(_DAYS)
def day(text: str) -> bytes:
    """A day that is more than one, or none."""
    value = f'office:value-type="date" office:date-value="{text}"'
    return _with("date", f"<table:table-cell {value}><text:p>{text}</text:p></table:table-cell>")


def formula() -> bytes:
    """An answer is a formula with a value."""
    web = 'table:formula="of:=WEBSERVICE(&quot;http://example.org&quot;)"'
    return _with("count", f'<table:table-cell {web} office:value-type="float" office:value="42"/>')


def formula_that_shows_nothing() -> bytes:
    """A formula without a value is no silent blank."""
    return _with("count", '<table:table-cell table:formula="of:=[.A1]"/>')


def covered_cell() -> bytes:
    """An answer under a merged cell is still there."""
    return _with("count", '<table:covered-table-cell office:value-type="float" office:value="42"/>')


def table_inside_a_cell() -> bytes:
    """A table in the place of a text."""
    cell = f"<table:table-cell {_STRING}><text:p>x</text:p></table:table-cell>"
    return with_how(f"{_PARAGRAPHS}<table:table><table:table-row>{cell}</table:table-row></table:table>")


def tracked_changes() -> bytes:
    """What was there before, kept for a review of changes."""
    cell = f"<table:change-track-table-cell {_STRING}><text:p>before</text:p></table:change-track-table-cell>"
    before = f"<table:cell-content-change><table:previous>{cell}</table:previous></table:cell-content-change>"
    old = f"<table:tracked-changes>{before}</table:tracked-changes>"
    return _edited("<office:spreadsheet>", "<office:spreadsheet>" + old)


def copy_of_another_file() -> bytes:
    """A hidden copy of a linked file, as LibreOffice keeps it."""
    return _edited(
        "<table:named-expressions>",
        "<table:table table:name=\"'file:///x.ods'#$Sheet1\"/><table:named-expressions>",
    )


def linked_area() -> bytes:
    """A sheet that comes from another file."""
    source = "<table:table-source xmlns:xlink='urn:x' xlink:href='http://example.org/a.ods'/>"
    table = f"<table:table table:name='Aside'>{source}</table:table>"
    return _edited("<table:named-expressions>", table + "<table:named-expressions>")


def data_pilot() -> bytes:
    """A pivot table with words in it, beside the sheets."""
    return _edited(
        "</table:named-expressions>",
        "</table:named-expressions><table:data-pilot-tables><table:data-pilot-table><text:p>x</text:p></table:data-pilot-table></table:data-pilot-tables>",
    )


def two_sheets_of_one_name() -> bytes:
    """A second checklist in other letters."""
    return _edited(
        "<table:named-expressions>", '<table:table table:name="CHECKLIST"/><table:named-expressions>'
    )


def very_many_sheets() -> bytes:
    """300 sheets."""
    more = "".join(f'<table:table table:name="More {n}"/>' for n in range(300))
    return _edited("<table:named-expressions>", more + "<table:named-expressions>")


def no_sheets() -> bytes:
    """A spreadsheet with no sheet."""
    return _packed(f"<office:document-content {made.ODS_SPACES}/>")


def no_names() -> bytes:
    """All names are gone."""
    content = _content()
    return _packed(
        content[: content.index("<table:named-range ")]
        + content[content.index("</table:named-expressions>") :]
    )


@each({"content": "", "the mark of its kind": "mimetype"})
def missing(part: str) -> bytes:
    """Without a part that is needed."""
    return made.packed({"content.xml": _content()}) if part else made.packed({"mimetype": made.ODS_TYPE})


def mark_with_a_line_end() -> bytes:
    """The mark of its kind was written with an editor."""
    return plain.packed({"mimetype": made.ODS_TYPE.encode() + b"\r\n", "content.xml": _content().encode()})


def mark_that_comes_last() -> bytes:
    """The mark of its kind is packed, and not the first part."""
    return plain.packed({"content.xml": _content().encode(), "mimetype": made.ODS_TYPE.encode()})


@each({"broken": "<a>", "a document type": "<!DOCTYPE a><a/>", "nothing": ""})
def properties(text: str) -> bytes:
    """The properties of the file are damaged."""
    return _packed(_content(), **{"meta.xml": text})


def document_type() -> bytes:
    """A document type before the content."""
    return _packed("<!DOCTYPE a [<!ENTITY e 'x'>]>" + _content())


def in_utf_16() -> bytes:
    """The content in UTF-16."""
    return plain.packed({"mimetype": made.ODS_TYPE.encode(), "content.xml": _content().encode("utf-16")})


def password() -> bytes:
    """A password, told by the list of parts."""
    manifest = "<m:manifest xmlns:m='urn:x'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    return plain.packed(
        {
            "mimetype": made.ODS_TYPE.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": made.noise(900),
        }
    )


@each(_MORE)
def more_part(name: str) -> bytes:
    """A part more."""
    return _packed(_content(), **{name: "<x/>"})


def deep() -> bytes:
    """100,000 elements one in the other."""
    return _edited(
        "<table:named-expressions>", "<a>" * 100_000 + "</a>" * 100_000 + "<table:named-expressions>"
    )


def deep_in_a_text() -> bytes:
    """The same inside an answer."""
    inside = "<text:span>" * 50_000 + "Café" + "</text:span>" * 50_000
    return with_how(_PARAGRAPHS.replace("Café", inside))
