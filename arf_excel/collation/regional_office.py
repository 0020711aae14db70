"""`regional-summary-office.xlsx`: the region by name, for the office alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from arf_excel.collation.cases import Case, editions
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
from arf_excel.collation.words import brief, group, headers, say
from arf_excel.framework.edition import Deliverable, Edition
from arf_excel.framework.findings import statuses
from arf_excel.workbook.book import Book, Content

_WIDTH = 127.0
_NAME_WIDTH, _CODE_WIDTH = 24.0, 8.0


def write_regional_office(path: Path, cases: Sequence[Case], imprint: Imprint) -> None:
    """Contents, Levels, then one matrix for each level or principle of each edition."""
    texts = group("regional_office")
    title = title_with_round(texts["title"], imprint)
    matrices = _matrices(cases)

    def write(book: Book) -> None:
        _contents(book, title, matrices, imprint)
        _levels(book, cases, imprint)
        for n, (sheet, edition, name) in enumerate(matrices, start=1):
            _matrix(book, sheet, f"table_matrix_{n}", edition, name, cases, imprint)
        mark(book, "regional_office")

    save(path, "regional_office", title, imprint, write)


def _matrices(cases: Sequence[Case]) -> list[tuple[str, Edition, str]]:
    """(sheet, edition, group) of every matrix."""
    texts = group("regional_office")
    taken = {texts["contents"].casefold(), texts["levels"].casefold()}
    return [
        (sheet_title(taken, name), edition, name)
        for edition in editions(cases)
        for name in dict.fromkeys(edition.group_of(d) for d in edition.direct)
    ]


def _contents(book: Book, title: str, matrices: Sequence[tuple[str, Edition, str]], imprint: Imprint) -> None:
    texts = group("regional_office")
    page = open_page(book, texts["contents"], title, texts["contents_lead"], (34, 88))
    rows = [(texts["levels"], texts["about_levels"], "arf_levels")]
    for n, (sheet, edition, name) in enumerate(matrices, start=1):
        about = say("regional_office", "about_matrix", group=f"{name}, {edition.about.title}")
        rows.append((sheet, about, f"arf_matrix_{n}"))
    about = texts["contents_lead"]
    names = headers("regional_office", "contents_headers")
    page.table("table_contents", HEADER_ROW, names, len(rows), about=about)
    for at, (sheet, about, target) in enumerate(rows, start=HEADER_ROW + 1):
        page.link(at, 0, target, sheet, "link")
        page.put(at, 1, about, "fixed")
    page.print_as(landscape=True, footer=footer_of(title))
    page.first()


def _levels(book: Book, cases: Sequence[Case], imprint: Imprint) -> None:
    texts, words = group("regional_office"), statuses()
    rows: list[list[Content]] = []
    for case in cases:
        row: list[Content] = [case.code, case.name, case.board]
        if case.review is None:
            rows.append([*row, None, None, None, texts["no_return"], "", ""])
            continue
        levels = case.review.judgement.levels
        counts = [case.count(words[key]) for key in ("in_place", "development_area", "not_answered")]
        rows.append(
            [*row, *counts, brief(case.asking, 80), levels.supported_sentence, brief(levels.distance, 160)]
        )
    roles = (*["fixed"] * 3, *["count"] * 3)
    shape = columns(
        headers("regional_office", "levels_headers"), (8, 25, 15, 7.5, 13.5, 10.5, 15, 19, 17), roles
    )
    title = texts["levels_title"]
    footer = title_with_round(texts["title"], imprint)
    table_page(
        book,
        texts["levels"],
        title,
        texts["contents_lead"],
        "table_levels",
        shape,
        rows,
        footer=footer,
        titled_by=1,
    )
    book.name("arf_levels", texts["levels"], (0, 0))


def _matrix(
    book: Book, sheet: str, table: str, edition: Edition, name: str, cases: Sequence[Case], imprint: Imprint
) -> None:
    """Organisations down, the deliverables of one level or principle across, in words and colour."""
    texts = group("regional_office")
    lines = [d for d in edition.direct if edition.group_of(d) == name]
    rows: list[list[Content]] = []
    for case in (c for c in cases if c.edition.about.id == edition.about.id):
        rows.append([case.code, brief(case.name, 80), *(_word(case, d) for d in lines)])
    width = min((_WIDTH - _NAME_WIDTH - _CODE_WIDTH) / len(lines), 22.0)
    shape = columns(
        (*headers("regional_office", "levels_headers")[:2], *(d.label for d in lines)),
        (_CODE_WIDTH, _NAME_WIDTH, *[width] * len(lines)),
    )
    roles = _roles()

    def role_of(_: int, column: int, content: Content) -> str | None:
        return roles.get(str(content)) if column > 1 else None

    title = say("regional_office", "matrix_title", group=name)
    footer, lead = title_with_round(texts["title"], imprint), texts["matrix_lead"]
    table_page(book, sheet, title, lead, table, shape, rows, footer=footer, role_of=role_of, titled_by=1)
    number = table.rpartition("_")[2]
    book.name(f"arf_matrix_{number}", sheet, (0, 0))


def _word(case: Case, deliverable: Deliverable) -> str:
    texts = group("regional_office")
    if case.review is None:
        return str(texts["no_return"])
    judged = case.judged.get(deliverable.id)
    return judged.status if judged else str(texts["off_form"])


def _roles() -> dict[str, str]:
    words, texts = statuses(), group("regional_office")
    return {
        words["in_place"]: "in_place",
        words["development_area"]: "development",
        words["not_answered"]: "blank",
        texts["no_return"]: "no_return",
        texts["off_form"]: "no_return",
    }
