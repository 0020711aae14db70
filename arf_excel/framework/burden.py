"""How many cells the shortest complete answer takes: the framework promises to be simple to apply.

Counted for what is asked, with everything in place: one evidence item for each deliverable, and every fact
that a sentence asks for. A test types that answer, cell by cell, and counts.
"""

from __future__ import annotations

from arf_excel.framework import measures as m
from arf_excel.framework.edition import Deliverable
from arf_excel.framework.shape import FactRow, Shape

_STATUS = 1
_HOW, _EVIDENCE, _DATE = 1, 3, 1
"""An evidence item is what, for which deliverable and where."""


def cells_with_evidence(shape: Shape, deliverable: Deliverable) -> int:
    """What feedback and recognition ask for beside the status, for a deliverable that is in place."""
    if "evidence" not in shape.tables:
        return 0
    rows = [row for row in shape.facts if row.item.of == deliverable.id]
    dated = any(isinstance(row.fact.rule, m.Dated) for row in rows)
    return _HOW + _EVIDENCE + dated * _DATE + sum(_cells(shape, row) for row in rows if row.needed)


def _cells(shape: Shape, row: FactRow) -> int:
    """The cells of one fact, wherever they stand."""
    match row.fact.rule:
        case m.Meetings(of=of, least=least):
            asked = {occasion.id for occasion in shape.measures.occasions if occasion.executive}
            return least * (2 + bool(asked & {*of}))
        case m.Wres(least=least):
            return least * 3
        case m.Entries(least=least):
            return least * 2
        case m.Gap():
            return 3
    return int(row.fact.type != "counted")
