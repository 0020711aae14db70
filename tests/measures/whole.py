"""Whole forms made of lines of the spec tables, so that each outcome that is declared occurs five times.

Items are independent of one another on one form, so each form takes for each item what brings the outcomes
that are still rare. Two or three lines of an item together make further candidates.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import edition_ids
from arf_excel.framework.judge import judge
from tests.measures.packs import (
    Pack,
    Reached,
    Rulings,
    common_lines,
    declared,
    kind_of,
    of_whole_form,
    reached,
    rulings_together,
)
from tests.measures.spec import Line, item_id, lines
from tests.rules import pool
from tests.rules.forms import Kind

TIMES = 5
FORMS = 200
_SETTINGS = ("year=none", "asking=Self-assessment only", "year=2024-02-29")
_MERGED, _MERGED_RULED = 120, 20
_OTHERS = ("checklist", "action_plan", "declaration", "supporting", "reflection")
_HELD = ("level_held", "still_in_place", "held_since")


@dataclass(frozen=True)
class Whole:
    """One form and what is typed in it."""

    kind: Kind
    answers: Answers


@dataclass(frozen=True)
class Candidate:
    """Changes to an item, and what its facts come to by them."""

    line: Line
    brings: frozenset[Reached]


@cache
def whole_forms() -> tuple[Whole, ...]:
    """The forms, the same on every run."""
    sets = [(edition, rulings) for edition in edition_ids() for rulings in rulings_together(edition)]
    numbers = {each: _forms_of(*each) for each in sets}
    left, editions = FORMS - sum(numbers.values()), edition_ids()
    usual = {(edition, ()): left // len(editions) for edition in editions}
    usual[editions[0], ()] += left % len(editions)
    return tuple(
        Whole(pack.kind, _with_the_rest(pack, n))
        for (edition, rulings), count in {**usual, **numbers}.items()
        for n, pack in enumerate(_packs(edition, rulings, count))
    )


def _forms_of(edition: str, rulings: Rulings) -> int:
    """Five for each outcome that the rulings add to one fact; at least two."""
    facts = Counter(fact for _, fact, *_ in _wanted(edition, rulings))
    return max(2, TIMES * max(facts.values(), default=0))


def _wanted(edition: str, rulings: Rulings) -> set[Reached]:
    """What these forms are for: all that is declared, or what the rulings add to it."""
    found = {*declared(kind_of(edition, rulings).shape)}
    return found - {*declared(kind_of(edition, ()).shape)} if rulings else found


def occurring() -> Counter[Reached]:
    """How often each outcome occurs."""
    found: Counter[Reached] = Counter()
    for whole in whole_forms():
        found.update(to for _, to in reached(whole.kind, judge(whole.kind.shape, whole.answers).work))
    return found


def all_declared() -> set[Reached]:
    kinds = {whole.kind for whole in whole_forms()}
    return {to for kind in kinds for to in declared(kind.shape)}


def _packs(edition: str, rulings: Rulings, count: int) -> Iterator[Pack]:
    chance = random.Random(f"{edition} {rulings}")
    candidates, left = _candidates(edition, rulings), dict.fromkeys(_wanted(edition, rulings), TIMES)
    settings = () if rulings else tuple(setting for setting in _SETTINGS for _ in range(TIMES + 2))
    for n in range(count):
        setting = settings[n] if n < len(settings) else ""
        taken = [_set(_rarest(found, left, chance).line, setting) for found in candidates.values()]
        pack = Pack(edition, rulings, tuple(taken))
        left |= {to: left[to] - 1 for _, to in _reached_by(pack) if left.get(to)}
        yield pack


def _reached_by(pack: Pack) -> Iterator[tuple[str, Reached]]:
    yield from reached(pack.kind, judge(pack.kind.shape, pack.answers()).work)


def _set(line: Line, setting: str) -> Line:
    return replace(line, changes=f"{line.changes}; {setting}")


def _rarest(found: list[Candidate], left: dict[Reached, int], chance: random.Random) -> Candidate:
    """The candidate that brings most of what has not occurred five times yet."""
    return max(found, key=lambda each: (sum(left.get(to, 0) for to in each.brings), chance.random()))


def _candidates(edition: str, rulings: Rulings) -> dict[str, list[Candidate]]:
    """By item: its lines, and two or three of them together."""
    chance = random.Random(edition)
    by_item = _lines_of(edition, rulings)
    found: dict[str, list[Candidate]] = {item: [] for item in by_item}
    merged = _MERGED_RULED if rulings else _MERGED
    for n in range(max(map(len, by_item.values())) + merged):
        taken = [each[n] if n < len(each) else _merged(each, chance) for each in by_item.values()]
        pack = Pack(edition, rulings, tuple(taken))
        brings: dict[str, set[Reached]] = {}
        for item, to in _reached_by(pack):
            brings.setdefault(item, set()).add(to)
        for line in taken:
            own = brings[item_id(edition, line.item)]
            found[line.item].append(Candidate(line, frozenset(own)))
    return found


def _lines_of(edition: str, rulings: Rulings) -> dict[str, list[Line]]:
    """The lines of each item that bear on it alone, those of the rulings where it has any."""
    found: dict[str, list[Line]] = {}
    for line in (*lines(edition), *common_lines(edition)):
        alone = of_whole_form(line) == of_whole_form(replace(line, base="", changes=""))
        if alone and (line.ruling is None or line.ruling in rulings):
            found.setdefault(line.item, []).append(line)
    return found


def _merged(found: list[Line], chance: random.Random) -> Line:
    taken = chance.sample(found, min(len(found), chance.choice([2, 2, 3, 4])))
    return replace(taken[0], changes="; ".join(line.changes for line in taken))


def _with_the_rest(pack: Pack, n: int) -> Answers:
    """Every other form has a checklist, an action plan and a level held as forms usually have them."""
    answers = pack.answers()
    if n % 2:
        return answers
    usual = pool.table(pack.kind.shape, f"{pack.edition} {pack.rulings} {n}", 0.0).cells
    return Answers({**answers.cells, **{key: value for key, value in usual.items() if _of_the_rest(key)}})


def _of_the_rest(key: Key) -> bool:
    table, row, _ = key
    return table in _OTHERS or (table == "organisation" and row in _HELD)
