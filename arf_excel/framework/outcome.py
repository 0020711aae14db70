"""What a row of the Measures sheet can come to, and the words that all kinds of rules share."""

from __future__ import annotations

from dataclasses import dataclass

from arf_excel.framework.checks import asking
from arf_excel.framework.findings import sentence, verdict_words
from arf_excel.framework.shape import FactRow
from arf_excel.rules import conditions as c
from arf_excel.rules.conditions import Field, Same, case, every

CODES = {"": 0, "incomplete": 1, "short": 2, "panel": 3, "meets": 4}
"""Verdicts as numbers of `_work`."""
YES, NO = 1, 2
ALWAYS = every()


@dataclass(frozen=True)
class Outcome:
    """`id` is unique within the kind of rule; '' as verdict: the row itself decides nothing."""

    id: str
    verdict: str
    when: c.Condition
    sentence: c.Value | str = ""


def verdict_words_of(code: c.Value) -> c.Value:
    words = verdict_words()
    return case(*((Same(code, n), words[key]) for key, n in CODES.items() if n))


def of(row: FactRow, name: str, column: str = "value") -> c.Value:
    """Another fact of the same item."""
    return Field("measures", f"{row.item.of}/{name}", column)


def ready(row: FactRow, name: str) -> c.Condition:
    return Same(of(row, name, "state"), 1)


def blank(row: FactRow, when: c.Condition) -> Outcome:
    """What is asked for and empty is still needed; what may be left out is not."""
    if row.fact.use != "needed":
        return Outcome("blank", "", when)
    told = sentence("measure_needed" if row.decides else "measure_optional")
    return Outcome("blank", "incomplete", when, told)


def no_year() -> Outcome:
    """Nothing can be counted back from a day that is not given."""
    return Outcome("no_year", "incomplete", Same(asking("year_end"), 0), sentence("measure_no_year"))


def evidence_rows(target: c.Operand, flag: str) -> c.Value:
    """How many evidence items name the target in one of their three columns and have the flag."""
    named = ("for_n", "also_1_n", "also_2_n")
    return c.Sum(tuple(c.CountRows("evidence", ((name, target), (flag, 1))) for name in named))
