"""Our words for letters, `workbook_templates/letters.toml`, and the facts that fill them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from arf_excel.collation.words import brief, day
from arf_excel.form.reading import purpose_words
from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import load_edition
from arf_excel.framework.findings import fill
from arf_excel.framework.templates import read_toml
from arf_excel.intake.cleaning import clean
from arf_excel.rounds.issue import closing_day, origin_of
from arf_excel.rounds.settings import Expected, Round

Facts = Mapping[str, str | int]
_SLOT = re.compile(r"\{(\w+)")
_LONGEST = 200


def group(name: str) -> dict[str, Any]:
    """A table of letters.toml."""
    found: dict[str, Any] = read_toml("letters.toml")[name]
    return found


def say(name: str, key: str, **facts: str | int) -> str:
    """One of our sentences with its facts."""
    return fill(str(group(name)[key]), facts)


def paragraphs(found: Sequence[Sequence[str]], facts: Facts) -> list[str]:
    """Each paragraph with the sentences whose slots are all filled."""
    texts = (" ".join(_filled(sentences, facts)) for sentences in found)
    return [text[0].upper() + text[1:] for text in texts if text]


def _filled(sentences: Iterable[str], facts: Facts) -> Iterator[str]:
    return (fill(each, facts) for each in sentences if all(facts[slot] for slot in _SLOT.findall(each)))


def one_line(text: str) -> str:
    """A name or a line of the office's as a header and a letter can hold it: nothing in it breaks a line."""
    return brief(clean(" ".join(text.split())), _LONGEST)


def facts_of(round_: Round, expected: Expected, as_of: dt.date | None) -> dict[str, str | int]:
    """What a letter may say of the round and of an organisation; what is not known is ''."""
    settings, edition = round_.settings, load_edition(round_.settings.edition)
    said = origin_of(round_, edition, expected).words
    closes = closing_day(round_, expected)
    extended = closes != settings.closes
    found = {
        **{key: said[key] for key in ("assembly", "return_to", "help", "adjustments", "title")},
        "round": settings.name,
        "organisation": expected.name,
        "code": expected.code,
        "role": expected.contact_role,
        "purpose": purpose_words(shape_of(edition, expected.purpose)),
        "results_by": "" if _is_past(settings.results_by, as_of) else day(settings.results_by),
        "day": day(as_of),
    }
    made: dict[str, str | int] = {key: one_line(text) for key, text in found.items()}
    past = _is_past(closes, as_of)
    made["past"] = day(closes) if past else ""
    made["closes"] = "" if past else day(closes)
    made["round_closes"] = "" if past or extended else day(closes)
    made["extension"] = day(closes) if extended and not past else ""
    left = days_left(closes, as_of)
    made["left"] = left if left and left > 0 else ""
    made["today"] = group("reminder")["today"] if left == 0 else ""
    return made


def _is_past(date: dt.date | None, as_of: dt.date | None) -> bool:
    return date is not None and as_of is not None and date < as_of


def days_left(closes: dt.date | None, as_of: dt.date | None) -> int | None:
    """From this day to the closing day; less than nothing once it is past."""
    return None if closes is None or as_of is None else (closes - as_of).days
