"""Every odd workbook comes to what the table says, both ways."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from arf_excel.intake import kinds
from arf_excel.intake.isolation import Found, Readers
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from tests.hostile import plain
from tests.hostile.generator import THEMES, Case, cases

CASES = cases()
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "expected.toml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """One worker, with the time and the memory that every file has."""
    with Readers(workers=1) as made:
        yield made


def key_of(case: Case) -> str:
    """The name of the case in the table, or that of all variants of its maker."""
    return case.name if case.name in EXPECTED.get(case.theme, {}) else case.name.partition(", ")[0]


def expected(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = dict(EXPECTED[case.theme][key_of(case)])
    return {} if found == {"read": "same"} else found


def outcome(found: Found) -> dict[str, Any]:
    """What a file came to, in the words of the table."""
    if not isinstance(found, Submission):
        said = {"says": found.facts["looks_like"]} if "looks_like" in found.facts else {}
        return {"refused": found.code, **said}
    adds = Counter(each.finding.code for each in found.seen)
    return ({"adds": sorted(adds.elements())} if adds else {}) | _changed(found)


def _changed(found: Submission) -> dict[str, str]:
    now, before = _answers(found), _answers(plain.submission())
    words = {target: name for name, target in plain.targets().items()}
    changed = [key for key in now.keys() | before.keys() if now.get(key) != before.get(key)]
    return {words.get(key, "/".join(key)): str(now.get(key, "")) for key in changed}


def _answers(found: Submission) -> Mapping[tuple[str, str, str], object]:
    return {(each.table, each.row, each.column): each.value for each in found.answers}


def as_in_the_table(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """A text by its length, where the table tells that."""
    return {k: len(v) if isinstance(wanted.get(k), int) else v for k, v in found.items()}


def test_the_table_and_the_makers_name_the_same_workbooks() -> None:
    assert len(CASES) > 500 and len({(case.theme, case.name) for case in CASES}) == len(CASES)
    named = {(theme, name) for theme, table in EXPECTED.items() for name in table}
    assert named == {(case.theme, key_of(case)) for case in CASES}
    assert list(EXPECTED) == list(THEMES)


def test_the_plain_return_has_nothing_to_look_at() -> None:
    found = plain.submission()
    assert found.seen == ()
    typed = {key: f"{v:g}" if isinstance(v, float) else v for key, v in plain.answers().cells.items()}
    assert _answers(found) == typed
    assert outcome(found) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.theme}: {case.name}")
def test_every_workbook_comes_to_what_the_table_says(case: Case, readers: Readers) -> None:
    wanted = expected(case)
    found = outcome(readers.read_one(*case.file()))
    assert as_in_the_table(found, wanted) == wanted


@pytest.mark.deep
def test_without_a_worker_they_come_to_the_same() -> None:
    """`check` reads in its own process all but the old formats."""
    for case in CASES:
        found = outcome(read_return(*case.file()))
        if case.theme != "old" and found.get("refused") not in kinds.ONLY_APART:
            wanted = expected(case)
            assert as_in_the_table(found, wanted) == wanted, case
