"""All that evidence and actions may be for: deliverables, then supporting actions."""

from __future__ import annotations

from arf_excel.framework.shape import Shape


def target_labels(shape: Shape) -> list[tuple[str, str]]:
    """(label, deliverable id) of all that an action may be for: deliverables, then supporting actions."""
    own = [(d.label, d.id) for d in shape.deliverables]
    return own + [(a.code, a.deliverable) for a in shape.supporting]


def target_positions(shape: Shape) -> dict[str, int]:
    """Deliverable or supporting action → its position among the targets; deliverables come first."""
    ids = [d.id for d in shape.deliverables] + [a.id for a in shape.supporting]
    return {target: n for n, target in enumerate(ids, start=1)}
