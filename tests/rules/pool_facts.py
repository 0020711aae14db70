"""What the sheets Measures, Meetings, WRES and Goals and inequalities usually hold, chosen with a seed.

Figures of one item, dates of one occasion and years of one measure belong together: chosen cell by cell, few
of them would ever come to anything.
"""

from __future__ import annotations

import datetime as dt
import random

from arf_excel.framework.answers import Key
from arf_excel.framework.measures import Board, WresLine
from arf_excel.framework.meetings import occasions
from arf_excel.framework.shape import FactRow, Shape
from arf_excel.framework.wres import BESIDE, FEW, YEARS
from arf_excel.rules.python import day_number
from tests.rules.values import a_day, odd, usual

FACT_TABLES = ("measures", "meetings", "wres", "goals")
Cells = dict[Key, object]
WORDS = usual(["As our action plan says.", "Voting members", "Census 2021"], 0.2)


def usual_facts(shape: Shape, chance: random.Random) -> Cells:
    """Cells of the four sheets; of those that the form has."""
    if not shape.facts:
        return {}
    cells: Cells = {}
    _measures(shape, cells, chance)
    _meetings(shape, cells, chance)
    _wres(shape, cells, chance)
    _goals(shape, cells, chance)
    return cells


# measures


def _measures(shape: Shape, cells: Cells, chance: random.Random) -> None:
    blank = chance.choice([0.02, 0.1, 0.4])
    wholes: dict[str, int] = {}
    for row in shape.facts:
        whole = wholes.setdefault(row.item.of, chance.choice([0, 1, 3, 7, 10, 14, 40, 41, 400, 415]))
        left_out = isinstance(row.fact.rule, Board) and chance.random() < 0.3
        if row.fact.type != "counted" and not left_out and chance.random() >= blank:
            cells["measures", row.id, "answer"] = _fact(shape, row, whole, chance)


def _fact(shape: Shape, row: FactRow, whole: int, chance: random.Random) -> object:
    match row.fact.type:
        case "count":
            return _count(row.fact.name, whole, chance)
        case "percent":
            return chance.choice(
                [0, 1, 5, 0.144, 14.4, 16.9, 24.9, 25, 43.2, 99.99995, 100, 100.1, -1.2, -101]
            )
        case "day":
            return a_day(shape)(chance)
        case "yes_no":
            return usual(["Yes", "Yes", "No"], 0.05)(chance)
        case "choice":
            return usual(row.fact.choices, 0.05)(chance)
    return WORDS(chance)


