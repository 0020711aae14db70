"""What is asked for, what the answers bear out, and how far the next level is.

Asked, supported and decided are never mixed: a form and a return know the first two only.
"""

from __future__ import annotations

from arf_excel.framework.checks import asking
from arf_excel.framework.findings import sentence
from arf_excel.framework.outcome import CODES
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Field, Is, Not, Same, Table, case, every, some
from arf_excel.rules.python import day_number, months_before

SELF_ASSESSMENT, FEEDBACK = "Self-assessment only", "Feedback"
NAMED_AT_MOST = 3
"""So many deliverables are named in a sentence; more are counted."""
LISTED_AT_MOST = 5
"""So many codes are listed; more are counted, since what is still empty lists them too."""
_ONE = ("all",)


def asking_choices(shape: Shape) -> list[str]:
    """What an organisation may ask for with this form."""
    if shape.purpose == "self-assessment":
        return [SELF_ASSESSMENT]
    if shape.purpose == "feedback":
        return [SELF_ASSESSMENT, FEEDBACK]
    return [SELF_ASSESSMENT, FEEDBACK, *(level.asking for level in shape.levels)]


def asking_of(shape: Shape) -> str:
    """What a form of this purpose is for, in the words of its list; '' when it may be for anything."""
    named = {"self-assessment": SELF_ASSESSMENT, "feedback": FEEDBACK}
    return named.get(shape.purpose) or next((v.asking for v in shape.levels if v.id == shape.purpose), "")


def _organisation(row: str, name: str = "text") -> c.Value:
    return Field("organisation", row, name)


def asking_table(shape: Shape) -> Table:
    """One row: the kind asked for (1 self-assessment, 2 feedback, 3 recognition) and its level."""
    asked, held = _organisation("asking"), _organisation("level_held")
    top = len(shape.levels)
    numbered = list(enumerate(shape.levels, start=1))
    confirmed = Same(_organisation("still_in_place"), "Yes")
    held_number = case(*((Same(held, level.name), n) for n, level in numbered), otherwise=0)
    offered = [(n, level) for n, level in numbered if level.asking in asking_choices(shape)]
    level_asked = case(*((Same(asked, level.asking), n) for n, level in offered), otherwise=top)
    kind = case(*((Same(asked, words), n) for words, n in _kinds(shape)), otherwise=0)
    columns = (
        Column("kind", kind),
        Column("level", level_asked),
        Column("recognition", Same(Col("kind"), 3)),
        Column("evidence", _evidence_asked(shape)),
        Column("level_held", held_number),
        Column("held", _held(confirmed)),
        Column("held_too_low", _held_too_low(shape)),
        Column("year_end", _organisation("year_end", "day")),
        Column("year_start", c.MonthsBefore(Col("year_end"), 12)),
        Column("apply_by", c.MonthsBefore(Col("year_end"), shape.edition.process.apply_months)),
        Column("year_end_odd", _year_end_odd(shape)),
    )
    return Table("asking", _ONE, columns)


def _evidence_asked(shape: Shape) -> c.Condition:
    if "evidence" not in shape.tables:
        return some()
    return Not(Same(Col("kind"), 1))


def _kinds(shape: Shape) -> list[tuple[str, int]]:
    """Each choice of this form and its kind; what the form does not offer is none of them."""
    return [(words, min(n, 3)) for n, words in enumerate(asking_choices(shape), start=1)]


def _held(confirmed: c.Condition) -> c.Value:
    """A level that is held stands for itself, and with it all below, only below the one asked for."""
    stands = every(Is(Col("recognition")), confirmed)
    below = Not(c.AtLeast(Col("level_held"), Col("level")))
    return case((Not(stands), 0), (below, Col("level_held")), otherwise=c.Less(Col("level"), 1))


def _held_too_low(shape: Shape) -> c.Condition:
    if shape.ruling("lower-levels") != "held-first":
        return some()
    return every(Is(Col("recognition")), Not(c.AtLeast(c.Sum((Col("level_held"), 1)), Col("level"))))


def _year_end_odd(shape: Shape) -> c.Condition:
    if shape.year_end is None:
        return some()
    given = day_number(shape.year_end)
    earliest = months_before(given, 6)
    day = Col("year_end")
    inside = every(c.AtLeast(day, earliest), c.AtLeast(given, day))
    return every(c.AtLeast(day, 1), Not(inside))


