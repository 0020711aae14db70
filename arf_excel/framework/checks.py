"""The rules that are checked, one frozen value each; their sentences are in findings.toml under the code.

A rule is true for a row that a person should look at. To add one, add a line here and its words there.
"""

from __future__ import annotations

from dataclasses import dataclass

from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Col, Filled, Is, Not, NotADate, Same, every, some


@dataclass(frozen=True)
class Rule:
    """`column` is the cell of the row to look at, `explained_by` the one whose words answer it."""

    code: str
    table: str
    column: str
    when: c.Condition
    explained_by: str | None = None
    needs: str | None = None
    """Another table without which the rule asks for what cannot be given."""

    @property
    def flag(self) -> str:
        """Its column in `_work`."""
        return f"on_{self.code}"

    @property
    def explained(self) -> str:
        return f"explained_{self.code}"


def asking(name: str) -> c.Value:
    """A value of the one-row table `asking`."""
    return c.Field("asking", "all", name)


IN_PLACE, DEVELOPMENT, OTHER = 1, 2, 3
NEEDED, EVIDENCE_ASKED, RECOGNITION = Is(Col("needed")), Is(asking("evidence")), Is(asking("recognition"))
STATUS, NAMED = Col("status"), c.AtLeast(Col("for_n"), 1)

RULES: tuple[Rule, ...] = (
    Rule("FIX-101", "checklist", "status", Same(STATUS, OTHER)),
    Rule(
        "EXPLAIN-102",
        "checklist",
        "how",
        every(Same(STATUS, IN_PLACE), NEEDED, EVIDENCE_ASKED, Not(Is(Col("words"))), Not(Is(Col("unfit")))),
        explained_by="explain",
        needs="evidence",
    ),
    Rule(
        "NOTE-103",
        "checklist",
        "how",
        every(
            *(Same(STATUS, IN_PLACE), NEEDED, EVIDENCE_ASKED),
            *(Is(Col("words")), Not(Is(Col("unfit"))), Same(Col("evidence"), 0)),
        ),
        needs="evidence",
    ),
    Rule(
        "EXPLAIN-104",
        "checklist",
        "status",
        every(Same(STATUS, DEVELOPMENT), NEEDED, Same(Col("actions"), 0), Not(Is(Col("words")))),
        explained_by="explain",
    ),
    Rule("NOTE-105", "checklist", "status", every(Same(STATUS, DEVELOPMENT), NEEDED, RECOGNITION)),
    Rule(
        "EXPLAIN-106",
        "checklist",
        "status",
        every(Same(STATUS, 0), NEEDED, Not(Is(Col("unfit")))),
        explained_by="explain",
    ),
    Rule("EXPLAIN-121", "organisation", "answer", every(Is(Col("is_needed")), Not(Is(Col("filled"))))),
    Rule("FIX-122", "organisation", "answer", every(Is(Col("is_date")), NotADate("answer"))),
    Rule("EXPLAIN-123", "organisation", "answer", every(Is(Col("is_year_end")), Is(asking("year_end_odd")))),
    Rule(
        "EXPLAIN-124",
        "organisation",
        "answer",
        every(Is(Col("is_asking")), Is(c.Field("overall", "all", "lower_open"))),
    ),
    Rule("EXPLAIN-125", "organisation", "answer", every(Is(Col("is_asking")), Is(asking("held_too_low")))),
    Rule(
        "FIX-126",
        "organisation",
        "answer",
        every(Is(Col("is_asking")), Is(Col("filled")), Same(asking("kind"), 0)),
    ),
    Rule("FIX-132", "declaration", "answer", every(RECOGNITION, Is(Col("is_date")), NotADate("answer"))),
    Rule("EXPLAIN-131", "declaration", "answer", every(RECOGNITION, Not(Is(Col("filled"))))),
    Rule(
        "EXPLAIN-201", "evidence", "what", every(Is(Col("started")), Not(Is(Col("complete"))), EVIDENCE_ASKED)
    ),
    Rule("FIX-202", "evidence", "date", every(NotADate("date"), EVIDENCE_ASKED)),
    Rule(
        "EXPLAIN-203",
        "evidence",
        "date",
        every(
            EVIDENCE_ASKED,
            c.AtLeast(asking("year_end"), 1),
            Not(c.AtLeast(asking("year_end"), Col("date"))),
        ),
        explained_by="shows",
    ),
    Rule("FIX-204", "evidence", "for_item", every(Filled("for_item"), Not(NAMED), EVIDENCE_ASKED)),
    Rule(
        "EXPLAIN-301",
        "action_plan",
        "person",
        every(Is(Col("started")), Not(Filled("person"))),
        explained_by="comments",
    ),
    Rule("NOTE-302", "action_plan", "target", every(Is(Col("started")), Not(Filled("target")))),
    Rule("EXPLAIN-303", "action_plan", "target", NotADate("target"), explained_by="comments"),
    Rule(
        "EXPLAIN-304",
        "action_plan",
        "target",
        every(
            c.AtLeast(Col("target"), 1),
            c.AtLeast(asking("year_end"), Col("target")),
            Not(Same(Col("progress"), "Complete")),
        ),
        explained_by="comments",
    ),
    Rule("NOTE-305", "action_plan", "for_item", every(NAMED, Same(Col("for_status"), IN_PLACE))),
    Rule("FIX-306", "action_plan", "for_item", every(Filled("for_item"), Not(NAMED))),
    Rule("EXPLAIN-307", "action_plan", "action", every(Is(Col("started")), Not(some(Is(Col("complete")))))),
)


def rules_for(tables: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that a form with these tables can run."""
    return tuple(r for r in RULES if r.table in tables and (r.needs or r.table) in tables)
