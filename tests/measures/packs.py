"""Lines of the spec tables on as few forms as can be: one line of each item, and rulings that do not meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import edition_ids
from arf_excel.framework.measures import Dated, Fact, Item, Meetings, Recent, load_measures
from arf_excel.framework.outcomes import outcomes
from arf_excel.framework.shape import Shape
from arf_excel.rules.python import Sheet
from tests.framework.complete import YEAR_END, complete
from tests.measures.spec import Line, item_id, lines, typed_in
from tests.rules.forms import Kind

Ruling = tuple[str, str]
Rulings = tuple[Ruling, ...]
CODES = {0: "nothing", 1: "incomplete", 2: "short", 3: "panel", 4: "meets"}
_WHOLE_FORM = re.compile(r"(?<![\w-])(?:year|asking)=[^;]+")
"""Changes that bear on every item of a form."""
_USUAL = f"year={YEAR_END}"


@dataclass(frozen=True)
class Pack:
    """One form."""

    edition: str
    rulings: Rulings
    lines: tuple[Line, ...]

    @property
    def kind(self) -> Kind:
        return kind_of(self.edition, self.rulings)

    def answers(self) -> Answers:
        """A complete form, and on it what the lines say."""
        shape, cells = self.kind.shape, dict(_complete(self.kind))
        for line in self.lines:
            item = item_id(line.edition, line.item)
            typed_in(shape, cells, item, line.base)
            typed_in(shape, cells, item, line.changes)
        return Answers({key: value for key, value in cells.items() if value is not None})


@cache
def _complete(kind: Kind) -> dict[Key, object]:
    return dict(complete(kind.shape).cells)


def kind_of(edition: str, rulings: Rulings) -> Kind:
    """Its form, with a row of evidence for each item and some to spare."""
    return Kind(edition, "all", rulings, YEAR_END, evidence_rows=60)


def packs() -> Iterator[Pack]:
    """Every line of the tables once, and the lines that hold for every fact."""
    for edition in edition_ids():
        yield from _packed([*lines(edition), *common_lines(edition)], edition)


def _packed(found: list[Line], edition: str) -> Iterator[Pack]:
    together = rulings_together(edition)
    groups: dict[tuple[Rulings, str], dict[str, list[Line]]] = {}
    for line in found:
        rulings = next(rulings for rulings in together if line.ruling in rulings) if line.ruling else ()
        group = groups.setdefault((rulings, of_whole_form(line)), {})
        group.setdefault(line.item, []).append(line)
    for (rulings, _), items in groups.items():
        for n in range(max(map(len, items.values()))):
            yield Pack(edition, rulings, tuple(each[n] for each in items.values() if n < len(each)))


def of_whole_form(line: Line) -> str:
    """The change of a line that bears on every item of its form, or what is usual."""
    found = [part.strip() for part in _WHOLE_FORM.findall(f"{line.base}; {line.changes}")]
    return found[-1] if found else _USUAL


@cache
def rulings_together(edition: str) -> tuple[Rulings, ...]:
    """The rulings of the tables, each once, on forms where none touches an item that another has lines on."""
    items: dict[Ruling, set[str]] = {}
    for line in lines(edition):
        if line.ruling:
            items.setdefault(line.ruling, set()).add(item_id(edition, line.item))
    found: list[list[Ruling]] = []
    for ruling, asked in items.items():
        about = asked | _touched(edition, ruling)
        free = (each for each in found if not any(about & (items[r] | _touched(edition, r)) for r in each))
        place = next(free, None)
        if place is None:
            found.append([ruling])
        else:
            place.append(ruling)
    return tuple(tuple(each) for each in found)


def _touched(edition: str, ruling: Ruling) -> set[str]:
    """The items of which a ruling changes a fact."""
    return {
        item.of
        for item in load_measures(edition).items
        for fact in item.facts
        if any((reading.ruling, reading.choice) == ruling for reading in fact.readings)
    }


# what holds for every fact, whatever it asks


def common_lines(edition: str) -> Iterator[Line]:
    """An answer that cannot be read is incomplete, an extra one changes nothing; without the day on which our
    year ends nothing that counts back from it is complete."""
    first: dict[str, Line] = {}
    for line in lines(edition):
        first.setdefault(line.item, line)
    for line in first.values():
        item = load_measures(edition).item(item_id(edition, line.item))
        for fact in item.facts:
            if fact.type not in ("counted", "text"):
                verdict = line.verdict if fact.use == "extra" else "incomplete"
                yield _common(line, f"{fact.name}=Perhaps", verdict)
        if any(map(_counts_back, item.facts)):
            yield _common(line, "year=none", "incomplete" if _told(edition, item, line) else "nothing")


def _common(line: Line, changes: str, verdict: str) -> Line:
    return Line(line.edition, line.item, None, line.base, changes, verdict, 0)


def _counts_back(fact: Fact) -> bool:
    return isinstance(fact.rule, Meetings | Recent) or (isinstance(fact.rule, Dated) and fact.rule.months > 0)


def _told(edition: str, item: Item, line: Line) -> bool:
    """Of a supporting action, when it says anything of its own; a deliverable is always judged."""
    typed = {part.partition("=")[0].strip() for part in line.base.split(";")}
    supporting = item.of in {action.id for action in kind_of(edition, ()).shape.supporting}
    return not supporting or bool(typed & {fact.name for fact in item.facts})


# what a form comes to


def verdict_in(work: Sheet, line: Line) -> str:
    """What all facts of the line's item come to."""
    at = work.column("targets", "id").index(item_id(line.edition, line.item))
    return CODES[int(work.column("targets", "facts")[at])]


Reached = tuple[str, str, str, str]
"""Edition, fact, outcome, verdict: a ruling may give an outcome another verdict."""


def declared(shape: Shape) -> Iterator[Reached]:
    """All that the facts of a form can come to."""
    for row in shape.facts:
        for outcome in outcomes(shape, row):
            yield shape.edition.about.id, row.id, outcome.id, outcome.verdict


def reached(kind: Kind, work: Sheet) -> Iterator[tuple[str, Reached]]:
    """What each fact of a form came to, beside the item that it is of."""
    numbers = work.column("measures", "outcome")
    for (item, found), number in zip(_outcomes_of(kind), numbers, strict=True):
        yield item, found[int(number) - 1]


@cache
def _outcomes_of(kind: Kind) -> tuple[tuple[str, tuple[Reached, ...]], ...]:
    """Item and outcomes of each row of the Measures sheet."""
    shape, edition = kind.shape, kind.edition
    return tuple(
        (row.item.of, tuple((edition, row.id, o.id, o.verdict) for o in outcomes(shape, row)))
        for row in shape.facts
    )
