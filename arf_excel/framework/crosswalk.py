"""What became of each line of one edition in the next: `crosswalk.toml`, checked on load."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from arf_excel.errors import EditionError
from arf_excel.framework.edition import Edition, Id, Part, load_edition
from arf_excel.framework.templates import templates_folder

Kind = Literal["direct", "supporting", "review"]
Change = Literal["same", "reworded", "changed", "kind", "dropped"]


class Share(Part):
    """A share that the sentence asks for, and of whom."""

    percent: int
    of: str


class Line(Part):
    """A direct deliverable of the earlier edition and its successor, if it has one."""

    before: Id
    kind_before: Kind
    after: Id | None = None
    kind_after: Kind | None = None
    change: Change
    note: str = ""
    share_before: Share | None = None
    share_after: Share | None = None

    @model_validator(mode="after")
    def _dropped_means_no_successor(self) -> Self:
        dropped = self.change == "dropped"
        if (self.after is None) != dropped or (self.kind_after is None) != dropped:
            raise ValueError(f"{self.before}: 'after' and 'kind_after' belong to every change but 'dropped'")
        return self


class New(Part):
    """A line of the later edition without a predecessor."""

    id: Id
    kind: Kind
    note: str


class Crosswalk(Part):
    """Every deliverable of the edition `before`, every item of the edition `after`."""

    before: Id
    after: Id
    lines: list[Line]
    new: list[New] = Field(min_length=1)

    @cached_property
    def by_before(self) -> dict[Id, Line]:
        return {line.before: line for line in self.lines}

    def successor(self, before: Id) -> Id | None:
        """The id in the later edition; None when there is none."""
        return self.by_before[before].after


@lru_cache
def load_crosswalk() -> Crosswalk:
    """The crosswalk of 2021 to Bronze, Silver and Gold."""
    return read_crosswalk(templates_folder() / "crosswalk.toml")


def read_crosswalk(path: Path) -> Crosswalk:
    """Read and check a crosswalk; EditionError names the file and the key."""
    try:
        crosswalk = Crosswalk.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{path.name}: not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise EditionError(f"{path.name}: {where}: {first['msg']}.") from None
    before, after = load_edition(crosswalk.before), load_edition(crosswalk.after)
    _same(path, "lines.before", [(line.before, line.kind_before) for line in crosswalk.lines], _kinds(before))
    # A successor may stand for two lines, so it is counted once.
    successors = {(line.after, line.kind_after) for line in crosswalk.lines if line.after and line.kind_after}
    found = [(i, kind) for i, kind in successors if i and kind] + [
        (new.id, new.kind) for new in crosswalk.new
    ]
    _same(path, "lines.after and new", found, _kinds(after))
    return crosswalk


def _kinds(edition: Edition) -> set[tuple[Id, Kind]]:
    deliverables: set[tuple[Id, Kind]] = {(d.id, d.kind) for d in edition.deliverables}
    return deliverables | {(action.id, "supporting") for action in edition.supporting_actions}


def _same(path: Path, key: str, found: list[tuple[Id, Kind]], wanted: set[tuple[Id, Kind]]) -> None:
    """Each wanted id once with its kind, and no other."""
    twice = {pair for pair, times in Counter(found).items() if times > 1}
    for complaint, pairs in (
        ("not in the edition, or of another kind", set(found) - wanted),
        ("named twice", twice),
        ("left out", wanted - set(found)),
    ):
        if pairs:
            raise EditionError(f"{path.name}: {key}: {complaint}: {', '.join(sorted(i for i, _ in pairs))}.")
