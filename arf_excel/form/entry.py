"""The sheets that people type in: one table each, id in column A, a name for every answer column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from arf_excel.form import tables
from arf_excel.form.given import given_texts, row_title
from arf_excel.form.layout import TableArea, answer_name, list_name, top_name
from arf_excel.form.pen import Pen
from arf_excel.form.sheets import columns_of
from arf_excel.form.tables import RECORDS, Field, as_written
from arf_excel.form.typed import COUNTED, DAY_RULE, NO_USE, NUMBER_RULE, fact_of, fact_rule
from arf_excel.framework.findings import statuses
from arf_excel.framework.measures import Fact
from arf_excel.workbook.book import Content, Formula, Page

_LONGEST_TITLE = 32
_ONE_SCREEN = 5
"""So few rows need no frozen header."""
_LONG_TABLES = ("evidence", "meetings", "action_plan")
"""Tables with spare rows: only the rows in use are printed."""


def table(pen: Pen, name: str) -> None:
    """Write one table of the form on a sheet of its own."""
    found = pen.layout.areas[name]
    widths = _widths(pen, name)
    page = pen.page(found.sheet, pen.text("titles", name), pen.text("leads", name), widths)
    headers = [cell.header for cell in _cells(pen, name)]
    titled_by = found.columns.index(tables.TITLED_BY.get(name, "id"))
    about = pen.text("titles", name)
    page.table(f"table_{name}", found.header_row, headers, len(found.rows), about=about, titled_by=titled_by)
    for row, row_id in enumerate(found.rows):
        if name in RECORDS:
            _record_line(pen, page, found, row, row_id)
        else:
            _row(pen, page, found, row, row_id)
    _refuse_typing(page, found)
    _names(pen, found)
    _colours(pen, page, found)
    _finish(pen, page, found)


def _cells(pen: Pen, name: str) -> list[tables.Cell]:
    own = [field.cell for field in columns_of(pen.shape, name)]
    return list(tables.RECORD) if name in RECORDS else own


def _widths(pen: Pen, name: str) -> list[float]:
    """What columns that are left out would take goes to the widest that people type in."""
    cells = _cells(pen, name)
    if name in RECORDS:
        return [cell.width for cell in cells]
    freed = sum(field.cell.width for field in tables.fields(name)) - sum(cell.width for cell in cells)
    widest = max((cell for cell in cells if cell.use in ("needed", "optional")), key=lambda cell: cell.width)
    return [cell.width + freed * (cell is widest) for cell in cells]


def _record_line(pen: Pen, page: Page, found: TableArea, row: int, row_id: str) -> None:
    field = tables.field(found.table, row_id, "answer")
    line = found.cell(row, "id")[0]
    page.put(line, 0, row_id, "id")
    page.put(line, 1, field.cell.header, "fixed")
    _typed_cell(pen, page, (line, 2), field, (found.table, row_id, "answer"), field.cell.header)
    page.put(line, 3, field.cell.help, "fixed")
    texts = {1: (field.cell.header, "fixed"), 3: (field.cell.help, "fixed")}
    page.fit(line, texts, least=22)


def _row(pen: Pen, page: Page, found: TableArea, row: int, row_id: str) -> None:
    texts: dict[int, tuple[str, str]] = {}
    for field in columns_of(pen.shape, found.table):
        place = found.cell(row, field.name)
        if field.typed:
            words = f"{_row_title(pen, found.table, row_id)}, {field.cell.header.lower()}"
            content = _typed_cell(pen, page, place, field, (found.table, row_id, field.name), words)
            role = "entry"
        else:
            content, role = _written(pen, found.table, row, row_id, field)
            page.put(*place, content, role)
        texts[place[1]] = (_as_read(content), role)
    page.fit(found.cell(row, "id")[0], texts, least=20)


def _as_read(content: Content) -> str:
    """What the eye has to read, for the height of the row."""
    if isinstance(content, Formula):
        return str(content.value)
    return content if isinstance(content, str) else "x"


def _row_title(pen: Pen, table: str, row_id: str) -> str:
    """Short, for a prompt."""
    if table == "checklist":
        return pen.shape.edition.by_id[row_id].code
    return row_title(pen.shape, table, row_id)


def _typed_cell(
    pen: Pen, page: Page, place: tuple[int, int], field: Field, key: tuple[str, str, str], words: str
) -> Content:
    """A cell for an answer: pre-filled or empty, with its list or rule, its prompt and its note."""
    needed = pen.asked.needed(key)
    if key in pen.notes:
        page.note(*place, pen.notes[key])
    content = as_written(field, pen.answers.get(*key))
    fact = fact_of(pen.shape, key)
    if not pen.asked.is_asked(key):
        page.put(*place, content, "worked")
        page.rule(place, place, {**_REFUSED, "error_message": NO_USE if fact is None else COUNTED})
        return content
    rule = _rule(field) if fact is None else fact_rule(pen.shape, key[1], fact)
    role = "marked" if key in pen.notes else "entry" if needed else "optional"
    page.put(*place, content, role + _format(field, fact))
    page.rule(place, place, {**rule, **_prompt(field, words)})
    return content


def _format(field: Field, fact: Fact | None) -> str:
    """What is typed into a cell with the format of text is a text: figures and days need their own."""
    kind = field.kind if fact is None else fact.type
    return {"day": "_date", "number": "_figure", "count": "_figure", "percent": "_figure"}.get(kind, "")


def _rule(field: Field) -> Mapping[str, Any]:
    if field.is_date:
        return DAY_RULE
    if field.kind == "number":
        return NUMBER_RULE
    if field.cell.choices:
        chosen = {"validate": "list", "source": f"={list_name(field.cell.choices)}"}
        if field.cell.free:
            return {**chosen, "show_error": False}
        return {
            **chosen,
            "error_title": "Please choose",
            "error_message": "Choose from the list, or clear the cell.",
        }
    return {"validate": "any"}


def _prompt(field: Field, words: str) -> dict[str, str]:
    said = f"{words}. {field.cell.prompt}".strip()
    return {"input_title": _short(field.cell.header), "input_message": said}


def _short(header: str) -> str:
    """Whole words of a header, within the 32 characters that a prompt's title may have."""
    kept = header
    while len(kept) > _LONGEST_TITLE:
        kept = kept.rpartition(" ")[0]
    return kept


