"""The evidence of a whole round as data: items, files, links. It bears on no verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from arf_excel.evidence.addresses import Link, links_in
from arf_excel.evidence.files import Item, Matched, match
from arf_excel.evidence.folder import Sent, code_of, is_folder, printable, top
from arf_excel.evidence.found import UNCHECKED, Found
from arf_excel.evidence.links import Progress, check_links
from arf_excel.intake.submission import Submission

Check = Callable[[Iterable[str]], Mapping[str, Found]]
"""Links → what became of each; None where links are not checked."""


@dataclass(frozen=True)
class Returned:
    """An organisation and the return of it that is used, as it came and as it may be written."""

    code: str
    name: str
    submission: Submission | None
    shown: Submission | None


@dataclass(frozen=True)
class Evidence:
    """What stands on paper and what was sent, of one organisation. Links are those that may be written."""

    returned: Returned
    matched: Matched
    links: tuple[Link, ...]


@dataclass(frozen=True)
class EvidenceReport:
    """`folder`: whether an evidence folder was looked at. `checked_on`: when links were, if they were."""

    organisations: tuple[Evidence, ...] = ()
    strays: tuple[str, ...] = ()
    """What stands in the evidence folder and in the folder of no organisation."""
    links: Mapping[str, Found] = field(default_factory=dict)
    folder: bool = False
    checked_on: dt.date | None = None

    @property
    def checked(self) -> bool:
        return self.checked_on is not None

    @property
    def asked_for(self) -> bool:
        return self.folder or self.checked

    def record(self) -> dict[str, object]:
        """For the manifest: how many files there were, and on which day links were checked, if they were."""
        files = {file.path for each in self.organisations for file in _files(each.matched)}
        day = self.checked_on.isoformat() if self.checked_on else ""
        return {"files": len(files), "links_checked_on": day}

    def found(self, link: Link) -> Found | None:
        """What became of a link; None where links were not checked."""
        if not self.checked:
            return None
        return self.links[link.url] if link.whole else Found(UNCHECKED, "space")


def evidence_of(
    returned: Sequence[Returned],
    folder: Path | None,
    check: Check | None = None,
    today: dt.date | None = None,
) -> EvidenceReport:
    """The files and links of every organisation. Raises UsageError when the folder cannot be listed.

    Items are matched by the return as it came. Only links of the return as it may be written are checked:
    nobody is led by words that the office holds back. What becomes of them is of `today`.
    """
    found = [
        Evidence(each, match(folder, each.code, each.submission), _links(each))
        for each in sorted(returned, key=lambda each: each.code)
    ]
    urls = [link.url for each in found for link in each.links if link.whole]
    return EvidenceReport(
        organisations=tuple(_shared(found)),
        strays=_strays(folder, {each.code.upper() for each in returned}) if folder else (),
        links=check(urls) if check else {},
        folder=folder is not None,
        checked_on=(today or dt.date.today()) if check else None,
    )


def by_the_web(proxy: str = "", progress: Progress | None = None) -> Check:
    """The check that goes to the network. Raises UsageError when the proxy's address is none."""
    from arf_excel.evidence.web import Web, require_proxy

    require_proxy(proxy)
    return lambda urls: check_links(urls, web=Web(proxy=proxy), progress=progress)


def _links(returned: Returned) -> tuple[Link, ...]:
    return links_in(returned.shown) if returned.shown else ()


def _strays(folder: Path, codes: set[str]) -> tuple[str, ...]:
    known = frozenset(codes)
    entries = ((entry, is_folder(entry)) for entry in top(folder))
    return tuple(
        printable(entry.name) + ("/" if inside else "")
        for entry, inside in entries
        if not entry.name.startswith(".") and not (inside and code_of(entry.name, known))
    )


def _shared(found: Sequence[Evidence]) -> list[Evidence]:
    """The same file from two organisations is told: often proper, shared system work."""
    senders: dict[str, list[str]] = {}
    for each in found:
        for sha256 in sorted({file.sha256 for file in _files(each.matched) if file.size and file.sha256}):
            senders.setdefault(sha256, []).append(each.returned.code)
    return [replace(each, matched=_told(each.matched, each.returned.code, senders)) for each in found]


def _files(matched: Matched) -> list[Sent]:
    return [*(file for item in matched.items for file in item.files), *matched.unused]


def _told(matched: Matched, code: str, senders: Mapping[str, Sequence[str]]) -> Matched:
    def told(file: Sent) -> Sent:
        others = [each for each in senders.get(file.sha256, ()) if each != code]
        return replace(file, told=(*file.told, ("shared", ", ".join(others)))) if others else file

    items = tuple(replace(item, files=tuple(map(told, item.files))) for item in matched.items)
    return replace(matched, items=items, unused=tuple(map(told, matched.unused)))


__all__ = ["Check", "Evidence", "EvidenceReport", "Item", "Returned", "by_the_web", "evidence_of"]
