"""The lists behind the drop-downs: what may be chosen on this form."""

from __future__ import annotations

from arf_excel.framework.levels import asking_choices
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.framework.workings import target_labels


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
        "deliverables": [d.label for d in shape.deliverables],
        "targets": [label for label, _ in target_labels(shape)],
        "evidence_kinds": fixed["evidence_kinds"],
        "access": fixed["access"],
        "progress": fixed["progress"],
        "zones": [zone.name for zone in shape.edition.zones],
    }
