"""An Excel for tests: xlwings' own Book, Sheet and Range over openpyxl, with what Windows hands over.

What is written is read again and saved. Formulas show the value that the file kept. As on Windows an error is
a number, a sheet is visible (-1), hidden (0) or very hidden (2), a moment has a time zone, and a protected
sheet refuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlwings
from openpyxl.styles import Alignment, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from xlwings import base_classes as base
from xlwings.main import Engine as PublicEngine

ERRORS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
    "#SPILL!": -2146826243,
}
_KNOWN = {number: word for word, number in ERRORS.items() if word != "#SPILL!"}
_STATES = {"visible": -1, "hidden": 0, "veryHidden": 2}
_DAY_ZERO = dt.datetime(1899, 12, 30)


class ComError(Exception):
    """What Excel raises."""


class Engine:
    name, type = "openpyxl", "desktop"

    def __init__(self) -> None:
        self.app = App(self)

    @property
    def apps(self) -> list[App]:
        return Apps([self.app] if self.app.runs else [])

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty
            if isinstance(value, dt.datetime):
                return value.replace(tzinfo=None)
            if type(value) is int and value in _KNOWN:
                return _KNOWN[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


class Apps(list[Any], base.Apps):  # type: ignore[misc]
    pass


class App(base.App):
    pid, api, books, display_alerts = 1, True, None, True

    def __init__(self, engine: Engine) -> None:
        self.engine, self.runs, self.books, self.selected = engine, True, Books(), None

    @property
    def selection(self) -> Range | None:
        return self.selected

    def activate(self, steal_focus: bool = False) -> None: ...


class Books(list[Any], base.Books):  # type: ignore[misc]
    @property
    def active(self) -> Any:
        return self[-1] if self else None

    def add(self) -> Any:
        self.append("a new workbook")

    def __call__(self, name: Any) -> Any:
        return next(book for book in self if book.name == name)


class Book(base.Book):
    app = api = sheets = names = None

    def __init__(self, app: App, path: Path) -> None:
        self.app, self.api, self.path = app, True, path
        self.wb = openpyxl.load_workbook(path)
        kept = openpyxl.load_workbook(path, data_only=True)
        self.kept = {sheet.title: sheet._cells for sheet in kept.worksheets}
        self.sheets, self.names = Sheets(self), Names(self.wb)

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def fullname(self) -> str:
        return str(self.path)

    def activate(self) -> None: ...

    def save(self, path: Any = None, password: Any = None) -> None:
        self.wb.save(path or self.path)


class Sheets(base.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, key: Any) -> Sheet:
        sheets = self.book.wb.worksheets
        found = sheets[key - 1] if isinstance(key, int) else self.book.wb[key]
        return Sheet(self.book, found)

    def __len__(self) -> int:
        return len(self.book.wb.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.wb.worksheets)


class Names(base.Names):
    def __init__(self, wb: Any) -> None:
        own = [(f"'{ws.title}'!{n}", d) for ws in wb.worksheets for n, d in ws.defined_names.items()]
        self.all = [*wb.defined_names.items(), *own]

    def __call__(self, key: int) -> Any:
        name, defined = self.all[key - 1]
        return type("Name", (base.Name,), {"name": name, "refers_to": f"={defined.attr_text}"})()

    def __len__(self) -> int:
        return len(self.all)


class Sheet(base.Sheet):
    book = api = name = None

    def __init__(self, book: Book, ws: Any) -> None:
        self.book, self.ws, self.api, self.name = book, ws, True, ws.title

    @property
    def visible(self) -> int:
        return _STATES[self.ws.sheet_state]

    @property
    def used_range(self) -> Range:
        ws = self.ws
        size = ws.max_row - ws.min_row + 1, ws.max_column - ws.min_column + 1
        return Range(self, ws.min_row, ws.min_column, *size)

    def range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            cell = self.ws[first]
            return Range(self, cell.row, cell.column, 1, 1)
        if isinstance(first, Range):
            first, last = (first.row, first.column), (last.row, last.column)
        if len(first) == 4:
            return Range(self, *first)
        last = last or first
        return Range(self, *first, last[0] - first[0] + 1, last[1] - first[1] + 1)

    def activate(self) -> None:
        if self.visible != -1:
            raise ComError("a hidden sheet cannot be activated")
        self.book.wb.active = self.ws


class Range(base.Range):
    api, row, column, shape = True, None, None, None

    def __init__(self, sheet: Sheet, row: int, column: int, rows: int, columns: int) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (rows, columns)
        self.options: dict[str, Any] = {}

    def __call__(self, row: int, column: int) -> Range:
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def _each(self, read: Any) -> Any:
        (rows, columns), cells = self.shape, self.sheet.ws._cells
        found = tuple(
            tuple(read(cells.get((self.row + r, self.column + c))) for c in range(columns))
            for r in range(rows)
        )
        return found[0][0] if len(self) == 1 else found

    def _value(self, cell: Any) -> Any:
        if cell is not None and cell.data_type == "f":
            cell = self.sheet.book.kept[self.sheet.name].get((cell.row, cell.column))
        value = None if cell is None else cell.value
        if cell is not None and cell.data_type == "e":
            return ERRORS[value]
        if isinstance(value, dt.time):
            value = dt.datetime.combine(_DAY_ZERO, value)
        if isinstance(value, dt.timedelta):
            value = _DAY_ZERO + value
        if isinstance(value, dt.datetime):
            return value.replace(tzinfo=dt.UTC)
        return float(value) if type(value) is int else value

    @staticmethod
    def _formula(cell: Any) -> str:
        value = "" if cell is None or cell.value is None else cell.value
        return str(value.text if isinstance(value, ArrayFormula) else value)

    @property
    def raw_value(self) -> Any:
        return self._each(self._value)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        rows = data if isinstance(data, list | tuple) else [[data] * self.shape[1]] * self.shape[0]
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                self._writable(r, c).value = None if value == "" else value

    def _writable(self, row: int, column: int) -> Any:
        cell = self.sheet.ws.cell(self.row + row, self.column + column)
        if self.sheet.ws.protection.sheet and cell.protection.locked:
            raise ComError("the sheet is protected")
        return cell

    @property
    def formula(self) -> Any:
        return self._each(self._formula)

    def clear(self) -> None:
        for row in range(self.shape[0]):
            for column in range(self.shape[1]):
                cell = self._writable(row, column)
                cell.value, cell.alignment, cell.protection = None, Alignment(), Protection()
                del self.sheet.ws._cells[cell.row, cell.column]

    @property
    def wrap_text(self) -> bool:
        return bool(self._writable(0, 0).alignment.wrap_text)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._writable(0, 0).alignment = Alignment(wrap_text=value)

    @property
    def column_width(self) -> float:
        return float(self.sheet.ws.column_dimensions[get_column_letter(self.column)].width)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._writable(0, 0)
        self.sheet.ws.column_dimensions[get_column_letter(self.column)].width = value

    def get_address(self, *absolute: bool) -> str:
        return f"${get_column_letter(self.column)}${self.row}"

    def select(self) -> None:
        if self.sheet.book.wb.active.title != self.sheet.name:
            raise ComError("only cells of the active sheet can be selected")
        self.sheet.book.app.selected = self


def start() -> Engine:
    """An Excel that runs with nothing open, and is the one that xlwings asks."""
    engine = Engine()
    public = PublicEngine(impl=engine)
    xlwings.engines.add(public)
    xlwings.engines.active = public
    return engine


def opened(engine: Engine, path: Path) -> xlwings.Book:
    """A workbook opened by hand."""
    engine.app.books.append(Book(engine.app, path))
    return xlwings.Book(impl=engine.app.books[-1])
