"""The sheet Evidence files: what came for each evidence item, files of no item, and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from arf_excel.collation.cases import Case
from arf_excel.collation.sheets import Imprint, columns, table_page, title_with_round
from arf_excel.collation.words import brief, day, group, headers, say
from arf_excel.evidence.addresses import Link
from arf_excel.evidence.files import EMPTY, MISSING, NO_PLACE, PRESENT, Item
from arf_excel.evidence.folder import Sent, Told
from arf_excel.evidence.found import DEAD, FINE, LOGIN, UNCHECKED, UNTOLD, Found
from arf_excel.evidence.report import Evidence, EvidenceReport, Returned
from arf_excel.form.tables import row_words
from arf_excel.framework.findings import Finding
from arf_excel.review.privacy.hits import CODES, kinds_in
from arf_excel.review.privacy.words import held_words
from arf_excel.workbook.book import Book, Content

_HASH = 12
"""Characters of a SHA-256: enough to find a file by."""
_NO_FILE: tuple[Content, ...] = ("", "", "")


def returned_of(cases: Sequence[Case], shown: Sequence[Case]) -> list[Returned]:
    """What the evidence is matched by: the cases as they came beside the same as they may be written."""
    both = zip(cases, shown, strict=True)
    return [
        Returned(
            one.code,
            one.name,
            one.review.submission if one.review else None,
            two.review.submission if two.review else None,
        )
        for one, two in both
    ]


def evidence_page(book: Book, name: str, report: EvidenceReport, imprint: Imprint) -> None:
    """A line for each file of each item; for an item without one, a line that says so."""
    texts = group("evidence_files")
    rows = [row for each in report.organisations for row in _rows(each, report)]
    rows += [["", "", "", "", texts["stray"], brief(stray, 120), "", "", "", ""] for stray in report.strays]
    widths = (8, 18, 13, 22, 15, 24, 9, 14, 24, 18)
    shape = columns(headers("evidence_files"), widths, (*["fixed"] * 6, "count", "id"))
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book,
        name,
        texts["title"],
        _lead(report),
        "table_evidence_files",
        shape,
        rows,
        footer=footer,
        titled_by=2,
    )


def _lead(report: EvidenceReport) -> str:
    texts = group("evidence_files")
    files = texts["lead" if report.folder else "no_folder"]
    links = (
        say("evidence_files", "links_on", day=day(report.checked_on)) if report.checked else texts["no_links"]
    )
    return f"{files}\n{links}"


def _rows(evidence: Evidence, report: EvidenceReport) -> Iterator[list[Content]]:
    texts, returned = group("evidence_files"), evidence.returned
    who: list[Content] = [returned.code, brief(returned.name, 80)]
    none_sent = "" if evidence.matched.folders or not report.folder else texts["no_own_folder"]
    for item in evidence.matched.items:
        what = returned.shown.text("evidence", item.row, "what") if returned.shown else ""
        about: list[Content] = [row_words("evidence", item.row), brief(what, 120), texts[item.state]]
        links = _links([link for link in evidence.links if link.row == item.row], report)
        for n, file in enumerate(item.files or (None,)):
            yield [
                *who,
                *about,
                *_file(file, item, returned),
                "" if n else links,
                _told(file) if file else none_sent,
            ]
    for file in evidence.matched.unused:
        yield [*who, "", "", texts["unused"], *_file(file, None, returned), "", _told(file)]
    if evidence.matched.more:
        yield [*who, "", "", texts["more"], *_NO_FILE, "", ""]


def _file(file: Sent | None, item: Item | None, returned: Returned) -> Sequence[Content]:
    """Name, size and SHA-256. A name is held back where it says what a held cell says, or as much itself."""
    if file is None:
        return _NO_FILE
    held = _personal(file.path) or (
        item is not None and file.path in item.by_place and _is_held(item, returned)
    )
    name = held_words() if held else brief(file.path.split("/", 1)[-1], 200)
    return name, file.size, file.sha256[:_HASH]


def _is_held(item: Item, returned: Returned) -> bool:
    came, shown = returned.submission, returned.shown
    place = ("evidence", item.row, "where")
    return came is not None and shown is not None and came.text(*place) != shown.text(*place)


def _personal(name: str) -> bool:
    """Whether a name says something about one person, by the rules for cells; with its ending and without."""
    kinds = {kind for text in (name, name.rpartition(".")[0]) for kind in kinds_in(text)}
    return any(not Finding(CODES[kind]).trial for kind in kinds)


def _told(file: Sent) -> str:
    return " ".join(map(_said, file.told))


def _said(told: Told) -> str:
    word, fact = told
    return say("evidence_told", word, fact=held_words() if fact and _personal(fact) else fact)


def _links(links: Sequence[Link], report: EvidenceReport) -> str:
    found = [(link, report.found(link)) for link in links]
    return "; ".join(f"{_result(each)}: {brief(link.url, 200)}" for link, each in found if each)


def _result(found: Found) -> str:
    word = str(group("link_results")[found.state])
    why = group("link_whys").get(found.why, found.why)
    return f"{word} ({why})" if why else word


def evidence_notes(report: EvidenceReport) -> list[str]:
    """Sentences on what came and what became of the links, for the end of a run."""
    notes = []
    if report.folder:
        states = Counter(item.state for each in report.organisations for item in each.matched.items)
        unused = sum(len(each.matched.unused) for each in report.organisations)
        facts = {"sent": states[PRESENT], "missing": states[MISSING] + states[NO_PLACE] + states[EMPTY]}
        notes.append(say("evidence_files", "note", **facts, unused=unused + len(report.strays)))
    if report.checked:
        results = Counter(found.state for found in report.links.values())
        counts = {state: results[state] for state in (FINE, DEAD, LOGIN, UNTOLD, UNCHECKED)}
        notes.append(say("evidence_files", "links_note", **counts))
        if any(found.why == "no_network" for found in report.links.values()):
            notes.append(str(group("evidence_files")["no_network"]))
    return notes
