"""A small workbook without a fault that has something of all that the rules look at, and how to change it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any, NamedTuple

import xlsxwriter

FORMULA = "COUNTIFS('_work'!$A$1:$A$5,\"&gt;1\")"
SHEET, SECOND, WORK = (f"xl/worksheets/sheet{n}.xml" for n in (1, 2, 3))
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
TABLE, TABLE2, TABLE3, WORK_TABLE, TABLE5 = (f"xl/tables/table{n}.xml" for n in (1, 2, 3, 4, 5))
TYPES, LINKS = "[Content_Types].xml", "xl/worksheets/_rels/sheet2.xml.rels"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
LONG = "A text that takes two lines in its column, and so needs a row of twice the height."


class Mutant(NamedTuple):
    """One text of one part changed, once; `adds` is a part that comes with it."""

    rule: str
    part: str
    old: str
    new: str
    adds: str = ""


def good_workbook() -> bytes:
    """The workbook as bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        moment = dt.datetime(2026, 11, 21, 9)
        book.set_properties({"title": "A good workbook", "author": "An Assembly", "created": moment})
        book.set_custom_property("Language", "en-GB")
        book.formats[0].set_font_name("Arial")
        book.formats[0].set_font_size(12)
        sheets = ("Our form", "Second", "_work", "Spare", "Beside")
        form, second, work, spare, beside = map(book.add_worksheet, sheets)
        _write_form(book, form)
        _write_second(book, second)
        _write_work(work)
        work.hide()
        spare.write_string("A1", "Nothing else here", _plain(book))
        _write_beside(book, beside)
        book.define_name("arf_start", "='Our form'!$A$5")
        book.define_name("Our form!Title", "='Our form'!$A$4")
        book.define_name("Second!TitleRegion1.A3.B5.2", "=Second!$A$3")
        book.define_name("Second!ColumnTitleRegion2.A8.B9.2", "=Second!$A$8")
        book.define_name("Second!RowTitleRegion2.A8.B9.2", "=Second!$B$8")
        for name, column in (("Title", "A"), ("Title_beside", "B")):
            book.define_name(f"Beside!{name}", f"=Beside!${column}$3")
    return file.getvalue()


def _plain(book: Any, **more: Any) -> Any:
    return book.add_format({"font_name": "Arial", "font_size": 12, "font_color": "#212B32", **more})


def _write_form(book: Any, form: Any) -> None:
    title, plain = _plain(book, font_size=20, bold=True), _plain(book, text_wrap=True)
    entry = _plain(book, bg_color="#FFF9C4", locked=False, text_wrap=True)
    day = _plain(book, num_format="d mmm yyyy", locked=False)
    form.set_column(0, 3, 20)
    form.set_column(4, 4, 50)
    form.write_string("A1", "Our form", title)
    form.set_row(0, 26)
    columns = [
        {"header": "Id"},
        {"header": "Share (%)", "format": plain},
        {"header": "Day"},
        {"header": "Sum", "formula": "=tblA[[#This Row],[Share (%)]]*2", "format": plain},
        {"header": "Note"},
    ]
    form.add_table("A4:E7", {"name": "tblA", "columns": columns})
    for row in (4, 5, 6):
        form.write_string(row, 0, f"Line {row - 3}", plain)
        form.write_blank(row, 1, None, entry)
        form.write_datetime(row, 2, dt.datetime(2026, 10, 3), day)
        form.write_string(row, 4, "plain text", plain)
    form.write_formula("D5", "=COUNTIFS('_work'!$A$1:$A$5,\">1\")", plain, 0)
    form.write_string("E6", LONG, plain)
    form.set_row(5, 40.5)
    form.write_url("A9", "internal:arf_start", plain, "Go to the first line")
    _write_rules(book, form)
    _write_page(form)
    _write_shapes(book, form)


def _write_rules(book: Any, form: Any) -> None:
    told = {"input_title": "Share (%)", "input_message": "Line 1, share. Choose one."}
    form.data_validation("B5:B6", {"validate": "list", "source": ["first", "second"], **told})
    form.data_validation("B7", {"validate": "list", "source": "=_work!$A$1:$A$5", **told})
    days = {"criteria": "between", "minimum": dt.date(2000, 1, 1), "maximum": dt.date(2099, 12, 31)}
    form.data_validation("C5:C7", {"validate": "date", **days, **told})
    refused = {"validate": "custom", "value": "=FALSE", "error_message": "This is filled in for you."}
    form.data_validation("A5:A7", refused)
    look = book.add_format({"bg_color": "#D6E9F8"})
    form.conditional_format("A5:A7", {"type": "formula", "criteria": '=$A5="x"', "format": look})


def _write_page(form: Any) -> None:
    form.freeze_panes(4, 1)
    form.set_landscape()
    form.set_paper(9)
    form.fit_to_pages(1, 0)
    form.set_margins(left=0.4, right=0.4)
    form.set_footer("&LPage &P")
    form.print_area("A1:E9")
    form.protect("", {"format_rows": True})


def _write_shapes(book: Any, form: Any) -> None:
    told, decoration = {"description": "Bars. The table says the same."}, {"decorative": 1}
    for place, options in (("A12", told), ("A30", decoration)):
        chart = book.add_chart({"type": "bar"})
        label = {"value": True, "font": {"size": 12, "color": "#FFFFFF"}}
        values = {"values": "='_work'!$A$1:$A$3", "fill": {"color": "#005EB8"}, "data_labels": label}
        chart.add_series(values)
        form.insert_chart(place, chart, options)


def _write_second(book: Any, second: Any) -> None:
    """Two tables on one sheet."""
    plain = _plain(book)
    second.set_column(0, 1, 20)
    second.write_string("A1", "Second sheet", plain)
    second.write_string("A2", "What it holds", plain)
    second.add_table("A3:B5", {"name": "tblB", "columns": [{"header": "X"}, {"header": "Y"}]})
    options = {"name": "tblC", "autofilter": False, "columns": [{"header": "V"}, {"header": "W"}]}
    second.add_table("A8:B9", options)
    for cell in ("A4", "A5", "B5", "A9"):
        second.write_string(cell, f"in {cell}", plain)


def _write_work(work: Any) -> None:
    work.write_column("A1", [1, 2, 3])
    work.write_boolean("A4", True)
    work.write_string("A5", "shared text")
    work.merge_range("A10:B11", "merged")
    work.merge_range("A13:B14", "merged too")
    work.set_row(11, 300)
    work.add_table("D1:E3", {"name": "tblW", "columns": [{"header": "K"}, {"header": "L"}]})


def _write_beside(book: Any, beside: Any) -> None:
    """A table, and beside it what could be one."""
    plain = _plain(book)
    beside.write_string("A1", "A table and more", plain)
    beside.add_table("A3:A4", {"name": "tblD", "autofilter": False, "columns": [{"header": "Q"}]})
    for cell, text in (("A4", "in A4"), ("B3", "Q"), ("B4", "in B4")):
        beside.write_string(cell, text, plain)


GOOD = good_workbook()


def part(name: str) -> str:
    """A part of the good workbook as text."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return archive.read(name).decode("utf-8")


def changed(name: str, old: str, new: str, adds: str = "", workbook: bytes = GOOD) -> bytes:
    """The good workbook with one text in one part replaced, once."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(file, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            if each == name:
                assert old.encode() in content, f"{name} has no {old}"
                content = content.replace(old.encode(), new.encode(), 1)
            target.writestr(each, content)
        if adds:
            target.writestr(adds, b"added")
    return file.getvalue()
