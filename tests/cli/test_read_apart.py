"""`check` of what only a worker process reads: old formats, and workbooks with a password."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

import pytest

from arf_excel import errors
from arf_excel.fault import LOG
from tests.cli.test_commands import run
from tests.intake import old_workbooks as old

SAMPLE = Path(__file__).parents[2] / "samples" / "returned" / "ARF_X11_Sample-round.xlsx"
RIGHT, WRONG = "sample", "Wr0ng-and-secret"


@pytest.fixture
def passwords(tmp_path: Path) -> Path:
    path = tmp_path / "passwords.txt"
    path.write_text(f"{WRONG}\n{RIGHT}\n", "utf-8")
    return path


def test_a_password_file_opens_a_return(passwords: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["check", "--password-file", passwords, SAMPLE], capsys)
    assert code == errors.EXIT_TO_LOOK_AT
    assert out.startswith("ARF_X11_Sample-round.xlsx: X11 ")
    assert WRONG not in out + err


def test_passwords_that_do_not_fit_are_told_and_not_shown(
    passwords: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    passwords.write_text(WRONG, "utf-8")
    code, out, err = run(["check", "--json", "--password-file", passwords, SAMPLE], capsys)
    told = json.loads(out)["findings"][0]["code"]
    assert (code, told) == (errors.EXIT_UNREADABLE, "FIX-050")
    assert WRONG not in out + err
    assert run(["check", SAMPLE], capsys)[1].splitlines()[1].startswith("  FIX-002 ")


def test_a_password_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(["check", "--password-file", tmp_path / "none.txt", SAMPLE], capsys)
    assert (code, out) == (errors.EXIT_USAGE, "")
    assert "none.txt" in err


def test_an_old_workbook_among_others_is_read_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    (folder / "a.xls").write_bytes(old.xls(("Form", 0, [(0, 0, "x", 0)])))
    (folder / "b.xlsb").write_bytes(old.ole_file("Workbook", b"no workbook"))
    (folder / "c.xlsx").write_bytes(b"no workbook")
    code, out, err = run(["check", folder], capsys)
    assert (code, err) == (errors.EXIT_UNREADABLE, "")
    found = [line.split()[0] for line in out.splitlines() if line.startswith("  FIX")]
    assert found == ["FIX-030", "FIX-008", "FIX-006"]


def test_no_password_is_in_any_output_or_log(
    passwords: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a run that goes well, and in one that ends by a fault of ours while the passwords are at hand."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "logs"))
    (tmp_path / "logs").mkdir()
    words = ["collate", SAMPLE, "-o", tmp_path / "pack", "--password-file", passwords]
    code, out, err = run(words, capsys)
    assert code == errors.EXIT_FINE

    def faulty(*_: object, **given: object) -> None:
        raise ValueError(given)

    monkeypatch.setattr("arf_excel.collation.collate.collate", faulty)
    code, out_2, err_2 = run(words, capsys)
    assert code == errors.EXIT_OWN_FAULT and (tmp_path / "logs" / LOG).is_file()
    files = [p for folder in ("pack", "logs") for p in (tmp_path / folder).rglob("*") if p.is_file()]
    said = "".join((out, err, out_2, err_2, *map(unpacked, files)))
    assert "X11" in said
    assert WRONG not in said and f"'{RIGHT}'" not in said


def unpacked(path: Path) -> str:
    """All text of a file; of a workbook, of each of its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
