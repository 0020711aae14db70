"""What people type is read as they meant it where there is one plain meaning; how it was read is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from arf_excel.form.asked import Asked
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.judge import judge
from arf_excel.intake.grid import CellError, CellValue, Place
from arf_excel.intake.reader import read_submission
from arf_excel.intake.submission import Submission
from arf_excel.intake.typed import error_words, meant
from tests.intake.grids import Change, blank_form, grid_of, with_cells

SHAPE, BLANK = blank_form()
ASKED = Asked(SHAPE)
FIRST = SHAPE.deliverables[0]
STATUS: Key = ("checklist", FIRST.id, "status")
DAY: Key = ("evidence", "EV001", "date")
TARGET: Key = ("evidence", "EV001", "for_item")
FIGURE: Key = ("goals", SHAPE.goal_lines[-1].id, "start_one")
HELD: Key = ("organisation", "level_held", "answer")
YES_NO: Key = ("organisation", "consent_name", "answer")
FREE: Key = ("action_plan", "AP001", "progress")


def fact(type_: str) -> Key:
    return "measures", next(row.id for row in SHAPE.facts if row.fact.type == type_), "answer"


PERCENT, COUNT, FACT_DAY = fact("percent"), fact("count"), fact("day")


def day(year: int, month: int, number: int) -> dt.datetime:
    return dt.datetime(year, month, number)


def read(place: Key, value: CellValue) -> tuple[CellValue, str]:
    found = meant(ASKED, place, value)
    return found.value, found.code


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [
        ("3rd October 2026", day(2026, 10, 3), "NOTE-060"),
        ("Sat 3 Oct 2026", day(2026, 10, 3), "NOTE-060"),
        ("Saturday, 3rd of October 2026", day(2026, 10, 3), "NOTE-060"),
        ("October 3rd, 2026", day(2026, 10, 3), "NOTE-060"),
        ("3\u00a0Oct\u00a02026", day(2026, 10, 3), "NOTE-060"),
        ("31-Sep-26", "31-Sep-26", ""),
        ("30-Sept-26", day(2026, 9, 30), "NOTE-060"),
        ("2026-10-03", day(2026, 10, 3), "NOTE-060"),
        ("25/10/2026", day(2026, 10, 25), "NOTE-060"),
        ("10.10.26", day(2026, 10, 10), "NOTE-060"),
        ("03.10.26", day(2026, 10, 3), "EXPLAIN-061"),
        ("03/10/2026", day(2026, 10, 3), "EXPLAIN-061"),
        ("３／１０／２０２６", day(2026, 10, 3), "EXPLAIN-061"),
        ("10/25/2026", "10/25/2026", ""),
        ("3 Oct 1926", "3 Oct 1926", ""),
        ("October 2026", "October 2026", ""),
        ("Minutes of 3 Oct 2026", "Minutes of 3 Oct 2026", ""),
        (46298.0, day(2026, 10, 3), ""),
        (46298.75, day(2026, 10, 3), ""),
        (2026.0, 2026.0, ""),
        (True, True, ""),
        (day(2026, 10, 3), day(2026, 10, 3), ""),
    ],
)
def test_a_day(typed: CellValue, value: CellValue, code: str) -> None:
    assert read(DAY, typed) == read(FACT_DAY, typed) == (value, code)


def test_a_day_is_told_in_words() -> None:
    assert meant(ASKED, DAY, "03/10/26").facts == {"day": "3 October 2026"}


@pytest.mark.parametrize(
    ("place", "typed", "value", "code"),
    [
        (FIGURE, "14.4", 14.4, "NOTE-063"),
        (FIGURE, "1,200", 1200.0, "NOTE-063"),
        (FIGURE, "14.4%", 14.4, "NOTE-063"),
        (FIGURE, " −3.5\u00a0", -3.5, "NOTE-063"),
        (FIGURE, "１４.４", 14.4, "NOTE-063"),
        (FIGURE, "1.200,5", "1.200,5", ""),
        (FIGURE, "1,2", "1,2", ""),
        (FIGURE, "about 14", "about 14", ""),
        (FIGURE, 14.4, 14.4, ""),
        (FIGURE, day(2026, 5, 1), day(2026, 5, 1), "EXPLAIN-064"),
        (COUNT, "1,200", 1200.0, "NOTE-063"),
        (COUNT, "62%", "62%", ""),
        (COUNT, day(2026, 5, 1), day(2026, 5, 1), "EXPLAIN-064"),
        (PERCENT, 75.0, 75.0, ""),
        (PERCENT, 0.0, 0.0, ""),
        (PERCENT, 0.75, 0.75, "NOTE-065"),
        (PERCENT, "0.75", 0.75, "NOTE-065"),
        (PERCENT, "75%", 75.0, "NOTE-063"),
        (PERCENT, "75 %", 75.0, "NOTE-063"),
        (PERCENT, "75", 75.0, "NOTE-063"),
        (PERCENT, "0.5%", 0.005, "NOTE-063"),
        (PERCENT, "1%", 0.01, "NOTE-063"),
        (PERCENT, "-0.5%", -0.5, "NOTE-063"),
        (PERCENT, 1.0, 1.0, "EXPLAIN-066"),
        (PERCENT, "1", 1.0, "EXPLAIN-066"),
        (PERCENT, -0.144, -0.144, "EXPLAIN-066"),
        (PERCENT, "three quarters", "three quarters", ""),
    ],
)
def test_a_figure(place: Key, typed: CellValue, value: CellValue, code: str) -> None:
    assert read(place, typed) == (value, code)


@pytest.mark.parametrize("typed", [75.0, 0.75, "75%", "75", "0.75"])
def test_a_percentage_is_judged_the_same_however_it_is_typed(typed: CellValue) -> None:
    cells = Answers({PERCENT: meant(ASKED, PERCENT, typed).value})
    assert judge(SHAPE, cells).work.value("measures", PERCENT[1], "value") == 75


@pytest.mark.parametrize(("typed", "said"), [("0.5%", "0.5"), ("1%", "1"), (0.75, "75"), (1.0, "1")])
def test_what_is_told_of_a_percentage_is_what_is_judged(typed: CellValue, said: str) -> None:
    found = meant(ASKED, PERCENT, typed)
    cells = Answers({PERCENT: found.value})
    assert found.facts == {"number": said}
    assert judge(SHAPE, cells).work.value("measures", PERCENT[1], "value") == float(said)


@pytest.mark.parametrize(
    ("place", "typed", "value", "code"),
    [
        (STATUS, "in place", "In place", ""),
        (STATUS, " In\u00a0Place\t", "In place", ""),
        (STATUS, "IN  PLACE", "In place", ""),
        (STATUS, "Inplace", "In place", "NOTE-067"),
        (STATUS, "In place.", "In place", "NOTE-067"),
        (STATUS, "In palce", "In place", "NOTE-067"),
        (STATUS, "Development Area.", "Development area", "NOTE-067"),
        (STATUS, "Developement area", "Development area", "NOTE-067"),
        (STATUS, "Not in place", "Not in place", ""),
        (STATUS, "In place, mostly", "In place, mostly", ""),
        (HELD, "Brozne", "Bronze", "NOTE-067"),
        (YES_NO, "Yes!", "Yes", "NOTE-067"),
        (YES_NO, True, "Yes", "NOTE-067"),
        (YES_NO, False, "No", "NOTE-067"),
        (YES_NO, "Now", "Now", ""),
        (YES_NO, "Y", "Y", ""),
        (FREE, " complete ", "Complete", ""),
        (FREE, "Complet", "Complet", ""),
        (TARGET, f"{FIRST.label} ", FIRST.label, ""),
        (TARGET, FIRST.code, FIRST.code, ""),
        (TARGET, FIRST.label.replace("1", "9", 1), FIRST.label.replace("1", "9", 1), ""),
    ],
)
def test_a_choice(place: Key, typed: CellValue, value: CellValue, code: str) -> None:
    assert read(place, typed) == (value, code)


def test_free_text_stays_as_it_was_typed() -> None:
    for text in ("3 Oct 2026", "75%", "in place", "  two  spaces "):
        assert read(("evidence", "EV001", "what"), text) == (text, "")


# in a return


ASKING: Change = ("Organisation", (10, 2), SHAPE.levels[0].asking)


def returned(*changes: Change, formulas: dict[str, list[Place]] | None = None) -> Submission:
    """A form with these cells set."""
    return read_submission(with_cells(BLANK, *changes, formulas=formulas), "f", "0")


def seen(found: Submission) -> list[tuple[str, str | None]]:
    return [(each.finding.code, each.cell) for each in found.seen]


def test_a_date_typed_as_text_is_judged_answered_and_told() -> None:
    found = returned(("Evidence", (4, 5), "3rd Oct 2026"))
    assert seen(found) == [("NOTE-060", "F5")]
    assert found.cells.get(*DAY) == day(2026, 10, 3)
    assert [answer.value for answer in found.answers] == [dt.date(2026, 10, 3)]
    assert "FIX-202" not in {finding.code for finding in judge(found.shape, found.cells).findings}


def test_a_plain_number_is_the_day_that_it_counts() -> None:
    """Programs that lose the format of a cell leave such numbers, and the form takes them for days."""
    found = returned(("Evidence", (4, 5), 46298.0), ("Evidence", (5, 5), 46298.75))
    assert [answer.value for answer in found.answers] == [dt.date(2026, 10, 3)] * 2
    assert seen(found) == []


def test_what_cannot_be_read_as_a_date_is_asked_about() -> None:
    found = returned(("Evidence", (4, 5), "early autumn"), ASKING)
    assert found.text("evidence", "EV001", "date") == "early autumn"
    assert "FIX-202" in {finding.code for finding in judge(found.shape, found.cells).findings}


def test_a_formula_without_a_value_is_no_silent_blank() -> None:
    found = returned(formulas={"Checklist": [(4, 4)]})
    assert seen(found) == [("FIX-068", "E5")]


def test_a_formula_with_a_value_is_read_by_it() -> None:
    found = returned(("Checklist", (4, 4), "In place"), formulas={"Checklist": [(4, 4)]})
    assert seen(found) == [("NOTE-038", "E5")] and found.text(*STATUS) == "In place"


CODES = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"]
NEWER = ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#GETTING_DATA"]


@pytest.mark.parametrize("code", [*CODES, *NEWER, "#PYTHON!", "Err:502"])
def test_an_error_is_named_and_no_blank(code: str) -> None:
    found = returned(("Checklist", (4, 4), CellError(code)))
    assert [(each.finding.code, each.finding.facts) for each in found.seen] == [("FIX-036", {"error": code})]
    assert found.cells.get(*STATUS) == CellError(code)


def test_words_in_place_of_an_error_are_not_repeated() -> None:
    assert error_words("Anna of ward 7") == "of a kind that we do not know"


# day and month


def dates(*values: CellValue) -> Submission:
    return returned(*(("Evidence", (4 + row, 5), value) for row, value in enumerate(values)))


def asked(found: Submission) -> list[tuple[str | None, dict[str, object]]]:
    return [(s.cell, dict(s.finding.facts)) for s in found.seen if s.finding.code == "EXPLAIN-062"]


def test_true_dates_beside_a_date_that_was_left_as_text_are_asked_about_and_not_changed() -> None:
    found = dates("25/10/2026", day(2026, 3, 10), day(2026, 3, 25), day(2026, 5, 5), day(2026, 1, 12))
    facts = {"cells": "F6, F9", "day": "10 March 2026", "other": "3 October 2026"}
    assert asked(found) == [("F6", facts)]
    assert found.cells.get("evidence", "EV002", "date") == day(2026, 3, 10)


@pytest.mark.parametrize("text", ["25 October 2026", "in 2026", "2026-10-25", "5/10/2026", "25/13/2026"])
def test_other_text_is_no_sign_that_day_and_month_were_swapped(text: str) -> None:
    assert asked(dates(text, day(2026, 3, 10))) == []


def test_the_year_end_that_came_with_the_form_is_not_asked_about() -> None:
    shape = replace(SHAPE, year_end=dt.date(2026, 3, 10))
    grid = grid_of(shape, Answers({("organisation", "year_end", "answer"): dt.date(2026, 3, 10)}))
    assert asked(read_submission(with_cells(grid, ("Evidence", (4, 5), "25/10/2026")), "f", "0")) == []


def test_many_cells_are_counted() -> None:
    found = dates("25/10/2026", *[day(2026, 3, 10)] * 10)
    assert asked(found)[0][1]["cells"] == "F6, F7, F8, F9, F10, F11, F12, F13 and 2 more"


def test_a_blank_form_has_no_finding() -> None:
    assert seen(returned()) == []
