"""Where rows lead to: a line of the checklist to what is given for it, and back; places for links."""

from __future__ import annotations

from arf_excel.framework.findings import sentence
from arf_excel.framework.shape import Shape
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Is, Same, case, every


def line_of(item: c.Value) -> tuple[Column, ...]:
    """The line of the checklist that a row is for: where it stands, and its code."""
    code = c.At("items", "code", Col("line_item"), "")
    return (
        Column("line_item", item),
        Column("line_at", c.At("items", "line", Col("line_item"), 0)),
        Column("line_code", case((c.AtLeast(Col("line_at"), 1), code))),
    )


def ways_of(shape: Shape) -> tuple[Column, ...]:
    """Where a line leads to: the first row for it on another sheet, or the next that is free."""
    item = Col("item")
    columns = [
        *_way("actions_at", "action_plan", c.FirstAt("action_plan", "for_n", item), len(shape.action_rows)),
        Column("actions_said", _counted(sentence("link_actions", count=Col("actions")))),
    ]
    if "supporting" in shape.tables:
        ready = (c.FirstAt("supporting", f"{kind}_for", item) for kind in ("named", "suggested"))
        line = c.Less(c.At("supporting", "line", _first_of(*ready), 1), 1)
        planned = c.AtLeast(c.FirstAt("action_plan", "for_n", item), 1)
        columns.append(Column("ready_at", case((planned, 0), otherwise=line)))
    if "evidence" in shape.tables:
        named = (c.FirstAt("evidence", name, item) for name in ("for_n", "also_1_n", "also_2_n"))
        columns += _way("evidence_at", "evidence", _first_of(*named), len(shape.evidence_rows))
        columns.append(Column("evidence_said", _counted(sentence("link_evidence", count=Col("evidence")))))
    if shape.facts:
        columns += _facts_way()
    return tuple(columns)


def _first_of(*found: c.Value) -> c.Value:
    """The first that is more than 0."""
    return case(*((c.AtLeast(each, 1), each) for each in found), otherwise=0)


def _way(name: str, table: str, first: c.Value, rows: int) -> list[Column]:
    free = c.Smallest((rows, c.Sum((c.LastOf(table, "last_used"), 1))))
    return [Column(name, case((c.AtLeast(first, 1), first), otherwise=free))]


def _counted(said: c.Value) -> c.Value:
    """Nothing on a line that is none of ours."""
    return case((Same(Col("item"), 0), ""), otherwise=said)


def _facts_way() -> list[Column]:
    """The first fact of the line on the Measures sheet, and how many of those asked for are given."""
    item, asked = Col("item"), c.At("targets", "asked", Col("item"), 0)
    given = c.Less(asked, c.At("targets", "incomplete", item, 0))
    said = sentence("link_facts", given=given, asked=asked)
    at = c.Less(c.At("measures", "line", c.At("targets", "first", item, 0), 1), 1)
    return [
        Column("facts_at", at),
        Column("facts_said_short", case((every(Is(Col("direct")), c.AtLeast(asked, 1)), said))),
    ]
