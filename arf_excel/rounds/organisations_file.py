"""A list of organisations from the office: .csv as Excel and others save it, or .xlsx."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from arf_excel.errors import UsageError
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.rounds.choices import choices, region_boards, same, short_board
from arf_excel.rounds.settings import Expected
from arf_excel.rounds.sheets import plan, sentence, sheet_plan
from arf_excel.rounds.values import ERRORS, NotRead, text_of, unknown, value_from

Line = Sequence[object]
_DELIMITERS = (",", ";", "\t")
_WIDEST = 100


def read_organisations_file(path: Path, edition: str | None = None) -> list[Expected]:
    """The organisations of a list; UsageError names every bad row and why.

    Words are checked against an edition, or against all of them when none is named.
    """
    if not path.is_file():
        raise UsageError(sentence("no_list", file=path.name))
    lines = _lines(path)
    top, header = _header(path, lines)
    lists = _lists([edition] if edition else edition_ids())
    found: list[Expected] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in lines[top:]:
        values, wrong = _row(line, header, lists)
        code = values.get("code")
        if code in seen:
            wrong.append(NotRead("repeated", value=code, first=f"row {seen[code]}"))
        elif code:
            seen[code] = number
        problems += [f"row {number}: {each.sentences()}" for each in wrong]
        if not wrong:
            found.append(Expected(**values))
    problems += _odd_boards(found, {seen[each.code]: each for each in found})
    if problems:
        raise UsageError(listed(path.name, problems))
    if not found:
        raise UsageError(sentence("list_empty", file=path.name))
    return found


def listed(file: str, problems: Sequence[str]) -> str:
    """All problems of a file under one heading."""
    count = f"{len(problems)} {'thing' if len(problems) == 1 else 'things'}"
    heading = sentence("to_look_at", file=file, count=count)
    return "\n".join([f"{heading} {sentence('nothing_written')}", *(f"- {each}" for each in problems)])


def _lists(editions: Sequence[str]) -> dict[str, list[str]]:
    """The words of one edition or of several, each once."""
    merged: dict[str, dict[str, None]] = {}
    for edition in editions:
        for name, words in choices(load_edition(edition)).items():
            merged.setdefault(name, {}).update(dict.fromkeys(words))
    return {name: list(words) for name, words in merged.items()}


def _row(
    line: Line, header: Mapping[str, int], lists: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Any], list[NotRead]]:
    values: dict[str, Any] = {}
    wrong: list[NotRead] = []
    columns = sheet_plan("organisations")
    for key, at in header.items():
        cell = line[at] if at < len(line) else None
        try:
            values[key] = value_from(cell, columns.column(key), lists)
        except NotRead as problem:
            wrong.append(problem)
    values["purpose"] = values.get("purpose") or Expected.purpose
    values["board"] = short_board(values.get("board", ""))
    return values, wrong


def _odd_boards(found: Sequence[Expected], rows: Mapping[int, Expected]) -> Iterator[str]:
    """A list may bring boards of its own; where most are the region's, another word is a slip."""
    region = region_boards()
    boards = [each.board for each in found if each.board]
    known = sum(board in region for board in boards)
    if 2 * known <= len(boards):
        return
    for number, each in rows.items():
        if each.board and each.board not in region:
            yield f"row {number}: {unknown(each.board, region).sentences()}"


def _header(path: Path, lines: Sequence[tuple[int, Line]]) -> tuple[int, dict[str, int]]:
    """Where the rows begin, and the place of each column that we know."""
    known = {same(word): key for key, words in plan().organisations_file.items() for word in words}
    for top, (_, line) in enumerate(lines, start=1):
        found: dict[str, int] = {}
        for at, cell in enumerate(line):
            key = known.get(same(text_of(cell)))
            if key and key not in found:
                found[key] = at
        if {"code", "name"} <= found.keys():
            return top, found
    others = ", ".join(words[0] for words in list(plan().organisations_file.values())[2:])
    raise UsageError(sentence("list_headers", file=path.name, others=others))


def _lines(path: Path) -> list[tuple[int, Line]]:
    """Rows with their number as Excel shows it; notes and empty rows are left out."""
    ending = path.suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise UsageError(sentence("list_kind", file=path.name))
    try:
        lines = _from_csv(path.read_bytes()) if ending == ".csv" else _from_workbook(path.read_bytes())
    except Exception:
        raise UsageError(sentence("list_damaged", file=path.name, kind=ending)) from None
    return [(n, line) for n, line in enumerate(lines, start=1) if _counts(line)]


def _counts(line: Line) -> bool:
    words = [text_of(cell) for cell in line]
    first = next((word for word in words if word), "")
    return bool(first) and (first in ERRORS or not first.startswith(("#", "sep=")))


def _from_csv(data: bytes) -> list[Line]:
    text = _decoded(data)
    heading = next((line for line in text.splitlines() if same(line) and not _is_note(line)), "")
    delimiter = max(_DELIMITERS, key=heading.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _is_note(line: str) -> bool:
    return line.lstrip(' "').startswith(("#", "sep="))


def _decoded(data: bytes) -> str:
    """UTF-8, with or without its mark; UTF-16 with one; else as Windows writes in Western Europe."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _from_workbook(data: bytes) -> list[Line]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return list(sheet.iter_rows(max_col=_WIDEST, values_only=True))
