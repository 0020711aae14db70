"""Every macro of the desk, run in pyOpenVBA's interpreter; what it starts is really run."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from arf_excel.desk.rows import plan
from tests.desk.rounds import DONE, FIRST, FOLDER, PYTHON, new_round, run
from tests.macros.interpreter import Excel, as_arguments

Opened = Callable[..., Excel]


def really(words: Sequence[str]) -> None:
    """`python -m arf_excel` in this process."""
    assert list(words[1:4]) == ["-P", "-m", "arf_excel"]
    run(words[4:])


def nothing(words: Sequence[str]) -> None:
    """A program that starts and never replies."""


@pytest.fixture
def opened(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open the desk with a folder typed in."""

    def open_desk(folder: object, start: Callable[[Sequence[str]], None] = really) -> Excel:
        excel = Excel(monkeypatch, desk, start)
        excel.type(FOLDER, str(folder))
        return excel

    return open_desk


def shown(excel: Excel, rows: int = 6) -> list[object]:
    """The first texts of what happened last."""
    return [excel.value(f"A{FIRST + n}") for n in range(rows)]


@pytest.fixture(scope="module")
def round_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round") / "a round"
    return new_round(folder, ["ARF_X01_Sample-round.xlsx", "ARF_X04_Sample-round.xlsx"])


HEADS = {
    "open-round": "Open the round: done.",
    "issue": "Issue forms: done.",
    "collate": "Collate: done.",
    "open-pack": "Open the review pack: done.",
    "open-summary": "Open the summary: done.",
    "fix-me": "Copies to send back: done, with something to look at.",
    "chase": "Who has not returned: done.",
    "invitations": "Letters: invitations: done.",
    "receipts": "Letters: receipts: done.",
    "questions": "Letters: questions: done.",
}


def test_each_button_shows_what_its_command_did(opened: Opened, round_: Path) -> None:
    """In the order of the sheet, which is the order of a round."""
    for button in plan().buttons:
        if button.on_workbook:
            continue
        excel = opened(round_)
        excel.press(button.macro)
        assert excel.value(f"A{FIRST}") == HEADS[button.id]
        assert str(excel.value(DONE)).startswith(f"{button.id}, ")
        assert excel.app.dialogs == []


def test_a_file_is_opened_and_others_are_linked(opened: Opened, round_: Path) -> None:
    excel = opened(round_)
    excel.press("ArfOpenTheRound")
    assert [book.name for book in excel.app.workbooks()] == ["desk.xlsm", "round.xlsx"]
    excel = opened(round_)
    excel.press("ArfCollate")
    said = [excel.value(f"A{FIRST + n}") for n in range(40)]
    row = FIRST + said.index("review-pack.xlsx")
    assert excel.app.evaluate(f'Range("A{row}").Hyperlinks(1).Address') == str(
        round_ / "pack" / "review-pack.xlsx"
    )
    assert [book.name for book in excel.app.workbooks()] == ["desk.xlsm"]


def test_the_workbook_beside_it_is_checked(opened: Opened, round_: Path) -> None:
    excel = opened(round_)
    excel.press("ArfCheckTheOpenWorkbook")
    assert str(excel.value(f"A{FIRST}")).startswith("Open the form to look at beside this workbook")
    excel.app.open_workbook(round_ / "returned" / "ARF_X01_Sample-round.xlsx")
    excel.press("ArfCheckTheOpenWorkbook")
    assert excel.value(f"A{FIRST}") == "Check the open workbook: done, with something to look at."
    assert "EXPLAIN-303" in [excel.value(f"D{FIRST + n}") for n in range(10)]
    excel.press("ArfNextThingToLookAt")
    assert excel.value(f"A{FIRST}") == "Next thing to look at: not done."


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "Type the folder of a round into the yellow cell above, then press the button again."),
        (
            "https://tenant.example/round",
            "The folder of the round must be on this computer or a network drive",
        ),
        ('"a" & calc "', "The folder or the Python above has a character that no path has"),
        ("/a*b", "The folder or the Python above has a character that no path has"),
        ("nowhere", "There is no round.xlsx in the folder 'nowhere'."),
    ],
)
def test_a_folder_that_is_none_is_told_and_nothing_is_started(opened: Opened, folder: str, said: str) -> None:
    excel = opened(folder)
    excel.press("ArfCollate")
    assert str(excel.value(f"A{FIRST}")).startswith(said)
    assert excel.started == []
    assert str(excel.value(DONE)).startswith("collate, ")


