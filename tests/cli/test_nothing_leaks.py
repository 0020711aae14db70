"""What is printed and logged holds no free text of a return, and no character that a terminal acts on."""

from __future__ import annotations

import re
import tempfile
import zipfile
from pathlib import Path

import pytest

from arf_excel.fault import LOG
from arf_excel.form.asked import Asked
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from tests.cli.test_commands import run

MARK = "Zanzibar"
WORDS = f"{MARK} PLACE of [bold red]ward[/] 7"
BENT = f"{MARK} \u202ePLACE\u200b of _x001B_[31m_x009B_ ward 7".encode()
"""The same in the file: a colour, a direction, an invisible space."""
NAME = "evil\x1b[2J\u202e name.xlsx"
ACTED_ON = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
OWN = {("organisation", "code", "answer"): "X01", ("organisation", "name", "answer"): "Fictional Trust"}


def stuffed(folder: Path) -> Path:
    """A return with the mark in every cell for words, saved with characters that a terminal acts on."""
    shape = shape_of(load_edition(), "bronze")
    asked = Asked(shape)
    places = [q.place for q in asked.all()]
    plain = {at: WORDS for at in places if asked.kind(at) == "text" and not asked.choices(at)}
    made = folder / "made.xlsx"
    write_form(made, shape, Answers({**plain, **OWN}))
    path = folder / "in" / NAME
    path.parent.mkdir()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(WORDS.encode(), BENT))
    made.unlink()
    return path


@pytest.mark.parametrize(
    "words",
    [
        ["check", "gone"],
        ["check", "--gone"],
        ["lint", "gone"],
        ["collate", "gone"],
        ["migrate", "gone", "-o", "gone"],
        ["chase", "gone"],
        ["blank", "-o", "gone.xlsx"],
        ["gone"],
    ],
    ids=" ".join,
)
def test_what_is_said_of_a_name_moves_no_cursor(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shell puts the names of strangers' files where words of ours are meant."""
    monkeypatch.chdir(tmp_path)
    out, err = run([word.replace("gone", NAME) for word in words], capsys)[1:]
    assert "evil" in out + err
    assert ACTED_ON.findall(out + err) == []


@pytest.mark.parametrize(
    "words",
    [
        ["check", "in"],
        ["check", "in", "--fix-me", "copies"],
        ["collate", "in", "-o", "pack"],
        ["collate", "in", "-o", "pack", "--strict"],
        ["lint", "in"],
        ["migrate", f"in/{NAME}", "-o", "new.xlsx"],
        ["migrate", f"in/{NAME}", "-o", "new.xlsx", "--edition", "2021"],
    ],
    ids=lambda words: " ".join(words[:1] + words[2:]).encode("ascii", "ignore").decode(),
)
def test_no_free_text_and_no_control_is_printed_or_logged(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stuffed(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    _, out, err = run(words, capsys)
    log = tmp_path / LOG
    said = out + err + (log.read_text("utf-8") if log.exists() else "")
    assert said.strip()
    assert MARK not in said
    assert ACTED_ON.findall(said) == []
    assert str(tmp_path) not in said
