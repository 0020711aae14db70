"""The outcomes that each kind of rule declares, in the order in which they are asked.

The first whose condition holds is the one. Each has a verdict and a sentence, of `findings.toml`, with the
figures that led to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from arf_excel.framework import measures as m
from arf_excel.framework.board import board
from arf_excel.framework.checks import asking
from arf_excel.framework.counted import dated, entries, gap, meetings, named, wres
from arf_excel.framework.findings import sentence
from arf_excel.framework.outcome import ALWAYS, YES, Outcome, blank, no_year, of, ready
from arf_excel.framework.shape import FactRow, Shape
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Not, Same, case, every, some


def outcomes(shape: Shape, row: FactRow) -> Iterator[Outcome]:
    """All that a row can come to, in the order in which it is asked."""
    if isinstance(row.fact.rule, m.Board):
        yield from board(row, row.fact.rule)
        return
    if row.fact.type != "counted":
        yield from _blanks(row, Same(Col("state"), 0))
    if row.fact.type not in ("counted", "text"):
        verdict = "" if row.fact.use == "extra" else "incomplete"
        not_read = sentence(f"measure_not_{row.fact.type}")
        yield Outcome("unreadable", verdict, Same(Col("state"), 2), not_read)
    match row.fact.rule:
        case None:
            yield Outcome("given", "", ALWAYS)
        case m.Named():
            yield from named()
        case m.Recent(months=months):
            yield from _recent(months)
        case m.Dated() as rule:
            yield from dated(row, rule)
        case m.Meetings() as rule:
            yield from meetings(shape, rule)
        case m.Share() as rule:
            yield from _share(row, rule)
        case m.YesNo(yes=yes, no=no):
            decides = "" if yes == "given" else yes
            yield Outcome("yes", decides, Same(Col("value"), YES), sentence("measure_yes"))
            yield Outcome("no", "" if no == "note" else no, ALWAYS, sentence("measure_no"))
        case m.Both() as rule:
            yield from _both(row, rule)
        case m.Chosen() as rule:
            yield from _chosen(row, rule)
        case m.AtLeast(least=least):
            yield from _at_least(least)
        case m.Words():
            yield Outcome("told", "panel", ALWAYS, sentence("measure_words"))
        case m.Entries(least=least):
            yield from entries(least)
        case m.Gap():
            yield from gap()
        case m.Wres() as rule:
            yield from wres(rule)
        case m.Review():
            yield Outcome("completed", "meets", ALWAYS, sentence("measure_review"))
        case m.Application():
            asked = c.AtLeast(asking("kind"), 2)
            yield Outcome("asked", "meets", asked, sentence("measure_application"))
            yield Outcome("not_asked", "", ALWAYS, sentence("measure_no_application"))


def _blanks(row: FactRow, when: c.Condition) -> Iterator[Outcome]:
    if row.fact.needed_with:
        with_it = _is_something(row, row.fact.needed_with)
        yield Outcome("missing", "incomplete", every(when, with_it), sentence("measure_needed"))
    yield blank(row, when)


def _is_something(row: FactRow, name: str) -> c.Condition:
    """Another fact is given, and if it is a count, more than nothing."""
    counted = next(fact.type for fact in row.item.facts if fact.name == name) == "count"
    return every(ready(row, name), *([c.AtLeast(of(row, name), 1)] if counted else []))


def _recent(months: int) -> Iterator[Outcome]:
    yield no_year()
    long_ago = c.AtLeast(c.MonthsBefore(asking("year_end"), months), Col("value"))
    yield Outcome("long_ago", "panel", long_ago, sentence("measure_long_ago", months=months))
    yield Outcome("recent", "", ALWAYS)


def _share(row: FactRow, rule: m.Share) -> Iterator[Outcome]:
    have, all_of = Col("value"), of(row, rule.of)
    aside: c.Operand = of(row, rule.less) if rule.less else 0
    whole = c.Less(all_of, aside)
    told: dict[str, c.Operand] = {
        "have": have,
        "whole": whole,
        "unit": row.fact.unit,
        "share": c.Shown(_rounded_down(c.Percent(have, whole))),
        "aside": c.Join(("",)),
    }
    if rule.less:
        some_aside = sentence("measure_set_aside", aside=aside, all=all_of)
        told["aside"] = case((c.AtLeast(aside, 1), some_aside), otherwise="")
    times = c.Times(have, 100)
    yield Outcome("waiting", "", Not(ready(row, rule.of)), sentence("measure_waiting"))
    yield Outcome("odd", "incomplete", Not(c.AtLeast(whole, have)), sentence("measure_share_odd", **told))
    yield Outcome("nobody", "panel", Same(whole, 0), sentence("measure_share_nobody", unit=row.fact.unit))
    reached = c.AtLeast(times, c.Times(whole, rule.at_least))
    yield Outcome("enough", "meets", reached, sentence("measure_share", **told))
    facts: dict[str, c.Operand] = {**told, "least": rule.at_least}
    if rule.panel_from:
        near = c.AtLeast(times, c.Times(whole, rule.panel_from))
        yield Outcome("near", "panel", near, sentence("measure_share_near", **facts))
    yield Outcome("below", "short", ALWAYS, sentence("measure_share_short", **facts))


def _rounded_down(percent: c.Value) -> c.Value:
    """To one place, never up: 99.96 % is not 100 %."""
    return c.Times(c.WholeBelow(c.Rounded(c.Times(percent, 10), 6)), 0.1)


def _both(row: FactRow, rule: m.Both) -> Iterator[Outcome]:
    own, other = Same(Col("value"), YES), Same(of(row, rule.other), YES)
    yield Outcome("waiting", "", Not(ready(row, rule.other)), sentence("measure_waiting"))
    yield Outcome("both", "meets", every(own, other), sentence("measure_both"))
    units = row.fact.unit, next(f.unit for f in row.item.facts if f.name == rule.other)
    covered: dict[str, c.Operand] = {
        "covered": case((own, units[0]), otherwise=units[1]),
        "missing": case((own, units[1]), otherwise=units[0]),
    }
    yield Outcome("one", rule.one, some(own, other), sentence(f"measure_one_{rule.one}", **covered))
    yield Outcome("neither", "short", ALWAYS, sentence("measure_neither"))


def _chosen(row: FactRow, rule: m.Chosen) -> Iterator[Outcome]:
    answer: dict[str, c.Operand] = {"answer": c.CleanText("answer")}
    complete = some(*(Same(c.CleanText("answer"), choice) for choice in rule.complete))
    yield Outcome("complete", "", complete, sentence("measure_chosen", **answer))
    yield Outcome("other", "panel", ALWAYS, sentence("measure_chosen_other", **answer))


def _at_least(least: int) -> Iterator[Outcome]:
    told: dict[str, c.Operand] = {"count": Col("value"), "least": least}
    yield Outcome("enough", "meets", c.AtLeast(Col("value"), least), sentence("measure_enough", **told))
    yield Outcome("few", "short", ALWAYS, sentence("measure_few", **told))