_REFUSED = {
    "validate": "custom",
    "value": "=FALSE",
    "error_title": "This cell is filled in for you",
    "error_message": "Press Escape. Your answers go in the yellow and white cells.",
}


def _refuse_typing(page: Page, found: TableArea) -> None:
    """A guard against overtyping by accident; sheets that people fill in are not protected."""
    typed = tables.answer_columns(found.table)
    for column in found.columns:
        if column not in typed:
            page.rule(*found.column_area(column), _REFUSED)


_GIVEN_ROLES = {"key_driver": "key", "official": "official", "code": "official"}
_SHOWN = {
    ("checklist", "needed"): "needed_words",
    ("checklist", "verdict"): "verdict_words",
    ("checklist", "why"): "why_and_help",
    ("action_plan", "level"): "level_name",
}
"""Worked columns and the working that each shows, row by row as they stand."""
_SHOWN_BY_ID = {
    ("measures", "needed"): ("measures", "needed_words"),
    ("measures", "verdict"): ("measures", "verdict"),
    ("measures", "sentence"): ("measures", "shown"),
    ("wres", "sentence"): ("wres", "sentence"),
    ("goals", "sentence"): ("goals", "sentence"),
    ("supporting", "plan"): ("supporting", "plan"),
    ("supporting", "verdict"): ("targets", "verdict"),
}
"""Those whose row is found by its id, and the table and column of `_work`."""
_WAYS = {
    ("checklist", "evidence"): ("evidence_said", (("evidence_at", "evidence"),)),
    ("checklist", "facts"): ("facts_said_short", (("facts_at", "measures"),)),
    ("checklist", "actions"): ("actions_said", (("ready_at", "supporting"), ("actions_at", "action_plan"))),
    ("evidence", "line"): ("line_code", (("line_at", "checklist"),)),
    ("action_plan", "line"): ("line_code", (("line_at", "checklist"),)),
}
"""Links: the working with their words, and where they lead to."""
_WAYS_BY_ID = {("measures", "item"): "measures", ("supporting", "code"): "supporting"}
"""Our words in a row, which lead to its line of the checklist."""


