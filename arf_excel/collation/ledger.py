"""The ledger: every file and what became of it, as values and as `ledger.csv`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.words import brief, group, headers
from arf_excel.errors import UsageError
from arf_excel.workbook.csv_file import csv_text, read_csv
from arf_excel.workbook.save import replace_text

USED, UNEXPECTED = "used", "unexpected"
SUPERSEDED, SET_ASIDE, UNPLACED = "superseded", "set_aside", "unplaced"
DUPLICATE, UNREADABLE, NOT_A_RETURN = "duplicate", "unreadable", "not_a_return"
MISSING, GONE = "missing", "gone"
TAKEN = frozenset({USED, UNEXPECTED})
"""Outcomes of a return that is in the outputs."""
NOT_USED = frozenset({SUPERSEDED, SET_ASIDE, UNPLACED})
_ORDER = (
    USED,
    UNEXPECTED,
    SUPERSEDED,
    SET_ASIDE,
    UNPLACED,
    DUPLICATE,
    UNREADABLE,
    MISSING,
    NOT_A_RETURN,
    GONE,
)


@dataclass(frozen=True)
class Line:
    """One line. `outcome` is a key of collation.toml's outcomes; `why` a sentence."""

    outcome: str
    file: str = ""
    why: str = ""
    number: int | None = None
    code: str = ""
    name: str = ""
    asking: str = ""
    edition: str = ""
    purpose: str = ""
    saved: dt.datetime | None = None
    differs: tuple[str, ...] = ()
    finding: str = ""
    sha256: str = ""
    form_version: str = ""
    pack: int | None = None
    """The first pack that had this return; see `packs`."""

    @property
    def word(self) -> str:
        return str(group("outcomes")[self.outcome])

    def texts(self) -> tuple[str, ...]:
        """In the order of the headers."""
        return (
            *("" if self.number is None else str(self.number), self.file, self.word, self.why),
            *(self.code, brief(self.name), brief(self.asking), self.edition, self.purpose),
            *(moment(self.saved), "; ".join(self.differs), self.finding, self.sha256),
            *(self.form_version, "" if self.pack is None else str(self.pack)),
        )


def moment(when: dt.datetime | None) -> str:
    return "" if when is None else f"{when:%Y-%m-%d %H:%M:%S}"


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Returns first, by organisation; then what could not be read, what is missing, and the rest."""
    return tuple(sorted(lines, key=_place))


def _place(line: Line) -> tuple[int, str, int, str, str]:
    rank = 0 if line.outcome in TAKEN | NOT_USED else _ORDER.index(line.outcome)
    return rank, line.code, _ORDER.index(line.outcome), line.file.casefold(), line.file


# the file


def write_ledger(path: Path, lines: Sequence[Line]) -> None:
    replace_text(path, csv_text(headers("ledger"), (line.texts() for line in lines)))


@dataclass(frozen=True)
class Earlier:
    """What an earlier ledger knew of a file."""

    number: int
    file: str
    code: str
    name: str
    pack: int = 1


def read_rows(path: Path) -> list[dict[str, str]]:
    """The lines of a written ledger by header; [] when there is none. Excel may have saved it again."""
    if not path.is_file():
        return []
    there, rows = read_csv(path)
    known = set(headers("ledger"))
    wanted = known & set(there)
    if not known - set(group("ledger")["later"]) <= wanted:
        raise UsageError(
            f"{path.name}: the headers of the earlier ledger are not as they were. Move it out of "
            f"'{path.parent.name}', or put its first line back, so that the order of returns is kept."
        )
    return [{key: value for key, value in row.items() if key in wanted} for row in rows]


def read_earlier(path: Path) -> dict[str, Earlier]:
    """SHA-256 → what an earlier run saw, so that numbers stay as they were."""
    names = headers("ledger")
    number_at, file_at, code_at, name_at = names[0], names[1], names[4], names[5]
    sha_at, pack_at = names[12], names[14]
    found: dict[str, Earlier] = {}
    for row in read_rows(path):
        digits, sha = row[number_at].strip(), row[sha_at].strip().lower()
        if digits.isdecimal() and len(sha) == 64 and sha not in found:
            pack = row.get(pack_at, "").strip()
            first = int(pack) if pack.isdecimal() else 1
            found[sha] = Earlier(int(digits), row[file_at], row[code_at], row[name_at], first)
    return found
