"""A return, from bytes to a submission: everything that was typed, and a word on what could not be placed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from arf_excel.errors import UnreadableError
from arf_excel.form.asked import Asked
from arf_excel.form.layout import WORK
from arf_excel.form.meta import FORM_VERSION, fingerprint
from arf_excel.form.sheets import table_order
from arf_excel.form.tables import PREFIXES, RECORDS, answer_columns, fields
from arf_excel.form.tables import field as field_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.findings import Finding
from arf_excel.framework.shape import Shape
from arf_excel.intake import strays
from arf_excel.intake.about import about_return, edition_named, form_version, is_earlier, meta_lines
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, cell_name
from arf_excel.intake.headers import headers
from arf_excel.intake.limits import limits
from arf_excel.intake.locate import Located, Unsure, locate
from arf_excel.intake.near import plain
from arf_excel.intake.read import read_grid
from arf_excel.intake.rows import NOT_TO_BE_MISSED, Rows, rows_of
from arf_excel.intake.strays import at, sheet_words
from arf_excel.intake.submission import Answer, Cell, Key, Seen, Submission, Unreadable
from arf_excel.intake.swapped import TypedDay, maybe_swapped
from arf_excel.intake.told import Told
from arf_excel.intake.typed import error_words, meant


def read_return(
    data: bytes, file: str, read: Callable[[bytes, str, Callable[[str], bool]], Grid] = read_grid
) -> Submission | Unreadable:
    """Read one returned file; `file` is its name as people know it, `read` makes plain sheets of it."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        grid = read(data, file, lambda name: name == WORK)
        return read_submission(grid, file, digest)
    except UnreadableError as error:
        return Unreadable(file, digest, error.code, error.facts)


def read_submission(grid: Grid, file: str, digest: str) -> Submission:
    """Plain sheets → answers. Raises UnreadableError when the workbook is not one of our forms."""
    meta = meta_lines(grid)
    shape = about_return(grid, meta)
    reading = _Reading(grid, shape, form_version(meta), edition_named(meta))
    reading.seen.add(_of_the_file(grid, meta))
    for table in table_order(shape):
        reading.table(table)
    reading.seen.add(maybe_swapped(reading.days, shape.year_end))
    reading.seen.add(strays.other_sheets(grid, shape, reading.home, reading.alike))
    shape = replace(
        shape,
        evidence_rows=shape.evidence_rows + tuple(reading.added.get("evidence", ())),
        meeting_rows=shape.meeting_rows + tuple(reading.added.get("meetings", ())),
        action_rows=shape.action_rows + tuple(reading.added.get("action_plan", ())),
    )
    return Submission(
        file=file,
        sha256=digest,
        shape=shape,
        meta=meta,
        cells=Answers(reading.cells),
        answers=tuple(reading.answers),
        places=reading.places,
        seen=reading.seen.all(),
        saved=grid.saved,
    )


def _of_the_file(grid: Grid, meta: Mapping[str, str]) -> Iterator[Seen]:
    """What is to be told of the workbook, before any of its tables."""
    for note in grid.notes:
        yield Seen(Finding(note.code, facts=note.facts), note.sheet, note.place and cell_name(note.place))
    if is_earlier(meta):
        yield Seen(Finding("NOTE-049"))
    if meta and meta.get("fingerprint") != fingerprint(meta):
        yield Seen(Finding("NOTE-039"))


