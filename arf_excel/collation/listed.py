"""Evidence items and actions of a return, gathered under the deliverables that they name."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from arf_excel.collation.words import day, group, say
from arf_excel.form.tables import row_words
from arf_excel.framework.workings import target_labels
from arf_excel.intake.submission import Submission

_EVIDENCE_PARTS = ("where", "date", "page", "kind", "access", "shows")
_PLAN_PARTS = ("for_item", "person", "timescale", "target", "progress", "comments")


@dataclass(frozen=True)
class Listed:
    """A row of Evidence or of the Action plan. `also` is true where it names the line second."""

    id: str
    table: str
    values: Mapping[str, str | dt.date] = field(default_factory=dict)
    also: bool = False

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


def evidence_by_line(submission: Submission) -> dict[str, list[Listed]]:
    """Deliverable → the evidence that names it; '' → what names no line of this form."""
    ids = {d.label: d.id for d in submission.shape.deliverables}
    found: dict[str, list[Listed]] = defaultdict(list)
    for row in rows_of(submission, "evidence"):
        named = [ids.get(row.text(column), "") for column in ("for_item", "also_1", "also_2")]
        lines = list(dict.fromkeys(line for line in named if line))
        for line in lines or [""]:
            found[line].append(Listed(row.id, row.table, row.values, also=line != named[0]))
    return dict(found)


def actions_by_line(submission: Submission) -> dict[str, list[Listed]]:
    """Deliverable → the actions that name it or one of its supporting actions; '' → the others."""
    ids = dict(target_labels(submission.shape))
    found: dict[str, list[Listed]] = defaultdict(list)
    for row in rows_of(submission, "action_plan"):
        found[ids.get(row.text("for_item"), "")].append(row)
    return dict(found)


def evidence_text(row: Listed) -> str:
    """What it is, then each thing said of it on a line of its own."""
    lines = [say("section", "evidence_id", id=row.id, text=row.text("what"))]
    lines += _parts(row, "part", _EVIDENCE_PARTS)
    lines += [str(group("section")["part_also"])] if row.also and row.text("for_item") else []
    return "\n".join(lines)


def plan_text(row: Listed) -> str:
    return "\n".join([row.text("action"), *_parts(row, "plan", _PLAN_PARTS)]).strip()


def _parts(row: Listed, prefix: str, names: Sequence[str]) -> list[str]:
    texts = {name: row.text(name) for name in names}
    keys = {"for_item": "for"}
    return [say("section", f"{prefix}_{keys.get(n, n)}", text=text) for n, text in texts.items() if text]
