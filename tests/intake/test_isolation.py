"""A reader that hangs, bloats, breaks down or prints costs its own file, and no other."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from arf_excel.errors import OwnFaultError
from arf_excel.intake.isolation import Readers
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable
from tests.intake import misbehaving

READER = "tests.intake.misbehaving:read"
SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
SHORT = 1.0
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory by itself")


def outcomes(*files: str, seconds: float = SHORT, **more: object) -> list[str]:
    """The finding of each file, in order."""
    with Readers(reader=READER, workers=2, seconds=seconds, **more) as readers:  # type: ignore[arg-type]
        found = list(readers.read((b"data", file) for file in files))
    assert [each.file for each in found] == list(files)
    return [each.code for each in found]


MISFORTUNES = {
    "hang": "FIX-051",
    "sleep": "FIX-051",
    "abort": "FIX-053",
    "fall_over": "FIX-053",
    "leave": "FIX-053",
    "leave_politely": "FIX-053",
    "panic": "FIX-053",
    "fail": "FIX-053",
    "answer_nonsense": "FIX-053",
    "answer_what_cannot_be_sent": "FIX-053",
}


def test_every_misfortune_is_a_finding_and_costs_no_other_file() -> None:
    files = [file for bad in MISFORTUNES for file in (bad, "fine")]
    assert outcomes(*files) == [MISFORTUNES.get(file, "FIX-001") for file in files]


@pytest.mark.skipif(sys.platform == "win32", reason="pause() is a function of POSIX")
def test_a_reader_that_hangs_where_no_python_runs_is_ended() -> None:
    assert outcomes("hang_deep_inside", "fine") == ["FIX-051", "FIX-001"]


@LINUX
def test_linux_gives_no_more_memory_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arf_excel.intake.isolation._size", lambda _: 0)  # nobody watches
    assert outcomes("bloat", "bloat_at_once", "fine", seconds=20) == ["FIX-052", "FIX-052", "FIX-001"]


def test_a_worker_that_grows_is_ended_where_the_system_does_not_bound_it() -> None:
    found = outcomes("bloat", "fine", seconds=20, by_system=False, memory_bytes=150_000_000)
    assert found == ["FIX-052", "FIX-001"]


def test_what_a_misfortune_says() -> None:
    with Readers(reader=READER, workers=1, seconds=SHORT, memory_bytes=300_000_000) as readers:
        slow = readers.read_one(b"data", "sleep")
    sha = hashlib.sha256(b"data").hexdigest()
    assert slow == Unreadable("sleep", sha, "FIX-051", {"seconds": 1})


def test_nothing_that_a_reader_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with Readers(reader=READER, workers=1) as readers:
        found = readers.read_one(b"", "chatter")
        broken = readers.read_one(b"", "fail")
    assert (found.facts, broken.code) == ({"looks_like": "asked 0"}, "FIX-053")
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


def test_a_return_arrives_as_it_was_read() -> None:
    paths = sorted(SAMPLES.iterdir())
    with Readers(workers=2) as readers:
        found = list(readers.read((path.read_bytes(), path.name) for path in paths))
    assert found == [read_return(path.read_bytes(), path.name) for path in paths]
    shapes = [each.shape for each in found if isinstance(each, Submission)]
    assert len({id(shape.edition) for shape in shapes}) == 2, "each of the two editions is there once"


def test_files_are_taken_from_the_line_as_they_are_needed() -> None:
    taken = []

    def jobs() -> object:
        for number in range(20):
            taken.append(number)
            yield b"data", "fine"

    with Readers(reader=READER, workers=1) as readers:
        coming = readers.read(jobs())  # type: ignore[arg-type]
        next(coming)
        assert len(taken) <= 3
        assert len(list(coming)) == 19


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())}


def test_workers_end_with_the_context_also_when_it_is_interrupted() -> None:
    before = _children()
    with pytest.raises(KeyboardInterrupt), Readers(reader=READER, workers=1) as readers:
        readers.read_one(b"", "fine")
        assert len(_children() - before) == 1
        raise KeyboardInterrupt
    assert _children() == before


def test_a_reader_that_is_not_there_is_our_own_fault() -> None:
    with pytest.raises(OwnFaultError, match="could not be started"), Readers(reader="no.such:thing") as r:
        r.read_one(b"", "fine")


PROGRAM = """
import sys
from arf_excel.intake.isolation import Readers

if __name__ == "__main__":
    print("begun", flush=True)
    with Readers(("S3cret-of-ours",), reader="tests.intake.misbehaving:read", workers=2) as readers:
        for found in readers.read([(b"", "fine"), (b"", "hang"), (b"", "hang")]):
            print(found.code, flush=True)
"""


def _running(tmp_path: Path) -> subprocess.Popen[str]:
    """A program of its own whose two workers hang."""
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, "utf-8")
    pipe, root = subprocess.PIPE, str(Path(__file__).parents[2])
    around = {**os.environ, "PYTHONPATH": root}
    program = subprocess.Popen([sys.executable, str(path)], stdout=pipe, stderr=pipe, text=True, env=around)
    assert program.stdout is not None
    assert [program.stdout.readline() for _ in range(2)] == ["begun\n", "FIX-001\n"]
    time.sleep(0.5)
    return program


def _lives(process: psutil.Process) -> bool:
    """Whether it is still there after a while, and not only because nobody has asked how it ended."""
    for _ in range(100):
        with suppress(psutil.NoSuchProcess):
            if process.status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.05)
                continue
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_ends_all_workers_and_they_say_nothing(tmp_path: Path) -> None:
    program = _running(tmp_path)
    workers = psutil.Process(program.pid).children()
    for process in (*workers, program):  # a terminal sends it to all of them
        os.kill(process.pid, signal.SIGINT)
    _, said = program.communicate(timeout=20)
    assert "Process SpawnProcess" not in said
    assert said.count("Traceback") == 1, "of the program itself, which catches nothing"
    assert not any(_lives(worker) for worker in workers)


def test_a_password_is_on_no_command_line(tmp_path: Path) -> None:
    program = _running(tmp_path)
    workers = psutil.Process(program.pid).children()
    told = [" ".join(worker.cmdline()) + str(worker.environ()) for worker in workers]
    for process in (*workers, program):
        process.kill()
    program.communicate()
    assert len(told) >= 2
    assert not any("S3cret" in each for each in told)
    assert misbehaving.SECRET not in "".join(told)


def test_what_a_reader_in_this_process_prints_is_not_seen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def panic(data: bytes, file: str) -> Unreadable:
        os.write(2, b"thread panicked at a word of the return")
        return Unreadable(file, "", "FIX-029")

    monkeypatch.setattr("arf_excel.intake.reader.read_return", panic)
    with Readers(workers=1) as readers:
        readers.read_here(b"PK", "form.xlsx")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"
