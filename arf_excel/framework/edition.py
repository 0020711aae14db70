"""An edition of the framework: `workbook_templates/<edition>/framework.toml`, checked on load.

Nothing in Python names a deliverable: a third edition is a new folder.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from arf_excel.errors import EditionError, UsageError
from arf_excel.framework.templates import templates_folder

Id = str


class Part(BaseModel):
    """Frozen; an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentence(Part):
    """Official wording: as found, and as shown where the copy has a plain slip."""

    official: str = Field(min_length=1)
    shown_as: str | None = Field(None, alias="shown")
    slip: str | None = None
    """What the slip is; needed with `shown`."""

    @property
    def text(self) -> str:
        """What people read."""
        return self.shown_as or self.official

    @model_validator(mode="after")
    def _a_slip_is_marked(self) -> Self:
        if (self.shown_as is None) != (self.slip is None):
            raise ValueError("'shown' and 'slip' belong together")
        return self


class Level(Part):
    """A level of recognition; `builds_on` is the level below, empty for the first."""

    id: Id
    name: str
    asking: str
    """What an organisation chooses on the form, such as 'Recognition at Bronze'."""
    builds_on: Id | None = None


class Principle(Sentence):
    id: Id
    number: int
    name: str
    """A short name for tables."""


class Zone(Sentence):
    id: Id
    name: str


class KeyDriver(Sentence):
    id: Id
    principle: Id


class ChecklistLine(Sentence):
    """The checklist's own wording and place, where the document has a checklist beside its tables."""

    order: int


class Deliverable(Sentence):
    """A direct deliverable, or a regular-review item (`kind`)."""

    id: Id
    kind: Literal["direct", "review"] = "direct"
    level: Id | None = None
    principle: Id
    key_driver: Id
    code: str
    """What people read and choose: 'Bronze 1', 'Prioritise 1a'."""
    name: str
    """The key driver's name as the table has it, without a question mark."""
    checklist: ChecklistLine | None = None

    @property
    def label(self) -> str:
        """'Bronze 1 Leading from the front': the choice in drop-downs; no wildcard characters."""
        return f"{self.code} {self.name}"


class SupportingAction(Sentence):
    id: Id
    deliverable: Id
    code: str
    """'Silver 2b'."""


class Resource(Sentence):
    id: Id


class PanelRole(Sentence):
    id: Id
    seats: int | None = None


class Step(Sentence):
    id: Id


class PlanColumn(Part):
    """A column of the official sample action plan, exactly as it is written."""

    id: Id
    header: str


class Process(Part):
    """How recognition works in this edition."""

    name: str
    """'recognition' or 'accreditation'."""
    review_months: int
    apply_months: int
    meets: str
    panel: list[PanelRole]
    steps: list[Step]


class Choice(Part):
    id: Id
    text: str


class Quote(Part):
    """Words of the framework document, exactly as found, and the place where they stand."""

    text: str = Field(min_length=1)
    where: str = Field(min_length=1)
    """Such as 'level table, Gold 2'."""


class Ruling(Part):
    """The Assembly's reading of a line that the documents leave open."""

    id: Id
    question: str
    quotes: list[Quote] = Field(min_length=1)
    """Two where the document contradicts itself."""
    bites: list[Id]
    """Deliverables and supporting actions that it bears on; none: the whole return."""
    default: Id
    choices: list[Choice]

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> Self:
        if self.default not in {choice.id for choice in self.choices}:
            raise ValueError(f"ruling {self.id}: default '{self.default}' is not one of its choices")
        return self

    def reading(self, choice: Id) -> str:
        """A choice in words."""
        return next(each.text for each in self.choices if each.id == choice)

    def bears_on(self, ids: Collection[Id]) -> bool:
        """Whether it bears on one of these, or on the whole return."""
        return not self.bites or not set(self.bites).isdisjoint(ids)


class About(Part):
    id: Id
    title: str
    """The framework's name in headings."""
    published: str
    document: str
    """File name of the document that the wording was taken from."""
    credit: str
    contact: str
    group_by: Literal["level", "principle"]
    """How the Summary groups direct deliverables."""


