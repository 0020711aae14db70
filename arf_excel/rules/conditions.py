"""The few frozen words that rules are made of, each read as a formula and as Python's answer.

A `Condition` is true or false, a `Value` a number or a text. Cells that people type into are read only by
the guards (`Filled`, `CleanText`, `IsDate`, `DateOf`, `NotADate`, `IsNumber`, `NumberOf`); all else stands
on columns of `_work` that the guards filled, so that every engine gives the same answer:

- a date is a number, whole days counted; TRIM takes plain spaces and joins runs; 0 is not blank; an error
  is not a blank; two texts are the same whatever their capitals;
- rows are counted by numbers only, so no wildcard or operator in a text can play a part;
- no comparison stands on a raw decimal: numbers are rounded to nine places, halves away from zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass

FIRST_DATE, LAST_DATE = 36526, 73050
"""1 January 2000 and 31 December 2099: a number outside is not taken for a date."""


LARGEST_NUMBER = 1_000_000_000
"""A number of that size or more is not taken for a figure."""


class Value:
    """A number or a text."""


class Condition:
    """True or false; 1 or 0 in a cell."""


Operand = Value | str | int | float
"""Plain str, int and float stand for themselves."""


# guards: the only words that read a typed cell of the row


@dataclass(frozen=True)
class Filled(Condition):
    """Something is in the cell: also 0, FALSE and an error."""

    column: str


@dataclass(frozen=True)
class CleanText(Value):
    """The text in the cell, trimmed; '' for a number, an error or nothing."""

    column: str


@dataclass(frozen=True)
class IsDate(Condition):
    """A number that can be a date of this century."""

    column: str


@dataclass(frozen=True)
class NotADate(Condition):
    """Something is in the cell and it is no date of this century."""

    column: str


@dataclass(frozen=True)
class DateOf(Value):
    """The day in the cell as a whole number; 0 when it is no date."""

    column: str


@dataclass(frozen=True)
class IsNumber(Condition):
    """A number that can be a figure; TRUE and FALSE are none."""

    column: str


@dataclass(frozen=True)
class NumberOf(Value):
    """The figure in the cell, rounded to nine places; 0 when it is none."""

    column: str


# columns of _work


@dataclass(frozen=True)
class LineOf(Value):
    """Where the row with this row's id stands on the sheet, the header being 1; a line that is empty when
    it is gone."""


@dataclass(frozen=True)
class Col(Value):
    """This row's value in a column of the same table."""

    name: str


@dataclass(frozen=True)
class Above(Value):
    """The row above's value; `first` on the first row."""

    name: str
    first: str | int


@dataclass(frozen=True)
class Field(Value):
    """One named row's value in a column of another table."""

    table: str
    row: str
    name: str


@dataclass(frozen=True)
class CountRows(Value):
    """How many rows of a table have these numbers in these columns."""

    table: str
    where: tuple[tuple[str, Operand], ...]


@dataclass(frozen=True)
class SumOf(Value):
    table: str
    name: str


@dataclass(frozen=True)
class FirstOf(Value):
    """The position, from 1, of the first row with 1 in the column; 0 when there is none."""

    table: str
    name: str


@dataclass(frozen=True)
class FirstAt(Value):
    """The position, from 1, of the first row with this number in the column; 0 when there is none."""

    table: str
    name: str
    number: Operand


@dataclass(frozen=True)
class NextAfter(Value):
    """The smallest number in two columns that stand side by side that is larger than this one; 0 for none."""

    table: str
    first: str
    last: str
    number: Operand


@dataclass(frozen=True)
class LastOf(Value):
    """The last row's value: the whole of a running list."""

    table: str
    name: str


@dataclass(frozen=True)
class PositionOf(Value):
    """The position, from 1, of the one row whose column holds this text; 0 when there is none."""

    table: str
    name: str
    text: Operand


@dataclass(frozen=True)
class At(Value):
    """The value at a position from 1; `missing` at 0."""

    table: str
    name: str
    position: Operand
    missing: str | int


# logic


