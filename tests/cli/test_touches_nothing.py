"""`check` writes nothing, asks the network nothing and starts no program, whatever a return holds."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import load_edition

WATCHED = Path(__file__).with_name("watched.py")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def hostile(path: Path) -> Path:
    """A form that asks for a template and a workbook from the network, and holds macros."""
    made = path.with_name("made.xlsx")
    write_form(made, shape_of(load_edition(), "self-assessment"))
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part.endswith(".rels"):
                kind = "attachedTemplate" if part == "_rels/.rels" else "externalLink"
                link = f'<Relationship Id="x1" Type="{OFFICE}/{kind}" TargetMode="External" Target="{{}}"/>'
                out = link.format("http://192.0.2.1/theirs.xlsx").encode()
                text = text.replace(b"</Relationships>", out + b"</Relationships>")
            new.writestr(part, text)
        new.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    made.unlink()
    return path


def watched(folder: Path, *words: str) -> tuple[int, list[str]]:
    """Exit code, and what the process did that leaves a mark or goes out."""
    command = [sys.executable, "-B", str(WATCHED), *words]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    code, seen = json.loads(ran.stderr.splitlines()[-1])
    return code, seen


@pytest.mark.parametrize("words", [["check"], ["check", "--json"], ["lint"]])
def test_a_return_makes_no_mark_and_no_call(tmp_path: Path, words: list[str]) -> None:
    form = hostile(tmp_path / "form.xlsx")
    before = form.read_bytes()
    code, seen = watched(tmp_path, *words, "form.xlsx")
    assert (code, seen) == (1, [])
    assert [path.name for path in tmp_path.iterdir()] == ["form.xlsx"]
    assert form.read_bytes() == before


def test_the_watch_sees_what_is_written(tmp_path: Path) -> None:
    code, seen = watched(tmp_path, "blank", "--for", "self-assessment", "-o", "blank.xlsx")
    assert code == 0
    assert any(deed.startswith("open ") for deed in seen)
    assert "os.rename" in seen
