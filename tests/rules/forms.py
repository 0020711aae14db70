"""Forms whose typed cells are set as a file can hold them: numbers in text cells, booleans, errors.

`write_form` sends every text through as text, so these cells are set in the saved workbook itself. Nothing
else in the file changes; the values beside the formulas stay as they were, so an engine that does not work
them out anew is seen.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from xml.sax.saxutils import escape, unescape

import formualizer
from openpyxl.utils.cell import coordinate_to_tuple
from xlsxwriter.utility import xl_rowcol_to_cell

from arf_excel.form.layout import WORK, Layout
from arf_excel.form.sheets import row_ids_of, shape_of
from arf_excel.form.tables import answer_columns
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import judge
from arf_excel.framework.shape import Shape
from arf_excel.framework.workings import workings
from arf_excel.intake.grid import CellError
from arf_excel.rules.python import number_of

Cells = dict[str, dict[str, object]]
"""Values by sheet name and address."""


@dataclass(frozen=True)
class Kind:
    """One kind of form, small enough to be worked out many times."""

    edition: str
    purpose: str
    rulings: tuple[tuple[str, str], ...] = ()
    year_end: dt.date | None = dt.date(2026, 8, 31)
    evidence_rows: int = 12
    action_rows: int = 8

    def __str__(self) -> str:
        ruled = f"{len(self.rulings)}-rulings" if self.rulings else ""
        return "-".join(part for part in (self.edition[:6], self.purpose, ruled) if part)

    @property
    def shape(self) -> Shape:
        return _shape(self)


@cache
def _shape(kind: Kind) -> Shape:
    return shape_of(
        load_edition(kind.edition),
        kind.purpose,
        evidence_rows=kind.evidence_rows,
        action_rows=kind.action_rows,
        year_end=kind.year_end,
        rulings=dict(kind.rulings),
    )


_BOTH = (
    *(("voting-members", "voting"), ("local-population", "any-area"), ("match-closely", "rounded-up")),
    *(("wres-measures", "other-standards-too"), ("improvement", "gap"), ("parity", "counts")),
    *(("same-five", "any"), ("zero-tolerance-or", "either"), ("quarterly", "our-year")),
)
OTHER_READINGS = (
    *_BOTH,
    *(("lower-levels", "held-first"), ("board-or-sub-group", "sub-group"), ("as-appropriate", "required")),
    *(("sponsor-grade", "non-executive-too"), ("must-report", "lead"), ("supporting-actions", "required")),
)
"""Rulings other than our working readings; the spec tables have each of them."""
CALENDAR = (("lower-levels", "held-first"), ("quarterly", "calendar"), ("zero-tolerance-or", "both"))
KINDS = (
    Kind("bronze-silver-gold", "all"),
    Kind("bronze-silver-gold", "all", OTHER_READINGS, None),
    Kind("bronze-silver-gold", "self-assessment"),
    Kind("bronze-silver-gold", "feedback"),
    Kind("bronze-silver-gold", "bronze", year_end=dt.date(2024, 2, 29)),
    Kind("bronze-silver-gold", "silver", CALENDAR),
    Kind("bronze-silver-gold", "gold"),
    Kind("2021", "all"),
    Kind("2021", "all", _BOTH),
    Kind("2021", "self-assessment"),
    Kind("2021", "feedback"),
    Kind("2021", "accreditation"),
)
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)[^>]*?(?:/>|>(.*?)</c>)', re.DOTALL)
_SHOWN = re.compile(rf"{WORK}!([A-Z]+[0-9]+)")
_SHOWN_HERE = re.compile(
    rf'IFERROR\(INDEX\({WORK}!\$([A-Z]+)\$(\d+):\$[A-Z]+\$\d+,ROW\(\)-ROW\(\$A\$(\d+)\)\),""\)'
)
_SHOWN_BY_ID = re.compile(
    rf"IFERROR\(INDEX\({WORK}!\$([A-Z]+)\$(\d+):\$[A-Z]+\$\d+,"
    rf'MATCH\(\$A(\d+),{WORK}!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+),0\)\),""\)'
)
_INDEX = rf"INDEX\({WORK}![^()]*,(?:ROW\(\)-ROW\(\$A\$\d+\)|MATCH\([^()]*\))\)"
_ADDRESS = r'"#[^"]+"&\(ROW\([^()]*\)\+(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)'
_LINK = re.compile(rf'IF\({WORK}!([A-Z]+[0-9]+)=0,"",HYPERLINK\({_ADDRESS},"([^"]+)"&{WORK}!\w+\)\)')
_WAY = re.compile(rf'IFERROR\(IF\(AND\(.*HYPERLINK\({_ADDRESS},(?P<words>{_INDEX}|"[^"]+")\),.*\)+,""\)')
_NEXT = re.compile(rf'(?:IF\({WORK}!\w+="\w+",HYPERLINK\({_ADDRESS},{WORK}!(\w+)\),)+""\)+')
_FORMULA = re.compile(r"<f(?: [^>]*)?>(.*?)</f>", re.DOTALL)
"""Of a formula that is stored once for a column, the rows after the first have none of their own."""
_KEPT = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v>([^<]*)</v>|<v/>)?</c>')


class Form:
    """A written form, kept as bytes, and what every formula of it should come to."""

    def __init__(self, kind: Kind) -> None:
        self.kind, self.shape = kind, kind.shape
        self.layout = Layout(self.shape)
        with tempfile.TemporaryDirectory(prefix="arf-form-") as folder:
            path = Path(folder) / "form.xlsx"
            write_form(path, self.shape, Answers())
            self.data = path.read_bytes()

    def patched(self, answers: Answers) -> bytes:
        """The form with these cells typed in it, as raw values of the file."""
        wanted: dict[str, dict[str, object]] = {}
        for (table, row, column), value in answers.cells.items():
            area = self.layout.areas[table]
            place = xl_rowcol_to_cell(*area.cell(area.rows.index(row), column))
            wanted.setdefault(self.parts[area.sheet], {})[place] = value
        with zipfile.ZipFile(io.BytesIO(self.data)) as source, io.BytesIO() as memory:
            with zipfile.ZipFile(memory, "w", zipfile.ZIP_STORED) as target:
                for name in source.namelist():
                    part = source.read(name)
                    target.writestr(name, _patched(part, wanted[name]) if name in wanted else part)
            return memory.getvalue()

    @cached_property
    def parts(self) -> dict[str, str]:
        """Sheet name → its part; xlsxwriter numbers the parts in the order of the sheets."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        return {name: f"xl/worksheets/sheet{n}.xml" for n, name in enumerate(names, start=1)}

    @cached_property
    def formulas(self) -> dict[str, dict[str, str]]:
        """Every formula of the form, by sheet and address."""
        found: dict[str, dict[str, str]] = {}
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            for sheet, part in self.parts.items():
                for place, _style, inside in _CELL.findall(archive.read(part).decode()):
                    if formula := _FORMULA.search(inside):
                        text = unescape(formula[1], {"&quot;": '"'})
                        found.setdefault(sheet, {})[place] = text
        return found

    def kept(self, data: bytes) -> Cells:
        """The value that a form of this kind keeps beside each formula."""
        found: Cells = {}
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet in self.formulas:
                cells = _KEPT.findall(archive.read(self.parts[sheet]).decode())
                found[sheet] = {
                    place: unescape(value) if 't="' in about or not value else float(value)
                    for place, about, value in cells
                }
        return found

    def expected(self, answers: Answers) -> Cells:
        """Python's answer for each formula cell."""
        work = judge(self.shape, answers).work
        values: dict[str, object] = {}
        for (table, name), column in self.layout.work_columns.items():
            for row, value in enumerate(work.column(table, name)):
                values[xl_rowcol_to_cell(self.layout.work_cell(table, row, name)[0], column)] = value
        found: Cells = {WORK: {place: values[place] for place in self.formulas[WORK]}}
        for sheet, formulas in self.formulas.items():
            if sheet != WORK:
                ids = self.ids(sheet)
                found[sheet] = {p: _shown(p, formula, values, ids) for p, formula in formulas.items()}
        return found

    def ids(self, sheet: str) -> dict[int, str]:
        """Row of the sheet, from 1 → the id that stands there."""
        areas = [area for area in self.layout.areas.values() if area.sheet == sheet]
        return {area.cell(n, "id")[0] + 1: row for area in areas for n, row in enumerate(area.rows)}

    def worked_out(self, data: bytes) -> Cells:
        """Every formula cell as formualizer works it out."""
        book = formualizer.load_workbook_bytes(data)
        book.set_temporal_egress("serial")
        book.evaluate_all()
        return {
            sheet: {place: _plain(book.get_value(sheet, *coordinate_to_tuple(place))) for place in formulas}
            for sheet, formulas in self.formulas.items()
        }

    def title(self, place: str) -> str:
        """'checklist.status, row 3' for a cell of `_work`: what a difference is about."""
        row, column = coordinate_to_tuple(place)
        table, top = max((t for t in self.layout.work_tops.items() if t[1] < row), key=lambda t: t[1])
        name = next(n for (t, n), at in self.layout.work_columns.items() if t == table and at == column - 1)
        return f"{table}.{name}, row {row - top}"