@pytest.mark.parametrize(
    "name", ["a b", "$(touch hacked)", "`id`", "x;y&z|v", "it's", "100% %PATH%", "#1", "été", "--help"]
)
def test_a_path_stays_one_argument_whatever_is_in_it(opened: Opened, tmp_path: Path, name: str) -> None:
    round_ = new_round(tmp_path / "round").rename(tmp_path / name)
    excel = opened(round_)
    excel.press("ArfOpenTheRound")
    (line,) = excel.started
    assert as_arguments(line)[4:6] == ["desk", "press"]
    assert as_arguments(line)[-2:] == ["--", str(round_)]
    assert shown(excel, 2) == ["Open the round: done.", "Opened: round.xlsx"]
    assert not list(tmp_path.rglob("hacked"))


def test_a_folder_is_taken_as_people_type_it(opened: Opened, desk: Path) -> None:
    """Between quotation marks, as File Explorer copies it; with a separator at its end; beside the desk."""
    beside = desk.parent / "beside"
    round_ = beside if beside.is_dir() else new_round(beside)
    for typed in (f'"{round_}"', f" {round_}/ ", "beside", "beside/", f"{round_}/round.xlsx"):
        excel = opened(typed)
        excel.press("ArfOpenTheRound")
        assert as_arguments(excel.started[0])[-1] == str(round_), typed


def test_a_python_beside_the_desk_may_be_named_by_its_way_from_there(
    opened: Opened, desk: Path, round_: Path
) -> None:
    for typed, started in {
        ".venv/bin/python": str(desk.parent / ".venv/bin/python"),
        "/usr/bin/python": "/usr/bin/python",
        "py": str(desk.parent / "py"),
    }.items():
        excel = opened(round_, nothing)
        excel.type(PYTHON, typed)
        excel.run("ArfCollate")
        excel.later.clear()
        assert as_arguments(excel.started[0])[0] == started


def test_python_missing_is_told_with_the_lines_that_install_it(opened: Opened, round_: Path) -> None:
    excel = opened(round_)
    excel.type(PYTHON, "/nowhere/python")
    excel.run("ArfCollate")
    said = shown(excel, 7)
    assert str(said[0]).startswith("Python could not be started from the cell Python")
    assert "python3 -m venv .venv" in str(said[2])
    assert '".[excel]"' in str(said[3])
    assert "desk build -o desk.xlsm" in str(said[4])
    assert str(said[6]).startswith("    '/nowhere/python' -P -m arf_excel desk press collate ")
    assert str(excel.value(DONE)).startswith("collate, ")


def test_silence_is_told_after_a_minute_with_a_line_to_paste(opened: Opened, round_: Path) -> None:
    excel = opened(round_, nothing)
    excel.run("ArfCollate")
    for _ in range(60):
        assert excel.later == ["ArfLook"]
        assert shown(excel, 1) == ["Working. This workbook can stay open; what happened appears here."]
        excel.run(excel.later.pop())
    said = [str(text) for text in shown(excel, 7)]
    assert said[0].startswith("Nothing has come back yet.")
    assert shlex.split(said[6]) == as_arguments(excel.started[0])
    really(shlex.split(said[6]))
    excel.run(excel.later.pop())
    assert shown(excel, 1) == ["Collate: done."]
    assert excel.later == []


@pytest.mark.parametrize(
    "name", ["$(touch hacked)", "`touch hacked`", "it's", "a'; touch hacked; '", "$HOME"]
)
def test_the_line_to_paste_is_no_more_than_its_words(opened: Opened, tmp_path: Path, name: str) -> None:
    """A shell reads that one."""
    round_ = new_round(tmp_path / "round").rename(tmp_path / name)
    excel = opened(round_, nothing)
    excel.type(PYTHON, "/bin/echo")
    excel.run("ArfOpenTheRound")
    for _ in range(60):
        excel.run(excel.later.pop())
    line = str(excel.value(f"A{FIRST + 6}"))
    printed = subprocess.run(["sh", "-c", line], capture_output=True, text=True, cwd=tmp_path).stdout
    assert printed.rstrip("\n").endswith(f"-- {round_}")
    assert not list(tmp_path.rglob("hacked"))


