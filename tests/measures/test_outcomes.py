"""A line of the spec tables reaches every outcome that the facts of both editions declare."""

from __future__ import annotations

from functools import cache

import pytest

from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.judge import judge
from tests.measures.packs import Reached, declared, kind_of, packs, reached
from tests.measures.spec import item_id, lines

RULINGS = [
    (edition, (ruling.id, choice.id))
    for edition in edition_ids()
    for ruling in load_edition(edition).rulings
    for choice in ruling.choices
    if choice.id != ruling.default
]


@cache
def reached_by_lines() -> frozenset[Reached]:
    """What the facts of an item come to on the lines of that item."""
    found: set[Reached] = set()
    for pack in packs():
        items = {item_id(line.edition, line.item) for line in pack.lines}
        work = judge(pack.kind.shape, pack.answers()).work
        found |= {to for item, to in reached(pack.kind, work) if item in items}
    return frozenset(found)


def test_a_line_reaches_every_outcome() -> None:
    shapes = [kind_of(edition, ()).shape for edition in edition_ids()]
    assert sorted({to for shape in shapes for to in declared(shape)} - reached_by_lines()) == []
    ruled = [kind_of(edition, (ruling,)).shape for edition, ruling in RULINGS]
    assert sorted({to for shape in ruled for to in declared(shape)} - reached_by_lines()) == []


@pytest.mark.parametrize("edition", edition_ids())
def test_every_item_has_lines_and_every_ruling_that_changes_a_fact_has_one(edition: str) -> None:
    found = load_edition(edition)
    items = {part.id for part in (*found.deliverables, *found.supporting_actions)}
    assert {item_id(edition, line.item) for line in lines(edition)} == items
    ruled = {line.ruling for line in lines(edition)}
    usual = set(declared(kind_of(edition, ()).shape))
    for of, ruling in RULINGS:
        if of == edition and {*declared(kind_of(edition, (ruling,)).shape)} != usual:
            assert ruling in ruled
