"""What to look at beside the answers of an open form: which cell each line goes to, and which one is next.

Pure: `live.py` moves the values. A line names its row by the id, since people sort a table and a line that
stands outside it stays where it was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from arf_excel.form.sheets import table_order
from arf_excel.framework.findings import fill
from arf_excel.framework.templates import read_toml
from arf_excel.intake.areas import column_index
from arf_excel.intake.by_desk import desk_cells, desk_header
from arf_excel.intake.cleaning import clean
from arf_excel.intake.grid import Grid, Place, Sheet
from arf_excel.intake.headers import headers
from arf_excel.intake.limits import limits
from arf_excel.intake.locate import Located, locate
from arf_excel.intake.near import plain
from arf_excel.intake.strays import sheet_words
from arf_excel.review.hold import withheld
from arf_excel.review.review import Placed, Review
from arf_excel.rounds.fix_me import as_fits

_GAP = 2
"""A column stays free: what is written next to a table of Excel's becomes a column of it."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHERE = re.compile(r"\S+ (?:(?P<cell>[A-Z]{1,3}[0-9]{1,7})|(?P<row>[^,]+), '(?P<column>[^']+)'): ")
"""How a line begins: [beside] of texts.toml."""


@dataclass(frozen=True)
class Beside:
    """Words beside an answer. Places are rows and columns from 0; `answer` is the first cell they are on."""

    sheet: str
    place: Place
    text: str
    answer: Place
    header: Place


def beside(review: Review, grid: Grid) -> tuple[Beside, ...]:
    """What is open, by sheets and rows: all that there is on the answers of a row, a line each.

    What is written goes through `hold.withheld` here. See `not_beside` for the rest.
    """
    heads = _headers(review, grid)
    lines: dict[str, dict[int, list[tuple[Place, Placed]]]] = defaultdict(lambda: defaultdict(list))
    for placed in _open(review):
        if at := _with_row(placed, heads):
            lines[at[0].name][at[1][0]].append((at[1], placed))
    return tuple(
        _beside(sheet.name, header, row, lines[sheet.name][row])
        for sheet, header in heads.values()
        for row in sorted(lines[sheet.name])
    )


def not_beside(review: Review, grid: Grid) -> tuple[Placed, ...]:
    """What is open and stands beside no answer: it has no cell, or one at or above the headers."""
    heads = _headers(review, grid)
    return tuple(placed for placed in _open(review) if not _with_row(placed, heads))


def _open(review: Review) -> Iterator[Placed]:
    """What asks a person to do something, with nothing of what is held back."""
    return (placed for placed in withheld(review).findings if placed.open)


def _with_row(placed: Placed, heads: Mapping[str, tuple[Sheet, Place]]) -> tuple[Sheet, Place] | None:
    """The sheet and the place of a finding that has a cell below the headers of a table."""
    match, head = _CELL.fullmatch(placed.cell or ""), heads.get(placed.sheet or "")
    if not match or not head:
        return None
    place = int(match[2]) - 1, column_index(match[1])
    return (head[0], place) if place[0] > head[1][0] else None


def _beside(sheet: str, header: Place, row: int, found: list[tuple[Place, Placed]]) -> Beside:
    found = sorted(found, key=lambda each: each[0])
    text = as_fits("\n".join(_line(placed) for _, placed in found))
    return Beside(sheet, (row, header[1]), text, found[0][0], header)


def _line(placed: Placed) -> str:
    """One line, whatever was typed: its facts may repeat an answer."""
    finding, words = placed.finding, read_toml("texts.toml")["beside"]
    said: dict[str, str | int] = {"code": finding.code, "message": placed.message, "fix": placed.fix}
    header = headers(finding.table).get(finding.column or "") if finding.table else None
    if header and finding.row:
        text = fill(words["of_answer"], said | {"row": finding.row, "column": header})
    else:
        text = fill(words["of_cell"], said | {"cell": placed.cell or ""})
    return " ".join(clean(text).split())


# where the column stands


def _headers(review: Review, grid: Grid) -> dict[str, tuple[Sheet, Place]]:
    """The sheets with a table, by their name in findings, and where the header of our column goes.

    It stands right of all else on the sheet; a sheet without room for it is left out.
    """
    rows: dict[str, int] = {}
    shape = review.submission.shape
    for table in table_order(shape):
        found = locate(grid, shape, table)
        if isinstance(found, Located):
            rows.setdefault(found.sheet.name, found.header_row)
    placed = ((sheet, (rows[sheet.name], _column(sheet))) for sheet in grid.sheets if sheet.name in rows)
    return {
        sheet_words(sheet.name): (sheet, header)
        for sheet, header in placed
        if header[1] < limits().last_column
    }


def _column(sheet: Sheet) -> int:
    theirs = (sheet.cells.keys() | sheet.formulas) - desk_cells(sheet)
    return max((column for _, column in theirs), default=-1) + _GAP


# what stands there


def written(sheet: Sheet) -> tuple[Place, ...]:
    """What an earlier run wrote on a sheet, header and lines, to be taken away."""
    return tuple(sorted(desk_cells(sheet)))


def standing(grid: Grid) -> tuple[Beside, ...]:
    """The lines that stand in an open form, one for each answer's cell, by sheets, rows and columns."""
    return tuple(line for sheet in grid.sheets if not sheet.hidden for line in _standing(sheet))


def next_of(grid: Grid, sheet: str, place: Place) -> Beside | None:
    """The line whose answer comes first after this place; after the last one the first; None without any.

    A `sheet` that the workbook does not have is before all.
    """
    order = {each.name: number for number, each in enumerate(grid.sheets)}
    here = order.get(sheet, -1), place
    lines = standing(grid)
    after = (line for line in lines if (order[line.sheet], line.answer) > here)
    return next(after, lines[0] if lines else None)


def _standing(sheet: Sheet) -> list[Beside]:
    ours = written(sheet)
    heads = [place for place in ours if plain(sheet.cells[place]) == plain(desk_header())]
    found: dict[Place, Beside] = {}
    for place in ours:
        header = next((head for head in heads if head[1] == place[1]), None)
        for text in str(sheet.cells[place]).split("\n") if header and place not in heads else ():
            answer = _answer(sheet, header or place, place, text)
            said = f"{found[answer].text}\n{text}" if answer in found else text
            found[answer] = Beside(sheet.name, place, said, answer, header or place)
    return [found[answer] for answer in sorted(found)]


def _answer(sheet: Sheet, header: Place, place: Place, line: str) -> Place:
    """The cell that a line is on: the row by its id where it stands once, the column by its header."""
    match = _WHERE.match(line)
    if match is None:
        return place
    if cell := match["cell"]:
        return place[0], column_index(cell.rstrip("0123456789"))
    rows = {row for row in sheet.rows_of.get(plain(match["row"]), ()) if row > header[0]}
    wanted = plain(match["column"])
    columns = [column for column, text in sheet.top.get(header[0], {}).items() if text == wanted]
    return rows.pop() if len(rows) == 1 else place[0], min(columns, default=place[1])
