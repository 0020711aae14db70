"""What a command said, as plain data: sentences and tables, and a file that it wants opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Table:
    """A closing table: cleaned texts."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass
class Told:
    """What was said, in its order, and the file to open."""

    items: list[str | Table] = field(default_factory=list)
    opens: Path | None = None

    def say(self, text: str) -> None:
        """Add sentences, a line each."""
        self.items += [line for line in text.splitlines() if line.strip()]

    def table(self, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.items.append(Table(title, tuple(headers), tuple(map(tuple, rows))))
