"""Answers carried from an older form or the other edition's: each is in the new form or in the list."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from arf_excel.cli import cli
from arf_excel.errors import UsageError
from arf_excel.form.origin import blank_origin
from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.intake.submission import Submission
from arf_excel.rounds.carrying import Carrier, Fate, as_typed
from arf_excel.rounds.crossing import crossing
from arf_excel.rounds.issue import Form
from arf_excel.rounds.migrate import migrate
from arf_excel.rounds.migrate_list import document
from arf_excel.workbook.lint import faults
from tests.form.completed import completed
from tests.rounds.corrections import read
from tests.rounds.office import small_round

ROOT = Path(__file__).parents[2]
RETURNED = ROOT / "samples" / "returned"
OF_2021 = RETURNED / "ARF_X10_2021-form.xlsx"
VERSION_2 = ROOT / "tests" / "intake" / "earlier" / "form-version-2.xlsx"
LATER, EARLIER = "bronze-silver-gold", "2021"
READABLE = [
    *(f"ARF_X0{n}_Sample-round.xlsx" for n in (1, 3, 4, 6, 7, 8)),
    *("ARF X05 bronze FINAL.xlsx", "Copy of ARF_X09 (half done).xlsx", "ARF_X10_2021-form.xlsx"),
    "ARF_X02_Sample-round.ods",
]
warnings.filterwarnings("ignore", module="openpyxl")


def carried(submission: Submission, edition: str, purpose: str = "all") -> Carrier:
    target = load_edition(edition)
    form = Form(shape_of(target, purpose), blank_origin(target), Answers({}))
    made = Carrier(submission, form)
    made.carry()
    return made


def made_in(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def submitted(edition: str, purpose: str, tmp_path: Path) -> Submission:
    """A form with every table filled in."""
    path = tmp_path / "form.xlsx"
    shape = shape_of(load_edition(edition), purpose)
    write_form(path, shape, completed(shape))
    return read(path)


def all_words(made: Carrier) -> str:
    blocks = document(made, "new.xlsx").blocks
    return "\n".join(block.text for block in blocks if hasattr(block, "text"))


def nothing_is_lost(made: Carrier) -> None:
    """Each answer once; in the form as it stood, or in the list in full."""
    typed = made.old.cells.cells
    assert sorted(fate.old for fate in made.fates) == sorted(typed)
    listed = all_words(made)
    for fate in made.fates:
        words = as_typed(fate.old, typed[fate.old])
        if fate.new is None:
            assert fate.why
            assert words in listed
        else:
            renamed = fate.old[2] in ("for_item", "also_1", "also_2")
            assert renamed or as_typed(fate.new, made.cells[fate.new]) == words


def fate(made: Carrier, *old: str) -> Fate:
    (found,) = [each for each in made.fates if each.old == old]
    return found


@pytest.mark.parametrize("edition", [LATER, EARLIER])
@pytest.mark.parametrize("name", READABLE)
def test_every_answer_is_in_the_form_or_in_the_list(name: str, edition: str) -> None:
    submission = read(RETURNED / name)
    for purpose in purposes(load_edition(edition)):
        nothing_is_lost(carried(submission, edition, purpose))


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_nothing_of_a_full_form_is_lost_either_way(edition: str, tmp_path: Path) -> None:
    other = EARLIER if edition == LATER else LATER
    submission = submitted(edition, "all", tmp_path)
    for target in (edition, other):
        nothing_is_lost(carried(submission, target))


def test_an_earlier_version_of_the_same_edition_is_carried_whole(tmp_path: Path) -> None:
    made = migrate(VERSION_2, tmp_path / "new.xlsx")
    assert {fate.new is not None for fate in carried(read(VERSION_2), LATER).fates} == {True}
    old, new = read(VERSION_2), read(made.form)
    assert new.meta["form_version"] == "3"
    assert {(a.table, a.row, a.column): a.value for a in new.answers} == {
        (a.table, a.row, a.column): a.value for a in old.answers
    }
    assert openpyxl.load_workbook(made.form).worksheets[0].title == "Start here"


# worked out by hand from crosswalk.toml and X10


@pytest.mark.parametrize(
    ("line", "to", "settled"),
    [
        ("prioritise.actions-not-words", ("checklist", "bronze.actions-not-words"), True),
        ("understand.listen-and-learn", ("checklist", "silver.listen-and-learn"), True),
        ("prioritise.mission-critical", ("checklist", "bronze.mission-critical"), False),
        ("understand.data-plus", ("supporting", "silver.data-plus.a"), False),
        ("review.whats-our-approach", ("checklist", "review.whats-our-approach"), False),
    ],
)
def test_a_status_is_carried_only_where_the_ask_is_the_same(
    line: str, to: tuple[str, str], settled: bool
) -> None:
    made = carried(read(OF_2021), LATER)
    status = fate(made, "checklist", line, "status")
    assert status.new == ((*to, "status") if settled else None)
    words = fate(made, "checklist", line, "how")
    assert words.new == (*to, "note" if to[0] == "supporting" else "how")
    assert ((*to, "status") in made.looks) is not settled


def test_a_dropped_line_is_listed_with_its_words_and_why() -> None:
    made = carried(read(OF_2021), LATER)
    how = fate(made, "checklist", "act.zero-tolerance.2", "how")
    assert how.new is None
    assert how.why.startswith("The other edition has no such line.")
    assert how.left in all_words(made)


def test_two_lines_that_became_one_share_its_place_with_the_first() -> None:
    made = carried(read(OF_2021), LATER)
    first = fate(made, "checklist", "prioritise.dedicated-edi-resource.1", "how")
    second = fate(made, "checklist", "prioritise.dedicated-edi-resource.2", "how")
    assert first.new == ("supporting", "bronze.leading-from-the-front.b", "note")
    assert second.new is None


def test_evidence_keeps_its_id_and_names_its_line_anew() -> None:
    made = carried(read(OF_2021), LATER)
    assert made.old.cells.get("evidence", "EV001", "for_item") == "Prioritise 1a Leading from the front"
    assert made.cells["evidence", "EV001", "for_item"] == "Bronze 1a"
    assert ("evidence", "EV011", "what") not in made.cells


def test_what_is_decided_for_one_application_is_not_carried_to_another_edition() -> None:
    made = carried(read(OF_2021), LATER)
    assert ("organisation", "consent_name", "answer") not in made.cells
    assert not [key for key in made.cells if key[0] == "declaration"]
    assert ("organisation", "asking", "answer") not in made.cells


def test_a_fact_goes_to_the_same_question_only() -> None:
    made = carried(read(OF_2021), LATER)
    same = fate(made, "measures", "grow.levelling-up/leaders", "answer")
    other = fate(made, "measures", "understand.growing-cultural-competency/people", "answer")
    assert same.new == ("measures", "silver.levelling-up/leaders", "answer")
    assert other.new is None


def test_back_a_line_leads_to_the_closest_of_those_it_comes_from() -> None:
    back = crossing(load_edition(LATER), load_edition(EARLIER))
    assert back["bronze.leading-from-the-front.b"].to == "prioritise.dedicated-edi-resource.2"
    assert back["bronze.leading-from-the-front"].to is None
    assert back["bronze.leading-from-the-front"].note


# files


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with new.xlsx and its list."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(OF_2021, folder / "new.xlsx")
    return folder


def test_the_form_is_sound_opens_on_what_to_look_at_and_the_list_has_the_words(migrated: Path) -> None:
    assert faults(migrated / "new.xlsx") == []
    assert openpyxl.load_workbook(migrated / "new.xlsx").worksheets[0].title == "To look at"
    text = "\n".join(p.text for p in docx.Document(str(migrated / "new-carried.docx")).paragraphs)
    assert "Internal audit looked at a sample of 25 reports" in text
    assert not re.search(r"\{\w+\}", text)


def test_the_same_form_gives_the_same_bytes(migrated: Path, tmp_path: Path) -> None:
    again = migrate(OF_2021, tmp_path / "new.xlsx")
    for path in (again.form, again.listed):
        assert path.read_bytes() == (migrated / path.name).read_bytes()


def test_the_command_says_how_many(tmp_path: Path) -> None:
    listed = tmp_path / "list.md"
    words = ["migrate", str(OF_2021), "-o", str(tmp_path / "new.xlsx"), "--list", str(listed)]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    assert re.search(r"All\s+│ 209\s+│ 14\s+│ 55", result.stderr)
    assert "Internal audit" in listed.read_text("utf-8")
    assert "Internal audit" not in result.output


def test_a_file_that_cannot_be_read_leaves_with_3(tmp_path: Path) -> None:
    words = ["migrate", str(RETURNED / "ARF_X12_Sample-round.xlsx"), "-o", str(tmp_path / "new.xlsx")]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 3
    assert "FIX-008" in result.stdout
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_asked_for_is_said(tmp_path: Path) -> None:
    source = tmp_path / "old.xlsx"
    source.write_bytes(OF_2021.read_bytes())
    before = source.read_bytes()
    for output, more in (
        (source, {}),
        (tmp_path / "new.docx", {}),
        (tmp_path / "new.xlsx", {"listed": tmp_path / "list.csv"}),
        (tmp_path / "new.xlsx", {"listed": source.with_suffix(".csv")}),
        (tmp_path / "new.xlsx", {"purpose": "platinum"}),
    ):
        with pytest.raises(UsageError):
            migrate(source, output, **more)
    with pytest.raises(UsageError):
        migrate(tmp_path / "gone.xlsx", tmp_path / "new.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]
    assert source.read_bytes() == before


def test_what_is_too_long_for_a_cell_goes_on_in_the_list(tmp_path: Path) -> None:
    submission = read(VERSION_2)
    key = "checklist", "bronze.mission-critical", "how"
    long = Answers({**submission.cells.cells, key: "a" * 32_767 + "the rest"})
    object.__setattr__(submission, "cells", long)
    made = carried(submission, LATER)
    found = fate(made, *key)
    assert (len(str(found.value)), found.left) == (32_767, "the rest")


def test_a_round_s_own_form_is_filled_and_what_it_knows_stays(tmp_path: Path) -> None:
    folder = small_round(tmp_path, "code,name,board\nX10,Renamed Trust (fictional),North\n")
    made = migrate(OF_2021, tmp_path / "new.xlsx", round_folder=folder, listed=tmp_path / "list.md")
    new = read(made.form)
    assert new.meta["round"] == "Autumn 2026"
    assert new.meta["organisation"] == "X10"
    assert new.name == "Renamed Trust (fictional)"
    assert read(OF_2021).name in made.listed.read_text("utf-8").replace("\\", "")
    with pytest.raises(UsageError):
        migrate(OF_2021, tmp_path / "new.xlsx", round_folder=folder, purpose="gold")
    other = small_round(made_in(tmp_path, "other"), "code,name,board\nX99,Another Trust (fictional),North\n")
    with pytest.raises(UsageError):
        migrate(OF_2021, tmp_path / "new.xlsx", round_folder=other)
