"""Returns for these tests: a file is a small text of answers, and its reader makes a submission of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from arf_excel.form.sheets import shape_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.levels import SELF_ASSESSMENT
from arf_excel.intake.submission import Answer, Submission, Unreadable
from arf_excel.rounds.settings import Expected, Round, Settings
from tests.framework.complete import complete

BRONZE = (
    "leading-from-the-front",
    "mission-critical",
    "actions-not-words",
    "we-do-this-together",
    "zero-tolerance",
)
B = tuple(f"bronze.{name}" for name in BRONZE)
"""Ids of Bronze 1 to 5."""
IN, DEV = "In place", "Development area"
EDITION = "bronze-silver-gold"


def checklist(*statuses: str, how: str = "We do this with our staff networks.") -> dict[str, Any]:
    """Statuses of Bronze 1, 2, …; words for those in place."""
    found: dict[str, Any] = {}
    for item, status in zip(B, statuses, strict=False):
        if status:
            found[f"checklist/{item}/status"] = status
            found[f"checklist/{item}/how"] = how if status == IN else ""
    return found


def answers(code: str, asking: str = SELF_ASSESSMENT, name: str = "", **more: str) -> dict[str, Any]:
    """The Organisation sheet; more lines by their field."""
    found = {"code": code, "name": name or f"Fictional {code}", "asking": asking, **more}
    return {f"organisation/{key}/answer": value for key, value in found.items()}


def as_cells(answers: Answers) -> dict[str, Any]:
    """Answers as `put` writes them."""
    return {
        "|".join(key): f"date:{value:%Y-%m-%d}" if isinstance(value, dt.date) else value
        for key, value in answers.cells.items()
    }


def bronze_facts() -> dict[str, Any]:
    """All that the sentences of Bronze ask for: facts, goals, dated evidence, and when our year ends."""
    cells = as_cells(complete(shape_of(load_edition(), "bronze")))
    tables = ("measures|", "goals|", "evidence|", "organisation|year_end|")
    return {key: value for key, value in cells.items() if key.startswith(tables)}


def put(
    path: Path,
    cells: Mapping[str, Any],
    *,
    saved: str = "2026-10-01T09:00:00+00:00",
    purpose: str = "bronze",
    edition: str = EDITION,
    issued: str = "",
    rulings: Mapping[str, str] | None = None,
) -> Path:
    """Write a return: answers by 'table|row|column' or with strokes; dates as 'date:2026-10-03'."""
    content = {
        "cells": dict(cells),
        "saved": saved,
        "purpose": purpose,
        "edition": edition,
        "issued": issued,
        "rulings": dict(rulings or {}),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), "utf-8")
    return path


def read(data: bytes, file: str) -> Submission | Unreadable:
    """What intake would make of such a file."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        content = json.loads(data)
    except ValueError:
        return Unreadable(file, digest, "FIX-030")
    if "kind" in content:
        return Unreadable(file, digest, "FIX-031", {"kind": content["kind"]})
    cells: dict[tuple[str, str, str], object] = {}
    typed = []
    for n, (place, value) in enumerate(content["cells"].items()):
        table, row, column = place.split("|" if "|" in place else "/")
        made = dt.date.fromisoformat(value[5:]) if str(value).startswith("date:") else value
        if made:
            cells[table, row, column] = made
            text = f"{made:.15g}" if isinstance(made, float | int) else made
            typed.append(Answer(table, row, column, text, table.capitalize(), f"C{n + 5}"))
    return Submission(
        file=file,
        sha256=digest,
        shape=shape_of(load_edition(content["edition"]), content["purpose"], rulings=content["rulings"]),
        meta={"organisation": content["issued"]},
        cells=Answers(cells),
        answers=tuple(typed),
        saved=dt.datetime.fromisoformat(content["saved"]) if content["saved"] else None,
    )


def expected(code: str, purpose: str = "bronze", board: str = "North board", **more: Any) -> Expected:
    return Expected(code=code, name=f"Fictional {code}", board=board, purpose=purpose, **more)


def a_round(*organisations: Expected, **more: Any) -> Round:
    """A round that closes on 30 October 2026."""
    settings = Settings("Autumn 2026", EDITION, closes=dt.date(2026, 10, 30))
    return Round(settings, tuple(organisations), **more)
