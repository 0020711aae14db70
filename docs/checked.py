"""The pages "How each deliverable is checked": an edition's measures, rulings and spec tables, in words.

This module puts the page together; what it says stands in `[checked]` of texts.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checked_rules import WORDS, capital, day_words, joined, rule_words, shown, when
from checked_typed import Typed

from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import Edition, Ruling, load_edition
from arf_excel.framework.findings import fill, verdict_words
from arf_excel.framework.outcomes import outcomes
from arf_excel.framework.shape import FactRow, Shape
from tests.framework.complete import YEAR_END
from tests.measures.spec import Line, lines

Row = tuple[str, ...]


def page(edition_id: str) -> str:
    """The whole page of an edition."""
    edition = load_edition(edition_id)
    shape = shape_of(edition)
    contents, body = [], []
    for group, deliverables in groupby(shape.deliverables, key=edition.group_of):
        body += [f"## {group}", ""]
        contents.append(f"- **{group}**")
        for deliverable in deliverables:
            parts = [deliverable.id, *(a.id for a in shape.supporting if a.deliverable == deliverable.id)]
            contents.append("  - " + " · ".join(_link(shape, part) for part in parts))
            body += [line for part in parts for line in Section(shape, part).lines()]
    return "\n".join([*_head(edition), *_titled("contents", contents), *_reading(edition), *body])


def _head(edition: Edition) -> list[str]:
    about = edition.about
    facts = {"title": about.title, "published": about.published, "id": about.id}
    return [
        *(f"# {WORDS['title']}", ""),
        *(fill(WORDS["edition"], facts), ""),
        *(fill(WORDS["made"], facts), ""),
        *(about.credit, ""),
    ]


def _titled(key: str, rows: Iterable[str]) -> list[str]:
    return [f"## {WORDS[key]}", "", *rows, ""]


def _reading(edition: Edition) -> list[str]:
    """How to read the page, and the rulings that bear on the whole return."""
    rows = list(WORDS["reading_rows"])
    if edition.supporting_actions:
        rows.append(WORDS["reading_supporting"])
    if any(d.kind == "review" for d in edition.deliverables):
        rows.append(WORDS["reading_review"])
    rows += [WORDS["reading_rulings"], WORDS["reading_examples"]]
    facts = {**verdict_words(), "year_end": day_words(YEAR_END)}
    found = _titled("reading", [f"- **{topic}.** {fill(words, facts)}" for topic, words in rows])
    whole = [line for ruling in edition.rulings if not ruling.bites for line in _ruling(ruling)]
    return [*found, *(_titled("whole_return", whole) if whole else [])]


def _title(shape: Shape, part: str) -> str:
    """The heading of a deliverable or a supporting action."""
    for deliverable in shape.deliverables:
        if deliverable.id == part:
            return deliverable.label
    code = next(action.code for action in shape.supporting if action.id == part)
    return fill(WORDS["supporting"], {"code": code})


def _link(shape: Shape, part: str) -> str:
    title = _title(shape, part)
    return f"[{title.partition(' (')[0]}](#{anchor(title)})"


def anchor(title: str) -> str:
    """The name that readers of Markdown give to a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def table(columns: Sequence[str], rows: Iterable[Row]) -> list[str]:
    """A Markdown table; what would end a cell is escaped."""
    cells = (f"| {' | '.join(_cell(text) for text in row)} |" for row in rows)
    return [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns), *cells, ""]


def _cell(text: str) -> str:
    return re.sub(r"([\\|*_`<])", r"\\\1", " ".join(text.split()))


def _ruling(ruling: Ruling, changes: dict[str, list[str]] | None = None) -> list[str]:
    """A ruling: the question, the document's words, our default, and what each alternative changes."""
    quotes = joined([fill(WORDS["quote"], quote.model_dump()) for quote in ruling.quotes])
    facts = {"question": ruling.question, "quotes": quotes, "default": ruling.reading(ruling.default)}
    found = [f"- {fill(WORDS['ruling'], facts)}"]
    for choice in ruling.choices:
        if choice.id != ruling.default:
            told = [fill(WORDS["alternative"], {"choice": choice.text}), *(changes or {}).get(choice.id, [])]
            found.append(f"  - {' '.join(told)}")
    return found


