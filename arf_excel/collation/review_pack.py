"""`review-pack.xlsx`: what the panel reads. Applicants only, each with a section of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from arf_excel.collation.cases import Case, editions, reviews_of
from arf_excel.collation.finding_rows import findings_page
from arf_excel.collation.listed import evidence_by_line
from arf_excel.collation.readings import agreed_in, reading_rows
from arf_excel.collation.section import declaration, word
from arf_excel.collation.section_page import Section, comment_rule, judgement_rule, write_section
from arf_excel.collation.sheets import (
    HEADER_ROW,
    Imprint,
    columns,
    footer_of,
    mark,
    open_page,
    save,
    sheet_title,
    table_page,
    title_with_round,
)
from arf_excel.collation.waivers import Waivers
from arf_excel.collation.words import brief, day, group, headers
from arf_excel.framework.findings import statuses
from arf_excel.rounds.settings import Round
from arf_excel.workbook.book import Book, Content

IN_TABLE = 220
"""Characters of an answer, or of what its figures show, in the long table; the section has them in full."""


def write_pack(path: Path, cases: Sequence[Case], round_: Round | None, imprint: Imprint) -> None:
    """Contents, Overview, Readings, a section an organisation, the long table, Findings."""
    texts = group("pack")
    applicants = [case for case in cases if case.applies]

    def write(book: Book) -> None:
        sections = _sections(applicants, round_, imprint.created)
        _contents(book, sections, applicants, imprint)
        if applicants:
            _overview(book, applicants, imprint)
            _readings(book, applicants, round_, imprint)
            for section in sections:
                write_section(book, section)
            _table(book, applicants, imprint)
            findings_page(book, texts["sheets"]["findings"], "table_findings", applicants, imprint)
            book.name("arf_pack_findings", texts["sheets"]["findings"], (0, 0))
        mark(book, "review_pack")

    save(path, "review_pack", title_with_round(texts["title"], imprint), imprint, write)


def _sections(applicants: Sequence[Case], round_: Round | None, as_of: dt.date) -> list[Section]:
    taken = {name.casefold() for name in group("pack")["sheets"].values()}
    waivers = Waivers(round_.waivers if round_ else (), as_of)
    return [
        Section(
            case,
            sheet_title(taken, f"{case.code} {case.name}"),
            f"arf_section_{n:03d}",
            waivers,
            agreed_in(round_, case.edition),
        )
        for n, case in enumerate(applicants, start=1)
    ]


def _contents(book: Book, sections: Sequence[Section], applicants: Sequence[Case], imprint: Imprint) -> None:
    texts = group("pack")
    named = texts["sheets"]
    title = title_with_round(texts["title"], imprint)
    page = open_page(book, named["contents"], title, texts["contents_lead"], (40, 45))
    page.first()
    book.name("arf_contents", named["contents"], (0, 0))
    if not applicants:
        page.put(2, 0, texts["nobody"], "plain")
        page.print_as(footer=footer_of(title))
        return
    before = [(named[key], texts[f"about_{key}"], f"arf_pack_{key}") for key in ("overview", "readings")]
    after = [(named[key], texts[f"about_{key}"], f"arf_pack_{key}") for key in ("table", "findings")]
    own = [(s.sheet, brief(f"{s.case.name}: {s.case.asking}", 120), s.name) for s in sections]
    rows = [*before, *own, *after]
    about = texts["contents_lead"]
    page.table("table_contents", HEADER_ROW, headers("pack", "contents_headers"), len(rows), about=about)
    for at, (sheet, about, target) in enumerate(rows, start=HEADER_ROW + 1):
        page.link(at, 0, target, sheet, "link")
        page.put(at, 1, about, "fixed")
        page.fit(at, {0: (sheet, "link"), 1: (about, "fixed")}, least=20)
    page.print_as(footer=footer_of(title), repeat=HEADER_ROW)


def _overview(book: Book, applicants: Sequence[Case], imprint: Imprint) -> None:
    texts, words = group("overview"), statuses()
    name = group("pack")["sheets"]["overview"]
    rows: list[list[Content]] = []
    for case in applicants:
        counts = [case.count(words[key]) for key in ("in_place", "development_area", "not_answered")]
        bears = case.review.judgement.levels.supported_sentence if case.review else ""
        last = day(case.date("last_application")) or case.answer("last_application")
        rows.append([case.code, case.name, case.board, case.asking, *counts, bears, declaration(case), last])
    widths = (8, 22, 15, 15, 7.5, 13.5, 10.5, 22, 13, 12)
    roles = (*["fixed"] * 4, *["count"] * 3)
    shape = columns(headers("overview"), widths, roles)
    footer = title_with_round(texts["title"], imprint)
    lead = texts["lead"]
    table_page(book, name, texts["title"], lead, "table_overview", shape, rows, footer=footer, titled_by=1)
    book.name("arf_pack_overview", name, (0, 0))


def _readings(book: Book, applicants: Sequence[Case], round_: Round | None, imprint: Imprint) -> None:
    """How open lines are read, and which readings are agreed."""
    texts = group("readings")
    name = group("pack")["sheets"]["readings"]
    rows: list[list[Content]] = []
    for edition in editions(applicants):
        rows += [[*row] for row in reading_rows(edition, reviews_of(applicants, edition), round_)]
    shape = columns(headers("readings"), (22, 50, 34, 22))
    footer = title_with_round(texts["title"], imprint)
    lead = texts["lead"]
    table_page(book, name, texts["title"], lead, "table_readings", shape, rows, footer=footer, titled_by=1)
    book.name("arf_pack_readings", name, (0, 0))


def _table(book: Book, applicants: Sequence[Case], imprint: Imprint) -> None:
    """Deliverable × organisation, for the chair to filter."""
    texts = group("table")
    name = group("pack")["sheets"]["table"]
    rows = [row for case in applicants for row in _table_rows(case)]
    widths = (7.5, 15, 17, 13, 26, 10, 24, 12, 11)
    roles = (*["fixed"] * 5, "count", "fixed", "judged", "judged")
    shape = columns(headers("table"), widths, roles)
    footer = title_with_round(texts["title"], imprint)
    page = table_page(
        book, name, texts["title"], texts["lead"], "table_pack", shape, rows, footer=footer, titled_by=2
    )
    first, last = HEADER_ROW + 1, HEADER_ROW + len(rows)
    page.rule((first, 7), (last, 7), judgement_rule(word("every_line")))
    page.rule((first, 8), (last, 8), comment_rule(word("every_line")))
    book.name("arf_pack_table", name, (0, 0))


def _table_rows(case: Case) -> list[list[Content]]:
    assert case.review is not None
    submission = case.review.submission
    evidence = evidence_by_line(case.review)
    found: list[list[Content]] = []
    for deliverable in submission.shape.direct:
        judged = case.judged[deliverable.id]
        written = brief(submission.text("checklist", deliverable.id, "how"), IN_TABLE)
        items = len(evidence.get(deliverable.id, []))
        name = brief(case.name, 80)
        why = brief(judged.why, IN_TABLE)
        found.append([case.code, name, deliverable.label, judged.status, written, items, why, "", ""])
    return found
