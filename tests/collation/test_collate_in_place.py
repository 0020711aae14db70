"""The outputs of a run are one set: a stopped run is told and finished, what a person changed is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import pytest

from arf_excel import errors
from arf_excel.collation import in_place
from arf_excel.collation.collate import Outcome, collate
from tests.collation.returns import IN, a_round, answers, bronze_facts, checklist, expected, put, read


def run(folder: Path, *codes: str) -> Outcome:
    for code in codes:
        cells = {**answers(code, "Recognition at Bronze"), **checklist(IN), **bronze_facts()}
        put(folder / "in" / f"{code}.xlsx", cells)
    return collate([folder / "in"], folder / "pack", a_round(expected("X01"), expected("X02")), read=read)


def everything(pack: Path) -> dict[str, bytes]:
    return {p.relative_to(pack).as_posix(): p.read_bytes() for p in pack.rglob("*") if p.is_file()}


@pytest.mark.parametrize("moved", range(6))
def test_a_set_left_half_way_is_told_and_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moved: int
) -> None:
    run(tmp_path / "whole", "X01")
    run(tmp_path / "whole", "X01", "X02")
    run(tmp_path, "X01")
    left = [moved]

    def stop(made: Path, path: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        made.replace(path)

    with monkeypatch.context() as patched:
        patched.setattr(in_place, "move_into_place", stop)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path, "X01", "X02")
    assert json.loads((tmp_path / "pack" / "manifest.json").read_text("utf-8"))["under_way"] is True
    again = run(tmp_path, "X01", "X02")
    assert len(again.notes) == 1
    assert again.notes[0].startswith("An earlier run was stopped")
    assert everything(tmp_path / "pack") == everything(tmp_path / "whole" / "pack")
    assert not run(tmp_path, "X01", "X02").notes


@pytest.mark.parametrize("name", ["office.xlsx", "ledger.csv", "manifest.json", "regional-summary.xlsx"])
def test_a_file_that_is_open_in_excel_stops_the_run_before_anything_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    run(tmp_path, "X01")
    before = everything(tmp_path / "pack")
    opened = Path.open

    def shut(path: Path, mode: str = "r", *more: Any, **named: Any) -> IO[Any]:
        if path.name == name and "+" in mode:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode, *more, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", shut)
        patched.setattr(in_place, "PATIENCE", 0.0)
        with pytest.raises(errors.OutputBusyError, match=re.escape(name)):
            run(tmp_path, "X01", "X02")
    assert everything(tmp_path / "pack") == before
    assert not run(tmp_path, "X01", "X02").notes


def test_a_copy_that_is_not_needed_any_more_and_is_open_is_told_in_our_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "pack"
    old, new = tmp_path / "old", tmp_path / "new"
    for stage, names in ((old, ("a.txt", "b.txt")), (new, ("a.txt",))):
        stage.mkdir()
        for each in names:
            (stage / each).write_bytes(each.encode())
    out.mkdir()
    listed = in_place.put_in_place(old, out, _listed)
    assert len(listed.written) == 3

    unlink = Path.unlink

    def shut(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied", str(path))
        unlink(path, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", shut)
        with pytest.raises(errors.OutputBusyError, match=re.escape("b.txt")):
            in_place.put_in_place(new, out, _listed)


def _listed(written: Mapping[str, str]) -> in_place.Content:
    return {"outputs": [{"file": name, "sha256": sha} for name, sha in written.items()]}


def test_what_a_person_changed_is_kept_aside_and_told(tmp_path: Path) -> None:
    run(tmp_path, "X01")
    pack = tmp_path / "pack" / "review-pack.xlsx"
    changed = pack.read_bytes() + b"judged"
    pack.write_bytes(changed)
    again = run(tmp_path, "X01")
    kept = [name for name in everything(tmp_path / "pack") if name.startswith("changed/")]
    assert len(kept) == 1
    assert (tmp_path / "pack" / kept[0]).read_bytes() == changed
    assert again.notes == (
        f"review-pack.xlsx was not as an earlier run had left it. That copy is kept as {kept[0]}.",
    )
    assert not run(tmp_path, "X01").notes


def test_what_a_stopped_run_left_behind_is_swept(tmp_path: Path) -> None:
    run(tmp_path, "X01")
    before = everything(tmp_path / "pack")
    (tmp_path / "pack" / ".arf-abc").mkdir()
    (tmp_path / "pack" / ".arf-abc" / "review-pack.xlsx").write_bytes(b"half")
    (tmp_path / "pack" / ".arf-0123.tmp").write_bytes(b"half")
    run(tmp_path, "X01")
    assert everything(tmp_path / "pack") == before


@pytest.mark.parametrize("name", ["../victim.txt", "/victim.txt", "C:victim.txt", "..\\victim.txt"])
def test_a_manifest_of_somebody_else_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    run(tmp_path, "X01")
    victim = tmp_path / "victim.txt"
    victim.write_text("keep")
    manifest = tmp_path / "pack" / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    content["outputs"].append({"file": name, "sha256": "0" * 64})
    manifest.write_text(json.dumps(content), "utf-8")
    run(tmp_path, "X01")
    assert victim.read_text() == "keep"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"outputs": 1}', '{"outputs": [1]}', "\udcff"])
def test_a_damaged_manifest_stops_nothing(tmp_path: Path, text: str) -> None:
    run(tmp_path, "X01")
    before = everything(tmp_path / "pack")
    (tmp_path / "pack" / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    run(tmp_path, "X01")
    assert everything(tmp_path / "pack") == before
