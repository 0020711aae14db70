"""Where a line of the checklist leads to, what the plan says of supporting actions, and what is needed."""

from __future__ import annotations

import datetime as dt

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.tables import answer_columns
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.shape import Shape
from arf_excel.rules.python import Sheet

SECOND = "bronze.mission-critical"
"""Bronze 2; its one supporting action is Bronze 2a."""
LABEL = "Bronze 2 Anti-racism as Mission Critical"


@pytest.fixture(scope="module")
def shape() -> Shape:
    return shape_of(load_edition(), "silver")


def work(shape: Shape, typed: dict[tuple[str, str, str], object]) -> Sheet:
    return judge(shape, Answers(typed)).work


def line(sheet: Sheet, *names: str) -> list[object]:
    """Workings of Bronze 2's line."""
    return [sheet.column("checklist", name)[1] for name in names]


def test_an_empty_line_leads_to_the_first_free_rows(shape: Shape) -> None:
    sheet = work(shape, {})
    assert line(sheet, "evidence_at", "evidence_said", "actions_at", "actions_said") == [
        *(1, "0 items", 1, "0 actions")
    ]


def test_a_line_leads_to_its_own_evidence_wherever_that_is_named(shape: Shape) -> None:
    rows = {("evidence", f"EV00{n}", "what"): "Paper" for n in (1, 2, 3)}
    rows |= {("evidence", f"EV00{n}", "where"): "paper.pdf" for n in (1, 2, 3)}
    rows |= {("evidence", f"EV00{n}", "for_item"): "Bronze 1 Leading from the front" for n in (1, 2)}
    named = {("evidence", "EV003", "for_item"): LABEL}
    also = {("evidence", "EV002", "also_1"): LABEL, ("evidence", "EV003", "for_item"): "Bronze 3"}
    assert line(work(shape, {**rows, **named}), "evidence_at", "evidence_said") == [3, "1 item"]
    assert line(work(shape, {**rows, **also}), "evidence_at", "evidence_said") == [2, "1 item"]
    assert line(work(shape, {**rows, ("evidence", "EV003", "for_item"): "x"}), "evidence_at") == [4]


def test_a_full_sheet_leads_to_its_last_row(shape: Shape) -> None:
    last = shape.evidence_rows[-1]
    assert line(work(shape, {("evidence", last, "page"): "3"}), "evidence_at") == [len(shape.evidence_rows)]


def test_a_row_leads_back_to_its_line(shape: Shape) -> None:
    typed = {("evidence", "EV001", "for_item"): LABEL, ("action_plan", "AP002", "for_item"): "Bronze 2a"}
    sheet = work(shape, {**typed, ("evidence", "EV002", "for_item"): "nothing of ours"})
    assert sheet.column("evidence", "line_at")[:3] == [2, 0, 0]
    assert sheet.column("evidence", "line_code")[:3] == ["Bronze 2", "", ""]
    assert sheet.column("action_plan", "line_at")[:3] == [0, 2, 0]


def test_a_line_leads_to_its_facts_and_says_how_many_are_given(shape: Shape) -> None:
    """Bronze 2 asks for two: dated evidence, and words."""
    first = next(n for n, row in enumerate(shape.facts, start=1) if row.item.of == SECOND)
    sheet = work(shape, {})
    assert line(sheet, "facts_at", "facts_said_short") == [first, "0 of 2"]
    told = work(shape, {("measures", f"{SECOND}/critical", "answer"): "It stands in our strategy."})
    assert line(told, "facts_said_short") == ["1 of 2"]


def test_a_development_area_leads_to_ready_rows_until_the_plan_has_one(shape: Shape) -> None:
    ready = [row.id for row in shape.supporting].index(f"{SECOND}.a") + 1
    status = {("checklist", SECOND, "status"): "Development area"}
    assert line(work(shape, {}), "ready_at") == [0]
    assert line(work(shape, status), "ready_at") == [ready]
    planned = {("action_plan", "AP001", "for_item"): LABEL, ("action_plan", "AP001", "action"): "A statement"}
    assert line(work(shape, {**status, **planned}), "ready_at", "actions_at") == [0, 1]


def plan_of(sheet: Sheet, code: str) -> object:
    rows = [row.code for row in shape_of(load_edition(), "silver").supporting]
    return sheet.column("supporting", "plan")[rows.index(code)]


def test_supporting_actions_of_a_development_area_are_suggested_until_somebody_is_named(shape: Shape) -> None:
    status = {("checklist", SECOND, "status"): "Development area"}
    person = {("supporting", f"{SECOND}.a", "person"): "Head of inclusion"}
    in_place = {("supporting", f"{SECOND}.a", "status"): "In place"}
    planned = {("action_plan", "AP001", "for_item"): "Bronze 2a", ("action_plan", "AP001", "action"): "So"}
    assert plan_of(work(shape, {}), "Bronze 2a") == ""
    assert plan_of(work(shape, status), "Bronze 2a") == "suggested"
    assert plan_of(work(shape, status), "Bronze 1a") == ""
    assert plan_of(work(shape, {**status, **in_place}), "Bronze 2a") == ""
    assert plan_of(work(shape, {**status, **person}), "Bronze 2a") == "in your plan"
    assert plan_of(work(shape, {**status, **planned}), "Bronze 2a") == "in your plan"


