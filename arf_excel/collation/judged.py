"""Every return judged, with the round's readings and waivers, and as it may be shown to others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from arf_excel.collation import hold
from arf_excel.collation.readings import rulings_of
from arf_excel.collation.versions import Chosen, Return
from arf_excel.collation.waivers import Waivers
from arf_excel.review.review import Review, review
from arf_excel.rounds.settings import Round


@dataclass(frozen=True)
class Judged:
    """Reviews of a run. `own` hold an organisation's own words, `told` and `shown` what may be written."""

    own: Mapping[str, Review]
    """Code → the return that is used."""
    told: Mapping[str, Review]
    """The same, with what is held back."""
    shown: Mapping[str, Review]
    """SHA-256 → every return, used or not, with what is held back."""
    notes: tuple[str, ...]
    """On waivers that have ended or were not needed, and on lines of the Hold sheet that meet no cell."""


def judge_all(returns: Sequence[Return], chosen: Chosen, round_: Round | None, as_of: dt.date) -> Judged:
    """Judged on their own words: what is held back is taken out afterwards and changes no verdict."""
    known = hold.known_addresses(round_)
    every = {
        each.submission.sha256: review(
            each.submission, rulings_of(round_, each.submission.shape.edition), known
        )
        for each in returns
    }
    waivers = Waivers(round_.waivers if round_ else (), as_of)
    used = {code: each.submission.sha256 for code, each in chosen.used.items()}
    plain = {code: every[sha] for code, sha in used.items()}
    own = {code: waivers.applied(code, hold.settled(each, round_)) for code, each in plain.items()}
    every |= {used[code]: each for code, each in own.items()}
    shown = {sha: hold.withheld(each, round_) for sha, each in every.items()}
    told = {code: shown[sha] for code, sha in used.items()}
    notes = (*waivers.notes(plain), *hold.notes([told[code] for code in sorted(told)], round_))
    return Judged(own, told, shown, notes)