@dataclass
class _Reading:
    """What has been read so far."""

    grid: Grid
    shape: Shape
    version: int
    """Of the form: a column that came later is not missed."""
    edition_is_sure: bool
    """`_meta` names it, so that ids of another edition are strangers and not a doubt."""
    cells: dict[Key, CellValue] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    places: dict[Key, Cell] = field(default_factory=dict)
    seen: Told = field(default_factory=Told)
    added: dict[str, list[str]] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    """Table → the sheet that it was read from."""
    alike: set[str] = field(default_factory=set)
    """Sheets that look like one another."""
    days: list[TypedDay] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asked = Asked(self.shape)

    def table(self, table: str) -> None:
        found = locate(self.grid, self.shape, table)
        if found is None:
            self._see(Finding("FIX-032", table, facts={"table": table.replace("_", " ")}))
        elif isinstance(found, Unsure):
            self._unsure(found)
        else:
            self._located(found)

    def _unsure(self, found: Unsure) -> None:
        """Two places that look alike: neither is read, and neither is taken for a copy of the other."""
        one, other = found.one, found.other
        facts = {"one": _place_words(one), "other": _place_words(other)}
        self.alike |= {one.sheet.name, other.sheet.name}
        self._see(Finding("FIX-071", one.table, facts=facts), *at(one, (one.header_row, 0)))

    def _located(self, found: Located) -> None:
        table = found.table
        self.home[table] = found.sheet.name
        rows = rows_of(self.shape, found)
        if rows.foreign and not self.edition_is_sure:
            facts = {"table": sheet_words(found.sheet.name)}
            self._see(Finding("FIX-072", table, facts=facts), found.sheet.name)
            return
        answer_at = self._columns(found)
        self.seen.add(strays.above(found))
        self._rows(rows, answer_at)

    def _columns(self, found: Located) -> dict[str, int]:
        """The columns to read; one that is not there, or is there twice, is told."""
        table, said = found.table, headers(found.table)
        wanted = answer_columns(table)
        later = {f.name for f in fields(table) if table not in RECORDS and f.cell.since > self.version}
        for column in (c for c in wanted if c not in found.columns and c not in later):
            facts = {"table": sheet_words(found.sheet.name), "column": column}
            self._see(Finding("FIX-041", table, column=column, facts=facts), found.sheet.name)
        for column in (c for c in wanted if c in found.twice):
            self._see(
                Finding("FIX-070", table, column=column, facts={"header": said[column]}), found.sheet.name
            )
        return {c: found.columns[c] for c in wanted if c in found.columns and c not in found.twice}

    def _rows(self, rows: Rows, answer_at: dict[str, int]) -> None:
        found = rows.found
        own = {*answer_at.values(), found.columns.get("id"), *(found.columns[c] for c in found.twice)}
        read: set[str] = set()
        for row, cells in found.rows.items():
            typed = [column for column in answer_at.values() if column in cells]
            row_id, spelt = rows.id_of(cells)
            if row_id in read or row_id is None:
                row_id, spelt = self._odd_row(rows, row, row_id, typed), False
            self.seen.add(strays.beside(found, self.shape, row, cells, row_id, own))
            if row_id is None:
                continue
            read.add(row_id)
            if spelt and typed:
                here = at(found, (row, found.columns["id"]))
                self._see(Finding("NOTE-073", found.table, row_id, facts={"id": row_id}), *here)
            if found.table == "reflection" and not _shared(cells, answer_at):
                continue
            for column, place in answer_at.items():
                self._cell(found, (found.table, row_id, column), (row, place), cells.get(place))
        missed = len(rows.known) - len(read)
        if missed and found.table in NOT_TO_BE_MISSED and self.version == int(FORM_VERSION):
            self._see(Finding("EXPLAIN-074", found.table, facts={"rows": missed}), found.sheet.name)

    def _odd_row(self, rows: Rows, row: int, row_id: str | None, typed: list[int]) -> str | None:
        """A row that is none of ours, or stands twice: a new one where people may add, else told."""
        if not typed:
            return None
        found = rows.found
        if found.table in PREFIXES:
            return self._new_row(rows, (row, typed[0]), row_id)
        for column in typed:
            self._see(Finding("FIX-034" if row_id else "FIX-035", found.table), *at(found, (row, column)))
        return None

    def _new_row(self, rows: Rows, place: Place, row_id: str | None) -> str:
        """A row that people added: the next free id, told to the office."""
        table = rows.found.table
        added = self.added.setdefault(table, [])
        new = f"{PREFIXES[table]}{len(rows.known) + len(added) + 1:03d}"
        if len(rows.known) + len(added) == limits().rows:
            raise UnreadableError("FIX-076", limit=limits().rows)
        added.append(new)
        facts = {"id": new, "was": row_id or "none"}
        self._see(Finding("NOTE-037", table, new, facts=facts), *at(rows.found, place))
        return new

    def _cell(self, found: Located, key: Key, place: Place, value: CellValue | None) -> None:
        here = self.places[key] = at(found, place)
        formula = place in found.sheet.formulas
        if value is None:
            if formula:
                self._see(Finding("FIX-068", *key), *here)
            return
        if isinstance(value, CellError):
            self.cells[key] = value
            self._see(Finding("FIX-036", *key, facts={"error": error_words(value.code)}), *here)
            return
        if formula:
            self._see(Finding("NOTE-038", *key), *here)
        read_as = meant(self.asked, key, value)
        if self.asked.kind(key) == "day":
            self.days.append(TypedDay(key, here, value if isinstance(value, str) else read_as.value))
        if read_as.code:
            self._see(Finding(read_as.code, *key, facts=read_as.facts), *here)
        self.cells[key] = read_as.value
        try:
            read = field_of(*key).adapter.validate_python(read_as.value)
        except ValidationError:
            read = str(value)
        if read is not None:
            self.answers.append(Answer(*key, read, *here))

    def _see(self, finding: Finding, sheet: str | None = None, cell: str | None = None) -> None:
        self.seen.add([Seen(finding, sheet, cell)])


def _place_words(found: Located) -> str:
    return f"'{sheet_words(found.sheet.name)}', row {found.header_row + 1}"


def _shared(cells: dict[int, CellValue], answer_at: dict[str, int]) -> bool:
    """A reflection is kept only where it says that it may be shared."""
    column = answer_at.get("share")
    return column is not None and plain(cells.get(column)) == "yes"
