"""A word of `conditions` answered in Python: the reference that every formula must equal.

Words are compiled once into small functions, so that two hundred returns are judged in seconds.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from arf_excel.rules import conditions as c
from arf_excel.rules.excel import MONTHS

Answer = str | int | float
Typed = Mapping[tuple[str, str], Sequence[object]]
"""(table, column) → the typed cells in row order; None is blank; a day is its number or a datetime."""

_DAY_ZERO = dt.datetime(1899, 12, 30)
Step = Callable[["Sheet", int], Answer]
Test = Callable[["Sheet", int], bool]


class Program:
    """All of `_work` with every word compiled; made once for a kind of form, asked for many returns."""

    def __init__(self, workings: c.Workings) -> None:
        self.tables = {table.name: table for table in workings}
        self.constants: dict[tuple[str, str], list[Answer]] = {}
        self.steps: dict[tuple[str, str], Step] = {}
        self.growing: set[tuple[str, str]] = set()
        self.reads: set[tuple[str, str]] = set()
        """(table, column) of every cell that people type in and that a word reads."""
        for table in workings:
            for column in table.columns:
                self._add((table.name, column.name), column.word)

    def _add(self, key: tuple[str, str], word: c.Word | tuple[Answer, ...]) -> None:
        if key in self.constants or key in self.steps:
            raise ValueError(f"the working {key} stands twice")
        if isinstance(word, tuple):
            self.constants[key] = list(word)
            return
        self.steps[key] = _compiled(key[0], word)
        for part in c.words_in(word):
            if isinstance(part, c.GUARDS):
                self.reads.add((key[0], part.column))
            elif isinstance(part, c.Running | c.Above):
                self.growing.add(key)

    def answer(self, typed: Typed) -> Sheet:
        return Sheet(self, typed)


class Sheet:
    """`_work` for one set of answers, worked out column by column when asked."""

    def __init__(self, program: Program, typed: Typed) -> None:
        self._program = program
        self._typed = typed
        self._done: dict[tuple[str, str], list[Answer]] = dict(program.constants)

    def column(self, table: str, name: str) -> list[Answer]:
        """Every row's answer; rows are in the order of the table."""
        key = (table, name)
        found = self._done.get(key)
        return self._work_out(key) if found is None else found

    def value(self, table: str, row: str, name: str) -> Answer:
        return self.column(table, name)[self._program.tables[table].rows.index(row)]

    def number(self, table: str, row: str, name: str) -> int:
        return int(self.value(table, row, name))

    def text(self, table: str, row: str, name: str) -> str:
        return str(self.value(table, row, name))

    def typed(self, table: str, column: str, row: int) -> object:
        cells = self._typed.get((table, column))
        return cells[row] if cells is not None and row < len(cells) else None

    def saying(self, columns: Mapping[tuple[str, str], list[Answer]]) -> Sheet:
        """The same sheet with other texts in these columns; whatever reads them reads the new ones."""
        made = Sheet(self._program, self._typed)
        made._done.update(columns)
        return made

    def _work_out(self, key: tuple[str, str]) -> list[Answer]:
        step, answers = self._program.steps[key], list[Answer]()
        if key in self._program.growing:
            self._done[key] = answers
        for row in range(len(self._program.tables[key[0]].rows)):
            answers.append(step(self, row))
        self._done[key] = answers
        return answers


def _compiled(table: str, word: c.Word) -> Step:
    if isinstance(word, c.Condition):
        test = _test(table, word)
        return lambda sheet, row: 1 if test(sheet, row) else 0
    return _value(table, word)


# what a typed cell is