def told_columns(shape: Shape) -> tuple[Column, ...]:
    """What was told of each deliverable, wherever its line stands: none that is gone is forgotten."""
    direct = Is(Col("direct"))
    within, held = c.AtLeast(asking("level"), Col("level")), c.AtLeast(asking("held"), Col("level"))
    return (
        Column("line", c.PositionOf("checklist", "item", Col("n"))),
        Column("status", c.At("checklist", "status", Col("line"), 0)),
        Column("open", every(direct, Not(Same(c.At("checklist", "borne_out", Col("line"), 0), 1)))),
        Column("verdict", c.At("checklist", "verdict", Col("line"), "")),
        Column("for_panel", every(Same(Col("verdict"), "panel"))),
        Column(
            "verdict_n", case(*((Same(Col("verdict"), key), n) for key, n in CODES.items() if n), otherwise=0)
        ),
        Column("answered", c.At("checklist", "answered", Col("line"), 0)),
        Column("missing", every(direct, within, Not(held), Not(Is(Col("answered"))))),
        Column("missing_list", c.Running("missing_list", Is(Col("missing")), Col("code"))),
        *_level_lists(shape),
    )


def _level_lists(shape: Shape) -> tuple[Column, ...]:
    """Running lists, three for each level: still open by code and by label, and for the panel."""
    columns: list[Column] = []
    for n, _level in enumerate(shape.levels, start=1):
        here = Same(Col("level"), n)
        for_panel = every(here, Is(Col("for_panel")))
        open_here = every(here, Is(Col("open")))
        columns.append(Column(f"open_{n}", c.Running(f"open_{n}", open_here, Col("code"))))
        columns.append(Column(f"open_label_{n}", c.Running(f"open_label_{n}", open_here, Col("label"))))
        columns.append(Column(f"panel_{n}", c.Running(f"panel_{n}", for_panel, Col("label"))))
    return tuple(columns)


def levels_table(shape: Shape) -> Table:
    """One row a level: what is open, whether it and all below are borne out, what is for the panel."""
    numbers = tuple(range(1, len(shape.levels) + 1))
    reached = every(Is(c.Above("ok", 1)), some(Is(Col("held")), Same(Col("open"), 0)))
    panel = c.rows("items", level=Col("n"), for_panel=1)
    no_words = Is(Col("held"))
    columns = (
        Column("n", numbers),
        Column("name", tuple(level.name for level in shape.levels)),
        Column("held", c.AtLeast(asking("held"), Col("n"))),
        Column("open", c.rows("items", level=Col("n"), open=1)),
        Column("open_codes", c.EachRow(tuple(c.LastOf("items", f"open_{n}") for n in numbers))),
        Column("open_labels", c.EachRow(tuple(c.LastOf("items", f"open_label_{n}") for n in numbers))),
        Column("ok", reached),
        Column("panel", case((no_words, 0), otherwise=panel)),
        Column(
            "panel_labels",
            c.EachRow(
                tuple(case((no_words, ""), otherwise=c.LastOf("items", f"panel_{n}")) for n in numbers)
            ),
        ),
        Column("panel_so_far", c.Sum((c.Above("panel_so_far", 0), Col("panel")))),
        Column(
            "names_so_far", c.Running("names_so_far", Not(Same(Col("panel_labels"), "")), Col("panel_labels"))
        ),
    )
    return Table("levels", tuple(level.id for level in shape.levels), columns)


def groups_table(shape: Shape) -> Table:
    """One row for each level or principle of the Summary: the counts, and them as a sentence."""
    names = tuple(shape.group_names())
    total = tuple(sum(shape.edition.group_of(d) == name for d in shape.direct) for name in names)
    spoken = sentence(
        "group_sentence",
        group=Col("name"),
        in_place=Col("in_place"),
        development=Col("development"),
        blank=Col("blank"),
    )
    columns = (
        Column("n", tuple(range(1, len(names) + 1))),
        Column("name", names),
        Column("total", total),
        Column("in_place", c.rows("items", group=Col("n"), status=1)),
        Column("development", c.rows("items", group=Col("n"), status=2)),
        Column("blank", c.Less(Col("total"), c.Sum((Col("in_place"), Col("development"))))),
        *_verdict_counts(shape),
        Column("sentence", c.Join((spoken, _verdicts_spoken(shape)))),
    )
    return Table("groups", names, columns)


