"""What changed between two returns of one organisation, by deliverable. Counts and choices, no free text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from arf_excel.collation.words import group, listed_status, say
from arf_excel.framework.targets import target_labels
from arf_excel.intake.submission import Answer, Submission

Place = tuple[str, str]
"""('checklist', deliverable id), or (a sheet's title, '') for what belongs to no deliverable."""

Row = tuple[str, ...]
"""Table, then 'column=value' of each cell in which something stands."""


@dataclass(frozen=True)
class Change:
    """`about` is a deliverable's label or a sheet; `what` the status, the words or a sheet's rows."""

    about: str
    what: str
    before: str
    now: str


def changes(before: Submission, now: Submission) -> Iterator[Change]:
    """Everything that differs, deliverable by deliverable, then what belongs to none."""
    labels = _labels(before, now)
    was, is_ = _by_place(before), _by_place(now)
    differing = {place for place in was.keys() | is_.keys() if was.get(place) != is_.get(place)}
    order = {("checklist", key): n for n, key in enumerate(labels)}
    for place in sorted(differing, key=lambda place: (order.get(place, len(order)), place)):
        about = labels[place[1]] if place in order else place[0]
        if place in order:
            yield from _in_checklist(about, place[1], before, now)
        yield from _in_rows(about, was.get(place, []), is_.get(place, []))


def _labels(*submissions: Submission) -> dict[str, str]:
    return {d.id: d.label for s in submissions[::-1] for d in s.shape.deliverables}


def _in_checklist(about: str, item: str, before: Submission, now: Submission) -> Iterator[Change]:
    status = [s.text("checklist", item, "status") for s in (before, now)]
    if status[0] != status[1]:
        told = [listed_status(s, say("changes", "other")) or say("changes", "nothing") for s in status]
        yield Change(about, say("changes", "status"), *told)
    for column in ("how", "explain"):
        words = [s.text("checklist", item, column) for s in (before, now)]
        if words[0] != words[1]:
            told = [say("changes", "words", count=len(text.split())) for text in words]
            yield Change(about, say("changes", column), *told)


def _in_rows(about: str, before: Sequence[Row], now: Sequence[Row]) -> Iterator[Change]:
    """Rows of other tables than the checklist: how many there are, and how many of them are new or other."""
    tables = dict.fromkeys(row[0] for row in (*before, *now) if row[0] != "checklist")
    for table in sorted(tables):
        was, is_ = ([row for row in rows if row[0] == table] for rows in (before, now))
        if was != is_:
            new = sum(row not in was for row in is_)
            told = say("changes", "rows", count=len(was)), say("changes", "rows_now", count=len(is_), new=new)
            yield Change(about, _title(table), *told)


def differences(one: Submission, other: Submission) -> tuple[str, ...]:
    """The deliverables on which two returns differ, by their labels; then other tables that differ."""
    labels = _labels(one, other)
    mine, yours = _by_place(one), _by_place(other)
    places = {place for place in mine.keys() | yours.keys() if mine.get(place) != yours.get(place)}
    named = [label for key, label in labels.items() if ("checklist", key) in places]
    return (*named, *sorted(title for title, key in places if not key))


def _by_place(submission: Submission) -> dict[Place, list[Row]]:
    """('checklist', deliverable id) → all that is said of it; (sheet's title, '') → the rest of a table."""
    targets = {label: ("checklist", item) for label, item in target_labels(submission.shape)}
    targets |= {row.id: targets[row.code] for row in submission.shape.facts if not row.direct}
    targets |= {row.id: ("checklist", row.item.of) for row in submission.shape.facts if row.direct}
    rows: dict[tuple[str, str], list[Answer]] = {}
    for answer in submission.answers:
        rows.setdefault((answer.table, answer.row), []).append(answer)
    found: dict[Place, list[Row]] = {}
    for (table, row), answers in rows.items():
        about = row if table == "measures" else _named_by(answers)
        place = ("checklist", row) if table == "checklist" else targets.get(about, (_title(table), ""))
        said = (table, *(f"{a.column}={a.value}" for a in sorted(answers, key=lambda a: a.column)))
        found.setdefault(place, []).append(said if table != "organisation" else (table, row, *said[1:]))
    return {place: sorted(said) for place, said in found.items()}


def _named_by(answers: Sequence[Answer]) -> str:
    return next((str(a.value) for a in answers if a.column == "for_item"), "")


def _title(table: str) -> str:
    return str(group("tables")[table])
