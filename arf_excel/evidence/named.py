"""Which evidence items the name of a file speaks of: 'EV003 minutes March.pdf', 'Evidence 3.pdf'."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from arf_excel.framework.templates import read_toml

_NUMBER = re.compile(
    r"(?<![a-z0-9])(?:ev|evidence)(?:[\s._-]*item)?[\s._-]*(\d{1,5})[a-z]?(?![a-z0-9])", re.I | re.A
)
_TO = re.compile(r"\s*(?:-|–|\bto\b)\s*", re.I)
_MOST_IN_A_ROW = 30
_BETWEEN = re.compile(r"[\n\r;,|:\\/\"“”‘’<>()]+")
_LINK = re.compile(r"\b[a-z][a-z0-9+.-]*://\S*", re.I)


def numbers_in(name: str) -> tuple[int, ...]:
    """Numbers of the items that a name speaks of; 'EV003-EV006' speaks of four."""
    plain = unicodedata.normalize("NFKC", name)
    found = list(_NUMBER.finditer(plain))
    numbers = [int(match[1]) for match in found]
    if len(found) == 2 and _TO.fullmatch(plain[found[0].end() : found[1].start()]):
        first, last = numbers
        if first < last <= first + _MOST_IN_A_ROW:
            return tuple(range(first, last + 1))
    return tuple(dict.fromkeys(numbers))


def plain(text: str) -> str:
    """A name as it is compared: capitals, spaces and ways to write a letter do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def names_in(where: str) -> frozenset[str]:
    """What a cell may call a file: the whole of it and each piece of it, as they are compared."""
    pieces = [where, *_BETWEEN.split(where)]
    return frozenset(name for piece in pieces for name in _ways(plain(piece)) if name)


def _ways(piece: str) -> list[str]:
    before = _words()[1].match(piece)
    return [piece, piece[before.end() :].strip()] if before else [piece]


def says_a_file(where: str) -> bool:
    """Whether a cell names a file. An address on the web is none."""
    return bool(_words()[0].search(plain(_LINK.sub(" ", where))))


def promises_a_file(*texts: str) -> bool:
    """Whether a cell says that something was attached."""
    return any(_words()[2].search(plain(text)) for text in texts)


def left_behind(name: str) -> bool:
    """Whether a computer left this file there by itself."""
    return name.casefold() in read_toml("evidence.toml")["files"]["left_behind"]


@lru_cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = read_toml("evidence.toml")["files"]
    endings, before, promised = (
        "|".join(map(re.escape, words[k])) for k in ("endings", "before", "promised")
    )
    return (
        re.compile(rf"\w[^\n]*\.(?:{endings})(?!\w)"),
        re.compile(rf"(?:{before})\b\s*"),
        re.compile(rf"(?<!\w)(?:{promised})(?!\w)"),
    )
