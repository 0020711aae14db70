"""What is still open of a return, from the pack's `submissions.json`: our words and places, no answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arf_excel.errors import UsageError
from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.findings import Entry, catalogue
from arf_excel.framework.templates import read_toml
from arf_excel.letters.came import pack_of
from arf_excel.letters.words import group, say

_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")


@dataclass(frozen=True)
class Needed:
    """A finding with all its places. Texts come from findings.toml, never from the return."""

    code: str
    places: tuple[str, ...]

    @property
    def is_fix(self) -> bool:
        return self.code.startswith("FIX")

    @property
    def is_point_of_fact(self) -> bool:
        """Whether the office may want to ask about it before anything is decided."""
        return not self.is_fix and self.code not in group("questions")["no_point_of_fact"]

    @property
    def entry(self) -> Entry:
        return catalogue()[self.code]

    @property
    def where(self) -> str:
        """The first few places, and how many more there are."""
        most = int(group("receipt")["most_places"])
        shown, more = ", ".join(self.places[:most]), len(self.places) - most
        return say("receipt", "more", places=shown, count=more) if more > 0 else shown


def open_findings(folder: Path, used: str) -> tuple[Needed, ...]:
    """What is open of the return with this SHA-256, in the order of the review. UsageError without it."""
    record = _records(folder).get(used)
    if record is None:
        raise UsageError(say("ledger", "no_records", round=folder.name or "."))
    return tuple(_folded(record))


def _records(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """SHA-256 → its object; {} when the file is not there or is not ours."""
    try:
        found = json.loads((pack_of(folder) / "submissions.json").read_text("utf-8"))
        return {str(each["sha256"]): each for each in found}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _folded(record: Mapping[str, Any]) -> Iterator[Needed]:
    edition = record["edition"] if record["edition"] in edition_ids() else edition_ids()[0]
    labels = {d.id: d.label for d in shape_of(load_edition(edition)).deliverables}
    places: dict[str, dict[str, None]] = {}
    for finding in record["findings"]:
        if is_open(finding):
            places.setdefault(finding["code"], {})[place_of(finding, labels)] = None
    return (Needed(code, tuple(at)) for code, at in places.items())


def is_open(finding: Mapping[str, Any]) -> bool:
    """Whether a person is asked to do something about it."""
    settled = finding["explained"] or finding.get("trial") or finding.get("waiver")
    return finding["code"] in catalogue() and finding["severity"] != "NOTE" and not settled


def place_of(finding: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """'Checklist E7 for Bronze 1 …'; a sheet that somebody renamed is not named."""
    sheet = finding["sheet"] if finding["sheet"] in read_toml("texts.toml")["sheets"].values() else ""
    cell = finding["cell"] if _CELL.fullmatch(finding["cell"] or "") else ""
    place, line = f"{sheet} {cell}".strip(), labels.get(finding["deliverable"] or "", "")
    if place and line:
        return say("receipt", "in_cell", place=place, line=line)
    return place or line or str(group("receipt")["somewhere"])
