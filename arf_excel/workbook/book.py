"""The one door to XlsxWriter, which fails silently: here every refusal and every warning is an error.

All typed text goes through `write_string`, so that it can never become a formula. The same content gives
the same bytes: the created date comes from the caller, never from the clock.
"""

from __future__ import annotations

import datetime as dt
import gc
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter import xmlwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import xl_rowcol_to_cell

from arf_excel.errors import OutputBusyError, OwnFaultError
from arf_excel.workbook.growing_sheet import GrowingSheet
from arf_excel.workbook.headers import Headers, header_names
from arf_excel.workbook.lint import require_sound
from arf_excel.workbook.measure import (
    COLUMN_PIXELS,
    LINE,
    MOST_FROZEN_PIXELS,
    MOST_FROZEN_POINTS,
    lines,
    may_wrap,
)
from arf_excel.workbook.save import pack_tightly, replace_file
from arf_excel.workbook.shared import runs

# A word such as _x000D_ is kept as _x005F_x000D_. XlsxWriter 3.3 overlooks the second of two that share a
# sign, as in _x005F_x000D_ itself, and readers would make a line end of it.
xmlwriter.re_control_chars_1 = re.compile("(_)(?=x[0-9a-fA-F]{4}_)")

Styles = Mapping[str, Mapping[str, Any]]
"""Role → XlsxWriter's format properties."""

LONGEST_TEXT, MOST_TEXT = 32_000, 32_767
"""UTF-16 units in a cell: where a text of ours goes on in a further row, and what Excel allows."""
HIGHEST_ROW = 400.0
"""Points; Excel allows 409.5."""
_DEFAULT_HEIGHT, _DEFAULT_WIDTH = 15.0, 9.0
_SMALL_PRINT = 12
"""Points of the lines above and below a printed page."""
_LEFT_OF_MIDDLE = {"landscape": 58, "portrait": 34}
"""Characters of such a line that leave room for a sheet's name in the middle."""
NOTE_AUTHOR = "arf-excel"
"""Who wrote a note, as Excel says it: the toolkit, never a person."""
_NOTE_WIDTH, _NOTE_MARGIN = 50, 14
"""Characters of a line of a note, and the points above and below its words."""
_PIXELS_A_POINT = 4 / 3
_XLSXWRITER_PIXELS = 7
"""Of a character, by which XlsxWriter finds the cell where something ends, whatever the font."""


@dataclass(frozen=True)
class Formula:
    """A formula and the value that it comes to, for readers that do not calculate."""

    text: str
    value: str | int | float


