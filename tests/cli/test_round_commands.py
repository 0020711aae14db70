"""A whole round on the command line: new → issue → returns → check → collate."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from arf_excel import errors
from arf_excel.collation.read_back import check_reconciliation
from tests.cli.test_commands import run

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
LIST = """code,name,board,form
X01,Fictional One (sample),Sample Board,bronze
X02,Fictional Two (sample),,self-assessment
"""


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A round of two fictional organisations, its forms issued."""
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    folder = tmp_path / "autumn"
    options = ["-o", folder, "--organisations", tmp_path / "list.csv"]
    assert run(["round", "new", "Autumn 2026", *options], capsys)[0] == 0
    assert run(["issue", folder], capsys)[0] == 0
    return folder


def test_a_round_goes_from_new_to_collated(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = made / "issued" / "ARF_X01_Autumn-2026.xlsx"
    shutil.copy(form, made / "returned" / "back from X01.xlsx")
    assert run(["check", made / "returned"], capsys)[0] == errors.EXIT_TO_LOOK_AT
    code, out, err = run(["collate", made], capsys)
    assert (code, out) == (0, "")
    assert "missing" in err
    rows = list(csv.DictReader(io.StringIO((made / "pack" / "ledger.csv").read_text("utf-8-sig"))))
    assert len(rows) == 2
    manifest = json.loads((made / "pack" / "manifest.json").read_text("ascii"))
    assert "review-pack.xlsx" in json.dumps(manifest)


def test_a_second_run_gives_the_same_bytes(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(made / "issued" / "ARF_X01_Autumn-2026.xlsx", made / "returned")
    run(["collate", made], capsys)
    first = {path.name: path.read_bytes() for path in (made / "pack").rglob("*.*")}
    run(["collate", made], capsys)
    assert first == {path.name: path.read_bytes() for path in (made / "pack").rglob("*.*")}


def test_a_round_is_never_written_over(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (made / "round.xlsx").read_bytes()
    code, _, err = run(["round", "new", "Spring", "-o", made], capsys)
    assert (code, (made / "round.xlsx").read_bytes()) == (errors.EXIT_USAGE, before)
    assert err.strip()


@pytest.mark.parametrize("command", [["issue", "nowhere"], ["collate", "nowhere", "-o", "pack"]])
def test_a_folder_that_is_not_there_is_a_sentence(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(command, capsys)
    assert code == errors.EXIT_USAGE
    assert "nowhere" in err


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples collated."""
    from arf_excel import cli

    out = tmp_path_factory.mktemp("samples") / "pack"
    cli.main(["collate", str(SAMPLES), "-o", str(out)])
    return out


def test_the_samples_add_up(pack: Path) -> None:
    assert check_reconciliation(pack) == []


def test_a_row_taken_out_by_hand_is_noticed(pack: Path, tmp_path: Path) -> None:
    copy = tmp_path / "pack"
    shutil.copytree(pack, copy)
    book = load_workbook(copy / "review-pack.xlsx")
    book["All deliverables"].delete_rows(8)
    book.save(copy / "review-pack.xlsx")
    assert check_reconciliation(copy) != []


def test_strict_uses_the_exit_codes_of_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, _ = run(["collate", SAMPLES, "-o", tmp_path / "pack", "--strict"], capsys)
    assert code == errors.EXIT_UNREADABLE
