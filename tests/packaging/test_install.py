"""The package as a stranger gets it: built, installed outside the clone in an empty place, and run."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.mark.deep
def test_wheel_and_sdist_hold_the_data(built: Path) -> None:
    wheel = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    assert "arf_excel/workbook_templates/bronze-silver-gold/framework.toml" in wheel
    assert "arf_excel/workbook_templates/organisations.csv" in wheel
    assert {"arf_excel/macros/desk/Start.bas", "arf_excel/macros/panel/ThisWorkbook.cls"} <= set(wheel)
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = sdist.getnames()
    assert any(name.endswith("/workbook_templates/2021/framework.toml") for name in names)
    assert any(name.endswith("/README.md") for name in names)


@pytest.mark.deep
def test_the_installed_wheel_writes_blanks_of_both_editions_and_the_desk(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    folder = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = next(folder.glob("python*"))
    run(python, "-m", "pip", "install", "-q", next(built.glob("*.whl")), cwd=tmp_path)
    for edition in ("bronze-silver-gold", "2021"):
        target = tmp_path / f"{edition}.xlsx"
        run(python, "-m", "arf_excel", "blank", "--edition", edition, "-o", target, cwd=tmp_path)
        assert zipfile.ZipFile(target).testzip() is None
    run(python, "-m", "arf_excel", "desk", "build", "-o", tmp_path / "desk.xlsm", cwd=tmp_path)
    assert "xl/vbaProject.bin" in zipfile.ZipFile(tmp_path / "desk.xlsm").namelist()
