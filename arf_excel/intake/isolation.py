"""Returns are read in worker processes, so that a file that makes the reader hang, bloat, break down or
print costs itself only.

Each worker has a pipe of its own: whenever it is ended, no lock and no half message of it is left to others.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType

import psutil

from arf_excel.errors import OwnFaultError
from arf_excel.framework.templates import read_toml
from arf_excel.intake.limits import megabytes
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.intake.worker import FOUND, READY, TOO_MUCH_MEMORY, Bounds, work

Job = tuple[bytes, str]
"""The bytes of a file, and its name as people know it."""
Found = Submission | Unreadable

READER = "arf_excel.intake.apart:read_apart"
TOO_LONG, TOO_LARGE, BROKEN = "FIX-051", "FIX-052", "FIX-053"
_GLANCE = 0.05
"""Seconds between two looks at the time and the size of the workers."""
_START = 120.0
"""Seconds that a worker may take to start, on a slow computer that looks for viruses first."""
_LARGEST_ANSWER = 300_000_000


@contextmanager
def _errors_unseen() -> Iterator[None]:
    """A panic in the reader library prints to the system's standard error before Python hears of it."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a console has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@dataclass
class _Task:
    file: str
    data: bytes
    sha256: str
    found: Found | None = None


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    task: _Task | None = None
    ready: bool = False
    since: float = 0.0
    """When it was started, or when its task was handed over."""


class Readers:
    """Worker processes that read returns. Used as a context; workers start when they are needed.

    `reader` is 'module:function' of (bytes, name, passwords). `seconds` and `memory_bytes` are those of
    limits.toml. With `by_system` Linux itself bounds the memory; elsewhere the size is watched.
    """

    def __init__(
        self,
        passwords: Sequence[str] = (),
        workers: int | None = None,
        reader: str = READER,
        *,
        seconds: float | None = None,
        memory_bytes: int | None = None,
        by_system: bool = sys.platform == "linux",
    ) -> None:
        given = read_toml("limits.toml")["isolation"]
        seconds = seconds or given["seconds"] + len(passwords) * given["seconds_a_password"]
        self._most = workers or min(given["workers"], os.cpu_count() or 1)
        self._bounds = Bounds(seconds, memory_bytes or given["memory_bytes"], by_system)
        self._reader, self._passwords = reader, tuple(passwords)
        self._workers: list[_Worker] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def read(self, jobs: Iterable[Job]) -> Iterator[Found]:
        """What each file turned out to be, in the order of the jobs; few files are held at a time."""
        coming, line, more = iter(jobs), deque[_Task](), True
        while more or line:
            while more and len(line) < 2 * self._most and self._is_free():
                job = next(coming, None)
                if job is None:
                    more = False
                else:
                    line.append(self._hand_over(*job))
            if line and line[0].found is None:
                self._look()
            while line and (found := line[0].found) is not None:
                line.popleft()
                yield found

    def read_here(self, data: bytes, file: str) -> Found:
        """Read one file in this process if the gate lets it; a worker reads what is left to one."""
        from arf_excel.intake.kinds import ONLY_APART, PASSWORD
        from arf_excel.intake.reader import read_return

        try:
            with _errors_unseen():
                found = read_return(data, file)
        except MemoryError:
            return Unreadable(file, hashlib.sha256(data).hexdigest(), TOO_LARGE, self._facts(TOO_LARGE))
        apart = ONLY_APART | {PASSWORD} if self._passwords else ONLY_APART
        if isinstance(found, Unreadable) and found.code in apart:
            return self.read_one(data, file)
        return found

    def read_one(self, data: bytes, file: str) -> Found:
        return next(self.read([(data, file)]))

    # handing over

    def _is_free(self) -> bool:
        return len(self._workers) < self._most or any(worker.task is None for worker in self._workers)

    def _hand_over(self, data: bytes, file: str) -> _Task:
        task = _Task(file, data, hashlib.sha256(data).hexdigest())
        worker = next((each for each in self._workers if each.task is None), None) or self._start()
        worker.task = task
        if worker.ready:
            self._send(worker, task)
        return task

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        arguments = (theirs, self._reader, self._passwords, self._bounds)
        process = spawn.Process(target=work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours, since=time.monotonic())
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, task: _Task) -> None:
        worker.since = time.monotonic()
        try:
            worker.pipe.send_bytes(task.file.encode("utf-8", "surrogatepass"))
            worker.pipe.send_bytes(task.data)
        except OSError:
            self._misfortune(worker, BROKEN)
        task.data = b""

    # looking

    def _look(self) -> None:
        """Wait for a moment; take in what the workers say, and end those that take too much."""
        busy = [worker for worker in self._workers if worker.task is not None]
        heard = wait([worker.pipe for worker in busy], _GLANCE)
        for worker in busy:
            if worker.pipe in heard:
                self._hear(worker)
            elif worker.ready:
                self._watch(worker)
            elif time.monotonic() - worker.since > _START:
                raise _cannot_start()

    def _hear(self, worker: _Worker) -> None:
        try:
            said = worker.pipe.recv_bytes(_LARGEST_ANSWER)
        except (EOFError, OSError):
            said = b""
        task = worker.task
        if not worker.ready:
            if said != READY:
                raise _cannot_start()
            worker.ready = True
            if task is not None:
                self._send(worker, task)
        elif task is not None and (found := _unpacked(said)) is not None:
            task.found, worker.task = found, None
        else:
            self._misfortune(worker, TOO_LARGE if said == TOO_MUCH_MEMORY else BROKEN)

    def _watch(self, worker: _Worker) -> None:
        if time.monotonic() - worker.since > self._bounds.seconds:
            self._misfortune(worker, TOO_LONG)
        elif _size(worker.process) > self._bounds.memory_bytes:
            self._misfortune(worker, TOO_LARGE)

    def _misfortune(self, worker: _Worker, code: str) -> None:
        """The task ends as a finding, and its worker altogether."""
        task = worker.task
        self._end(worker)
        if task is not None:
            task.found = Unreadable(task.file, task.sha256, code, self._facts(code))

    def _facts(self, code: str) -> dict[str, str | int]:
        """What fills the sentence of a misfortune."""
        if code == TOO_LONG:
            return {"seconds": round(self._bounds.seconds)}
        return {"limit_mb": megabytes(self._bounds.memory_bytes)} if code == TOO_LARGE else {}

    def _end(self, worker: _Worker) -> None:
        if worker in self._workers:
            self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        worker.pipe.close()


def _unpacked(said: bytes) -> Found | None:
    if not said.startswith(FOUND):
        return None
    found = pickle.loads(memoryview(said)[len(FOUND) :])
    return found if isinstance(found, Submission | Unreadable) else None


def _size(process: SpawnProcess) -> int:
    """The memory of a process; on Windows what is its own, whether in the memory or on the disk."""
    try:
        memory = psutil.Process(process.pid).memory_info()
    except psutil.Error:
        return 0
    return int(max(memory.rss, getattr(memory, "private", 0)))


def _cannot_start() -> OwnFaultError:
    return OwnFaultError(
        "The part of arf-excel that reads returns could not be started. Try again; if it stays so, ask "
        "whoever looks after this computer whether Python may start a second Python."
    )
