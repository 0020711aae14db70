"""Files are written beside their place under a temporary name, then moved into it: never half a file."""

from __future__ import annotations

import errno
import io
import os
import secrets
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from arf_excel.errors import OutputBusyError, UsageError

PATIENCE = 2.0
"""For how many seconds a file that is open in another program is tried again."""
_PAUSE = 0.1


def replace_file(
    path: Path,
    write: Callable[[Path], None],
    *,
    replace: Callable[[Path, Path], None] = os.replace,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Have `write` make the file under a temporary name, then put it in the place of `path`.

    UsageError when nothing can be written there; it names `path`, never the temporary file.
    """
    if os.path.isdir(path):
        raise UsageError(f"'{path.name or path}' is a folder. Give the name of a file, such as one in it.")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".arf-{secrets.token_hex(6)}.tmp")
    try:
        write(temporary)
        _move(temporary, path, replace, sleep, clock)
    except OSError as error:
        if str(error.filename) != str(temporary):
            raise
        raise UsageError(f"{path.name} cannot be written there: {_reason(error)}.") from error
    finally:
        temporary.unlink(missing_ok=True)


def move_into_place(made: Path, path: Path) -> None:
    """Put a file that is whole in the place of `path`, on the same disk; OutputBusyError when it is open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    _move(made, path, os.replace, time.sleep, time.monotonic)


def _reason(error: OSError) -> str:
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long"
    return (error.strerror or "the folder may not be changed").lower()


def replace_bytes(path: Path, content: bytes) -> None:
    """Put these bytes in the place of `path`."""

    def write(temporary: Path) -> None:
        temporary.write_bytes(content)

    replace_file(path, write)


def replace_text(path: Path, text: str) -> None:
    """Put this text in the place of `path`, as UTF-8 with its line ends as they are."""
    replace_bytes(path, text.encode("utf-8"))


def pack_tightly(path: Path) -> None:
    """Pack a workbook again as small as zip can; its parts, their order and their dates stay as they are."""
    with io.BytesIO() as packed:
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(packed, "w") as target:
            for part in source.infolist():
                target.writestr(part, source.read(part), zipfile.ZIP_DEFLATED, compresslevel=9)
        path.write_bytes(packed.getvalue())


def _move(
    temporary: Path,
    path: Path,
    replace: Callable[[Path, Path], None],
    sleep: Callable[[float], None],
    clock: Callable[[], float],
) -> None:
    """Windows lets nobody replace a file that is open in Excel, so try again for a while."""
    until = clock() + PATIENCE
    while True:
        try:
            replace(temporary, path)
            return
        except PermissionError as error:
            if clock() >= until:
                raise OutputBusyError(
                    f"{path.name} could not be saved: it is open in another program, such as Excel, "
                    "or may not be changed. Close it there and try again."
                ) from error
        sleep(_PAUSE)
