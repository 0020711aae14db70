"""Nothing in a .csv of ours can run, and Excel may save it again without harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from arf_excel.workbook.csv_file import as_it_was, csv_text, harmless, read_csv

ACTIVE = ["=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠a", "'=1", "''=1"]
PLAIN = ["", "'", "'quoted'", "plain", "a=1", "a\r\nb", 'say "yes", please; or no']


@pytest.mark.parametrize("text", ACTIVE)
def test_what_opens_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == "'" + text and as_it_was(harmless(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text == as_it_was(text)


def test_every_field_is_quoted_and_no_quote_ends_one() -> None:
    text = csv_text(["h"], [["=1", 'say "yes",\n"=2"', "", "\tx"]])
    assert text == '\ufeff"h"\r\n"\'=1","say ""yes"",\n""=2""","","\'\tx"\r\n'


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    texts = [text for text in ACTIVE + PLAIN if "\0" not in text]
    path.write_bytes(csv_text(["a", "b;c"], [[text, "x"] for text in texts]).encode())
    assert read_csv(path) == (("a", "b;c"), [{"a": text, "b;c": "x"} for text in texts])


def test_a_list_that_excel_saved_again_with_semicolons_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("code;name\r\nX01;Fiction’s trust\r\nX02\r\nX03;a;b\r\n".encode("cp1252"))
    assert read_csv(path)[1] == [
        {"code": "X01", "name": "Fiction’s trust"},
        {"code": "X02", "name": ""},
        {"code": "X03", "name": "a"},
    ]
