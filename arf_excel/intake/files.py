"""Which files a command is to look at: files as they were named, folders walked in a steady order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from arf_excel.errors import UsageError
from arf_excel.intake.limits import limits

SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"})


def walk(folder: Path) -> list[Path]:
    """Every file below a folder, in an order that no file system changes."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: (path.relative_to(folder).as_posix().casefold(), path.as_posix()))


def passed_over(path: Path) -> bool:
    """A lock file of an open workbook, a dot file, or no spreadsheet at all."""
    return path.name.startswith(("~$", ".")) or path.suffix.lower() not in SUFFIXES


def returns_in(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """(path, name to show) of each file to read. A file that was named is read whatever it is called."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"There is no such file or folder: {', '.join(missing)}.")
    for path in paths:
        if path.is_dir():
            for inside in walk(path):
                if not passed_over(inside):
                    yield inside, inside.relative_to(path).as_posix()
        else:
            yield path, path.name


def read_bytes(path: Path) -> tuple[bytes, str] | None:
    """The bytes, at most one more than intake takes, and the SHA-256 of the whole; None when it is shut."""
    digest, kept, room = hashlib.sha256(), bytearray(), limits().file_bytes + 1
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
                kept += block[: room - len(kept)]
    except OSError:
        return None
    return bytes(kept), digest.hexdigest()
