"""Fictional answers for any form, made to hold what breaks readers: long, odd and dangerous text."""

from __future__ import annotations

import datetime as dt

from arf_excel.framework.answers import Answers
from arf_excel.framework.shape import Shape

NASTY = [
    '=HYPERLINK("https://example.org","look")',
    "+44 and a plus",
    "@mention, and a 'quote'",
    "Line one\nLine two",
    "Naïve café: 'Łódź', ₤ and 🎉",
    "007",
    "A text that goes on. " * 60,
    "<b>not markup</b> & ampersands",
    "N/A",
    "-",
]


def completed(shape: Shape, year_end: dt.date = dt.date(2026, 9, 30)) -> Answers:
    """Every table filled: in place and development area in turn, evidence, actions, declaration."""
    cells: dict[tuple[str, str, str], object] = {}
    organisation = {
        "code": "X07",
        "name": "Fictional Trust =1+1",
        "board": "Greater Manchester",
        "kind": "acute",
        "contact_role": "Head of inclusion",
        "email": "inclusion@example.org",
        "asking": shape.levels[-1].asking if "declaration" in shape.tables else "Self-assessment only",
        "year_end": year_end,
        "level_held": "None",
        "last_application": dt.date(2024, 2, 29),
        "consent_name": "Yes",
    }
    cells |= {("organisation", row, "answer"): value for row, value in organisation.items()}
    for n, deliverable in enumerate(shape.deliverables):
        cells["checklist", deliverable.id, "status"] = "In place" if n % 3 else "Development area"
        cells["checklist", deliverable.id, "how"] = NASTY[n % len(NASTY)]
        if n % 4 == 0:
            cells["checklist", deliverable.id, "explain"] = NASTY[(n + 3) % len(NASTY)]
    for n, action in enumerate(shape.supporting):
        cells["supporting", action.id, "status"] = "In place"
        cells["supporting", action.id, "note"] = NASTY[n % len(NASTY)]
    for n, row in enumerate(shape.evidence_rows[:30]):
        cells["evidence", row, "what"] = NASTY[n % len(NASTY)]
        cells["evidence", row, "for_item"] = shape.deliverables[n % len(shape.deliverables)].label
        cells["evidence", row, "where"] = f"EV{n + 1:03d} paper.pdf"
        cells["evidence", row, "date"] = year_end - dt.timedelta(days=13 * n - 20)
        cells["evidence", row, "also_1"] = shape.deliverables[(n + 1) % len(shape.deliverables)].label
    _facts(shape, cells, year_end)
    for n, row in enumerate(shape.action_rows[:20]):
        cells["action_plan", row, "for_item"] = shape.deliverables[n % len(shape.deliverables)].label
        cells["action_plan", row, "action"] = NASTY[n % len(NASTY)]
        cells["action_plan", row, "person"] = "Inclusion team" if n % 2 else None
        cells["action_plan", row, "timescale"] = "6 months"
        cells["action_plan", row, "target"] = year_end + dt.timedelta(days=40 * n - 100)
        cells["action_plan", row, "progress"] = ["Ongoing", "Complete", "Nearly there"][n % 3]
    for principle in shape.edition.principles:
        cells["reflection", principle.id, "notes"] = "We are learning."
        cells["reflection", principle.id, "share"] = "Yes"
    if "declaration" in shape.tables:
        cells["declaration", "role", "answer"] = "Chief executive"
        cells["declaration", "agreed", "answer"] = "Yes"
        cells["declaration", "date", "answer"] = dt.date(2026, 10, 3)
    return Answers({key: value for key, value in cells.items() if value is not None})


def _facts(shape: Shape, cells: dict[tuple[str, str, str], object], year_end: dt.date) -> None:
    """Every answer of Measures and the sheets behind it, good and odd in turn."""
    choices = {"yes_no": ["Yes", "No", "Perhaps"], "day": [year_end, dt.date(2024, 2, 29), "in May"]}
    numbers: list[object] = [415, 0, 14.4, "all", 7, -3]
    for n, row in enumerate(shape.facts):
        texts = NASTY if row.fact.type == "text" else numbers
        own = row.fact.choices or choices.get(row.fact.type) or texts
        if row.fact.type != "counted":
            cells["measures", row.id, "answer"] = own[n % len(own)]
    names = [occasion.name for occasion in shape.measures.occasions]
    roles = ["Executive director", "Chair", None, "=1+1"]
    for n, row_id in enumerate(shape.meeting_rows[:40]):
        cells["meetings", row_id, "date"] = year_end - dt.timedelta(days=29 * (n % 16))
        cells["meetings", row_id, "what_for"] = names[n % len(names)]
        cells["meetings", row_id, "also_for"] = names[n // 2 % len(names)] if n % 3 else None
        cells["meetings", row_id, "who"] = roles[n % len(roles)]
        cells["meetings", row_id, "note"] = NASTY[n % len(NASTY)] if n % 5 == 0 else None
    for n, line in enumerate(shape.wres_lines):
        for step, year in enumerate(("one", "two", "three")):
            cells["wres", line.id, year] = round(1.54 - 0.1 * step * (1 if n % 2 else -1), 2)
            cells["wres", line.id, f"beside_{year}"] = 20.7 + step if n % 3 else None
        cells["wres", line.id, "cases"] = [9, 40, None][n % 3]
        cells["wres", line.id, "series"] = "Yes" if n == 4 else None
        cells["wres", line.id, "note"] = NASTY[n % len(NASTY)]
    for n, goal in enumerate(shape.goal_lines):
        cells["goals", goal.id, "what"] = NASTY[n]
        if goal.kind == "goal":
            cells["goals", goal.id, "beyond"] = "The public sector equality duty" if n else None
            continue
        cells |= {("goals", goal.id, f"group_{m}"): f"A group, {m}" for m in ("one", "two")}
        cells |= {("goals", goal.id, "start"): dt.date(2025, 9, 30), ("goals", goal.id, "end"): year_end}
        figures = zip(("start_one", "start_two", "end_one", "end_two"), (50.0, 62.5, 55.25, 62), strict=True)
        cells |= {("goals", goal.id, column): value for column, value in figures}
