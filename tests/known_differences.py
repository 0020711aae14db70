"""Where a spreadsheet engine is known to answer otherwise than Excel: by name, with the reason.

A typed value that an entry touches is left out of the comparison with that engine, and nothing else is. A
test looks at each entry's `example`: when the engine has come to agree, the entry has to go.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class KnownDifference:
    """`touches` says for which typed values the engine differs; `example` is one of them."""

    name: str
    engine: str
    reason: str
    touches: Callable[[object], bool]
    example: object


def _white_space_that_is_no_plain_space(value: object) -> bool:
    return isinstance(value, str) and any(char.isspace() and char != " " for char in value)


KNOWN_DIFFERENCES: tuple[KnownDifference, ...] = (
    KnownDifference(
        name="trim-takes-every-white-space",
        engine="formualizer",
        reason="Excel's TRIM takes the plain space (character 32) only; formualizer's takes no-break spaces, "
        "tabs and line ends too, at both ends and inside, where it turns them into a plain space.",
        touches=_white_space_that_is_no_plain_space,
        example="\u00a0",
    ),
)


def known(engine: str, value: object) -> KnownDifference | None:
    """The known difference that this typed value meets in an engine, if any."""
    return next((d for d in KNOWN_DIFFERENCES if d.engine == engine and d.touches(value)), None)
