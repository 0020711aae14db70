"""How many cells the shortest complete return takes: the framework promises to be simple to apply."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.tables import field
from arf_excel.form.write import starting_answers
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.measures import Dated
from arf_excel.framework.shape import Shape
from tests.measures.spec import item_id, lines, typed_in

DETAILS: dict[str, object] = {
    "code": "X01",
    "name": "Fictional Trust",
    "contact_role": "Head of inclusion",
    "email": "inclusion@example.org",
    "year_end": dt.date(2026, 8, 31),
}


def shortest(shape: Shape) -> dict[tuple[str, str, str], object]:
    """What has to be typed when everything is in place: one evidence item for each deliverable, dated where
    the sentence asks for a date, and every fact that is asked for."""
    cells: dict[tuple[str, str, str], object] = {
        ("organisation", row, "answer"): value for row, value in DETAILS.items()
    }
    for deliverable, row in zip(shape.direct, shape.evidence_rows or [""] * 99, strict=False):
        cells["checklist", deliverable.id, "status"] = "In place"
        if row:
            cells["checklist", deliverable.id, "how"] = "See attached."
            cells["evidence", row, "what"] = "Board paper"
            cells["evidence", row, "for_item"] = deliverable.label
            cells["evidence", row, "where"] = "EV001 paper.pdf"
            if column_of_dates(shape, deliverable.id):
                cells["evidence", row, "date"] = dt.date(2026, 8, 1)
    facts(shape, cells)
    if "declaration" in shape.tables:
        cells["declaration", "role", "answer"] = "Chief executive"
        cells["declaration", "agreed", "answer"] = "Yes"
        cells["declaration", "date", "answer"] = dt.date(2026, 10, 3)
    return cells


def column_of_dates(shape: Shape, deliverable: str) -> bool:
    """A fact of the deliverable counts dated evidence."""
    rules = [row.fact.rule for row in shape.facts if row.item.of == deliverable]
    return any(isinstance(rule, Dated) for rule in rules)


def facts(shape: Shape, cells: dict[tuple[str, str, str], object]) -> None:
    """The facts as the spec tables begin with; what may be left out is, and so is who attended where the
    sentence does not ask."""
    edition, typed = shape.edition.about.id, dict[tuple[str, str, str], object]()
    wanted = {d.id for d in shape.direct if shape.facts}
    for line in lines(edition):
        item = item_id(edition, line.item)
        if item in wanted:
            wanted.remove(item)
            kept = [part for part in line.base.split(";") if not part.strip().startswith("evidence=")]
            typed_in(shape, typed, item, ";".join(kept))
    optional = {row.id for row in shape.facts if row.fact.use != "needed"}
    asks = {occasion.name for occasion in shape.measures.occasions if occasion.executive}
    for key, value in typed.items():
        _table, row, column = key
        left_out = row in optional or (column == "who" and typed["meetings", row, "what_for"] not in asks)
        left_out |= field(*key).cell.use == "optional"
        if value is not None and not left_out:
            cells[key] = value


@pytest.mark.parametrize(
    ("purpose", "most"), [("self-assessment", 20), ("bronze", 60), ("silver", 120), ("gold", 220)]
)
def test_the_shortest_complete_return_is_short(purpose: str, most: int) -> None:
    shape = shape_of(load_edition(), purpose)
    cells = shortest(shape)
    judgement = judge(shape, Answers({**starting_answers(shape).cells, **cells}))
    assert judgement.ready, judgement.ready_sentence
    assert not [finding.code for finding in judgement.findings if finding.open]
    assert {j.verdict for j in judgement.judged if j.id in {d.id for d in shape.direct}} <= {"meets", "panel"}
    assert len(cells) <= most


@pytest.mark.parametrize("purpose", ["self-assessment", "bronze", "silver", "gold"])
def test_no_cell_of_it_can_be_left_out(purpose: str) -> None:
    shape = shape_of(load_edition(), purpose)
    cells = shortest(shape)
    for key in cells:
        if key[0] in ("organisation", "checklist", "declaration"):
            fewer = {k: v for k, v in cells.items() if k != key}
            judgement = judge(shape, Answers({**starting_answers(shape).cells, **fewer}))
            assert not judgement.ready, key


@pytest.mark.parametrize("purpose", ["bronze", "silver", "gold"])
def test_no_fact_of_it_can_be_left_out(purpose: str) -> None:
    """Each is asked for by a sentence: without it some deliverable is not borne out, or not as well."""
    shape = shape_of(load_edition(), purpose)
    cells = {**starting_answers(shape).cells, **shortest(shape)}
    whole = [j.verdict for j in judge(shape, Answers(cells)).judged]
    for key in cells:
        if key[0] in ("measures", "meetings", "wres"):
            fewer = {k: v for k, v in cells.items() if k != key}
            assert [j.verdict for j in judge(shape, Answers(fewer)).judged] != whole, key


KINDS = [(e, p) for e in ("bronze-silver-gold", "2021") for p in purposes(load_edition(e))]


@pytest.mark.parametrize(("edition", "purpose"), KINDS)
def test_the_form_says_how_many_cells_that_is(edition: str, purpose: str) -> None:
    shape = shape_of(load_edition(edition), purpose)
    cells = {**starting_answers(shape).cells, **shortest(shape)}
    typed = len(shortest(shape)) + (purpose == "all")  # what we ask for is then chosen too
    assert judge(shape, Answers(cells)).work.number("overall", "all", "cells") == typed


def test_the_minutes_are_the_cells_times_the_setting() -> None:
    shape = replace(shape_of(load_edition(), "bronze"), minutes_a_cell=5)
    work = judge(shape, starting_answers(shape)).work
    assert work.number("overall", "all", "minutes") == 5 * work.number("overall", "all", "cells")


@pytest.mark.parametrize(
    ("asking", "cells"),
    [("Self-assessment only", 21), ("Recognition at Bronze", 49), ("Recognition at Silver", 99)],
)
def test_less_is_asked_for_less(asking: str, cells: int) -> None:
    shape = shape_of(load_edition())
    work = judge(shape, Answers({("organisation", "asking", "answer"): asking})).work
    assert work.number("overall", "all", "cells") == cells
