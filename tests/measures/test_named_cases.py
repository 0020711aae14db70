"""The cases that must be among the spec lines, by name: item, what is typed, and what it comes to."""

from __future__ import annotations

import pytest

from tests.measures.spec import Line, lines

NAMED = {
    "leap day is the last of our year": ("Bronze 2", "year=2024-02-29; evidence=2024-02-29", "panel"),
    "leap day a year before is too old": ("Bronze 2", "year=2024-02-29; evidence=2023-02-28", "short"),
    "leap day is the first of our year": ("Bronze 2", "year=2025-02-28; evidence=2024-02-29", "panel"),
    "first day of our year": ("Bronze 2", "evidence=2025-09-01", "panel"),
    "the day before it": ("Bronze 2", "evidence=2025-08-31", "short"),
    "last day of our year": ("Bronze 2", "evidence=2026-08-31", "panel"),
    "the day after it": ("Bronze 2", "evidence=2026-09-01", "panel"),
    "month ends": ("Gold 2", "dashboard-board=2025-10-31, 2026-02-28, 2026-05-31, 2026-08-31", "meets"),
    "a day past a month's end": (
        "Gold 2",
        "dashboard-board=2025-10-31, 2026-03-01, 2026-05-31, 2026-08-31",
        "panel",
    ),
    "quarterly across 25 Jan, 28 Mar, 27 Jun, 3 Oct": (
        "Gold 2",
        "year=2026-12-31; dashboard-board=2026-01-25, 2026-03-28, 2026-06-27, 2026-10-03",
        "meets",
    ),
    "the same by calendar quarters": (
        "Gold 2, quarterly=calendar",
        "year=2026-12-31; dashboard-board=2026-01-25, 2026-03-28, 2026-06-27, 2026-10-03",
        "short",
    ),
    "ratio crossing 1": ("Gold 3", "wres-2=1.60/1.30/0.90", "meets"),
    "ratio crossing 1 too far": ("Gold 3", "wres-2=1.60/1.30/0.70", "short"),
    "equal values": ("Gold 3", "wres-7=42/44/44", "short"),
    "no BME cases": ("Gold 3", "wres-3=1.50/1.40/0", "panel"),
    "merger year": ("Gold 3", "wres-2 break=Yes", "panel"),
    "0.7 of a person": ("Gold 1", "share-1=5; members=1", "meets"),
    "2.5 is three people": ("Gold 1", "size=10; share-1=25; members=2", "panel"),
    "2.5 of a person": ("Gold 1", "members=2.5", "incomplete"),
    "100 % of nobody": ("Silver 2", "leaders=0; set-aside=0; with-goal=0", "panel"),
    "all set aside": ("Silver 2", "leaders=3; set-aside=3; with-goal=0", "panel"),
    "four meetings on one date": (
        "Silver 4",
        "network=2025-10-14, 2025-10-14, 2025-10-14, 2025-10-14",
        "short",
    ),
    "412 of 415 leaders": ("Silver 2", "set-aside=; why-set-aside=", "panel"),
    "412 of 415 leaders, three set aside": ("Silver 2", "", "meets"),
}


def heading(line: Line) -> str:
    return f"{line.item}, {'='.join(line.ruling)}" if line.ruling else line.item


@pytest.mark.parametrize("name", NAMED)
def test_case_is_a_line(name: str) -> None:
    found = [(heading(line), line.changes, line.verdict) for line in lines("bronze-silver-gold")]
    assert NAMED[name] in found


def test_the_base_of_the_leaders_is_412_of_415() -> None:
    line = next(line for line in lines("bronze-silver-gold") if line.item == "Silver 2")
    assert {"leaders=415", "with-goal=412"} <= {part.strip() for part in line.base.split(";")}
