"""Protected workbooks, opened with the passwords of a file. No password is in a log, a message or a name."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from pathlib import Path

from arf_excel.errors import UnreadableError, UsageError
from arf_excel.intake.ole import of_whole_records, records, workbook_stream, wrapped

_LONGEST_FILE = 100_000
_FILE_PASS = 0x2F
_NONE = 0x0000
"""A kind of record that no program knows, and that all pass over."""
_EXCELS_OWN = "VelvetSweatshop"
"""Excel's own password of a workbook whose structure is protected and that opens without asking."""


def passwords_in(path: Path | None) -> tuple[str, ...]:
    """Those of the file; none when no file was named."""
    return read_passwords(path) if path else ()


def read_passwords(path: Path) -> tuple[str, ...]:
    """One password a line, as UTF-8. UsageError when there is no such file, or none in it."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_FILE + 1).decode("utf-8-sig")
    except OSError:
        raise UsageError(f"The password file '{path}' could not be opened. Check its name.") from None
    except UnicodeDecodeError:
        raise UsageError(
            f"The password file '{path.name}' is no plain text. Save it as text (UTF-8), one password a line."
        ) from None
    if len(text) > _LONGEST_FILE:
        raise UsageError(f"The password file '{path.name}' is too long. Give one password a line.")
    found = tuple(dict.fromkeys(line for line in text.splitlines() if line.strip()))
    if not found:
        raise UsageError(f"The password file '{path.name}' is empty. Give one password a line.")
    return found


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """The workbook inside a protected one of today's format; FIX-002 or FIX-050 when it stays shut."""
    from msoffcrypto.format.ooxml import OOXMLFile

    def attempt(password: str) -> bytes:
        file = OOXMLFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
        return _decrypted(file)

    return _first_that_fits(attempt, passwords)


def unlocked_stream(data: bytes, passwords: Sequence[str]) -> tuple[str, bytes]:
    """The workbook stream of an .xls by its name, opened when it has a password."""
    name, stream = workbook_stream(data)
    stream = of_whole_records(stream)
    lock = next(((at, length) for kind, at, length in records(stream) if kind == _FILE_PASS), None)
    if lock is None:
        return name, stream
    from msoffcrypto.format.xls97 import Xls97File

    def attempt(password: str) -> bytes:
        file = Xls97File(io.BytesIO(wrapped(name, stream)))
        file.load_key(password=password)
        return _decrypted(file)

    _, opened = workbook_stream(_first_that_fits(attempt, (_EXCELS_OWN, *passwords), bool(passwords)))
    at, length = lock
    return name, opened[:at] + struct.pack("<HH", _NONE, length) + opened[at + 4 :]


def _first_that_fits(
    attempt: Callable[[str], bytes], passwords: Sequence[str], given: bool | None = None
) -> bytes:
    from msoffcrypto.exceptions import InvalidKeyError

    for password in passwords:
        try:
            return attempt(password)
        except InvalidKeyError:
            continue
        except MemoryError:
            raise
        except Exception:  # a damaged lock raises anything; the cause could quote the password
            raise UnreadableError("FIX-029") from None
    given = bool(passwords) if given is None else given
    raise UnreadableError("FIX-050" if given else "FIX-002")


def _decrypted(file: object) -> bytes:
    with io.BytesIO() as memory:
        file.decrypt(memory)  # type: ignore[attr-defined]
        return memory.getvalue()
