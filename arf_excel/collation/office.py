"""`office.xlsx`: does everything add up, what became of every file, and who is still to return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.cases import Case
from arf_excel.collation.changes_page import Versions, changes_page
from arf_excel.collation.evidence_page import evidence_page
from arf_excel.collation.finding_rows import findings_page
from arf_excel.collation.held_page import held_page
from arf_excel.collation.ledger import MISSING as NO_RETURN
from arf_excel.collation.ledger import Line
from arf_excel.collation.reconcile import Reconciliation
from arf_excel.collation.shared_evidence import shared_page
from arf_excel.collation.sheets import (
    HEADER_ROW,
    Imprint,
    columns,
    mark,
    save,
    table_page,
    title_with_round,
)
from arf_excel.collation.tidy import EXPECTED_STATES, EXTRA, SUPERSEDED, Cell
from arf_excel.collation.words import brief, day, group, headers
from arf_excel.evidence.report import EvidenceReport
from arf_excel.workbook.book import Book, Content, Formula, area


@dataclass(frozen=True)
class Everything:
    """What the office's workbook tells."""

    cases: Sequence[Case]
    lines: Sequence[Line]
    cells: Sequence[Cell]
    reconciliation: Reconciliation
    has_round: bool
    versions: Sequence[Versions]
    """The return that is used beside the one before it, where there is one."""
    evidence: EvidenceReport


def write_office(path: Path, all_: Everything, imprint: Imprint) -> None:
    """What adds up, what came, what changed, what to look at, who is missing, and every answer."""
    title = title_with_round(group("office")["title"], imprint)
    sheets = group("office")["sheets"]

    def write(book: Book) -> None:
        _reconciliation(book, sheets["reconciliation"], all_, imprint)
        _ledger(book, sheets["ledger"], all_.lines, imprint)
        changes_page(book, sheets["changes"], all_.versions, imprint)
        findings_page(book, sheets["findings"], "table_findings", all_.cases, imprint)
        held_page(book, sheets["held"], all_.cases, imprint)
        shared_page(book, sheets["shared_evidence"], all_.cases, imprint)
        if all_.evidence.asked_for:
            evidence_page(book, sheets["evidence_files"], all_.evidence, imprint)
        _levels(book, sheets["levels"], all_.cases, imprint)
        _not_returned(book, sheets["not_returned"], all_, imprint)
        _answers(book, sheets["answers"], all_.cells, imprint)
        mark(book, "office")
        book.pages[0].first()

    save(path, "office", title, imprint, write)


# reconciliation

_COUNTED = (*EXPECTED_STATES, SUPERSEDED, EXTRA)
_AT = {state: 6 + n + (state in (SUPERSEDED, EXTRA)) for n, state in enumerate(_COUNTED)}
"""State → its column: the expected states, then 'Adds up', then what is counted apart."""


def _reconciliation(book: Book, name: str, all_: Everything, imprint: Imprint) -> None:
    texts = group("reconciliation")
    counts = all_.reconciliation.counts
    rows: list[list[Content]] = []
    for n, count in enumerate(counts):
        at = HEADER_ROW + 1 + n
        row: list[Content] = [count.code or no_code(), brief(count.name, 80)]
        row += [texts["yes" if count.in_round else "no"], count.edition, count.purpose, count.expected]
        numbers = {**count.states, SUPERSEDED: count.not_used, EXTRA: count.extra}
        counted = {s: Formula(_counting(at, s, len(all_.cells)), numbers[s]) for s in _COUNTED}
        row += [counted[s] for s in EXPECTED_STATES]
        row += [Formula(_adding(at), texts["yes" if count.adds_up else "no"])]
        rows.append([*row, counted[SUPERSEDED], counted[EXTRA]])
    rows.append(_total(all_.reconciliation, len(counts)))
    widths = (8, 22, 8, 13, 12, 10, 10, 7, 9, 9, 7, 12, 10)
    roles = (*["fixed"] * 5, *["count"] * 8)
    shape = columns(headers("reconciliation"), widths, roles)
    footer = title_with_round(texts["title"], imprint)

    def role_of(row: int, column: int, _: Content) -> str | None:
        return ("total_count" if column > 4 else "total") if row == len(counts) else None

    lead, table = texts["lead"], "table_reconciliation"
    table_page(
        book,
        name,
        texts["title"],
        lead,
        table,
        shape,
        rows,
        filters=False,
        footer=footer,
        role_of=role_of,
        titled_by=1,
    )


def no_code() -> str:
    return str(group("answers")["no_code"])


def _letter(column: int) -> str:
    return chr(ord("A") + column)


