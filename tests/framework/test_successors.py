"""Codes that were closed: each leads to a code that is open, and says where that stands."""

from __future__ import annotations

import datetime as dt

import pytest

from arf_excel.framework.organisations import load_organisations, load_successors, successor_of


@pytest.mark.parametrize(
    ("closed", "successor", "closed_on"),
    [
        ("RQ6", "REM", dt.date(2019, 9, 30)),
        ("RTV", "RW4", dt.date(2021, 5, 31)),
        ("RVY", "RBN", dt.date(2023, 6, 30)),
        ("RW6", "RM3", dt.date(2021, 9, 30)),
        ("RY2", "RWW", dt.date(2026, 3, 31)),
    ],
)
def test_who_followed(closed: str, successor: str, closed_on: dt.date) -> None:
    found = successor_of(closed.lower())
    assert found is not None
    assert (found.successor, found.closed_on) == (successor, closed_on)


def test_an_open_code_has_no_successor_and_an_unknown_one_neither() -> None:
    assert all(successor_of(code) is None for code in ("RBN", "X01", ""))


def test_every_successor_is_open_and_sourced() -> None:
    for code, found in load_successors().items():
        assert code not in load_organisations() and found.successor in load_organisations()
        assert found.source.startswith("https://")
