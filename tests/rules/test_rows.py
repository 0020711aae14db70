"""People sort, insert, delete and move rows: the form goes on telling the truth, with no error cell."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from tests.framework.complete import by_code, complete, form
from tests.office.libreoffice import system_python

Cells = dict[str, dict[str, object]]
pytestmark = [pytest.mark.deep, pytest.mark.office]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """A form with one evidence item for each Bronze, Bronze 2 a development area, after each move."""
    folder = tmp_path_factory.mktemp("rows")
    shape = form("bronze")
    cells = {**complete(shape).cells, ("checklist", by_code(shape, "Bronze 2"), "status"): "Development area"}
    write_form(folder / "form.xlsx", shape, Answers(cells))
    program = Path(__file__).with_name("uno_rows.py")
    command = [system_python(), "-I", str(program), str(folder / "form.xlsx"), str(folder / "out.json")]
    subprocess.run(command, check=True, timeout=180)
    found: dict[str, Cells] = json.loads((folder / "out.json").read_text("utf-8"))
    return found


def counts(cells: Cells, first: int = 5) -> list[object]:
    """The evidence items of Bronze 1 to 5."""
    return [_count(cells["Checklist"].get(f"G{row}")) for row in range(first, first + 5)]


def _count(words: object) -> int:
    """1 of '1 item'."""
    return int(str(words).split(" ", maxsplit=1)[0])


def errors(cells: Cells) -> list[str]:
    return [
        f"{name}!{cell}"
        for name, sheet in cells.items()
        for cell, v in sheet.items()
        if str(v).startswith("#ERR")
    ]


def by_id(cells: Cells) -> dict[object, list[object]]:
    """What stands beside each id of the checklist."""
    sheet = cells["Checklist"]
    rows = [row for row in range(5, 20) if "." in str(sheet.get(f"A{row}", ""))]
    return {sheet[f"A{row}"]: [sheet.get(f"{column}{row}") for column in "EGJK"] for row in rows}


def test_nothing_moved(moved: dict[str, Cells]) -> None:
    assert counts(moved["nothing"]) == [1, 1, 1, 1, 1] and len(by_id(moved["nothing"])) == 7


@pytest.mark.parametrize(
    "move",
    [
        "nothing",
        "deleted",
        "inserted",
        "inserted_first",
        "cut_and_pasted",
        "sorted_by_name",
        "lines_above",
        "line_inserted",
        "line_deleted",
        "facts_sorted",
        "fact_deleted",
        "fact_inserted",
    ],
)
def test_no_error_cell(moved: dict[str, Cells], move: str) -> None:
    assert errors(moved[move]) == []


def test_a_deleted_row_of_evidence_is_gone_and_the_others_count(moved: dict[str, Cells]) -> None:
    assert counts(moved["deleted"]) == [1, 1, 0, 1, 1]
    still = "Look at or explain 1 place on the Checks sheet. You can also send the form as it is."
    assert moved["deleted"]["Start here"]["B5"] == still


@pytest.mark.parametrize("move", ["inserted", "inserted_first"])
def test_an_inserted_row_of_evidence_counts(moved: dict[str, Cells], move: str) -> None:
    assert counts(moved[move]) == [1, 1, 1, 2, 1]


def test_cut_and_pasted_cells_count_where_they_are_now(moved: dict[str, Cells]) -> None:
    assert counts(moved["cut_and_pasted"]) == [1, 1, 1, 1, 1]


def test_sorted_rows_keep_their_verdicts(moved: dict[str, Cells]) -> None:
    before, after = by_id(moved["nothing"]), by_id(moved["sorted_by_name"])
    assert list(before) != list(after) and before == after


def test_lines_above_the_table_change_nothing(moved: dict[str, Cells]) -> None:
    assert by_id(moved["lines_above"]) == by_id(moved["nothing"])


def test_an_inserted_line_of_the_checklist_moves_no_verdict(moved: dict[str, Cells]) -> None:
    assert by_id(moved["line_inserted"]) == by_id(moved["nothing"])


def test_a_deleted_line_of_the_checklist_counts_as_not_answered(moved: dict[str, Cells]) -> None:
    summary = moved["line_deleted"]["Summary"]
    assert summary["A6"] == "What the answers bear out: Bronze is not complete yet."
    assert summary["A7"] == "2 deliverables from Bronze: Bronze 1, Bronze 2."
    assert "Checklist: Bronze 1" in str(summary["A8"])


def test_without_its_checklist_a_form_bears_out_nothing(moved: dict[str, Cells]) -> None:
    summary = moved["checklist_deleted"]["Summary"]
    assert summary["A6"] == "What the answers bear out: Bronze is not complete yet."
    assert str(summary["A7"]).startswith("5 deliverables from Bronze")


def facts_by_id(cells: Cells) -> dict[object, list[object]]:
    """Answer, verdict and sentence beside each id of the Measures sheet."""
    sheet = cells["Measures"]
    rows = [row for row in range(5, 200) if "/" in str(sheet.get(f"A{row}", ""))]
    return {sheet[f"A{row}"]: [sheet.get(f"{column}{row}") for column in "EGH"] for row in rows}


@pytest.mark.parametrize("move", ["facts_sorted", "fact_inserted"])
def test_facts_keep_their_verdicts_wherever_they_stand(moved: dict[str, Cells], move: str) -> None:
    before, after = facts_by_id(moved["nothing"]), facts_by_id(moved[move])
    assert len(before) > 15 and before == after
    assert by_id(moved[move]) == by_id(moved["nothing"])


def test_a_fact_whose_row_is_gone_is_still_needed(moved: dict[str, Cells]) -> None:
    assert moved["nothing"]["Checklist"]["J5"] == "for the panel"
    assert moved["fact_deleted"]["Checklist"]["J5"] == "not enough given yet"
    assert moved["fact_deleted"]["Checklist"]["J7"] == moved["nothing"]["Checklist"]["J7"]


def test_without_its_measures_a_form_bears_out_nothing(moved: dict[str, Cells]) -> None:
    assert moved["facts_deleted"]["Summary"]["A6"] == "What the answers bear out: Bronze is not complete yet."


# links: from a line to what is given for it, and back, whatever was moved

MOVES = [
    "nothing",
    "deleted",
    "inserted",
    "inserted_first",
    "cut_and_pasted",
    "sorted_by_name",
    "lines_above",
    "line_inserted",
    "facts_sorted",
    "fact_inserted",
]


def target(cells: Cells, address: str, column: str) -> str:
    """What stands in a column of the row that a link leads to."""
    name, _, cell = address.removeprefix("#").rpartition("!")
    return str(cells[name.strip("'")].get(f"{column}{cell.lstrip('ABCDEFGHIJKL')}", ""))


@pytest.mark.parametrize("move", MOVES)
def test_links_lead_to_the_row_that_they_are_about(moved: dict[str, Cells], move: str) -> None:
    cells, found = moved[move], moved[f"{move}: links"]
    seen: dict[str, int] = {}
    for sheet, column, to, into in (
        ("Checklist", "B", "What helps", "A"),
        ("What helps", "A", "Checklist", "B"),
        ("Evidence", "D", "Checklist", "B"),
        ("Action plan", "C", "Checklist", "B"),
        ("Measures", "B", "Checklist", "B"),
        ("Supporting actions", "B", "Checklist", "B"),
    ):
        for cell, (words, address) in found[sheet].items():
            if cell.startswith(column) and words:
                line = words.rstrip("abc") if sheet in ("Measures", "Supporting actions") else words
                assert to in address and target(cells, address, into).startswith(line), (sheet, cell, words)
                seen[sheet] = seen.get(sheet, 0) + 1
    assert seen.keys() >= {"Checklist", "What helps", "Evidence", "Measures", "Supporting actions"}


@pytest.mark.parametrize("move", MOVES)
def test_links_of_a_line_lead_to_what_is_given_for_it(moved: dict[str, Cells], move: str) -> None:
    cells, found = moved[move], moved[f"{move}: links"]["Checklist"]
    rows = [row for row in range(5, 20) if str(cells["Checklist"].get(f"B{row}", "")).startswith("Bronze")]
    assert len(rows) == 5
    for row in rows:
        code = " ".join(str(cells["Checklist"][f"B{row}"]).split()[:2])
        items, evidence = found[f"G{row}"]
        if items != "0 items":
            assert target(cells, evidence, "C").startswith(code), code
        facts = found[f"H{row}"][1]
        assert target(cells, facts, "B").startswith(code), code
    development = next(row for row in rows if cells["Checklist"][f"E{row}"] == "Development area")
    assert target(cells, found[f"I{development}"][1], "B") == "Bronze 2a"


def test_a_link_to_a_row_whose_id_is_gone_is_words_alone(moved: dict[str, Cells]) -> None:
    """The first fact of Bronze 1: its count stays, and leads nowhere."""
    words, address = moved["fact_deleted: links"]["Checklist"]["H5"]
    assert words == address == "3 of 4"
