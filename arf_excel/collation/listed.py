"""Evidence items and actions of a return, gathered under what they name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from arf_excel.collation.words import day, group, say
from arf_excel.form.tables import row_words
from arf_excel.framework.targets import target_labels, target_positions
from arf_excel.intake.submission import Submission
from arf_excel.review.review import Review

_NAMES = ("for_item", "also_1", "also_2")
_EVIDENCE_PARTS = ("where", "date", "page", "kind", "access", "shows")
_PLAN_PARTS = ("for_item", "person", "timescale", "target", "progress", "comments")


@dataclass(frozen=True)
class Listed:
    """A row of a table. Of evidence, `also` is true where it names the line second."""

    id: str
    table: str
    values: Mapping[str, str | dt.date] = field(default_factory=dict)
    also: bool = False
    strays: tuple[str, ...] = ()
    """What it names that is no line of the form."""

    @property
    def label(self) -> str:
        """'Evidence 3'."""
        return row_words(self.table, self.id)

    def text(self, column: str) -> str:
        value = self.values.get(column, "")
        return day(value) if isinstance(value, dt.date) else value


def rows_of(submission: Submission, table: str) -> list[Listed]:
    """The rows of a table in which anything stands, in the order of their ids."""
    rows: dict[str, dict[str, str | dt.date]] = {}
    for answer in submission.answers:
        if answer.table == table:
            rows.setdefault(answer.row, {})[answer.column] = answer.value
    return [Listed(row, table, rows[row]) for row in sorted(rows, key=lambda row: (len(row), row))]


def evidence_by_line(review: Review) -> dict[str, list[Listed]]:
    """Deliverable or supporting action → the evidence that names it, as judging reads it; '' → none named."""
    submission, work = review.submission, review.judgement.work
    targets = [*target_positions(submission.shape)]
    at = {row: n for n, row in enumerate(submission.shape.evidence_rows)}
    found: dict[str, list[Listed]] = defaultdict(list)
    for row in rows_of(submission, "evidence"):
        places = [int(work.column("evidence", f"{name}_n")[at[row.id]]) for name in ("for", *_NAMES[1:])]
        named = [targets[place - 1] if place else "" for place in places]
        texts = dict.fromkeys(row.text(n) for n, line in zip(_NAMES, named, strict=True) if not line)
        placed = {row.text(n) for n, line in zip(_NAMES, named, strict=True) if line}
        strays = tuple(text for text in texts if text and text not in placed)
        for line in dict.fromkeys(filter(None, named)) or [""]:
            found[line].append(Listed(row.id, row.table, row.values, line != named[0], strays))
    return dict(found)


def actions_by_line(review: Review) -> dict[str, list[Listed]]:
    """Deliverable → the actions that name it or one of its supporting actions; '' → the others."""
    submission = review.submission
    ids = dict(target_labels(submission.shape))
    found: dict[str, list[Listed]] = defaultdict(list)
    for row in (*rows_of(submission, "action_plan"), *taken_into_plan(review)):
        found[ids.get(row.text("for_item"), "")].append(row)
    return dict(found)


def taken_into_plan(review: Review) -> list[Listed]:
    """Supporting actions beside which somebody is named, as actions in the official wording.

    As judging reads it: one that stands in the action plan too is there once.
    """
    submission = review.submission
    if "supporting" not in submission.shape.tables:
        return []
    named = review.judgement.work.column("supporting", "named")
    rows = {row.id: row for row in rows_of(submission, "supporting")}
    found = []
    for action, is_named in zip(submission.shape.supporting, named, strict=True):
        row = rows.get(action.id, Listed(action.id, "supporting"))
        if is_named:
            values = {"action": action.text, "for_item": action.code, **row.values}
            found.append(Listed(action.code, "action_plan", values))
    return found


def evidence_text(row: Listed, between: str = "\n") -> str:
    """What it is, then each thing said of it, on a line of its own unless told otherwise."""
    lines = [say("section", "evidence_id", id=row.id, text=row.text("what"))]
    lines += _parts(row, "part", _EVIDENCE_PARTS)
    lines += [say("section", "part_stray", text=text) for text in row.strays]
    lines += [str(group("section")["part_also"])] if row.also and row.text("for_item") else []
    return between.join(lines)


def plan_text(row: Listed) -> str:
    return "\n".join([row.text("action"), *plan_parts(row)]).strip()


def plan_parts(row: Listed) -> list[str]:
    """What is said of an action beside itself."""
    return _parts(row, "plan", _PLAN_PARTS)


def _parts(row: Listed, prefix: str, names: Sequence[str]) -> list[str]:
    texts = {name: row.text(name) for name in names}
    keys = {"for_item": "for"}
    return [say("section", f"{prefix}_{keys.get(n, n)}", text=text) for n, text in texts.items() if text]
