"""The table of accessibility: complete, and each way of checking that it names is there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from arf_excel.framework.templates import read_toml

ROOT = Path(__file__).parents[2]
POINTS: list[dict[str, Any]] = read_toml("lint.toml")["points"]
RULES: dict[str, dict[str, str]] = read_toml("lint.toml")["rules"]


def test_every_point_of_the_checklist_is_there() -> None:
    """Ten on tables, four on notes, twelve on formatting, six on structure, four before publishing."""
    classes = Counter(p["class"] for p in POINTS if p["source"] == "Analysis Function checklist")
    assert classes == {"essential": 19, "desirable": 17}


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point["point"])
def test_every_point_is_checked_in_a_way_that_there_is(point: dict[str, Any]) -> None:
    assert set(point) <= {"source", "class", "point", "met", "rules", "tests", "by_eye", "decided"}
    assert point["met"] and any(point.get(way) for way in ("rules", "tests", "by_eye", "decided"))
    assert set(point.get("rules", ())) <= set(RULES)
    for test in point.get("tests", ()):
        file, _, name = test.partition("::")
        assert f"def {name}" in (ROOT / file).read_text("utf-8"), test


def test_every_rule_on_what_people_read_answers_a_point() -> None:
    answered = {rule for point in POINTS for rule in point.get("rules", ())}
    assert {name for name, rule in RULES.items() if rule["family"] == "accessible"} <= answered


def test_rules_are_said_in_one_sentence() -> None:
    for rule in RULES.values():
        assert set(rule) == {"family", "words"} and rule["words"].endswith(".")
