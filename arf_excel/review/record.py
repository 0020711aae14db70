"""A review as plain data: one object of `check --json` and of `submissions.json`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Any

from arf_excel.framework.findings import Finding, message, remedy
from arf_excel.intake.submission import Answer, Key, Unreadable
from arf_excel.review.review import Placed, Review


def record(review: Review) -> dict[str, Any]:
    """Everything that was read and worked out, in a fixed order of keys."""
    submission, judgement = review.submission, review.judgement
    levels = judgement.levels
    return {
        "file": submission.file,
        "sha256": submission.sha256,
        "readable": True,
        "edition": submission.shape.edition.about.id,
        "organisation": {"ods_code": submission.code, "name": submission.name},
        "asking_for": levels.asked,
        "answers": [_answer(answer, review.held) for answer in submission.answers],
        "findings": [_finding(placed) for placed in review.findings],
        "deliverables": [
            {"id": j.id, "level": j.level, "status": j.status, "verdict": j.verdict, "why": j.why}
            for j in judgement.judged
        ],
        "levels": {
            "asked": levels.asked_level,
            "supported": levels.supported,
            "subject_to": list(levels.subject_to),
            "distance": levels.distance,
        },
        "ready_to_send": judgement.ready,
    }


def unreadable_record(found: Unreadable) -> dict[str, Any]:
    """The same object for a file that could not be read."""
    finding = Finding(found.code, facts=found.facts)
    return {
        "file": found.file,
        "sha256": found.sha256,
        "readable": False,
        "edition": None,
        "organisation": {"ods_code": "", "name": ""},
        "asking_for": "",
        "answers": [],
        "findings": [_finding(Placed(finding, None, None, message(finding), remedy(finding)))],
        "deliverables": [],
        "levels": {"asked": None, "supported": None, "subject_to": [], "distance": ""},
        "ready_to_send": False,
    }


def _answer(answer: Answer, held: Container[Key]) -> dict[str, str | bool]:
    """`held`: other words stand here than were sent."""
    value = answer.value.isoformat() if isinstance(answer.value, dt.date) else answer.value
    return {
        "sheet": answer.sheet,
        "cell": answer.cell,
        "table": answer.table,
        "id": answer.row,
        "column": answer.column,
        "value": value,
        "held": (answer.table, answer.row, answer.column) in held,
    }


def _finding(placed: Placed) -> dict[str, Any]:
    return {
        "code": placed.finding.code,
        "severity": placed.finding.severity,
        "sheet": placed.sheet,
        "cell": placed.cell,
        "deliverable": placed.finding.deliverable,
        "message": placed.message,
        "fix": placed.fix,
        "explained": placed.finding.explained,
        "trial": placed.finding.trial,
        "waiver": placed.waiver,
    }
