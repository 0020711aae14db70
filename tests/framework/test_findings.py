"""The catalogue of findings: every code that the code can give has its words."""

from __future__ import annotations

import re
from pathlib import Path

from arf_excel.framework.findings import catalogue, fill

PACKAGE = Path(__file__).parents[2] / "arf_excel"
CODE = re.compile(r'"((?:FIX|EXPLAIN|NOTE)-\d{3})"')


def codes_in_code() -> set[str]:
    return {code for path in PACKAGE.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def test_every_code_has_its_words_and_every_entry_is_used() -> None:
    assert codes_in_code() == set(catalogue())


def test_a_number_takes_the_word_that_fits() -> None:
    template = "in {cells#cell#cells} of {sheet}"
    assert fill(template, {"cells": 1, "sheet": "Evidence"}) == "in 1 cell of Evidence"
    assert fill(template, {"cells": 2, "sheet": "Evidence"}) == "in 2 cells of Evidence"


def test_no_sentence_uses_a_word_that_blames() -> None:
    blaming = re.compile(r"\b(fault\w*|fail\w*|refus\w*|claim\w*|wrongly|invalid|illegal)\b", re.IGNORECASE)
    for code, entry in catalogue().items():
        assert not blaming.search(f"{entry.title} {entry.message} {entry.fix}"), code
