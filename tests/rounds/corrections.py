"""What a person would type to put each flawed sample right, by the cell it goes in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl

from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission

IN, DEV = "In place", "Development area"
WORDS = "We have looked again; our staff network leads on it."
Typed = str | float | dt.date


def checklist(column: str, value: Typed, lines: Iterable[str]) -> dict[str, Typed]:
    return {f"checklist|{line}|{column}": value for line in lines}


CORRECTIONS: dict[str, dict[str, Typed]] = {
    "ARF_X01_Sample-round.xlsx": {"action_plan|AP002|target": dt.date(2027, 6, 30)},
    "ARF_X02_Sample-round.ods": {
        "organisation|asking|answer": "Self-assessment only",
        "organisation|email|answer": "inclusion@example.org",
        **checklist("explain", WORDS, ["bronze.actions-not-words"]),
        **checklist(
            "status",
            IN,
            [
                *("bronze.we-do-this-together", "silver.levelling-up", "silver.growing-cultural-competency"),
                *("silver.data-plus", "gold.visibility-matters", "gold.how-are-we-performing"),
                *("gold.more-than-a-tick-box", "gold.fair-and-just", "gold.our-voices-matter"),
            ],
        ),
        "action_plan|AP001|person": "Inclusion team",
        "action_plan|AP002|for_item": "Bronze 3 Actions Not Words",
        "action_plan|AP002|person": "Inclusion team",
    },
    "ARF_X03_Sample-round.xlsx": {"measures|gold.fair-and-just/grievance|answer": WORDS},
    "ARF X05 bronze FINAL.xlsx": {
        "organisation|last_application|answer": dt.date(2025, 4, 1),
        "evidence|EV004|for_item": "Bronze 4 We do this together",
        "evidence|EV002|where": "EV002 minutes (fictional).pdf",
        "measures|bronze.leading-from-the-front/seat|answer": "Executive director",
        **checklist(
            "explain",
            WORDS,
            ["bronze.leading-from-the-front", "bronze.mission-critical", "bronze.we-do-this-together"],
        ),
        "declaration|date|answer": dt.date(2026, 10, 12),
        "goals|inequality-1|group_one": "South Asian adults",
        "goals|inequality-1|group_two": "White adults",
    },
    "ARF_X08_Sample-round.xlsx": {"action_plan|AP003|progress": "Complete"},
    "Copy of ARF_X09 (half done).xlsx": {
        "organisation|contact_role|answer": "Head of inclusion",
        "organisation|year_end|answer": dt.date(2026, 9, 30),
        "organisation|asking|answer": "Recognition at Bronze",
        **checklist("status", DEV, ["bronze.we-do-this-together", "bronze.zero-tolerance"]),
        **checklist("how", WORDS, ["bronze.mission-critical", "bronze.zero-tolerance"]),
        **checklist(
            "explain",
            WORDS,
            ["bronze.leading-from-the-front", "bronze.mission-critical", "bronze.zero-tolerance"],
        ),
        "measures|bronze.leading-from-the-front/appointed|answer": dt.date(2025, 10, 1),
        "action_plan|AP001|for_item": "Bronze 4 We do this together",
        "meetings|MT001|what_for": "Ethnic minority staff network meeting",
        "meetings|MT002|note": WORDS,
        "wres|wres-5|note": WORDS,
        "goals|goal-1|beyond": "The public sector equality duty",
        "declaration|role|answer": "Chief executive",
        "declaration|agreed|answer": "Yes",
        "declaration|date|answer": dt.date(2026, 10, 12),
    },
    "ARF_X10_2021-form.xlsx": {
        "evidence|EV001|date": dt.date(2026, 3, 31),
        "evidence|EV009|shows": WORDS,
        **checklist("explain", WORDS, ["grow.levelling-up"]),
    },
}
"""Sample → what is typed. All of it is made up."""


def read(path: Path) -> Submission:
    found = read_return(path.read_bytes(), path.name)
    assert isinstance(found, Submission), found
    return found


def placed(submission: Submission, typed: Mapping[str, Typed]) -> list[tuple[str, str, Typed]]:
    """Sheet, cell and what is typed there."""
    found = []
    for key, value in typed.items():
        table, row, column = key.split("|")
        found.append((*submission.places[table, row, column], value))
    return found


def correct(path: Path, typed: Mapping[str, Typed]) -> None:
    """Type into a copy and save it, with another program than ours."""
    book = openpyxl.load_workbook(path)
    for sheet, cell, value in placed(read(path), typed):
        book[sheet][cell] = value
    book.save(path)
