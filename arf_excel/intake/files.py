"""Which files a command is to look at: files as they were named, folders walked in a steady order."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from arf_excel.errors import UsageError
from arf_excel.intake.limits import limits

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"})


def walk(folder: Path) -> list[Path]:
    """Every file below a folder, in an order that no file system changes. UsageError: one is shut."""

    def refuse(error: OSError) -> None:
        raise cannot_be_listed(error.filename or folder)

    every = (Path(here) / name for here, _, names in os.walk(folder, onerror=refuse) for name in names)
    found = [path for path in every if _may_be_a_file(path)]
    return sorted(found, key=lambda path: (path.relative_to(folder).as_posix().casefold(), path.as_posix()))


def cannot_be_listed(folder: str | Path) -> UsageError:
    """What to say of a folder whose files cannot be seen: it is not empty."""
    return UsageError(
        f"The folder '{folder}' cannot be listed, so its files cannot be read. Ask who may open it."
    )


def _may_be_a_file(path: Path) -> bool:
    """Not a pipe or a link to nowhere; what may not be looked at is told when it is read."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def passed_over(path: Path) -> bool:
    """A lock file of an open workbook, a dot file, or no spreadsheet at all."""
    return path.name.startswith(("~$", ".")) or path.suffix.lower() not in SUFFIXES


def left_out(paths: Sequence[Path]) -> list[str]:
    """Names of files in these folders that are no spreadsheets by name; lock and dot files are not told."""
    found = (inside for path in paths if path.is_dir() for inside in walk(path))
    return [path.name for path in found if passed_over(path) and not path.name.startswith(("~$", "."))]


def returns_in(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """(path, name to show) of each file to read. A file that was named is read whatever it is called."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"There is no such file or folder: {', '.join(missing)}.")
    walked = {path: walk(path) for path in paths if path.is_dir()}
    for path in paths:
        if path in walked:
            for inside in walked[path]:
                if not passed_over(inside):
                    yield inside, inside.relative_to(path).as_posix()
        else:
            yield path, path.name


def read_bytes(path: Path) -> tuple[bytes, str] | None:
    """The bytes, at most one more than intake takes, and the SHA-256 of the whole; None when it is shut.

    A pipe or a device, which may never end, is shut too.
    """
    digest, kept, room = hashlib.sha256(), bytearray(), limits().file_bytes + 1
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            while block := file.read(1 << 20):
                digest.update(block)
                kept += block[: room - len(kept)]
    except OSError:
        return None
    return bytes(kept), digest.hexdigest()


def _without_waiting(path: str, flags: int) -> int:
    """Opening a pipe waits until somebody writes into it, unless told otherwise; Windows has no such word."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
