"""Each word of the rules by itself: what a person works out, what Python answers, what the formula gives."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from arf_excel.intake.grid import CellError
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import (
    CleanText,
    Col,
    Column,
    DateOf,
    Filled,
    IsDate,
    IsNumber,
    NotADate,
    NumberOf,
    case,
)
from arf_excel.rules.excel import MONTHS, Here, date_words, quoted
from arf_excel.rules.python import (
    Program,
    Sheet,
    day_from_number,
    day_in_words,
    day_number,
    day_of,
    filled,
    months_before,
    number_of,
    trimmed,
)
from tests.known_differences import known
from tests.office import formualizer_engine
from tests.office.compare import same
from tests.office.libreoffice import LibreOffice

LEAP, END = dt.date(2024, 2, 29), dt.date(2026, 8, 31)
A = "a"
"""The typed column of the small sheets here."""
BLANK = [None, "", " ", "    "]
LONG = 'He said "yes" and "no". ' * 40
ROWS = ("alpha", "beta", "star", "alpha two")

Row = tuple[c.Word, object, object]
"""A word, what is typed in the cell it reads, and what it comes to."""

LISTS = c.Table(
    "lists",
    ROWS,
    (
        Column("n", (1, 2, 3, 4)),
        Column("label", ("Alpha", "beta", "*", "Alpha?")),
        Column("flag", (0, 1, 1, 0)),
        Column("kind", (2, 2, 1, 2)),
        Column("nothing", (0, 0, 0, 0)),
        Column("key_1", (0, 205, 203, 203)),
        Column("key_2", (204, 0, 203, 0)),
        Column("running", c.Running("running", c.Is(Col("flag")), Col("label"))),
        Column("strokes", c.Running("strokes", c.Same(Col("kind"), 2), c.Sum((Col("n"), 10)), " / ")),
        Column("total", c.Sum((c.Above("total", 100), Col("n")))),
        Column("each", c.EachRow(("one", 2, Col("label"), c.Join(("x", Col("n")))))),
        Column("line", c.LineOf()),
    ),
)


def position(name: str = "label") -> c.Value:
    return c.PositionOf("lists", name, CleanText(A))


def month_ends() -> list[Row]:
    days = [
        ("2024-02-29", 12, "2023-02-28"),
        ("2025-02-28", 12, "2024-02-28"),
        ("2026-08-31", 6, "2026-02-28"),
    ]
    days += [
        ("2024-08-31", 6, "2024-02-29"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-31", 2, "2025-11-30"),
    ]
    days += [
        ("2026-01-01", 1, "2025-12-01"),
        ("2026-12-31", 24, "2024-12-31"),
        ("2000-01-01", 12, "1999-01-01"),
    ]
    days += [
        ("2026-12-15", 12, "2025-12-15"),
        ("2026-01-15", 13, "2024-12-15"),
        ("2026-05-31", 0, "2026-05-31"),
    ]
    days += [
        # later: from one quarterly meeting to the next
        ("2025-10-01", -4, "2026-02-01"),
        ("2025-10-31", -4, "2026-02-28"),
        ("2023-10-31", -4, "2024-02-29"),
        ("2024-02-29", -12, "2025-02-28"),
        ("2026-10-03", -4, "2027-02-03"),
        ("2099-12-31", -4, "2100-04-30"),
    ]
    return [
        (
            c.MonthsBefore(DateOf(A), months),
            dt.date.fromisoformat(day),
            day_number(dt.date.fromisoformat(earlier)),
        )
        for day, months, earlier in days
    ]


NO_FIGURES = (*BLANK, True, False, "14.4", "1", " 3 ", "two", "1e5", 1e9, -1e9, 1e20, -1e20, 9.99e307)
FIGURES: list[tuple[object, float]] = [
    *((number, number) for number in (0, 1, -1, 14.4, -2.5, 0.7, 999_999_999, -999_999_999, 1e-9)),
    *((4e-10, 0), (-4e-10, 0), (0.12345678949, 0.123456789), (0.1234567895, 0.12345679)),
    *((LEAP, 45351), (dt.datetime(2024, 2, 29, 12), 45351.5)),
]


def figures() -> list[Row]:
    """What a figure is: no text, TRUE or error, and smaller than a thousand million."""
    errors = [CellError(code) for code in ("#N/A", "#REF!", "#DIV/0!")]
    return [
        *((IsNumber(A), cell, 0) for cell in (*NO_FIGURES, *errors)),
        *((NumberOf(A), cell, 0) for cell in (*NO_FIGURES, *errors)),
        *((IsNumber(A), cell, 1) for cell, _ in FIGURES),
        *((NumberOf(A), cell, number) for cell, number in FIGURES),
    ]


def each(word: Callable[[c.Value], c.Word], *pairs: tuple[object, object]) -> list[Row]:
    """The word of the figure that is typed, for each pair of what is typed and what it comes to."""
    return [(word(NumberOf(A)), cell, wanted) for cell, wanted in pairs]


def as_far(number: c.Value) -> c.Condition:
    """As far from 1 as 1.25 is, on a log scale."""
    return c.Same(c.Size(c.LogOf(number)), c.Size(c.LogOf(1.25)))


def arithmetic() -> list[Row]:
    """Halves away from zero; whole numbers below; nothing divided by nothing."""
    return [
        *each(lambda n: c.Rounded(n, 0), (2.5, 3), (-2.5, -3), (0.5, 1), (-0.5, -1), (3.5, 4), (2.4999, 2)),
        *each(lambda n: c.Rounded(n, 2), (1.005, 1.01), (-1.005, -1.01), (2.675, 2.68), (0.285, 0.29)),
        *each(lambda n: c.Rounded(n, 2), (1.0049, 1), (8.345, 8.35), (1.115, 1.12), (-0.004, 0), ("2.5", 0)),
        *each(lambda n: c.Rounded(c.Times(n, 0.01), 6), (14.4, 0.144), (28.6, 0.286), (0.00005, 0.000001)),
        *each(lambda n: c.Rounded(c.Less(n, 0.2)), (0.3, 0.1), (0.1, -0.1), (0.2, 0)),
        *each(lambda n: c.Rounded(c.Sum((n, 0.2))), (0.1, 0.3), (0.7, 0.9)),
        *each(lambda n: c.Times(n, 100), (2.5, 250), (-1, -100), (0, 0), (999_999_999, 99_999_999_900)),
        *each(lambda n: c.Times(n, c.Less(1, 3)), (2.5, -5), ("2.5", 0)),
        *each(lambda n: c.Percent(n, 3), (1, 33.333333), (2, 66.666667), (3, 100), (0, 0), (-1, -33.333333)),
        *each(lambda n: c.Percent(412, n), (415, 99.277108), (412, 100), (0, 0), (None, 0), ("415", 0)),
        *each(lambda n: c.Percent(n, 8), (1, 12.5), (5, 62.5)),
        *each(lambda n: c.Largest((1, n)), (0.7, 1), (2.5, 2.5), (-3, 1), (None, 1)),
        *each(lambda n: c.Largest((n, c.Less(n, 1))), (-3, -3), (0, 0)),
        *each(lambda n: c.Smallest((1, n, 999)), (0.7, 0.7), (2.5, 1), (-3, -3), (None, 0)),
        *each(c.WholeBelow, (2.5, 2), (-2.5, -3), (-0.5, -1), (3, 3), (2.999999999, 2), (0.7, 0), ("2.5", 0)),
        *each(lambda n: c.WholeBelow(c.Sum((n, 0.5))), (0.7, 1), (2.5, 3), (2.499999, 2), (2.016, 2), (0, 0)),
        *each(c.Size, (-2.5, 2.5), (2.5, 2.5), (0, 0), (None, 0), (-1e-9, 1e-9)),
        *each(c.LogOf, (1, 0), (0, 0), (-1, 0), (None, 0), ("2", 0), (1.25, 0.223143551)),
        *each(
            c.LogOf,
            (0.8, -0.223143551),
            (10, 2.302585093),
            (1e-9, -20.723265837),
            (2, 0.693147181),
            (0.5, -0.693147181),
        ),
        *each(as_far, (0.8, 1), (1.25, 1), (1.2, 0), (0.81, 0)),
        *each(lambda n: c.AtLeast(c.Times(n, 100), c.Times(412, 95)), (392, 1), (391.4, 1), (391, 0)),
    ]


def in_words() -> list[Row]:
    """A number as a sentence shows it."""
    return [
        *each(c.Shown, (14.4, "14.4"), (14.45, "14.5"), (99.95, "100"), (99.949, "99.9"), (0.05, "0.1")),
        *each(c.Shown, (-0.05, "-0.1"), (-0.04, "0"), (0, "0"), (12, "12"), (-1.25, "-1.3"), (None, "0")),
        *each(c.Shown, (999_999_999, "999999999"), (123456789.25, "123456789.3"), ("14.4", "0")),
        *each(lambda n: c.Shown(n, 2), (1.005, "1.01"), (2.016, "2.02"), (1.5, "1.5"), (-4.505, "-4.51")),
        *each(lambda n: c.Shown(n, 0), (2.5, "3"), (-2.5, "-3")),
        *each(lambda n: c.Shown(c.Rounded(c.Times(c.Times(n, 15), 0.01), 6), 2), (16.9, "2.54"), (33.3, "5")),
        *each(lambda n: c.Shown(c.Percent(n, 415)), (412, "99.3"), (415, "100"), (0, "0")),
        *each(lambda n: c.Join((n, " of ", c.Less(415, 3))), (411, "411 of 412"), (0.7, "0.7 of 412")),
    ]


def quarters() -> list[Row]:
    days = (("2026-01-01", 1), ("2026-01-25", 1), ("2026-03-28", 1), ("2026-03-31", 1), ("2026-04-01", 2))
    days += (("2026-06-27", 2), ("2026-06-30", 2), ("2026-07-01", 3), ("2026-10-03", 4), ("2024-02-29", 1))
    days += (("2026-09-30", 3), ("2026-12-31", 4), ("2000-01-01", 1), ("2099-12-31", 4))
    return [(c.QuarterOf(DateOf(A)), dt.date.fromisoformat(day), quarter) for day, quarter in days]


def first_at(number: c.Operand) -> c.Value:
    return c.FirstAt("lists", "key_1", number)


def next_after(number: c.Operand) -> c.Value:
    return c.NextAfter("lists", "key_1", "key_2", number)


WORDS: list[Row] = [
    *((Filled(A), blank, 0) for blank in BLANK),
    *(
        (Filled(A), cell, 1)
        for cell in (0, 1, -1.5, 1e20, True, False, "x", " x ", "0", "\u00a0", "\n", "\t")
    ),
    *((Filled(A), CellError(code), 1) for code in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!")),
    *((CleanText(A), cell, "") for cell in (*BLANK, 0, 45000, True, False, CellError("#N/A"))),
    (CleanText(A), "  two   words  ", "two words"),
    (CleanText(A), "two\u00a0words", "two\u00a0words"),
    (CleanText(A), "\u00a0x\u00a0", "\u00a0x\u00a0"),
    (CleanText(A), " one\ntwo ", "one\ntwo"),
    (CleanText(A), "=1+1", "=1+1"),
    (CleanText(A), "🎉 " * 3, "🎉 🎉 🎉"),
    (CleanText(A), "x" * 5000, "x" * 5000),
    *((DateOf(A), cell, 0) for cell in (*BLANK, 0, -1, 36525, 36525.9999, 73051, 1e20, -1e20, True, False)),
    *((DateOf(A), cell, 0) for cell in ("3 October 2026", "45000", CellError("#N/A"), CellError("#REF!"))),
    *((DateOf(A), cell, day) for cell, day in ((36526, 36526), (36526.99, 36526), (73050.99, 73050))),
    (DateOf(A), LEAP, 45351),
    (DateOf(A), dt.datetime(2024, 2, 29, 23, 59, 59), 45351),
    (DateOf(A), dt.datetime(2024, 3, 1), 45352),
    *((IsDate(A), cell, 0) for cell in (None, "", 36525.9, 73051, "45000", True, CellError("#N/A"))),
    *((IsDate(A), cell, 1) for cell in (36526, 73050.9, LEAP)),
    *((NotADate(A), cell, 0) for cell in (*BLANK, 36526, 73050.9, LEAP)),
    *((NotADate(A), cell, 1) for cell in (0, 36525.9, 73051, "45000", True, CellError("#N/A"))),
    # two texts are the same whatever their capitals; a number and a text never are
    *((c.Same(CleanText(A), "Yes"), cell, 1) for cell in ("Yes", "yes", " YES ", "yEs")),
    *((c.Same(CleanText(A), "Yes"), cell, 0) for cell in ("Yes.", "Y*", "Ye?", "", None, True, "=Yes", "No")),
    *(
        (c.Same(CleanText(A), word), word, 1)
        for word in ("*", "?", "~", "<>", ">0", "=1", "Łódź", "naïve CAFÉ")
    ),
    (c.Same(CleanText(A), "NAÏVE café"), "naïve CAFÉ", 1),
    (c.Same(CleanText(A), "x" * 300), "X" * 300, 1),
    (c.Same(CleanText(A), "x" * 300), "X" * 299, 0),
    (c.Same(CleanText(A), 1), "1", 0),
    (c.Same(CleanText(A), ""), None, 1),
    (c.Same(DateOf(A), 45351), LEAP, 1),
    *((c.StartsWith(CleanText(A), "Not us"), cell, 1) for cell in ("Not us", "NOT US, sorry", "  not  us")),
    *((c.StartsWith(CleanText(A), "Not us"), cell, 0) for cell in ("Not u", "It is not us", "", 5, "Not*us")),
    *((c.AtLeast(DateOf(A), 45351), cell, int(cell >= 45351)) for cell in (45350, 45351, 45351.5, 45352)),
    (c.Every(()), None, 1),
    (c.Some(()), None, 0),
    (c.Not(c.Every(())), None, 0),
    *((c.every(Filled(A), IsDate(A)), cell, wanted) for cell, wanted in ((LEAP, 1), ("x", 0), (None, 0))),
    *((c.some(IsDate(A), c.Same(CleanText(A), "x")), cell, n) for cell, n in ((LEAP, 1), ("X", 1), (0, 0))),
    (c.Is(c.Less(DateOf(A), 45350)), LEAP, 1),
    (c.Is(c.Less(DateOf(A), 45349)), LEAP, 0),
    # numbers and dates
    (c.Sum((1, DateOf(A), c.Less(3, 10))), LEAP, 45345),
    (c.Sum(()), None, 0),
    (c.Join(()), None, ""),
    (c.Less(1, c.Sum((2, 3))), None, -4),
    *month_ends(),
    (c.MonthsBefore(DateOf(A), 12), "soon", 0),
    *((c.DateWords(DateOf(A)), dt.date(2026, n, 3), f"3 {month} 2026") for n, month in enumerate(MONTHS, 1)),
    (c.DateWords(DateOf(A)), LEAP, "29 February 2024"),
    (c.DateWords(DateOf(A)), 73050.9, "31 December 2099"),
    (c.DateWords(DateOf(A)), "soon", ""),
    # texts
    (c.Join(("a", 1, c.Sum((2, 3)), CleanText(A))), " b  c ", "a15b c"),
    (c.Join((LONG, LONG)), None, LONG + LONG),
    (c.Join(('"',)), None, '"'),
    (c.Join(("🎉" * 300,)), None, "🎉" * 300),
    (case((Filled(A), "full"), (c.Every(()), "never mind"), otherwise="x"), "y", "full"),
    (case((Filled(A), "full"), (c.Every(()), "never mind"), otherwise="x"), None, "never mind"),
    (case(otherwise=7), None, 7),
    (case((Filled(A), LONG), otherwise=""), 0, LONG),
    # rows of another table
    *((position(), text, n) for text, n in (("ALPHA", 1), (" Beta ", 2), ("*", 3), ("alpha?", 4))),
    *(
        (position(), text, 0)
        for text in ("Alph*", "?", "", None, 1, CellError("#N/A"), "Alpha ?", "<>", "a" * 300)
    ),
    *(
        (c.At("lists", "label", position(), "none"), text, label)
        for text, label in (("BETA", "beta"), ("b", "none"))
    ),
    (c.At("lists", "n", 0, 9), None, 9),
    (c.CountRows("lists", (("flag", 1),)), None, 2),
    (c.rows("lists", kind=2, flag=1), None, 1),
    (c.rows("lists", kind=2, flag=0), None, 2),
    (c.rows("lists", kind=3), None, 0),
    (c.rows("lists", kind=c.Sum((1, 1))), None, 3),
    (c.SumOf("lists", "n"), None, 10),
    (c.FirstOf("lists", "flag"), None, 2),
    (c.FirstOf("lists", "nothing"), None, 0),
    (c.Field("lists", "star", "label"), None, "*"),
    (c.LastOf("lists", "running"), None, "beta, *"),
    (c.LastOf("lists", "strokes"), None, "11 / 12 / 14"),
    (c.LastOf("lists", "total"), None, 110),
    (c.LastOf("lists", "each"), None, "x4"),
    (c.Field("lists", "alpha", "each"), None, "one"),
    (c.Field("lists", "beta", "each"), None, 2),
    (c.Field("lists", "alpha", "running"), None, ""),
    *((c.Field("lists", row, "line"), None, n) for n, row in enumerate(ROWS, start=2)),
    *each(first_at, (205, 2), (203, 3), (0, 1), (204, 0), (-1, 0), (203.5, 0)),
    *each(next_after, (0, 203), (202.9, 203), (203, 204), (204, 205), (205, 0), (-1, 0), (1e8, 0)),
    # figures
    *figures(),
    *arithmetic(),
    *in_words(),
    *quarters(),
]


def as_value(word: c.Word) -> c.Operand:
    return case((word, 1), otherwise=0) if isinstance(word, c.Condition) else word


CASES = c.Table(
    "cases",
    tuple(str(n) for n in range(len(WORDS))),
    (Column("found", c.EachRow(tuple(as_value(word) for word, _, _ in WORDS))),),
)


class Places:
    """Two tables side by side on 'W', what is typed on 'Typed'."""

    tables = (LISTS, CASES)

    def typed(self, table: str, row: int, column: str) -> str:
        return f"Typed!A{row + 1}"

    def work(self, table: str, row: int, name: str) -> str:
        return f"{self._letter(table, name)}{row + 1}"

    def work_fixed(self, table: str, row: int, name: str) -> str:
        return f"${self._letter(table, name)}${row + 1}"

    def work_range(self, table: str, name: str) -> str:
        return self.work_block(table, name, name)

    def work_block(self, table: str, first: str, last: str) -> str:
        left, right = self._letter(table, first), self._letter(table, last)
        return f"${left}$1:${right}${self.last_row(table) + 1}"

    def line(self, table: str, row: int) -> str:
        return "ROW()+1"

    def row_of(self, table: str, row: str) -> int:
        return self._table(table).rows.index(row)

    def last_row(self, table: str) -> int:
        return len(self._table(table).rows) - 1

    def _table(self, name: str) -> c.Table:
        return next(table for table in self.tables if table.name == name)

    def _letter(self, table: str, name: str) -> str:
        columns = [(t.name, column.name) for t in self.tables for column in t.columns]
        return "ABCDEFGHIJKLMN"[columns.index((table, name))]


def write(path: Path) -> Path:
    """All cases as a workbook."""
    book = Workbook()
    typed, work = book.active, book.create_sheet("W")
    assert typed is not None
    typed.title = "Typed"
    for row, (_, cell, _) in enumerate(WORDS, start=1):
        place = typed.cell(row, 1)
        place.value = cell.code if isinstance(cell, CellError) else number_of(cell)
        if isinstance(cell, bool | str):
            place.value = cell
            place.data_type = "b" if isinstance(cell, bool) else "s"
    places = Places()
    for table in places.tables:
        for column in table.columns:
            for row in range(len(table.rows)):
                here = work[places.work(table.name, row, column.name)]
                if isinstance(column.word, tuple):
                    here.value = column.word[row]
                else:
                    here.value = f"={Here(places, table.name, row).formula(column.word)}"
    book.save(path)
    return path


def answered() -> Sheet:
    cells = {("cases", A): [cell for _, cell, _ in WORDS]}
    return Program((LISTS, CASES)).answer(cells)


def differing(values: dict[str, object], engine: str) -> list[str]:
    """The cases where an engine does not give what a person works out."""
    found = [
        f"{word} of {cell!r}: {values.get(Places().work('cases', row, 'found'))!r}, not {wanted!r}"
        for row, (word, cell, wanted) in enumerate(WORDS)
        if not known(engine, cell) and not same(wanted, values.get(Places().work("cases", row, "found")))
    ]
    columns = (column for column in LISTS.columns if not isinstance(column.word, tuple))
    for column in columns:
        for row, wanted in enumerate(answered().column("lists", column.name)):
            if not same(wanted, values.get(Places().work("lists", row, column.name))):
                found.append(f"lists.{column.name}, row {row}")
    return found


def test_python_answers_what_a_person_works_out() -> None:
    column = answered().column("cases", "found")
    wrong = [
        f"{word} of {cell!r}: {answer!r}, not {wanted!r}"
        for (word, cell, wanted), answer in zip(WORDS, column, strict=True)
        if answer != wanted or isinstance(answer, bool) or isinstance(answer, str) != isinstance(wanted, str)
    ]
    assert wrong == []


def test_formualizer_works_out_the_same(tmp_path: Path) -> None:
    values = formualizer_engine.recalculate(write(tmp_path / "words.xlsx"))
    assert differing(values["W"], "formualizer") == []


@pytest.mark.deep
def test_libreoffice_works_out_the_same(tmp_path: Path, office: LibreOffice) -> None:
    values = office.recalculate(write(tmp_path / "words.xlsx"))
    assert differing(values["W"], "libreoffice") == []


def test_every_word_has_a_case() -> None:
    used = repr(WORDS) + repr(LISTS)
    words = [w for w in vars(c).values() if isinstance(w, type) and issubclass(w, c.Value | c.Condition)]
    missing = [w.__name__ for w in words if f"{w.__name__}(" not in used]
    assert sorted(missing) == ["Condition", "Value"]


def test_running_lists_in_python() -> None:
    assert answered().column("lists", "running") == ["", "beta", "beta, *", "beta, *"]
    assert answered().column("lists", "strokes") == ["11", "11 / 12", "11 / 12", "11 / 12 / 14"]
    assert answered().column("lists", "total") == [101, 103, 106, 110]


# quoting


@pytest.mark.parametrize("length", [0, 1, 249, 250, 251, 500, 501, 2000])
@pytest.mark.parametrize("char", ["x", '"', "🎉"])
def test_a_text_is_quoted_in_pieces_that_excel_reads(length: int, char: str) -> None:
    formula = quoted(char * length)
    pieces = re.findall(r'"((?:[^"]|"")*)"', formula)
    assert "".join(piece.replace('""', '"') for piece in pieces) == char * length
    assert all(len(piece.replace('""', '"')) <= 255 for piece in pieces)
    assert re.sub(r'"(?:[^"]|"")*"', "", formula).strip("()&") == ""


def test_quoted_pieces_count_as_excel_counts() -> None:
    """Excel counts a character outside the first plane twice."""
    pieces = re.findall(r'"((?:[^"]|"")*)"', quoted("🎉" * 600))
    assert all(len(piece.encode("utf-16-le")) // 2 <= 255 for piece in pieces)


def test_words_without_a_reading_are_our_fault() -> None:
    class NewWord(c.Condition):
        """Nobody taught it to anyone."""

    with pytest.raises(TypeError):
        Here(Places(), "cases", 0).formula(NewWord())
    with pytest.raises(TypeError):
        Program((c.Table("t", ("1",), (Column("x", NewWord()),)),))


# Python's own small functions


@pytest.mark.parametrize("months", [1, 6, 12, 13, 24])
def test_months_before_is_the_same_day_or_the_last_of_its_month(months: int) -> None:
    for offset in range(1500):
        day = dt.date(2023, 1, 1) + dt.timedelta(days=offset)
        earlier = day_from_number(months_before(day_number(day), months))
        assert (day.year - earlier.year) * 12 + day.month - earlier.month == months
        assert earlier.day == min(day.day, calendar.monthrange(earlier.year, earlier.month)[1])


def test_days_in_words_and_numbers() -> None:
    assert day_number(dt.date(2000, 1, 1)) == c.FIRST_DATE == 36526
    assert day_number(dt.date(2099, 12, 31)) == c.LAST_DATE == 73050
    assert day_in_words(day_number(LEAP)) == "29 February 2024" and day_in_words(0) == ""
    assert day_of(LEAP) == day_of(dt.datetime(2024, 2, 29, 23, 59)) == day_of(45351.99) == 45351
    assert months_before(0, 12) == 0 and "CHOOSE(MONTH(A1)" in date_words("A1")


def test_what_a_number_is() -> None:
    assert number_of(True) is None and number_of("45000") is None and number_of(None) is None
    assert number_of(CellError("#N/A")) is None and number_of(dt.time(12)) is None
    assert number_of(dt.datetime(1899, 12, 31, 12)) == 1.5


def test_trim_takes_plain_spaces_only() -> None:
    assert trimmed("  a   b ") == "a b" and trimmed("\u00a0 a") == "\u00a0 a" and trimmed("\ta\n") == "\ta\n"
    assert filled("\u00a0") and filled(0) and filled(False) and not filled("   ") and not filled(None)
