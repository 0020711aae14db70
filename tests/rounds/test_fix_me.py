"""Copies to put right: their own answers again, what to look at marked, and once corrected they pass."""

from __future__ import annotations

import shutil
import warnings
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from arf_excel.cli import cli
from arf_excel.errors import UsageError
from arf_excel.form.marks import Mark
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.review.review import Review, review
from arf_excel.rounds.copies import is_untouched, require_apart, write_fix_me_copies
from arf_excel.rounds.fix_me import as_fits, fix_me
from arf_excel.rounds.read import read_round
from arf_excel.workbook.lint import faults
from tests.rounds.corrections import CORRECTIONS, correct, read
from tests.rounds.office import edit, set_setting, small_round

RETURNED = Path(__file__).parents[2] / "samples" / "returned"
FLAWED = sorted(CORRECTIONS)
warnings.filterwarnings("ignore", module="openpyxl")


@cache
def reviewed(name: str) -> Review:
    return review(read(RETURNED / name))


@cache
def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Sample → its copy."""
    folder = tmp_path_factory.mktemp("copies")
    found = {}
    for name in FLAWED:
        (found[name],) = write_fix_me_copies([reviewed(name)], folder / name)
    return found


def open_keys(found: Review) -> list[tuple[str | None, str | None, str | None]]:
    return [(p.finding.table, p.finding.row, p.finding.column) for p in found.findings if p.open]


def test_every_flawed_sample_is_corrected_here() -> None:
    flawed = {path.name for path in RETURNED.iterdir() if not path.name.startswith(".")}
    unreadable = {"ARF_X11_Sample-round.xlsx", "ARF_X12_Sample-round.xlsx"}
    same = {"ARF_X01_Sample-round (1).xlsx"}
    assert set(FLAWED) == {n for n in flawed - unreadable - same if reviewed(n).to_look_at}


@pytest.mark.parametrize("name", FLAWED)
def test_a_copy_holds_every_answer_and_nothing_new_to_look_at(name: str, copies: dict[str, Path]) -> None:
    again, before = review(read(copies[name])), reviewed(name)
    assert {(a.table, a.row, a.column): a.value for a in again.submission.answers} == {
        (a.table, a.row, a.column): a.value for a in before.submission.answers
    }
    assert sorted(p.finding.code for p in again.findings) == sorted(p.finding.code for p in before.findings)
    assert again.submission.meta["copy_of"] == before.submission.sha256
    kept = ("edition", "purpose", "round", "organisation", "rulings", "year_end", "evidence_rows")
    assert [again.submission.meta.get(key) for key in kept] == [
        before.submission.meta.get(key) for key in kept
    ]


@pytest.mark.parametrize("name", FLAWED)
def test_marked_cells_are_those_to_look_at_with_a_colour_a_border_and_a_note(
    name: str, copies: dict[str, Path]
) -> None:
    noted = {
        (sheet.title, cell.coordinate): cell
        for sheet in book(copies[name])
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }
    places = read(copies[name]).places
    assert set(noted) == {places[key] for key in open_keys(reviewed(name))}  # type: ignore[index]
    for cell in noted.values():
        assert cell.fill.fgColor.rgb == "FFFBD9C0"
        assert cell.border.left.style == "thick"
        assert cell.comment.author == "arf-excel"
        assert all(word in cell.comment.text for word in ("Where: ", "What: ", "How: "))


@pytest.mark.parametrize("name", FLAWED)
def test_the_first_sheet_has_a_line_and_a_link_for_each(name: str, copies: dict[str, Path]) -> None:
    sheet = book(copies[name]).worksheets[0]
    assert sheet.title == "To look at"
    lines = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    expected = [p.finding.code for p in reviewed(name).findings if p.open]
    assert sorted(str(line[1]) for line in lines) == sorted(expected)
    severities = [str(line[1]).split("-")[0] for line in lines]
    assert severities == sorted(severities, key=["FIX", "EXPLAIN"].index)
    assert all("HYPERLINK(" in str(line[4]) for line in lines)


@pytest.mark.parametrize("name", FLAWED)
def test_no_note_and_no_line_quotes_what_was_written(name: str, copies: dict[str, Path]) -> None:
    sheets = book(copies[name]).worksheets
    said = [str(cell.value) for row in sheets[0].iter_rows(min_row=4) for cell in row if cell.value]
    said += [c.comment.text for sheet in sheets for row in sheet.iter_rows() for c in row if c.comment]
    free = {("checklist", "how"), ("checklist", "explain"), ("evidence", "what"), ("action_plan", "action")}
    typed = {str(a.value) for a in reviewed(name).submission.answers if (a.table, a.column) in free}
    assert typed
    assert not [text for text in said if any(words in text for words in typed)]


@pytest.mark.parametrize("name", ["ARF_X01_Sample-round.xlsx", "ARF X05 bronze FINAL.xlsx"])
def test_a_copy_is_sound_and_the_same_each_time(name: str, copies: dict[str, Path], tmp_path: Path) -> None:
    (again,) = write_fix_me_copies([reviewed(name)], tmp_path)
    assert faults(again) == []
    assert again.read_bytes() == copies[name].read_bytes()


@pytest.mark.parametrize("name", FLAWED)
def test_corrected_it_passes(name: str, copies: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / copies[name].name
    shutil.copy(copies[name], path)
    assert CliRunner().invoke(cli, ["check", str(path)]).exit_code == 1
    correct(path, CORRECTIONS[name])
    result = CliRunner().invoke(cli, ["check", str(path)])
    assert result.exit_code == 0, result.output


def test_a_link_leads_to_its_row_wherever_it_stands(copies: dict[str, Path]) -> None:
    """MATCH counts from the header, and ROW is the header's: one less leads to the row itself."""
    sheet = book(copies["ARF_X01_Sample-round.xlsx"]).worksheets[0]
    (link,) = [str(row[4].value) for row in sheet.iter_rows() if row[0].value == 1]
    assert "\"#'Action plan'!H\"&(ROW('Action plan'!$A$4)+MATCH(\"AP002\",'Action plan'!$A$4:" in link
    assert ",0)-1)," in link


