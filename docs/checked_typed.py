"""What is typed in a line of a spec table, in words: labels for names, dates in full.

The short forms are those of `tests/measures/spec.py`; the words stand in `[checked.typed]` of texts.toml.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from checked_rules import WORDS, day_words, joined

from arf_excel.framework.findings import fill
from arf_excel.framework.measures import Fact
from arf_excel.framework.shape import FactRow, Shape
from tests.measures.spec import EXECUTIVE


class Typed:
    """Reads the lines of one item."""

    def __init__(self, shape: Shape, rows: list[FactRow]) -> None:
        self.facts = {row.fact.name: row.fact for row in rows}
        self.occasions = {occasion.id: occasion.name for occasion in shape.measures.occasions}
        self.wres = {
            line.id: line.name if line.other_standard else line.name.partition(":")[0]
            for line in shape.measures.wres
        }
        self.texts = WORDS["typed"]

    def words(self, text: str) -> str:
        changes = [change.partition("=") for change in text.split(";") if change.strip()]
        return "; ".join(self._change(key.strip(), value.strip()) for key, _, value in changes)

    def _change(self, key: str, value: str) -> str:
        name, _, what = key.partition(" ")
        if key == "year" and value == "none":
            return str(self.texts["no_year"])
        if key == "year":
            return fill(self.texts["year"], {"day": _value(value)})
        if key == "asking":
            return fill(self.texts["asking"], {"asking": value})
        if key == "evidence":
            return self._evidence(value)
        if key in self.occasions:
            return self._meetings(self.occasions[key], value)
        if name in self.wres:
            return self._figures(self.wres[name], what, value)
        if key.startswith(("goal-", "inequality-")):
            return self._goal(*key.split("-"), value)
        fact = self.facts[key]
        return self._labelled(fact.label, _answer(fact, value))

    def _labelled(self, label: str, value: str) -> str:
        return fill(self.texts["value" if value else "empty"], {"label": label, "value": value})

    def _figures(self, label: str, what: str, value: str) -> str:
        """A line of the WRES sheet: its figures, those beside it, or its break."""
        parts = [_value(part) or self.texts["part_empty"] for part in _cut(value)]
        return self._labelled(fill(self.texts[what], {"label": label}) if what else label, ", ".join(parts))

    def _evidence(self, value: str) -> str:
        if value in ("none", "undated"):
            return str(self.texts["no_evidence" if value == "none" else "undated"])
        days = [self._day(day) for day in _cut(value, ",")]
        return fill(self.texts["evidence"], {"days": joined(days)})

    def _day(self, text: str) -> str:
        return str(self.texts["no_date"]) if text == "undated" else _value(text)

    def _meetings(self, name: str, value: str) -> str:
        if value == "none":
            return fill(self.texts["no_meetings"], {"name": name})
        days = [self._meeting(part) for part in _cut(value, ",")]
        return fill(self.texts["meetings"], {"name": name, "days": joined(days)})

    def _meeting(self, text: str) -> str:
        """Its day, and the role where it was no executive director."""
        day, _, role = text.partition(" ")
        return " ".join([self._day(day), *([role] if role not in ("", f"({EXECUTIVE})") else [])])

    def _goal(self, kind: str, n: str, value: str) -> str:
        label = fill(self.texts[kind], {"n": n})
        if not value:
            return self._labelled(label, "")
        what, *rest = (_value(part) for part in _cut(value))
        told = [f"“{what}”" if what else self.texts["no_goal"]]
        if kind == "goal":
            key = "beyond" if rest[0] else "no_beyond"
            told.append(fill(self.texts[key], {"value": rest[0]}))
        else:
            told += self._pairs(rest)
        return self._labelled(label, ", ".join(told))

    def _pairs(self, parts: list[str]) -> Iterator[str]:
        """Of an inequality: both groups, both days, and their figures at the start and the end."""
        for words, one, two in zip(self.texts["pairs"], parts[::2], parts[1::2], strict=False):
            if one and not two:
                one = fill(self.texts["gap"], {"value": one})
            if one:
                yield fill(words, {"both": joined([part for part in (one, two) if part])})


def _cut(value: str, at: str = "/") -> list[str]:
    return [part.strip() for part in value.split(at)] if value else []


def _answer(fact: Fact, value: str) -> str:
    """Words that people write stand in quotation marks."""
    number = re.fullmatch(r"-?\d+(\.\d+)?", value)
    if fact.type == "percent" and number:
        return f"{value}%"
    typed = _value(value)
    written = fact.type in ("count", "percent", "day") and not number and typed == value
    return f"“{typed}”" if value and (fact.type == "text" or written) else typed


def _value(text: str) -> str:
    return day_words(dt.date.fromisoformat(text)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else text
