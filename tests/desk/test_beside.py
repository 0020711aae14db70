"""Where the lines beside the answers go, what they say, and which one is next; no workbook is needed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from arf_excel.desk.beside import Beside, beside, next_of, not_beside, standing, written
from arf_excel.form.tables import TABLES
from arf_excel.framework.findings import catalogue, message
from arf_excel.intake.by_desk import desk_header
from arf_excel.intake.grid import Grid, Place
from arf_excel.intake.headers import headers
from arf_excel.intake.reader import read_submission
from arf_excel.review.review import Review, review
from tests.intake.grids import Change, changed, completed_form, sheet_of, with_sheet

FIRST_ROW, DATE, HEADER_ROW = 4, 5, 3
"""Of the Evidence sheet, as the form is written."""
EVIDENCE = 13
"""Where our column stands on it: twelve columns, and one that stays free."""


def judged(grid: Grid) -> Review:
    return review(read_submission(grid, "form.xlsx", ""))


def with_lines(grid: Grid, *more: Change) -> Grid:
    """The form after a look at it, with further cells set."""
    lines = beside(judged(grid), grid)
    shown = [(line.sheet, line.header, desk_header()) for line in lines]
    shown += [(line.sheet, line.place, line.text) for line in lines]
    return changed(grid, *shown, *more)


@lru_cache
def odd_dates() -> Grid:
    """A form whose third and fifth evidence items have a date that is none."""
    grid = completed_form()[1]
    return changed(grid, ("Evidence", (6, DATE), "May or so"), ("Evidence", (8, DATE), "in June"))


def of_evidence(grid: Grid) -> list[Beside]:
    return [line for line in beside(judged(grid), grid) if line.sheet == "Evidence"]


def codes(grid: Grid) -> list[tuple[str, str | None, str | None]]:
    found = judged(grid).findings
    return sorted((p.finding.code, p.sheet or "", p.cell or "") for p in found)


def told(grid: Grid, code: str = "FIX-033") -> list[str | None]:
    return [placed.cell for placed in judged(grid).findings if placed.finding.code == code]


def swapped(grid: Grid, one: int, other: int, last_column: int) -> Grid:
    """The Evidence sheet with two rows sorted the other way round, up to a column."""
    rows = {one: other, other: one}
    sheet = sheet_of(grid, "Evidence")

    def to(place: Place) -> Place:
        return (rows.get(place[0], place[0]), place[1]) if place[1] <= last_column else place

    return with_sheet(grid, "Evidence", replace(sheet, cells={to(p): v for p, v in sheet.cells.items()}))


# where


def test_a_line_stands_in_the_row_of_its_answer_right_of_everything() -> None:
    lines = of_evidence(odd_dates())
    assert [(line.place, line.answer, line.header) for line in lines if "FIX-202" in line.text] == [
        ((6, EVIDENCE), (6, DATE), (HEADER_ROW, EVIDENCE)),
        ((8, EVIDENCE), (8, DATE), (HEADER_ROW, EVIDENCE)),
    ]


def test_it_stands_right_of_what_somebody_typed_beside_the_table() -> None:
    grid = changed(odd_dates(), ("Evidence", (30, 15), "ask Estates"))
    assert {line.header for line in of_evidence(grid)} == {(HEADER_ROW, 17)}


def test_a_sheet_without_room_keeps_its_findings_for_the_table() -> None:
    grid = changed(odd_dates(), ("Evidence", (30, 498), "far"))
    assert of_evidence(grid) == []
    assert {p.cell for p in not_beside(judged(grid), grid)} >= {"F7", "F9"}


def test_lines_of_a_row_are_joined_from_the_left() -> None:
    grid = changed(odd_dates(), ("Evidence", (6, 12), "a stray word"))
    line = next(line for line in of_evidence(grid) if line.place[0] == 6)
    assert [part.split(" ")[0] for part in line.text.split("\n")] == ["FIX-202", "FIX-033"]
    assert line.answer == (6, DATE)


def test_everything_open_is_beside_an_answer_or_left_for_the_table() -> None:
    grid = changed(odd_dates(), ("Evidence", (1, 4), "above the table"), ("Evidence", (3, 12), "a header"))
    found = judged(grid)
    parts = [part for line in beside(found, grid) for part in line.text.split("\n")]
    left = not_beside(found, grid)
    assert len(parts) + len(left) == sum(placed.open for placed in found.findings)
    assert {p.cell for p in left if p.finding.code == "FIX-033"} == {"E2", "M4"}
    assert not [part for part in parts if part.startswith("NOTE")]


# what


def test_a_line_says_its_code_its_row_and_what_to_do() -> None:
    line = next(line for line in of_evidence(odd_dates()) if line.place[0] == 6)
    assert line.text.startswith("FIX-202 EV003, 'Date, if it has one': ")
    assert catalogue()["FIX-202"].fix in line.text


def test_no_header_of_ours_breaks_the_beginning_of_a_line() -> None:
    assert not [said for table in TABLES for said in headers(table).values() if "'" in said]


def test_a_hostile_text_stays_a_text_of_one_line_that_a_cell_can_hold() -> None:
    hostile = "=cmd|' /c calc'!A1\n@SUM(1)\x00\x07\u202e" + "x" * 40_000
    found = judged(odd_dates())
    first = next(placed for placed in found.findings if placed.finding.code == "FIX-202")
    bad = replace(found, findings=(replace(first, message=hostile),))
    (line,) = beside(bad, odd_dates())
    assert line.text.startswith("FIX-202 EV003, ")
    assert len(line.text.encode("utf-16-le")) // 2 == 32_767
    assert not set(line.text) & set("\n\x00\x07\u202e")


def test_what_is_held_back_is_not_written() -> None:
    """A telephone number in a cell, and a finding that repeats what stands there."""
    grid = changed(completed_form()[1], ("Checklist", (5, 5), "Ring 07700 900123 about it"))
    found = judged(grid)
    hit = next(placed for placed in found.findings if placed.finding.code == "EXPLAIN-803")
    finding = replace(hit.finding, code="EXPLAIN-061", facts={"day": "07700 900123"})
    quoting = replace(hit, finding=finding, message=message(finding))
    text = "".join(line.text for line in beside(replace(found, findings=(hit, quoting)), grid))
    assert ("EXPLAIN-803" in text, "EXPLAIN-061" in text, "900123" in text) == (True, True, False)


# read again


def test_the_reader_takes_the_column_for_ours() -> None:
    grid = odd_dates()
    shown = with_lines(grid)
    assert shown != grid
    assert codes(shown) == codes(grid)
    assert beside(judged(shown), shown) == beside(judged(grid), grid)


def test_own_words_in_such_a_column_are_told() -> None:
    lines = of_evidence(odd_dates())
    mine = ("Evidence", (20, EVIDENCE), "Ask Estates for the date")
    assert told(with_lines(odd_dates(), mine)) == ["N21"]
    other = ("Evidence", lines[0].header, "My notes")
    beneath = [f"N{line.place[0] + 1}" for line in lines]
    assert told(with_lines(odd_dates(), other)) == ["N4", *beneath]


def test_a_code_without_our_header_is_told() -> None:
    assert told(changed(completed_form()[1], ("Evidence", (9, 14), "FIX-202 EV006"))) == ["O10"]


def test_what_is_taken_away_is_ours_alone() -> None:
    mine = ("Evidence", (20, EVIDENCE), "Ask Estates for the date")
    shown = with_lines(odd_dates(), mine)
    places = {line.place for line in of_evidence(odd_dates())}
    assert {*written(sheet_of(shown, "Evidence"))} == {(HEADER_ROW, EVIDENCE), *places}
    assert written(sheet_of(odd_dates(), "Evidence")) == ()


# next


def walked(grid: Grid) -> list[tuple[str, Place]]:
    """Every answer, from before the first until the first comes again."""
    found: list[tuple[str, Place]] = []
    line = next_of(grid, "", (0, 0))
    while line and (line.sheet, line.answer) not in found:
        found.append((line.sheet, line.answer))
        line = next_of(grid, line.sheet, line.answer)
    assert line is None or (line.sheet, line.answer) == found[0]
    return found


def test_next_leads_to_every_answer_once_and_begins_again() -> None:
    shown = with_lines(changed(odd_dates(), ("Evidence", (6, 12), "a stray word")))
    found = walked(shown)
    order = [sheet.name for sheet in shown.sheets]
    assert found == sorted(found, key=lambda each: (order.index(each[0]), each[1]))
    assert [place for sheet, place in found if sheet == "Evidence" and place[0] in (6, 8)] == [
        *((6, DATE), (6, 12)),
        (8, DATE),
    ]
    assert len(found) == len(standing(shown))


def test_next_goes_on_from_wherever_somebody_clicked() -> None:
    shown = with_lines(odd_dates())
    after = {(6, 0): (6, DATE), (6, DATE): (8, DATE), (6, EVIDENCE): (8, DATE), (7, 3): (8, DATE)}
    assert {here: line.answer for here in after if (line := next_of(shown, "Evidence", here))} == after


def test_next_finds_the_row_of_a_line_after_the_table_alone_was_sorted() -> None:
    shown = swapped(with_lines(odd_dates()), 6, 10, last_column=11)
    line = next_of(shown, "Evidence", (8, DATE))
    assert line is not None
    assert (line.answer, line.place, line.text.split(",")[0]) == ((10, DATE), (6, EVIDENCE), "FIX-202 EV003")


def test_next_finds_it_too_when_the_lines_were_sorted_along() -> None:
    shown = swapped(with_lines(odd_dates()), 6, 10, last_column=EVIDENCE)
    line = next_of(shown, "Evidence", (8, DATE))
    assert line is not None
    assert (line.answer, line.place) == ((10, DATE), (10, EVIDENCE))


def test_a_look_after_sorting_puts_the_line_beside_its_answer() -> None:
    shown = swapped(with_lines(odd_dates()), 6, 10, last_column=11)
    lines = beside(judged(shown), shown)
    assert [(line.place[0], line.answer) for line in lines if " EV003, " in line.text] == [(10, (10, DATE))]


def test_there_is_no_next_without_a_line_and_none_on_a_hidden_sheet() -> None:
    assert next_of(completed_form()[1], "Evidence", (0, 0)) is None
    shown = with_lines(odd_dates())
    hidden = with_sheet(shown, "Evidence", replace(sheet_of(shown, "Evidence"), hidden=True))
    assert "Evidence" not in {sheet for sheet, _ in walked(hidden)}
