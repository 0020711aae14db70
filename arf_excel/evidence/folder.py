"""The files below a folder: size and SHA-256 of each, and what is odd about it. No link is followed."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from arf_excel.errors import UsageError
from arf_excel.evidence.bounds import FileBounds
from arf_excel.evidence.named import left_behind
from arf_excel.rounds.folder import is_reserved

Told = tuple[str, str]
"""What there is to say of a file: a word of collation.toml, and what fills its slot."""
LEFT_OUT = frozenset({"symbolic", "device", "hidden", "lock", "left_behind"})
"""What is told of something that belongs to no item, whatever its name."""

_BLOCK = 1 << 20
_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Sent:
    """A file as it was sent. `sha256` is '' where it was not hashed."""

    path: str
    """Below the evidence folder, with forward slashes, as it can be printed."""
    size: int = 0
    sha256: str = ""
    told: tuple[Told, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Its name, then the folders above it up to the organisation's own, which is left out."""
        return PurePosixPath(self.path).parts[:0:-1]

    @property
    def left_out(self) -> bool:
        return any(word in LEFT_OUT for word, _ in self.told)

    @property
    def empty(self) -> bool:
        return any(word == "empty" for word, _ in self.told)


def code_of(name: str, codes: frozenset[str]) -> str:
    """The organisation of a folder by its name, 'R0A' or 'r0a Fictional trust'; '' for none."""
    words = _WORD.findall(name.upper())
    return next((word for word in (*words[:1], *words[-1:]) if word in codes), "")


def top(folder: Path) -> list[os.DirEntry[str]]:
    """What stands right below the evidence folder, in an order that no file system changes."""
    try:
        with os.scandir(folder) as entries:
            return _in_order(entries)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            f"The evidence folder '{folder.name}' cannot be listed: {reason}. Name another with --evidence."
        ) from None


def files_below(folder: Path, own: str, bounds: FileBounds) -> tuple[list[Sent], bool]:
    """The files of an organisation's own folder, by name, and whether there were more than are looked at."""
    found: list[Sent] = []
    for path, entry in _walk(folder / own, own):
        if len(found) == bounds.files:
            return found, True
        found.append(_sent(path, entry, bounds))
    return found, False


def _walk(folder: Path, shown: str) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file, and every folder that is not gone into; None for a folder that is shut."""
    coming: list[tuple[str, os.DirEntry[str] | None]] = [(shown, None)]
    while coming:
        path, entry = coming.pop()
        if entry is not None and not (is_folder(entry) and not _passed_over(entry.name)):
            yield path, entry
            continue
        try:
            with os.scandir(entry.path if entry else folder) as entries:
                inside = _in_order(entries)
        except OSError:
            yield path, None
            continue
        coming += [(f"{path}/{each.name}", each) for each in reversed(inside)]


def _in_order(entries: Iterator[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    return sorted(entries, key=lambda entry: (entry.name.casefold(), entry.name))


def is_folder(entry: os.DirEntry[str]) -> bool:
    """A folder of its own; neither a symbolic link nor a junction, which lead elsewhere."""
    return _kind(entry) == "folder"


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
        if entry.is_symlink() or (tag and tag == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)):
            return "symbolic"
        if entry.is_dir(follow_symlinks=False):
            return "folder"
        return "file" if entry.is_file(follow_symlinks=False) else "device"
    except OSError:
        return "shut"


def _passed_over(name: str) -> str:
    if name.startswith("~$"):
        return "lock"
    if left_behind(name):
        return "left_behind"
    return "hidden" if name.startswith(".") else ""


def printable(name: str) -> str:
    """A name that every output can hold: file systems allow line ends, broken letters and worse."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _sent(path: str, entry: os.DirEntry[str] | None, bounds: FileBounds) -> Sent:
    shown = printable(path)
    odd = list(_odd_name(path, bounds))
    if entry is None:
        return Sent(shown, told=(("shut", ""), *odd))
    kind = _kind(entry)
    if word := _passed_over(entry.name) if kind in ("file", "folder") else kind:
        return Sent(shown, told=((word, ""), *odd))
    size, sha256, said = _hashed(entry.path, bounds.hash_bytes)
    return Sent(shown, size, sha256, (*([(said, "")] if said else []), *odd))


def _odd_name(path: str, bounds: FileBounds) -> Iterator[Told]:
    parts = path.split("/")
    if any(is_reserved(part) or not part.isprintable() for part in parts):
        yield "name", ""
    if len(path) > bounds.path_length:
        yield "long", str(len(path))


def _hashed(path: str, most: int) -> tuple[int, str, str]:
    """Size, SHA-256 and what there is to say. What is no plain file any more when it is open is not read."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"):
        flags |= getattr(os, name, 0)
    try:
        with open(os.open(path, flags), "rb", buffering=0) as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                return 0, "", "device"
            if about.st_size > most:
                return about.st_size, "", "large"
            digest, size = hashlib.sha256(), 0
            while block := file.read(_BLOCK):
                size += len(block)
                if size > most:
                    return size, "", "large"
                digest.update(block)
    except OSError:
        return 0, "", "shut"
    return size, digest.hexdigest(), "" if size else "empty"
