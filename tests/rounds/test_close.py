"""`round close`: what is past its day is listed, and nothing goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from arf_excel import errors
from arf_excel.rounds.close import close_round, rows, shown_size
from tests.cli.test_commands import run
from tests.rounds.office import edit, set_setting, small_round, write_row

LAST = dt.date(2027, 3, 31)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Kept until 31 March 2027, with two returns and a waiver until 30 September 2026."""
    made = small_round(tmp_path)

    def change(book: Any) -> None:
        set_setting(book, "keep_until", LAST)
        agreed = {"Rule": "EXPLAIN-104", "Reason": "Agreed", "Who agreed it (role)": "Chair"}
        write_row(book, "Waivers", 1, {"ODS code": "Z1A", "Until": dt.date(2026, 9, 30), **agreed})
        write_row(book, "Waivers", 2, {"ODS code": "Z2B", **agreed})

    edit(made, change)
    (made / "returned" / "a.xlsx").write_bytes(b"x" * 1500)
    (made / "returned" / "more").mkdir()
    (made / "returned" / "more" / "b\x1b.xlsx").write_bytes(b"y")
    return made


def test_what_the_round_holds(folder: Path) -> None:
    closing = close_round(folder, LAST + dt.timedelta(days=1))
    found = {each.name: (len(each.files), each.size) for each in closing.holdings}
    assert found["returned"] == (2, 1501) and found["issued"] == (0, 0) and "evidence" not in found
    assert closing.is_past and [row[0] for row in rows(closing)] == [
        "issued",
        "returned",
        "pack",
        "round.xlsx",
    ]
    assert all(row[3] for row in rows(closing))


@pytest.mark.parametrize(("day", "past"), [(LAST, False), (LAST + dt.timedelta(days=1), True)])
def test_the_last_day_still_counts(day: dt.date, past: bool, folder: Path) -> None:
    closing = close_round(folder, day)
    assert closing.is_past is past
    assert any(row[3] for row in rows(closing)) is past


@pytest.mark.parametrize(("day", "ended"), [(dt.date(2026, 9, 30), 0), (dt.date(2026, 10, 1), 1)])
def test_waivers_that_have_ended(day: dt.date, ended: int, folder: Path) -> None:
    closing = close_round(folder, day)
    assert len(closing.waivers) == ended
    assert all(words.startswith("Z1A") for words in closing.waivers)


@pytest.mark.parametrize("words", ["", "two years after the panel"])
def test_words_that_are_no_day_are_told(words: str, folder: Path) -> None:
    edit(folder, lambda book: set_setting(book, "keep_until", words))
    closing = close_round(folder, dt.date(2099, 1, 1))
    assert not closing.is_past and "Kept until" in closing.summary


def test_nothing_is_deleted_and_a_second_run_says_the_same(folder: Path) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before = files()
    path = close_round(folder, dt.date(2030, 1, 1)).path
    once = files()
    close_round(folder, dt.date(2030, 1, 1))
    assert files() == once and {**before, str(path): once[str(path)]} == once
    assert b"\x1b" not in once[str(path)]


def test_links_are_named_and_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "private.txt").write_bytes(b"z" * 9000)
    (folder / "evidence").symlink_to(tmp_path / "elsewhere")
    (folder / "returned" / "link").symlink_to(tmp_path / "elsewhere")
    closing = close_round(folder, dt.date(2030, 1, 1))
    found = {each.name: each for each in closing.holdings}
    assert found["evidence"].files == (("evidence", None),)
    assert ("link", None) in found["returned"].files and found["returned"].size == 1501
    assert "private" not in closing.path.read_text("utf-8")


def test_sizes() -> None:
    sizes = (0, 1, 1000, 1001, 999_999, 1_000_000, 3_440_000)
    assert [shown_size(n) for n in sizes] == ["0 KB", "1 KB", "1 KB", "2 KB", "1000 KB", "1.0 MB", "3.4 MB"]


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["round", "close", folder, "--as-of", "1 April 2027"], capsys)
    assert (code, out) == (0, "") and "returned" in err and "Z1A" in err
    assert run(["round", "close", folder], capsys)[0] == errors.EXIT_USAGE
    assert run(["round", "close", folder, "--as-of", "later"], capsys)[0] == errors.EXIT_USAGE
