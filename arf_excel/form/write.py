"""(Edition, answers) → a form. A blank is no answers, an issued form some, a completed one all of them.

Every value beside a formula comes from `framework.judge`, so that a file in Protected View already says
what is true.
"""

from __future__ import annotations

from pathlib import Path

from arf_excel.form import entry, hidden, reading
from arf_excel.form.advice import advice
from arf_excel.form.layout import layout_of
from arf_excel.form.look import styles
from arf_excel.form.marks import ToLookAt, notes
from arf_excel.form.meta import FORM_VERSION, Meta
from arf_excel.form.origin import Origin, blank_origin
from arf_excel.form.pen import Pen
from arf_excel.form.tables import as_written, field
from arf_excel.form.to_look_at import to_look_at
from arf_excel.framework.answers import Answers
from arf_excel.framework.judge import judge
from arf_excel.framework.levels import asking_of
from arf_excel.framework.shape import Shape
from arf_excel.workbook.book import Book, clean_text, save_book

COPY_SUBJECT = "to look at"
"""What the properties of a form say that was filled again, so that it is known without being read."""


def starting_answers(shape: Shape) -> Answers:
    """What a blank already knows: a form for one purpose asks for just that."""
    asking = asking_of(shape)
    return Answers({("organisation", "asking", "answer"): asking} if asking else {})


def _as_written(answers: Answers) -> Answers:
    """The answers as they will stand in the cells, so that they are judged as a reader will see them."""
    cells = {key: as_written(field(*key), value) for key, value in answers.cells.items()}
    clean = {key: clean_text(value) if isinstance(value, str) else value for key, value in cells.items()}
    return Answers({key: value for key, value in clean.items() if value not in (None, "")})


def write_form(
    path: Path,
    shape: Shape,
    answers: Answers | None = None,
    origin: Origin | None = None,
    *,
    locked: bool = False,
    first: ToLookAt | None = None,
    copy_of: str = "",
    form_version: str = FORM_VERSION,
) -> Meta:
    """Write a form and move it into place. Returns what its `_meta` says.

    A form that is filled again has a `first` sheet, which says what to look at, and those cells marked;
    `copy_of` is the SHA-256 of the file that its answers are from.
    """
    came_from = origin or blank_origin(shape.edition)
    meta = Meta(
        edition=shape.edition.about.id,
        purpose=shape.purpose,
        evidence_rows=len(shape.evidence_rows),
        action_rows=len(shape.action_rows),
        round=came_from.round,
        organisation=came_from.organisation,
        year_end=shape.year_end,
        rulings={r.id: shape.ruling(r.id) or r.default for r in shape.edition.rulings},
        copy_of=copy_of,
        form_version=form_version,
    )
    given = _as_written(starting_answers(shape) if answers is None else answers)
    judgement = judge(shape, given)

    def write(book: Book) -> None:
        marked = notes(shape, first.marks) if first else {}
        pen = Pen(book, shape, layout_of(shape), given, judgement.work, came_from, locked, marked)
        if first:
            to_look_at(pen, first)
        reading.start(pen, opens=first is None)
        for table in pen.layout.areas:
            entry.table(pen, table)
        reading.summary(pen)
        reading.checks(pen)
        advice(pen)
        reading.guidance(pen)
        hidden.work(pen)
        hidden.lists(pen)
        hidden.meta(pen, meta)

    properties = {
        "title": f"{shape.edition.about.title}: {reading.purpose_words(shape)}",
        "author": came_from.words["assembly"],
        "comments": shape.edition.about.credit,
    }
    if copy_of:
        properties["subject"] = COPY_SUBJECT
    save_book(path, styles(), properties, came_from.created, write)
    return meta
