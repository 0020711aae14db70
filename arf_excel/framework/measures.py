"""What each official sentence asks for, as facts and rules: `workbook_templates/<edition>/measures.toml`.

A fact is one row of the Measures sheet: a question, or something counted from another sheet. A rule says what
a fact comes to; its kinds are the small vocabulary that `outcomes.py` reads. Checked on load against the
edition: every deliverable and supporting action has its facts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from arf_excel.errors import EditionError
from arf_excel.framework.edition import Edition, Id, Part, load_edition
from arf_excel.framework.templates import templates_folder

Verdict = Literal["meets", "short", "panel"]


class Dated(Part):
    """An evidence item that names this item and has a date: in the months to our year's end, or any."""

    kind: Literal["dated"]
    months: int = 0
    """0: a date is needed, and no limit is set."""
    least: int = Field(1, ge=1)


class Named(Part):
    """An evidence item that names this item, with or without a date."""

    kind: Literal["named"]


class Recent(Part):
    """A day that is not long before the end of our year; an older one is for the panel."""

    kind: Literal["recent"]
    months: int = Field(ge=1)


class Meetings(Part):
    """Dated meetings in our year on different dates, from the Meetings sheet."""

    kind: Literal["meetings"]
    of: list[Id] = Field(min_length=1)
    """What the meetings were for; several count as one and the same."""
    also: list[Id] = Field(default_factory=list)
    """Meetings that count only if the panel agrees."""
    least: int = Field(1, ge=1)
    quarterly: bool = False
    """Also spread over the year, as `quarters` says."""
    quarters: Literal["four-months", "calendar", "our-year"] = "four-months"


class Share(Part):
    """This many of a whole: a count here, beside the whole and those set aside, each a fact of the item."""

    kind: Literal["share"]
    of: str
    less: str = ""
    at_least: int = Field(ge=1, le=100)
    """Per cent."""
    panel_from: int | None = Field(None, ge=1, le=99)
    """From this share on a person decides."""


class YesNo(Part):
    kind: Literal["yes_no"]
    yes: Literal["meets", "panel", "given"] = "given"
    no: Literal["short", "panel", "note"] = "short"
    """note: it is told and decides nothing."""


class Both(Part):
    """Yes here and yes to another fact of the item."""

    kind: Literal["both"]
    other: str
    one: Verdict = "panel"


class Chosen(Part):
    """Choices that complete the fact; any other is for the panel."""

    kind: Literal["chosen"]
    complete: list[str] = Field(min_length=1)


class AtLeast(Part):
    kind: Literal["at_least"]
    least: int = Field(ge=1)


class Words(Part):
    """Written words, which the panel reads."""

    kind: Literal["words"]


class Entries(Part):
    """Whole rows for goals on the sheet Goals and inequalities."""

    kind: Literal["entries"]
    least: int = Field(1, ge=1)


class Gap(Part):
    """An inequality on that sheet: whether its gap narrowed. Always for the panel."""

    kind: Literal["gap"]


class Board(Part):
    """Members from ethnic minority groups (a count here) against the local share in whole people."""

    kind: Literal["board"]
    size: str
    counted: str
    """Which members are counted: a choice."""
    at_least: str
    """Yes or no, for a board that gives no count."""
    shares: list[str] = Field(min_length=1)
    """Percentages of the local population, one for each area."""
    people: Literal["whole-people", "rounded-up", "one-below"] = "whole-people"
    areas: Literal["every-area", "any-area"] = "every-area"
    only: str = ""
    """Which choice of `counted` counts; another is for the panel."""


class Wres(Part):
    """Two years of improvement, from the WRES sheet."""

    kind: Literal["wres"]
    least: int = 5
    five: Literal["panel", "same", "any"] = "panel"
    """Where the same measures in both years, and any in each year, come to different answers."""
    parity: Literal["panel", "counts", "does-not-count"] = "panel"
    by: Literal["figure", "gap"] = "figure"
    other_standards: Literal["panel", "counts"] = "panel"


class Review(Part):
    """Completing this form is the review."""

    kind: Literal["review"]


class Application(Part):
    """Asking for feedback or recognition is the application."""

    kind: Literal["application"]


Rule = Annotated[
    Named
    | Recent
    | Dated
    | Meetings
    | Share
    | YesNo
    | Both
    | Chosen
    | AtLeast
    | Words
    | Entries
    | Gap
    | Board
    | Wres
    | Review
    | Application,
    Field(discriminator="kind"),
]
COUNTED = (Named, Dated, Meetings, Entries, Gap, Wres, Review, Application)
"""Rules over other sheets: nothing is typed in the row."""


class Reading(Part):
    """What a ruling changes in a fact: keys of the fact, those of its rule under `rule`."""

    ruling: Id
    choice: Id
    set: dict[str, Any]


