"""The links that stand in an evidence item, as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from arf_excel.framework.templates import read_toml
from arf_excel.intake.submission import Submission

COLUMNS = ("where", "what", "shows")
"""The cells of an evidence item that may hold a link."""
_START = re.compile(r"(?<![\w@.-])(?:[a-z][a-z0-9+.-]{1,20}://|www\.(?=[^\s.]))", re.I)
_ENDS = re.compile(r"[\s<>\"“”„|{}\\^`]|[,;](?=[a-z]+://)", re.I)
_AFTER = ".,;:!?'’‘*_…"
_BRACKETS = {")": "(", "]": "["}
_FURTHER = 4
"""Words after a link that may belong to it: file names with spaces."""


@dataclass(frozen=True)
class Link:
    """`whole` is False where a space may have cut it: what follows looks like the rest of it."""

    row: str
    column: str
    url: str
    whole: bool = True


def links_in(submission: Submission) -> tuple[Link, ...]:
    """Every link of the evidence items, each once for an item, in the order of the form."""
    rows = sorted({a.row for a in submission.answers if a.table == "evidence"}, key=lambda r: (len(r), r))
    found: dict[tuple[str, str], Link] = {}
    for row in rows:
        for column in COLUMNS:
            for url, whole in links_of(submission.text("evidence", row, column)):
                found.setdefault((row, url), Link(row, column, url, whole))
    return tuple(found.values())


def links_of(text: str) -> Iterator[tuple[str, bool]]:
    """The links of a text, and whether each is there as a whole."""
    at = 0
    while start := _START.search(text, at):
        rest = text[start.start() :]
        end = _ENDS.search(rest, len(start[0]))
        url = rest[: end.start()] if end else rest
        url = url[: next((n for n, c in enumerate(url) if not c.isprintable()), len(url))]
        at = start.start() + max(len(url), len(start[0]))
        bare = _bare(url)
        if len(bare) > len(start[0]):
            yield bare, bare != url or not _goes_on(text[at:])


def _bare(url: str) -> str:
    """Without the full stop, comma or bracket of the sentence around it."""
    while url and (
        url[-1] in _AFTER or (url[-1] in _BRACKETS and url.count(url[-1]) > url.count(_BRACKETS[url[-1]]))
    ):
        url = url[:-1]
    return url


def _goes_on(after: str) -> bool:
    """Whether the words that follow look like the rest of a path with spaces."""
    line = after.split("\n", 1)[0]
    if not line.startswith(" ") or _START.search(line):
        return False
    endings = tuple(f".{ending}" for ending in read_toml("evidence.toml")["files"]["endings"])
    words = line.split()[:_FURTHER]
    return any("/" in word.strip("/") or word.casefold().rstrip(_AFTER).endswith(endings) for word in words)
