"""Each pack has a number, and each return the number of the first pack that had it.

The number goes up when a return comes in that no earlier pack had, so that a run without news changes
nothing. It is kept in `ledger.csv`; a folder without one begins with pack 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from arf_excel.collation.ledger import Earlier


def first_packs(found: Iterable[str], earlier: Mapping[str, Earlier]) -> dict[str, int]:
    """SHA-256 of each return → the first pack that had it."""
    last = max((known.pack for known in earlier.values()), default=0)
    return {sha: earlier[sha].pack if sha in earlier else last + 1 for sha in found}


def number_of(packs: Mapping[str, int], earlier: Mapping[str, Earlier]) -> int:
    """The number of this pack; one without any return is pack 1 still to come."""
    return max((*packs.values(), *(known.pack for known in earlier.values())), default=1)
