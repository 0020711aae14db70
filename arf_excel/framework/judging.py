"""From facts to deliverables: what the rows of the Measures sheet come to together.

A fact that is still needed comes first: while people fill in, nothing is called short. Then what falls short,
then what a person decides, then what meets the line.
"""

from __future__ import annotations

from collections import Counter

from arf_excel.framework.checks import EVIDENCE_ASKED, IN_PLACE
from arf_excel.framework.findings import sentence
from arf_excel.framework.outcome import CODES, verdict_words_of
from arf_excel.framework.shape import Shape
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Column, Is, Not, Same, case, every

_COUNTED = ("incomplete", "short", "panel", "meets")


def counts_for(shape: Shape) -> dict[str, str]:
    """Deliverable or supporting action → the one that its facts count for: itself, or what it supports."""
    required = shape.ruling("supporting-actions") == "required"
    own = {d.id: d.id for d in shape.deliverables}
    return own | {a.id: a.deliverable if required else a.id for a in shape.supporting}


def facts_columns(shape: Shape) -> tuple[Column, ...]:
    """Columns of `targets`: how many facts came to what, and what all of them come to."""
    targets = [d.id for d in shape.deliverables] + [a.id for a in shape.supporting]
    last = {counts_for(shape)[row.item.of]: n for n, row in enumerate(shape.facts, start=1)}
    own = {target: [n for n, row in enumerate(shape.facts, 1) if row.item.of == target] for target in targets}
    asked = Counter(counts_for(shape)[row.item.of] for row in shape.facts if row.needed)
    judged = tuple(shape.measures.item(target).judged for target in targets)
    direct = tuple(int(n < len(shape.deliverables)) for n in range(len(targets)))
    return (
        Column("direct", direct),
        Column("judged", judged),
        Column("first", tuple(min(own[target], default=0) for target in targets)),
        Column("last", tuple(last.get(target, 0) for target in targets)),
        Column("asked", tuple(asked[target] for target in targets)),
        *(Column(key, c.rows("measures", target=Col("n"), code=CODES[key])) for key in _COUNTED),
        Column("given", c.rows("measures", target=Col("n"), given=1)),
        Column("facts", _facts()),
        Column("needs", c.At("measures", "needs", Col("last"), "")),
        Column("said", c.At("measures", "said", Col("last"), "")),
        Column("facts_said", _said()),
        Column("verdict", verdict_words_of(Col("facts"))),
    )


def _facts() -> c.Value:
    """The code of the verdict; 0 for a supporting action that nobody touched."""
    any_of = {key: c.AtLeast(Col(key), 1) for key in _COUNTED}
    untouched = every(Not(Is(Col("direct"))), Same(Col("given"), 0))
    return case(
        (untouched, 0),
        (any_of["incomplete"], CODES["incomplete"]),
        (any_of["short"], CODES["short"]),
        (any_of["panel"], CODES["panel"]),
        (Not(Same(Col("judged"), "")), CODES["panel"]),
        (any_of["meets"], CODES["meets"]),
        otherwise=CODES["panel"],
    )


def _said() -> c.Value:
    """The sentences of the facts, each with its figures; then what a person decides, once all are there."""
    said = case((Same(Col("said"), ""), ""), otherwise=c.Join((" ", Col("said"))))
    nothing_open = every(Same(Col("incomplete"), 0), Same(Col("short"), 0))
    whole = every(nothing_open, Not(Same(Col("judged"), "")))
    judged = case((whole, sentence("why_judged", judged=Col("judged"))), otherwise="")
    return c.Join((said, judged))


# in a line of the checklist


def line_columns(shape: Shape) -> tuple[Column, ...]:
    if not shape.facts:
        return ()
    return (
        Column("facts", c.At("targets", "facts", Col("item"), 0)),
        Column("facts_said", c.At("targets", "facts_said", Col("item"), "")),
        Column(
            "by_facts",
            every(Same(Col("status"), IN_PLACE), Is(Col("words")), Not(Is(Col("unfit"))), EVIDENCE_ASKED),
        ),
    )


def verdicts(shape: Shape) -> list[tuple[c.Condition, c.Operand]]:
    """In place with written words: the facts decide."""
    if not shape.facts:
        return []
    return [(every(Is(Col("by_facts")), Same(Col("facts"), CODES[key])), key) for key in _COUNTED]


def helps(shape: Shape, in_place: c.Condition) -> list[tuple[c.Condition, c.Operand]]:
    if not shape.facts:
        return []
    needed = every(in_place, Same(Col("facts"), CODES["incomplete"]))
    return [(needed, sentence("help_facts", needs=c.At("targets", "needs", Col("item"), "")))]


def helps_when_short(shape: Shape, in_place: c.Condition) -> list[tuple[c.Condition, c.Operand]]:
    if not shape.facts:
        return []
    return [(every(in_place, Same(Col("facts"), CODES["short"])), sentence("help_short"))]