def _count(name: str, whole: int, chance: random.Random) -> object:
    """A part of the whole of its item, or the whole, or what cannot be a count."""
    parts = [whole, whole, whole, -(-whole * 19 // 20), -(-whole * 3 // 4), -(-whole // 2), whole // 2]
    parts += [whole - 3, whole - 1, whole + 1, 0, 0, 1, 2, 3]
    found = chance.choice([whole] if name in ("leaders", "in-post", "people", "size") else parts)
    return chance.choice([*[found] * 20, 2.5, -1, str(found), "a few"])


# meetings: dates of one occasion, counted in days from the end of our year

PATTERNS: tuple[tuple[int, ...], ...] = (
    (),
    (-40,),
    (-364, 0),
    (-366, -365, 1),
    (-330, -235, -150, -47),
    (-350, -330, -235, -150, -47),
    (-300, -200, -100),
    (-360, -350, -340, -10),
    (-100, -100, -100, -100),
    (-364, -242, -120, 0),
    (-700, -400),
)


def _meetings(shape: Shape, cells: Cells, chance: random.Random) -> None:
    found = [line for name in _names(shape) for line in _dates_for(shape, name, chance)]
    chance.shuffle(found)
    found += [chance.choice(found) for _ in range(2) if found]
    for row, line in zip(shape.meeting_rows, found, strict=False):
        cells |= {("meetings", row, column): value for column, value in line.items() if value is not None}


def _names(shape: Shape) -> list[str]:
    return [occasion.name for occasion in occasions(shape)]


def _dates_for(shape: Shape, name: str, chance: random.Random) -> list[dict[str, object]]:
    end = day_number(shape.year_end or dt.date(2026, 8, 31))
    who = chance.choice([[], [""], [shape.measures.roles[-1].name]])
    roles = [role.name for role in shape.measures.roles if role.executive] * 3 + who
    lines = []
    for offset in chance.choice(PATTERNS):
        line: dict[str, object] = {"date": end + offset + chance.choice([0, 0, 0, 0.75])}
        line["what_for"] = odd(name, chance) if chance.random() < 0.1 else name
        line["also_for"] = chance.choice([None] * 12 + [name, *_names(shape)])
        line["who"] = chance.choice(roles) or None
        line["note"] = usual(["In part two"], 0.8)(chance)
        lines.append(line)
    return lines


# wres

STARTS = {
    "ratio": (1.6, 1.5, 1.26, 1.25, 1.2, 1.05, 1, 0.95, 0.8, 0.79, 0.6, 2, 12, 0.05, 0),
    "lower": (30, 28.4, 16, 5, 1.05, 1, 0.9, 0.284),
    "higher": (42, 48.8, 90, 0.9, 0.95, 0.488),
    "distance": (8, 12.5, 0.08),
    "parity": (-5, -4.5, -0.5, 0, 1, 2.5),
}


def _wres(shape: Shape, cells: Cells, chance: random.Random) -> None:
    blank, better = chance.choice([0.1, 0.3, 1]), chance.choice([0.1, 0.5, 0.8, 1])
    for line in shape.wres_lines:
        if chance.random() >= blank:
            found = dict(zip(YEARS, _three(line, better, chance), strict=True))
            found |= dict(zip(BESIDE, _beside(line, chance), strict=True))
            found["cases"] = chance.choice([None, None, FEW, FEW.upper(), "10 or more", 9])
            found["series"] = chance.choice([None] * 6 + ["Yes", "No", " yes"])
            found["note"] = usual(["As published."], 0.6)(chance)
            cells |= {("wres", line.id, key): value for key, value in found.items() if value is not None}


def _three(line: WresLine, better: float, chance: random.Random) -> list[object]:
    """Three years, each better than the last or not; at times one missing, negative or a fraction."""
    figures = [float(chance.choice(STARTS[line.better]))]
    for _ in range(2):
        change = 0.9 if chance.random() < better else chance.choice([1, 1, 1.1])
        figures.append(_moved(line, figures[-1], change))
    found: list[object] = [round(figure, 3) for figure in figures]
    if chance.random() < 0.1:
        found[chance.randrange(3)] = chance.choice([None, 0, -1, 0.2, "28.4"])
    return found


def _moved(line: WresLine, figure: float, change: float) -> float:
    """Nearer to where it should be for a change below 1; a ratio may also cross 1."""
    if line.better == "ratio":
        return 1 / figure if change > 1 and figure else 1 + (figure - 1) * change
    if line.better in ("higher", "distance"):
        return figure / change
    return figure * change


def _beside(line: WresLine, chance: random.Random) -> list[object]:
    if line.better != "distance" and chance.random() < 0.6:
        return [None, None, None]
    first = chance.choice([20, 25, 30, 55])
    found: list[object] = [first, first + chance.choice([0, 0, -2, 2]), first + chance.choice([0, 0, -4, 4])]
    if chance.random() < 0.1:
        found[chance.randrange(3)] = None
    return found


# goals and inequalities


def _goals(shape: Shape, cells: Cells, chance: random.Random) -> None:
    blank = chance.choice([0, 0.5, 1])
    end = day_number(shape.year_end or dt.date(2026, 8, 31))
    for line in shape.goal_lines:
        if chance.random() < blank:
            continue
        if line.kind == "goal":
            found: dict[str, object] = {"what": WORDS(chance), "beyond": WORDS(chance)}
        else:
            found = _inequality(end, chance)
        cells |= {("goals", line.id, key): value for key, value in found.items() if value is not None}


def _inequality(end: int, chance: random.Random) -> dict[str, object]:
    found: dict[str, object] = {name: WORDS(chance) for name in ("what", "group_one", "group_two")}
    found |= {"start": end - chance.choice([30, 274, 365, 456, 700]), "end": end - chance.choice([0, 0, 400])}
    if chance.random() < 0.7:
        found |= {"start_one": chance.choice([52.1, 11.9]), "end_one": chance.choice([58.4, 52.1, 50, -3])}
    if chance.random() < 0.6:
        found |= {"start_two": 64, "end_two": chance.choice([64, 65, None])}
    return found
