"""Which files a run reads, which it passes over and why. Names are relative, the same on all machines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from arf_excel.collation.words import group
from arf_excel.errors import UnreadableError, UsageError
from arf_excel.intake.files import SUFFIXES, cannot_be_listed
from arf_excel.intake.package import open_package

OUTPUTS = (
    "review-pack.xlsx",
    "office.xlsx",
    "regional-summary-office.xlsx",
    "regional-summary.xlsx",
    "ledger.csv",
    "submissions.json",
    "manifest.json",
)
"""What a run writes, in this order."""
COPIES, CHANGED = "to-look-at", "changed"
"""Folders of a run: copies that help to put a return right, and files of it that a person changed."""
SHUT_FOLDER = "shut_folder"
"""The word for a folder below an input whose files cannot be seen."""
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".gz", ".tar"})
_CATEGORY = re.compile(rb"<cp:category>arf-excel ([a-z-]+)</cp:category>")
_CORE = "docProps/core.xml"


@dataclass(frozen=True)
class Source:
    """A file, what to call it, and the word for why it is passed over ('' when it is to be read)."""

    path: Path
    shown: str
    passed_over: str = ""


def sources(
    paths: Sequence[Path], out: Path, returned_only: Path | None = None, evidence: Path | None = None
) -> list[Source]:
    """Every file below these paths, in an order that neither the paths' order nor the machine changes.

    Files of evidence are no returns: their folder is passed over.
    """
    roots = [returned_only] if returned_only is not None else list(paths)
    missing = sorted(path.name or str(path) for path in roots if not path.exists())
    if missing:
        raise UsageError(f"There is no such file or folder: {', '.join(missing)}.")
    found: dict[Path, Source] = {}
    for root in sorted(roots, key=lambda path: (path.name.casefold(), path.as_posix())):
        several = len({path.resolve() for path in roots}) > 1
        for source in _below(root, out.resolve(), several, evidence.resolve() if evidence else None):
            found.setdefault(source.path.resolve(), source)
    named = (replace(source, shown=_printable(source.shown)) for source in found.values())
    return _told_apart(sorted(named, key=lambda source: _order(source.shown)))


def _printable(name: str) -> str:
    """A name that every output can hold: file systems allow line ends and broken letters."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def _order(shown: str) -> tuple[str, str, str]:
    """By folder and name; 'X01.xlsx' stands before 'X01 copy.xlsx'."""
    folder, _, name = shown.rpartition("/")
    return folder.casefold(), name.rpartition(".")[0].casefold(), shown


def _below(root: Path, out: Path, several: bool, evidence: Path | None) -> Iterator[Source]:
    if not root.is_dir():
        yield Source(root, root.name, _named_over(root, out))
        return
    above = f"{root.resolve().name}/" if several else ""
    yield from _our_own(root, out, above)
    shut: list[Path] = []

    def refuse(error: OSError) -> None:
        folder = Path(error.filename or root)
        if folder == root:
            raise cannot_be_listed(root)
        shut.append(folder)

    for folder, folders, files in os.walk(root, onerror=refuse):
        here = Path(folder)
        for name in list(folders):
            inside = here / name
            if inside.resolve() == out or (name in (COPIES, CHANGED) and here.resolve() == out):
                folders.remove(name)
            elif inside.resolve() == evidence:
                folders.remove(name)
                yield Source(inside, f"{above}{inside.relative_to(root).as_posix()}/", "evidence_folder")
            elif inside.is_symlink():
                folders.remove(name)
                yield Source(inside, f"{above}{inside.relative_to(root).as_posix()}/", "linked_folder")
            elif name.startswith("."):
                folders.remove(name)
                yield Source(inside, f"{above}{inside.relative_to(root).as_posix()}/", "dot_file")
        for name in files:
            path = here / name
            yield Source(path, above + path.relative_to(root).as_posix(), _walked_over(path, out))
    for each in shut:
        yield Source(each, f"{above}{each.relative_to(root).as_posix()}/", SHUT_FOLDER)


def _our_own(root: Path, out: Path, above: str) -> Iterator[Source]:
    """What this run writes below the folder, whether it is there yet or not: two runs list the same."""
    full = root.resolve()
    if out == full:
        for name in (*OUTPUTS, f"{COPIES}/", f"{CHANGED}/"):
            yield Source(root / name, above + name, "our_output")
    elif out.is_relative_to(full):
        yield Source(out, f"{above}{out.relative_to(full).as_posix()}/", "our_folder")


def _named_over(path: Path, out: Path) -> str:
    """A file that was named is read whatever its kind, but never our own output."""
    word = _walked_over(path, out)
    return "" if word in ("not_a_workbook", "archive") else word


def _walked_over(path: Path, out: Path) -> str:
    if path.name.startswith("~$"):
        return "lock_file"
    if path.name.startswith("."):
        return "dot_file"
    if path.name in OUTPUTS and path.resolve().parent == out:
        return "our_output"
    if path.suffix.lower() in _ARCHIVES:
        return "archive"
    return "" if path.suffix.lower() in SUFFIXES else "not_a_workbook"


def _told_apart(found: list[Source]) -> list[Source]:
    """Two files of one name get a number, so that the ledger never means two things by one name."""
    seen: dict[str, int] = {}
    made = []
    for source in found:
        seen[source.shown] = seen.get(source.shown, 0) + 1
        number = seen[source.shown]
        made.append(source if number == 1 else replace(source, shown=f"{source.shown} ({number})"))
    return made


def is_ours(data: bytes) -> bool:
    """Whether this is a workbook that the toolkit writes and that is no form, by its properties."""
    try:
        match = _CATEGORY.search(open_package(data).read(_CORE))
    except UnreadableError:
        return False
    return match is not None and match[1].decode("ascii") in group("kinds").values()