# what a return may hold besides


def returned(tmp_path: Path, cells: dict[tuple[str, str, str], object], **more: str) -> Path:
    path = tmp_path / "form.xlsx"
    known = {("organisation", "code", "answer"): "X77", ("organisation", "name", "answer"): "Fictional X77"}
    write_form(path, shape_of(load_edition(), "bronze"), Answers({**known, **cells}), **more)  # type: ignore[arg-type]
    return path


def edited(path: Path, sheet: str, cell: str, value: object) -> None:
    made = openpyxl.load_workbook(path)
    made[sheet][cell] = value
    made.save(path)


def marks_of(path: Path) -> tuple[Mark, ...]:
    made = fix_me(review(read(path)))
    assert made is not None
    return made.first.marks


def test_nothing_to_look_at_gives_no_copy(tmp_path: Path) -> None:
    passes = RETURNED / "ARF_X04_Sample-round.xlsx"
    assert fix_me(review(read(passes))) is None
    assert write_fix_me_copies([review(read(passes))], tmp_path / "copies") == ()
    assert not (tmp_path / "copies").exists()


def test_what_could_not_be_placed_is_listed_first_with_its_old_cell(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    edited(path, "Checklist", "M6", "A note that spilled over")
    first = marks_of(path)[0]
    assert (first.code, first.key, first.where) == ("FIX-033", None, "Your file: Checklist, M6")


def test_many_places_that_are_alike_are_listed_up_to_fifty(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    made = openpyxl.load_workbook(path)
    for n in range(60):
        made["Checklist"].cell(row=5, column=14 + n, value=f"spilled {n}")
    made.save(path)
    alike = [mark for mark in marks_of(path) if mark.code == "FIX-033"]
    assert len(alike) == 51
    assert "10 more places" in alike[-1].what


def test_an_error_is_a_blank_with_its_mark(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    edited(path, "Checklist", "F5", "#DIV/0!")
    key = "checklist", "bronze.leading-from-the-front", "how"
    made = fix_me(review(read(path)))
    assert made is not None
    assert (made.first.marks[0].code, made.first.marks[0].key) == ("FIX-036", key)
    assert key not in made.answers.cells


def test_a_text_in_a_date_cell_stays_as_typed(copies: dict[str, Path]) -> None:
    name = "ARF_X10_2021-form.xlsx"
    assert read(copies[name]).cells.get("evidence", "EV001", "date") == "Summer 2025"


def test_a_text_that_is_longer_than_a_cell_is_cut_where_excel_ends() -> None:
    assert as_fits("x" * 32_767) == "x" * 32_767
    assert len(as_fits("x" * 40_000)) == 32_767
    assert as_fits("x" * 32_766 + "🎉") == "x" * 32_766


def test_a_row_that_people_added_keeps_its_place(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    edited(path, "Evidence", "B130", "A paper below the ready rows")
    (copy,) = write_fix_me_copies([review(read(path))], tmp_path / "copies")
    again = read(copy)
    assert again.cells.get("evidence", "EV121", "what") == "A paper below the ready rows"
    assert again.meta["evidence_rows"] == "121"


def test_a_form_without_facts_stays_one(tmp_path: Path) -> None:
    from arf_excel.form.sheets import without_facts

    path = tmp_path / "old.xlsx"
    shape = without_facts(shape_of(load_edition(), "bronze"))
    write_form(path, shape, Answers({}), form_version="1")
    before = review(read(path))
    (copy,) = write_fix_me_copies([before], tmp_path / "copies")
    again = review(read(copy))
    assert [p.finding.code for p in again.findings] == [p.finding.code for p in before.findings]
    assert "NOTE-049" in {p.finding.code for p in again.findings}


def test_with_a_round_the_copy_has_its_words_and_the_issued_organisation(tmp_path: Path) -> None:
    folder = small_round(tmp_path, "code,name,board\nX01,Fictional X01,North\n")
    edit(folder, lambda made: set_setting(made, "return_to", "returns@example.org"))
    found = reviewed("ARF_X01_Sample-round.xlsx")
    (copy,) = write_fix_me_copies([found], tmp_path / "copies", read_round(folder))
    assert copy.name == "ARF_X01_Autumn-2026_to-look-at.xlsx"
    assert read(copy).meta["organisation"] == found.submission.meta["organisation"]
    assert "send it to returns@example.org" in str(book(copy).worksheets[0]["A3"].value)


# the folder


def test_names_tell_organisation_and_round_and_twins_apart(tmp_path: Path) -> None:
    reviews = [reviewed(name) for name in ("ARF X05 bronze FINAL.xlsx", "ARF_X01_Sample-round.xlsx")]
    written = write_fix_me_copies([*reviews, *reviews[::-1]], tmp_path)
    names = ["ARF_X01_Sample-round_to-look-at.xlsx", "ARF_X05_Sample-round_to-look-at.xlsx"]
    assert [path.name for path in written] == names
    twin = review(replace(reviews[0].submission, sha256="f" * 64))
    twins = write_fix_me_copies([reviews[0], twin], tmp_path)
    assert write_fix_me_copies([twin, reviews[0]], tmp_path) == twins
    assert twins[1].name == "ARF_X05_Sample-round_to-look-at_ffffffff.xlsx"


def test_a_form_of_no_round_is_called_as_its_file(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    (copy,) = write_fix_me_copies([review(read(path))], tmp_path / "copies")
    assert copy.name == "form_to-look-at.xlsx"


def test_what_somebody_saved_stays_and_what_is_left_over_goes(tmp_path: Path) -> None:
    (first,) = write_fix_me_copies([reviewed("ARF_X01_Sample-round.xlsx")], tmp_path)
    (second,) = write_fix_me_copies([reviewed("ARF_X08_Sample-round.xlsx")], tmp_path)
    assert not first.exists()
    assert is_untouched(second)
    edited(second, "Checklist", "L5", "being corrected")
    kept = second.read_bytes()
    (third,) = write_fix_me_copies([reviewed("ARF_X08_Sample-round.xlsx")], tmp_path)
    assert (third.name, second.read_bytes()) == ("ARF_X08_Sample-round_to-look-at_2.xlsx", kept)
    assert write_fix_me_copies([], tmp_path) == ()
    assert sorted(tmp_path.iterdir()) == [second]


def test_nothing_else_is_removed(tmp_path: Path) -> None:
    for name in ("mine_to-look-at.xlsx", "notes.txt"):
        (tmp_path / name).write_text("mine")
    write_form(tmp_path / "form_to-look-at.xlsx", shape_of(load_edition(), "bronze"))
    write_fix_me_copies([], tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_copies_are_not_written_where_returns_are_read(tmp_path: Path) -> None:
    path = returned(tmp_path, {})
    for folder, read_from in ((tmp_path, [path]), (tmp_path, [tmp_path]), (tmp_path / "in", [tmp_path])):
        with pytest.raises(UsageError):
            require_apart(folder, read_from)
    require_apart(tmp_path / "copies", [path])


def test_check_writes_copies_and_leaves_the_returns_alone(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    name = "ARF_X01_Sample-round.xlsx"
    shutil.copy(RETURNED / name, source)
    before = (source / name).read_bytes()
    result = CliRunner().invoke(cli, ["check", "--fix-me", str(tmp_path / "out"), str(source)])
    assert result.exit_code == 1, result.output
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["ARF_X01_Sample-round_to-look-at.xlsx"]
    assert (source / name).read_bytes() == before
