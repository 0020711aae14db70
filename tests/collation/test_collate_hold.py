"""Words that the office holds back stand in no output, until they are released."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from arf_excel.collation.collate import collate
from arf_excel.rounds.settings import Held
from tests.collation.returns import IN, B, a_round, answers, bronze_facts, checklist, expected, put, read

SECRET = "Somebody whom one could know"


def written(folder: Path) -> str:
    """All text of all outputs, workbooks unpacked."""
    found = ""
    for path in folder.iterdir():
        if path.suffix == ".xlsx":
            package = zipfile.ZipFile(path)
            found += "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        else:
            found += path.read_text("utf-8-sig")
    return found


@pytest.mark.parametrize(
    ("held", "there", "instead"),
    [
        (Held("X01", "checklist", B[0], "how"), False, "[held by the office]"),
        (Held("X01", "checklist", B[0], "how", text="A colleague"), False, "A colleague"),
        (Held("X01", "checklist", B[0], "how", released=True), True, ""),
        (Held("X02", "checklist", B[0], "how"), True, ""),
    ],
)
def test_held_words_are_in_no_output(held: Held, there: bool, instead: str, tmp_path: Path) -> None:
    cells = {**answers("X01", "Recognition at Bronze"), **checklist(IN, how=SECRET), **bronze_facts()}
    put(tmp_path / "in" / "one.xlsx", cells)
    round_ = a_round(expected("X01"), expected("X02"), hold=(held,))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    text = written(tmp_path / "pack")
    assert (SECRET in text) is there
    assert instead in text
    assert outcome.reviews[0].judgement.judged[0].verdict == "panel"
