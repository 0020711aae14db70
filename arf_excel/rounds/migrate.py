"""Answers of an older form, or of the other edition's, in a fresh form, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from arf_excel.errors import UnreadableError, UsageError
from arf_excel.form.given import row_title
from arf_excel.form.layout import sheet_name
from arf_excel.form.marks import Mark, ToLookAt
from arf_excel.form.origin import blank_origin
from arf_excel.form.sheets import ALL, purposes, shape_of, table_order
from arf_excel.form.write import starting_answers, write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import DEFAULT_EDITION, load_edition
from arf_excel.framework.findings import fill, statuses
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.intake.files import read_bytes
from arf_excel.intake.isolation import Readers
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.rounds.carrying import Carrier, Look, change_words
from arf_excel.rounds.issue import Form, form_for
from arf_excel.rounds.migrate_list import LIST_KINDS, save_list
from arf_excel.rounds.read import read_round

SHUT = "FIX-046"
Counts = tuple[str, int, int, int]
"""A sheet of the old form: answers carried, of these to look at, and not carried."""


@dataclass(frozen=True)
class Migrated:
    """What was written, and how many answers became what."""

    form: Path
    listed: Path
    counts: tuple[Counts, ...]


def migrate(
    source: Path,
    output: Path,
    *,
    edition: str | None = None,
    purpose: str | None = None,
    round_folder: Path | None = None,
    listed: Path | None = None,
    passwords: Sequence[str] = (),
) -> Migrated:
    """Carry the answers of `source` into a form at `output`, and write the list beside it.

    `passwords` are tried where it is protected.
    UsageError says what of the request cannot be done, UnreadableError why the old form cannot be read.
    """
    where = listed or output.with_name(f"{output.stem}-{read_toml('migrate.toml')['list']['file']}.docx")
    _require_places(source, output, where)
    submission = _submission(source, passwords)
    form = _form_of_round(source, round_folder, submission, edition, purpose) if round_folder else None
    form = form or _blank(submission, edition, purpose)
    carrier = Carrier(submission, _with_rows(form, submission.shape))
    carrier.carry()
    _write(output, carrier, where)
    save_list(where, carrier, output.name)
    return Migrated(output, where, tuple(_counts(carrier)))


# what is asked for


def _require_places(source: Path, output: Path, listed: Path) -> None:
    if not source.is_file():
        raise _problem("no_file", file=source.name)
    if output.suffix.lower() != ".xlsx":
        raise _problem("not_a_form", file=output.name)
    if listed.suffix.lower() not in LIST_KINDS:
        raise _problem("not_a_list", file=listed.name)
    for each in (output, listed):
        if each.exists() and each.samefile(source):
            raise _problem("itself", file=each.name)


def _submission(source: Path, passwords: Sequence[str]) -> Submission:
    opened = read_bytes(source)
    if opened is None:
        raise UnreadableError(SHUT)
    with Readers(passwords, workers=1) as readers:
        found = readers.read_here(opened[0], source.name)
    if isinstance(found, Unreadable):
        raise UnreadableError(found.code, **found.facts)
    return found


def _blank(submission: Submission, edition: str | None, purpose: str | None) -> Form:
    """A form of the edition for the same purpose as the old one, where the edition has it."""
    target = load_edition(edition or DEFAULT_EDITION)
    old = submission.shape
    wanted = purpose or (old.purpose if old.purpose in purposes(target) else ALL)
    year_end = old.year_end if target.about.id == old.edition.about.id else None
    return Form(shape_of(target, wanted, year_end=year_end), blank_origin(target), Answers({}))


def _form_of_round(
    source: Path, folder: Path, submission: Submission, edition: str | None, purpose: str | None
) -> Form:
    if edition or purpose:
        raise _problem("purpose")
    found = read_round(folder)
    code = submission.meta.get("organisation", "") or submission.code
    expected = found.expected(code)
    if expected is None:
        raise _problem("not_in_round", file=source.name, code=code[:40])
    return form_for(found, expected)


def _with_rows(form: Form, old: Shape) -> Form:
    """With as many spare rows as the old form had: rows keep their ids, by which attachments are named."""
    shape = form.shape
    return replace(
        form,
        shape=replace(
            shape,
            evidence_rows=max(shape.evidence_rows, old.evidence_rows * bool(shape.evidence_rows), key=len),
            meeting_rows=max(shape.meeting_rows, old.meeting_rows * bool(shape.meeting_rows), key=len),
            action_rows=max(shape.action_rows, old.action_rows, key=len),
        ),
    )


# the form


def _write(path: Path, carrier: Carrier, listed: Path) -> None:
    form = carrier.form
    answers = {**starting_answers(form.shape).cells, **carrier.cells}
    marks = tuple(_mark(carrier, look) for look in carrier.looks.values())
    words, about = read_toml("migrate.toml")["sheet"], carrier.old.shape.edition.about
    own, do = fill(words["own"], {"edition": f"{about.title} ({about.id})"}), words["do"]
    lines = (own, do, fill(words["listed"], {"file": listed.name}))
    title = fill(words["title"], {"count": len(marks)})
    first = ToLookAt(title, lines, do, marks) if marks else None
    write_form(path, form.shape, Answers(answers), form.origin, first=first)


def _mark(carrier: Carrier, look: Look) -> Mark:
    texts = read_toml("migrate.toml")
    words = texts["sheet"]
    if look.way.to is None:
        return Mark(look.new, words["lost_line"], words["lost_line_how"])
    facts = {
        "line": row_title(carrier.old.shape, look.old[0], look.old[1]),
        "edition": carrier.old.shape.edition.about.id,
        "change": change_words(look.way),
        "note": look.way.note,
    }
    told = carrier.old.cells.text(*look.old)
    then = fill(words["then"], {"status": told}) if told in statuses().values() else ""
    return Mark(look.new, f"{fill(words['what'], facts).strip()} {then}".strip(), words["how"])


def _counts(carrier: Carrier) -> Iterator[Counts]:
    """By the sheets of the old form, in their order; then all of them."""
    carried = Counter(fate.old[0] for fate in carrier.fates if fate.new is not None)
    left = Counter(fate.old[0] for fate in carrier.fates if fate.new is None)
    looks = Counter(look.old[0] for look in carrier.looks.values())
    for table in table_order(carrier.old.shape):
        if carried[table] or left[table]:
            yield sheet_name(table), carried[table], looks[table], left[table]
    all_of_it = read_toml("migrate.toml")["list"]["all"]
    yield all_of_it, carried.total(), looks.total(), left.total()


def _problem(name: str, **facts: str) -> UsageError:
    return UsageError(fill(read_toml("migrate.toml")["problems"][name], facts))
