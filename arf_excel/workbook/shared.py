"""Formulas that are the same in row after row: written once, as Excel itself writes a formula filled down.

Only formulas without a reference to another sheet are shared: Excel reads relative ones of those wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

_FEWEST = 3
_TEXT = re.compile(r'("(?:[^"]|"")*")')
_ROW = re.compile(r"(?<![A-Za-z0-9_.$])(\$?[A-Z]{1,3})([0-9]+)(?![0-9(A-Za-z_])")


def runs(formulas: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last position of each run of formulas that differ by their own row only."""
    at = 0
    for form, run in groupby(_relative(text, row) for row, text in enumerate(formulas)):
        count = len(list(run))
        if count >= _FEWEST and form is not None:
            yield at, at + count - 1
        at += count


def _relative(formula: str, row: int) -> str | None:
    """The formula with each row that is not fixed as a distance; None when it must not be shared."""
    if "!" in formula:
        return None
    pieces = _TEXT.split(formula)
    pieces[::2] = [_ROW.sub(lambda m: f"{m[1]}[{int(m[2]) - row}]", piece) for piece in pieces[::2]]
    return "".join(pieces)
