"""The folder of drafts. A draft that somebody has changed is kept; one that nobody needs any more goes.

`.written.json` remembers the SHA-256 of everything that was written here. A file with another one is
somebody's work.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arf_excel.errors import OutputBusyError
from arf_excel.letters.words import say
from arf_excel.workbook.save import replace_bytes, replace_text

MEMORY = ".written.json"
_Known = dict[str, list[str]]


@dataclass(frozen=True)
class Written:
    """Names below the folder: drafts that now say what the round says, those kept as changed, those gone."""

    current: tuple[str, ...]
    kept: tuple[str, ...]
    """Changed by somebody, so they stay as they are."""
    removed: tuple[str, ...]
    """Nobody needs them any more, and nobody had changed them."""
    left: tuple[str, ...]
    """Nobody needs them any more; somebody had changed them, so they stay."""


def write_drafts(
    folder: Path, drafts: Mapping[str, bytes], below: tuple[str, ...], *, again: bool = False
) -> Written:
    """Put drafts (name below the folder → bytes) in their place. `again` writes over changed ones too.

    `below` names the folders that are ours alone: what an earlier run wrote there and this one did not goes.
    """
    known = _known(folder)
    kept = tuple(
        n for n in sorted(drafts) if not again and _is_changed(folder / n, known.get(n, []), drafts[n])
    )
    old = [n for n in sorted(known) if n not in drafts and n.startswith(below) and (folder / n).is_file()]
    left = tuple(name for name in old if _sha(folder / name) not in known[name])
    removed = tuple(name for name in old if name not in left)
    current = tuple(name for name in sorted(drafts) if name not in kept)
    _remember(folder, known, {name: drafts[name] for name in current})
    for name in current:
        if not (folder / name).is_file() or (folder / name).read_bytes() != drafts[name]:
            replace_bytes(folder / name, drafts[name])
    for name in removed:
        _remove(folder / name)
    return Written(current, kept, removed, left)


def _is_changed(path: Path, ours: list[str], content: bytes) -> bool:
    return path.is_file() and _sha(path) not in (*ours, hashlib.sha256(content).hexdigest())


def _known(folder: Path) -> _Known:
    """Name → the SHA-256 of all that was written there; {} without a list that can be read."""
    try:
        found = json.loads((folder / MEMORY).read_text("utf-8"))
        return {str(name): [str(sha) for sha in shas] for name, shas in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _remember(folder: Path, known: _Known, drafts: Mapping[str, bytes]) -> None:
    """Before anything is written: a run that is stopped leaves no draft of ours that looks like another's."""
    for name, content in drafts.items():
        known[name] = sorted({*known.get(name, []), hashlib.sha256(content).hexdigest()})
    replace_text(folder / MEMORY, json.dumps(known, indent=1, sort_keys=True) + "\n")


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except PermissionError:
        raise OutputBusyError(say("folder", "busy", file=path.name)) from None
