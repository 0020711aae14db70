"""The evidence of a whole round: as data, and as the sheet Evidence files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from arf_excel.collation.evidence_page import evidence_notes, evidence_page
from arf_excel.collation.sheets import Imprint, save
from arf_excel.evidence.found import Found
from arf_excel.evidence.report import EvidenceReport, Returned, evidence_of
from arf_excel.framework.answers import Answers
from arf_excel.intake.submission import Submission
from tests.evidence.items import send, submission

PAGE = "https://a.org/plan"
IMPRINT = Imprint("Autumn 2026", "The Assembly", dt.date(2026, 10, 30), "Made for a test.")
DAY = dt.date(2026, 11, 3)


def returned(made: Submission | None, shown: Submission | None = None, code: str = "R0A") -> Returned:
    return Returned(code, f"Fictional {code}", made, shown or made)


def rows(path: Path, report: EvidenceReport) -> list[tuple[Any, ...]]:
    save(path, "office", "t", IMPRINT, lambda book: evidence_page(book, "Evidence files", report, IMPRINT))
    sheet = load_workbook(path)["Evidence files"]
    return [
        tuple("" if v is None else v for v in row) for row in sheet.iter_rows(min_row=5, values_only=True)
    ]


def all_fine(urls: Iterable[str]) -> Mapping[str, Found]:
    return {url: Found("fine") for url in urls}


def test_items_files_and_links_of_a_round_in_one_table(tmp_path: Path) -> None:
    folder = send(
        tmp_path / "evidence", "R0A/EV001 a.pdf", "R0A/EV001 b.pdf", "R0A/c.pdf", "post/x.pdf", "y.pdf"
    )
    made = submission(EV001="attached", EV002=PAGE, EV003="minutes.pdf")
    report = evidence_of([returned(made)], folder, lambda _: {PAGE: Found("dead", "404")}, DAY)
    found = rows(tmp_path / "office.xlsx", report)
    assert [row[2:7] for row in found] == [
        ("Evidence 1", "Minutes", "A file", "EV001 a.pdf", 15),
        ("Evidence 1", "Minutes", "A file", "EV001 b.pdf", 15),
        ("Evidence 2", "Minutes", "A link", "", ""),
        ("Evidence 3", "Minutes", "Missing: a file is named or promised", "", ""),
        ("", "", "Used for no item", "c.pdf", 9),
        ("", "", "In no organisation's folder", "post/", ""),
        ("", "", "In no organisation's folder", "y.pdf", ""),
    ]
    assert [row[8] for row in found] == ["", "", f"Dead (404): {PAGE}", "", "", "", ""]
    assert found[4][9] == "Its name says no evidence item."
    assert all(len(row[7]) == 12 for row in found[:2])
    assert evidence_notes(report) == [
        "Evidence items: 1 with a file, 1 missing. 3 files are of no item. See the sheet Evidence files.",
        "Links: 0 fine, 1 dead, 0 behind a login, 0 could not be told, 0 not checked.",
    ]


def test_a_file_of_two_organisations_is_told_and_fine(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", "R0B/EV001 b.pdf", data=b"our shared policy")
    one, two = submission("R0A", EV001="attached"), submission("R0B", EV001="attached")
    report = evidence_of([returned(two, code="R0B"), returned(one)], tmp_path)
    told = [(each.returned.code, each.matched.items[0].files[0].told) for each in report.organisations]
    assert told == [("R0A", (("shared", "R0B"),)), ("R0B", (("shared", "R0A"),))]
    assert [item.state for each in report.organisations for item in each.matched.items] == ["present"] * 2


def test_a_link_that_several_name_is_asked_for_once() -> None:
    asked: list[list[str]] = []

    def check(urls: Iterable[str]) -> Mapping[str, Found]:
        asked.append(list(dict.fromkeys(urls)))
        return all_fine(asked[0])

    made = [returned(submission(code, EV001=PAGE), code=code) for code in ("R0A", "R0B")]
    report = evidence_of(made, None, check, DAY)
    assert asked == [[PAGE]]
    assert [report.found(link) for each in report.organisations for link in each.links] == [Found("fine")] * 2


def test_without_check_links_no_link_is_looked_at(tmp_path: Path) -> None:
    report = evidence_of([returned(submission(EV001=PAGE))], None)
    assert (report.checked, report.links) == (False, {})
    assert rows(tmp_path / "office.xlsx", report)[0][8] == ""
    assert evidence_notes(report) == []


def test_a_link_that_may_be_cut_by_a_space_is_not_asked_for() -> None:
    asked: list[str] = []

    def check(urls: Iterable[str]) -> Mapping[str, Found]:
        asked.extend(urls)
        return {}

    made = submission(EV001="https://a.org/Shared Documents/plan.pdf")
    report = evidence_of([returned(made)], None, check, DAY)
    assert asked == []
    assert report.found(report.organisations[0].links[0]) == Found("unchecked", "space")


def withheld(made: Submission, *columns: str) -> Submission:
    """With other words in these cells of EV001."""
    keys = {("evidence", "EV001", column) for column in columns}
    answers = tuple(
        replace(a, value="[held]") if (a.table, a.row, a.column) in keys else a for a in made.answers
    )
    return replace(
        made, answers=answers, cells=Answers({k: v for k, v in made.cells.cells.items() if k not in keys})
    )


def test_held_words_are_matched_by_and_never_shown_or_followed(tmp_path: Path) -> None:
    folder = send(tmp_path / "evidence", "R0A/Letter to A Sample.pdf")
    where = "Letter to A Sample.pdf, https://a.org/a-sample"
    made = submission(EV001={"what": "Letter to A Sample", "where": where})
    asked: list[str] = []

    def check(urls: Iterable[str]) -> Mapping[str, Found]:
        asked.extend(urls)
        return {}

    report = evidence_of([returned(made, withheld(made, "what", "where"))], folder, check, DAY)
    (row,) = rows(tmp_path / "office.xlsx", report)
    assert row[2:6] == ("Evidence 1", "[held]", "A file", "[held by the office]")
    assert "Sample" not in repr(row)
    assert asked == []


def test_a_file_name_that_holds_something_personal_is_held(tmp_path: Path) -> None:
    folder = send(
        tmp_path / "evidence", "R0A/EV001 NHS number 999 000 0018.pdf", "R0A/alex.sample@example.nhs.uk.pdf"
    )
    report = evidence_of([returned(submission(EV001="attached"))], folder)
    found = rows(tmp_path / "office.xlsx", report)
    assert [row[5] for row in found] == ["[held by the office]"] * 2


def test_an_organisation_without_a_folder_is_told(tmp_path: Path) -> None:
    folder = send(tmp_path / "evidence", "R0B/EV001 a.pdf")
    both = [returned(submission(code, EV001="attached"), code=code) for code in ("R0A", "R0B")]
    found = rows(tmp_path / "office.xlsx", evidence_of(both, folder))
    assert [(row[0], row[4], row[9]) for row in found] == [
        ("R0A", "Missing: a file is named or promised", "No folder of this organisation."),
        ("R0B", "A file", ""),
    ]


def test_without_a_return_the_files_are_listed(tmp_path: Path) -> None:
    folder = send(tmp_path / "evidence", "R0A/EV001 a.pdf")
    found = rows(tmp_path / "office.xlsx", evidence_of([returned(None)], folder))
    assert [(row[4], row[9]) for row in found] == [
        ("Used for no item", "No return of this organisation is used.")
    ]


def test_names_and_links_are_never_active_in_the_sheet(tmp_path: Path) -> None:
    folder = send(tmp_path / "evidence", "R0A/=cmd EV001.pdf", "R0A/EV001 \u202efdp.exe")
    made = submission(EV001={"what": "=1+1", "where": PAGE})
    report = evidence_of([returned(made)], folder, all_fine, DAY)
    rows(tmp_path / "office.xlsx", report)
    sheet = load_workbook(tmp_path / "office.xlsx")["Evidence files"]
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert "\u202e" not in "".join(str(cell.value) for cell in cells)


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    names = ["R0A/EV001 b.pdf", "R0A/ev001 A.pdf", "R0A/c.pdf", "R0B/EV001 b.pdf"]
    both = [returned(submission(code, EV001="attached"), code=code) for code in ("R0A", "R0B")]
    one = evidence_of(both, send(tmp_path / "one", *names))
    two = evidence_of(both[::-1], send(tmp_path / "two", *names[::-1]))
    assert one == two
    rows(tmp_path / "one.xlsx", one)
    rows(tmp_path / "two.xlsx", two)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