class Fact(Part):
    """A row of the Measures sheet."""

    name: str = Field(pattern=r"^[a-z0-9-]+$")
    label: str = Field(max_length=60)
    """In 'Still needed: …', so in small letters."""
    question: str
    type: Literal["count", "percent", "day", "yes_no", "choice", "text", "counted"]
    how: str = ""
    """Beside the answer: its unit, or where it is counted from."""
    unit: str = ""
    """In sentences: 'leaders'."""
    use: Literal["needed", "optional", "extra"] = "needed"
    """needed: the sentence asks for it · optional: may be left out · extra: never decides."""
    needed_with: str = ""
    """Another fact of the item: this one is needed when that is more than nothing."""
    none_under_10: bool = False
    """A count of staff that is not asked for when it is under 10."""
    choices: list[str] = Field(default_factory=list)
    rule: Rule | None = None
    readings: list[Reading] = Field(default_factory=list)

    @model_validator(mode="after")
    def _type_fits(self) -> Self:
        if (self.type == "counted") != isinstance(self.rule, COUNTED):
            raise ValueError(f"{self.name}: 'counted' goes with a rule over another sheet, and only with one")
        if (self.type == "choice") != bool(self.choices):
            raise ValueError(f"{self.name}: a choice has 'choices', and nothing else has")
        wanted = _TYPES.get(type(self.rule))
        if wanted and self.type != wanted:
            raise ValueError(
                f"{self.name}: the rule '{self.rule and self.rule.kind}' needs the type '{wanted}'"
            )
        return self

    def read_as(self, rulings: Mapping[Id, str]) -> Fact:
        """The fact under these rulings: ruling → choice."""
        found = self.model_dump(exclude={"readings"})
        for reading in self.readings:
            if rulings.get(reading.ruling) == reading.choice:
                rule = {**(found["rule"] or {}), **reading.set.get("rule", {})}
                found |= {**reading.set, "rule": rule or None}
        return Fact.model_validate(found)


_TYPES: dict[type[Any], str] = {
    Share: "count",
    AtLeast: "count",
    Board: "count",
    YesNo: "yes_no",
    Both: "yes_no",
    Chosen: "choice",
    Words: "text",
    Recent: "day",
}


class Item(Part):
    """The facts of one deliverable or supporting action."""

    of: Id
    judged: str = ""
    """What a person decides once the facts are complete; empty where the figures decide."""
    facts: list[Fact] = Field(min_length=1)


class Occasion(Part):
    """What a meeting was for."""

    id: Id
    name: str = Field(max_length=60)
    executive: bool = False
    """Counts only when an executive director attended."""


class Role(Part):
    """Who attended."""

    name: str
    executive: bool = False


class WresLine(Part):
    """A line of the WRES sheet; `better` says which way a figure improves."""

    id: Id
    name: str
    """Official names and numbers are quoted."""
    ask: str
    better: Literal["ratio", "lower", "higher", "distance", "parity"]
    """ratio: closer to 1 · distance: closer to the figure beside it · parity: closer to 0."""
    ask_by_gap: str = ""
    """`ask` where the figure beside it counts, by a ruling."""
    survey: bool = False
    other_standard: bool = False


class GoalLine(Part):
    """A line of the sheet Goals and inequalities."""

    id: Id
    kind: Literal["goal", "inequality"]


class Measures(Part):
    """A whole `measures.toml`."""

    occasions: list[Occasion]
    roles: list[Role]
    wres: list[WresLine]
    goals: list[GoalLine]
    items: list[Item]

    @model_validator(mode="after")
    def _names_hold(self) -> Self:
        known = {occasion.id for occasion in self.occasions}
        for item in self.items:
            names = [fact.name for fact in item.facts]
            if len(set(names)) < len(names):
                raise ValueError(f"{item.of}: a fact stands twice")
            for fact in item.facts:
                for name in (*_named_facts(fact.rule), *filter(None, [fact.needed_with])):
                    if name not in names:
                        raise ValueError(f"{item.of}/{fact.name}: there is no fact '{name}'")
                if isinstance(fact.rule, Meetings) and not {*fact.rule.of, *fact.rule.also} <= known:
                    raise ValueError(f"{item.of}/{fact.name}: an occasion is not known")
        return self

    def item(self, of: Id) -> Item:
        return next(item for item in self.items if item.of == of)


def _named_facts(rule: Any) -> Iterator[str]:
    """Other facts of the item that a rule reads."""
    match rule:
        case Share(of=of, less=less):
            yield of
            if less:
                yield less
        case Both(other=other):
            yield other
        case Board(size=size, counted=counted, at_least=at_least, shares=shares):
            yield from (size, counted, at_least, *shares)


@lru_cache
def load_measures(edition_id: Id) -> Measures:
    """The measures of an edition; none for an edition without the file."""
    path = templates_folder() / edition_id / "measures.toml"
    return read_measures(path, load_edition(edition_id)) if path.is_file() else NO_MEASURES


def read_measures(path: Path, edition: Edition) -> Measures:
    """Read and check a measures file; EditionError names the file and the key."""
    where = f"{path.parent.name}/{path.name}"
    try:
        found = Measures.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{where}: not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        raise EditionError(f"{where}: {key}: {first['msg']}.") from None
    _against(found, edition, where)
    return found


def _against(found: Measures, edition: Edition, where: str) -> None:
    """Every deliverable and supporting action has its facts once, and every reading a ruling."""
    wanted = [d.id for d in edition.deliverables] + [a.id for a in edition.supporting_actions]
    given = [item.of for item in found.items]
    for part in {*wanted} ^ {*given} or {part for part in given if given.count(part) > 1}:
        raise EditionError(f"{where}: items: '{part}' stands here, and in framework.toml, once.")
    choices = {(ruling.id, choice.id) for ruling in edition.rulings for choice in ruling.choices}
    for item in found.items:
        for fact in item.facts:
            for reading in fact.readings:
                if (reading.ruling, reading.choice) not in choices:
                    told = f"{item.of}/{fact.name}: no ruling '{reading.ruling}' with '{reading.choice}'"
                    raise EditionError(f"{where}: {told}.")


NO_MEASURES = Measures(occasions=[], roles=[], wres=[], goals=[], items=[])