def test_a_second_press_waits_for_the_first_and_a_third_begins_anew(opened: Opened, round_: Path) -> None:
    excel = opened(round_, nothing)
    excel.run("ArfCollate")
    excel.run("ArfIssueForms")
    assert len(excel.started) == 1
    assert str(excel.value(f"A{FIRST}")).startswith("The button pressed before is still at work.")
    excel.run("ArfIssueForms")
    assert [as_arguments(line)[6] for line in excel.started] == ["collate", "issue"]
    assert excel.later == ["ArfLook"]


def test_a_press_after_silence_begins_anew_at_once(opened: Opened, round_: Path) -> None:
    excel = opened(round_, nothing)
    excel.run("ArfCollate")
    for _ in range(60):
        excel.run(excel.later.pop())
    excel.run("ArfOpenTheRound")
    assert len(excel.started) == 2


def test_closing_the_workbook_ends_the_looks(opened: Opened, round_: Path) -> None:
    """Excel would open it again for a look that is still to come."""
    excel = opened(round_, nothing)
    excel.run("ArfCollate")
    assert excel.later == ["ArfLook"]
    excel.run("ThisWorkbook.Workbook_BeforeClose", False)
    assert excel.later == []
    assert str(excel.value(f"A{FIRST}")).startswith("This workbook was being closed")
    excel.run("ArfLook")
    assert excel.later == []


def test_how_far_it_is_stands_in_the_status_bar(opened: Opened, round_: Path) -> None:
    def begin(words: Sequence[str]) -> None:
        ticket = words[words.index("--ticket") + 1]
        (round_ / "desk").mkdir(exist_ok=True)
        for sign in ("working", "7 of 33.working"):
            (round_ / "desk" / f"{ticket}.{sign}").touch()

    excel = opened(round_, begin)
    excel.run("ArfCollate")
    excel.run(excel.later.pop())
    assert excel.app.evaluate("Application.StatusBar") == "Working. Done so far: 7 of 33"
    for _ in range(70):
        excel.run(excel.later.pop())
    assert shown(excel, 1) == ["Working. This workbook can stay open; what happened appears here."]


def test_a_reply_of_another_version_is_told(opened: Opened, round_: Path) -> None:
    from arf_excel.desk import reply

    def older(words: Sequence[str]) -> None:
        with pytest.MonkeyPatch.context() as changed:
            changed.setattr(reply, "VERSION", "0")
            really(words)

    excel = opened(round_, older)
    excel.press("ArfOpenTheRound")
    assert str(excel.value(f"A{FIRST}")).startswith("The reply comes from another version of arf-excel.")
    assert [book.name for book in excel.app.workbooks()] == ["desk.xlsm"]


@pytest.mark.parametrize(
    "inside",
    ["../round.xlsx", "/etc/hosts", "C:/x.xlsx", "a/../../x", "\\\\srv\\x", "returned/a form.xlsx", "|"],
)
def test_nothing_but_the_three_files_is_opened(opened: Opened, round_: Path, inside: str) -> None:
    def elsewhere(words: Sequence[str]) -> None:
        with pytest.MonkeyPatch.context() as changed:
            from arf_excel.desk.reply import Reply

            changed.setattr(Reply, "opens", inside)
            really(words)

    excel = opened(round_, elsewhere)
    excel.press("ArfOpenTheRound")
    assert [book.name for book in excel.app.workbooks()] == ["desk.xlsm"]


def test_a_file_that_is_open_already_is_shown_and_not_opened_again(opened: Opened, round_: Path) -> None:
    excel = opened(round_)
    excel.press("ArfOpenTheRound")
    excel.press("ArfOpenTheRound")
    assert [book.name for book in excel.app.workbooks()] == ["desk.xlsm", "round.xlsx"]


def test_what_happened_last_leaves_nothing_of_what_happened_before(opened: Opened, round_: Path) -> None:
    excel = opened(round_)
    excel.press("ArfCollate")
    excel.press("ArfOpenTheRound")
    area = [excel.value(f"{column}{FIRST + n}") for n in range(40) for column in "ABCDEF"]
    assert [text for text in area if text] == ["Open the round: done.", "Opened: round.xlsx"]
