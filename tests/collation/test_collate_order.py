"""In whatever order returns come, by name or in time, all outputs are the same, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from arf_excel.collation.collate import collate

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "returned").iterdir())


def outputs(files: Sequence[Path], out: Path) -> dict[str, bytes]:
    """What a run over these files writes; strangers' files are read as always, in several processes."""
    outcome = collate(files, out, copies=True)
    assert len([line for line in outcome.ledger if line.sha256]) == len(files)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in outcome.written}


def test_the_order_of_two_samples_changes_nothing(tmp_path: Path) -> None:
    few = [path for path in SAMPLES if "X04" in path.name]
    assert len(few) == 2
    assert outputs(few, tmp_path / "one") == outputs(few[::-1], tmp_path / "two")


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_all_samples_changes_nothing(seed: int, tmp_path: Path) -> None:
    shuffled = list(SAMPLES)
    random.Random(seed).shuffle(shuffled)
    assert shuffled != SAMPLES
    assert outputs(shuffled, tmp_path / "one") == outputs(SAMPLES, tmp_path / "two")


def test_the_names_of_files_decide_only_what_they_are_called(tmp_path: Path) -> None:
    """The same two returns by names in the other order: the later is used all the same."""
    used = []
    for names in ("ab", "ba"):
        folder = tmp_path / names
        folder.mkdir()
        for name, path in zip(names, (p for p in SAMPLES if "X04" in p.name), strict=True):
            (folder / f"{name}.xlsx").write_bytes(path.read_bytes())
        outcome = collate([folder], tmp_path / f"pack {names}")
        used.append({line.sha256: line.outcome for line in outcome.ledger if line.sha256})
    assert used[0] == used[1] and len(used[0]) == 2
