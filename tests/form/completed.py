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
