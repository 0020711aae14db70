"""What a returned workbook is: its `_meta`, its edition and its purpose, also when half of that is gone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from arf_excel.errors import UnreadableError
from arf_excel.form.layout import META
from arf_excel.form.meta import FACTS_SINCE, FORM_VERSION, rulings_from
from arf_excel.form.sheets import (
    ACTION_ROWS,
    ALL,
    EVIDENCE_ROWS,
    purposes,
    row_ids_of,
    shape_of,
    table_order,
    without_facts,
)
from arf_excel.form.tables import PREFIXES
from arf_excel.framework.edition import Edition, edition_ids, load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.cleaning import short
from arf_excel.intake.grid import CellValue, Grid, Sheet
from arf_excel.intake.limits import limits


def meta_lines(grid: Grid) -> dict[str, str]:
    """Key → value of `_meta`; {} when there is no such sheet."""
    sheet = grid.sheet(META) or next((s for s in grid.sheets if _is_meta(s)), None)
    if sheet is None:
        return {}
    rows = sorted(row for row, column in sheet.cells if column == 0 and row > 0)
    return {str(sheet.cells[row, 0]): _text(sheet.cells.get((row, 1))) for row in rows}


def _is_meta(sheet: Sheet) -> bool:
    return sheet.cells.get((0, 0)) == "key" and sheet.cells.get((0, 1)) == "value"


def _text(value: CellValue | None) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def about_return(grid: Grid, meta: Mapping[str, str]) -> Shape:
    """The shape of the form that this was. UnreadableError when it is none of ours, or is not a form."""
    if (meta.get("kind") or "form") != "form":
        raise UnreadableError("FIX-031", kind=short(meta["kind"].replace("-", " "))[:40])
    edition = _edition(grid, meta)
    purpose = meta.get("purpose", "")
    found = shape_of(
        edition,
        purpose if purpose in purposes(edition) else _purpose(grid, edition),
        evidence_rows=_count(meta.get("evidence_rows")) or _rows(grid, "evidence") or EVIDENCE_ROWS,
        action_rows=_count(meta.get("action_rows")) or _rows(grid, "action_plan") or ACTION_ROWS,
        year_end=_day(meta.get("year_end")),
        rulings=_rulings(edition, meta.get("rulings", "")),
    )
    return without_facts(found) if is_earlier(meta) else found


def form_version(meta: Mapping[str, str]) -> int:
    """The version of the form; one that says none is taken for a new one."""
    newest = int(FORM_VERSION)
    return _count(meta.get("form_version"), newest)


def is_earlier(meta: Mapping[str, str]) -> bool:
    """A form of a version that did not ask for facts."""
    return form_version(meta) < FACTS_SINCE


def edition_named(meta: Mapping[str, str]) -> bool:
    """Whether `_meta` says which edition this is."""
    return meta.get("edition") in edition_ids()


def _edition(grid: Grid, meta: Mapping[str, str]) -> Edition:
    """The edition that `_meta` names, else the one whose ids stand in the workbook."""
    if edition_named(meta):
        return load_edition(meta["edition"])
    texts = _texts(grid)
    counts = {name: len(texts & load_edition(name).by_id.keys()) for name in edition_ids()}
    best = max(counts, key=lambda name: counts[name])
    if not counts[best]:
        raise UnreadableError("FIX-030")
    return load_edition(best)


def _purpose(grid: Grid, edition: Edition) -> str:
    """The purpose whose rows are those in the workbook, most of all."""
    texts = _texts(grid)
    evidence, actions = _rows(grid, "evidence"), _rows(grid, "action_plan")

    def fits(purpose: str) -> tuple[int, bool]:
        shape = shape_of(
            edition, purpose, evidence_rows=evidence or EVIDENCE_ROWS, action_rows=actions or ACTION_ROWS
        )
        rows = {row for table in table_order(shape) for row in row_ids_of(shape, table)}
        return len(rows & texts) - len(rows - texts), purpose == ALL

    return max(purposes(edition), key=fits)


def _rows(grid: Grid, table: str) -> int:
    """How many ready-made rows a table has, by the largest of its ids."""
    wanted = re.compile(rf"{PREFIXES[table]}([0-9]{{3,4}})")
    found = (wanted.fullmatch(text) for text in _texts(grid))
    return max((int(match[1]) for match in found if match), default=0)


def _texts(grid: Grid) -> set[str]:
    return {value for sheet in grid.sheets for value in sheet.cells.values() if isinstance(value, str)}


def _rulings(edition: Edition, text: str) -> dict[str, str]:
    """Rulings that this edition knows, each with one of its choices."""
    choices = {r.id: {choice.id for choice in r.choices} for r in edition.rulings}
    return {key: value for key, value in rulings_from(text).items() if value in choices.get(key, ())}


def _count(text: str | None, otherwise: int = 0) -> int:
    number = int(text) if text and text.isdigit() else otherwise
    return number if 0 < number <= limits().rows else otherwise


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
