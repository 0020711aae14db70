"""Where each line of one edition leads in another: the crosswalk in either direction, or a line to itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from arf_excel.framework.crosswalk import Change, Crosswalk, load_crosswalk
from arf_excel.framework.edition import Edition, Id

_CLOSEST: tuple[Change, ...] = ("same", "reworded", "kind", "changed")


@dataclass(frozen=True)
class Way:
    """Where a line leads; None when it leads nowhere. `note` is the crosswalk's own words."""

    to: Id | None
    change: Change
    note: str = ""

    @property
    def settled(self) -> bool:
        """The ask is the same, so a status still says what it said."""
        return self.change in ("same", "reworded")


GONE = Way(None, "dropped")


def crossing(old: Edition, new: Edition) -> Mapping[Id, Way]:
    """Every deliverable and supporting action of the old edition, with its way."""
    ids = [d.id for d in old.deliverables] + [a.id for a in old.supporting_actions]
    if old.about.id == new.about.id:
        return {line: Way(line, "same") for line in ids}
    walk = load_crosswalk()
    if (old.about.id, new.about.id) == (walk.before, walk.after):
        return {line.before: Way(line.after, line.change, line.note) for line in walk.lines}
    if (new.about.id, old.about.id) == (walk.before, walk.after):
        return {line: _back(walk, line) for line in ids}
    return dict.fromkeys(ids, GONE)


def _back(walk: Crosswalk, line: Id) -> Way:
    """To the closest of the lines that it comes from."""
    found = [each for each in walk.lines if each.after == line]
    if not found:
        return Way(None, "dropped", next((new.note for new in walk.new if new.id == line), ""))
    closest = min(found, key=lambda each: _CLOSEST.index(each.change))
    return Way(closest.before, closest.change, closest.note)