def _verdict_counts(shape: Shape) -> tuple[Column, ...]:
    """How many of those in place came to each verdict."""
    if not shape.facts:
        return ()
    return tuple(
        Column(key, c.rows("items", group=Col("n"), status=1, verdict_n=n)) for key, n in CODES.items() if n
    )


def _verdicts_spoken(shape: Shape) -> c.Value:
    if not shape.facts:
        return c.Join(("",))
    counts = {key: Col(key) for key, n in CODES.items() if n}
    told = Not(Same(c.Sum(tuple(counts.values())), 0))
    return case((every(told, Is(asking("evidence"))), sentence("group_verdicts", **counts)), otherwise="")


def overall_table(shape: Shape) -> Table:
    """One row: the sentences of the Summary and Start here, and whether the form is ready to send."""
    supported, following = Col("supported"), c.Sum((Col("supported"), 1))
    following_at = case((c.AtLeast(supported, len(shape.levels)), 0), otherwise=following)
    columns = (
        Column("asked", _asked()),
        Column("supported", c.SumOf("levels", "ok")),
        Column("subject", c.At("levels", "panel_so_far", supported, 0)),
        Column("subject_names", c.At("levels", "names_so_far", supported, "")),
        Column("supported_level", c.At("levels", "name", supported, "")),
        Column("supported_sentence", _supported(shape)),
        Column("next", following_at),
        Column("next_level", c.At("levels", "name", Col("next"), "")),
        Column("left", c.At("levels", "open", Col("next"), 0)),
        Column("distance", _distance()),
        Column("held_sentence", _held_sentence(shape)),
        Column("lower_open", _lower_open()),
        Column("empty_organisation", _empty("organisation")),
        Column("empty_checklist", _empty("checklist", "items")),
        Column("empty_declaration", _empty_declaration(shape)),
        Column("ready", every(*(Same(Col(f"empty_{t}"), "") for t in _TABLES))),
        Column("ready_sentence", _ready()),
        Column("to_look_at", c.SumOf("checks", "open")),
        Column("next_step", _next_step(shape)),
        Column("next_table", _next_table(shape)),
        Column("next_at", _next_at(shape)),
        Column("next_sheet", _next_sheet()),
        Column("cells", _cells(shape)),
        Column("minutes", c.Times(Col("cells"), shape.minutes_a_cell)),
        Column("hours", c.WholeBelow(c.Sum((c.Percent(Col("minutes"), 6000), 0.5)))),
        Column("burden", _burden(shape)),
        *_rows_to_print(shape),
    )
    return Table("overall", _ONE, columns)


_TABLES = ("organisation", "checklist", "declaration")


def _asked() -> c.Value:
    asked = _organisation("asking")
    return case((Same(asking("kind"), 0), sentence("asked_blank")), otherwise=sentence("asked", asking=asked))


def _supported(shape: Shape) -> c.Value:
    level, count = Col("supported_level"), Col("subject")
    return case(
        (Same(Col("supported"), 0), sentence("supported_none", level=shape.levels[0].name)),
        (Same(count, 0), sentence("supported", level=level)),
        (c.AtLeast(count, NAMED_AT_MOST + 1), sentence("supported_many", level=level, count=count)),
        otherwise=sentence("supported_if", level=level, subject=Col("subject_names")),
    )


def _distance() -> c.Value:
    level, at = Col("next_level"), Col("next")
    many = sentence("distance_many", level=level, count=Col("left"))
    one = sentence("distance_one", level=level, label=c.At("levels", "open_labels", at, ""))
    more = sentence(
        "distance_more", level=level, count=Col("left"), codes=c.At("levels", "open_codes", at, "")
    )
    nothing = sentence("distance_none")
    long = c.AtLeast(Col("left"), LISTED_AT_MOST + 1)
    return case((Same(at, 0), nothing), (Same(Col("left"), 1), one), (long, many), otherwise=more)


def _held_sentence(shape: Shape) -> c.Value:
    level = c.At("levels", "name", asking("level_held"), "")
    return case((c.AtLeast(asking("held"), 1), sentence("held", level=level)), otherwise="")


