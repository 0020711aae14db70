"""Which tables and rows a form holds: only what its purpose needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from arf_excel.errors import UsageError
from arf_excel.form.tables import RECORDS, TABLES, Field, fields, row_ids
from arf_excel.framework.edition import Edition, Part
from arf_excel.framework.measures import Entries, Gap, Meetings, Wres, load_measures
from arf_excel.framework.shape import MINUTES_A_CELL, Detail, Shape

EVIDENCE_ROWS, MEETING_ROWS, ACTION_ROWS = 120, 60, 60
SELF_ASSESSMENT, FEEDBACK, ALL = "self-assessment", "feedback", "all"


def purposes(edition: Edition) -> list[str]:
    """What a form of this edition can be for."""
    return [SELF_ASSESSMENT, FEEDBACK, *(level.id for level in edition.levels), ALL]


def shape_of(
    edition: Edition,
    purpose: str = ALL,
    *,
    evidence_rows: int = EVIDENCE_ROWS,
    action_rows: int = ACTION_ROWS,
    year_end: dt.date | None = None,
    rulings: Mapping[str, str] | None = None,
    minutes_a_cell: int = MINUTES_A_CELL,
) -> Shape:
    """The form of an edition for a purpose; UsageError when the edition has no such purpose."""
    if purpose not in purposes(edition):
        known = ", ".join(purposes(edition))
        raise UsageError(f"A form of the edition '{edition.about.id}' can be for: {known}. Not '{purpose}'.")
    top = edition.level_index.get(purpose, len(edition.levels))
    levels = tuple(edition.levels[:top])
    inside = {level.id for level in levels}
    deliverables = tuple(d for d in edition.deliverables if d.kind == "review" or d.level in inside)
    ids = {d.id for d in deliverables}
    supporting = tuple(a for a in edition.supporting_actions if a.deliverable in ids)
    tables = _tables(edition, purpose, {*ids, *(action.id for action in supporting)})
    return Shape(
        edition=edition,
        purpose=purpose,
        tables=tables,
        levels=levels,
        deliverables=deliverables,
        supporting=supporting,
        evidence_rows=row_ids("evidence", evidence_rows) if "evidence" in tables else (),
        meeting_rows=row_ids("meetings", MEETING_ROWS) if "meetings" in tables else (),
        action_rows=row_ids("action_plan", action_rows),
        details=_details("organisation"),
        declaration=_details("declaration"),
        year_end=year_end,
        rulings=dict(rulings or {}),
        minutes_a_cell=minutes_a_cell,
    )


_FED_BY: dict[str, tuple[type[Part], ...]] = {
    "meetings": (Meetings,),
    "wres": (Wres,),
    "goals": (Entries, Gap),
}
"""Sheets that only these rules read."""


FACTS = frozenset({"measures", *_FED_BY})
"""Sheets that ask for facts."""


def without_facts(shape: Shape) -> Shape:
    """The form as it was before facts were asked for."""
    return replace(shape, tables=shape.tables - FACTS, meeting_rows=())


def _tables(edition: Edition, purpose: str, items: set[str]) -> frozenset[str]:
    found = [item for item in load_measures(edition.about.id).items if item.of in items]
    rules = {type(fact.rule) for item in found for fact in item.facts}
    left_out = {table for table, kinds in _FED_BY.items() if not rules & {*kinds}}
    if not found:
        left_out.add("measures")
    if not edition.supporting_actions:
        left_out.add("supporting")
    if purpose == SELF_ASSESSMENT:
        left_out |= {"evidence", *FACTS}
    if purpose in (SELF_ASSESSMENT, FEEDBACK):
        left_out |= {"declaration"}
    return frozenset(TABLES.keys() - left_out)


def _details(table: str) -> tuple[Detail, ...]:
    return tuple(Detail(f.name, f.cell.header, f.cell.use == "needed", f.is_date) for f in fields(table))


def table_order(shape: Shape) -> list[str]:
    """The tables of the form in the order of their sheets."""
    return [table for table in TABLES if table in shape.tables]


def columns_of(shape: Shape, table: str) -> tuple[Field, ...]:
    """The columns of a table on this form: those that would always be empty are left out."""
    return tuple(f for f in fields(table) if not f.cell.only_with or f.cell.only_with in shape.tables)


def row_ids_of(shape: Shape, table: str) -> tuple[str, ...]:
    """The ids of a table's ready-made rows; a record's are its fields."""
    if table in RECORDS:
        return tuple(f.name for f in fields(table))
    return {
        "checklist": tuple(d.id for d in shape.deliverables),
        "supporting": tuple(a.id for a in shape.supporting),
        "evidence": shape.evidence_rows,
        "measures": tuple(row.id for row in shape.facts),
        "meetings": shape.meeting_rows,
        "wres": tuple(line.id for line in shape.wres_lines),
        "goals": tuple(line.id for line in shape.goal_lines),
        "action_plan": shape.action_rows,
        "reflection": tuple(p.id for p in shape.edition.principles),
    }[table]
