"""Answers that a person, a paste or another program can leave in a form, chosen with a seed.

Half of a table is what forms are like, so that every rule is reached; the other half is what breaks them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.findings import statuses
from arf_excel.framework.levels import FEEDBACK, SELF_ASSESSMENT
from arf_excel.framework.shape import Shape
from arf_excel.framework.workings import NOT_FOR_US, target_labels
from arf_excel.intake.grid import CellError
from arf_excel.rules.python import day_number
from tests.rules.forms import typed_places

NBSP = "\u00a0"
BLANK: tuple[object, ...] = (None, "", " ", "   ", NBSP, "\n", "\t")
NUMBERS: tuple[object, ...] = (
    *(0, 1, -1, 2, 0.5, -0.5, 36525, 36525.9, 36526, 36526.0001, 45000, 73050, 73050.99, 73051),
    *(1e20, -1e20, 1e-9, 9.99e307, 60, 2958465, 2958466),
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
IN_PLACE, DEVELOPMENT = statuses()["in_place"], statuses()["development_area"]


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


def usual(words: list[str], blank: float) -> Callable[[random.Random], object]:
    def choose(chance: random.Random) -> object:
        return None if chance.random() < blank else odd(chance.choice(words), chance)

    return choose


def mostly(words: list[str]) -> Callable[[random.Random], object]:
    """One of the words as it stands, and at times nearly so."""

    def choose(chance: random.Random) -> object:
        word = chance.choice(words)
        return odd(word, chance) if chance.random() < 0.15 else word

    return choose


def a_day(shape: Shape) -> Callable[[random.Random], object]:
    """A day around the end of the year: a number, at times with its hours."""
    end = day_number(shape.year_end or dt.date(2026, 8, 31))

    def choose(chance: random.Random) -> object:
        near = end + chance.choice([-800, -366, -365, -184, -183, -182, -181, -30, -1, 0, 1, 30, 400])
        return near + chance.choice([0, 0, 0, 0.25, 0.999])

    return choose


def choosers(shape: Shape) -> dict[str, Callable[[random.Random], object]]:
    """How a cell of a column, or a line of a record, is usually filled."""
    labels = [d.label for d in shape.deliverables]
    targets = [label for label, _ in target_labels(shape)]
    asking = [SELF_ASSESSMENT, FEEDBACK, *(level.asking for level in shape.edition.levels)] * 2
    written = [
        "Our sponsor is an executive director.",
        f"{NOT_FOR_US} because we have no wards.",
        "See EV003",
    ]
    day = a_day(shape)
    return {
        "status": usual([IN_PLACE, IN_PLACE, IN_PLACE, DEVELOPMENT], 0.15),
        "how": usual(written, 0.3),
        "explain": usual(["We will ask the Assembly."], 0.6),
        "for_item": usual(labels[:6] if len(labels) > 6 else targets, 0.25),
        "also_1": usual(labels, 0.6),
        "also_2": usual(labels[:3], 0.7),
        "asking": mostly(asking),
        "level_held": usual(["None", *(level.name for level in shape.edition.levels)], 0.2),
        "still_in_place": usual(["Yes", "Yes", "No"], 0.2),
        "progress": usual(["Complete", "Ongoing"], 0.3),
        "year_end": day,
        "held_since": day,
        "last_application": day,
        "date": day,
        "target": day,
    }


def table(shape: Shape, seed: str, wild: float) -> Answers:
    """A whole form's answers; `wild` is the share of cells that hold anything at all."""
    chance = random.Random(seed)
    usually, words = choosers(shape), usual(["Minutes of the board", "Head of inclusion"], 0.3)
    usually_action = {"for_item": usual([label for label, _ in target_labels(shape)], 0.25)}
    cells: dict[Key, object] = {}
    for name, row, column in typed_places(shape):
        key = row if column == "answer" else column
        choose = (usually_action if name == "action_plan" else {}).get(key) or usually.get(key, words)
        value = anything(chance) if chance.random() < wild else choose(chance)
        if value is not None:
            cells[name, row, column] = value
    _repeated(shape, cells, chance)
    return Answers(cells)


def _repeated(shape: Shape, cells: dict[Key, object], chance: random.Random) -> None:
    """One row of evidence stands twice, and one names the same deliverable in all its columns."""
    if len(shape.evidence_rows) < 3:
        return
    one, other, third = chance.sample(shape.evidence_rows, 3)
    for (name, row, column), value in list(cells.items()):
        if (name, row) == ("evidence", one):
            cells[name, other, column] = value
    label = chance.choice(shape.deliverables).label
    cells |= {("evidence", third, column): odd(label, chance) for column in ("for_item", "also_1", "also_2")}
