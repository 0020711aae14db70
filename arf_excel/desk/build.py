"""desk.xlsm, made from the text of its macros and the rows of desk.toml, without Excel."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from arf_excel.desk.rows import Button, plan, problem
from arf_excel.form.look import styles
from arf_excel.form.origin import BLANK_DAY
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.book import Book, Page, save_book
from arf_excel.workbook.macros import modules, require_ending, with_macros
from arf_excel.workbook.save import replace_file

MACROS = "desk"
"""The folder of `macros`."""
FOLDER_ROW, PYTHON_ROW, HEADER_ROW = 3, 4, 6
"""From 0; the rows of the buttons follow the header."""
_TITLE, _GAP, _LINE, _BUTTON, _LEAST = 26, 6, 20, 30, 34
"""Points; a button's height in pixels."""
_LONGEST_PATH = 260
NAMES = {"folder": FOLDER_ROW, "python": PYTHON_ROW}
"""The defined names of the cells that people fill in."""


def build_desk(out: Path, python: str = "") -> None:
    """Write the desk to `out`, an .xlsm. `python` is the program that its buttons run; ours without it.

    The same program and source give the same bytes. UsageError for another ending or an odd program.
    """
    require_ending(out)
    program = _program(python)
    sources = modules(MACROS)

    def write(temporary: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="arf-desk-") as folder:
            plain = Path(folder) / "desk.xlsx"
            _write_plain(plain, program)
            with_macros(plain, sources, temporary)

    replace_file(out, write)


def _program(python: str) -> str:
    """The path of the Python. A name alone is looked for here: Excel would look in its current folder."""
    if not python:
        return sys.executable
    found = python if {"/", "\\"} & set(python) else shutil.which(python)
    if not found or '"' in found or not found.isprintable() or len(found) > _LONGEST_PATH:
        raise problem("no_python", python=python[:_LONGEST_PATH])
    return found


def _write_plain(path: Path, program: str) -> None:
    words = plan().sheet

    def write(book: Book) -> None:
        page = book.page(words.name)
        page.widths(words.widths)
        page.put(0, 0, words.title, "title")
        page.height(0, _TITLE)
        page.put(1, 0, words.lead)
        page.height(2, _GAP)
        _asked(book, page, program)
        page.height(HEADER_ROW - 1, _GAP)
        _buttons(page)
        _last(book, page)
        page.print_as(landscape=True, footer=words.footer)
        page.first()

    about = {"title": words.title, "author": read_toml("texts.toml")["defaults"]["assembly"]}
    save_book(path, styles(), about, BLANK_DAY, write)


def _asked(book: Book, page: Page, program: str) -> None:
    """The two cells that are filled in."""
    words = plan().sheet
    rows = (
        (FOLDER_ROW, words.folder, "", words.folder_help, words.folder_prompt),
        (PYTHON_ROW, words.python, program, words.python_help, words.python_prompt),
    )
    for row, label, content, about, prompt in rows:
        page.put(row, 0, label, "plain", bold=True)
        page.put(row, 1, content, "entry")
        page.put(row, 2, about, "lead")
        rule = {"validate": "any", "input_title": label, "input_message": prompt}
        page.rule((row, 1), (row, 1), rule)
        page.fit(row, {1: (content, "entry"), 2: (about, "lead")}, least=_LINE)
    for name, row in NAMES.items():
        book.name(f"arf_desk_{name}", page.name, (row, 1))


def _buttons(page: Page) -> None:
    """The table of buttons: each stands over the cell with its name, which screen readers say."""
    words, buttons = plan().sheet, plan().buttons
    page.table("table_buttons", HEADER_ROW, words.headers, len(buttons), about=words.about_buttons)
    for row, button in enumerate(buttons, start=HEADER_ROW + 1):
        _button(page, row, button)


def _button(page: Page, row: int, button: Button) -> None:
    texts = (button.label, button.about, button.shown)
    for column, text in enumerate(texts):
        page.put(row, column, text, "fixed")
    page.fit(row, {column: (text, "fixed") for column, text in enumerate(texts)}, least=_LEAST)
    page.button(row, 0, button.label, button.macro, f"{button.label}: {button.about}", _BUTTON)


def _last(book: Book, page: Page) -> None:
    """Where the macros write: when, then what happened."""
    words = plan().sheet
    row = HEADER_ROW + len(plan().buttons) + 1
    page.put(row, 0, words.keys)
    page.height(row + 1, _GAP)
    page.put(row + 2, 0, words.last, "subtitle", text_wrap=False)
    page.put(row + 2, 1, "", "plain", num_format="@")
    page.put(row + 3, 0, words.nothing_yet, "plain", num_format="@")
    book.name("arf_desk_done", page.name, (row + 2, 1))
    first, last = (row + 3, 0), (row + 2 + words.rows, len(words.widths) - 1)
    book.name("arf_desk_last", page.name, first, last)
