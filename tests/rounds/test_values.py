"""Dates, codes and names as people type them."""

from __future__ import annotations

import datetime as dt

import pytest

from arf_excel.rounds.choices import chosen, short_board
from arf_excel.rounds.folder import form_name, is_reserved, is_round_name, safe_part
from arf_excel.rounds.values import NotRead, code_from, day_from, text_of, words_from

DAY = dt.date(2026, 10, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "3 Oct 2026", " 3  October 2026 ", "3rd October, 2026", "03/10/2026", "3.10.2026", "3-10-26",
        "2026-10-03", "2026-10-03 00:00:00", "Saturday 3 October 2026",
        "3-Oct-2026", "3 OCT. 2026", "3 Oct 26",
        DAY, dt.datetime(2026, 10, 3, 17, 30), 46298, 46298.0,
    ],
)  # fmt: skip
def test_dates_are_read_day_before_month(typed: object) -> None:
    assert day_from(typed) == DAY


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "Oct 2026",
        "10/13/2026",
        "31 Feb 2026",
        "3 Oktober 2026",
        "0/1/2026",
        "3 Oct 1926",
        True,
        3,
        "-",
        1e300,
    ],
)
def test_what_is_no_date_is_not_guessed_at(typed: object) -> None:
    with pytest.raises(NotRead):
        day_from(typed)


def test_september_and_may() -> None:
    assert day_from("1 Sept 2026") == dt.date(2026, 9, 1)
    assert day_from("1 May 2026") == dt.date(2026, 5, 1)


def test_codes_are_text() -> None:
    assert (code_from(" r0a "), code_from(123.0), code_from("0123")) == ("R0A", "123", "0123")
    for typed in ("R0", "R 0A", "R0A!", "ABCDEFGHIJK", 5e10, "ＲＸＡ", "²²²"):
        with pytest.raises(NotRead):
            code_from(typed)


def test_words_of_a_date_or_the_words() -> None:
    assert words_from(dt.datetime(2028, 3, 31)) == "31 March 2028"
    assert words_from("31/3/2028") == "31 March 2028"
    assert words_from("two  years") == "two years"
    assert text_of("a\u00a0b\n c") == "a b c"


def test_a_part_of_a_word_is_enough_when_only_one_has_it() -> None:
    words = ["Self-assessment only", "Recognition at Bronze", "Recognition at Silver"]
    assert chosen("recognition  AT bronze", words) == "Recognition at Bronze"
    assert chosen("Bronze", words) is None
    assert chosen("Bronze", words, loosely=True) == "Recognition at Bronze"
    assert chosen("self assessment", words, loosely=True) == "Self-assessment only"
    assert chosen("Recognition", words, loosely=True) is None
    assert chosen("", words, loosely=True) is None


def test_long_names_of_boards() -> None:
    assert short_board("nhs greater manchester  ICB") == "Greater Manchester"
    assert short_board("Vale of the Fells ICB") == "Vale of the Fells ICB"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Autumn 2026", "Autumn-2026"),
        ("  Été / 2026: “two”  ", "Ete-2026-two"),
        ("../../etc", "etc"),
        ("a" * 60, "a" * 40),
        ("秋", ""),
    ],
)
def test_parts_of_file_names(text: str, part: str) -> None:
    assert safe_part(text) == part


def test_form_names_are_never_reserved() -> None:
    assert form_name("CON", "NUL") == "ARF_CON_NUL.xlsx"
    assert not is_reserved(form_name("CON", "NUL"))


@pytest.mark.parametrize(
    "name", ["con", "NUL.txt", "Com1", "lpt9.x.y", "a:b", "what?", "ends.", "ends ", "COM¹"]
)
def test_names_that_windows_does_not_take(name: str) -> None:
    assert is_reserved(name)


@pytest.mark.parametrize("name", ["console", "Autumn 2026", "com10", "a.con"])
def test_names_that_windows_takes(name: str) -> None:
    assert not is_reserved(name)


def test_names_of_rounds() -> None:
    assert is_round_name("Autumn 2026") and is_round_name("x" * 60)
    assert not is_round_name("x" * 61) and not is_round_name("秋") and not is_round_name("a\x07b")
