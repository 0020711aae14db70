"""Every line of the spec tables on the Python reading; the formulas follow in test_formulas."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.shape import Shape
from tests.framework.complete import YEAR_END, complete
from tests.measures.spec import Line, item_id, lines, typed_in

LINES = [line for edition in edition_ids() for line in lines(edition)]
CODES = {0: "nothing", 1: "incomplete", 2: "short", 3: "panel", 4: "meets"}


def shape_for(line: Line) -> Shape:
    return _shape(line.edition, line.ruling)


@cache
def _shape(edition: str, ruling: tuple[str, str] | None) -> Shape:
    return shape_of(
        load_edition(edition),
        "all",
        evidence_rows=40,
        action_rows=10,
        year_end=YEAR_END,
        rulings=dict([ruling]) if ruling else {},
    )


def answers_for(line: Line, shape: Shape) -> Answers:
    cells = dict(complete(shape).cells)
    item = item_id(line.edition, line.item)
    typed_in(shape, cells, item, line.base)
    typed_in(shape, cells, item, line.changes)
    return Answers({key: value for key, value in cells.items() if value is not None})


def verdict_of(line: Line, shape: Shape, answers: Answers) -> str:
    """What all facts of the item come to."""
    work = judge(shape, answers).work
    at = work.column("targets", "id").index(item_id(line.edition, line.item))
    return CODES[int(work.column("targets", "facts")[at])]


@pytest.mark.parametrize("line", LINES, ids=str)
def test_line(line: Line) -> None:
    shape = shape_for(line)
    assert verdict_of(line, shape, answers_for(line, shape)) == line.verdict


def test_supporting_actions_count_for_their_deliverable_where_they_are_required() -> None:
    """Bronze 5 with its own facts: Bronze 5a is still needed, then answered, then falls short."""
    line = next(line for line in lines("bronze-silver-gold") if line.item == "Bronze 5")
    required = replace(line, ruling=("supporting-actions", "required"))
    shape = shape_for(required)
    asked = item_id(line.edition, "Bronze 5a")
    verdicts = []
    for answer in ("", "Yes", "No"):
        cells = dict(answers_for(required, shape).cells)
        typed_in(shape, cells, asked, f"processes={answer}")
        answers = Answers({key: value for key, value in cells.items() if value is not None})
        verdicts.append(verdict_of(required, shape, answers))
    assert verdicts == ["incomplete", "meets", "short"]
    assert verdict_of(line, shape_for(line), answers_for(line, shape_for(line))) == "meets"


def test_a_meeting_whose_date_cannot_be_read_leaves_the_rest_open() -> None:
    """Three network meetings count, and a fourth has its date as text: it may be the one that is missing."""
    line = next(line for line in lines("bronze-silver-gold") if line.item == "Silver 4")
    shape = shape_for(line)
    cells = dict(answers_for(line, shape).cells)
    rows = [
        r for t, r, c in cells if t == "meetings" and c == "what_for" and "network" in str(cells[t, r, c])
    ]
    cells["meetings", rows[0], "date"] = "14/10/2025"
    assert verdict_of(line, shape, Answers(cells)) == "incomplete"
    cells["meetings", rows[0], "date"] = None
    assert verdict_of(line, shape, Answers(cells)) == "incomplete"
    kept = {key: value for key, value in cells.items() if key[:2] != ("meetings", rows[0])}
    assert verdict_of(line, shape, Answers(kept)) == "short"
