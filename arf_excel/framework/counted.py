"""Facts that are counted from other sheets: what the count is, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from arf_excel.framework import measures as m
from arf_excel.framework.findings import sentence
from arf_excel.framework.meetings import (
    OTHER_ROLE,
    numbers,
    on_different_dates,
    quarters_with,
    rows_with,
    too_far_apart,
)
from arf_excel.framework.outcome import ALWAYS, Outcome, evidence_rows, no_year
from arf_excel.framework.shape import FactRow, Shape
from arf_excel.framework.wres import IMPROVED, OPEN
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Not, Same, every


def counted(shape: Shape, row: FactRow) -> c.Value:
    match row.fact.rule:
        case m.Named():
            return evidence_rows(Col("item"), "complete")
        case m.Dated(months=months):
            return evidence_rows(Col("item"), f"in_{months}" if months else "dated")
        case m.Meetings(of=names):
            return on_different_dates([numbers(shape)[names[0]]])
        case m.Entries():
            return c.rows("goals", whole_goal=1)
        case m.Wres():
            return c.rows("wres", status=IMPROVED)
    return c.Sum((0,))


def named() -> Iterator[Outcome]:
    given = c.AtLeast(Col("value"), 1)
    yield Outcome("named", "meets", given, sentence("measure_named", count=Col("value")))
    yield Outcome("none", "incomplete", ALWAYS, sentence("measure_not_named"))


def dated(row: FactRow, rule: m.Dated) -> Iterator[Outcome]:
    named, dated = evidence_rows(Col("item"), "complete"), evidence_rows(Col("item"), "dated")
    counted = Col("value")
    told = "measure_dated_in" if rule.months else "measure_dated"
    facts: dict[str, c.Operand] = {"count": counted, "months": rule.months, "least": rule.least}
    if rule.months:
        yield no_year()
    yield Outcome(
        "enough", "meets", c.AtLeast(counted, rule.least), sentence(told, count=counted, **_month(rule))
    )
    if rule.least > 1:
        yield Outcome("few", "short", c.AtLeast(counted, 1), sentence("measure_dated_few", **facts))
    without = c.AtLeast(c.Less(named, dated), 1)
    yield Outcome("undated", "incomplete", without, sentence("measure_undated"))
    if rule.months:
        late = c.AtLeast(evidence_rows(Col("item"), "late"), 1)
        yield Outcome("late", "panel", late, sentence("measure_dated_late"))
        yield Outcome("old", "short", c.AtLeast(dated, 1), sentence("measure_dated_old", months=rule.months))
    yield Outcome("none", "incomplete", ALWAYS, sentence("measure_no_evidence"))


def _month(rule: m.Dated) -> dict[str, c.Operand]:
    return {"months": rule.months} if rule.months else {}


def meetings(shape: Shape, rule: m.Meetings) -> Iterator[Outcome]:
    number = numbers(shape)
    kind, least = number[rule.of[0]], rule.least
    further = sorted({number[name] for name in rule.also})
    held, others = Col("value"), on_different_dates([kind + OTHER_ROLE])
    with_also = c.Sum((held, on_different_dates(further)))
    enough = c.AtLeast(held, least)
    told: dict[str, c.Operand] = {"count": held, "least": least}
    yield no_year()
    also = every(c.AtLeast(on_different_dates(further), 1), c.AtLeast(with_also, least))
    with_others = sentence("measure_also", **told, all=with_also)
    if rule.quarterly:
        even = every(enough, _even(kind, rule))
        yield Outcome("enough", "meets", even, sentence(_spread_words(rule), count=held))
        if further:
            yield Outcome("also", "panel", also, with_others)
        verdict = "panel" if rule.quarters == "four-months" else "short"
        yield Outcome("uneven", verdict, enough, sentence(f"measure_uneven_{verdict}", count=held))
    else:
        yield Outcome("enough", "meets", enough, sentence("measure_meetings", count=held))
        if further:
            yield Outcome("also", "panel", also, with_others)
    everyone = c.Sum((held, others))
    if _needs_executive(shape, rule):
        yield Outcome(
            "other_roles",
            "panel",
            c.AtLeast(everyone, least),
            sentence("measure_roles", **told, all=everyone),
        )
    undated, given = rows_with("undated", [kind, *further]), rows_with("dated", [kind, *further])
    yield Outcome("undated", "incomplete", c.AtLeast(undated, 1), sentence("measure_meeting_undated"))
    yield Outcome("few", "short", c.AtLeast(given, 1), sentence("measure_meetings_few", **told))
    yield Outcome("none", "incomplete", ALWAYS, sentence("measure_no_meetings"))


def _spread_words(rule: m.Meetings) -> str:
    return "measure_four_months" if rule.quarters == "four-months" else "measure_quarters"


def _needs_executive(shape: Shape, rule: m.Meetings) -> bool:
    return any(occasion.executive for occasion in shape.measures.occasions if occasion.id in rule.of)


def _even(kind: int, rule: m.Meetings) -> c.Condition:
    if rule.quarters == "four-months":
        return Same(too_far_apart(kind), 0)
    return c.AtLeast(quarters_with(kind, rule.quarters), 4)


def entries(least: int) -> Iterator[Outcome]:
    whole, started = Col("value"), c.rows("goals", goal=1, started=1)
    yield Outcome("enough", "meets", c.AtLeast(whole, least), sentence("measure_goals", count=whole))
    yield Outcome("half", "incomplete", c.AtLeast(started, 1), sentence("measure_goals_half"))
    yield Outcome("none", "incomplete", ALWAYS, sentence("measure_no_goals"))


def gap() -> Iterator[Outcome]:
    narrowed, compared = c.rows("goals", narrowed=1), c.rows("goals", figures=1)
    yield Outcome(
        "narrowed", "panel", c.AtLeast(narrowed, 1), sentence("measure_narrowed", **_gaps("narrowed"))
    )
    yield Outcome(
        "not_narrowed", "panel", c.AtLeast(compared, 1), sentence("measure_not_narrowed", **_gaps("figures"))
    )
    yield Outcome("words", "panel", c.AtLeast(c.rows("goals", named=1), 1), sentence("measure_gap_words"))
    yield Outcome("none", "incomplete", ALWAYS, sentence("measure_no_gap"))


def _gaps(flag: str) -> dict[str, c.Operand]:
    """The two gaps of the first such line."""
    at = c.FirstOf("goals", flag)
    return {
        "first": c.Shown(c.At("goals", "gap_start", at, 0), 4),
        "last": c.Shown(c.At("goals", "gap_end", at, 0), 4),
    }


def wres(rule: m.Wres) -> Iterator[Outcome]:
    least = rule.least
    both, still_open = Col("value"), c.rows("wres", status=OPEN)
    named, half = c.SumOf("wres", "whole"), c.Less(c.SumOf("wres", "started"), c.SumOf("wres", "whole"))
    either = every(c.AtLeast(c.SumOf("wres", "year_1"), least), c.AtLeast(c.SumOf("wres", "year_2"), least))
    told: dict[str, c.Operand] = {"both": both, "open": still_open, "named": named, "least": least}
    years: dict[str, c.Operand] = {"first": c.SumOf("wres", "year_1"), "second": c.SumOf("wres", "year_2")}
    yield Outcome("enough", "meets", c.AtLeast(both, least), sentence("measure_wres", **told))
    yield Outcome(
        "none", "incomplete", every(Same(named, 0), Same(half, 0)), sentence("measure_wres_none", least=least)
    )
    few = Not(c.AtLeast(named, least))
    yield Outcome("few", "incomplete", few, sentence("measure_wres_few", named=named, least=least))
    with_open = c.AtLeast(c.Sum((both, still_open)), least)
    yield Outcome("open", "panel", with_open, sentence("measure_wres_open", **told))
    if rule.five != "same":
        verdict = "panel" if rule.five == "panel" else "meets"
        yield Outcome("any_five", verdict, either, sentence(f"measure_wres_any_{verdict}", **told, **years))
    yield Outcome("short", "short", ALWAYS, sentence("measure_wres_short", **told))
