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
    Rule(
        "EXPLAIN-107",
        "checklist",
        "status",
        every(NEEDED, Is(Col("by_facts")), Same(Col("facts"), 1)),
        explained_by="explain",
        needs="measures",
    ),
    Rule(
        "EXPLAIN-108",
        "checklist",
        "status",
        every(NEEDED, Is(Col("by_facts")), Same(Col("facts"), 2)),
        explained_by="explain",
        needs="measures",
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
    Rule(
        "NOTE-127",
        "organisation",
        "answer",
        every(
            Is(Col("is_last_application")),
            c.AtLeast(Col("day"), 1),
            Not(c.AtLeast(Col("day"), asking("apply_by"))),
        ),
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
    Rule("FIX-401", "measures", "answer", every(Same(Col("state"), 2), EVIDENCE_ASKED)),
    Rule("EXPLAIN-402", "measures", "answer", every(Is(Col("odd")), EVIDENCE_ASKED)),
    Rule("NOTE-404", "measures", "answer", every(Is(Col("small")), EVIDENCE_ASKED)),
    Rule("NOTE-403", "measures", "answer", every(Is(Col("noted")), EVIDENCE_ASKED)),
    Rule("FIX-501", "meetings", "date", every(NotADate("date"), EVIDENCE_ASKED)),
    Rule("FIX-502", "meetings", "what_for", every(Filled("what_for"), Same(Col("what"), 0), EVIDENCE_ASKED)),
    Rule(
        "FIX-503",
        "meetings",
        "also_for",
        every(
            Filled("also_for"), Same(c.PositionOf("occasions", "name", Col("also_text")), 0), EVIDENCE_ASKED
        ),
    ),
    Rule(
        "EXPLAIN-504",
        "meetings",
        "what_for",
        every(Is(Col("started")), Not(every(Filled("date"), Filled("what_for"))), EVIDENCE_ASKED),
        explained_by="note",
    ),
    Rule(
        "NOTE-505",
        "meetings",
        "date",
        every(
            *(c.AtLeast(Col("date"), 1), c.AtLeast(asking("year_end"), 1)),
            *(Not(Is(Col("in_year"))), EVIDENCE_ASKED),
        ),
    ),
    Rule(
        "NOTE-506",
        "meetings",
        "date",
        every(some(Is(Col("again_1")), Is(Col("again_2"))), EVIDENCE_ASKED),
    ),
    Rule(
        "NOTE-507",
        "meetings",
        "who",
        every(some(Is(Col("absent_1")), Is(Col("absent_2"))), EVIDENCE_ASKED),
    ),
    Rule("FIX-601", "wres", "one", every(Is(Col("unreadable")), EVIDENCE_ASKED)),
    Rule(
        "EXPLAIN-602",
        "wres",
        "one",
        every(Is(Col("started")), Not(Is(Col("whole"))), Not(Is(Col("unreadable"))), EVIDENCE_ASKED),
        explained_by="note",
    ),
    Rule("EXPLAIN-603", "wres", "one", every(Is(Col("upside_down")), EVIDENCE_ASKED), explained_by="note"),
    Rule("EXPLAIN-604", "wres", "one", every(Is(Col("as_percentage")), EVIDENCE_ASKED), explained_by="note"),
    Rule("EXPLAIN-605", "wres", "one", every(Is(Col("mixed")), EVIDENCE_ASKED), explained_by="note"),
    Rule(
        "EXPLAIN-606",
        "wres",
        "three",
        every(Same(Col("status"), 3), Not(c.AtLeast(Col("far_one"), Col("far_three"))), EVIDENCE_ASKED),
        explained_by="note",
    ),
    Rule("NOTE-607", "wres", "cases", every(Is(Col("few_cases")), EVIDENCE_ASKED)),
    Rule("FIX-608", "wres", "series", every(Is(Col("off_list")), EVIDENCE_ASKED)),
    Rule("FIX-701", "goals", "what", every(Is(Col("unreadable")), EVIDENCE_ASKED)),
    Rule(
        "EXPLAIN-702",
        "goals",
        "what",
        every(
            Is(Col("started")),
            Not(some(Is(Col("whole_goal")), Is(Col("named")))),
            EVIDENCE_ASKED,
        ),
    ),
    Rule("EXPLAIN-703", "goals", "start_one", every(Is(Col("mixed")), EVIDENCE_ASKED)),
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
