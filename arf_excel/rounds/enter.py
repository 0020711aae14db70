"""Answers that came without the form, put into one: the edition's own, or the one that a round issues."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from arf_excel.errors import UsageError
from arf_excel.form.answers_placed import placed
from arf_excel.form.answers_text import Typed, nearest, typed_answers
from arf_excel.form.asked import Asked
from arf_excel.form.origin import blank_origin
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import starting_answers, write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import DEFAULT_EDITION, load_edition
from arf_excel.framework.findings import fill
from arf_excel.framework.templates import read_toml
from arf_excel.rounds.issue import Form, form_for
from arf_excel.rounds.read import read_round

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def enter(source: Path, output: Path, folder: Path | None = None) -> None:
    """Write a form with the answers of a text; with a round, the form that it issues to that organisation.

    Where both say something, the text wins. UsageError says what is wrong with which line.
    """
    if output.suffix.lower() != ".xlsx":
        raise _problem("not_a_form", file=output.name)
    head, typed = typed_answers(_text(source), source.name)
    form = _blank(source, head) if folder is None else _of_round(source, folder, head, typed)
    answers = placed(Asked(form.shape, form.origin.boards), typed, source.name)
    write_form(output, form.shape, Answers({**form.answers.cells, **answers.cells}), form.origin)


def _text(source: Path) -> str:
    """UTF-8, or what older programs save on Windows; UsageError when it is no text."""
    if not source.name:  # an empty word is the folder we stand in
        raise _problem("no_file", file=source.name)
    if source.is_dir():
        raise _problem("folder", file=source.name)
    try:
        data = source.read_bytes()
    except FileNotFoundError:
        raise _problem("no_file", file=source.name) from None
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    if b"\x00" in data or data.startswith((b"PK", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        raise _problem("not_text", file=source.name)
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise _problem("empty", file=source.name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _blank(source: Path, head: Mapping[str, str]) -> Form:
    if not head.get("form"):
        raise _problem("no_head", file=source.name, edition=DEFAULT_EDITION, form="bronze")
    try:
        shape = shape_of(load_edition(_edition(head) or DEFAULT_EDITION), head["form"].casefold())
    except UsageError as error:
        raise UsageError(f"{source.name}: {error}") from None
    return Form(shape, blank_origin(shape.edition), starting_answers(shape))


def _edition(head: Mapping[str, str]) -> str:
    return head.get("edition", "").casefold()


def _of_round(source: Path, folder: Path, head: Mapping[str, str], typed: list[Typed]) -> Form:
    found = read_round(folder)
    edition = _edition(head) or found.settings.edition
    if edition != found.settings.edition:
        raise _problem("other_edition", file=source.name, edition=edition, other=found.settings.edition)
    written = (each.text for each in typed if (each.section.casefold(), each.key.casefold()) == _CODE)
    code = next(written, "").upper()
    if not code:
        raise _problem("no_code", file=source.name)
    expected = found.expected(code)
    if expected is None:
        near = get_close_matches(code, [each.code for each in found.organisations], n=1)
        raise _problem("not_in_round", file=source.name, code=code, near=nearest(near))
    return form_for(found, expected)


_CODE = ("organisation", "code")


def _problem(name: str, **facts: str) -> UsageError:
    return UsageError(fill(read_toml("questions.toml")["problems"][name], facts))
