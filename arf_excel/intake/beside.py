"""What people left over the cells and no reader takes for an answer: notes, comments, text boxes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from arf_excel.errors import UnreadableError
from arf_excel.framework.templates import read_toml
from arf_excel.intake.grid import Note
from arf_excel.intake.markup import Attributes, each_text, local
from arf_excel.intake.package import Package

_COMMENTS, _DRAWING = "spreadsheetml.comments+xml", "vnd.openxmlformats-officedocument.drawing+xml"


def left_beside(count: int) -> tuple[Note, ...]:
    """One note with how many there are."""
    return (Note("NOTE-055", facts={"count": count}),) if count else ()


def count_beside(package: Package, types: Mapping[str, str]) -> int:
    """How many notes, comments and text boxes with words an .xlsx has; a damaged part has none."""
    total = 0
    for part in package.names():
        kind = types.get(part, "")
        try:
            if kind.endswith(_COMMENTS):
                total += _notes(package.read(part), part)
            elif kind.endswith(_DRAWING):
                total += _text_boxes(package.read(part), part)
        except UnreadableError:
            continue
    return total


@lru_cache
def _our_lines() -> tuple[str, ...]:
    """How the lines of a note begin that we put on a cell ourselves."""
    lines = str(read_toml("fix_me.toml")["note"]["words"]).splitlines()
    return tuple(line.partition("{")[0] for line in lines)


def is_ours(text: str) -> bool:
    """Whether a note says what we wrote and nothing more: programs do not keep who wrote it."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    return all(line.startswith(_our_lines()) for line in said)


def _notes(data: bytes, part: str) -> int:
    """The notes that say something of others; where people answer one another, the first stands for all."""
    found, pieces = 0, list[str]()

    def done(name: str, _: Attributes, text: str) -> None:
        nonlocal found
        if local(name) == "t":
            pieces.append(text)
        elif local(name) == "comment":
            found += not is_ours("".join(pieces))
            pieces.clear()

    each_text(data, part, done)
    return found


def _text_boxes(data: bytes, part: str) -> int:
    """Shapes with words in them; charts and pictures have none."""
    found, words = 0, False

    def done(name: str, _: Attributes, text: str) -> None:
        nonlocal found, words
        if local(name) == "t":
            words = words or bool(text.strip())
        elif local(name) in {"sp", "cxnSp", "graphicFrame", "pic"}:
            found += words and local(name) == "sp"
            words = False

    each_text(data, part, done)
    return found