class Edition(Part):
    """A whole edition. Order in the file is the order on the form."""

    about: About
    process: Process
    levels: list[Level]
    principles: list[Principle]
    zones: list[Zone]
    key_drivers: list[KeyDriver]
    deliverables: list[Deliverable]
    supporting_actions: list[SupportingAction] = []
    resources: list[Resource]
    action_plan: list[PlanColumn]
    rulings: list[Ruling] = []

    @model_validator(mode="after")
    def _ids_hold(self) -> Self:
        seen: set[Id] = set()
        for part in self._parts_with_ids():
            if part in seen:
                raise ValueError(f"id '{part}' stands twice")
            seen.add(part)
        for deliverable in self.deliverables:
            self._known(deliverable.id, "principle", deliverable.principle, self.principles)
            self._known(deliverable.id, "key_driver", deliverable.key_driver, self.key_drivers)
            if deliverable.kind == "direct" or deliverable.level is not None:
                self._known(deliverable.id, "level", deliverable.level, self.levels)
            if set(deliverable.label) & set("?*~"):
                raise ValueError(f"{deliverable.id}: 'code' and 'name' must hold no ? * ~")
        for driver in self.key_drivers:
            self._known(driver.id, "principle", driver.principle, self.principles)
        for action in self.supporting_actions:
            self._known(action.id, "deliverable", action.deliverable, self.deliverables)
        for below, level in zip([None, *self.levels], self.levels, strict=False):
            if level.builds_on != (below.id if below else None):
                raise ValueError(f"level '{level.id}': 'builds_on' must name the level before it")
        return self

    @model_validator(mode="after")
    def _rulings_bite_on_lines(self) -> Self:
        lines = [*self.deliverables, *self.supporting_actions]
        for ruling in self.rulings:
            for line in ruling.bites:
                self._known(f"ruling {ruling.id}", "bites", line, lines)
        return self

    def _parts_with_ids(self) -> list[Id]:
        parts: list[Any] = [*self.levels, *self.principles, *self.key_drivers, *self.deliverables]
        return [p.id for p in [*parts, *self.supporting_actions, *self.resources, *self.rulings, *self.zones]]

    @staticmethod
    def _known(owner: Id, key: str, value: Id | None, among: list) -> None:  # type: ignore[type-arg]
        if value not in {part.id for part in among}:
            raise ValueError(f"{owner}: {key} '{value}' is not known")

    @cached_property
    def direct(self) -> list[Deliverable]:
        """Direct deliverables, in the order of the form."""
        return [d for d in self.deliverables if d.kind == "direct"]

    @cached_property
    def by_id(self) -> dict[Id, Deliverable]:
        return {d.id: d for d in self.deliverables}

    @cached_property
    def level_index(self) -> dict[Id, int]:
        """1 for the first level."""
        return {level.id: n for n, level in enumerate(self.levels, start=1)}

    def principle_of(self, deliverable: Deliverable) -> Principle:
        return next(p for p in self.principles if p.id == deliverable.principle)

    def group_of(self, deliverable: Deliverable) -> str:
        """The name of the level or principle that the Summary counts it under."""
        if deliverable.kind == "review":
            return "Regular review"
        if self.about.group_by == "principle":
            return self.principle_of(deliverable).name
        return next(level.name for level in self.levels if level.id == deliverable.level)


def edition_ids() -> list[Id]:
    """Every edition, the one used when none is named first."""
    found = [p.parent.name for p in templates_folder().glob("*/framework.toml")]
    return sorted(found, key=lambda name: (name != DEFAULT_EDITION, name))


DEFAULT_EDITION = "bronze-silver-gold"


@lru_cache
def load_edition(edition_id: Id = DEFAULT_EDITION) -> Edition:
    """The edition of that name; UsageError when there is none."""
    path = templates_folder() / edition_id / "framework.toml"
    if edition_id not in edition_ids():
        raise UsageError(f"There is no edition '{edition_id}'. Editions: {', '.join(edition_ids())}.")
    return read_edition(path)


def read_edition(path: Path) -> Edition:
    """Read and check a framework file; EditionError names the file and the key."""
    try:
        return Edition.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{path.name}: not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise EditionError(f"{path.parent.name}/{path.name}: {where}: {first['msg']}.") from None
