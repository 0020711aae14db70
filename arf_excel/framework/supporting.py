"""The sheet Supporting actions in `_work`: which are suggested for the plan, and which are in it."""

from __future__ import annotations

from arf_excel.framework.checks import DEVELOPMENT
from arf_excel.framework.findings import sentence, statuses
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_positions
from arf_excel.framework.ways import line_of
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Filled, Is, Not, Same, Table, case, every, some


def supporting_table(shape: Shape) -> Table:
    """Ready rows of the plan: suggested for a development area until somebody is named."""
    positions = target_positions(shape)
    items = {d.id: n for n, d in enumerate(shape.deliverables, start=1)}
    rows = tuple(action.id for action in shape.supporting)
    in_place = Same(c.CleanText("status"), statuses()["in_place"])
    planned = c.AtLeast(c.rows("action_plan", for_target=Col("target"), complete=1), 1)
    development = Same(c.At("items", "status", Col("line_item"), 0), DEVELOPMENT)
    columns = (
        Column("id", rows),
        Column("line", c.LineOf()),
        Column("target", tuple(positions[row] for row in rows)),
        Column("item", tuple(items[action.deliverable] for action in shape.supporting)),
        Column("planned", planned),
        Column("named", every(Filled("person"), Not(Is(Col("planned"))))),
        Column(
            "suggested", every(development, Not(in_place), Not(Filled("person")), Not(Is(Col("planned"))))
        ),
        *line_of(Col("item")),
        *(
            Column(f"{kind}_for", case((Is(Col(kind)), Col("item")), otherwise=0))
            for kind in ("named", "suggested")
        ),
        Column(
            "plan",
            case(
                (some(Is(Col("named")), Is(Col("planned"))), sentence("plan_yours")),
                (Is(Col("suggested")), sentence("plan_suggested")),
            ),
        ),
    )
    return Table("supporting", rows, columns)
