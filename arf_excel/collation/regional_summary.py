"""`regional-summary.xlsx`: to share. Counts only, one table a sheet, and no organisation named.

It keeps the Analysis Function's rules for published spreadsheets: cover, contents, notes, then the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from arf_excel.collation.cases import Case, editions
from arf_excel.collation.counts import (
    Actions,
    EditionCounts,
    Row,
    actions_by_month,
    edition_counts,
    long_table,
)
from arf_excel.collation.sheets import HEADER_ROW, Imprint, open_page, save, sheet_title, title_with_round
from arf_excel.collation.words import day, group, headers, say
from arf_excel.form.look import chart_colours
from arf_excel.workbook.book import Book, Page, area

_FEW = 5
_ONE_LINE_OF_HEADER = 17
_HIGHEST_CHART, _PAGE_POINTS = 620, 430
"""Pixels of a chart, and points of a printed page that a table and its chart may take together."""
_BARS = (("in_place", 1), ("development", 2), ("blank", 3))


@dataclass(frozen=True)
class Table:
    """One sheet of the summary. `chart` is '' or the key of its kind."""

    sheet: str
    title: str
    kind: str
    rows: Sequence[Row]
    chart: str = ""


def write_regional_summary(path: Path, cases: Sequence[Case], imprint: Imprint, expected: int | None) -> None:
    """`expected` is how many organisations the round expects; None without a round."""
    texts = group("shared")
    counted = [case for case in cases if case.review]
    table = long_table(counted)
    every = [edition_counts(table, edition, counted) for edition in editions(counted)]
    found = [c for c in every if len(every) == 1 or c.organisations >= _FEW]
    actions = actions_by_month(counted)
    tables = list(_tables(found, actions))

    def write(book: Book) -> None:
        _cover(book, found, imprint, len(counted), expected)
        _contents(book, tables)
        _notes(book, every, found, actions, sum(not case.in_round for case in counted))
        for n, made in enumerate(tables, start=1):
            _table(book, made, n)
        book.pages[0].first()

    save(path, "regional", title_with_round(texts["title"], imprint), imprint, write)


def _tables(found: Sequence[EditionCounts], actions: Actions) -> Iterator[Table]:
    texts = group("shared")
    taken = {texts[key].casefold() for key in ("cover", "contents", "notes")}
    for counts in found:
        title = counts.edition.about.title
        rows_of = {
            "deliverables": counts.deliverables,
            "groups": counts.groups,
            "principles": counts.principles,
            "levels": counts.levels,
            "boards": counts.boards.rows,
            "often": counts.often,
        }
        charts = {"deliverables": "bars", "principles": "bars"}
        for kind, rows in rows_of.items():
            if rows:
                sheet = sheet_title(taken, texts["tables"][kind])
                named = texts["names"][kind].replace("{edition}", title)
                yield Table(sheet, named, kind, rows, charts.get(kind, ""))
    if actions.rows:
        sheet = sheet_title(taken, texts["tables"]["actions"])
        yield Table(sheet, texts["names"]["actions"], "actions", actions.rows, "columns")


# cover, contents, notes


def _plain_table(page: Page, name: str, names: Sequence[str], rows: Sequence[Row], about: str) -> None:
    """A table without colour: headers in bold with a line below, numbers to the right."""
    page.table(name, HEADER_ROW, names, max(len(rows), 1), about=about)
    numeric = {n for n in range(len(names)) if any(isinstance(row[n], int) for row in rows)}
    for column, header in enumerate(names):
        role = "share_header_count" if column in numeric else "share_header"
        page.put(HEADER_ROW, column, header, role)
    least = 38 if any(len(name) > _ONE_LINE_OF_HEADER for name in names) else 22
    page.fit(HEADER_ROW, {n: (name, "share_header") for n, name in enumerate(names)}, least=least)
    for at, row in enumerate(rows, start=HEADER_ROW + 1):
        for column, content in enumerate(row):
            page.put(at, column, content, "share_count" if column in numeric else "share_cell")
        texts = {n: (text, "share_cell") for n, text in enumerate(row) if isinstance(text, str)}
        page.fit(at, texts, least=19)


def _cover(
    book: Book, found: Sequence[EditionCounts], imprint: Imprint, returned: int, expected: int | None
) -> None:
    texts = group("shared")
    facts = {
        "title": " / ".join(c.edition.about.title for c in found) or texts["title"],
        "returned": returned,
        "expected": expected or 0,
        "date": day(imprint.created),
        "round": imprint.round,
        "assembly": imprint.assembly,
        "credit": imprint.credit,
    }
    left_out = {"{expected"} if expected is None else set()
    left_out |= {"{round}"} if not imprint.round else set()
    rows: list[Row] = []
    for topic, words in texts["cover_lines"]:
        if not any(words.startswith(slot) for slot in left_out):
            rows.append((topic, _filled(words, facts)))
    if 0 < returned < _FEW:
        rows.append((texts["cover_lines"][0][0], texts["few"]))
    lead = texts["nothing"] if not found else ""
    page = open_page(book, texts["cover"], _filled(texts["cover_title"], facts), lead, (20, 90))
    _plain_table(page, "table_cover", headers("shared", "cover_headers"), rows, texts["title"])
    page.print_as(landscape=True)


def _filled(words: str, facts: dict[str, str | int]) -> str:
    from arf_excel.framework.findings import fill

    return fill(words, facts)


def _contents(book: Book, tables: Sequence[Table]) -> None:
    texts = group("shared")
    page = open_page(book, texts["contents"], texts["contents_title"], texts["contents_lead"], (28, 90))
    rows: list[Row] = [(texts["notes"], texts["notes_title"]), *((t.sheet, t.title) for t in tables)]
    names = headers("shared", "contents_headers")
    _plain_table(page, "table_contents", names, rows, texts["contents_title"])
    targets = ["arf_notes", *(f"arf_table_{n}" for n in range(1, len(tables) + 1))]
    for at, (row, target) in enumerate(zip(rows, targets, strict=True), start=HEADER_ROW + 1):
        page.link(at, 0, target, str(row[0]), "plain_link")
    page.print_as(landscape=True)


def _notes(
    book: Book,
    every: Sequence[EditionCounts],
    found: Sequence[EditionCounts],
    actions: Actions,
    unexpected: int,
) -> None:
    texts = group("shared")
    page = open_page(book, texts["notes"], texts["notes_title"], texts["notes_lead"], (16, 100))
    kinds = list(dict.fromkeys(counts.boards.note for counts in found))
    rest = " ".join(str(texts[kind]) for kind in kinds)
    counts = texts["note_counts"]
    if unexpected:
        counts = f"{counts} {say('shared', 'note_unexpected', count=unexpected)}"
    few = [say("shared", "note_edition", edition=c.edition.about.title) for c in every if c not in found]
    notes = [
        " ".join([counts, texts["note_shorthand"], *few]),
        texts["note_purposes"],
        texts["note_levels"],
        say("shared", "note_boards", rest=rest),
        say("shared", "note_actions", undated=actions.undated),
    ]
    rows: list[Row] = [(f"[note {n}]", words) for n, words in enumerate(notes, start=1)]
    _plain_table(page, "table_notes", headers("shared", "notes_headers"), rows, texts["notes_title"])
    book.name("arf_notes", texts["notes"], (0, 0))
    page.print_as(landscape=True)


# the tables


def _table(book: Book, made: Table, number: int) -> None:
    texts = group("shared")
    names = headers("shared", f"headers_{made.kind}")
    widths = (50, *[20] * (len(names) - 1))
    page = open_page(book, made.sheet, made.title, texts["table_lead"], widths)
    _plain_table(page, f"table_{number}", names, made.rows, made.title)
    book.name(f"arf_table_{number}", made.sheet, (0, 0))
    if made.chart:
        _chart(book, page, made, names)
    page.print_as(landscape=True)


def _chart(book: Book, page: Page, made: Table, names: Sequence[str]) -> None:
    """Colours differ in lightness too, and the table holds the same figures."""
    bars, colours = made.chart == "bars", chart_colours()
    first, last = HEADER_ROW + 1, HEADER_ROW + len(made.rows)
    options = {"type": "bar", "subtype": "stacked"} if bars else {"type": "column"}
    chart = book.chart(options)
    for key, column in _BARS if bars else (("in_place", 1),):
        chart.add_series(
            {
                "name": names[column],
                "categories": f"={area((first, 0), (last, 0), page.name)}",
                "values": f"={area((first, column), (last, column), page.name)}",
                "fill": {"color": colours[key]},
                "border": {"color": "#425563"},
                "gap": 50,
            }
        )
    chart.set_title({"name": made.title.partition(" [")[0], "name_font": {"size": 14}})
    axes = {"num_font": {"size": 12}}
    counted = {"min": 0, "major_unit": _unit(made.rows), "major_gridlines": {"visible": False}, **axes}
    if bars:
        chart.set_y_axis({"reverse": True, **axes})
        chart.set_x_axis({"label_position": "high", **counted})
        chart.set_legend({"position": "bottom", "font": {"size": 12}})
    else:
        chart.set_x_axis(axes)
        chart.set_y_axis(counted)
        chart.set_legend({"none": True})
    height = min(150 + 34 * len(made.rows), _HIGHEST_CHART) if bars else 380
    about = str(group("shared")[f"chart_{made.kind}"])
    page.picture(last + 3, 0, chart, about, (980, height))
    if height * 0.75 + 24 * len(made.rows) > _PAGE_POINTS:
        page.breaks([last + 2])


def _unit(rows: Sequence[Row]) -> int:
    """Whole numbers on the axis of counts, at most about ten of them."""
    most = max(sum(n for n in row[1:4] if isinstance(n, int)) for row in rows)
    return next(unit for unit in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, most) if unit * 10 >= most)
