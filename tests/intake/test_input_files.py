"""Files as they lie in a folder: read up to a limit, hashed whole, and never waited for."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from arf_excel.intake import files
from arf_excel.intake.files import read_bytes, returns_in
from arf_excel.intake.limits import limits

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes and devices among its files")


def test_a_large_file_is_read_up_to_the_limit_and_hashed_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "limits", lambda: replace(limits(), file_bytes=5))
    path = tmp_path / "form.xlsx"
    path.write_bytes(b"0123456789")
    assert read_bytes(path) == (b"012345", hashlib.sha256(b"0123456789").hexdigest())


@POSIX
def test_a_pipe_and_a_device_are_shut_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert read_bytes(tmp_path / "pipe.xlsx") is None
    assert read_bytes(Path("/dev/zero")) is None
    assert read_bytes(tmp_path) is None


@POSIX
def test_a_pipe_in_a_folder_is_no_return(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "form.xlsx").write_bytes(b"x")
    assert [shown for _, shown in returns_in([tmp_path])] == ["form.xlsx"]
