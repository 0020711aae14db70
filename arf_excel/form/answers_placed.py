"""Typed answers placed on a form: their cells, and their words as the form would have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from arf_excel.form.answers_text import Typed, at_line, nearest, refuse
from arf_excel.form.asked import Asked, section_and_key
from arf_excel.form.tables import PREFIXES, field
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.templates import read_toml
from arf_excel.rules.days import typed_day
from arf_excel.rules.python import day_of, figure
from arf_excel.workbook.book import LONGEST_TEXT

_DIGITS = 10
"""No row's number has as many."""
_NUMBER = re.compile(r"[-−]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def placed(asked: Asked, typed: Iterable[Typed], name: str) -> Answers:
    """Every answer in its cell; one UsageError names each line that this form does not have."""
    known = _known(asked)
    cells, problems, seen = dict[Key, object](), list[str](), dict[Key, Typed]()
    for each in typed:
        if not each.text:
            continue
        place = known.get(_section(each.section), {}).get(each.key.casefold())
        if place is None:
            problems.append(_unknown(known, each))
        elif (first := seen.setdefault(place, each)) is not each:
            told = at_line(each.line, "twice", section=each.section, key=each.key, first=first.line)
            problems.append(told)
        elif _size(each.text) > LONGEST_TEXT:
            problems.append(at_line(each.line, "too_long", size=_size(each.text), most=LONGEST_TEXT))
        else:
            cells[place] = value_of(asked, place, each.text)
    refuse(name, problems)
    return Answers(cells)


def _known(asked: Asked) -> Mapping[str, Mapping[str, Key]]:
    """Section → key → cell, of all that the form asks."""
    found: dict[str, dict[str, Key]] = {}
    for question in asked.all():
        section, key = section_and_key(question.place)
        found.setdefault(section.casefold(), {})[key.casefold()] = question.place
    return found


def _section(typed: str) -> str:
    """As it is looked up: 'Evidence 3' and 'evidence EV3' are 'evidence ev003'."""
    table, _, row = typed.casefold().partition(" ")
    prefix = PREFIXES.get(table, "").casefold()
    number = row.removeprefix(prefix)
    if prefix and number.isdecimal() and len(number) < _DIGITS:
        return f"{table} {prefix}{int(number):03d}"
    return typed.casefold()


def _unknown(known: Mapping[str, Mapping[str, Key]], typed: Typed) -> str:
    """What there is not, and what is nearest to it."""
    keys = known.get(_section(typed.section))
    if keys is None:
        cells = [next(iter(known[name].values())) for name in _nearest(typed.section, known)]
        near = nearest([f"[{section_and_key(cell)[0]}]" for cell in cells])
        return at_line(typed.line, "no_section", section=typed.section, near=near)
    near = nearest([f"'{section_and_key(keys[name])[1]}'" for name in _nearest(typed.key, keys)])
    hint = near or str(read_toml("questions.toml")["problems"]["goes_on"])
    return at_line(typed.line, "no_key", section=typed.section, key=typed.key, near=hint)


def _nearest(word: str, among: Iterable[str]) -> list[str]:
    return get_close_matches(word.casefold(), list(among), n=1)


def _size(text: str) -> int:
    """As Excel counts characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# what a typed answer is


def value_of(asked: Asked, place: Key, text: str) -> object:
    """A day, a number or a word of the list, as the cell has them; else the words as they were typed."""
    kind = asked.kind(place)
    if kind == "day":
        day = typed_day(text)
        return day if day is not None and day_of(day) else text
    if kind in ("number", "count", "percent"):
        return _number(kind, text)
    return _chosen(asked, place, text) or text


def _number(kind: str, text: str) -> float | str:
    """'1,234' and '62%' too. A share of one per cent or less is written as a part of 1, as reading has it."""
    tidy = text.removesuffix("%").rstrip() if kind != "count" else text
    if not _NUMBER.fullmatch(tidy):
        return text
    number = float(tidy.replace(",", "").replace("−", "-"))
    if tidy != text and kind == "percent" and 0 < number <= 1:
        number /= 100
    return text if figure(number) is None else number


def _chosen(asked: Asked, place: Key, text: str) -> str | None:
    """The word of the cell's list, whatever its capitals; a deliverable also by its number or id."""
    said = {_plain(word): word for word in asked.choices(place)}
    if field(*place).cell.choices == "targets":
        shape = asked.shape
        for line in shape.deliverables:
            said |= {_plain(line.code): line.label, _plain(line.id): line.label}
        said |= {_plain(action.id): action.code for action in shape.supporting}
    return said.get(_plain(text))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
