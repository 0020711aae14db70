"""Files come into place whole, or not at all."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from arf_excel.errors import OutputBusyError, UsageError
from arf_excel.workbook.save import PATIENCE, pack_tightly, replace_bytes, replace_file, replace_text


class Clock:
    """Time that passes only in sleep."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def busy_until(clock: Clock, free: float) -> Callable[[Path, Path], None]:
    """A replace that says 'open in Excel' until then."""

    def replace(source: Path, target: Path) -> None:
        if clock.now < free:
            raise PermissionError(13, "Access is denied", str(target))
        os.replace(source, target)

    return replace


def write_new(path: Path) -> None:
    path.write_text("new", "utf-8")


def test_folders_are_made_and_only_the_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "out.txt"
    replace_file(path, write_new)
    assert [each.name for each in path.parent.iterdir()] == ["out.txt"]
    assert path.read_text("utf-8") == "new"


def test_the_temporary_file_is_beside_it_and_hidden(tmp_path: Path) -> None:
    seen: list[Path] = []

    def write(temporary: Path) -> None:
        seen.append(temporary)
        write_new(temporary)

    replace_file(tmp_path / "out.xlsx", write)
    assert seen[0].parent == tmp_path and seen[0].name.startswith(".") and seen[0].suffix != ".xlsx"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("old", "utf-8")

    def write(temporary: Path) -> None:
        write_new(temporary)
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        replace_file(path, write)
    assert path.read_text("utf-8") == "old" and list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_closed_in_time_is_replaced(tmp_path: Path) -> None:
    path, clock = tmp_path / "out.txt", Clock()
    path.write_text("old", "utf-8")
    replace_file(path, write_new, replace=busy_until(clock, 1.5), sleep=clock.sleep, clock=clock)
    assert path.read_text("utf-8") == "new" and clock.now < PATIENCE


def test_a_file_that_stays_open_is_named_without_its_folder(tmp_path: Path) -> None:
    path, clock = tmp_path / "out.txt", Clock()
    path.write_text("old", "utf-8")
    with pytest.raises(OutputBusyError) as caught:
        replace_file(path, write_new, replace=busy_until(clock, 60), sleep=clock.sleep, clock=clock)
    assert "out.txt" in str(caught.value) and str(tmp_path) not in str(caught.value)
    assert PATIENCE <= clock.now < PATIENCE + 0.5
    assert path.read_text("utf-8") == "old" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_may_not_be_written_is_no_open_file(tmp_path: Path) -> None:
    def write(temporary: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(PermissionError):
        replace_file(tmp_path / "out.txt", write)


def test_a_folder_in_its_place_is_named_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "d.xlsx").mkdir()

    def write(temporary: Path) -> None:
        raise AssertionError("written")

    with pytest.raises(UsageError, match=r"'d\.xlsx' is a folder"):
        replace_file(tmp_path / "d.xlsx", write)
    assert [each.name for each in tmp_path.iterdir()] == ["d.xlsx"]


def test_a_name_too_long_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^n{300}\.txt cannot be written there") as caught:
        replace_text(tmp_path / f"{'n' * 300}.txt", "new")
    assert ".tmp" not in str(caught.value) and list(tmp_path.iterdir()) == []


def test_a_temporary_file_that_cannot_be_made_is_told_by_the_real_name(tmp_path: Path) -> None:
    def write(temporary: Path) -> None:
        raise OSError(28, "No space left on device", str(temporary))

    with pytest.raises(UsageError, match=r"^out\.txt cannot be written there: no space left on device\.$"):
        replace_file(tmp_path / "out.txt", write)


def test_text_and_bytes_are_kept_as_they_are(tmp_path: Path) -> None:
    replace_text(tmp_path / "a.txt", "é\r\nb\n")
    replace_bytes(tmp_path / "b.bin", b"\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == "é\r\nb\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"


def test_packing_tightly_keeps_parts_order_and_dates(tmp_path: Path) -> None:
    path, text = (
        tmp_path / "book.xlsx",
        b"".join(b'<c r="A%d">%d</c>' % (n, n * 7919 % 97) for n in range(5000)),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("b.xml", "a.xml"):
            part = zipfile.ZipInfo(name, (1980, 1, 31, 0, 0, 0))
            archive.writestr(part, text, zipfile.ZIP_DEFLATED, compresslevel=1)
    before = path.stat().st_size
    pack_tightly(path)
    with zipfile.ZipFile(path) as archive:
        assert [part.filename for part in archive.infolist()] == ["b.xml", "a.xml"]
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert archive.read("a.xml") == text
    assert path.stat().st_size < before
