"""What came from each organisation, by the round's own ledger: never a guess from an old one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation import ledger
from arf_excel.collation.sources import sources
from arf_excel.collation.words import group, headers
from arf_excel.errors import UsageError
from arf_excel.framework.findings import catalogue
from arf_excel.intake.files import read_bytes
from arf_excel.letters.words import one_line, say
from arf_excel.rounds.settings import Round
from arf_excel.rounds.sheets import plan

_NUMBER, _FILE, _WORD, _WHY, _CODE, _SAVED, _FINDING, _SHA = 0, 1, 2, 3, 4, 9, 11, 12
"""Places in the ledger's headers."""


@dataclass(frozen=True)
class File:
    """A line of the ledger. `word` is what became of it."""

    name: str
    word: str
    why: str
    number: str
    code: str
    saved: str
    finding: str
    sha256: str

    @property
    def is_unreadable(self) -> bool:
        return self.word == str(group("outcomes")[ledger.UNREADABLE])

    @property
    def is_used(self) -> bool:
        return self.word in {group("outcomes")[key] for key in ledger.TAKEN}

    def told(self, chosen: bool) -> str:
        """What became of it, in a sentence for its organisation; `chosen` says whether another is used."""
        if self.is_unreadable:
            return self._unreadable("unreadable")
        if self.word == group("outcomes")[ledger.SUPERSEDED]:
            key = ledger.SUPERSEDED
        elif not self.code:
            key = ledger.UNPLACED
        else:
            key = ledger.SET_ASIDE if chosen else "astray"
        return say("ledger", key, file=self.name)

    @property
    def listed(self) -> str:
        """The same for the office, in the words of the ledger."""
        if self.is_unreadable:
            return self._unreadable("unreadable_short")
        return say("ledger", "not_used_short", file=self.name, why=self.why)

    def _unreadable(self, key: str) -> str:
        entry = catalogue().get(self.finding)
        what = f"{entry.title}: {entry.fix}" if entry else ""
        return say("ledger", key, file=self.name, what=what).strip()


@dataclass(frozen=True)
class Came:
    """The return of an organisation that is used, and its other files.

    A file that could not be read names nobody: it is theirs when their code stands in its name.
    """

    used: File | None = None
    others: tuple[File, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What became of the other files, for the organisation."""
        return tuple(each.told(self.used is not None) for each in self.others)


def what_came(folder: Path, round_: Round) -> Mapping[str, Came]:
    """Code → what came, of every organisation of the round. UsageError unless the ledger is up to date."""
    files = _ledger(folder)
    return {each.code: _of(each.code, files) for each in round_.organisations}


def has_ledger(folder: Path) -> bool:
    return _ledger_path(folder).is_file()


def pack_of(folder: Path) -> Path:
    return folder / plan().folders["pack"]


def _ledger_path(folder: Path) -> Path:
    return pack_of(folder) / "ledger.csv"


def _of(code: str, files: list[File]) -> Came:
    mine = [each for each in files if each.code == code or (not each.code and _names(each, code))]
    used = next((each for each in mine if each.code == code and each.is_used), None)
    left_out = {group("outcomes")[key] for key in (*ledger.NOT_USED, ledger.UNREADABLE)}
    return Came(used, tuple(each for each in mine if each.word in left_out))


def _names(file: File, code: str) -> bool:
    """Whether the code stands in the file's name as a word of its own."""
    return code in re.split(r"[^A-Z0-9]+", file.name.upper())


def _ledger(folder: Path) -> list[File]:
    files = _files(folder)
    there = _returned(folder)
    if not has_ledger(folder) and there:
        raise _first_collate("not_yet", folder, len(there))
    known = {each.sha256 for each in files}
    if unknown := [sha for sha in there if sha not in known]:
        raise _first_collate("newer", folder, len(unknown))
    if gone := {each.sha256 for each in files if each.is_used} - set(there):
        raise _first_collate("gone", folder, len(gone))
    return files


def _first_collate(key: str, folder: Path, count: int) -> UsageError:
    return UsageError(say("ledger", key, count=count, round=folder.name or "."))


def _files(folder: Path) -> list[File]:
    """The lines of the ledger that are about a file."""
    names = headers("ledger")
    found = []
    for row in ledger.read_rows(_ledger_path(folder)):
        cells = [one_line(row.get(name, "")) for name in names]
        if cells[_FILE]:
            sha = cells[_SHA].lower()
            facts = (cells[_WHY], cells[_NUMBER], cells[_CODE].upper(), cells[_SAVED], cells[_FINDING], sha)
            found.append(File(cells[_FILE], cells[_WORD], *facts))
    return found


def _returned(folder: Path) -> list[str]:
    """The SHA-256 of every file that collate would read now."""
    returned = folder / plan().folders["returned"]
    if not returned.is_dir():
        return []
    there = [each for each in sources([returned], pack_of(folder), returned) if not each.passed_over]
    read = (read_bytes(each.path) for each in there)
    return [found[1] for found in read if found is not None]