def _counting(row: int, state: str, cells: int) -> str:
    """Counts the rows of All answers with this code and state; no wildcard, whatever a code holds."""
    page = group("office")["sheets"]["answers"]
    first, last = HEADER_ROW + 1, HEADER_ROW + max(cells, 1)
    codes, states = area((first, 0), (last, 0), page), area((first, 7), (last, 7), page)
    return f'SUMPRODUCT(({codes}=$A{row + 1})*({states}="{group("states")[state]}"))'


def _adding(row: int) -> str:
    texts = group("reconciliation")
    return f'IF(F{row + 1}=SUM(G{row + 1}:J{row + 1}),"{texts["yes"]}","{texts["no"]}")'


def _total(reconciliation: Reconciliation, rows: int) -> list[Content]:
    texts, first, last = group("reconciliation"), HEADER_ROW + 2, HEADER_ROW + 1 + rows
    counts = reconciliation.counts
    values = {5: reconciliation.expected, **{_AT[s]: reconciliation.total(s) for s in EXPECTED_STATES}}
    values |= {_AT[SUPERSEDED]: sum(c.not_used for c in counts), _AT[EXTRA]: sum(c.extra for c in counts)}
    made: list[Content] = [texts["total"], texts["total_name"], "", "", ""]
    for column in range(5, 13):
        if column in values:
            letter = _letter(column)
            made.append(Formula(f"SUM({letter}{first}:{letter}{last})" if rows else "0", values[column]))
        else:
            adds_up = all(count.adds_up for count in counts)
            made.append(Formula(_adding(last), texts["yes" if adds_up else "no"]))
    return made


# the other sheets


_IN_LEDGER = (0, 1, 2, 3, 4, 5, 6, 9, 10)
"""Columns of ledger.csv that the sheet has; the file has them all."""


def _ledger(book: Book, name: str, lines: Sequence[Line], imprint: Imprint) -> None:
    texts = group("ledger")
    rows: list[list[Content]] = []
    for line in lines:
        told = line.texts()
        rows.append([line.number, *(told[at] for at in _IN_LEDGER[1:])])
    widths = (8, 17, 12, 30, 7, 17, 13, 12, 16)
    shape = columns([headers("ledger")[at] for at in _IN_LEDGER], widths, ("count",))
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book,
        name,
        texts["title"],
        texts["lead"],
        "table_ledger",
        shape,
        rows,
        footer=footer,
        freeze=2,
        titled_by=1,
    )


def _levels(book: Book, name: str, cases: Sequence[Case], imprint: Imprint) -> None:
    texts = group("levels")
    rows: list[list[Content]] = []
    for case in (c for c in cases if c.review):
        assert case.review is not None
        levels = case.review.judgement.levels
        names = {level.id: level.name for level in case.edition.levels}
        labels = {d.id: d.label for d in case.edition.deliverables}
        subject = "; ".join(labels[item] for item in levels.subject_to)
        supported = names[levels.supported] if levels.supported else texts["none"]
        asked = brief(case.asking, 80)
        name_ = brief(case.name, 80)
        rows.append([case.code, name_, asked, supported, subject, levels.distance, levels.left])
    shape = columns(headers("levels"), (8, 24, 19, 16, 32, 25, 6), (*["fixed"] * 6, "count"))
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book, name, texts["title"], texts["lead"], "table_levels", shape, rows, footer=footer, titled_by=1
    )


def _not_returned(book: Book, name: str, all_: Everything, imprint: Imprint) -> None:
    texts = group("not_returned")
    missing = {line.code for line in all_.lines if line.outcome == NO_RETURN}
    rows: list[list[Content]] = []
    for case in (c for c in all_.cases if c.code in missing and c.expected):
        assert case.expected is not None
        e = case.expected
        contact = [e.contact_role, e.email, day(e.extension_to), e.link_member]
        rows.append([case.code, case.name, case.board, *contact])
    lead = texts["lead"] if rows else texts["nobody" if all_.has_round else "no_round"]
    shape = columns(headers("not_returned"), (8, 30, 22, 22, 28, 14, 14))
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book, name, texts["title"], lead, "table_not_returned", shape, rows, footer=footer, titled_by=1
    )


def _answers(book: Book, name: str, cells: Sequence[Cell], imprint: Imprint) -> None:
    texts = group("answers")
    rows: list[list[Content]] = [
        [
            *(cell.code or no_code(), brief(cell.name, 80), cell.board, cell.edition, cell.label, cell.level),
            *(
                cell.principle,
                cell.state_word,
                cell.status,
                cell.words,
                cell.evidence,
                cell.actions,
                cell.file,
            ),
        ]
        for cell in cells
    ]
    widths = (9, 22, 14, 14, 20, 11, 12, 11, 13, 8, 10, 9, 20)
    shape = columns(headers("answers"), widths, (*["fixed"] * 9, *["count"] * 3))
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book, name, texts["title"], texts["lead"], "table_answers", shape, rows, footer=footer, titled_by=4
    )
