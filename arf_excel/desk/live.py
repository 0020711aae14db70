"""The form that is open in Excel, through xlwings: looked at as it stands, and lines written beside answers.

Thin: what is read and where something is written is worked out in `intake.opened` and `desk.beside`. Nothing
else imports xlwings, which is an extra. Nothing here opens, saves, closes or runs anything, and nothing that
it writes is a formula.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from arf_excel.desk.beside import Beside, beside, next_of, written
from arf_excel.errors import UnreadableError, UsageError
from arf_excel.form.layout import WORK
from arf_excel.framework.findings import Finding, message, remedy
from arf_excel.intake.by_desk import desk_header
from arf_excel.intake.grid import Grid, Place
from arf_excel.intake.opened import OpenSheet, Shown, opened_grid
from arf_excel.intake.reader import read_submission
from arf_excel.intake.submission import Unreadable
from arf_excel.review.review import Review, review

if TYPE_CHECKING:
    from xlwings import App, Book, Range, Sheet

T = TypeVar("T")
_VISIBLE = (True, -1)
"""Windows says -1, and 2 for a sheet that is very hidden; a Mac says True or False."""
_WIDTH = 60
"""Characters of the column."""


class NoExcel(UsageError):
    """There is no Excel to ask: the part of the toolkit for it is not installed, or Excel does not run."""


# which workbook


def open_book(named: str = "") -> Book:
    """A workbook that is open in Excel: the active one, or that of a file name or path. Opens nothing.

    Raises NoExcel where Excel cannot be asked, and UsageError where no such workbook is open.
    """
    apps = _apps()
    if not named:
        return _active(apps)
    file = os.path.basename(named)
    found = _ask(lambda: [book for app in apps for book in app.books if _is(book, named)])
    if not found:
        raise UsageError(
            f"'{file}' is not open in Excel. Open it there, click Enable Editing if a yellow bar is shown "
            "at its top, and try again."
        )
    if len(found) > 1:
        raise UsageError(f"'{file}' is open in Excel twice. Close one of them, and try again.")
    return found[0]


def _apps() -> list[App]:
    try:
        import xlwings
    except ImportError as fault:
        raise NoExcel(
            "The part of the toolkit that talks to Excel is not installed. In the folder of arf-excel, "
            'install it with the Python of the toolkit: python -m pip install ".[excel]"'
        ) from fault
    if xlwings.engines.active is None:
        raise NoExcel("Excel can be asked only on Windows and on a Mac, where it is installed.")
    apps = _ask(lambda: list(xlwings.apps))
    if not apps:
        raise NoExcel("Excel is not running. Open the form in Excel, and try again.")
    return apps


def _active(apps: Sequence[App]) -> Book:
    for app in apps:
        try:
            if len(app.books) and app.books.active.name:  # without any, xlwings would make one
                return app.books.active
        except Exception:  # none of them is active: each system raises its own
            continue
    raise UsageError(
        "No workbook is open in Excel. Open the form, click Enable Editing if a yellow bar is shown at its "
        "top, and try again."
    )


def _is(book: Book, named: str) -> bool:
    """By its name, and by its path where both have one; a workbook in the cloud has an address instead."""
    if os.path.normcase(book.name) != os.path.normcase(os.path.basename(named)):
        return False
    path = _path(book)
    return not os.path.dirname(named) or "://" in named or not path or path == _spelt(named)


def _path(book: Book) -> str:
    try:
        return _spelt(book.fullname)
    except Exception:  # xlwings knows no folder for an address in the cloud
        return ""


def _spelt(path: str) -> str:
    """A path as the system compares it: on Windows without regard to case."""
    return os.path.normcase(os.path.realpath(path))


def check(book: Book) -> tuple[Review | Unreadable, tuple[str, ...]]:
    """Look at the form and write what to look at beside its answers; and the sheets that were shut to us."""
    try:
        grid = as_it_stands(book)
    except UnreadableError:
        return look(book), ()
    found = look(book, grid)
    return found, () if isinstance(found, Unreadable) else show(book, beside(found, grid))


# looking


def look(book: Book, grid: Grid | None = None) -> Review | Unreadable:
    """The form as it stands, read and judged as `check` does. `grid` saves looking at the sheets again."""
    file = _ask(lambda: book.name)
    try:
        found = as_it_stands(book) if grid is None else grid
        return review(read_submission(found, file, ""))
    except UnreadableError as error:
        return Unreadable(file, "", error.code, error.facts)


def as_it_stands(book: Book) -> Grid:
    """Its sheets with unsaved edits. Raises UnreadableError as the gate does where there is too much."""
    sheets = _ask(lambda: [_sheet(sheet) for sheet in book.sheets])
    names = _ask(lambda: [(name.name, name.refers_to or "") for name in book.names])
    return opened_grid(sheets, names, skip=lambda name: name == WORK)


def _sheet(sheet: Sheet) -> OpenSheet:
    used = sheet.used_range
    (row, column), (rows, columns) = (used.row - 1, used.column - 1), used.shape
    return OpenSheet(
        name=sheet.name,
        hidden=sheet.visible not in _VISIBLE,
        first=(row, column),
        last=(row + rows - 1, column + columns - 1),
        look=lambda first, last: _ask(lambda: _shown(_range(sheet, first, last))),
    )


def _shown(cells: Range) -> Shown:
    """On a Mac, xlwings 0.37 breaks down over the errors of more than a row, so they are left untold."""
    values = cells.options(ndim=2).value
    told = sys.platform != "darwin"
    errors = cells.options(ndim=2, err_to_str=True).value if told else values
    return Shown(values, errors, cells.formula)


def _range(sheet: Sheet, first: Place, last: Place | None = None) -> Range:
    (row, column), (end, right) = first, last or first
    return sheet.range((row + 1, column + 1), (end + 1, right + 1))


# writing


def show(book: Book, lines: Sequence[Beside]) -> tuple[str, ...]:
    """Take away what an earlier run wrote, write these lines, and select the answer of the first.

    Gives the names of sheets that could not be written: those of a locked form are protected.
    """
    sheets = _readable(book).sheets
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    shut = []
    for each in sheets:
        wanted = [line for line in lines if line.sheet == each.name]
        if not _written(book.sheets[each.name], written(each), wanted):
            shut.append(each.name)
    first = next((line for line in lines if line.sheet not in hidden), None)
    if first is not None:
        _select(book, first)
    return tuple(shut)


def _written(sheet: Sheet, gone: Sequence[Place], lines: Sequence[Beside]) -> bool:
    """Whether the sheet could be written."""
    try:
        for place in gone:
            _range(sheet, place).clear()
        for place, text in {line.header: desk_header() for line in lines}.items():
            _put(_range(sheet, place), text)
            _range(sheet, place).column_width = _WIDTH
        for line in lines:
            _put(_range(sheet, line.place), line.text)
    except Exception:  # Windows and the Mac each raise their own
        return False
    return True


def _put(cell: Range, text: str) -> None:
    """Text that begins with a letter, so that Excel makes no formula of it."""
    cell.value = text
    cell.wrap_text = True


def next_one(book: Book) -> Beside | None:
    """Select the next answer that a line stands beside, after the selection; None when there is no line."""
    grid = _readable(book)
    line = next_of(grid, *_ask(lambda: _selected(book)))
    if line is not None:
        _select(book, line)
    return line


def _selected(book: Book) -> tuple[str, Place]:
    """The sheet and the first cell that is selected in this workbook; before all where none is."""
    cells = book.selection
    if cells is None or cells.sheet.book != book:
        return "", (0, 0)
    return cells.sheet.name, (cells.row - 1, cells.column - 1)


def _select(book: Book, line: Beside) -> None:
    def select() -> None:
        sheet = book.sheets[line.sheet]
        sheet.activate()
        _range(sheet, line.answer).select()

    _ask(select)


def _readable(book: Book) -> Grid:
    try:
        return as_it_stands(book)
    except UnreadableError as error:
        finding = Finding(error.code, facts=error.facts)
        raise UsageError(f"{message(finding)} {remedy(finding)}") from error


def _ask(question: Callable[[], T]) -> T:
    """What Excel answers; each system raises its own when it does not, as while somebody types in a cell."""
    try:
        return question()
    except Exception as fault:
        raise UsageError(
            "Excel did not answer. Press Enter if a cell is being typed in, close its dialog boxes, and try "
            "again."
        ) from fault
