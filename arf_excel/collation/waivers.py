"""Waivers of the round put to the findings that they excuse. One that has ended is told and not applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from arf_excel.collation.words import brief, day, say
from arf_excel.review.review import Placed, Review
from arf_excel.rounds.settings import Waiver


@dataclass(frozen=True)
class Waivers:
    """The waivers of a round on its day; `as_of` comes from the round, never from the clock."""

    listed: Sequence[Waiver]
    as_of: dt.date

    def of(self, code: str) -> list[Waiver]:
        """All of an organisation, those that have ended too."""
        return [waiver for waiver in self.listed if waiver.code.upper() == code]

    def has_ended(self, waiver: Waiver) -> bool:
        return waiver.until is not None and waiver.until < self.as_of

    def applied(self, code: str, review: Review) -> Review:
        """The review with a waiver beside each finding that it excuses."""
        holding = {w.rule: waiver_words(w) for w in self.of(code) if not self.has_ended(w)}
        findings = tuple(_excused(placed, holding) for placed in review.findings)
        return review if findings == review.findings else replace(review, findings=findings)

    def notes(self, reviews: Mapping[str, Review]) -> tuple[str, ...]:
        """A sentence on each waiver that has ended, and on each that nothing needed. `reviews` by code."""
        told = []
        for waiver in self.listed:
            code = waiver.code.upper()
            if self.has_ended(waiver):
                told.append(say("why", "waived_past", rule=waiver.rule, code=code, until=day(waiver.until)))
            elif code in reviews and not _is_needed(waiver, reviews[code]):
                told.append(say("why", "waived_unused", rule=waiver.rule, code=code))
        return tuple(told)


def waiver_words(waiver: Waiver) -> str:
    """'EXPLAIN-104: agreed for this year (Chair; until 3 October 2026)'."""
    facts = {"rule": waiver.rule, "reason": brief(waiver.reason), "who": brief(waiver.who)}
    key = "waiver_words" if waiver.until else "waiver_words_round"
    return say("section", key, **facts, until=day(waiver.until))


def _excused(placed: Placed, holding: Mapping[str, str]) -> Placed:
    told = holding.get(placed.finding.code, "")
    return replace(placed, waiver=told) if told and placed.finding.open else placed


def _is_needed(waiver: Waiver, review: Review) -> bool:
    return any(p.finding.code == waiver.rule and p.finding.open for p in review.findings)
