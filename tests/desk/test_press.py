"""`desk press`: the command of a button runs, and its reply is a small workbook of texts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from arf_excel.cli.run import run as run_command
from arf_excel.desk.reply import ROW, SENTENCE, Line, Reply, reply_lines, safe
from arf_excel.desk.rows import button_called, plan
from arf_excel.desk.told import Told
from tests.desk.rounds import SAMPLES, new_round, run

TICKET = "46348-3464800"


def reply(round_: Path, ticket: str = TICKET) -> list[tuple[object, ...]]:
    """The rows of a reply below its headers: the one for the macros first."""
    sheet = openpyxl.load_workbook(round_ / "desk" / f"{ticket}.xlsx").active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    return list(sheet.iter_rows(min_row=2, values_only=True))


def press(round_: Path, button: str, *more: str, ticket: str = TICKET) -> int:
    return run(["desk", "press", button, "--ticket", ticket, *more, "--", str(round_)])


def test_collate_replies_with_its_tables_and_its_files(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "round", ["ARF_X01_Sample-round.xlsx"])
    assert press(round_, "collate") == 0
    first, *rows = reply(round_)
    assert first[:5] == ("reply", "1", "collate", None, str(len(rows)))
    said = [row[:3] for row in rows]
    assert said[0] == ("sentence", "Collate: done.", None)
    at = said.index(("title", "Files and organisations", None))
    assert said[at + 1 : at + 4] == [
        ("header", "What became of it", "Number"),
        ("row", "used", "1"),
        ("row", "missing", "1"),
    ]
    files = [row[1] for row in rows if row[8]]
    assert files == [
        "office.xlsx",
        "regional-summary-office.xlsx",
        "regional-summary.xlsx",
        "review-pack.xlsx",
        "ledger.csv",
    ]
    assert {row[8] for row in rows if row[1] == "review-pack.xlsx"} == {"pack/review-pack.xlsx"}


def test_what_is_pressed_in_the_round_is_what_the_command_line_does(tmp_path: Path) -> None:
    pressed, ran = (new_round(tmp_path / name, ["ARF_X01_Sample-round.xlsx"]) for name in ("a", "b"))
    shutil.copy(pressed / "round.xlsx", ran / "round.xlsx")
    shutil.copystat(pressed / "round.xlsx", ran / "round.xlsx")
    press(pressed, "collate")
    run(["collate", str(ran)])
    for name in ("regional-summary.xlsx", "office.xlsx", "review-pack.xlsx"):
        assert (pressed / "pack" / name).read_bytes() == (ran / "pack" / name).read_bytes(), name
    assert {path.name for path in pressed.iterdir()} - {path.name for path in ran.iterdir()} == {"desk"}


def test_nothing_outside_the_rounds_folder_is_touched(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "round", ["ARF_X01_Sample-round.xlsx"])
    (tmp_path / "beside.txt").write_text("mine")

    def outside() -> dict[str, int]:
        paths = [path for path in tmp_path.rglob("*") if round_ not in (path, *path.parents)]
        return {path.name: path.stat().st_mtime_ns for path in paths}

    before = outside()
    returned = {path.name: path.read_bytes() for path in (round_ / "returned").iterdir()}
    for button in plan().buttons:
        press(round_, button.id, "--workbook", str(round_ / "returned" / "ARF_X01_Sample-round.xlsx"))
    assert outside() == before
    assert {path.name: path.read_bytes() for path in (round_ / "returned").iterdir()} == returned


def test_an_error_is_the_sentence_of_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_ = new_round(tmp_path / "round")
    (round_ / "round.xlsx").write_bytes(b"no workbook")
    capsys.readouterr()
    assert run(["issue", str(round_)]) == 2
    said = capsys.readouterr().err.strip()
    assert press(round_, "issue") == 2
    assert [row[:2] for row in reply(round_)[1:]] == [
        ("sentence", "Issue forms: not done."),
        ("sentence", said),
    ]


@pytest.mark.parametrize(
    ("button", "opens"),
    [("open-round", "round.xlsx"), ("open-pack", None), ("open-summary", None)],
)
def test_a_file_is_named_for_the_macro_to_open_only_where_it_is(
    tmp_path: Path, button: str, opens: str | None
) -> None:
    round_ = new_round(tmp_path / "round")
    assert press(round_, button) == (0 if opens else 2)
    assert reply(round_)[0][3] == opens


def test_the_command_line_opens_it_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    round_ = new_round(tmp_path / "round")
    assert run(["desk", "open", "round", str(round_)]) == 0
    assert opened == [str(round_ / "round.xlsx")]


@pytest.mark.parametrize(
    "ticket", ["", "1", "../1-2", "1-2/x", "1-2.xlsx", "1-2\n", "12345678-1", "１-2", "-"]
)
def test_a_ticket_is_two_numbers_and_no_path(tmp_path: Path, ticket: str) -> None:
    round_ = new_round(tmp_path / "round")
    before = sorted(tmp_path.rglob("*"))
    assert press(round_, "open-round", ticket=ticket) == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_without_a_round_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert press(tmp_path, "collate") == 2
    assert press(tmp_path / "nowhere", "collate") == 2
    assert press(new_round(tmp_path / "round"), "no-such-button") == 2
    assert not (tmp_path / "desk").exists()
    assert "open-round, issue, check" in capsys.readouterr().err


def test_old_replies_are_taken_away_and_nothing_else(tmp_path: Path) -> None:
    """A young one may be for another desk of the same round."""
    round_ = new_round(tmp_path / "round")
    (round_ / "desk").mkdir()
    ours = ["46348-1.xlsx", "46348-1.7 of 33.working", "46348-1.working"]
    kept, young = ["1-2 notes.xlsx", "mine.xlsx", "1-2.docx"], ["46348-2.xlsx", "46348-2.working"]
    for name in [*kept, *ours, *young]:
        (round_ / "desk" / name).write_bytes(b"")
    for name in [*kept, *ours]:
        os.utime(round_ / "desk" / name, (1e9, 1e9))
    press(round_, "open-round")
    left = sorted(path.name for path in (round_ / "desk").iterdir())
    assert left == sorted([*kept, *young, f"{TICKET}.xlsx"])


def test_a_command_that_failed_lists_no_files_of_an_earlier_one(tmp_path: Path) -> None:
    round_ = new_round(tmp_path / "round", ["ARF_X01_Sample-round.xlsx"])
    press(round_, "collate")
    (round_ / "round.xlsx").write_bytes(b"no workbook")
    press(round_, "collate")
    assert [row[8] for row in reply(round_) if row[8]] == []


def test_a_reply_that_cannot_be_written_whole_is_written_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> list[Line]:
        raise ValueError

    round_ = new_round(tmp_path / "round")
    monkeypatch.setattr("arf_excel.desk.reply.reply_lines", broken)
    assert press(round_, "open-round") == 0
    assert [row[1] for row in reply(round_)[1:]] == [
        "Open the round: done.",
        "What the command said could not be shown here. Run the command to see it.",
    ]


def test_on_windows_nothing_is_filled_in_for_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """click fills in $NAME, ~ and [1] when it is left to read the command line itself."""
    heard: list[object] = []
    group = SimpleNamespace(main=lambda **how: heard.append(how["args"]))
    for words in (["desk", "press", "x", "$HOME [1]"], ["check", "*.xlsx"]):
        monkeypatch.setattr("sys.argv", ["arf-excel", *words])
        run_command(group, None, print)  # type: ignore[arg-type]
    assert heard == [["desk", "press", "x", "$HOME [1]"], None]


def test_a_sign_says_how_far_it_is_while_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arf_excel.desk.working._PAUSE", 0.0)
    round_, seen = new_round(tmp_path / "round", ["ARF_X01_Sample-round.xlsx"]), set()

    def look(self: object, done: int, total: int) -> None:
        step(self, done, total)  # type: ignore[arg-type]
        seen.update(path.name for path in (round_ / "desk").iterdir())

    from arf_excel.desk.working import Working

    step = Working.step
    monkeypatch.setattr(Working, "step", look)
    press(round_, "collate")
    assert f"{TICKET}.1 of 1.working" in seen
    assert [path.name for path in (round_ / "desk").iterdir()] == [f"{TICKET}.xlsx"]


def test_a_hostile_name_is_a_text_and_leads_nowhere(tmp_path: Path) -> None:
    """Names of returned files come from strangers, and stand in what is said."""
    round_ = new_round(tmp_path / "round")
    name = "=cmd '$(touch hacked)'!A1 `id`.xlsx"
    shutil.copy(SAMPLES / "ARF_X01_Sample-round.xlsx", round_ / "returned" / name)
    assert press(round_, "check", "--workbook", str(round_ / "returned" / name)) == 1
    assert press(round_, "fix-me") == 1
    rows = reply(round_)[1:]
    assert any(name in str(row[1]) for row in rows)
    assert not [row for row in rows if str(row[1]).startswith(("=", "+", "-", "@"))]
    assert [row[8] for row in rows if row[8]] == ["to-send-back/ARF_X01_Sample-round_to-look-at.xlsx"]
    assert not list(tmp_path.rglob("hacked"))


def test_a_text_that_begins_like_a_formula_gets_an_apostrophe() -> None:
    assert [safe(text) for text in ("=1+1", "+1", "-1", "@x", "a=1", "")] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "a=1",
        "",
    ]
    assert len(safe("a" * 5_000)) == 900


def test_of_very_much_the_beginning_and_the_end_are_shown(tmp_path: Path) -> None:
    told = Told()
    told.say("\n".join(f"line {n}" for n in range(1, 1_001)))
    found = reply_lines(Reply(button_called("collate"), told, "Collate: done.", tmp_path))
    assert len(found) == plan().sheet.rows == 400
    texts = [line.cells[0] for line in found]
    assert texts[:2] == ["Collate: done.", "line 1"]
    assert texts[388:] == [
        "line 388",
        "602 more lines are left out here. The command prints them all.",
        *(f"line {n}" for n in range(991, 1_001)),
    ]


def test_of_many_files_the_first_are_listed(tmp_path: Path) -> None:
    (tmp_path / "issued").mkdir()
    for n in range(60):
        (tmp_path / "issued" / f"ARF_{n:02}.xlsx").touch()
    (tmp_path / "issued" / "ARF_\udcff.xlsx").touch()
    found = reply_lines(Reply(button_called("issue"), Told(), "Issue forms: done.", tmp_path))
    files = [line for line in found if line.link]
    assert len(files) == 50
    assert files[0] == Line(ROW, ("ARF_00.xlsx", "issued"), 1, "issued/ARF_00.xlsx")
    assert found[-1] == Line(SENTENCE, ("and 10 more",))
