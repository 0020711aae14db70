"""A return filled in again: its own answers in a fresh form, what to look at marked and listed first.

The return itself is never altered. The same return gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from arf_excel.form.marks import Mark, ToLookAt, on_form, words
from arf_excel.form.meta import FORM_VERSION
from arf_excel.form.origin import Origin, blank_origin
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import answer_columns
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.findings import SEVERITIES
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.intake.about import is_earlier
from arf_excel.intake.grid import CellError
from arf_excel.intake.submission import Submission
from arf_excel.review.review import Placed, Review
from arf_excel.rounds.issue import origin_of
from arf_excel.rounds.settings import Round
from arf_excel.workbook.book import MOST_TEXT, clean_text

_LONGEST_WHO = 60


@dataclass(frozen=True)
class Copy:
    """A form filled again, before it is written."""

    shape: Shape
    answers: Answers
    origin: Origin
    first: ToLookAt
    copy_of: str
    form_version: str

    def write(self, path: Path) -> None:
        write_form(
            path,
            self.shape,
            self.answers,
            self.origin,
            first=self.first,
            copy_of=self.copy_of,
            form_version=self.form_version,
        )


def fix_me(review: Review, round_: Round | None = None) -> Copy | None:
    """The copy that helps to put a return right; None when there is nothing to look at.

    `review` is of the return as it was read, before anything of it is held back.
    """
    if not review.to_look_at:
        return None
    submission = review.submission
    origin = _origin(submission, round_)
    answers, cut = _that_fit(submission)
    marks = (*_marks(review), *(_cut(key, count) for key, count in cut.items()))
    do = words("sheet", "do", to=_to(origin, round_))
    title = words("sheet", "title", count=len(marks))
    first = ToLookAt(title, tuple(_lines(review, do)), do, marks)
    earlier = is_earlier(submission.meta)
    version = submission.meta["form_version"] if earlier else FORM_VERSION
    return Copy(submission.shape, answers, origin, first, submission.sha256, version)


def owner(submission: Submission) -> str:
    """Whose return it is: the organisation that the form was issued to, else the one that it names."""
    return submission.meta.get("organisation", "") or submission.code


def _origin(submission: Submission, round_: Round | None) -> Origin:
    """The round's words where it is given; what the form said of its round and organisation stays."""
    edition, issued = submission.shape.edition, submission.meta.get("organisation", "")
    expected = round_.expected(owner(submission)) if round_ else None
    if round_ and expected and round_.settings.edition == edition.about.id:
        return replace(origin_of(round_, edition, expected), organisation=issued)
    return replace(blank_origin(edition), round=submission.meta.get("round", ""), organisation=issued)


# its answers


def _that_fit(submission: Submission) -> tuple[Answers, dict[Key, int]]:
    """The answers as they stood, an error as a blank; and by how much a text is too long for a cell."""
    cells: dict[Key, object] = {}
    cut: dict[Key, int] = {}
    for key, value in submission.cells.cells.items():
        if isinstance(value, CellError):
            continue
        cells[key] = value
        if isinstance(value, str) and (kept := as_fits(value)) != clean_text(value):
            cells[key], cut[key] = kept, len(clean_text(value)) - len(kept)
    return Answers(cells), cut


def as_fits(text: str) -> str:
    """As much of a text as a cell holds, counted as Excel counts."""
    units = clean_text(text).encode("utf-16-le")
    return units[: 2 * MOST_TEXT].decode("utf-16-le", "ignore")


def _cut(key: Key, count: int) -> Mark:
    return Mark(key, words("long", "what", count=count), words("long", "how"))


# what to look at


def _to(origin: Origin, round_: Round | None) -> str:
    """Where the copy goes; without a round nobody knows but who sent it."""
    known = words("sheet", "to_round", return_to=origin.words["return_to"])
    return known if round_ else words("sheet", "to_sender")


def _lines(review: Review, do: str) -> Iterator[str]:
    submission = review.submission
    who = f"{owner(submission)} {submission.name}".strip()[:_LONGEST_WHO] or words("sheet", "somebody")
    yield words("sheet", "own", who=who)
    yield do
    yield words("sheet", "no_decision")
    cannot = any(placed.open and placed.finding.severity == SEVERITIES[0] for placed in review.findings)
    if cannot:
        yield words("sheet", "cannot")
    elif review.judgement.ready:
        yield words("sheet", "as_it_is")
    if "reflection" in submission.shape.tables:
        yield words("sheet", "reflection")


def _marks(review: Review) -> Iterator[Mark]:
    """What is open, the most useful first; of many places that are alike the first ones."""
    shape, most = review.submission.shape, read_toml("fix_me.toml")["order"]["most_alike"]
    found = sorted((p for p in review.findings if p.open), key=lambda placed: _order(shape, placed))
    for code, alike in groupby(found, key=lambda placed: placed.finding.code):
        same = list(alike)
        shown = same[:most] if all(_key(shape, placed) is None for placed in same) else same
        yield from (_mark(review, placed) for placed in shown)
        if rest := len(same) - len(shown):
            what = words("more", "what", count=rest, listed=len(shown), code=code)
            yield Mark(None, what, words("more", "how"), code, words("place", "file"))


def _mark(review: Review, placed: Placed) -> Mark:
    finding, key = placed.finding, _key(review.submission.shape, placed)
    named = finding.code in read_toml("fix_me.toml")["order"]["with_help"]
    more = next((j.help for j in review.judgement.judged if named and j.id == finding.deliverable), "")
    where = "" if key else _place(placed)
    return Mark(key, f"{placed.message} {more}".strip(), placed.fix, finding.code, where)


def _key(shape: Shape, placed: Placed) -> Key | None:
    finding = placed.finding
    if finding.table is None or finding.row is None or finding.column is None:
        return None
    key = finding.table, finding.row, finding.column
    return key if on_form(shape, key) else None


def _place(placed: Placed) -> str:
    """Where it stood in the return."""
    if placed.sheet and placed.cell:
        return words("place", "cell", sheet=placed.sheet, cell=placed.cell)
    return words("place", "sheet", sheet=placed.sheet) if placed.sheet else words("place", "file")


def _order(shape: Shape, placed: Placed) -> tuple[int, int, tuple[int, ...]]:
    """FIX before EXPLAIN, what is missing before the rest, then as it stands in the form."""
    finding, first = placed.finding, read_toml("fix_me.toml")["order"]["first"]
    rank = first.index(finding.code) if finding.code in first else len(first)
    return SEVERITIES.index(finding.severity), rank, _stands(shape, finding.table, _key(shape, placed))


def _stands(shape: Shape, table: str | None, key: Key | None) -> tuple[int, ...]:
    tables = table_order(shape)
    if key is None:
        return (tables.index(table) if table in tables else -1,)
    table, row, column = key
    return tables.index(table), row_ids_of(shape, table).index(row), answer_columns(table).index(column)