def _lower_open() -> c.Condition:
    """Asked for a level while a level below it is neither borne out nor held, once a line is answered."""
    begun = c.AtLeast(c.SumOf("items", "status"), 1)
    below = Not(c.AtLeast(c.Sum((Col("supported"), 1)), asking("level")))
    return every(Is(asking("recognition")), below, begun)


def _empty(table: str, listed: str = "") -> c.Value:
    missing = c.LastOf(listed or table, "missing_list")
    said = sentence(f"empty_{table}", list=missing)
    return case((Same(missing, ""), ""), otherwise=said)


def _empty_declaration(shape: Shape) -> c.Value:
    if "declaration" not in shape.tables:
        return c.Join(("",))
    return case((Is(asking("recognition")), _empty("declaration")), otherwise="")


def _ready() -> c.Value:
    lists = {table: Col(f"empty_{table}") for table in _TABLES}
    return case((Is(Col("ready")), sentence("ready")), otherwise=sentence("still_empty", **lists))


def _first_missing(table: str) -> c.Value:
    return c.At(table, "label", c.FirstOf(table, "missing"), "")


def _next_step(shape: Shape) -> c.Value:
    """The one next thing to do, in the order in which people fill the form in."""
    cases: list[tuple[c.Condition, c.Operand]] = []
    for table in _tables_to_fill(shape):
        said = sentence(f"next_{table}", label=_first_missing("items" if table == "checklist" else table))
        cases.append((Not(Same(Col(f"empty_{table}"), "")), said))
    cases.append((c.AtLeast(Col("to_look_at"), 1), sentence("next_checks", count=Col("to_look_at"))))
    return case(*cases, otherwise=sentence("next_send"))


def _tables_to_fill(shape: Shape) -> list[str]:
    return [table for table in _TABLES if table in shape.tables]


def _next_table(shape: Shape) -> c.Value:
    """The sheet of the next thing to do; '' when it is to send the file."""
    empty = [(Not(Same(Col(f"empty_{table}"), "")), table) for table in _tables_to_fill(shape)]
    return case(*empty, (c.AtLeast(Col("to_look_at"), 1), "checks"), otherwise="")


def _next_at(shape: Shape) -> c.Value:
    """The row of that sheet, from 1."""
    line = c.At("items", "line", c.FirstOf("items", "missing"), 1)
    at = {"organisation": c.FirstOf("organisation", "missing"), "checklist": line}
    if "declaration" in shape.tables:
        at["declaration"] = c.FirstOf("declaration", "missing")
    return case(*((Same(Col("next_table"), table), number) for table, number in at.items()), otherwise=1)


def _next_sheet() -> c.Value:
    names = read_toml("texts.toml")["sheets"]
    tables = (*_TABLES, "checks")
    return case(*((Same(Col("next_table"), table), str(names[table])) for table in tables), otherwise="")


def _cells(shape: Shape) -> c.Value:
    """What is to be typed at the least, with everything in place."""
    own = sum(detail.needed for detail in shape.details) - bool(asking_of(shape))
    declared = sum(detail.needed for detail in shape.declaration) if "declaration" in shape.tables else 0
    without = some(Same(asking("kind"), 1), Same(asking("kind"), 2))
    declaration = case((without, 0), otherwise=declared)
    return c.Sum((own, c.SumOf("items", "cells"), declaration))


_LONG = 90
"""Minutes: so many are said in hours too."""


def _burden(shape: Shape) -> c.Value:
    in_hours = sentence("in_hours", hours=Col("hours"))
    long = case((c.AtLeast(Col("minutes"), _LONG), in_hours), otherwise="")
    said: dict[str, c.Operand] = {"cells": Col("cells"), "minutes": Col("minutes"), "long": long}
    said["each"] = shape.minutes_a_cell
    asked = sentence("burden", **said)
    return case((Same(asking("kind"), 0), sentence("burden_all", **said)), otherwise=asked)


HEADER_LINES, SPARE_LINES = 4, 3


def _rows_to_print(shape: Shape) -> tuple[Column, ...]:
    """The last sheet row worth printing: the rows in use and a few spare ones."""
    found = []
    for table in ("evidence", "meetings", "action_plan"):
        if table in shape.tables:
            last = c.LastOf(table, "last_used")
            found.append(Column(f"print_{table}", c.Sum((last, HEADER_LINES + SPARE_LINES))))
    return tuple(found)
