"""The Meetings sheet in `_work`: which meetings count for what, on which different dates, how far apart.

A line may be for two things. Each of the two has a number, `kind_1` and `kind_2`, 0 when it does not count,
and a key that joins that number and the day, so that a date is counted once for each thing.
"""

from __future__ import annotations

from arf_excel.errors import EditionError
from arf_excel.framework.checks import asking
from arf_excel.framework.measures import Meetings, Occasion
from arf_excel.framework.shape import Shape
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Filled, Is, Not, Same, Table, case, every, some

KEY = 100_000
"""Larger than any day of this century."""
OTHER_ROLE = 50
"""Added to the number of what a meeting was for when nobody attended who has to."""
LONGEST_GAP = 4
"""Months from one quarterly meeting to the next."""
_SLOTS = (1, 2)


def occasions(shape: Shape) -> list[Occasion]:
    """What a meeting on this form may be for: all that a rule of it asks about."""
    asked = {name for rule in _rules(shape) for name in (*rule.of, *rule.also)}
    return [occasion for occasion in shape.measures.occasions if occasion.id in asked]


def numbers(shape: Shape) -> dict[str, int]:
    """Occasion → its number. Occasions that a rule takes for the same have one number."""
    found = {occasion.id: n for n, occasion in enumerate(occasions(shape), start=1)}
    for rule in _rules(shape):
        for name in rule.of[1:]:
            found[name] = found[rule.of[0]]
    for rule in _rules(shape):
        same = {name for name, n in found.items() if n in {found[of] for of in rule.of}}
        if same != {*rule.of}:
            raise EditionError(f"measures.toml: meetings of {', '.join(sorted(same))} cannot be told apart.")
    return found


def _rules(shape: Shape) -> list[Meetings]:
    return [row.fact.rule for row in shape.facts if isinstance(row.fact.rule, Meetings)]


def meeting_tables(shape: Shape) -> list[Table]:
    """`occasions`, `roles` and `meetings`."""
    found, roles, number = occasions(shape), shape.measures.roles, numbers(shape)
    return [
        Table(
            "occasions",
            tuple(occasion.id for occasion in found),
            (
                Column("n", tuple(number[occasion.id] for occasion in found)),
                Column("name", tuple(occasion.name for occasion in found)),
                Column("executive", tuple(int(occasion.executive) for occasion in found)),
            ),
        ),
        Table(
            "roles",
            tuple(role.name for role in roles),
            (
                Column("n", tuple(range(1, len(roles) + 1))),
                Column("name", tuple(role.name for role in roles)),
                Column("executive", tuple(int(role.executive) for role in roles)),
            ),
        ),
        Table("meetings", shape.meeting_rows, _columns(shape)),
    ]


def _columns(shape: Shape) -> tuple[Column, ...]:
    typed = ("date", "what_for", "also_for", "who", "note")
    day = Col("date")
    in_year = every(
        c.AtLeast(day, 1), c.AtLeast(asking("year_end"), day), Not(c.AtLeast(asking("year_start"), day))
    )
    also = c.PositionOf("occasions", "name", Col("also_text"))
    columns = (
        Column("n", tuple(range(1, len(shape.meeting_rows) + 1))),
        Column("started", some(*(Filled(name) for name in typed))),
        Column("last_used", case((Is(Col("started")), Col("n")), otherwise=c.Above("last_used", 0))),
        Column("date", c.DateOf("date")),
        Column("what_text", c.CleanText("what_for")),
        Column("also_text", c.CleanText("also_for")),
        Column("who_text", c.CleanText("who")),
        Column("what", c.PositionOf("occasions", "name", Col("what_text"))),
        Column("also", case((Same(also, Col("what")), 0), otherwise=also)),
        Column("who", c.PositionOf("roles", "name", Col("who_text"))),
        Column("executive", c.At("roles", "executive", Col("who"), 0)),
        Column("dated", c.AtLeast(day, 1)),
        Column("undated", every(Is(Col("started")), Same(day, 0))),
        Column("in_year", in_year),
        Column("kind_1", _kind("what")),
        Column("kind_2", _kind("also")),
        *(Column(f"key_{n}", _key(n)) for n in _SLOTS),
        Column("new_1", every(_counts(1), Same(c.FirstAt("meetings", "key_1", Col("key_1")), Col("n")))),
        Column("new_2", _new_in_second()),
        *(Column(f"again_{n}", every(_counts(n), Not(Is(Col(f"new_{n}"))))) for n in _SLOTS),
        *(Column(f"absent_{n}", c.AtLeast(Col(f"kind_{n}"), OTHER_ROLE)) for n in _SLOTS),
    )
    return columns + _spread(shape)


