"""Where a form comes from: what the round, or the edition alone, says on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from arf_excel.framework.edition import Edition
from arf_excel.framework.templates import read_toml

BLANK_DAY = dt.date(2026, 11, 21)
"""The created date of a form that no round made: a fixed day, so that bytes stay the same."""


@dataclass(frozen=True)
class Origin:
    """Words and dates that a round fills in; `words` are the slots of texts.toml."""

    words: Mapping[str, str]
    created: dt.date = BLANK_DAY
    round: str = ""
    organisation: str = ""
    boards: tuple[str, ...] = ()
    closes: str = ""
    agreed: frozenset[str] = frozenset()
    """Rulings whose reading on this form the Assembly has agreed."""


@dataclass(frozen=True)
class Contacts:
    """Whom to ask and where to send; empty ones fall back to the edition's contact."""

    assembly: str = ""
    return_to: str = ""
    help: str = ""
    adjustments: str = ""
    keep: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


def words(edition: Edition, contacts: Contacts | None = None) -> dict[str, str]:
    """The slots of texts.toml for an edition, with a round's contacts where it has them."""
    given = contacts or Contacts()
    defaults = read_toml("texts.toml")["defaults"]
    contact = edition.about.contact
    return {
        "assembly": given.assembly or defaults["assembly"],
        "return_to": given.return_to or contact,
        "help": given.help or contact,
        "adjustments": given.adjustments or given.help or contact,
        "keep": given.keep or defaults["keep"],
        "title": edition.about.title,
        "credit": edition.about.credit,
    }


def blank_origin(edition: Edition) -> Origin:
    """A form that belongs to no round."""
    return Origin(words(edition))
