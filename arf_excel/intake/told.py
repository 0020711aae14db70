"""What was seen in a return, told one by one up to a limit; what is more of the same is counted.

A paste that spilled over a whole sheet has half a million cells, and nobody reads half a million lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from arf_excel.framework.findings import Finding
from arf_excel.intake.limits import limits
from arf_excel.intake.strays import sheet_words
from arf_excel.intake.submission import Seen

_MORE = "NOTE-075"


class Told:
    """The findings of one return, as they come in."""

    def __init__(self) -> None:
        self._seen: list[Seen] = []
        self._count: Counter[tuple[str, str | None]] = Counter()
        self._sheets: dict[tuple[str, str | None], str | None] = {}

    def add(self, seen: Iterable[Seen]) -> None:
        for each in seen:
            kind = each.finding.code, each.finding.table
            self._count[kind] += 1
            if self._count[kind] <= limits().told:
                sheet = each.sheet and sheet_words(each.sheet)
                self._seen.append(replace(each, sheet=sheet))
                self._sheets[kind] = sheet

    def all(self) -> tuple[Seen, ...]:
        """Those told one by one, then a count for each kind that goes on."""
        return (*self._seen, *(self._more(kind) for kind, n in self._count.items() if n > limits().told))

    def _more(self, kind: tuple[str, str | None]) -> Seen:
        code, table = kind
        facts: dict[str, str | int] = {"code": code, "count": self._count[kind] - limits().told}
        return Seen(Finding(_MORE, table, facts=facts), self._sheets[kind])
