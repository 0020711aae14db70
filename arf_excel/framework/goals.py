"""The sheet Goals and inequalities in `_work`: which goals are whole, and whether a gap narrowed."""

from __future__ import annotations

from arf_excel.framework.findings import sentence
from arf_excel.framework.shape import Shape
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

FIGURES = ("start_one", "start_two", "end_one", "end_two")
_TYPED = ("what", "beyond", "group_one", "group_two", "start", "end", *FIGURES)
ABOUT_A_YEAR = (9, 15)
"""Months between the two days of data that are taken for about a year."""


def goals_table(shape: Shape) -> Table:
    lines = shape.goal_lines
    goal = Is(Col("goal"))
    columns = (
        Column("n", tuple(range(1, len(lines) + 1))),
        Column("id", tuple(line.id for line in lines)),
        Column("line", c.LineOf()),
        Column("goal", tuple(int(line.kind == "goal") for line in lines)),
        Column("started", some(*(Filled(name) for name in _TYPED))),
        Column("whole_goal", every(goal, Filled("what"), Filled("beyond"))),
        Column("named", every(Not(goal), Filled("what"), Filled("group_one"), Filled("group_two"))),
        Column("start", c.DateOf("start")),
        Column("end", c.DateOf("end")),
        Column("unreadable", _unreadable()),
        Column("mixed", _mixed()),
        Column("figures", _figures()),
        Column("gap_start", _gap("start")),
        Column("gap_end", _gap("end")),
        Column("narrowed", every(Is(Col("figures")), Not(c.AtLeast(Col("gap_end"), Col("gap_start"))))),
        Column("about_a_year", _about_a_year()),
        Column("sentence", _sentence()),
    )
    return Table("goals", tuple(line.id for line in lines), columns)


def _unreadable() -> c.Condition:
    figures = (every(Filled(name), Not(IsNumber(name))) for name in FIGURES)
    return some(*figures, c.NotADate("start"), c.NotADate("end"))


def _figures() -> c.Condition:
    """Named, with figures that can be compared."""
    plain = (Not(Is(Col(flag))) for flag in ("unreadable", "mixed"))
    return every(Is(Col("named")), *plain, _comparable())


def _mixed() -> c.Condition:
    """Some figures look like 0.5 and some like 50."""
    numbers = [NumberOf(name) for name in FIGURES]
    small = (every(Not(c.AtLeast(0, number)), Not(c.AtLeast(number, 1))) for number in numbers)
    return every(some(*small), some(*(Not(c.AtLeast(1, number)) for number in numbers)))


def _comparable() -> c.Condition:
    """Both groups at the start and at the end, or the gap alone at both."""
    second = Filled("start_two"), Filled("end_two")
    return every(IsNumber("start_one"), IsNumber("end_one"), some(every(*second), Not(some(*second))))


def _gap(when: str) -> c.Value:
    """The distance of the two groups; with one figure only, it is the gap."""
    one, two = NumberOf(f"{when}_one"), NumberOf(f"{when}_two")
    apart = c.Rounded(c.Size(case((Filled(f"{when}_two"), c.Less(one, two)), otherwise=one)))
    return case((Is(Col("figures")), apart), otherwise=0)


def _about_a_year() -> c.Condition:
    least, most = ABOUT_A_YEAR
    start, end = Col("start"), Col("end")
    return every(
        c.AtLeast(start, 1),
        c.AtLeast(end, 1),
        c.AtLeast(c.MonthsBefore(end, least), start),
        c.AtLeast(start, c.MonthsBefore(end, most)),
    )


def _sentence() -> c.Value:
    first, last = c.Shown(Col("gap_start"), 4), c.Shown(Col("gap_end"), 4)
    shown = {"first": first, "last": last}
    told = case(
        (Is(Col("narrowed")), sentence("gap_narrowed", **shown)),
        (Same(Col("gap_start"), Col("gap_end")), sentence("gap_same", **shown)),
        otherwise=sentence("gap_wider", **shown),
    )
    period = case((Is(Col("about_a_year")), ""), otherwise=sentence("gap_period"))
    return case(
        (Not(Is(Col("started"))), ""),
        (Is(Col("goal")), case((Is(Col("whole_goal")), ""), otherwise=sentence("goal_half"))),
        (Is(Col("figures")), c.Join((told, period))),
        (Is(Col("mixed")), sentence("gap_mixed")),
        (Is(Col("named")), sentence("gap_words")),
        otherwise=sentence("gap_half"),
    )
