"""How many cells the shortest complete return takes: the framework promises to be simple to apply."""

from __future__ import annotations

import datetime as dt

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import starting_answers
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.shape import Shape

DETAILS: dict[str, object] = {
    "code": "X01",
    "name": "Fictional Trust",
    "contact_role": "Head of inclusion",
    "email": "inclusion@example.org",
    "year_end": dt.date(2026, 9, 30),
}


def shortest(shape: Shape) -> dict[tuple[str, str, str], object]:
    """What has to be typed when everything is in place, with one evidence item for each deliverable."""
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
    if "declaration" in shape.tables:
        cells["declaration", "role", "answer"] = "Chief executive"
        cells["declaration", "agreed", "answer"] = "Yes"
        cells["declaration", "date", "answer"] = dt.date(2026, 10, 3)
    return cells


@pytest.mark.parametrize(
    ("purpose", "most"), [("self-assessment", 20), ("bronze", 60), ("silver", 120), ("gold", 220)]
)
def test_the_shortest_complete_return_is_short(purpose: str, most: int) -> None:
    shape = shape_of(load_edition(), purpose)
    cells = shortest(shape)
    judgement = judge(shape, Answers({**starting_answers(shape).cells, **cells}))
    assert judgement.ready, judgement.ready_sentence
    assert not [finding.code for finding in judgement.findings if finding.open]
    assert len(cells) <= most


@pytest.mark.parametrize("purpose", ["self-assessment", "bronze", "silver", "gold"])
def test_no_cell_of_it_can_be_left_out(purpose: str) -> None:
    shape = shape_of(load_edition(), purpose)
    cells = shortest(shape)
    for key in cells:
        if key[0] != "evidence":
            fewer = {k: v for k, v in cells.items() if k != key}
            judgement = judge(shape, Answers({**starting_answers(shape).cells, **fewer}))
            assert not judgement.ready, key
