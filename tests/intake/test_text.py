"""Text arrives as typed, but for characters that nobody sees."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arf_excel.intake.cleaning import clean
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made
from tests.intake.hostile import row, written


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D_&#10;b", "a\nb"),
        ("a&#13;&#10;b&#13;c", "a\nb\nc"),
        ("lit _x005F_x000D_", "lit _x000D_"),
        ("  kept  ", "  kept  "),
        ("tab\tkept", "tab\tkept"),
        ("=1+1", "=1+1"),
        ("N/A", "N/A"),
    ],
)
def test_text_arrives_as_typed(stored: str, text: str) -> None:
    found = read_grid(
        made.book(
            row('<c r="A1" t="s"><v>0</v></c>'), strings=f'<si><t xml:space="preserve">{stored}</t></si>'
        ),
        "f",
    )
    assert (found.sheets[0].cells, found.notes) == ({(0, 0): text}, ())


def test_invisible_characters_are_removed_with_one_note() -> None:
    strings = "<si><t>R\u200bXX\u202e</t></si><si><t>\ufeff</t></si><si><t>_x0007_bell</t></si>"
    rows = row(*(f'<c r="{letter}1" t="s"><v>{index}</v></c>' for index, letter in enumerate("BCD")))
    grid = read_grid(made.book(rows, strings=strings), "f")
    assert grid.sheets[0].cells == {(0, 1): "RXX", (0, 3): "bell"}
    (note,) = grid.notes
    assert (note.code, note.sheet, note.place, note.facts) == ("NOTE-004", "Form", (0, 1), {"cells": 3})


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\U0001f469\u200d\u2695\ufe0f", "\U0001f469\u200d\u2695\ufe0f"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("RX\u200dX", "RXX"),
        ("x\x1b[31m", "x[31m"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_joiners_stay_where_they_join(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(TEXT, st.sampled_from(["_x000D_", "=1", "\n", " ", "#N/A", "TRUE", "1"])), max_size=20)
)
def test_text_written_as_text_comes_back_equal(texts: list[str]) -> None:
    def fill(_: Any, sheet: Any) -> None:
        for index, text in enumerate(texts):
            sheet.write_string(index, 0, text)

    grid = read_grid(written(fill), "f")
    wanted = {(index, 0): clean(text) for index, text in enumerate(texts) if clean(text)}
    assert grid.sheets[0].cells == wanted
