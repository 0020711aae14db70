"""Where a spreadsheet engine is known to answer otherwise than our rules: by name, with the reason.

A typed value that an entry touches is left out of the comparison with that engine, and nothing else is. A
test works each entry's formula out: when the engine has come to agree, the entry has to go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownDifference:
    """`touches` says for which typed values the engine differs. With `example` in A1, `formula` is `ours`."""

    name: str
    engine: str
    reason: str
    touches: Callable[[str], bool]
    example: str
    formula: str
    ours: int


def _odd_white_space(text: str) -> bool:
    return any(char.isspace() and char != " " for char in text)


def _capitals_beyond_a_to_z(text: str) -> bool:
    return any(not char.isascii() and char.lower() != char.upper() for char in text)


def _letters_that_fold(text: str) -> bool:
    return any(char in "ſıİς" or "ﬀ" <= char <= "ﬆ" for char in text)


KNOWN_DIFFERENCES: tuple[KnownDifference, ...] = (
    KnownDifference(
        name="trim-takes-every-white-space",
        engine="formualizer",
        reason="Excel's TRIM takes the plain space (character 32) only; formualizer's takes no-break spaces, "
        "tabs and line ends too, at both ends and inside, where it turns them into a plain space.",
        touches=_odd_white_space,
        example="\u00a0",
        formula="=LEN(TRIM(A1))",
        ours=1,
    ),
    KnownDifference(
        name="capitals-of-a-to-z-only",
        engine="formualizer",
        reason="In Excel and LibreOffice é equals É in a comparison with '='; formualizer knows the capitals "
        "of A to Z only.",
        touches=_capitals_beyond_a_to_z,
        example="café",
        formula='=IF(A1="CAFÉ",1,0)',
        ours=1,
    ),
    KnownDifference(
        name="letters-that-fold",
        engine="libreoffice",
        reason="LibreOffice takes ſ for s, ı for i, ς for σ and ﬁ for fi when it compares; Python's lower() "
        "does not. No word that our rules compare with can be typed so by accident.",
        touches=_letters_that_fold,
        example="ſilver",
        formula='=IF(A1="Silver",1,0)',
        ours=0,
    ),
)


def known(engine: str, value: object) -> KnownDifference | None:
    """The known difference that this typed value meets in an engine, if any."""
    if not isinstance(value, str):
        return None
    return next((d for d in KNOWN_DIFFERENCES if d.engine == engine and d.touches(value)), None)
