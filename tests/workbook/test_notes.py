"""Notes on cells: written by the toolkit alone, readable, and part of a sound workbook."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from arf_excel.form.look import styles
from arf_excel.workbook.book import Book, save_book
from arf_excel.workbook.lint import faults

WORDS = "Where: here\nWhat: a thing\nHow: do it"


def noted(path: Path) -> Path:
    def write(book: Book) -> None:
        page = book.page("A page")
        page.put(0, 0, "Title")
        page.put(2, 0, "A cell")
        page.note(2, 0, WORDS + "\x07")

    save_book(path, styles(), {"title": "A workbook", "author": "An Assembly"}, dt.date(2026, 11, 21), write)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_note_names_the_toolkit_and_is_as_large_as_other_text(tmp_path: Path) -> None:
    path = noted(tmp_path / "a.xlsx")
    note = load_workbook(path)["A page"]["A3"].comment
    assert (note.text, note.author) == (WORDS, "arf-excel")
    assert b'<sz val="12"/>' in parts(path)["xl/comments1.xml"]


def test_a_note_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    one, other = noted(tmp_path / "a.xlsx"), noted(tmp_path / "b.xlsx")
    assert faults(one) == []
    assert one.read_bytes() == other.read_bytes()


def test_the_lint_sees_notes_of_a_wrong_type(tmp_path: Path) -> None:
    path = noted(tmp_path / "a.xlsx")
    found = parts(path)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in found.items():
            package.writestr(name, content.replace(b"comments+xml", b"other+xml"))
    assert [(fault.rule, fault.where) for fault in faults(path)] == [("content-type", "xl/comments1.xml")]