Cell = tuple[int, int]
"""Row and column from 0."""
Content = str | int | float | dt.date | Formula | None


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Characters that XML cannot hold, or that nobody can see."""


def clean_text(text: str) -> str:
    """A typed text as it will stand in its cell."""
    return _CONTROL.sub("", text)


class Book:
    """A workbook being written. Use `save_book`, which moves it into place when it is whole and sound."""

    def __init__(self, path: Path, styles: Styles, properties: Mapping[str, str], created: dt.date) -> None:
        self._book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False})
        self._styles = styles
        self._roles: dict[str, dict[str, Any]] = {}
        self._formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Any] = {}
        moment = dt.datetime.combine(created, dt.time(9, 0))
        self._book.set_properties({**properties, "created": moment})
        self._book.set_custom_property("Language", "en-GB")
        self._book.set_calc_mode("auto")
        base = styles["plain"]
        self._book.formats[0].set_font_name(base["font_name"])
        self._book.formats[0].set_font_size(base["font_size"])
        self.pages: list[Page] = []

    def page(self, name: str) -> Page:
        """A new sheet at the end."""
        made = Page(self, self._book.add_worksheet(name, worksheet_class=GrowingSheet), name)
        self.pages.append(made)
        return made

    def name(self, name: str, page: str, first: Cell, last: Cell | None = None) -> None:
        """A defined name for a cell or an area."""
        cells = xl_rowcol_to_cell(*first, row_abs=True, col_abs=True)
        if last is not None and last != first:
            cells += ":" + xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)
        sure(self._book.define_name(name, f"={quoted_sheet(page)}!{cells}"), f"name {name}")

    def name_formula(self, name: str, formula: str) -> None:
        sure(self._book.define_name(name, f"={formula}"), f"name {name}")

    def style(self, role: str, **more: Any) -> Any:
        """The format of a role, with changes."""
        key = (role, tuple(sorted(more.items())))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**self._properties(role), **more})
        return self._formats[key]

    def font_size(self, role: str) -> float:
        return float(self._properties(role)["font_size"])

    def wraps(self, role: str) -> bool:
        return bool(self._properties(role).get("text_wrap"))

    def _properties(self, role: str) -> dict[str, Any]:
        if role not in self._roles:
            own = dict(self._styles[role])
            below = own.pop("based_on", None)
            self._roles[role] = {**(self._properties(below) if below else {}), **own}
        return self._roles[role]

    def chart(self, options: Mapping[str, Any]) -> Any:
        return self._book.add_chart(dict(options))

    def close(self) -> None:
        for number, page in enumerate(self.pages, start=1):
            page.name_headers(number)
            page.settle_heights()
        self._book.close()


class Page:
    """One sheet being written; rows and columns from 0."""

    def __init__(self, book: Book, sheet: Any, name: str) -> None:
        self._book, self._sheet, self.name = book, sheet, name
        self._widths: dict[int, float] = {}
        self._heights: dict[int, float] = {}
        self._long: dict[int, list[tuple[int, str, str]]] = {}
        """Row → the column, text and role of what may take more than one line."""
        self._tables: list[Headers] = []
        self._runs = 0
        """How many runs of formulas are stored once."""
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        sheet.hide_gridlines(2)

    # cells

    def put(self, row: int, column: int, content: Content, role: str = "plain", **more: Any) -> None:
        """Write one cell; text always as text."""
        style, sheet = self._book.style(role, **more), self._sheet
        self._remember(row, column, content.value if isinstance(content, Formula) else content, role)
        match content:
            case None | "":
                result = sheet.write_blank(row, column, None, style)
            case str():
                self._refuse_long(content, row, column)
                result = sheet.write_string(row, column, clean_text(content), style)
            case Formula(text, value):
                result = sheet.write_formula(row, column, f"={text}", style, value)
            case dt.date():
                result = sheet.write_datetime(row, column, dt.datetime.combine(content, dt.time()), style)
            case _:
                result = sheet.write_number(row, column, content, style)
        if result:
            sure(result, self._place(row, column))

    def fill_down(self, row: int, column: int, formulas: Sequence[Formula], role: str = "plain") -> None:
        """A column of formulas; those that differ by their row only are stored once."""
        for n, formula in enumerate(formulas):
            self.put(row + n, column, formula, role)
        shared: dict[Cell, tuple[int, str]] = self._sheet.shared
        for first, last in runs([formula.text for formula in formulas]):
            number, self._runs = self._runs, self._runs + 1
            over = area((row + first, column), (row + last, column)).replace("$", "")
            for n in range(first, last + 1):
                shared[row + n, column] = (number, over if n == first else "")

    def row(self, row: int, contents: Sequence[Content], role: str = "plain", **more: Any) -> None:
        """Write cells from column A on."""
        for column, content in enumerate(contents):
            self.put(row, column, content, role, **more)

    def link(self, row: int, column: int, target: str, text: str, role: str = "plain_link") -> None:
        """A link to a defined name of this workbook, or to an https or mailto address of ours."""
        inside = target if target.startswith(("https://", "mailto:")) else f"internal:{target}"
        self._remember(row, column, text, role)
        result = self._sheet.write_url(row, column, inside, self._book.style(role), text)
        sure(result, f"{self.name} link to {target}")

    def note(self, row: int, column: int, text: str) -> None:
        """A note on a cell, large enough for its words; screen readers say that it is there."""
        base = self._book._properties("plain")
        high = lines(text, _NOTE_WIDTH, base["font_size"]) * base["font_size"] * LINE + _NOTE_MARGIN
        options = {
            "author": NOTE_AUTHOR,
            "font_name": base["font_name"],
            "font_size": base["font_size"],
            "color": self._book._properties("note")["bg_color"],
            "width": round(_NOTE_WIDTH * COLUMN_PIXELS),
            "height": round(high * _PIXELS_A_POINT),
        }
        result = self._sheet.write_comment(row, column, clean_text(text), options)
        sure(result, f"note in {self._place(row, column)}")

    def _refuse_long(self, text: str, row: int, column: int) -> None:
        if len(text) * 2 > MOST_TEXT and len(text.encode("utf-16-le")) // 2 > MOST_TEXT:
            where = self._place(row, column)
            raise OwnFaultError(f"{where}: a text over {MOST_TEXT} characters must go on in a further row.")

    def _place(self, row: int, column: int) -> str:
        return f"{self.name} {xl_rowcol_to_cell(row, column)}"

    # shape

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths from A on, in characters."""
        for column, width in enumerate(widths):
            self._widths[column] = width
            sure(self._sheet.set_column(column, column, width, self._book.style("plain")), "width")

    def height(self, row: int, height: float) -> None:
        self._heights[row] = min(height, HIGHEST_ROW)
        sure(self._sheet.set_row(row, self._heights[row], None), "height")

    def fit(self, row: int, cells: Mapping[int, tuple[str, str]], least: float = 0.0) -> float:
        """Make the row high enough for its texts: column → (text, role). Returns the points needed."""
        needed = max([least, *(self._points(column, text, role) for column, (text, role) in cells.items())])
        self.height(row, needed)
        return needed

    def settle_heights(self) -> None:
        """Make each row that was given a height high enough for all that came to stand in it."""
        for row, texts in self._long.items():
            if row in self._heights:
                self.height(row, max(self._heights[row], *(self._points(*text) for text in texts)))

    def _points(self, column: int, text: str, role: str) -> float:
        size = self._book.font_size(role)
        return lines(text, self._widths.get(column, _DEFAULT_WIDTH), size) * size * LINE + 4

    def _remember(self, row: int, column: int, content: object, role: str) -> None:
        if isinstance(content, str) and content and self._book.wraps(role):
            width = self._widths.get(column, _DEFAULT_WIDTH)
            if may_wrap(content, width, self._book.font_size(role)):
                self._long.setdefault(row, []).append((column, content, role))

    def freeze(self, row: int, column: int) -> None:
        self._sheet.freeze_panes(row, column)

    def freeze_what_fits(self, row: int, column: int) -> None:
        """As `freeze`, where headers come from data: what would fill a small screen scrolls."""
        points = sum(self._heights.get(n, _DEFAULT_HEIGHT) for n in range(row))
        pixels = sum(self._widths.get(n, _DEFAULT_WIDTH) for n in range(column)) * COLUMN_PIXELS
        rows, columns = row * (points <= MOST_FROZEN_POINTS), column * (pixels <= MOST_FROZEN_PIXELS)
        if rows or columns:
            self.freeze(rows, columns)

    def hide(self, very: bool = True) -> None:
        self._sheet.very_hidden() if very else self._sheet.hide()

    def first(self) -> None:
        """Opens on this page."""
        self._sheet.activate()
        self._sheet.set_first_sheet()

    def protect(self) -> None:
        """Without a password; cells can be selected, columns widened, rows filtered and sorted."""
        allowed = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
        self._sheet.protect("", dict.fromkeys(allowed, True))

    def print_as(
        self,
        *,
        landscape: bool = False,
        repeat: int | tuple[int, int] | None = None,
        footer: str = "",
        header: str = "",
    ) -> None:
        """A4, one page wide, with the header row repeated."""
        if landscape:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        if repeat is not None:
            first, last = (repeat, repeat) if isinstance(repeat, int) else repeat
            sure(self._sheet.repeat_rows(first, last), "repeat rows")
        # a space, since a text that starts with a digit would be read as a font size
        size = f"&{_SMALL_PRINT} "
        room = _LEFT_OF_MIDDLE["landscape" if landscape else "portrait"]
        sheet = f"&C{size}&A" if len(footer) <= room else ""  # two long ones would overprint
        said = f"&L{size}{footer.replace('&', '&&')}{sheet}&R{size}Page &P of &N"
        sure(self._sheet.set_footer(said), "footer")
        if header:
            sure(self._sheet.set_header(f"&L{size}{header.replace('&', '&&')}"), "header")

    def breaks(self, rows: Sequence[int]) -> None:
        sure(self._sheet.set_h_pagebreaks(list(rows)), "page breaks")

    # tables, rules and pictures

    def table(
        self,
        name: str,
        row: int,
        headers: Sequence[str],
        rows: int,
        *,
        about: str,
        filters: bool = False,
        titled_by: int = 0,
    ) -> None:
        """Mark an area as an Excel table whose header cells stand at `row`.

        The cells of the column `titled_by` say what each row is.
        """
        options = {
            "name": name,
            "style": None,
            "autofilter": filters,
            "columns": [{"header": h} for h in headers],
            "description": about,
        }
        result = self._sheet.add_table(row, 0, row + rows, len(headers) - 1, options)
        sure(result, f"table {name}")
        self._tables.append(Headers(row, titled_by, (row + rows, len(headers) - 1)))
        for column, header in enumerate(headers):
            self.put(row, column, header, "header")
        self.fit(row, {column: (header, "header") for column, header in enumerate(headers)}, least=22)

    def rule(self, first: tuple[int, int], last: tuple[int, int], options: Mapping[str, Any]) -> None:
        """A data validation over an area."""
        sure(self._sheet.data_validation(*first, *last, dict(options)), f"rule in {self.name}")

    def shade(self, first: tuple[int, int], last: tuple[int, int], formula: str, role: str) -> None:
        """A conditional colour; the words in the cell say the same."""
        properties = self._book._properties(role)
        style = self._book._book.add_format({"bg_color": properties["bg_color"]})
        options = {"type": "formula", "criteria": f"={formula}", "format": style}
        sure(self._sheet.conditional_format(*first, *last, options), f"colour in {self.name}")

    def picture(self, row: int, column: int, chart: Any, about: str, size: tuple[int, int]) -> None:
        """A chart with its text alternative."""
        options = {"description": about, "object_position": 2}
        chart.set_size({"width": size[0], "height": size[1]})
        sure(self._sheet.insert_chart(row, column, chart, options), f"chart in {self.name}")

    def button(self, row: int, column: int, caption: str, macro: str, about: str, height: int) -> None:
        """A button over a cell that runs a macro; it takes up the cell's width and `height` pixels.

        It ends where the next column begins, however wide a program shows this one.
        """
        width = round(self._widths[column] * _XLSXWRITER_PIXELS + 5)
        options = {
            "macro": macro,
            "caption": caption,
            "description": about,
            "width": width,
            "height": height,
            "x_offset": 0,
            "y_offset": 1,
        }
        sure(self._sheet.insert_button(row, column, options), f"button in {self._place(row, column)}")

    def local_name(self, name: str, formula: str) -> None:
        """A name of this sheet alone, such as a print area that follows the rows in use."""
        self._book.name_formula(f"{self.name}!{name}", formula)

    # headers that are read out

    def titled_rows(self, row: int) -> None:
        """Without a table: from this row on, column A says what stands beside it."""
        self._read_out("RowTitle", (row, 0))

    def name_headers(self, number: int) -> None:
        """Names by which screen readers know the headers; with several tables, each with its own area.

        `number` is the sheet's place in the book, which JAWS asks for.
        """
        for name, cell in header_names(self._tables, number):
            self._read_out(name, cell)

    def _read_out(self, name: str, cell: Cell) -> None:
        at = xl_rowcol_to_cell(*cell, row_abs=True, col_abs=True)
        self.local_name(name, f"{quoted_sheet(self.name)}!{at}")


