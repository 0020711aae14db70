"""The door to written workbooks: what it adds by itself, so that no writer has to think of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.form.look import styles
from arf_excel.workbook.book import Book, Page, save_book

LONG = "A long text that takes a good many lines in a column of ten characters."


def made(path: Path, write: Callable[[Book], None]) -> Any:
    """A workbook with one page, as another program reads it."""
    about = {"title": "A workbook", "author": "An Assembly"}
    save_book(path, styles(), about, dt.date(2026, 11, 21), write)
    return load_workbook(path)


def page(book: Book, name: str = "A page") -> Page:
    """A page with its title and four columns."""
    new = book.page(name)
    new.widths([10, 10, 10, 10])
    new.put(0, 0, "Title")
    return new


def table(new: Page, name: str, row: int, titled_by: int = 0) -> None:
    new.table(name, row, ("Id", "What", "Where", "Who"), 1, about=name, titled_by=titled_by)
    new.row(row + 1, ["1", "two", "three", "four"])


def own_names(sheet: Any) -> dict[str, str]:
    return {name: each.attr_text for name, each in sheet.defined_names.items()}


@pytest.mark.parametrize("name", ["A page", "O'Brien", "Plain"])
def test_the_header_of_a_table_is_read_out(name: str, tmp_path: Path) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    book = made(tmp_path / "a.xlsx", lambda book: table(page(book, name), "table_a", 3))
    assert own_names(book[name]) == {"Title": f"{quoted}!$A$4"}


def test_rows_may_be_named_by_another_column(tmp_path: Path) -> None:
    book = made(tmp_path / "a.xlsx", lambda book: table(page(book), "table_a", 3, titled_by=2))
    assert own_names(book["A page"]) == {"ColumnTitle": "'A page'!$A$4", "RowTitle": "'A page'!$C$4"}


def test_several_tables_have_names_for_their_own_area(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        page(book, "First")
        new = page(book, "Second")
        table(new, "table_a", 3)
        table(new, "table_b", 7, titled_by=1)

    assert own_names(made(tmp_path / "a.xlsx", write)["Second"]) == {
        "TitleRegion1.A4.D5.2": "'Second'!$A$4",
        "ColumnTitleRegion2.A8.D9.2": "'Second'!$A$8",
        "RowTitleRegion2.A8.D9.2": "'Second'!$B$8",
    }


def test_a_page_without_a_table_may_name_its_rows(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        new = page(book)
        new.row(4, ["Label", "Text"])
        new.titled_rows(4)

    assert own_names(made(tmp_path / "a.xlsx", write)["A page"]) == {"RowTitle": "'A page'!$A$5"}


def test_a_row_with_a_height_is_high_enough_for_all_that_stands_in_it(tmp_path: Path) -> None:
    def write(book: Book) -> None:
        new = page(book)
        new.titled_rows(0)
        new.row(1, ["Short", LONG], "fixed")
        new.height(1, 20)
        new.put(2, 0, LONG, "fixed")
        new.fit(3, {0: (LONG, "fixed")})
        new.put(3, 0, LONG, "fixed")

    rows = made(tmp_path / "a.xlsx", write)["A page"].row_dimensions
    assert rows[2].height == rows[4].height > 100
    assert rows[3].height is None


@pytest.mark.parametrize(
    ("height", "width", "frozen"), [(40, 20, "C5"), (90, 20, "C1"), (40, 40, "A5"), (90, 40, None)]
)
def test_what_would_fill_a_small_screen_is_not_frozen(
    height: float, width: float, frozen: str | None, tmp_path: Path
) -> None:
    def write(book: Book) -> None:
        new = page(book)
        new.widths([5, width])
        new.height(3, height)
        new.freeze_what_fits(4, 2)

    assert made(tmp_path / "a.xlsx", write)["A page"].freeze_panes == frozen


def test_the_footer_is_of_12_points(tmp_path: Path) -> None:
    sheet = made(tmp_path / "a.xlsx", lambda book: page(book).print_as(footer="2026 & on"))["A page"]
    assert (sheet.oddFooter.left.size, sheet.oddFooter.left.text) == (12, "2026 && on")


@pytest.mark.parametrize(
    ("words", "landscape", "named"), [(34, False, True), (35, False, False), (58, True, True)]
)
def test_a_long_footer_leaves_the_middle_empty(
    tmp_path: Path, words: int, landscape: bool, named: bool
) -> None:
    """Else it would be printed over the sheet's name."""

    def write(book: Book) -> None:
        page(book).print_as(footer="x" * words, landscape=landscape)

    assert (made(tmp_path / "a.xlsx", write)["A page"].oddFooter.center.text == "&A") is named
