"""Letters of a round, a Word file and an e-mail draft for each organisation that they are for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from arf_excel.collation.sources import COPIES
from arf_excel.form.marks import words as copy_words
from arf_excel.form.origin import BLANK_DAY, Contacts, words
from arf_excel.framework.edition import load_edition
from arf_excel.framework.findings import fill
from arf_excel.letters.came import Came, has_ledger, pack_of, what_came
from arf_excel.letters.compose import INVITATION, QUESTIONS, RECEIPT, REMINDER, About, Letter, compose
from arf_excel.letters.drafts import Written, write_drafts
from arf_excel.letters.needed import open_findings
from arf_excel.letters.post import addresses, as_email, as_word, too_large
from arf_excel.letters.words import facts_of, group, say
from arf_excel.rounds.copies import is_untouched
from arf_excel.rounds.folder import form_name, safe_part
from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Expected, Round
from arf_excel.rounds.sheets import plan


@dataclass(frozen=True)
class Posted:
    """What a run wrote: the letters, what became of their files, and sentences to tell."""

    letters: tuple[Letter, ...]
    written: Written
    notes: tuple[str, ...]


def write_letters(folder: Path, kind: str, as_of: dt.date | None = None, *, again: bool = False) -> Posted:
    """Write the letters of a kind into `letters/<kind>` of a round.

    A letter that somebody has changed is kept, unless `again`. UsageError when the round or its ledger
    cannot be used.
    """
    round_ = read_round(folder)
    letters, notes = [], []
    for about in _addressed(folder, round_, kind, as_of):
        about, told = _fit_to_send(about, kind)
        letters.append(compose(kind, about))
        notes += told
    drafts: dict[str, bytes] = {}
    for letter in letters:
        drafts |= files_of(letter, round_)
    written = write_drafts(letters_folder(folder), drafts, (f"{kind}/",), again=again)
    notes += [] if letters else [say("folder", "nobody", why=str(group("nobody")[kind]))]
    return Posted(tuple(letters), written, tuple(notes))


def letters_folder(folder: Path) -> Path:
    return folder / str(group("folder")["name"])


def files_of(letter: Letter, round_: Round) -> dict[str, bytes]:
    """Name below the folder of letters → bytes."""
    name = fill(group("folder")["file"], {"code": safe_part(letter.code), "kind": letter.kind})
    author, created = author_of(round_), round_.settings.opens or BLANK_DAY
    return {
        f"{letter.kind}/{name}.docx": as_word(letter, author, created),
        f"{letter.kind}/{name}.eml": as_email(letter),
    }


def author_of(round_: Round) -> str:
    edition = load_edition(round_.settings.edition)
    return words(edition, Contacts(assembly=round_.settings.assembly))["assembly"]


def _addressed(folder: Path, round_: Round, kind: str, as_of: dt.date | None) -> Iterator[About]:
    """Everyone that this kind of letter is for, in the order of the round."""
    asks_ledger = kind in (RECEIPT, REMINDER) or (kind == QUESTIONS and has_ledger(folder))
    came = what_came(folder, round_) if asks_ledger else {}
    for expected in round_.organisations:
        about = About(expected, facts_of(round_, expected, as_of), came.get(expected.code, Came()))
        found = _with_its_own(folder, round_, kind, about)
        if found is not None:
            yield found


def _with_its_own(folder: Path, round_: Round, kind: str, about: About) -> About | None:
    """What this kind says beside; None for an organisation that gets no such letter."""
    expected, used = about.expected, about.came.used
    if kind == INVITATION:
        return replace(about, attached=_form(folder, round_, expected))
    if kind == REMINDER:
        return about if used is None else None
    needed = open_findings(folder, used.sha256) if used else ()
    if kind == RECEIPT:
        if used is None:
            return None
        copy = _copy(folder, round_, expected, used.sha256) if needed else None
        return replace(about, needed=needed, attached=copy)
    asked = tuple(each for each in round_.questions_of(expected.code) if each.open)
    suggested = tuple(each for each in needed if each.is_point_of_fact)
    return replace(about, needed=suggested, questions=asked) if asked or suggested else None


def _fit_to_send(about: About, kind: str) -> tuple[About, list[str]]:
    """Without an attachment that mail would turn away; and what the office should know."""
    code, notes = about.expected.code, []
    if not addresses(about.expected.email):
        notes.append(say("folder", "no_address", code=code))
    if kind == INVITATION and about.attached is None:
        notes.append(say("folder", "no_form", code=code))
    if about.attached is not None and too_large(about.attached):
        limit = int(group("folder")["most_attached_mb"])
        notes.append(say("folder", "most_attached_words", file=about.attached.name, limit=limit))
        about = replace(about, attached=None)
    return about, notes


def _form(folder: Path, round_: Round, expected: Expected) -> Path | None:
    """The form that was issued to it."""
    path = folder / plan().folders["issued"] / form_name(expected.code, round_.settings.name)
    return path if path.is_file() else None


def _copy(folder: Path, round_: Round, expected: Expected, sha256: str) -> Path | None:
    """The marked copy of its return that nobody has changed since it was written."""
    form = form_name(expected.code, round_.settings.name).removesuffix(".xlsx")
    name = f"{form}_{copy_words('file', 'ending')}"
    names = (f"{name}_{sha256[:8]}", name, *(f"{name}_{number}" for number in range(2, 10)))
    paths = (pack_of(folder) / COPIES / f"{each}.xlsx" for each in names)
    return next((path for path in paths if path.is_file() and is_untouched(path)), None)
