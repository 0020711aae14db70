"""Rules and outcomes of measures in words, and what the pages about them share.

The words stand in `[checked]` of texts.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

from arf_excel.framework import measures as m
from arf_excel.framework.findings import fill, verdict_words
from arf_excel.framework.meetings import LONGEST_GAP
from arf_excel.framework.outcome import Outcome
from arf_excel.framework.shape import FactRow, Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rules import conditions as c

WORDS = read_toml("texts.toml")["checked"]


def joined(parts: list[str], word: str = "and") -> str:
    """'a, b and c'."""
    return f" {word} ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def day_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


class InWords(int):
    """A number that prints as a word while it is small."""

    def __str__(self) -> str:
        words = WORDS["numbers"]
        return str(words[self]) if 0 <= self < len(words) else str(int(self))


def rule_words(shape: Shape, row: FactRow) -> str:
    """What a rule asks, in one sentence."""
    told = "".join(fill(WORDS["rules"][key], facts) for key, facts in _parts(shape, row))
    return capital(told)


def _parts(shape: Shape, row: FactRow) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pieces of the sentence: a key of `[checked.rules]` and what fills it."""
    labels = {fact.name: fact.label for fact in row.item.facts}
    words = WORDS["rules"]
    match row.fact.rule:
        case None:
            yield row.fact.use, {}
            if row.fact.needed_with:
                yield "needed_with", {"other": labels[row.fact.needed_with]}
        case m.Recent(months=months):
            yield "recent", {"months": InWords(months)}
        case m.Dated(months=months, least=least):
            yield "dated_in" if months else "dated", {"least": InWords(least), "months": InWords(months)}
        case m.Meetings() as rule:
            yield from _meetings(shape, rule)
        case m.Share(of=of, less=less, at_least=at_least, panel_from=panel_from):
            yield "all" if at_least == 100 else "share", {"of": labels[of], "at_least": at_least}
            if less:
                yield "less", {"less": labels[less]}
            if panel_from:
                yield "near", {"panel_from": panel_from}
        case m.YesNo(yes=yes, no=no):
            yield f"yes_{yes}", {}
            yield "and", {}
            yield f"no_{no}", {}
        case m.Both(other=other, one=one):
            yield "both", {"other": labels[other], "one": verdict_words()[one]}
        case m.Chosen(complete=complete):
            yield "chosen", {"complete": _either(complete)}
        case m.AtLeast(least=least):
            yield "at_least", {"unit": row.fact.unit, "least": InWords(least)}
        case m.Entries(least=least):
            yield "entries", {"least": InWords(least)}
        case m.Board(people=people, areas=areas, only=only):
            yield "board", {"people": words[people], "areas": words[areas]}
            if only:
                yield "board_only", {"only": only[:1].lower() + only[1:]}
        case m.Wres(least=least, five=five, parity=parity, by=by, other_standards=other):
            number = InWords(least)
            told = {"by": f"by_{by}", "parity": f"parity_{parity}", "other": f"other_{other}"}
            five_words = fill(words[f"five_{five}"], {"least": number})
            yield "wres", {"least": number, "five": five_words} | {k: words[v] for k, v in told.items()}
        case rule:
            yield rule.kind, {}


def _meetings(shape: Shape, rule: m.Meetings) -> Iterator[tuple[str, dict[str, Any]]]:
    known = {occasion.id: occasion for occasion in shape.measures.occasions}
    yield "meetings", {"least": InWords(rule.least), "of": _either(known[of].name for of in rule.of)}
    if any(known[of].executive for of in rule.of):
        present = [role.name.lower() for role in shape.measures.roles if role.executive]
        yield "executive", {"roles": ", ".join(present)}
    if rule.quarterly:
        yield rule.quarters, {"gap": InWords(LONGEST_GAP)}
    if rule.also:
        yield "also", {"also": _either(known[name].name for name in rule.also)}


def _either(names: Iterable[str]) -> str:
    return joined([f"'{name}'" for name in names], "or")


def when(row: FactRow, outcome: Outcome) -> str:
    """When an outcome holds, in words."""
    rule, known = row.fact.rule, WORDS["outcomes"]
    if outcome.id == "unreadable":
        return str(known["unreadable"][row.fact.type])
    own = known.get(rule.kind, {}) if rule else {}
    facts = rule.model_dump() if rule else {}
    if isinstance(rule, m.Chosen):
        facts["complete"] = _either(rule.complete)
    numbers = {name: InWords(value) for name, value in facts.items() if name == "least"}
    return fill(own.get(outcome.id) or known["any"][outcome.id], facts | numbers)


def shown(sentence: c.Operand) -> str:
    """A sentence of the form, with … for what is worked out."""
    return re.sub(r"…+(?=[A-Z])", "… ", _said(sentence))


def _said(word: c.Operand) -> str:
    match word:
        case str() | int():
            return str(word)
        case c.Join(parts=parts):
            return "".join(_said(part) for part in parts)
        case c.Case(cases=((c.Same(one=int() as number, other=1), str() as one),), otherwise=str() as many):
            return one if number == 1 else many
        case c.Case(cases=((_, str()),), otherwise=str() as many) if many:
            return many
    return "…"
