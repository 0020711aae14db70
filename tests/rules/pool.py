"""A whole form's answers, chosen with a seed.

Half of a table is what forms are like, so that every rule is reached; the other half is what breaks them.
"""

from __future__ import annotations

import random

from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.findings import statuses
from arf_excel.framework.levels import FEEDBACK, SELF_ASSESSMENT
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_labels
from arf_excel.framework.workings import NOT_FOR_US
from tests.rules.forms import typed_places
from tests.rules.pool_facts import FACT_TABLES, usual_facts
from tests.rules.values import Chooser, a_day, anything, mostly, odd, usual

IN_PLACE, DEVELOPMENT = statuses()["in_place"], statuses()["development_area"]


def choosers(shape: Shape, chance: random.Random) -> dict[str, Chooser]:
    """How a cell of a column, or a line of a record, is usually filled."""
    labels = [d.label for d in shape.deliverables]
    targets = [label for label, _ in target_labels(shape)]
    asking = [SELF_ASSESSMENT, FEEDBACK, *(level.asking for level in shape.edition.levels)] * 2
    written = [
        "Our sponsor is an executive director.",
        f"{NOT_FOR_US} because we have no wards.",
        "See EV003",
    ]
    day = a_day(shape)
    return {
        "status": usual([IN_PLACE, IN_PLACE, IN_PLACE, DEVELOPMENT], 0.15),
        "how": usual(written, 0.3),
        "explain": usual(["We will ask the Assembly."], 0.6),
        "for_item": usual(chance.sample(targets, 6), 0.15),
        "what": usual(["Minutes of the board"], 0.15),
        "where": usual(["https://example.org/minutes.pdf"], 0.15),
        "also_1": usual(labels, 0.6),
        "also_2": usual(labels[:3], 0.7),
        "asking": mostly(asking),
        "level_held": usual(["None", "None", "None", *(level.name for level in shape.edition.levels)], 0.2),
        "still_in_place": usual(["Yes", "Yes", "No"], 0.2),
        "progress": usual(["Complete", "Ongoing"], 0.3),
        "year_end": day,
        "held_since": day,
        "last_application": day,
        "date": lambda chance: chance.choice([None, None, "soon", "soon", *[day(chance)] * 12]),
        "target": day,
    }


def table(shape: Shape, seed: str, wild: float) -> Answers:
    """A whole form's answers; `wild` is the share of cells that hold anything at all."""
    chance = random.Random(seed)
    usually, words = choosers(shape, chance), usual(["Minutes of the board", "Head of inclusion"], 0.3)
    usually_action = {"for_item": usual([label for label, _ in target_labels(shape)], 0.25)}
    facts = usual_facts(shape, chance)
    cells: dict[Key, object] = {}
    for name, row, column in typed_places(shape):
        key = row if column == "answer" else column
        choose = (usually_action if name == "action_plan" else {}).get(key) or usually.get(key, words)
        if chance.random() < wild:
            value = anything(chance)
        else:
            value = facts.get((name, row, column)) if name in FACT_TABLES else choose(chance)
        if value is not None:
            cells[name, row, column] = value
    _repeated(shape, cells, chance)
    return Answers(cells)


def _repeated(shape: Shape, cells: dict[Key, object], chance: random.Random) -> None:
    """One row of evidence stands twice, and one names the same deliverable in all its columns."""
    if len(shape.evidence_rows) < 3:
        return
    one, other, third = chance.sample(shape.evidence_rows, 3)
    for (name, row, column), value in list(cells.items()):
        if (name, row) == ("evidence", one):
            cells[name, other, column] = value
    label = chance.choice(shape.deliverables).label
    cells |= {("evidence", third, column): odd(label, chance) for column in ("for_item", "also_1", "also_2")}
