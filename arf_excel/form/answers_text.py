"""Answers as a readable text file: what the samples are made from, and what a person can type by hand.

form: silver
[organisation]
code: X01
[checklist bronze.leading-from-the-front]
status: In place
how: Our sponsor is an executive director.
  A line that is indented goes on.
# A line that begins with this sign is not read.
[measures]
silver.levelling-up/leaders: 415
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches

from arf_excel.errors import UsageError
from arf_excel.form.tables import RECORDS, TABLES, answer_columns, fields
from arf_excel.form.tables import field as field_of
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.findings import fill
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.book import clean_text

HEAD_KEYS = ("edition", "form", "starts_from", "file", "copy", "saved_by", "saved_on")
"""What may stand before the first part; the last five are for samples/make.py."""
_MOST_TOLD = 10
_LONGEST_QUOTE = 100

_SECTION = re.compile(r"\[([^\[\]]*)\]\s*")
_KEY = re.compile(r"([^\s:\[#][^:]*?)\s*:(.*)", re.DOTALL)
_INDENT = re.compile(r"\t| {1,2}")


@dataclass
class Typed:
    """One answer as it was typed: its line, counted from 1, and the part and key that it stands under."""

    line: int
    section: str
    key: str
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Without the signs that no cell can hold; Word's own line break (\\x0b) is a new line."""
        return clean_text("\n".join(self.parts).replace("\x0b", "\n")).strip()


@dataclass(frozen=True)
class AnswersText:
    """The head of the file (edition, form and whatever else it says) and the answers."""

    head: Mapping[str, str]
    answers: Answers


def read_answers_text(text: str, name: str) -> AnswersText:
    """Read a text of answers; UsageError names the line, section and key that is not known."""
    head, typed = typed_answers(text, name)
    cells, problems = dict[Key, object](), list[str]()
    for each in typed:
        place = _place(each)
        if place is None:
            problems.append(at_line(each.line, "no_key", section=each.section, key=each.key, near=""))
        else:
            cells[place] = _value(place, each.text)
    refuse(name, problems)
    return AnswersText(head, Answers(cells))


def typed_answers(text: str, name: str) -> tuple[dict[str, str], list[Typed]]:
    """The head, and every answer under its section; UsageError names each line that is neither."""
    found: dict[tuple[str, str], Typed] = {}
    problems: list[str] = []
    section = ""
    answer: Typed | None = None
    for line, raw in enumerate(_lines(text), start=1):
        if raw.startswith("#"):
            continue
        if not raw.strip() or raw[0] in " \t":
            if answer is not None:
                answer.parts.append(_INDENT.sub("", raw, count=1) if raw[:1] in (" ", "\t") else raw)
            elif raw.strip():
                problems.append(at_line(line, "lonely"))
        elif match := _SECTION.fullmatch(raw):
            section, answer = " ".join(match[1].split()), None
        elif match := _KEY.fullmatch(raw):
            answer = Typed(line, section, match[1], [match[2]])
            first = found.setdefault((section.casefold(), match[1].casefold()), answer)
            if first is not answer:
                again = {"section": section, "key": match[1], "first": first.line}
                problems.append(at_line(line, "twice", **again))
        else:
            problems.append(at_line(line, "lonely"))
            if raw.startswith("["):  # a slip in a part's name: what follows is no head
                section, answer = raw, None
    if not any(map(_is_known, found)):
        raise UsageError(fill(read_toml("questions.toml")["problems"]["no_answers"], {"file": name}))
    refuse(name, [*problems, *_astray(found.values())])
    head = {each.key.casefold(): each.text for each in found.values() if not each.section}
    return head, [each for each in found.values() if each.section]


def _is_known(named: tuple[str, str]) -> bool:
    """A part or a key that some form has."""
    section, key = named
    return section.partition(" ")[0] in TABLES or key in HEAD_KEYS or any(key in _keys(t) for t in TABLES)


def _keys(table: str) -> set[str]:
    """The keys of a table's parts; where a part is a whole table, its keys are rows and not told here."""
    if table in RECORDS:
        return {f.name for f in fields(table)}
    columns = answer_columns(table)
    return set(columns) if len(columns) > 1 else set()


def _astray(found: Iterable[Typed]) -> list[str]:
    """What is typed under no part, and is nothing that the head says."""
    problems = []
    for each in found:
        key = each.key.casefold()
        if each.text and not each.section and key not in HEAD_KEYS:
            near = nearest([f"'{known}'" for known in get_close_matches(key, HEAD_KEYS, n=1)])
            problems.append(at_line(each.line, "no_part", key=each.key, near=near))
    return problems


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def at_line(line: int, problem: str, **facts: str | int) -> str:
    """What is wrong with a line, in a sentence."""
    words = read_toml("questions.toml")["problems"]
    quoted = {name: _clipped(str(fact)) for name, fact in facts.items() if name in ("section", "key")}
    return fill(words["line"], {"line": line, "what": fill(words[problem], {**facts, **quoted})})


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def nearest(found: Sequence[str]) -> str:
    """' The nearest is …', or nothing."""
    return fill(read_toml("questions.toml")["problems"]["near"], {"near": found[0]}) if found else ""


def refuse(name: str, problems: Iterable[str]) -> None:
    """One UsageError for all that is wrong with a text: the first slips, and how many more there are."""
    if told := list(problems):
        words = read_toml("questions.toml")["problems"]
        heading = fill(words["heading"], {"file": name, "count": len(told)})
        shown = [f"- {each}" for each in told[:_MOST_TOLD]]
        rest = len(told) - len(shown)
        raise UsageError("\n".join([heading, *shown, *([fill(words["more"], {"count": rest})] * (rest > 0))]))


def _place(typed: Typed) -> Key | None:
    """The cell of an answer, by the tables alone."""
    table, _, row = typed.section.partition(" ")
    key = typed.key.lower()
    if table in RECORDS and not row and key in {f.name for f in fields(table)}:
        return table, key, "answer"
    if table in TABLES and not row and len(answer_columns(table)) == 1 and "/" in key:
        return table, key, answer_columns(table)[0]
    if table in TABLES and row and key in answer_columns(table):
        return table, row, key
    return None


def _value(place: Key, text: str) -> object:
    """A date where the form has one, written 2026-10-03, and a number where it has one; else the words."""
    kind = field_of(*place).kind
    if not text or kind == "text":
        return text or None
    if kind in ("day", "fact"):
        with suppress(ValueError):
            return dt.date.fromisoformat(text)
    if kind in ("number", "fact"):
        with suppress(ValueError):
            return float(text)
    return text
