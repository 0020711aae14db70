"""Our own words, the framework's and those of the samples hold nothing that seems personal."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from arf_excel.framework.checks import RULES
from arf_excel.framework.findings import Finding, catalogue
from arf_excel.framework.templates import templates_folder
from arf_excel.review.privacy.hits import CODES, kinds_in

ROOT = Path(__file__).parents[2]
DATA = sorted(path for path in templates_folder().rglob("*.toml") if path.name != "privacy.toml")
ANSWERS = sorted((ROOT / "samples" / "answers").glob("*.txt"))


def strings(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list):
        for value in found:
            yield from strings(value)


@pytest.mark.parametrize("path", DATA, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_word_of_ours_or_of_the_framework_is_a_hit(path: Path) -> None:
    texts = strings(tomllib.loads(path.read_text("utf-8")))
    assert [(text, kinds) for text in texts if (kinds := kinds_in(text))] == []


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_no_answer_of_the_samples_is_a_hit_but_the_contacts_that_the_form_asks_for(path: Path) -> None:
    lines = [
        line for line in path.read_text("utf-8").splitlines() if not line.startswith(("email:", "code:"))
    ]
    assert [(line, kinds) for line in lines if (kinds := kinds_in(line))] == []


def test_no_rule_of_the_form_is_on_trial() -> None:
    """The form counts them by formula, so one that counts for nothing would make form and review differ."""
    assert not [rule.code for rule in RULES if catalogue()[rule.code].trial]


def test_only_few_people_is_on_trial_and_it_is_never_open() -> None:
    assert [code for code, entry in catalogue().items() if entry.trial] == [CODES["few_people"]]
    assert [kind for kind, code in CODES.items() if not Finding(code).open] == ["few_people"]
