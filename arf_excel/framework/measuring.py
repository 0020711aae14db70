"""The Measures sheet in `_work`: what is typed in each row, which outcome it has, and what its item hears."""

from __future__ import annotations

from arf_excel.framework import measures as m
from arf_excel.framework.board import need
from arf_excel.framework.counted import counted
from arf_excel.framework.outcome import ALWAYS, CODES, NO, YES, Outcome, verdict_words_of
from arf_excel.framework.outcomes import outcomes
from arf_excel.framework.shape import FactRow, Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Filled, Is, IsNumber, Not, Same, Table, case, every, some

_SAID = c.Join((Col("title"), Col("sentence")))
_NOT_TOLD = ("none", "no_year", "not_asked", "completed")
"""Outcomes of counted rows that say nothing of what people typed."""


def measures_table(shape: Shape, position: dict[str, int], group_of: dict[str, int]) -> Table:
    """One row a fact. The item's position among the targets, and that of the one it counts for."""
    rows = shape.facts
    found = [tuple(outcomes(shape, row)) for row in rows]
    groups = tuple(group_of[row.item.of] for row in rows)
    first = tuple(int(n == 0 or groups[n] != groups[n - 1]) for n in range(len(rows)))
    columns = (
        Column("n", tuple(range(1, len(rows) + 1))),
        Column("id", tuple(row.id for row in rows)),
        Column("item", tuple(position[row.item.of] for row in rows)),
        Column("target", groups),
        Column("first", first),
        Column("label", tuple(row.fact.label for row in rows)),
        Column("title", tuple(f"{row.fact.label[:1].upper()}{row.fact.label[1:]}: " for row in rows)),
        Column("line", c.LineOf()),
        Column("state", c.EachRow(tuple(_state(row) for row in rows))),
        Column("value", c.EachRow(tuple(_value(shape, row) for row in rows))),
        Column("need", c.EachRow(tuple(need(row) for row in rows))),
        Column("outcome", c.EachRow(tuple(_which(each) for each in found))),
        Column("code", c.EachRow(tuple(_codes(each) for each in found))),
        Column("given", c.EachRow(tuple(_given(row, each) for row, each in zip(rows, found, strict=True)))),
        Column("odd", c.EachRow(tuple(_is_odd(each) for each in found))),
        Column(
            "noted", c.EachRow(tuple(_is_noted(row, each) for row, each in zip(rows, found, strict=True)))
        ),
        Column("small", c.EachRow(tuple(_is_small(row) for row in rows))),
        Column("sentence", c.EachRow(tuple(_sentences(each) for each in found))),
        Column("decides", tuple(int(row.decides) for row in rows)),
        Column("quiet", _untouched()),
        Column("not_needed", _not_needed()),
        Column(
            "verdict",
            case(
                (some(Is(Col("quiet")), Is(Col("not_needed"))), ""), otherwise=verdict_words_of(Col("code"))
            ),
        ),
        Column("shown", case((some(Is(Col("quiet")), Is(Col("not_needed"))), ""), otherwise=Col("sentence"))),
        Column("asked_for", tuple(int(row.needed) for row in rows)),
        Column("line_item", c.At("targets", "item", Col("item"), 0)),
        Column("line_at", c.At("items", "line", Col("line_item"), 0)),
        Column("needed_words", _needed_words()),
        Column("needed", c.EachRow(tuple(_needed(row, each) for row, each in zip(rows, found, strict=True)))),
        Column("needs", _within("needs", Same(Col("code"), CODES["incomplete"]), Col("needed"), ", ")),
        Column("said", _within("said", c.AtLeast(Col("code"), CODES["short"]), _SAID, " ")),
    )
    return Table("measures", tuple(row.id for row in rows), columns)


def _needed(row: FactRow, found: tuple[Outcome, ...]) -> c.Value:
    """What is still needed when this row is incomplete: the fact, or the year that it is counted in."""
    at = [n for n, outcome in enumerate(found, start=1) if outcome.id == "no_year"]
    year = str(read_toml("findings.toml")["sentences"]["needed_year"])
    return case(*((Same(Col("outcome"), n), year) for n in at), otherwise=row.fact.label)


def _needed_words() -> c.Value:
    """Whether what is asked for needs this fact: a development area needs none."""
    asked = every(Is(Col("asked_for")), Is(c.At("items", "open_to_facts", Col("line_item"), 0)))
    return case((asked, "Yes"), otherwise="No")


def _not_needed() -> c.Condition:
    """Nothing is given, and nothing is needed: nobody is told that it still is."""
    asked_for = every(Is(Col("asked_for")), Same(Col("needed_words"), "No"))
    return every(asked_for, Same(Col("code"), CODES["incomplete"]))


