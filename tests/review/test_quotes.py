"""A finding repeats no words of a return, and of a date, a number or a choice at most 40 clean characters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from arf_excel.form.asked import Asked
from arf_excel.form.layout import Layout
from arf_excel.form.tables import RECORDS
from arf_excel.framework.findings import message, remedy
from arf_excel.intake.cleaning import clean
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, Sheet
from arf_excel.intake.reader import read_submission
from arf_excel.review.review import Review, review
from tests.intake.grids import Change, blank_form, changed, with_cells

SHAPE, BLANK = blank_form()
ASKED, LAYOUT = Asked(SHAPE), Layout(SHAPE)
MARK = "Zanzibar"
WORDS = f"{MARK}\x1b[31m of ward 7, \u202e{MARK}"
_PLACES = {"sheet", "home", "table", "one", "other", "cells"}
"""Facts that say where; all others may quote what was typed."""


def cells(value_of: dict[str, CellValue]) -> list[Change]:
    """A value in every cell that is asked, by its kind: 'text', 'choice', 'day' or 'number'."""
    found: list[Change] = []
    for question in ASKED.all():
        table, row, column = question.place
        area = LAYOUT.areas[table]
        kind = ASKED.kind(question.place)
        kind = "number" if kind in ("count", "percent") else kind
        name = kind if kind in ("day", "number") else "choice" if ASKED.choices(question.place) else "text"
        shared = column == "share"
        place = area.cell(area.rows.index(row), "answer" if table in RECORDS else column)
        found.append((area.sheet, place, "Yes" if shared else value_of[name]))
    return found


def reviewed(grid: Grid) -> Review:
    return review(read_submission(grid, "return.xlsx", "0"))


def sentences(found: Review) -> list[str]:
    return [text for each in found.findings for text in (each.message, each.fix)]


def test_no_finding_repeats_what_was_typed() -> None:
    """Free words in every cell, in cells for other things, and in all places where no answer belongs."""
    stuffed = with_cells(BLANK, *cells(dict.fromkeys(("text", "choice", "day", "number"), WORDS)), *strays())
    own = Sheet(f"Our {MARK}", {(0, 0): WORDS})
    found = reviewed(replace(stuffed, sheets=(*stuffed.sheets, own)))
    codes = {each.finding.code for each in found.findings}
    assert {"FIX-033", "FIX-036", "FIX-101", "FIX-122", "FIX-202", "FIX-401", "NOTE-037", "NOTE-048"} <= codes
    assert [text for text in sentences(found) if MARK.casefold() in text.casefold()] == []


def strays() -> list[Change]:
    """Above, beside and below tables, in a header, in an id, and in place of an error."""
    below: Place = (4 + len(SHAPE.evidence_rows), 1)
    return [
        ("Checklist", (1, 5), WORDS),
        ("Checklist", (5, 13), WORDS),
        ("Checklist", (3, 5), MARK),
        ("Evidence", below, WORDS),
        ("Evidence", (9, 0), MARK),
        ("Evidence", (8, 1), CellError(MARK)),
        ("_meta", (2, 1), MARK),
    ]


def test_what_is_quoted_is_short_and_clean() -> None:
    far = "\u00a0\u200b".join("3  October 2026") + " " * 60
    kinds: list[dict[str, CellValue]] = [
        {"text": WORDS, "choice": "Developement\u00a0area", "day": "03/\u00a010/2026", "number": "１４.４ %"},
        {"text": WORDS, "choice": "in palce\x07", "day": far, "number": dt.datetime(2026, 5, 1)},
        {"text": WORDS, "choice": True, "day": "3 Oct 2026", "number": 0.123456789012345},
        {"text": WORDS, "choice": "Brozne", "day": dt.datetime(2026, 3, 10), "number": 1.0},
    ]
    quoted = set()
    for values in kinds:
        grid = changed(BLANK, *cells(values), ("Evidence", (4, 5), "25/10/2026"))
        for each in reviewed(grid).findings:
            for name, fact in each.finding.facts.items():
                text = str(fact)
                assert text == " ".join(clean(text).split()), each.finding.code
                assert name in _PLACES or len(text) <= 40, each.finding.code
            if each.finding.facts:
                quoted.add(each.finding.code)
            for text in (message(each.finding), remedy(each.finding)):
                assert MARK not in text and clean(text) == text
    assert quoted >= {"NOTE-060", "EXPLAIN-061", "EXPLAIN-062", "NOTE-063", "EXPLAIN-064", "NOTE-065"}
    assert quoted >= {"EXPLAIN-066", "NOTE-067"}


def test_an_error_is_the_only_word_of_a_file_that_is_repeated() -> None:
    grid = changed(BLANK, ("Evidence", (4, 1), CellError("#SPILL!")))
    assert [e.finding.facts for e in reviewed(grid).findings if e.finding.code == "FIX-036"] == [
        {"error": "#SPILL!"}
    ]