def _shown(place: str, formula: str, values: Mapping[str, object], ids: Mapping[int, str]) -> object:
    """What a cell that people see shows: a working as it is, its row's own, or the words of a link."""
    if shown := _SHOWN.fullmatch(formula):
        return values[shown[1]]
    if here := _SHOWN_HERE.fullmatch(formula):
        return values[f"{here[1]}{int(here[2]) + coordinate_to_tuple(place)[0] - int(here[3]) - 1}"]
    if by_id := _SHOWN_BY_ID.fullmatch(formula):
        column, top, row, id_column, first, last = by_id.groups()
        lines = range(int(first), int(last) + 1)
        at = next(n for n in lines if values[f"{id_column}{n}"] == ids[int(row)])
        return values[f"{column}{int(top) + at - int(first)}"]
    if way := _WAY.fullmatch(formula):
        words = way["words"]
        return words[1:-1] if words[0] == '"' else _shown(place, f'IFERROR({words},"")', values, ids)
    if following := _NEXT.fullmatch(formula):
        return values[following[1]]
    link = _LINK.fullmatch(formula)
    assert link, f"no reading for the formula {formula}"
    position = values[link[1]]
    return f"{link[2]}{position}" if position else ""


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return f"#{value.get('kind')}"
    return value


def _patched(part: bytes, wanted: Mapping[str, object]) -> bytes:
    left = dict(wanted)

    def cell(match: re.Match[str]) -> str:
        place, style = match[1], match[2]
        return _cell(place, style, left.pop(place)) if place in left else match[0]

    text = _CELL.sub(cell, part.decode("utf-8"))
    assert not left, f"cells that are not in the form: {sorted(left)}"
    return text.encode("utf-8")


def _cell(place: str, style: str, value: object) -> str:
    """One cell as a workbook holds it."""
    start = f'<c r="{place}"{style}'
    if value is None:
        return f"{start}/>"
    if isinstance(value, str):
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, CellError):
        return f'{start} t="e"><v>{value.code}</v></c>'
    return f"{start}><v>{number_of(value)!r}</v></c>"


@cache
def form_of(kind: Kind) -> Form:
    """The form of a kind, written once for all its tables."""
    return Form(kind)


def count_formulas(kind: Kind) -> int:
    """How many formulas `_work` of this kind has; those that people see come on top."""
    tables = Layout(kind.shape).workings
    return sum(len(t.rows) for t in tables for column in t.columns if not isinstance(column.word, tuple))


def typed_places(shape: Shape) -> Iterator[Key]:
    """Every cell that people type in and that is judged."""
    for table in workings(shape):
        if table.name in shape.tables:
            for row in row_ids_of(shape, table.name):
                for column in answer_columns(table.name):
                    yield table.name, row, column
