"""Codes and sentences: `workbook_templates/findings.toml`, and a finding as a value.

A finding carries its code, its place and its facts; the sentence is made at the edge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel, ConfigDict

from arf_excel.framework.templates import read_toml
from arf_excel.rules import conditions as c

SEVERITIES = ("FIX", "EXPLAIN", "NOTE")
_SLOT = re.compile(r"\{(\w+)(?:#([^#{}]*)#([^#{}]*))?\}")


class Entry(BaseModel):
    """A code's title, what is wrong, and how to put it right. One on trial is shown and decides nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    message: str
    fix: str
    trial: bool = False


@dataclass(frozen=True)
class Finding:
    """Something to look at. `explained`: the row itself explains it, or the office has settled it."""

    code: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    deliverable: str | None = None
    explained: bool = False
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        return self.code.split("-")[0]

    @property
    def trial(self) -> bool:
        """Shown, and counted nowhere: its rule is being tried out."""
        return catalogue()[self.code].trial

    @property
    def open(self) -> bool:
        """True when a person is asked to do something."""
        return self.severity != "NOTE" and not self.explained and not self.trial


@cache
def catalogue() -> dict[str, Entry]:
    """Every finding by its code."""
    return {
        code: Entry.model_validate(entry) for code, entry in read_toml("findings.toml")["findings"].items()
    }


def verdict_words() -> dict[str, str]:
    """'panel' → 'for the panel'."""
    return dict(read_toml("findings.toml")["verdicts"])


def statuses() -> dict[str, str]:
    """'in_place' → 'In place'."""
    return dict(read_toml("findings.toml")["statuses"])


def message(finding: Finding) -> str:
    said = fill(catalogue()[finding.code].message, finding.facts)
    return f"{said} {template('on_trial')}" if finding.trial else said


def remedy(finding: Finding) -> str:
    return fill(catalogue()[finding.code].fix, finding.facts)


def fill(template: str, facts: Mapping[str, str | int]) -> str:
    """The sentence with its facts; a fact that is missing is our own fault (KeyError)."""

    def slot(match: re.Match[str]) -> str:
        name, one, many = match.groups()
        value = facts[name]
        return str(value) if one is None else f"{value} {one if value == 1 else many}"

    return _SLOT.sub(slot, template)


def template(key: str) -> str:
    return str(read_toml("findings.toml")["sentences"][key])


def sentence(key: str, **operands: c.Operand) -> c.Value:
    """A sentence as a word of the rules, so that the form and Python print the same."""
    parts: list[c.Operand] = []
    text, end = template(key), 0
    for match in _SLOT.finditer(text):
        name, one, many = match.groups()
        parts.append(text[end : match.start()])
        parts.append(operands[name])
        if one is not None:
            parts.append(c.case((c.Same(operands[name], 1), f" {one}"), otherwise=f" {many}"))
        end = match.end()
    parts.append(text[end:])
    return c.Join(tuple(part for part in parts if part != ""))
