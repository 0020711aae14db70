"""`arf-excel lint`: what it prints, and how it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from arf_excel import errors
from tests.cli.test_commands import run
from tests.intake import hostile
from tests.workbook.good import DRAWING, GOOD, STRINGS, changed


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    path.write_bytes(GOOD)
    return path


def test_a_clean_workbook_leaves_with_0(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", good], capsys)[:2] == (errors.EXIT_FINE, "Sound and accessible: good.xlsx\n")


def test_faults_leave_with_1_a_line_each(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good.write_bytes(changed(STRINGS, "Go to the first line", "Click here"))
    code, out, _ = run(["lint", good], capsys)
    assert code == errors.EXIT_TO_LOOK_AT
    assert out.splitlines() == [
        "good.xlsx: 1 to put right",
        "  link-text: Our form A9: has a link that says 'Click here', not where it leads",
    ]


def test_a_file_that_cannot_be_read_leaves_with_3_and_goes_on(
    good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    (tmp_path / "b.ods").write_bytes(hostile.ods("<table:table-row/>"))
    code, out, _ = run(["lint", tmp_path], capsys)
    assert code == errors.EXIT_UNREADABLE
    assert "FIX-006" in out and "b.ods: this is an OpenDocument file" in out
    assert "Sound and accessible: good.xlsx" in out


def test_json_is_one_object_a_line(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no workbook")
    (tmp_path / "b.xlsx").write_bytes(changed(DRAWING, "Bars. The table says the same.", " "))
    code, out, _ = run(["lint", "--json", tmp_path], capsys)
    assert code == errors.EXIT_UNREADABLE and out.isascii()
    unread, faulty, clean = map(json.loads, out.splitlines())
    assert unread == {"file": "a.xlsx", "code": "FIX-006", "faults": None}
    assert [fault["rule"] for fault in faulty["faults"]] == ["alt-text"]
    assert clean == {"file": "good.xlsx", "code": "", "faults": []}


def test_text_from_a_workbook_reaches_a_terminal_clean(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good.write_bytes(changed("xl/workbook.xml", 'name="Spare"', 'name="[red]Sheet&#x202e;?&#10;[/]"'))
    _, out, _ = run(["lint", good], capsys)
    assert "\u202e" not in out and "[red]Sheet\\u202e?" in out
    assert len(out.splitlines()) == 2
