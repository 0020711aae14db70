"""A workbook that is open in a spreadsheet program as plain sheets, unsaved edits included.

Knows no program: it is handed what each sheet shows, rectangle by rectangle, and makes of it what the gate
makes of a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, repeat

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import Name, areas_by_name
from arf_excel.intake.cells import ERRORS_KNOWN
from arf_excel.intake.cleaning import Cleaner
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, Sheet, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.room import Room, far, is_near
from arf_excel.intake.values import plain_value

_CELLS_AT_ONCE = 200_000
_BLANK = None, None, ""
_FIRST_DAY = dt.datetime(1900, 1, 1)
_DAY_ZERO = dt.datetime(1899, 12, 30)
_ERROR_NUMBERS = range(-2_146_826_288, -2_146_826_188)
"""What Excel on Windows hands over for an error; every number that a cell holds is a float there."""
_NEWER_ERRORS = {
    43: "#GETTING_DATA",
    45: "#SPILL!",
    46: "#CONNECT!",
    47: "#BLOCKED!",
    48: "#UNKNOWN!",
    49: "#FIELD!",
    50: "#CALC!",
}
"""Those that xlwings has no word for, counted from the first of the numbers."""


@dataclass(frozen=True)
class Shown:
    """A rectangle as the program hands it over: a list of rows, or less where it is one row or one cell.

    `values` has errors as blanks, `errors` the same with their words; both the same where the program cannot
    tell errors. `formulas` are texts, which for a cell without a formula give its value.
    """

    values: object
    errors: object
    formulas: object


@dataclass(frozen=True)
class OpenSheet:
    """A worksheet: the first and the last place that the program says is in use, and how to look at some."""

    name: str
    hidden: bool
    first: Place
    last: Place
    look: Callable[[Place, Place], Shown]


def opened_grid(
    sheets: Sequence[OpenSheet],
    names: Iterable[tuple[str, str]],
    skip: Callable[[str], bool],
) -> Grid:
    """The grid of an open workbook. `names` are defined names and what they refer to; `skip` is by name.

    Raises UnreadableError as the gate does where a sheet holds too much, or something far away.
    """
    if len(sheets) > limits().sheets:
        raise UnreadableError("FIX-027", sheets=len(sheets), limit=limits().sheets)
    room, cleaner = Room(), Cleaner()
    found = tuple(
        Sheet(sheet.name, {}, frozenset(), sheet.hidden) if skip(sheet.name) else _sheet(sheet, room, cleaner)
        for sheet in sheets
    )
    areas = areas_by_name((_name(*each) for each in names), (sheet.name for sheet in sheets))
    return Grid(found, areas, notes=cleaner.notes())


def _name(name: str, refers_to: str) -> Name:
    """'Evidence!Print_Area' is a name of one sheet."""
    scope, _, own = name.rpartition("!")
    return Name(own, refers_to, scope or None)


# a sheet


@dataclass
class _Cells:
    values: dict[Place, CellValue] = field(default_factory=dict)
    formulas: list[Place] = field(default_factory=list)
    text: int = 0


def _sheet(sheet: OpenSheet, room: Room, cleaner: Cleaner) -> Sheet:
    """What is near is read, and what is far must be blank."""
    edge = limits().last_row - 1, limits().last_column - 1
    _refuse_far(sheet, edge)
    found = _Cells()
    near = min(sheet.last[0], edge[0]), min(sheet.last[1], edge[1])
    for place, value, formula in _read(sheet, sheet.first, near):
        if formula:
            found.formulas.append(place)
        if isinstance(value, str):
            found.text += len(value.encode("utf-8", "replace"))
            value = cleaner.clean(value, sheet.name, place)
        if value is not None and value != "":
            found.values[place] = value
    held = found.values.keys() | {*found.formulas}
    last = max((row for row, _ in held), default=-1), max((column for _, column in held), default=-1)
    room.take(sheet.name, len(found.values) + len(found.formulas), last, found.text)
    return Sheet(sheet.name, found.values, frozenset(found.formulas), sheet.hidden)


def _refuse_far(sheet: OpenSheet, edge: Place) -> None:
    """What is in use beyond the edge may be colour alone; where looking takes too long it is told unseen."""
    if is_near(sheet.last):
        return
    (top, left), (bottom, right) = sheet.first, sheet.last
    beyond = [((top, max(left, edge[1] + 1)), (min(bottom, edge[0]), right))]
    beyond.append(((max(top, edge[0] + 1), left), (bottom, right)))
    if sum(_count(*part) for part in beyond) > limits().area:
        raise _far(sheet, sheet.last)
    for place, value, formula in chain.from_iterable(_read(sheet, *part) for part in beyond):
        if formula or value is not None:
            raise _far(sheet, place)


def _far(sheet: OpenSheet, place: Place) -> UnreadableError:
    error = far(cell_name(place))
    return UnreadableError(error.code, sheet=sheet.name, **error.facts)


def _count(first: Place, last: Place) -> int:
    return max(0, last[0] - first[0] + 1) * max(0, last[1] - first[1] + 1)


# a rectangle


def _read(sheet: OpenSheet, first: Place, last: Place) -> Iterator[tuple[Place, CellValue | None, bool]]:
    """Each cell that is not blank: its place, its value as shown, and whether it is a formula."""
    if not _count(first, last):
        return
    width = last[1] - first[1] + 1
    high = max(1, _CELLS_AT_ONCE // width)
    for top in range(first[0], last[0] + 1, high):
        bottom = min(top + high - 1, last[0])
        shown = sheet.look((top, first[1]), (bottom, last[1]))
        size = bottom - top + 1, width
        parts = (_rows(part, *size) for part in (shown.values, shown.errors, shown.formulas))
        for row, three in enumerate(zip(*parts, strict=True), start=top):
            for column, cell in enumerate(zip(*three, strict=True), start=first[1]):
                if cell != _BLANK:
                    value, formula = _cell(*cell)
                    if formula or value is not None:
                        yield (row, column), value, formula


def _rows(shown: object, height: int, width: int) -> Iterable[Sequence[object]]:
    """A list of rows, from whatever a program gives for a single cell, row or column."""
    if shown is None:
        return repeat((None,) * width, height)
    if not isinstance(shown, list | tuple):
        return [[shown]]
    if isinstance(shown[0], list | tuple):
        return shown
    return [shown] if height == 1 else [[each] for each in shown]


def _cell(shown: object, error: object, written: object) -> tuple[CellValue | None, bool]:
    """A cell's value and whether it is a formula.

    A text that begins with = gives itself as its formula, so the two must differ. An error is blank among
    values, so a typed text '#N/A' is none.
    """
    formula = isinstance(written, str) and written.startswith("=") and len(written) > 1 and written != shown
    if shown is None:
        word = error if isinstance(error, str) else written
        known = word is error or word in ERRORS_KNOWN
        return (CellError(word) if isinstance(word, str) and known and word else None), formula
    return _value(shown), formula


def _value(shown: object) -> CellValue:
    if isinstance(shown, str):
        return shown
    if isinstance(shown, int) and not isinstance(shown, bool) and shown in _ERROR_NUMBERS:
        return CellError(_NEWER_ERRORS.get(shown - _ERROR_NUMBERS.start, "#VALUE!"))
    if isinstance(shown, Decimal):
        return plain_value(float(shown))
    if isinstance(shown, dt.datetime):
        return _moment(shown)
    return plain_value(shown)


def _moment(shown: dt.datetime) -> CellValue:
    """A plain date and time, of whatever kind the program's is; a time of day is the number behind it."""
    plain = dt.datetime(*shown.timetuple()[:6], shown.microsecond)
    return plain if plain >= _FIRST_DAY else (plain - _DAY_ZERO) / dt.timedelta(days=1)
