"""Mutants of real returns, each from a number: the same number gives the same bytes.

Most have sums put right, so that they pass the zip file and reach the reader.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from random import Random

from tests.hostile import ods, old, plain

_EXTREMES = (
    *("", "0", "-1", "1", "16385", "1048577", "4294967295", "9" * 25, "1e308", "NaN", "1.5", " 7 "),
    *("A1", "XFD1048576", "A1:XFD1048576", "#REF!", "true", "s", "e", "b", "d", "str", "inlineStr", "\u202e"),
)
_TOKEN = re.compile(rb"<[^>]*>|[^<]+")
_VALUE = re.compile(rb'="([^"]*)"')
_NAMES = (
    "row|table:table-row|sheets",
    "c|table:table-cell|si",
    "v|f|t|text:p|definedName|sheet|Relationship|xf",
)
_WHOLE = [re.compile(rf"<({names})(?=[ />])[^>]*?(?:/>|>.*?</\1>)".encode(), re.DOTALL) for names in _NAMES]
"""Elements that can be removed or doubled, and the part stays XML: large, middling, small."""
_LEFT_OUT = frozenset({"Start here", "Summary", "Checks", "What helps", "Guidance", "_work", "_lists"})
"""Sheets without answers, which only cost time here."""


@cache
def _workbook() -> plain.Parts:
    """The return with the sheets that people type in, and with nothing beside the cells."""
    contents = plain.parts()
    text = contents[plain.WORKBOOK].decode()
    for sheet in _LEFT_OUT:
        del contents[plain.part_of(sheet)]
        text = re.sub(rf'<sheet name="{sheet}"[^>]*/>', "", text)
    contents[plain.WORKBOOK] = text.encode()
    aside = ("xl/tables/", "xl/charts/", "xl/drawings/", "xl/theme/", "xl/worksheets/_rels/")
    contents[plain.STRINGS] = contents[plain.STRINGS].replace(b"x" * 30_000, b"")
    beside = re.compile(rb"<tableParts.*?</tableParts>|<drawing [^>]*/>")
    return {name: beside.sub(b"", data) for name, data in contents.items() if not name.startswith(aside)}


@cache
def _open_document() -> plain.Parts:
    return plain.parts_of(ods.plain_return())


@cache
def _binary() -> plain.Parts:
    return plain.parts_of(old.xlsb())


@lru_cache(maxsize=64)
def _tokens(data: bytes) -> tuple[bytes, ...]:
    return tuple(_TOKEN.findall(data))


@lru_cache(maxsize=128)
def _whole(data: bytes, size: int) -> tuple[tuple[int, int], ...]:
    """Where elements of a size begin and end."""
    return tuple(found.span() for found in _WHOLE[size].finditer(data))


def mutant(seed: int) -> bytes:
    """A workbook of today or an OpenDocument one, changed in one to three places."""
    chance = Random(seed)
    base = _open_document() if chance.random() < 0.2 else _workbook()
    if chance.random() < 0.1:
        return _bytes(chance, plain.packed(base, zipfile.ZIP_STORED))
    contents = dict(base)
    for _ in range(chance.choice((1, 1, 2, 3))):
        _of_parts(chance, contents)
    return plain.packed(contents, zipfile.ZIP_STORED)


def old_mutant(seed: int) -> bytes:
    """An .xls or .xlsb, changed in one to three places."""
    chance = Random(seed)
    if chance.random() < 0.5:
        data = old.xls()
        for _ in range(chance.choice((1, 2, 3))):
            data = _bytes(chance, data)
        return data
    contents = dict(_binary())
    for _ in range(chance.choice((1, 2, 3))):
        name = chance.choice(sorted(contents))
        contents[name] = _bytes(chance, contents[name])
    return plain.packed(contents, zipfile.ZIP_STORED)


def _of_parts(chance: Random, contents: plain.Parts) -> None:
    """One part changed, or two that change places, or one gone; large parts as often as small ones."""
    name = chance.choice(sorted(contents))
    how = chance.random()
    if how < 0.03:
        del contents[name]
    elif how < 0.06:
        other = chance.choice(sorted(contents))
        contents[name], contents[other] = contents[other], contents[name]
    elif how < 0.35 or not contents[name].lstrip().startswith(b"<"):
        contents[name] = _bytes(chance, contents[name])
    elif how < 0.6 and (spans := _whole(contents[name], chance.randrange(len(_WHOLE)))):
        contents[name] = _elements(chance, contents[name], spans)
    else:
        contents[name] = _markup(chance, contents[name])


def _bytes(chance: Random, data: bytes) -> bytes:
    """Bytes flipped, cut, doubled, swapped, put in."""
    if not data:
        return b"\0"
    at, length = chance.randrange(len(data)), chance.choice((1, 1, 4, 64, 4_096))
    piece = data[at : at + length]
    ways: Sequence[Callable[[], bytes]] = (
        lambda: data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :],
        lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda: data[:at],
        lambda: data[:at] + data[at + length :],
        lambda: data[:at] + piece + data[at:],
        lambda: data[:at] + data[at + length : at + 2 * length] + piece + data[at + 2 * length :],
        lambda: data[:at] + chance.randbytes(length) + data[at + length :],
    )
    return chance.choice(ways)()


def _elements(chance: Random, data: bytes, spans: Sequence[tuple[int, int]]) -> bytes:
    """A whole element removed, doubled, put elsewhere, or one in place of another."""
    (begin, end), (other, last) = chance.choice(spans), chance.choice(spans)
    ways: Sequence[Callable[[], bytes]] = (
        lambda: data[:begin] + data[end:],
        lambda: data[:end] + data[begin:],
        lambda: data[:begin] + data[other:last] + data[end:],
        lambda: data[:begin] + data[other:last] + data[begin:],
    )
    return chance.choice(ways)()


def _markup(chance: Random, data: bytes) -> bytes:
    """Tags and texts removed, doubled, swapped; attributes exchanged, emptied, made extreme."""
    tokens = list(_tokens(data))
    at, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
    extreme = chance.choice(_EXTREMES).encode()

    def drop() -> None:
        del tokens[at]

    def drop_several() -> None:
        del tokens[at : at + chance.randrange(2, 12)]

    def double() -> None:
        tokens.insert(other, tokens[at])

    def double_several() -> None:
        tokens[at:at] = tokens[at : at + chance.randrange(2, 40)]

    def swap() -> None:
        tokens[at], tokens[other] = tokens[other], tokens[at]

    def exchange() -> None:
        values = _VALUE.findall(tokens[other]) or [extreme]
        tokens[at] = _with_value(chance, tokens[at], chance.choice(values))

    def spoil() -> None:
        tokens[at] = _with_value(chance, tokens[at], extreme) if tokens[at].startswith(b"<") else extreme

    chance.choice((drop, drop_several, double, double_several, swap, exchange, spoil, spoil))()
    return b"".join(tokens)


def _with_value(chance: Random, tag: bytes, value: bytes) -> bytes:
    """One attribute of an element with another value."""
    found = list(_VALUE.finditer(tag))
    if not found:
        return tag
    one = chance.choice(found)
    return tag[: one.start(1)] + value + tag[one.end(1) :]
