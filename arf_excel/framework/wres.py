"""The WRES sheet in `_work`: which measures improved in both of two years, and what stays open.

Each figure is turned into how far it is from where it should be: the logarithm of a ratio, a percentage that
should fall, or the distance to the figure beside it. Smaller is better, whatever the measure.
"""

from __future__ import annotations

from collections.abc import Callable

from arf_excel.framework.findings import sentence
from arf_excel.framework.measures import Wres, WresLine
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import (
    Col,
    Column,
    Filled,
    Is,
    IsNumber,
    Not,
    NumberOf,
    Same,
    Table,
    case,
    every,
    some,
)

YEARS = ("one", "two", "three")
BESIDE = tuple(f"beside_{year}" for year in YEARS)
IMPROVED, OPEN, NOT_IMPROVED = 1, 2, 3
"""What a line comes to; 0 while its three points are not there."""
PARITY = (0.8, 1.25)
CASES = tuple(read_toml("texts.toml")["lists"]["cases"])
FEW = CASES[-1]
"""The last choice of how many cases a figure rests on; a count under 10 is never asked for."""
_AS_PERCENTAGE = (0.1, 10)
"""A ratio outside was typed as a percentage, or nearly."""
_TYPED = (*YEARS, *BESIDE, "cases", "series", "note")


def wres_rule(shape: Shape) -> Wres:
    """The rule that reads the sheet, under the form's rulings."""
    return next(row.fact.rule for row in shape.facts if isinstance(row.fact.rule, Wres))


def wres_table(shape: Shape) -> Table:
    lines, rule = shape.wres_lines, wres_rule(shape)
    is_ratio = tuple(int(line.better == "ratio") for line in lines)
    columns = (
        Column("n", tuple(range(1, len(lines) + 1))),
        Column("id", tuple(line.id for line in lines)),
        Column("line", c.LineOf()),
        Column("ratio", is_ratio),
        Column("percentage", tuple(int(line.better in ("lower", "higher", "distance")) for line in lines)),
        Column("started", some(*(Filled(name) for name in _TYPED))),
        *(Column(year, NumberOf(year)) for year in YEARS),
        Column("unreadable", _unreadable()),
        *(Column(year, NumberOf(year)) for year in BESIDE),
        Column("has_beside", every(*(IsNumber(year) for year in BESIDE))),
        Column("break", every(Filled("series"), Not(Same(c.CleanText("series"), "No")))),
        Column("points", every(*(IsNumber(year) for year in YEARS), Not(Is(Col("unreadable"))))),
        Column("last_point", every(Is(Col("break")), IsNumber("three"), Not(Is(Col("unreadable"))))),
        Column("whole", _each(lines, lambda line: _whole(line, rule))),
        Column(
            "no_cases", every(Is(Col("ratio")), Is(Col("whole")), some(*(Not(_positive(y)) for y in YEARS)))
        ),
        *(Column(f"far_{year}", _far(lines, rule, n)) for n, year in enumerate(YEARS)),
        Column("better_1", every(Is(Col("whole")), _less("far_two", "far_one"))),
        Column("better_2", every(Is(Col("whole")), _less("far_three", "far_two"))),
        Column("both", every(Is(Col("better_1")), Is(Col("better_2")))),
        Column("parity", _each(lines, _parity)),
        Column(
            "other", tuple(int(line.other_standard and rule.other_standards == "panel") for line in lines)
        ),
        Column("as_percentage", every(Is(Col("ratio")), some(*(_outside(y) for y in YEARS)))),
        Column("mixed", _mixed()),
        Column("status", _status(rule)),
        Column("year_1", case((Same(Col("status"), OPEN), 1), otherwise=Col("better_1"))),
        Column("year_2", case((Same(Col("status"), OPEN), 1), otherwise=Col("better_2"))),
        Column(
            "upside_down",
            every(Is(Col("ratio")), some(*(_between(y, _AS_PERCENTAGE[0], PARITY[0]) for y in YEARS))),
        ),
        Column("few_cases", Same(c.CleanText("cases"), FEW)),
        Column("off_list", some(_off_list("cases", CASES), _off_list("series", ("Yes", "No")))),
        Column("sentence", _sentence(lines)),
    )
    return Table("wres", tuple(line.id for line in lines), columns)


def _each(lines: tuple[WresLine, ...], word: Callable[[WresLine], c.Condition]) -> c.Value:
    """One condition a line, as 1 or 0."""
    return c.EachRow(tuple(case((word(line), 1), otherwise=0) for line in lines))


def _unreadable() -> c.Condition:
    """No number, a ratio below nought, or a percentage above a hundred."""
    words = (every(Filled(name), Not(IsNumber(name))) for name in (*YEARS, *BESIDE))
    below = some(*(Not(c.AtLeast(Col(year), 0)) for year in YEARS))
    above = some(*(Not(c.AtLeast(100, Col(year))) for year in YEARS))
    return some(*words, every(Is(Col("ratio")), below), every(Is(Col("percentage")), above))


def _whole(line: WresLine, rule: Wres) -> c.Condition:
    """Three points, and three beside them where those count; after a break the last will do."""
    points = Is(Col("points"))
    given = every(points, Is(Col("has_beside"))) if by_distance(line, rule) else points
    return some(given, Is(Col("last_point")))


def by_distance(line: WresLine, rule: Wres) -> bool:
    by_gap = rule.by == "gap" and line.better in ("lower", "higher")
    return line.better == "distance" or by_gap