def _untouched() -> c.Condition:
    """A supporting action of which nothing was told: nobody is asked for it.

    Counted anew: `targets`, which has the count, reads this table, and formualizer calls that circular.
    """
    return every(Not(Is(Col("decides"))), Same(c.rows("measures", target=Col("target"), given=1), 0))


def _which(found: tuple[Outcome, ...]) -> c.Value:
    """The number of the outcome, from 1; 0 when none holds."""
    return case(*((outcome.when, n) for n, outcome in enumerate(found, start=1)), otherwise=0)


def _codes(found: tuple[Outcome, ...]) -> c.Value:
    numbered = ((n, CODES[outcome.verdict]) for n, outcome in enumerate(found, start=1))
    return case(*((Same(Col("outcome"), n), code) for n, code in numbered if code), otherwise=0)


def _is_odd(found: tuple[Outcome, ...]) -> c.Value:
    """The part is larger than the whole."""
    at = [n for n, outcome in enumerate(found, start=1) if outcome.id == "odd"]
    return case(*((Same(Col("outcome"), n), 1) for n in at), otherwise=0)


def _is_small(row: FactRow) -> c.Value:
    """A count of staff under 10, where none is asked for."""
    if not row.fact.none_under_10:
        return c.Sum((0,))
    return case((every(c.AtLeast(Col("value"), 1), Not(c.AtLeast(Col("value"), 10))), 1), otherwise=0)


def _is_noted(row: FactRow, found: tuple[Outcome, ...]) -> c.Value:
    """No, where that is a note only."""
    if not isinstance(row.fact.rule, m.YesNo) or row.fact.rule.no != "note":
        return c.Sum((0,))
    return case((Same(Col("outcome"), len(found)), 1), otherwise=0)


def _sentences(found: tuple[Outcome, ...]) -> c.Value:
    numbered = enumerate(found, start=1)
    return case(*((Same(Col("outcome"), n), o.sentence) for n, o in numbered if o.sentence != ""))


def _within(own: str, when: c.Condition, text: c.Value, separator: str) -> c.Value:
    """A list that begins anew with each item; the last row of an item has all of it."""
    above = case((Is(Col("first")), ""), otherwise=c.Above(own, ""))
    joined = case((Same(above, ""), text), otherwise=c.Join((above, separator, text)))
    return case((when, joined), otherwise=c.Join(("", above)))


def _state(row: FactRow) -> c.Value:
    """0 blank, 1 readable, 2 not readable as what is asked for."""
    if row.fact.type == "counted":
        return c.Sum((0,))
    return case((Not(Filled("answer")), 0), (_readable(row), 1), otherwise=2)


def _readable(row: FactRow) -> c.Condition:
    number, text = c.NumberOf("answer"), c.CleanText("answer")
    match row.fact.type:
        case "count":
            return every(IsNumber("answer"), c.AtLeast(number, 0), Same(number, c.WholeBelow(number)))
        case "percent":
            least = -100 if row.fact.use == "extra" else 0
            return every(IsNumber("answer"), c.AtLeast(number, least), c.AtLeast(100, number))
        case "day":
            return c.IsDate("answer")
        case "yes_no":
            return some(Same(text, "Yes"), Same(text, "No"))
        case "choice":
            return some(*(Same(text, choice) for choice in row.fact.choices))
    return ALWAYS


def _value(shape: Shape, row: FactRow) -> c.Value:
    """A figure, a day, 1 for yes, the number of a choice, what was counted; 0 while it is not readable."""
    if row.fact.type == "counted":
        return counted(shape, row)
    number, text = c.NumberOf("answer"), c.CleanText("answer")
    match row.fact.type:
        case "count":
            found: c.Operand = number
        case "percent":
            fraction = every(Not(c.AtLeast(0, number)), Not(c.AtLeast(number, 1)))
            found = case((fraction, c.Rounded(c.Times(number, 100))), otherwise=number)
        case "day":
            found = c.DateOf("answer")
        case "yes_no":
            found = case((Same(text, "Yes"), YES), otherwise=NO)
        case "choice":
            numbered = enumerate(row.fact.choices, start=1)
            found = case(*((Same(text, choice), n) for n, choice in numbered), otherwise=0)
        case _:
            return c.Sum((0,))
    return case((Same(Col("state"), 1), found), otherwise=0)


def _given(row: FactRow, found: tuple[Outcome, ...]) -> c.Value:
    """1 when something was told: typed, or counted."""
    if row.fact.type != "counted":
        return case((c.AtLeast(Col("state"), 1), 1), otherwise=0)
    told = [n for n, o in enumerate(found, start=1) if o.id not in _NOT_TOLD]
    return case((some(*(Same(Col("outcome"), n) for n in told)), 1), otherwise=0)
