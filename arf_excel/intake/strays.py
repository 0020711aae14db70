"""What stands in a return where no answer belongs: a paste that spilled, a note, a sheet of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from arf_excel.form.given import given_texts
from arf_excel.form.layout import LISTS, META, WORK
from arf_excel.form.tables import fields
from arf_excel.framework.findings import Finding
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.intake.cleaning import short
from arf_excel.intake.grid import CellValue, Grid, Place, cell_name
from arf_excel.intake.headers import headers, nearest_header
from arf_excel.intake.locate import Located, headed_tables
from arf_excel.intake.near import plain
from arf_excel.intake.submission import Cell, Seen

_OUR_TITLES = tuple(t for t in read_toml("texts.toml")["titles"].values() if not t.startswith("{"))
_NAME = 40


def at(found: Located, place: Place) -> Cell:
    """Where a place of a table is."""
    return sheet_words(found.sheet.name), cell_name(place)


def sheet_words(name: str) -> str:
    """A sheet's name as it is told: in an .ods it may be a whole page of words."""
    return short(name)[:_NAME]


def above(found: Located) -> Iterator[Seen]:
    """What stands over the table, or in its header row, and is not ours; headers with letters amiss."""
    texts = read_toml("texts.toml")
    ours = {plain(said) for group in ("titles", "leads") for said in texts[group].values()}
    ours |= {plain(said) for former in texts["former"].values() for said in former}
    ours |= {plain(header) for header in headers(found.table).values()}
    for (row, column), value in found.sheet.cells.items():
        if (row > found.header_row and row not in found.again) or plain(value) in ours:
            continue
        if (row, column) in found.by_desk:
            continue
        name = nearest_header(found.table, plain(value)) if row >= found.header_row else None
        if name is not None and found.columns.get(name) == column:
            facts = {"header": headers(found.table)[name]}
            yield Seen(Finding("NOTE-069", found.table, column=name, facts=facts), *at(found, (row, column)))
        else:
            yield Seen(Finding("FIX-033", found.table), *at(found, (row, column)))


def beside(
    found: Located,
    shape: Shape,
    row: int,
    cells: Mapping[int, CellValue],
    row_id: str | None,
    own: Set[int | None],
) -> Iterator[Seen]:
    """What stands in a row outside its answers and is not ours."""
    ours = given_texts(shape, found.table, row_id) if row_id else {}
    skipped = {plain(text) for text in (*ours.values(), *read_toml("texts.toml")["former"]["given"])}
    if not found.sheet.formulas:  # a program that keeps values only: what was worked out stands as text
        own = own | {found.columns.get(f.name) for f in fields(found.table) if f.cell.use == "worked"}
    for column, value in cells.items():
        formula = (row, column) in found.sheet.formulas
        known = formula or plain(value) in skipped or (row, column) in found.by_desk
        if column not in own and not known:
            yield Seen(Finding("FIX-033", found.table), *at(found, (row, column)))


def other_sheets(grid: Grid, shape: Shape, home: Mapping[str, str], told: Set[str]) -> Iterator[Seen]:
    """Sheets that nothing was read from: a second copy of a table is told, and so is a stranger."""
    known = {*home.values(), *told, *read_toml("texts.toml")["sheets"].values(), WORK, LISTS, META}
    for table, sheet_name in home.items():
        for again in headed_tables(grid, shape, table):
            if again.sheet.name not in known:
                facts = {"sheet": sheet_words(again.sheet.name), "home": sheet_words(sheet_name)}
                yield Seen(Finding("FIX-047", table, facts=facts), again.sheet.name)
                known.add(again.sheet.name)
    for sheet in grid.sheets:
        stranger = sheet.name not in known and not sheet.hidden and sheet.cells
        if stranger and not str(sheet.cells.get((0, 0), "")).startswith(_OUR_TITLES):
            yield Seen(Finding("NOTE-048"), sheet.name)