class Section:
    """One deliverable or supporting action."""

    def __init__(self, shape: Shape, part: str) -> None:
        self.shape, self.part = shape, part
        self.rows = rows_of(shape, part)
        self.rulings = [ruling for ruling in shape.edition.rulings if part in ruling.bites]
        self.verdicts = {**verdict_words(), "": WORDS["no_verdict"], "nothing": WORDS["nothing"]}

    def lines(self) -> list[str]:
        return [
            *(f"### {_title(self.shape, self.part)}", ""),
            *(f"> “{self._official()}”", ""),
            *(self._judged(), ""),
            *(f"**{WORDS['facts']}**", ""),
            *table(WORDS["fact_columns"], self._facts()),
            *(f"**{WORDS['outcomes_title']}**", ""),
            *table(WORDS["outcome_columns"], self._grouped(self._declared())),
            *self._rulings(),
            *self._examples(),
        ]

    def _official(self) -> str:
        parts = [*self.shape.deliverables, *self.shape.supporting]
        return next(part.text for part in parts if part.id == self.part)

    def _judged(self) -> str:
        """What is left to a person."""
        if judged := self.shape.measures.item(self.part).judged:
            return fill(WORDS["judged"], {"judged": judged})
        verdicts = {verdict for _, _, verdict, _ in self._declared()}
        return str(WORDS["left_to_panel" if self.verdicts["panel"] in verdicts else "facts_decide"])

    def _facts(self) -> Iterator[Row]:
        for n, row in enumerate(self.rows, start=1):
            fact = row.fact
            use = "supporting" if fact.use == "needed" and not row.direct else fact.use
            yield str(n), fact.label, fact.question, fact.how, WORDS["uses"][use], self._rule(row)

    def _rule(self, row: FactRow) -> str:
        read_by = [str(at) for at, other in enumerate(self.rows, start=1) if row.fact.name in _names(other)]
        told = rule_words(self.shape, row)
        return told + (fill(WORDS["rules"]["read_by"], {"n": ", ".join(read_by)}) if read_by else "")

    def _declared(self, shape: Shape | None = None) -> list[Row]:
        """Every outcome of every fact: its number, when, verdict, sentence."""
        shape = shape or self.shape
        return [
            (str(n), when(row, outcome), self.verdicts[outcome.verdict], shown(outcome.sentence))
            for n, row in enumerate(rows_of(shape, self.part), start=1)
            for outcome in outcomes(shape, row)
        ]

    def _grouped(self, declared: Iterable[Row]) -> Iterator[Row]:
        """Facts that can come to the same share a line; a fact that is alone is named."""
        facts: dict[Row, list[str]] = {}
        for n, *rest in declared:
            facts.setdefault(tuple(rest), []).append(n)
        for rest, found in facts.items():
            alone = f" {self.rows[int(found[0]) - 1].fact.label}" if len(found) == 1 else ""
            yield ", ".join(found) + alone, *rest

    def _rulings(self) -> list[str]:
        if not self.rulings:
            return []
        found, new = [], []
        for ruling in self.rulings:
            changes = {}
            for choice in ruling.choices:
                shape = shape_of(self.shape.edition, rulings={ruling.id: choice.id})
                changes[choice.id] = list(self._changed(shape))
                other = [row for row in self._declared(shape) if row not in self._declared()]
                new += [(choice.text, *row) for row in self._grouped(other)]
            found += _ruling(ruling, changes)
        found = [f"**{WORDS['rulings']}**", "", *found, ""]
        if new:
            columns = [WORDS["reading_column"], *WORDS["outcome_columns"]]
            found += [f"**{WORDS['other_outcomes']}**", "", *table(columns, new)]
        return found

    def _changed(self, shape: Shape) -> Iterator[str]:
        """What another reading changes in a fact: its question, its use, its rule."""
        for n, (row, other) in enumerate(zip(self.rows, rows_of(shape, self.part), strict=True), start=1):
            if row.fact.question != other.fact.question:
                yield fill(WORDS["asks"], {"n": n, "question": other.fact.question})
            if row.fact.use != other.fact.use:
                yield fill(WORDS["needs"], {"n": n, "use": WORDS["uses"][other.fact.use]})
            rule, before = rule_words(shape, other), rule_words(self.shape, row)
            if rule != before:
                yield fill(WORDS["rules_then"], {"n": n, "rule": _new_parts(rule, before)})

    def _examples(self) -> list[str]:
        """The spec tables: one for our defaults, one for each other reading."""
        code = self.rows[0].code
        own = [line for line in lines(self.shape.edition.about.id) if line.item == code]
        found: list[str] = []
        for ruling, tried in groupby(own, key=lambda line: line.ruling):
            title = WORDS["examples"]
            if ruling:
                reading = next(r for r in self.rulings if r.id == ruling[0]).reading(ruling[1])
                title = fill(WORDS["examples_with"], {"reading": reading})
            rows = [self._example(line) for line in tried]
            found += [f"**{title}**", "", *table(WORDS["example_columns"], rows)]
        return found

    def _example(self, line: Line) -> Row:
        typed = capital(Typed(self.shape, self.rows).words(line.changes or line.base))
        return typed if line.changes else fill(WORDS["full"], {"typed": typed}), self.verdicts[line.verdict]


def _new_parts(rule: str, before: str) -> str:
    """The parts of a rule that another reading changes; all of it when one only falls away."""
    parts = [part for part in rule.split("; ") if part not in before.split("; ")]
    return "; ".join(parts) or rule


def rows_of(shape: Shape, part: str) -> list[FactRow]:
    return [row for row in shape.facts if row.item.of == part]


def _names(row: FactRow) -> list[str]:
    """Other facts that a row's rule reads."""
    if row.fact.rule is None:
        return []
    values = row.fact.rule.model_dump(exclude={"kind"}).values()
    return [name for value in values for name in (value if isinstance(value, list) else [value])]
