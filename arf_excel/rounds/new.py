"""A new round: its folder, and a round.xlsx that the office fills in with Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from arf_excel.errors import UsageError
from arf_excel.form.layout import answer_name, list_name
from arf_excel.form.look import styles
from arf_excel.form.origin import BLANK_DAY
from arf_excel.framework.edition import DEFAULT_EDITION, Edition, Quote, Ruling, load_edition
from arf_excel.framework.organisations import load_organisations
from arf_excel.framework.templates import read_toml
from arf_excel.rounds.choices import choices
from arf_excel.rounds.folder import is_round_name, make_folders, new_folders
from arf_excel.rounds.organisations_file import read_organisations_file
from arf_excel.rounds.pages import Line, Sheet, write_sheet
from arf_excel.rounds.settings import Expected
from arf_excel.rounds.sheets import LISTS, META, ROUND_FILE, Setting, plan, sentence, sheet_plan
from arf_excel.rounds.values import shown
from arf_excel.workbook.book import Book, save_book

_SPARE = 20
"""Empty rows below the organisations that a round starts with, at least."""


def new_round(
    name: str,
    folder: Path,
    edition_id: str = DEFAULT_EDITION,
    organisations_file: Path | None = None,
) -> Path:
    """Make a round's folder. Everything is checked before anything is written; nothing is overwritten."""
    tidy = " ".join(name.split())
    if not is_round_name(tidy):
        raise UsageError(sentence("bad_name", name=shown(name)))
    edition = load_edition(edition_id)
    folders = new_folders(folder)
    if organisations_file is None:
        organisations = region()
    else:
        organisations = [_completed(each) for each in read_organisations_file(organisations_file, edition_id)]
    made = _Round(tidy, edition, organisations)
    make_folders([folder, *folders], folder)
    path = folder / ROUND_FILE
    properties = {
        "title": f"{edition.about.title}: {tidy}",
        "author": read_toml("texts.toml")["defaults"]["assembly"],
        "comments": edition.about.credit,
    }
    save_book(path, styles(), properties, BLANK_DAY, made.write)
    return path


def region() -> list[Expected]:
    """The organisations that come with the toolkit."""
    return [Expected(o.ods_code, o.name, o.board, o.type) for o in load_organisations().values()]


def _completed(given: Expected) -> Expected:
    """Where the list leaves out board or type, a trust of the region gets ours; both may be changed."""
    known = load_organisations().get(given.code)
    if known is None:
        return given
    return replace(given, board=given.board or known.board, kind=given.kind or known.type)


@dataclass(frozen=True)
class _Round:
    """What goes into round.xlsx."""

    name: str
    edition: Edition
    organisations: Sequence[Expected]

    def write(self, book: Book) -> None:
        lists = choices(self.edition, (each.board for each in self.organisations if each.board))
        names = {
            **{name: list_name(name) for name in lists},
            "codes": answer_name("organisations", "code"),
            "seats": answer_name("panel", "seat"),
        }
        ready = self._lines()
        for each in plan().sheets:
            write_sheet(book, Sheet(each, ready.get(each.key, []), names), self.name)
        for ruling in self.edition.rulings:
            lists[ruling_list(ruling.id)] = [choice.text for choice in ruling.choices]
        _hidden(book, LISTS, lists)
        _meta(book, self.edition)

    def _lines(self) -> dict[str, list[Line]]:
        rows = max(sheet_plan("organisations").rows, len(self.organisations) + _SPARE)
        return {
            "settings": [self._setting(each) for each in plan().settings],
            "organisations": [*map(_organisation, self.organisations)]
            + [Line({})] * (rows - len(self.organisations)),
            "panel": list(_seats(self.edition, sheet_plan("panel").rows)),
            "rulings": [_ruling(each) for each in self.edition.rulings],
        }

    def _setting(self, setting: Setting) -> Line:
        known: Mapping[str, Any] = {"name": self.name, "edition": self.edition.about.id}
        answer = known.get(setting.key, setting.default)
        content = {"key": setting.key, "label": setting.label, "answer": answer, "help": setting.help}
        return Line(content, setting=setting)


def _organisation(each: Expected) -> Line:
    return Line({column.key: getattr(each, column.key) for column in sheet_plan("organisations").columns})


def _seats(edition: Edition, rows: int) -> Iterable[Line]:
    """The roles that the framework names, a row a seat; then seats to fill in."""
    roles = [role.text for role in edition.process.panel for _ in range(role.seats or 1)]
    for number in range(1, max(rows, len(roles)) + 1):
        role = roles[number - 1] if number <= len(roles) else ""
        yield Line({"seat": f"S{number}", "role": role})


def _ruling(ruling: Ruling) -> Line:
    content = {
        "id": ruling.id,
        "question": ruling.question,
        "quotes": "\n".join(map(_quoted, ruling.quotes)),
        "default": ruling.reading(ruling.default),
    }
    longest = max((choice.text for choice in ruling.choices), key=len)
    return Line(content, choices={"choice": list_name(ruling_list(ruling.id))}, room={"choice": longest})


def _quoted(quote: Quote) -> str:
    """The place first: Excel hides an apostrophe that a cell begins with."""
    return sentence("quote", where=quote.where[:1].upper() + quote.where[1:], text=quote.text)


def ruling_list(ruling: str) -> str:
    """The name of the list of a ruling's choices."""
    return "ruling_" + ruling.replace("-", "_")


def _hidden(book: Book, name: str, lists: Mapping[str, Sequence[str]]) -> None:
    """One column a list, its name above it."""
    page = book.page(name)
    for column, (key, words) in enumerate(lists.items()):
        page.put(0, column, key, "work")
        for row, word in enumerate(words, start=1):
            page.put(row, column, word, "work")
        book.name(list_name(key), name, (1, column), (len(words), column))
    page.hide()
    page.protect()


def _meta(book: Book, edition: Edition) -> None:
    """What this workbook is."""
    lines = {"kind": "round", "edition": edition.about.id, "format_version": plan().format_version}
    page = book.page(META)
    page.row(0, ["key", "value"], "work")
    for row, (key, value) in enumerate(lines.items(), start=1):
        page.row(row, [key, value], "work")
        book.name(f"arf_meta_{key}", META, (row, 1))
    page.hide()
    page.protect()
