"""Values that a person, a paste or another program can leave in a cell, chosen with a seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import CellError
from arf_excel.rules.python import day_number

Chooser = Callable[[random.Random], object]
NBSP = "\u00a0"
BLANK: tuple[object, ...] = (None, "", " ", "   ", NBSP, "\n", "\t")
NUMBERS: tuple[object, ...] = (
    *(0, 1, -1, 2, 0.5, -0.5, 36525, 36525.9, 36526, 36526.0001, 45000, 73050, 73050.99, 73051),
    *(1e20, -1e20, 1e-9, 9.99e307, 60, 2958465, 2958466),
    *(0.7, 0.8, 1.25, 1.005, 2.5, -2.5, 14.4, 100, 101, 0.1, 10, 999_999_999, 1e9, -1e9, 0.1234567895),
)
DAYS: tuple[object, ...] = (
    dt.datetime(2024, 2, 29),
    dt.datetime(2026, 8, 31),
    dt.datetime(2026, 8, 31, 23, 59, 59),
    dt.datetime(2026, 9, 1),
    dt.datetime(2026, 9, 1, 0, 0, 1),
    dt.datetime(2026, 2, 28),
    dt.datetime(2026, 2, 27, 18, 0),
    dt.datetime(2000, 1, 1),
    dt.datetime(2099, 12, 31, 23, 0),
)
FLAGS: tuple[object, ...] = (True, False)
ERRORS: tuple[object, ...] = tuple(CellError(e) for e in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?"))
TEXTS: tuple[object, ...] = (
    "3 October 2026",
    "03/10/2026",
    "2026-10-03",
    "45000",
    "1",
    "0",
    "14.4",
    "14.4 %",
    "1,000",
    "1e3",
    "TRUE",
    "#N/A",
    "-",
    "N/A",
    "None",
    "🎉",
    "🎉" * 30,
    "a" * 254,
    "b" * 256,
    "A text that goes on. " * 15,
    "long " * 1000,
    'She said "yes", twice: ""',
    "'a' & <b>",
    "one\ntwo",
    "=1+1",
    '=HYPERLINK("https://example.org")',
    "+44",
    "@here",
    "*",
    "?",
    "~",
    "~*",
    "Bronze*",
    "<>",
    "<>0",
    ">0",
    "=",
    "=1",
    "Naïve café, Łódź, ß, İstanbul",
)


def odd(word: str, chance: random.Random) -> str:
    """The same word, or nearly, as it comes out of a paste."""
    return chance.choice(
        [
            *(word, word, word, f"  {word} ", word.upper(), word.lower(), word.replace(" ", "  ")),
            *(word.swapcase(), f"{word}.", f"{NBSP}{word}", word.replace(" ", NBSP), f"{word}\n", f"'{word}"),
            *(word[:-1], f"{word}*", f"={word}"),
        ]
    )


def anything(chance: random.Random) -> object:
    """Any value of the pool; no kind of it is rare."""
    return chance.choice(chance.choice([BLANK, NUMBERS, DAYS, FLAGS, ERRORS, TEXTS]))


def usual(words: list[str], blank: float) -> Chooser:
    def choose(chance: random.Random) -> object:
        return None if chance.random() < blank else odd(chance.choice(words), chance)

    return choose


def mostly(words: list[str]) -> Chooser:
    """One of the words as it stands, and at times nearly so."""

    def choose(chance: random.Random) -> object:
        word = chance.choice(words)
        return odd(word, chance) if chance.random() < 0.15 else word

    return choose


def a_day(shape: Shape) -> Chooser:
    """A day around the end of the year: a number, at times with its hours."""
    end = day_number(shape.year_end or dt.date(2026, 8, 31))

    def choose(chance: random.Random) -> object:
        near = end + chance.choice([-800, -366, -365, -184, -183, -182, -181, -30, -1, 0, 1, 30, 400])
        return near + chance.choice([0, 0, 0, 0.25, 0.999])

    return choose