@dataclass(frozen=True)
class Is(Condition):
    """A 0/1 column of this row, or any 0/1 value, is 1."""

    flag: Operand


@dataclass(frozen=True)
class Same(Condition):
    one: Operand
    other: Operand


@dataclass(frozen=True)
class AtLeast(Condition):
    one: Operand
    other: Operand


@dataclass(frozen=True)
class StartsWith(Condition):
    text: Operand
    prefix: str


@dataclass(frozen=True)
class Every(Condition):
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Some(Condition):
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Not(Condition):
    condition: Condition


# values made of values


@dataclass(frozen=True)
class Sum(Value):
    parts: tuple[Operand, ...]


@dataclass(frozen=True)
class Less(Value):
    """One number less another."""

    one: Operand
    other: Operand


@dataclass(frozen=True)
class Times(Value):
    one: Operand
    other: Operand


@dataclass(frozen=True)
class Percent(Value):
    """One number as a percentage of another, rounded to six places; 0 of nothing."""

    one: Operand
    whole: Operand


@dataclass(frozen=True)
class Largest(Value):
    parts: tuple[Operand, ...]


@dataclass(frozen=True)
class Smallest(Value):
    parts: tuple[Operand, ...]


@dataclass(frozen=True)
class Rounded(Value):
    """Halves away from zero."""

    number: Operand
    places: int = 9


@dataclass(frozen=True)
class WholeBelow(Value):
    """The largest whole number that is not larger."""

    number: Operand


@dataclass(frozen=True)
class Size(Value):
    """The number without its sign."""

    number: Operand


@dataclass(frozen=True)
class LogOf(Value):
    """The natural logarithm, rounded; 0 for a number that is not positive."""

    number: Operand


@dataclass(frozen=True)
class Shown(Value):
    """A number in words: '14.4'. Smaller than `LARGEST_NUMBER`."""

    number: Operand
    places: int = 1


@dataclass(frozen=True)
class QuarterOf(Value):
    """1 for January to March."""

    day: Operand


@dataclass(frozen=True)
class MonthsBefore(Value):
    """The day that many months earlier, as EDATE counts; 0 when there is no day. Negative: later."""

    day: Operand
    months: int


@dataclass(frozen=True)
class DateWords(Value):
    """'3 October 2026'; '' for 0."""

    day: Operand


@dataclass(frozen=True)
class Join(Value):
    """Texts and whole numbers one after the other."""

    parts: tuple[Operand, ...]


@dataclass(frozen=True)
class Case(Value):
    """The value beside the first condition that is true."""

    cases: tuple[tuple[Condition, Operand], ...]
    otherwise: Operand


@dataclass(frozen=True)
class Running(Value):
    """A list that grows down the column: 'Bronze 2, Bronze 4'. `own` is the column's own name."""

    own: str
    when: Condition
    text: Operand
    separator: str = ", "


@dataclass(frozen=True)
class EachRow(Value):
    """A word of its own in each row of the column."""

    words: tuple[Operand, ...]


Word = Value | Condition


def every(*conditions: Condition) -> Condition:
    return Every(conditions)


def some(*conditions: Condition) -> Condition:
    return Some(conditions)


def case(*cases: tuple[Condition, Operand], otherwise: Operand = "") -> Value:
    return Case(cases, otherwise)


def rows(table: str, **where: Operand) -> Value:
    return CountRows(table, tuple(where.items()))


GUARDS = (Filled, CleanText, IsDate, NotADate, DateOf, IsNumber, NumberOf)
"""The words that read a cell that people type in."""


def words_in(word: object) -> Iterator[object]:
    """A word and all that it is made of."""
    yield word
    parts = word if isinstance(word, tuple) else vars(word).values() if is_dataclass(word) else ()
    for part in parts:
        yield from words_in(part)


@dataclass(frozen=True)
class Column:
    """A column of `_work`: its name and what stands in each row, a word or one constant a row."""

    name: str
    word: Word | tuple[str | int, ...]


@dataclass(frozen=True)
class Table:
    """A table of `_work`: one row for each row that it reads, in the order of the sheet."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]


Workings = tuple[Table, ...]
"""All of `_work`."""
