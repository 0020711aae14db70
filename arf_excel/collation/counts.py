"""The region in numbers: plain tables of counts, with no organisation in them. Counted with pandas."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from arf_excel.collation.cases import ASSESSMENT, FOR_FEEDBACK, RECOGNITION, Case
from arf_excel.collation.listed import rows_of, taken_into_plan
from arf_excel.collation.words import group
from arf_excel.framework.edition import Edition
from arf_excel.framework.findings import statuses

if TYPE_CHECKING:
    import pandas

Row = tuple[str | int, ...]
KEYS = ("in_place", "development_area", "not_answered")


@dataclass(frozen=True)
class Boards:
    """The table by board, and the key of the note on the boards that are not shown by themselves."""

    rows: tuple[Row, ...]
    note: str


@dataclass(frozen=True)
class EditionCounts:
    """What is counted for one edition."""

    edition: Edition
    organisations: int
    deliverables: tuple[Row, ...]
    principles: tuple[Row, ...]
    groups: tuple[Row, ...]
    levels: tuple[Row, ...]
    often: tuple[Row, ...]
    boards: Boards


@dataclass(frozen=True)
class Actions:
    """Month, actions, organisations; and the number of actions without a date that can be read."""

    rows: tuple[Row, ...]
    undated: int


def long_table(cases: Sequence[Case]) -> pandas.DataFrame:
    """A row for each direct deliverable of each return that is used, with one column a status."""
    import pandas

    names = ("code", "board", "edition", "label", "level", "principle", "status")
    table = pandas.DataFrame([row for case in cases for row in _long_rows(case)], columns=list(names))
    words = statuses()
    for key in KEYS:
        table[key] = (table["status"] == words[key]).astype(int)
    return table


def _long_rows(case: Case) -> list[tuple[str, ...]]:
    edition = case.edition
    board = case.board or str(group("regional")["no_board"])
    return [
        (
            *(case.code, board, edition.about.id, d.label, edition.group_of(d)),
            *(edition.principle_of(d).name, case.judged[d.id].status),
        )
        for d in case.shape.direct
        if d.id in case.judged
    ]


def edition_counts(table: pandas.DataFrame, edition: Edition, cases: Sequence[Case]) -> EditionCounts:
    """All tables of one edition. `table` is what `long_table` gives."""
    own = table[table["edition"] == edition.about.id]
    there = [c for c in cases if c.review and c.edition.about.id == edition.about.id]
    by_line = _by(own, "label")
    lines = [d.label for d in edition.direct if d.label in by_line]
    deliverables: tuple[Row, ...] = tuple((label, *by_line[label]) for label in lines)
    groups = dict.fromkeys(edition.group_of(d) for d in edition.direct)
    by_group = _by(own, "level") if edition.about.group_by == "level" else {}
    by_principle = _by(own, "principle")
    return EditionCounts(
        edition=edition,
        organisations=len(there),
        deliverables=deliverables,
        principles=tuple(
            (p.name, *by_principle[p.name]) for p in edition.principles if p.name in by_principle
        ),
        groups=tuple((name, *by_group[name]) for name in groups if name in by_group),
        levels=_levels(edition, there),
        often=_often(deliverables),
        boards=_boards(own, there),
    )


def _by(table: pandas.DataFrame, column: str) -> dict[str, tuple[int, ...]]:
    """Value of a column → the three counts and their sum."""
    summed = table.groupby(column, sort=False)[list(KEYS)].sum()
    return {
        str(name): (*map(int, row), int(sum(row)))
        for name, row in zip(summed.index, summed.values, strict=True)
    }


def _levels(edition: Edition, there: Sequence[Case]) -> tuple[Row, ...]:
    """Organisations by what they ask for and by what the answers bear out."""
    texts = group("shared")
    asked = Counter(case.asking if case.asks == RECOGNITION else str(case.asks) for case in there)
    found = Counter(case.review.judgement.levels.supported for case in there if case.review)
    none = str(texts["not_applicable"])
    rows: list[Row] = [
        (texts["level_self"], asked[str(ASSESSMENT)], none),
        (texts["level_feedback"], asked[str(FOR_FEEDBACK)], none),
        (texts["level_none"], none, found[None]),
        *((level.name, asked[level.asking], found[level.id]) for level in edition.levels),
    ]
    unsaid = len(there) - sum(int(row[1]) for row in rows if row[1] != none)
    return (*rows, (texts["level_unsaid"], unsaid, none)) if unsaid else tuple(rows)


def _often(deliverables: Sequence[Row]) -> tuple[Row, ...]:
    """Most often a development area first; the framework's order where equal."""
    most = int(group("regional")["most_often"])
    ordered = sorted(deliverables, key=lambda row: -int(row[2]))
    return tuple((row[0], row[2], row[4]) for row in ordered if row[2])[:most]


def _boards(table: pandas.DataFrame, there: Sequence[Case]) -> Boards:
    """Boards with enough returns, and the others together.

    Nobody is left out while boards are shown: taking them away from the region would leave a few answers.
    """
    least, texts = int(group("regional")["least_of_a_board"]), group("regional")
    members = Counter(case.board or texts["no_board"] for case in there)
    shown = sorted(name for name, n in members.items() if n >= least and name != texts["no_board"])
    rest = sum(n for name, n in members.items() if name not in shown)
    if not shown:
        return Boards((), "boards_none")
    note = "boards_folded" if rest else "boards_all"
    if 0 < rest < least:
        if len(shown) == 1:
            return Boards((), "boards_kept_none")
        smallest = min(shown, key=lambda name: (members[name], name))
        shown.remove(smallest)
        rest, note = rest + members[smallest], "boards_kept"
    named = table.assign(board=table["board"].where(table["board"].isin(shown), texts["other_boards"]))
    found = _by(named, "board")
    rows: list[Row] = [(name, members[name], *found[name][:3]) for name in shown if name in found]
    if rest and texts["other_boards"] in found:
        rows.append((texts["other_boards"], rest, *found[texts["other_boards"]][:3]))
    return Boards(tuple(rows), note)


def actions_by_month(cases: Sequence[Case]) -> Actions:
    """Actions by the month of their target completion date."""
    dated: list[tuple[dt.date, str]] = []
    undated = 0
    for case in (c for c in cases if c.review):
        assert case.review is not None
        submission = case.review.submission
        for row in (*rows_of(submission, "action_plan"), *taken_into_plan(case.review)):
            target = row.values.get("target")
            if isinstance(target, dt.date):
                dated.append((target.replace(day=1), case.code))
            else:
                undated += 1
    months = sorted({month for month, _ in dated})
    rows: list[Row] = []
    for month in months:
        codes = [code for when, code in dated if when == month]
        rows.append((f"{month:%B %Y}", len(codes), len(set(codes))))
    return Actions(tuple(rows), undated)
