"""The desk in a real LibreOffice: its buttons are pressed, and they start the real Python."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from arf_excel.desk.rows import plan
from tests.desk.rounds import DONE, FIRST, SAMPLES, new_round, run, typed
from tests.office.libreoffice import AfterMacro, LibreOffice

UNTIL = ("Desk", DONE)


def last(after: AfterMacro) -> list[list[object]]:
    """The rows of what happened last, as they stand."""
    cells = after["cells"]["Desk"]
    rows = sorted({int(place[1:]) for place in cells if int(place[1:]) >= FIRST})
    return [[cells[f"{c}{row}"] for c in "ABCDEF" if f"{c}{row}" in cells] for row in rows]


def test_a_press_of_collate_collates_the_samples_and_shows_the_table(
    desk: Path, tmp_path: Path, office: LibreOffice
) -> None:
    """The table is worked out by hand from samples/README.md: twelve organisations, none of this round."""
    round_ = tmp_path / "round"
    run(["round", "new", "Sample round", "-o", str(round_)])
    shutil.copytree(SAMPLES, round_ / "returned", dirs_exist_ok=True)
    after = office.macro(desk, UNTIL, press="Collate", changes=typed(round_), links=True, seconds=100)
    rows = last(after)
    assert rows[:7] == [
        ["Collate: done."],
        ["Files and organisations"],
        ["What became of it", "Number"],
        ["not expected", "10"],
        ["superseded", "1"],
        ["duplicate", "1"],
        ["could not be read", "2"],
    ]
    assert ["expected, and it adds up", "495"] in rows
    links = after["links"]["Desk"]
    pack = str(round_ / "pack" / "review-pack.xlsx")
    assert pack in links.values()
    assert {Path(link).parent for link in links.values()} == {round_ / "pack"}
    assert (round_ / "pack" / "manifest.json").is_file()
    assert after["open"] == []


@pytest.mark.deep
def test_each_button_comes_to_its_end(desk: Path, tmp_path: Path, office: LibreOffice) -> None:
    """Each button in the order of the sheet, with a form open beside the desk."""
    round_ = new_round(tmp_path / "round", ["ARF_X01_Sample-round.xlsx", "ARF_X04_Sample-round.xlsx"])
    form = shutil.copy(SAMPLES / "ARF_X01_Sample-round.xlsx", tmp_path / "a form.xlsx")
    opened, heads = {}, {}
    for button in plan().buttons:
        after = office.macro(
            desk, UNTIL, press=button.label, changes=typed(round_), beside=[Path(form)], seconds=100
        )
        heads[button.id] = str(last(after)[0][0])
        opened[button.id] = [name for name in after["open"] if name != "a form.xlsx"]
    assert {name: head.rpartition(": ")[2] for name, head in heads.items()} == {
        **dict.fromkeys([button.id for button in plan().buttons], "done."),
        "check": "done, with something to look at.",
        "fix-me": "done, with something to look at.",
        "next": "not done.",
    }
    assert {name: books for name, books in opened.items() if books} == {
        "open-round": ["round.xlsx"],
        "open-pack": ["review-pack.xlsx"],
        "open-summary": ["regional-summary.xlsx"],
    }


def test_a_hostile_name_runs_nothing_and_becomes_no_formula(
    desk: Path, tmp_path: Path, office: LibreOffice
) -> None:
    """The round's folder, the form beside the desk and a returned file are named by a stranger."""
    name = "=1+1 $(touch hacked) `touch hacked` '&x;.xlsx"
    round_ = new_round(tmp_path / "round").rename(tmp_path / "$(touch hacked) 'r'")
    form = Path(shutil.copy(SAMPLES / "ARF_X01_Sample-round.xlsx", round_ / "returned" / name))
    after = office.macro(
        desk, UNTIL, press="Check the open workbook", changes=typed(round_), beside=[form], seconds=60
    )
    assert last(after)[0] == ["Check the open workbook: done, with something to look at."]
    after = office.macro(desk, UNTIL, press="Copies to send back", changes=typed(round_), seconds=60)
    assert last(after)[0] == ["Copies to send back: done, with something to look at."]
    said = [text for row in last(after) for text in row]
    assert any(name in str(text) for text in said)
    assert 2 not in said
    assert not list(tmp_path.rglob("hacked"))
    assert not Path("hacked").exists()


def test_python_missing_is_told(desk: Path, tmp_path: Path, office: LibreOffice) -> None:
    round_ = new_round(tmp_path / "round")
    after = office.macro(
        desk, UNTIL, press="Collate", changes=typed(round_, python="/nowhere/python"), seconds=20
    )
    said = [str(row[0]) for row in last(after)]
    assert said[0].startswith("Python could not be started from the cell Python")
    assert "desk build" in said[4]


@pytest.mark.parametrize("folder", ["", 'a"b', "/nowhere/at/all"])
def test_a_folder_that_is_none_is_told(desk: Path, office: LibreOffice, folder: str) -> None:
    after = office.macro(desk, UNTIL, press="Issue forms", changes=typed(folder), seconds=20)
    assert len(last(after)) == 1