def number_of(cell: object) -> float | None:
    """The number in a cell; a day is its number; None for all else, TRUE and FALSE too."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, dt.datetime):
        return (cell - _DAY_ZERO) / dt.timedelta(days=1)
    if isinstance(cell, dt.date):
        return float((cell - _DAY_ZERO.date()).days)
    return None


def trimmed(text: str) -> str:
    """As TRIM: plain spaces only, and runs of them joined."""
    return " ".join(part for part in text.split(" ") if part)


def filled(cell: object) -> bool:
    """As `Filled`."""
    return cell is not None and (not isinstance(cell, str) or trimmed(cell) != "")


def day_of(cell: object) -> int:
    """As `DateOf`."""
    number = number_of(cell)
    if number is None or not c.FIRST_DATE <= number < c.LAST_DATE + 1:
        return 0
    return int(number)


def figure(cell: object) -> float | None:
    """The figure in a cell, rounded to nine places; None when it is none."""
    number = number_of(cell)
    if number is None or not abs(number) < c.LARGEST_NUMBER:
        return None
    return rounded(number)


def rounded(number: float, places: int = 9) -> float:
    """Halves away from zero, of the number as it is written; whole numbers as int."""
    step = Decimal(1).scaleb(-places)
    found = float(Decimal(repr(float(number))).quantize(step, ROUND_HALF_UP))
    return int(found) if found.is_integer() else found


def number_in_words(number: float) -> str:
    """As a spreadsheet joins a number to a text: at most fifteen digits."""
    return f"{number:.15g}"


def day_number(day: dt.date) -> int:
    """A day as Excel counts days."""
    return (day - _DAY_ZERO.date()).days


def day_from_number(number: int) -> dt.date:
    return _DAY_ZERO.date() + dt.timedelta(days=number)


def months_before(number: int, months: int) -> int:
    """As EDATE with a negative number: the last day of the month when the day is not in it."""
    if number == 0:
        return 0
    day = day_from_number(number)
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - dt.timedelta(days=1)).day
    return day_number(dt.date(year, month + 1, min(day.day, last)))


def day_in_words(number: int) -> str:
    if number == 0:
        return ""
    day = day_from_number(number)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


# conditions


def _test(table: str, word: c.Condition) -> Test:
    match word:
        case c.Filled(column):
            return lambda sheet, row: filled(sheet.typed(table, column, row))
        case c.IsDate(column):
            return lambda sheet, row: day_of(sheet.typed(table, column, row)) > 0
        case c.NotADate(column):
            return lambda sheet, row: _not_a_date(sheet.typed(table, column, row))
        case c.IsNumber(column):
            return lambda sheet, row: figure(sheet.typed(table, column, row)) is not None
        case c.Is(flag):
            value = _value(table, flag)
            return lambda sheet, row: value(sheet, row) == 1
        case c.Same(one, other):
            a, b = _value(table, one), _value(table, other)
            return lambda sheet, row: _same(a(sheet, row), b(sheet, row))
        case c.AtLeast(one, other):
            a, b = _value(table, one), _value(table, other)
            return lambda sheet, row: _number(a(sheet, row)) >= _number(b(sheet, row))
        case c.StartsWith(text, prefix):
            a, n, low = _value(table, text), len(prefix), prefix.lower()
            return lambda sheet, row: str(a(sheet, row))[:n].lower() == low
        case c.Every(parts):
            tests = [_test(table, part) for part in parts]
            return lambda sheet, row: all(test(sheet, row) for test in tests)
        case c.Some(parts):
            tests = [_test(table, part) for part in parts]
            return lambda sheet, row: any(test(sheet, row) for test in tests)
        case c.Not(part):
            test = _test(table, part)
            return lambda sheet, row: not test(sheet, row)
    raise TypeError(f"no answer for {word!r}")


def _not_a_date(cell: object) -> bool:
    return filled(cell) and day_of(cell) == 0


def _number(answer: Answer) -> float:
    assert not isinstance(answer, str)
    return answer


def _same(one: Answer, other: Answer) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return one == other


# values


def _value(table: str, word: c.Operand) -> Step:
    match word:
        case str() | int() | float():
            return lambda sheet, row: word
        case c.CleanText(column):
            return lambda sheet, row: _text(sheet.typed(table, column, row))
        case c.DateOf(column):
            return lambda sheet, row: day_of(sheet.typed(table, column, row))
        case c.Sum(parts):
            steps = [_value(table, part) for part in parts]
            return lambda sheet, row: sum(_number(step(sheet, row)) for step in steps)
        case c.Less(one, other):
            a, b = _value(table, one), _value(table, other)
            return lambda sheet, row: _number(a(sheet, row)) - _number(b(sheet, row))
        case c.MonthsBefore(day, months):
            a = _value(table, day)
            return lambda sheet, row: months_before(int(a(sheet, row)), months)
        case c.DateWords(day):
            a = _value(table, day)
            return lambda sheet, row: day_in_words(int(a(sheet, row)))
        case c.Join(parts):
            steps = [_value(table, part) for part in parts]
            return lambda sheet, row: "".join(_joined(step(sheet, row)) for step in steps)
        case c.Case(cases, otherwise):
            return _case(table, cases, otherwise)
        case c.Running():
            return _running(table, word)
        case c.EachRow(words):
            each = [_value(table, part) for part in words]
            return lambda sheet, row: each[row](sheet, row)
    return _arithmetic(table, word)


def _joined(answer: Answer) -> str:
    return answer if isinstance(answer, str) else number_in_words(answer)


def _arithmetic(table: str, word: c.Value) -> Step:
    match word:
        case c.NumberOf(column):
            return lambda sheet, row: figure(sheet.typed(table, column, row)) or 0
        case c.Times(one, other):
            a, b = _value(table, one), _value(table, other)
            return lambda sheet, row: _number(a(sheet, row)) * _number(b(sheet, row))
        case c.Percent(one, whole):
            a, b = _value(table, one), _value(table, whole)
            return lambda sheet, row: _percent(_number(a(sheet, row)), _number(b(sheet, row)))
        case c.Largest(parts) | c.Smallest(parts):
            steps = [_value(table, part) for part in parts]
            pick = max if isinstance(word, c.Largest) else min
            return lambda sheet, row: pick(_number(step(sheet, row)) for step in steps)
        case c.Rounded(number, places):
            a = _value(table, number)
            return lambda sheet, row: rounded(_number(a(sheet, row)), places)
        case c.WholeBelow(number):
            a = _value(table, number)
            return lambda sheet, row: math.floor(_number(a(sheet, row)))
        case c.Size(number):
            a = _value(table, number)
            return lambda sheet, row: abs(_number(a(sheet, row)))
        case c.LogOf(number):
            a = _value(table, number)
            return lambda sheet, row: _log(_number(a(sheet, row)))
        case c.Shown(number, places):
            a = _value(table, number)
            return lambda sheet, row: number_in_words(rounded(_number(a(sheet, row)), places))
        case c.QuarterOf(day):
            a = _value(table, day)
            return lambda sheet, row: (day_from_number(int(a(sheet, row))).month + 2) // 3
    return _reference(table, word)


def _percent(one: float, whole: float) -> float:
    return rounded(100 * one / whole, 6) if whole else 0


def _log(number: float) -> float:
    return rounded(math.log(number)) if number > 0 else 0


def _text(cell: object) -> str:
    return trimmed(cell) if isinstance(cell, str) else ""


def _case(table: str, cases: tuple[tuple[c.Condition, c.Operand], ...], otherwise: c.Operand) -> Step:
    steps = [(_test(table, condition), _value(table, value)) for condition, value in cases]
    last = _value(table, otherwise)

    def step(sheet: Sheet, row: int) -> Answer:
        for test, value in steps:
            if test(sheet, row):
                return value(sheet, row)
        return last(sheet, row)

    return step


def _running(table: str, word: c.Running) -> Step:
    when, text = _test(table, word.when), _value(table, word.text)

    def step(sheet: Sheet, row: int) -> Answer:
        above = str(sheet.column(table, word.own)[row - 1]) if row else ""
        if not when(sheet, row):
            return above
        return above + (word.separator if above else "") + _joined(text(sheet, row))

    return step


def _reference(table: str, word: c.Value) -> Step:
    match word:
        case c.Col(name):
            return lambda sheet, row: sheet.column(table, name)[row]
        case c.Above(name, first):
            return lambda sheet, row: sheet.column(table, name)[row - 1] if row else first
        case c.Field(other, key, name):
            return lambda sheet, row: sheet.value(other, key, name)
        case c.CountRows(other, where):
            return _count(table, other, where)
        case c.SumOf(other, name):
            return lambda sheet, row: sum(_number(v) for v in sheet.column(other, name))
        case c.FirstOf(other, name):
            return lambda sheet, row: _first(sheet.column(other, name))
        case c.FirstAt(other, name, number):
            sought = _value(table, number)
            return lambda sheet, row: _first(sheet.column(other, name), sought(sheet, row))
        case c.NextAfter(other, first, last, number):
            least = _value(table, number)
            return lambda sheet, row: _next(sheet, other, (first, last), _number(least(sheet, row)))
        case c.LineOf():
            return lambda sheet, row: row + 2
        case c.LastOf(other, name):
            return lambda sheet, row: sheet.column(other, name)[-1]
        case c.PositionOf(other, name, text):
            wanted = _value(table, text)
            return lambda sheet, row: _position(sheet, other, name, wanted(sheet, row))
        case c.At(other, name, position, missing):
            place = _value(table, position)
            return lambda sheet, row: _at(sheet.column(other, name), int(place(sheet, row)), missing)
    raise TypeError(f"no answer for {word!r}")


def _count(table: str, other: str, where: tuple[tuple[str, c.Operand], ...]) -> Step:
    pairs = [(name, _value(table, value)) for name, value in where]

    def step(sheet: Sheet, row: int) -> Answer:
        columns = [sheet.column(other, name) for name, _ in pairs]
        wanted = [value(sheet, row) for _, value in pairs]
        if len(columns) == 1:
            return columns[0].count(wanted[0])
        return list(zip(*columns, strict=True)).count(tuple(wanted))

    return step


def _first(column: list[Answer], number: Answer = 1) -> int:
    return column.index(number) + 1 if number in column else 0


def _next(sheet: Sheet, table: str, names: tuple[str, str], number: float) -> float:
    larger = [n for name in names for v in sheet.column(table, name) if (n := _number(v)) > number]
    return min(larger, default=0)


def _position(sheet: Sheet, table: str, name: str, wanted: Answer) -> int:
    numbers = sheet.column(table, "n")
    found = (n for v, n in zip(sheet.column(table, name), numbers, strict=True) if _same(v, wanted))
    return sum(int(n) for n in found)


def _at(column: list[Answer], position: int, missing: Answer) -> Answer:
    return column[position - 1] if position else missing
