"""Readers that do what a reader must not. The name of the file says what is done with it."""

from __future__ import annotations

import ctypes
import logging
import os
import sys
import time
import warnings
from typing import Any

from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable

SECRET = "Text of a return, never to be printed"


def read(data: bytes, file: str, passwords: tuple[str, ...]) -> Any:
    """Misbehave as the file is called; a file of another name is read as always."""
    deed = globals().get(file)
    return deed() if callable(deed) else read_return(data, file)


def hang() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(600)


def hang_deep_inside() -> None:
    """No Python runs, so no signal handler does."""
    ctypes.CDLL(None).pause()


def bloat() -> Unreadable:
    """Takes 1.6 GB in steps, if it may; slowly enough to be caught by a look now and then."""
    kept = []
    for _ in range(200):
        kept.append(bytearray(os.urandom(1)) * 8_000_000)
        time.sleep(0.01)
    return Unreadable("bloat", "", "FIX-001", {"kept": len(kept)})


def bloat_at_once() -> None:
    bytearray(1_600_000_000)


def abort() -> None:
    os.abort()


def fall_over() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(0)


def leave_politely() -> None:
    sys.exit(3)


def panic() -> None:
    class PanicException(BaseException):
        pass

    raise PanicException(SECRET)


def fail() -> None:
    raise ValueError(SECRET)


def answer_nonsense() -> object:
    return {"code": SECRET}


def answer_what_cannot_be_sent() -> object:
    return lambda: None


def chatter() -> Unreadable:
    """Says the secret in every way there is, and then reads."""
    print(SECRET)
    print(SECRET, file=sys.stderr)
    os.write(1, SECRET.encode())
    os.write(2, SECRET.encode())
    os.system(f"echo '{SECRET}'; echo '{SECRET}' >&2")
    logging.getLogger("reader").error(SECRET)
    warnings.warn(SECRET, stacklevel=1)
    asked = sys.stdin.read() if sys.stdin else ""
    return Unreadable("chatter", "", "FIX-006", {"looks_like": f"asked {len(asked)}"})


def fine() -> Submission | Unreadable:
    return Unreadable("fine", "", "FIX-001")
