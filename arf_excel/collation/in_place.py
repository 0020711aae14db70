"""A whole set of outputs in the place of an earlier one: nothing mixed in silence, nothing of a person lost.

Before the first file is moved, `manifest.json` says that a run is under way and lists the hashes of the
earlier set and of the new one. So a later run knows a set that was left half-way, and knows a file that a
person has changed since: that one is kept aside.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arf_excel.collation.sources import CHANGED, OUTPUTS
from arf_excel.collation.words import say
from arf_excel.errors import OutputBusyError
from arf_excel.workbook.save import PATIENCE, move_into_place, replace_text

MANIFEST = "manifest.json"
STAGE = ".arf-"
"""How the names of folders and files begin that a run makes for itself."""
_UNDER_WAY = "under_way"
_PAUSE = 0.1
Content = Mapping[str, Any]


@dataclass(frozen=True)
class Placed:
    """The outputs in their place, the manifest last, and what to say of those that were there before."""

    written: tuple[Path, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Before:
    """What stands in the folder from earlier runs: name → SHA-256 of a set, and whether it is mixed."""

    known: Mapping[str, frozenset[str]]
    mixed: bool


def put_in_place(stage: Path, out: Path, manifest: Callable[[Mapping[str, str]], Content]) -> Placed:
    """Move every file below `stage` to `out`, then write the manifest of them (name → SHA-256)."""
    before, names = _before(out), _names(stage)
    notes = [say("output", "mixed")] if before.mixed else []
    content = manifest({name: sha256_of(stage / name) for name in names})
    gone = sorted(before.known.keys() - set(names))
    _require_free(out / name for name in (*names, *gone, MANIFEST))
    _sweep(out, stage)
    _say_under_way(out, before, content)
    for name in names:
        kept = _place(stage / name, out / name, before.known.get(name, frozenset()), out)
        notes += [say("output", "changed", file=name, kept=kept)] if kept else []
    for name in gone:
        kept = _take_away(out / name, before.known[name], out)
        notes += [say("output", "changed", file=name, kept=kept)] if kept else []
    replace_text(out / MANIFEST, _text(content))
    return Placed((*(out / name for name in names), out / MANIFEST), tuple(notes))


def _names(folder: Path) -> list[str]:
    """In the order of OUTPUTS, then by name."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    at = {name: n for n, name in enumerate(OUTPUTS)}
    return sorted(names, key=lambda name: (at.get(name, len(at)), name))


def _before(out: Path) -> Before:
    """Without a manifest nothing is known of a set that is there; an unreadable one is none."""
    try:
        found = json.loads((out / MANIFEST).read_text("utf-8"))
        listed = [*found["outputs"], *found.get("outputs_before", [])]
        known: dict[str, set[str]] = {}
        for each in listed:
            known.setdefault(str(each["file"]), set()).add(str(each["sha256"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Before({}, False)
    inside = {name: frozenset(hashes) for name, hashes in known.items() if _is_inside(name)}
    return Before(inside, bool(found.get(_UNDER_WAY)))


def _is_inside(name: str) -> bool:
    """A manifest is a file that anybody may have written: it names nothing outside its folder."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts and ":" not in name and "\\" not in name


def _require_free(paths: Iterable[Path]) -> None:
    """OutputBusyError, before the first file is moved, when one of them stays open in Excel."""
    until = time.monotonic() + PATIENCE
    for path in paths:
        while not _is_free(path):
            if time.monotonic() >= until:
                raise OutputBusyError(say("output", "busy", file=path.name))
            time.sleep(_PAUSE)


def _is_free(path: Path) -> bool:
    try:
        if path.is_file():
            path.open("r+b").close()
    except PermissionError:
        return False
    return True


def _say_under_way(out: Path, before: Before, content: Content) -> None:
    listed = [{"file": name, "sha256": sha} for name, all_ in before.known.items() for sha in sorted(all_)]
    replace_text(out / MANIFEST, _text({**content, _UNDER_WAY: True, "outputs_before": listed}))


def _text(content: Content) -> str:
    """ASCII only, one item a line, the same for the same content."""
    return json.dumps(content, indent=1, ensure_ascii=True) + "\n"


def _place(made: Path, path: Path, ours: frozenset[str], out: Path) -> str:
    """Put a file in its place. Returns where a copy that a person changed is kept, or ''."""
    there = _sha256(path)
    if there is not None and there == _sha256(made):
        return ""
    kept = _keep(path, there, out) if there and there not in ours else ""
    move_into_place(made, path)
    return kept


def _take_away(path: Path, ours: frozenset[str], out: Path) -> str:
    """A file of an earlier set that this one does not have; one that a person changed is kept aside."""
    there = _sha256(path)
    if there is None:
        return ""
    kept = "" if there in ours else _keep(path, there, out)
    try:
        path.unlink()
    except PermissionError:
        raise OutputBusyError(say("output", "busy", file=path.name)) from None
    if path.parent != out and not any(path.parent.iterdir()):
        path.parent.rmdir()
    return kept


def _keep(path: Path, sha: str, out: Path) -> str:
    kept = out / CHANGED / f"{path.stem}-{sha[:8]}{path.suffix}"
    kept.parent.mkdir(exist_ok=True)
    shutil.copyfile(path, kept)
    return kept.relative_to(out).as_posix()


def _sha256(path: Path) -> str | None:
    return sha256_of(path) if path.is_file() else None


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sweep(out: Path, stage: Path) -> None:
    """What runs that were stopped have left behind."""
    for path in out.glob(f"{STAGE}*"):
        if path == stage:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
