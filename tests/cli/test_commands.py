"""The commands as a newcomer runs them: exit codes, one sentence for each mistake, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from arf_excel import cli, errors
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from tests.form.completed import completed
from tests.form.test_burden import shortest


def run(arguments: Sequence[object], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    code: object = 0
    try:
        cli.main([str(argument) for argument in arguments])
    except SystemExit as leave:
        code = leave.code
    said = capsys.readouterr()
    return int(str(code or 0)), said.out, said.err


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """A bronze form with nothing to fix or explain."""
    path = tmp_path / "complete.xlsx"
    shape = shape_of(load_edition(), "bronze")
    asking = {("organisation", "asking", "answer"): "Recognition at Bronze"}
    write_form(path, shape, Answers({**asking, **shortest(shape)}))
    return path


def test_blank_writes_a_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new folder" / "form.xlsx"
    code, out, _ = run(["blank", "--for", "bronze", "-o", path], capsys)
    assert (code, out) == (0, "")
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    "arguments",
    [
        ["blank", "--for", "platinum", "-o", "x.xlsx"],
        ["blank", "-o", "x.docx"],
        ["blank", "--edition", "2021", "--for", "bronze", "-o", "x.xlsx"],
        ["blank"],
        ["check", "no-such-file.xlsx"],
        ["polish"],
    ],
)
def test_wrong_usage_leaves_with_2_and_a_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(arguments, capsys)
    assert code == errors.EXIT_USAGE
    assert err.strip()
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_check_leaves_with_0_when_there_is_nothing_to_do(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(["check", complete], capsys)
    assert code == errors.EXIT_FINE
    assert "Nothing to fix or explain." in out
    assert "What the answers bear out: Bronze, if the panel agrees on Bronze 1 Leading from" in out


def test_check_leaves_with_1_and_names_sheet_and_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "form.xlsx"
    shape = shape_of(load_edition(), "silver")
    write_form(path, shape, completed(shape))
    code, out, _ = run(["check", path], capsys)
    assert code == errors.EXIT_TO_LOOK_AT
    assert "EXPLAIN-301" in out
    assert "Action plan F5" in out


def test_check_leaves_with_3_and_goes_on(
    complete: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a damaged one.xlsx").write_bytes(complete.read_bytes()[:5000])
    code, out, _ = run(["check", tmp_path], capsys)
    assert code == errors.EXIT_UNREADABLE
    assert "FIX-008" in out
    assert "complete.xlsx" in out


def test_json_is_one_ascii_object_a_line_and_nothing_else(
    complete: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.xlsx").write_bytes(b"just text")
    code, out, err = run(["check", "--json", tmp_path], capsys)
    assert (code, err) == (errors.EXIT_UNREADABLE, "")
    assert out.isascii()
    good, bad = (json.loads(line) for line in out.splitlines())
    assert list(good) == list(bad)
    assert list(good) == [
        *("file", "sha256", "readable", "edition", "organisation", "asking_for", "answers", "findings"),
        *("deliverables", "levels", "ready_to_send"),
    ]
    assert (good["readable"], good["ready_to_send"], good["levels"]["supported"]) == (True, True, "bronze")
    assert (bad["readable"], bad["findings"][0]["code"]) == (False, "FIX-006")
    first = good["answers"][0]
    assert (first["sheet"], first["cell"], first["value"]) == ("Organisation", "C5", "X01")


def test_a_fault_of_ours_is_one_line_without_a_word_from_a_return(
    complete: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("secret words of a return")

    monkeypatch.setattr("arf_excel.intake.reader.read_return", broken)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    code, out, err = run(["check", complete], capsys)
    log = (tmp_path / "arf-excel-fault.log").read_text("utf-8")
    assert (code, out) == (errors.EXIT_OWN_FAULT, "")
    assert len(err.strip().splitlines()) == 1
    assert "secret" not in err + log
    assert "ValueError" in log
    assert "test_commands.py" in log


def test_interrupted_leaves_with_130(
    complete: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("arf_excel.intake.reader.read_return", stopped)
    assert run(["check", complete], capsys)[0] == errors.EXIT_INTERRUPTED


def test_text_from_a_return_reaches_a_terminal_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "form.xlsx"
    shape = shape_of(load_edition(), "bronze")
    name = ("organisation", "name", "answer")
    write_form(path, shape, Answers({name: "[red]Trust[/red] ‮desrever"}))
    _, out, _ = run(["check", path], capsys)
    assert "[red]Trust[/red] desrever" in out
    assert "\x1b" not in out


def test_the_module_does_what_the_script_does(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "arf_excel", "blank", "-o", str(tmp_path / "form.xlsx")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("command", [["blank"], ["check"], []])
def test_help_shows_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run([*command, "--help"], capsys)
    assert code == 0
    assert not command or f"arf-excel {command[0]}" in out.split("Examples:")[1]


def test_a_file_that_may_not_be_opened_stops_nothing(
    complete: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shut = tmp_path / "shut.xlsx"
    shut.write_bytes(b"x")
    whole = os.open

    def opened(path: str, *rest: int) -> int:
        if str(path).endswith("shut.xlsx"):
            raise PermissionError(13, "Permission denied", path)
        return whole(path, *rest)

    monkeypatch.setattr(os, "open", opened)
    code, out, _ = run(["check", tmp_path], capsys)
    assert code == errors.EXIT_UNREADABLE
    assert "FIX-046" in out
    assert "Nothing to fix or explain." in out


def test_a_folder_without_a_spreadsheet_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    code, out, err = run(["check", tmp_path], capsys)
    assert (code, out) == (errors.EXIT_USAGE, "")
    assert "no spreadsheet" in err


def test_a_folder_that_may_not_be_written_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    def shut(_: Workbook) -> None:
        raise FileCreateError(PermissionError(13, "Permission denied"))

    monkeypatch.setattr(Workbook, "close", shut)
    code, _, err = run(["blank", "-o", tmp_path / "form.xlsx"], capsys)
    assert (code, err) == (errors.EXIT_USAGE, "form.xlsx could not be written: permission denied.\n")
    assert list(tmp_path.iterdir()) == []


def test_files_of_a_folder_that_are_not_read_are_named(
    complete: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("policy.pdf", "more.zip", "~$open.xlsx"):
        (complete.parent / name).write_bytes(b"PK")
    code, out, err = run(["check", complete.parent], capsys)
    assert code == 0
    assert "Not read, because they are no spreadsheets: more.zip, policy.pdf" in err
    assert "policy" not in out
