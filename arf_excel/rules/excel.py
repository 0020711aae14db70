"""A word of `conditions` as a formula that Excel 2010, Excel on the web and LibreOffice read alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from arf_excel.rules import conditions as c

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONGEST_STRING = 127
"""Excel reads 255 in a formula and counts some characters, such as emoji, twice."""


class Places(Protocol):
    """Where things stand in the workbook, as references a formula can use."""

    def typed(self, table: str, row: int, column: str) -> str: ...
    def work(self, table: str, row: int, name: str) -> str: ...
    def work_fixed(self, table: str, row: int, name: str) -> str: ...
    def work_range(self, table: str, name: str) -> str: ...
    def work_block(self, table: str, first: str, last: str) -> str: ...
    def line(self, table: str, row: int) -> str: ...
    def row_of(self, table: str, row: str) -> int: ...
    def last_row(self, table: str) -> int: ...


@dataclass(frozen=True)
class Here:
    """The row that a formula stands in: table and row number from 0."""

    places: Places
    table: str
    row: int

    def typed(self, column: str) -> str:
        return self.places.typed(self.table, self.row, column)

    def formula(self, word: c.Word) -> str:
        """The formula of a column, without '='; a condition gives 1 or 0."""
        if isinstance(word, c.Condition):
            return f"IF({self.condition(word)},1,0)"
        return self.value(word)

    def condition(self, word: c.Condition) -> str:
        match word:
            case c.Filled(column):
                return f"IFERROR(LEN(TRIM({self.typed(column)}))>0,TRUE)"
            case c.IsDate(column):
                return f"{self.value(c.DateOf(column))}>0"
            case c.NotADate(column):
                return f"AND({self.condition(c.Filled(column))},{self.value(c.DateOf(column))}=0)"
            case c.IsNumber(column):
                cell = self.typed(column)
                number = f"IF(ISNUMBER({cell}),ABS({cell})<{c.LARGEST_NUMBER},FALSE)"
                return f"IF(ISLOGICAL({cell}),FALSE,{number})"
            case c.Is(flag):
                return f"{self.value(flag)}=1"
            case c.Same(one, other):
                return f"{self.value(one)}={self.value(other)}"
            case c.AtLeast(one, other):
                return f"{self.value(one)}>={self.value(other)}"
            case c.StartsWith(text, prefix):
                return f"LEFT({self.value(text)},{len(prefix)})={quoted(prefix)}"
            case c.Every(parts):
                return self._logic("AND", parts)
            case c.Some(parts):
                return self._logic("OR", parts)
            case c.Not(part):
                return f"NOT({self.condition(part)})"
            case _:
                raise TypeError(f"no formula for {word!r}")

    def _logic(self, function: str, parts: tuple[c.Condition, ...]) -> str:
        if not parts:
            return "TRUE" if function == "AND" else "FALSE"
        return f"{function}({','.join(self.condition(part) for part in parts)})"

    def value(self, word: c.Operand) -> str:
        match word:
            case str():
                return quoted(word)
            case int() | float():
                return f"{word:.15g}" if word >= 0 else f"({word:.15g})"
            case c.CleanText(column):
                return f'IFERROR(TRIM(T({self.typed(column)})),"")'
            case c.DateOf(column):
                cell = self.typed(column)
                inside = f"AND(N({cell})>={c.FIRST_DATE},N({cell})<{c.LAST_DATE + 1})"
                return f"IFERROR(IF({inside},INT({cell}),0),0)"
            case c.NumberOf(column):
                return f"IF({self.condition(c.IsNumber(column))},ROUND({self.typed(column)},9),0)"
            case c.Sum(parts):
                return f"({'+'.join(self.value(part) for part in parts) or '0'})"
            case c.Less(one, other):
                return f"({self.value(one)}-{self.value(other)})"
            case c.MonthsBefore(day, months):
                cell = self.value(day)
                return f"IF({cell}=0,0,EDATE({cell},{-months}))"
            case c.DateWords(day):
                return date_words(self.value(day))
            case c.Join(parts):
                return f"({'&'.join(self.value(part) for part in parts) or quoted('')})"
            case c.Case(cases, otherwise):
                return self._case(cases, otherwise)
            case c.Running(own, when, text, separator):
                return self._running(own, when, text, separator)
            case c.EachRow(words):
                return self.value(words[self.row])
            case _:
                return self._arithmetic(word)

    def _arithmetic(self, word: c.Value) -> str:
        match word:
            case c.Times(one, other):
                return f"({self.value(one)}*{self.value(other)})"
            case c.Percent(one, whole):
                cell = self.value(whole)
                return f"IF({cell}=0,0,ROUND(100*{self.value(one)}/{cell},6))"
            case c.Largest(parts):
                return f"MAX({','.join(self.value(part) for part in parts)})"
            case c.Smallest(parts):
                return f"MIN({','.join(self.value(part) for part in parts)})"
            case c.Rounded(number, places):
                return f"ROUND({self.value(number)},{places})"
            case c.WholeBelow(number):
                return f"INT({self.value(number)})"
            case c.Size(number):
                return f"ABS({self.value(number)})"
            case c.LogOf(number):
                cell = self.value(number)
                return f"IF({cell}>0,ROUND(LN({cell}),9),0)"
            case c.Shown(number, places):
                # + 0: an engine that keeps a zero's sign shows -0.04 as '-0'
                return f'ROUND({self.value(number)},{places})+0&""'
            case c.QuarterOf(day):
                return f"INT((MONTH({self.value(day)})+2)/3)"
            case _:
                return self._reference(word)

    def _reference(self, word: c.Value) -> str:
        places = self.places
        match word:
            case c.Col(name):
                return places.work(self.table, self.row, name)
            case c.Above(name, first):
                return self.value(first) if self.row == 0 else places.work(self.table, self.row - 1, name)
            case c.Field(table, row, name):
                return places.work_fixed(table, places.row_of(table, row), name)
            case c.CountRows(table, where):
                pairs = ",".join(f"{places.work_range(table, n)},{self.value(v)}" for n, v in where)
                return f"COUNTIFS({pairs})"
            case c.SumOf(table, name):
                return f"SUM({places.work_range(table, name)})"
            case c.FirstOf(table, name):
                return f"IFERROR(MATCH(1,{places.work_range(table, name)},0),0)"
            case c.FirstAt(table, name, number):
                return f"IFERROR(MATCH({self.value(number)},{places.work_range(table, name)},0),0)"
            case c.NextAfter(table, first, last, number):
                block = places.work_block(table, first, last)
                return f'IFERROR(SMALL({block},COUNTIF({block},"<="&{self.value(number)})+1),0)'
            case c.LineOf():
                return places.line(self.table, self.row)
            case c.LastOf(table, name):
                return places.work_fixed(table, places.last_row(table), name)
            case c.PositionOf(table, name, text):
                found = f"({places.work_range(table, name)}={self.value(text)})"
                numbers = places.work_range(table, "n")
                return f"SUMPRODUCT({found}*{numbers})"
            case c.At(table, name, position, missing):
                cell = self.value(position)
                at = f"INDEX({places.work_range(table, name)},{cell})"
                return f"IF({cell}=0,{self.value(missing)},{at})"
            case _:
                raise TypeError(f"no formula for {word!r}")

    def _case(self, cases: tuple[tuple[c.Condition, c.Operand], ...], otherwise: c.Operand) -> str:
        formula = self.value(otherwise)
        for condition, value in reversed(cases):
            formula = f"IF({self.condition(condition)},{self.value(value)},{formula})"
        return formula

    def _running(self, own: str, when: c.Condition, text: c.Operand, separator: str) -> str:
        above = self.value(c.Above(own, ""))
        if self.row == 0:
            return f'IF({self.condition(when)},""&{self.value(text)},"")'
        added = f'{above}&IF({above}="","",{quoted(separator)})&{self.value(text)}'
        return f"IF({self.condition(when)},{added},{above})"


def quoted(text: str) -> str:
    """A text as Excel writes it in a formula, in pieces that it accepts."""
    pieces = [text[i : i + _LONGEST_STRING] for i in range(0, len(text), _LONGEST_STRING)] or [""]
    inside = "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
    return inside if len(pieces) == 1 else f"({inside})"


def date_words(cell: str) -> str:
    """A day in words whatever the language of the program: TEXT(…,"mmmm") is not."""
    months = ",".join(quoted(month) for month in MONTHS)
    return f'IF({cell}=0,"",DAY({cell})&" "&CHOOSE(MONTH({cell}),{months})&" "&YEAR({cell}))'


__all__ = ["Here", "Places", "date_words", "quoted"]