def test_a_supporting_action_with_somebody_named_is_an_action(shape: Shape) -> None:
    status = {("checklist", SECOND, "status"): "Development area"}
    person = {("supporting", f"{SECOND}.a", "person"): "Head of inclusion"}
    without, named = judge(shape, Answers(status)), judge(shape, Answers({**status, **person}))
    assert "EXPLAIN-104" in {f.code for f in without.findings if f.deliverable == SECOND}
    assert "EXPLAIN-104" not in {f.code for f in named.findings if f.deliverable == SECOND}
    assert [j.actions for j in named.judged if j.id == SECOND] == [1]
    assert [j.answered for j in named.judged if j.id == SECOND] == [True]


def test_a_supporting_action_that_stands_in_the_plan_too_counts_once(shape: Shape) -> None:
    typed: dict[tuple[str, str, str], object] = {
        ("checklist", SECOND, "status"): "Development area",
        ("supporting", f"{SECOND}.a", "person"): "Head of inclusion",
        ("action_plan", "AP001", "for_item"): "Bronze 2a",
        ("action_plan", "AP001", "action"): "Write it",
    }
    sheet = work(shape, typed)
    assert line(sheet, "actions", "ready_at", "actions_at") == [1, 0, 1]
    assert plan_of(sheet, "Bronze 2a") == "in your plan"


def test_a_line_leads_to_the_supporting_action_with_somebody_named(shape: Shape) -> None:
    """Whatever its status; of two that are suggested, to the one that is named."""
    rows = [row.id for row in shape.supporting]
    second = "bronze.leading-from-the-front.b"
    typed = {("supporting", second, "person"): "Head of inclusion"}
    for status in ({}, {("checklist", "bronze.leading-from-the-front", "status"): "Development area"}):
        sheet = work(shape, {**typed, **status})
        assert sheet.column("checklist", "ready_at")[0] == rows.index(second) + 1


@pytest.mark.parametrize(
    ("asking", "bronze", "silver"),
    [
        ("Recognition at Bronze", "Yes", "No"),
        ("Recognition at Silver", "Yes", "Yes"),
        ("Self-assessment only", "Yes", "Yes"),
    ],
)
def test_whether_a_line_is_needed_follows_what_is_asked(
    asking: str, bronze: str, silver: str, shape: Shape
) -> None:
    sheet = work(shape, {("organisation", "asking", "answer"): asking})
    words = sheet.column("checklist", "needed_words")
    lines = [d.level for d in shape.deliverables]
    assert {words[n] for n, level in enumerate(lines) if level == "bronze"} == {bronze}
    assert {words[n] for n, level in enumerate(lines) if level == "silver"} == {silver}
    assert {words[n] for n, level in enumerate(lines) if level is None} == {"No"}


def test_a_fact_is_needed_where_its_line_is_and_no_development_area(shape: Shape) -> None:
    rows = [row.id for row in shape.facts]
    at, optional = rows.index(f"{SECOND}/critical"), rows.index(f"{SECOND}.a/statement")

    def needed(typed: dict[tuple[str, str, str], object]) -> list[object]:
        words = work(shape, {("organisation", "asking", "answer"): "Recognition at Bronze", **typed})
        column = words.column("measures", "needed_words")
        return [column[at], column[optional]]

    assert needed({}) == ["Yes", "No"]
    assert needed({("checklist", SECOND, "status"): "Development area"}) == ["No", "No"]
    assert needed({("organisation", "asking", "answer"): "Self-assessment only"}) == ["No", "No"]
    held = {("organisation", "asking", "answer"): "Recognition at Silver"}
    held |= {("organisation", "level_held", "answer"): "Bronze"}
    held |= {("organisation", "still_in_place", "answer"): "Yes"}
    assert needed(held) == ["No", "No"]


@pytest.mark.parametrize(
    ("typed", "following"),
    [
        ({}, ["organisation", 1, "Organisation"]),
        ({"code": "X01", "name": "Fictional Trust"}, ["organisation", 5, "Organisation"]),
        (
            {
                "code": "X01",
                "name": "Fictional Trust",
                "contact_role": "Lead",
                "email": "a@example.org",
                "asking": "Self-assessment only",
                "year_end": dt.date(2026, 8, 31),
            },
            ["checklist", 1, "Checklist"],
        ),
    ],
)
def test_the_next_step_has_its_place(typed: dict[str, object], following: list[object], shape: Shape) -> None:
    sheet = work(shape, {("organisation", key, "answer"): value for key, value in typed.items()})
    assert [sheet.column("overall", f"next_{name}")[0] for name in ("table", "at", "sheet")] == following


def test_only_a_role_and_a_timescale_are_asked_for_beside_a_supporting_action() -> None:
    assert answer_columns("supporting") == ("status", "note", "person", "timescale")
