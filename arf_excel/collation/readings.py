"""How the lines that the documents leave open were read for a return: what its section says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from arf_excel.collation.words import group, say
from arf_excel.framework.edition import Edition, Ruling
from arf_excel.framework.findings import message
from arf_excel.framework.judge import Judgement
from arf_excel.review.readings import Rulings
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Round

Told = tuple[str, str]
"""A label and what stands beside it."""


def rulings_of(round_: Round | None, edition: Edition) -> Rulings | None:
    """A round's rulings, for returns of its own edition: it rules on no other one's lines."""
    if round_ is None or round_.settings.edition != edition.about.id:
        return None
    return {ruling.id: round_.rulings.get(ruling.id, ruling.default) for ruling in edition.rulings}


def agreed_in(round_: Round | None, edition: Edition) -> Rulings:
    """The readings that the Assembly has agreed."""
    rulings = rulings_of(round_, edition) or {}
    return {key: rulings[key] for key in rulings if round_ is not None and key in round_.agreed}


@dataclass(frozen=True)
class Readings:
    """The readings of one return, of which some are agreed."""

    review: Review
    agreed: Rulings

    def of_line(self, line: str) -> Iterator[Told]:
        """At a deliverable: the readings that it stands on, and both sentences where they differ."""
        bite = [ruling for ruling in self._rulings if line in ruling.bites]
        said = [_line(by.judgement, line) for by in (self.review.by_form, self.review.by_round)]
        differs = said[0] != said[1]
        yield from self._used(bite, differs)
        if differs:
            yield from self._both(bite, [why for _, why in said])

    def of_action(self, action: str) -> str:
        """At a supporting action, in one text; '' where no reading bears on it."""
        bite = [ruling for ruling in self._rulings if action in ruling.bites]
        return "\n".join(f"{label}: {text}" for label, text in self._used(bite, False))

    def of_whole(self) -> Iterator[Told]:
        """The readings that bear on the whole return; any that differs may change what is said of it."""
        bite = [ruling for ruling in self._rulings if not ruling.bites]
        said = [_whole(by.judgement) for by in (self.review.by_form, self.review.by_round)]
        differs = said[0] != said[1]
        yield from self._used(bite, differs)
        if differs:
            beyond = [[s for s in mine if s not in other] for mine, other in (said, said[::-1])]
            yield from self._both([], [" ".join(each) or say("section", "no_more") for each in beyond])

    @property
    def _rulings(self) -> Sequence[Ruling]:
        return self.review.submission.shape.edition.rulings

    def _used(self, bite: Sequence[Ruling], differs: bool) -> Iterator[Told]:
        """What is agreed and what is not; an agreed default that changes nothing is left out."""
        found: dict[str, list[Ruling]] = {}
        for ruling in bite:
            reading = self.review.rulings[ruling.id]
            agreed = self.agreed.get(ruling.id) == reading
            changes = differs and ruling.id in self.review.differing
            if changes or not agreed or reading != ruling.default:
                found.setdefault("agreed" if agreed else "working", []).append(ruling)
        if found:
            words, texts = group("readings"), self.review.rulings
            told = [f"{words[key]}: {_words(each, texts)}" for key, each in sorted(found.items())]
            yield say("section", "reading_used"), "\n".join(told)

    def _both(self, bite: Sequence[Ruling], said: Sequence[str]) -> Iterator[Told]:
        """What is said by the form's readings and by the round's, and which of the two counts."""
        differing = [ruling for ruling in self._rulings if ruling.id in self.review.differing]
        weighed = [ruling for ruling in bite if ruling in differing] or differing
        for key, by, text in zip(
            ("by_form", "by_round"), (self.review.by_form, self.review.by_round), said, strict=True
        ):
            counts = all(by.rulings[r.id] == self.review.rulings[r.id] for r in weighed)
            ending = [say("section", "counts")] if counts else []
            yield say("section", key), "\n".join([_words(weighed, by.rulings), text, *ending])


def _line(judgement: Judgement, line: str) -> tuple[str, str]:
    """Verdict and sentence, with what is still needed."""
    judged = next(judged for judged in judgement.judged if judged.id == line)
    needed = f" {judged.help}" if judged.verdict == "incomplete" else ""
    return judged.verdict, judged.why + needed


def _whole(judgement: Judgement) -> list[str]:
    """What is said of all lines together, each sentence once."""
    general = [message(f) for f in judgement.findings if f.deliverable is None and f.open]
    said = (judgement.levels.supported_sentence, judgement.levels.distance, *general)
    return list(dict.fromkeys(said))


def _words(rulings: Sequence[Ruling], readings: Mapping[str, str]) -> str:
    return " ".join(f"{ruling.reading(readings[ruling.id])}." for ruling in rulings)


# the sheet Readings, and what the manifest says


def readings_used(reviews: Mapping[str, Review], ruling: Ruling) -> dict[str, list[str]]:
    """Reading → the codes of the returns that were judged by it, as the ruling lists its choices."""
    found: dict[str, list[str]] = {choice.id: [] for choice in ruling.choices}
    for code, each in reviews.items():
        found[each.rulings[ruling.id]].append(code)
    return {reading: codes for reading, codes in found.items() if codes}


def reading_rows(
    edition: Edition, reviews: Mapping[str, Review], round_: Round | None
) -> Iterator[list[str]]:
    """Edition, question, reading, standing: each reading that was used, and the round's now."""
    now, agreed = rulings_of(round_, edition) or {}, agreed_in(round_, edition)
    for ruling in edition.rulings:
        found = readings_used(reviews, ruling)
        if ruling.id in now:
            found.setdefault(now[ruling.id], [])
        for reading, codes in found.items():
            standing = str(group("readings")["agreed" if agreed.get(ruling.id) == reading else "working"])
            if len(found) > 1:
                key = "used_for" if codes else "used_for_none"
                standing = say("readings", key, standing=standing, codes=", ".join(codes))
            yield [edition.about.title, ruling.question, ruling.reading(reading), standing]
