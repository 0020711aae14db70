"""`collate` killed at a hundred random moments: no file is ever half, and the next run finishes the set."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
TIMES, SEED = 100, 20_261_122


def command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "arf_excel", "collate", str(folder / "in"), "-o", str(folder / "pack")]


def put(folder: Path, *codes: str) -> None:
    """Sample returns of these organisations, as they came."""
    (folder / "in").mkdir(parents=True, exist_ok=True)
    for code in codes:
        found = next(path for path in sorted(SAMPLES.glob("*.xlsx")) if code in path.name)
        shutil.copyfile(found, folder / "in" / found.name)


def whole(folder: Path) -> dict[str, bytes]:
    """Every file but those that a run makes for itself."""
    files = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return {name: data for name, data in named.items() if not name.startswith(".arf-")}


def run(folder: Path) -> float:
    """Seconds of a run that is left alone."""
    begun = time.monotonic()
    subprocess.run(command(folder), check=True, capture_output=True)
    return time.monotonic() - begun


@pytest.mark.deep
@pytest.mark.skipif(os.name != "posix", reason="kills a process group, which Windows does not have")
def test_a_run_killed_at_any_moment_leaves_whole_files_and_is_finished_by_the_next(tmp_path: Path) -> None:
    put(tmp_path, "X04")
    run(tmp_path)
    before = whole(tmp_path / "pack")
    shutil.copytree(tmp_path / "pack", tmp_path / "first")
    put(tmp_path, "X06")
    lasts = run(tmp_path)
    after = whole(tmp_path / "pack")
    chance = random.Random(SEED)
    for time_ in range(TIMES):
        shutil.rmtree(tmp_path / "pack")
        shutil.copytree(tmp_path / "first", tmp_path / "pack")
        killed = subprocess.Popen(
            command(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(lasts * chance.uniform(0.8 if time_ % 2 else 0, 1))  # files move at the end
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
        found = whole(tmp_path / "pack")
        for name, data in found.items():
            if name != "manifest.json":
                assert data in (before.get(name), after.get(name)), name
        assert before.keys() <= found.keys() <= before.keys() | after.keys()
        if found not in (before, after) or time_ % 10 == 0:
            run(tmp_path)
            assert whole(tmp_path / "pack") == after


@pytest.mark.deep
@pytest.mark.skipif(os.name != "posix", reason="its children are found as Linux and Mac keep them")
def test_readers_end_with_the_run_that_started_them(tmp_path: Path) -> None:
    put(tmp_path, "X04", "X06")
    lasts = run(tmp_path)
    for share in (0.2, 0.4, 0.6):
        killed = subprocess.Popen(command(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(lasts * share)
        children = psutil.Process(killed.pid).children(recursive=True)
        killed.kill()
        killed.wait()
        _, alive = psutil.wait_procs(children, timeout=20)
        assert not alive