def _kind(column: str) -> c.Value:
    number = Col(column)
    absent = every(Is(c.At("occasions", "executive", number, 0)), Not(Is(Col("executive"))))
    return case(
        (some(Same(number, 0), Not(Is(Col("in_year")))), 0),
        (absent, c.Sum((number, OTHER_ROLE))),
        otherwise=number,
    )


def _key(slot: int) -> c.Value:
    kind = Col(f"kind_{slot}")
    return case((Same(kind, 0), 0), otherwise=c.Sum((c.Times(kind, KEY), Col("date"))))


def _counts(slot: int) -> c.Condition:
    return c.AtLeast(Col(f"kind_{slot}"), 1)


def _new_in_second() -> c.Condition:
    first = Same(c.FirstAt("meetings", "key_2", Col("key_2")), Col("n"))
    return every(_counts(2), Same(c.rows("meetings", key_1=Col("key_2")), 0), first)


def _spread(shape: Shape) -> tuple[Column, ...]:
    """How quarterly meetings lie in the year, by the reading of the round."""
    readings = {rule.quarters for rule in _rules(shape) if rule.quarterly}
    columns: list[Column] = []
    if "four-months" in readings:
        columns += [Column(f"wide_{n}", _wide(n)) for n in _SLOTS]
    if "calendar" in readings:
        columns.append(
            Column("calendar", case((Same(Col("date"), 0), 0), otherwise=c.QuarterOf(Col("date"))))
        )
    if "our-year" in readings:
        columns.append(Column("our_year", _quarter_of_our_year()))
    return tuple(columns)


def _wide(slot: int) -> c.Condition:
    """The next meeting of the same kind is more than four months later."""
    key, kind = Col(f"key_{slot}"), Col(f"kind_{slot}")
    following = c.NextAfter("meetings", "key_1", "key_2", key)
    same_kind = Not(c.AtLeast(following, c.Times(c.Sum((kind, 1)), KEY)))
    latest = c.Sum((c.Times(kind, KEY), c.MonthsBefore(Col("date"), -LONGEST_GAP)))
    return every(_counts(slot), same_kind, Not(c.AtLeast(latest, following)))


def _quarter_of_our_year() -> c.Value:
    later_than = [
        Not(c.AtLeast(c.MonthsBefore(asking("year_end"), months), Col("date"))) for months in (3, 6, 9)
    ]
    return case((Not(Is(Col("in_year"))), 0), *zip(later_than, (4, 3, 2), strict=True), otherwise=1)


# what rules ask of it


def on_different_dates(kinds: list[int]) -> c.Value:
    """How many dates have a meeting of these kinds."""
    return c.Sum(tuple(c.rows("meetings", **{f"kind_{s}": k, f"new_{s}": 1}) for k in kinds for s in _SLOTS))


def rows_with(flag: str, kinds: list[int]) -> c.Value:
    """How many rows of these kinds have the flag: 'dated', in our year or not, or 'undated'."""
    return c.Sum(
        tuple(c.rows("meetings", **{column: k, flag: 1}) for k in kinds for column in ("what", "also"))
    )


def too_far_apart(kind: int) -> c.Value:
    """How many meetings have the next one too late."""
    return c.Sum(tuple(c.rows("meetings", **{f"kind_{s}": kind, f"wide_{s}": 1}) for s in _SLOTS))


def quarters_with(kind: int, reading: str) -> c.Value:
    """In how many of the four quarters there is a meeting."""
    column = reading.replace("-", "_")
    return c.Sum(tuple(_one_if_any(kind, column, quarter) for quarter in (1, 2, 3, 4)))


def _one_if_any(kind: int, column: str, quarter: int) -> c.Value:
    held = c.Sum(tuple(c.rows("meetings", **{f"kind_{s}": kind, column: quarter}) for s in _SLOTS))
    return case((c.AtLeast(held, 1), 1), otherwise=0)