def _written(pen: Pen, table: str, row: int, row_id: str, field: Field) -> tuple[Content, str]:
    """What we write in a given or worked cell, and its role."""
    key = table, field.name
    if field.name == "id":
        return row_id, "id"
    if key in _WAYS:
        said, ways = _WAYS[key]
        here = [(at, to) for at, to in ways if to in pen.shape.tables]
        return pen.way_here(table, row, said, here), "way"
    if key in _SHOWN:
        return pen.shown_here(table, row, _SHOWN[key]), "worked"
    if key in _SHOWN_BY_ID:
        return _worked_by_id(pen, table, row, row_id, field.name), "worked"
    given = given_texts(pen.shape, table, row_id)[field.name]
    if key in _WAYS_BY_ID:
        line = pen.layout.areas[table].header_row + 1 + row
        return Formula(pen.layout.way_by_id(table, "line_at", "checklist", given, line), given), "way"
    if key == ("checklist", "key_driver"):
        line = pen.layout.areas[table].header_row + 1 + row
        return Formula(pen.layout.way_by_id("items", "n", "advice", given, line), given), "key_way"
    return given, _GIVEN_ROLES.get(field.name, "fixed")


def _worked_by_id(pen: Pen, table: str, row: int, row_id: str, name: str) -> Content:
    source, column = _SHOWN_BY_ID[table, name]
    if source == "targets" and not pen.shape.facts:
        return None
    return pen.shown_by_id(pen.layout.areas[table].header_row + 1 + row, source, row_id, column)


def _names(pen: Pen, found: TableArea) -> None:
    """A name for every column, and one for the first place, to which steps lead."""
    columns = ("id", *tables.answer_columns(found.table))
    for column in columns:
        first, last = found.column_area(column)
        pen.book.name(answer_name(found.table, column), found.sheet, first, last)
    target = tables.answer_columns(found.table)[0]
    pen.book.name(top_name(found.table), found.sheet, found.cell(0, target))


def _colours(pen: Pen, page: Page, found: TableArea) -> None:
    """Of a status, and white where nothing is needed; the words in the cells say the same.

    What is marked keeps its own colour, so it comes first.
    """
    for row, column in pen.marked(found):
        page.shade((row, column), (row, column), "TRUE", "marked")
    if found.table == "checklist":
        for key, role in (("in_place", "in_place"), ("development_area", "development")):
            page.shade(*found.column_area("status"), _says(found, "status", statuses()[key]), role)
    if "needed" in found.columns:
        for field in tables.fields(found.table):
            if field.cell.use == "needed":
                page.shade(*found.column_area(field.name), _says(found, "needed", "No"), "blank")


def _says(found: TableArea, column: str, words: str) -> str:
    """Whether this column of the row says so."""
    row, at = found.cell(0, column)
    return f'{xl_rowcol_to_cell(row, at, col_abs=True)}="{words}"'


def _finish(pen: Pen, page: Page, found: TableArea) -> None:
    if len(found.rows) > _ONE_SCREEN:
        page.freeze(found.header_row + 1, 1)
    page.print_as(landscape=True, repeat=found.header_row, footer=pen.footer())
    if found.table in _LONG_TABLES:
        _print_rows_in_use(pen, page, found)
    if pen.locked:
        page.protect()


def _print_rows_in_use(pen: Pen, page: Page, found: TableArea) -> None:
    corner = "ABCDEFGHIJKLMN"[len(found.columns) - 1]
    sheet = f"'{found.sheet}'"
    whole = f"{sheet}!${corner}$1:${corner}${found.last[0] + 1}"
    used = pen.layout.work("overall", 0, f"print_{found.table}")
    column, row = used.rstrip("0123456789"), used.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    page.local_name("_xlnm.Print_Area", f"{sheet}!$A$1:INDEX({whole},_work!${column}${row})")
