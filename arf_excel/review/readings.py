"""Which reading counts where a round's rulings are not those that a form was made with.

A later change counts only where it is better for the organisation; a form that was issued again carries the
new reading itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from arf_excel.framework.judge import Judgement
from arf_excel.framework.shape import Shape

Rulings = Mapping[str, str]
"""Ruling → the id of its choice."""
Standing = tuple[int, ...]


def readings_of(shape: Shape) -> dict[str, str]:
    """Every ruling of the edition with the reading that this form has."""
    return {ruling.id: shape.ruling(ruling.id) or ruling.default for ruling in shape.edition.rulings}


def differing(form: Rulings, now: Rulings) -> tuple[str, ...]:
    return tuple(ruling for ruling in form if form[ruling] != now[ruling])


def favourable(form: Rulings, now: Rulings, standing: Callable[[Rulings], Standing]) -> Rulings:
    """The form's readings, with those of the changes that are better for the organisation.

    Each change is weighed for itself, so that one against it does not take away one for it; all of them
    together too, since two may help only together. Where nothing is better the form's reading stays.
    """
    counts = dict(form)
    for ruling in differing(form, now):
        tried = {**counts, ruling: now[ruling]}
        if standing(tried) > standing(counts):
            counts = tried
    return dict(now) if standing(now) > standing(counts) else counts


def standing(judgement: Judgement) -> Standing:
    """More is better: the level borne out, few lines short or incomplete, many that meet, few to look at."""
    verdicts = [judged.verdict for judged in judgement.judged]
    return (
        judgement.work.number("overall", "all", "supported"),
        -sum(verdict in ("short", "incomplete") for verdict in verdicts),
        verdicts.count("meets"),
        -sum(finding.open for finding in judgement.findings),
    )