def sure(result: Any, what: str) -> None:
    """XlsxWriter returns a negative number where it left something out."""
    if isinstance(result, int) and result < 0:
        raise OwnFaultError(f"The workbook could not be written as meant: {what} ({result}).")


def save_book(
    path: Path,
    styles: Styles,
    properties: Mapping[str, str],
    created: dt.date,
    write: Callable[[Book], None],
) -> None:
    """Write a workbook under a temporary name, check it, and move it into place."""

    def whole(temporary: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            book = Book(temporary, styles, properties, created)
            write(book)
            try:
                book.close()
            except FileCreateError as error:
                raise OutputBusyError(f"{path.name} could not be written: {_reason(error)}.") from None
        pack_tightly(temporary)
        require_sound(temporary, path.name)

    with _garbage_later():
        replace_file(path, whole)


@contextmanager
def _garbage_later() -> Iterator[None]:
    """A workbook is a great many small objects without cycles: searching them again and again for some took
    a sixth of the time of writing one."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reason(error: FileCreateError) -> str:
    """XlsxWriter wraps the system's own error."""
    cause = error.args[0] if error.args else None
    return str(getattr(cause, "strerror", None) or "the folder may not be changed").lower()


def quoted_sheet(name: str) -> str:
    """A sheet's name as a reference needs it."""
    return "'" + name.replace("'", "''") + "'"


def area(first: tuple[int, int], last: tuple[int, int], page: str = "") -> str:
    """An absolute reference such as 'Checklist'!$E$5:$E$21."""
    cells = (
        f"{xl_rowcol_to_cell(*first, row_abs=True, col_abs=True)}:"
        f"{xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)}"
    )
    return f"{quoted_sheet(page)}!{cells}" if page else cells


__all__ = ["Book", "Content", "Formula", "Page", "area", "clean_text", "lines", "save_book"]
