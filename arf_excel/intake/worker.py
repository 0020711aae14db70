"""What runs in a worker process: silent, bounded, one file after another until nobody asks any more."""

from __future__ import annotations

import io
import logging
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from arf_excel.framework.edition import Edition, load_edition

READY, FOUND, TOO_MUCH_MEMORY, BROKE_DOWN = b"ready", b"found", b"memory", b"broke"
"""A message begins with one of these, all of one length."""
Reader = Callable[[bytes, str, tuple[str, ...]], Any]


@dataclass(frozen=True)
class Bounds:
    """What a worker may take. `by_system`: the system itself refuses more memory, as Linux can."""

    seconds: float
    memory_bytes: int
    by_system: bool


def work(pipe: Connection, reader: str, passwords: tuple[str, ...], bounds: Bounds) -> None:
    """Read files that come down the pipe. A worker that met a misfortune ends; a fresh one takes over."""
    _silence()
    module, _, name = reader.partition(":")
    read: Reader = getattr(import_module(module), name)
    _bound_memory(bounds)
    pipe.send_bytes(READY)
    while True:
        try:
            file = pipe.recv_bytes().decode("utf-8", "surrogatepass")
            data = pipe.recv_bytes()
        except EOFError:
            return
        _bound_time(bounds)
        answer = _answer(read, data, file, passwords)
        pipe.send_bytes(answer)
        if not answer.startswith(FOUND):
            return


def _answer(read: Reader, data: bytes, file: str, passwords: tuple[str, ...]) -> bytes:
    """A Rust panic and sys.exit arrive as BaseException too."""
    try:
        return FOUND + _packed(read(data, file, passwords))
    except MemoryError:
        return TOO_MUCH_MEMORY
    except BaseException:
        return BROKE_DOWN


class _Pickler(pickle.Pickler):
    """Editions go by their name: the other side has them."""

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, Edition):
            return load_edition, (value.about.id,)
        return NotImplemented


def _packed(found: object) -> bytes:
    with io.BytesIO() as memory:
        _Pickler(memory, pickle.HIGHEST_PROTOCOL).dump(found)
        return memory.getvalue()


def _silence() -> None:
    """Nothing is said or asked, by C libraries either; Ctrl+C is for the program that started us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        with suppress(OSError):
            os.dup2(nowhere, descriptor)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.SetErrorMode(msvcrt.SEM_FAILCRITICALERRORS | msvcrt.SEM_NOGPFAULTERRORBOX)


def _bound_memory(bounds: Bounds) -> None:
    """No image of the memory is left behind by a crash; on Linux no more memory than allowed is given."""
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if bounds.by_system:
                resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, bounds.memory_bytes))


def _bound_time(bounds: Bounds) -> None:
    """The one who started us ends us in time. If it was itself ended meanwhile, the system does."""
    if sys.platform != "win32":
        import resource

        spent = int(time.process_time() + 2 * bounds.seconds) + 2
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (spent, resource.getrlimit(resource.RLIMIT_CPU)[1]))
