"""Members of the board from ethnic minority groups against the local share in whole people."""

from __future__ import annotations

from collections.abc import Iterator

from arf_excel.framework import measures as m
from arf_excel.framework.findings import sentence
from arf_excel.framework.outcome import ALWAYS, YES, Outcome, blank, of, ready
from arf_excel.framework.shape import FactRow
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Not, Same, case, every, some


def need(row: FactRow) -> c.Value:
    """How many members the local share comes to, for the row of a board; else 0."""
    rule = row.fact.rule
    if not isinstance(rule, m.Board):
        return c.Sum((0,))
    pick = c.Largest if rule.areas == "every-area" else c.Smallest
    areas = tuple(_people(row, rule, share) for share in rule.shares)
    return c.Largest((1, pick(areas)))


def _people(row: FactRow, rule: m.Board, share: str) -> c.Value:
    """Share × size in whole people; for an area that is not given, nothing, or more than any board has."""
    product = _product(row, rule, share)
    nearest = c.WholeBelow(c.Sum((product, 0.5)))
    people = {
        "whole-people": nearest,
        "rounded-up": c.Less(0, c.WholeBelow(c.Less(0, product))),
        "one-below": c.Less(nearest, 1),
    }[rule.people]
    absent = 0 if rule.areas == "every-area" else 999
    return case((ready(row, share), people), otherwise=absent)


def _product(row: FactRow, rule: m.Board, share: str) -> c.Value:
    """Share × size, rounded before anything is made of it: 16.9 % of 15 is 2.535, in binary a little less."""
    return c.Rounded(c.Times(c.Times(of(row, share), of(row, rule.size)), 0.01), 6)


def board(row: FactRow, rule: m.Board) -> Iterator[Outcome]:
    state, have, size = Col("state"), Col("value"), of(row, rule.size)
    said = of(row, rule.at_least)
    known = every(ready(row, rule.size), ready(row, rule.shares[0]))
    told: dict[str, c.Operand] = {"have": have, "size": size, "need": Col("need"), "sums": _sums(row, rule)}
    nothing = every(Same(state, 0), Not(ready(row, rule.at_least)))
    asked = sentence("measure_board_asked", **told) if row.decides else sentence("measure_optional")
    yield Outcome("asked", "incomplete", every(nothing, known), asked)
    yield blank(row, nothing)
    yield Outcome("unreadable", "incomplete", Same(state, 2), sentence("measure_not_count"))
    yield Outcome("waiting", "", Not(known), sentence("measure_waiting"))
    odd = some(Same(size, 0), Not(c.AtLeast(size, have)))
    yield Outcome("odd", "incomplete", odd, sentence("measure_board_odd", **told))
    if rule.only:
        counted = row_choice(row, rule.counted, rule.only)
        yield Outcome("other_members", "panel", Not(counted), sentence("measure_board_counted", **told))
    yield Outcome(
        "none", "short", every(Same(state, 1), Same(have, 0)), sentence("measure_board_none", **told)
    )
    yield Outcome(
        "enough",
        "meets",
        every(Same(state, 1), c.AtLeast(have, Col("need"))),
        sentence("measure_board", **told),
    )
    yield Outcome("fewer", "panel", Same(state, 1), sentence("measure_board_fewer", **told))
    yield Outcome("said_enough", "meets", Same(said, YES), sentence("measure_board_said", **told))
    yield Outcome("said_fewer", "panel", ALWAYS, sentence("measure_board_said_fewer", **told))


def row_choice(row: FactRow, name: str, choice: str) -> c.Condition:
    """Another fact of the item has this choice."""
    fact = next(fact for fact in row.item.facts if fact.name == name)
    return Same(of(row, name), fact.choices.index(choice) + 1)


def _sums(row: FactRow, rule: m.Board) -> c.Value:
    """'14.4 % of 14 is 2.02; ' for each area that is given."""
    parts = []
    for share in rule.shares:
        facts: dict[str, c.Operand] = {
            "share": c.Shown(of(row, share), 2),
            "size": of(row, rule.size),
            "people": c.Shown(_product(row, rule, share), 3),
        }
        parts.append(case((ready(row, share), sentence("measure_board_sum", **facts)), otherwise=""))
    return c.Join(tuple(parts))
