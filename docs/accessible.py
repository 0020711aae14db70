"""The page "Accessibility": every point of the checklists with how it is met and checked, and every rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from arf_excel.framework.templates import read_toml

Point = Mapping[str, Any]


def page() -> str:
    """The whole page."""
    told = read_toml("lint.toml")
    words = told["page"]
    lines = [f"# {words['title']}"]
    for paragraph in (words["made"], *words["lead"]):
        lines += ["", paragraph]
    for source, points in groupby(told["points"], key=lambda point: point["source"]):
        lines += ["", f"## {source}", "", words["sources"][source], "", *_points(list(points))]
    lines += ["", f"## {words['rules']}"]
    for family, question in words["families"].items():
        rules = {name: rule for name, rule in told["rules"].items() if rule["family"] == family}
        lines += ["", f"### {family.capitalize()}", "", question, "", "| rule | what holds |", "|---|---|"]
        lines += [f"| {name} | {rule['words']} |" for name, rule in rules.items()]
    return "\n".join([*lines, ""])


def _points(points: Sequence[Point]) -> Iterator[str]:
    """A table; a column of classes only where there is more than one."""
    classed = len({point["class"] for point in points}) > 1
    heads = ("point", *(["class"] if classed else []), "how it is met", "how it is checked")
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for point in points:
        own = [point["class"]] if classed else []
        yield f"| {' | '.join([point['point'], *own, point['met'], _checked(point)])} |"


def _checked(point: Point) -> str:
    found = []
    if rules := point.get("rules"):
        found.append(f"Lint: {', '.join(rules)}.")
    if tests := point.get("tests"):
        names = (test.rpartition("/")[2].replace("::", " · ") for test in tests)
        found.append(f"Test: {', '.join(names)}.")
    if by_eye := point.get("by_eye"):
        found.append(f"By eye: {by_eye}.")
    if decided := point.get("decided"):
        found.append(f"Decided otherwise: {decided}")
    return " ".join(found)
