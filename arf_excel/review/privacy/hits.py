"""Which cells of a submission seem to hold something about one person."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from arf_excel.form.tables import RECORDS
from arf_excel.framework.findings import Finding
from arf_excel.intake.submission import Answer, Key, Submission
from arf_excel.review.privacy.contacts import email, may_hold_phone, phone
from arf_excel.review.privacy.dates import birth_date
from arf_excel.review.privacy.few import few_people
from arf_excel.review.privacy.numbers import nhs_number, staff_number
from arf_excel.review.privacy.words import exempt, words

CODES = {
    "nhs_number": "EXPLAIN-801",
    "email": "EXPLAIN-802",
    "phone": "EXPLAIN-803",
    "birth_date": "EXPLAIN-804",
    "staff_number": "EXPLAIN-805",
    "few_people": "EXPLAIN-806",
    "not_looked_at": "EXPLAIN-807",
}
"""Kind → its finding."""
_DETECTORS: dict[str, Callable[[str], bool]] = {
    "nhs_number": nhs_number,
    "phone": phone,
    "birth_date": birth_date,
    "staff_number": staff_number,
    "few_people": few_people,
}
_SHORTEST = 6
"""Characters: nothing that is looked for is shorter."""


@dataclass(frozen=True)
class Hit:
    """A cell and the kind of what seems to stand there. It never holds the text itself."""

    table: str
    row: str
    column: str
    kind: str
    sheet: str
    cell: str

    @property
    def key(self) -> Key:
        return self.table, self.row, self.column

    @property
    def finding(self) -> Finding:
        about = self.row if self.table == "checklist" else None
        return Finding(CODES[self.kind], *self.key, deliverable=about)


def hits(submission: Submission, known: Collection[str] = ()) -> tuple[Hit, ...]:
    """Every hit, as the answers stand; `known` are addresses that the round itself names."""
    addresses = frozenset(address.casefold() for address in known)
    left, found = int(words("most")["characters"]), list[Hit]()
    for answer in submission.answers:
        text = answer.value
        if isinstance(text, str) and len(text) >= _SHORTEST:
            left -= effort(text)
            kinds = kinds_in(text, addresses) if left >= 0 else ["not_looked_at"]
            at = answer.table, answer.row, answer.column
            found += [
                Hit(*at, kind, answer.sheet, answer.cell) for kind in kinds if not _exempt(answer, kind)
            ]
    return tuple(found)


def effort(text: str) -> int:
    """What looking through a text costs: numbers are looked up in numbering plans."""
    return len(text) * (int(words("most")["numbers"]) if may_hold_phone(text) else 1)


def _exempt(answer: Answer, kind: str) -> bool:
    """The form asks for such a thing here."""
    place = answer.row if answer.table in RECORDS else answer.column
    return kind in exempt().get(f"{answer.table}.{place}", ())


def kinds_in(text: str, known: Collection[str] = ()) -> list[str]:
    """The kinds that seem to stand in a text."""
    found = [kind for kind, detector in _DETECTORS.items() if detector(text)]
    return sorted([*found, "email"] if email(text, known) else found, key=list(CODES).index)