def _positive(year: str) -> c.Condition:
    return Not(c.AtLeast(0, Col(year)))


def _less(one: str, other: str) -> c.Condition:
    return Not(c.AtLeast(Col(one), Col(other)))


def _far(lines: tuple[WresLine, ...], rule: Wres, year: int) -> c.Value:
    """How far a figure is from where it should be; smaller is better."""
    return c.EachRow(tuple(_far_of(line, rule, Col(YEARS[year]), Col(BESIDE[year])) for line in lines))


def _far_of(line: WresLine, rule: Wres, figure: c.Value, beside: c.Value) -> c.Value:
    if by_distance(line, rule):
        return c.Rounded(c.Size(c.Less(figure, beside)))
    match line.better:
        case "ratio":
            return c.Size(c.LogOf(figure))
        case "higher":
            return c.Less(0, figure)
        case "parity":
            return c.Size(figure)
    return c.Sum((figure,))


def _parity(line: WresLine) -> c.Condition:
    """Better, or at parity before and after, in each of the two years."""
    if line.better == "ratio":
        at = [every(c.AtLeast(Col(y), PARITY[0]), c.AtLeast(PARITY[1], Col(y))) for y in YEARS]
    elif line.better == "parity":
        at = [c.AtLeast(Col(year), 0) for year in YEARS]
    else:
        return some()
    first = some(Is(Col("better_1")), every(at[0], at[1]))
    return every(Is(Col("whole")), first, some(Is(Col("better_2")), every(at[1], at[2])))


def _status(rule: Wres) -> c.Value:
    stays = {"panel": OPEN, "counts": IMPROVED, "does-not-count": NOT_IMPROVED}[rule.parity]
    return case(
        (Not(Is(Col("whole"))), 0),
        (
            some(
                Is(Col("break")),
                Is(Col("other")),
                Is(Col("no_cases")),
                Is(Col("mixed")),
                Is(Col("as_percentage")),
            ),
            OPEN,
        ),
        (Is(Col("both")), IMPROVED),
        (Is(Col("parity")), stays),
        otherwise=NOT_IMPROVED,
    )


def _between(year: str, low: float, high: float) -> c.Condition:
    return every(c.AtLeast(Col(year), low), Not(c.AtLeast(Col(year), high)))


def _outside(year: str) -> c.Condition:
    """A ratio far from 1: above 10, or a small part of 1 that is not nought."""
    low, high = _AS_PERCENTAGE
    small = every(_positive(year), Not(c.AtLeast(Col(year), low)))
    return some(small, c.AtLeast(Col(year), high))


def _mixed() -> c.Condition:
    """Some percentages look like 0.249 and some like 24.9."""
    return every(
        *(Is(Col("percentage")), Is(Col("whole"))),
        *(some(*map(_fraction, (*YEARS, *BESIDE))), some(*map(_above_one, (*YEARS, *BESIDE)))),
    )


def _off_list(column: str, words: tuple[str, ...]) -> c.Condition:
    return every(Filled(column), *(Not(Same(c.CleanText(column), word)) for word in words))


def _fraction(year: str) -> c.Condition:
    return every(_positive(year), Not(c.AtLeast(Col(year), 1)))


def _above_one(year: str) -> c.Condition:
    return Not(c.AtLeast(1, Col(year)))


def _sentence(lines: tuple[WresLine, ...]) -> c.Value:
    points = {year: c.Shown(Col(year), 4) for year in YEARS}
    told = case(
        (Not(Is(Col("started"))), ""),
        (Is(Col("unreadable")), sentence("wres_unreadable")),
        (Not(Is(Col("whole"))), sentence("wres_half")),
        (Is(Col("break")), sentence("wres_break", **points)),
        (Is(Col("other")), sentence("wres_other", **points)),
        (Is(Col("no_cases")), sentence("wres_no_cases", **points)),
        (Is(Col("mixed")), sentence("wres_mixed", **points)),
        (Is(Col("as_percentage")), sentence("wres_percentage", **points)),
        (Is(Col("both")), sentence("wres_both", **points)),
        (Is(Col("parity")), sentence("wres_parity", **points)),
        (Is(Col("better_1")), sentence("wres_first_only", **points)),
        (Is(Col("better_2")), sentence("wres_second_only", **points)),
        otherwise=sentence("wres_neither", **points),
    )
    survey = c.EachRow(tuple(int(line.survey) for line in lines))
    cautions = (
        case((every(Is(Col("whole")), _gap_widens(lines)), sentence("wres_gap")), otherwise=""),
        case((every(Is(Col("whole")), Is(survey)), sentence("wres_survey")), otherwise=""),
        case((Is(Col("few_cases")), sentence("wres_few")), otherwise=""),
    )
    return c.Join((told, *cautions))


def _gap_widens(lines: tuple[WresLine, ...]) -> c.Condition:
    """The figure improved and the distance to white staff grew."""
    compared = c.EachRow(tuple(int(line.better in ("lower", "higher")) for line in lines))
    first, last = (
        c.Rounded(c.Size(c.Less(Col(y), Col(b)))) for y, b in ((YEARS[0], BESIDE[0]), (YEARS[2], BESIDE[2]))
    )
    return every(Is(compared), Is(Col("has_beside")), Is(Col("both")), Not(c.AtLeast(first, last)))
