"""The lists behind the drop-downs: what may be chosen on this form."""

from __future__ import annotations

from arf_excel.framework.levels import asking_choices
from arf_excel.framework.meetings import occasions
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_labels
from arf_excel.framework.templates import read_toml


def fact_list(row: int) -> str:
    """The list behind the answer of a row of the Measures sheet, counted from 1."""
    return f"fact_{row}"


def choices(shape: Shape, boards: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """List name → its words. `boards` are a round's own; without them the region's."""
    fixed = read_toml("texts.toml")["lists"]
    region = sorted({organisation.board for organisation in load_organisations().values()})
    return {
        "statuses": fixed["statuses"],
        "yes_no": fixed["yes_no"],
        "asking": asking_choices(shape),
        "held": [fixed["none_held"], *(level.name for level in shape.edition.levels)],
        "boards": list(boards) or region,
        "types": fixed["types"],
        **_of_meetings(shape),
        **{fact_list(n): row.fact.choices for n, row in enumerate(shape.facts, 1) if row.fact.choices},
        "targets": [label for label, _ in target_labels(shape)],
        "cases": fixed["cases"],
        "evidence_kinds": fixed["evidence_kinds"],
        "access": fixed["access"],
        "progress": fixed["progress"],
        "zones": [zone.name for zone in shape.edition.zones],
    }


def _of_meetings(shape: Shape) -> dict[str, list[str]]:
    if "meetings" not in shape.tables:
        return {}
    return {
        "occasions": [occasion.name for occasion in occasions(shape)],
        "roles": [role.name for role in shape.measures.roles],
    }
