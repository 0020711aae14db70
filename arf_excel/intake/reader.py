"""A return, from bytes to a submission: everything that was typed, and a word on what could not be placed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from arf_excel.errors import UnreadableError
from arf_excel.form.layout import WORK
from arf_excel.form.meta import fingerprint
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import answer_columns
from arf_excel.form.tables import field as field_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.findings import Finding
from arf_excel.framework.shape import Shape
from arf_excel.intake.about import about_return, meta_lines
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, cell_name
from arf_excel.intake.locate import Located, below_or_beside, locate, plain
from arf_excel.intake.read import read_grid
from arf_excel.intake.submission import Answer, Cell, Key, Seen, Submission, Unreadable

SPARE = {"evidence": "EV", "action_plan": "AP"}
"""Tables that people may add rows to."""


def read_return(data: bytes, file: str) -> Submission | Unreadable:
    """Read one returned file; `file` is its name as people know it."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        grid = read_grid(data, file, skip=lambda name: name == WORK)
        return read_submission(grid, file, digest)
    except UnreadableError as error:
        return Unreadable(file, digest, error.code, error.facts)


def read_submission(grid: Grid, file: str, digest: str) -> Submission:
    """Plain sheets → answers. Raises UnreadableError when the workbook is not one of our forms."""
    meta = meta_lines(grid)
    shape = about_return(grid, meta)
    reading = _Reading(grid, shape)
    for table in table_order(shape):
        reading.table(table)
    shape = replace(
        shape,
        evidence_rows=shape.evidence_rows + tuple(reading.added.get("evidence", ())),
        action_rows=shape.action_rows + tuple(reading.added.get("action_plan", ())),
    )
    seen = [Seen(Finding(n.code, facts=n.facts), n.sheet, n.place and cell_name(n.place)) for n in grid.notes]
    if meta and meta.get("fingerprint") != fingerprint(meta):
        seen.append(Seen(Finding("NOTE-039")))
    return Submission(
        file=file,
        sha256=digest,
        shape=shape,
        meta=meta,
        cells=Answers(reading.cells),
        answers=tuple(reading.answers),
        places=reading.places,
        seen=(*seen, *reading.seen),
        saved=grid.saved,
    )


@dataclass
class _Reading:
    """What has been read so far."""

    grid: Grid
    shape: Shape
    cells: dict[Key, CellValue] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    places: dict[Key, Cell] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)

    def table(self, table: str) -> None:
        found = locate(self.grid, self.shape, table)
        if found is None or "id" not in found.columns:
            self.seen.append(Seen(Finding("FIX-032", table, facts={"table": table.replace("_", " ")})))
            return
        missing = [c for c in answer_columns(table) if c not in found.columns]
        for column in missing:
            facts = {"table": found.sheet.name, "column": column}
            self.seen.append(Seen(Finding("FIX-041", table, column=column, facts=facts), found.sheet.name))
        used = self._rows(found)
        for place in sorted(below_or_beside(found, used)):
            self._see("FIX-033", found, place)

    def _rows(self, found: Located) -> set[Place]:
        known = {plain(row): row for row in row_ids_of(self.shape, found.table)}
        read: set[str] = set()
        used: set[Place] = set()
        answer_at = {c: found.columns[c] for c in answer_columns(found.table) if c in found.columns}
        for row, cells in found.rows.items():
            typed = [column for column in answer_at.values() if column in cells]
            row_id = self._row_id(found, row, cells, known, read, bool(typed))
            if row_id is not None or typed:
                first, last = found.width
                used.update((row, column) for column in cells if first <= column <= last)
            if row_id is None:
                continue
            read.add(row_id)
            if found.table == "reflection" and not _shared(cells, answer_at):
                continue
            for column, at in answer_at.items():
                self._cell(found, (found.table, row_id, column), (row, at), cells.get(at))
        return used

    def _row_id(
        self,
        found: Located,
        row: int,
        cells: dict[int, CellValue],
        known: dict[str, str],
        read: set[str],
        typed: bool,
    ) -> str | None:
        """Which row of the table this is; None when it is none, with a word where something was typed."""
        stands = plain(cells.get(found.columns["id"]))
        row_id = known.get(stands)
        if row_id is not None and row_id not in read:
            return row_id
        if not typed:
            return None
        place = row, found.columns["id"]
        if found.table in SPARE:
            return self._new_row(found, place, known, row_id)
        at = next(found.columns[c] for c in answer_columns(found.table) if found.columns.get(c) in cells)
        self._see("FIX-034" if row_id else "FIX-035", found, (row, at))
        return None

    def _new_row(self, found: Located, place: Place, known: dict[str, str], row_id: str | None) -> str:
        """A row that people added: the next free id, told to the office."""
        added = self.added.setdefault(found.table, [])
        new = f"{SPARE[found.table]}{len(known) + len(added) + 1:03d}"
        added.append(new)
        facts = {"id": new, "was": row_id or "none"}
        self.seen.append(Seen(Finding("NOTE-037", found.table, new, facts=facts), *_at(found, place)))
        return new

    def _cell(self, found: Located, key: Key, place: Place, value: CellValue | None) -> None:
        sheet, cell = _at(found, place)
        self.places[key] = (sheet, cell)
        if value is None:
            return
        self.cells[key] = value
        if isinstance(value, CellError):
            self.seen.append(Seen(Finding("FIX-036", *key, facts={"error": value.code}), sheet, cell))
            return
        if place in found.sheet.formulas:
            self.seen.append(Seen(Finding("NOTE-038", *key), sheet, cell))
        try:
            read = field_of(*key).adapter.validate_python(value)
        except ValidationError:
            read = str(value)
        if read is not None:
            self.answers.append(Answer(*key, read, sheet, cell))

    def _see(self, code: str, found: Located, place: Place) -> None:
        self.seen.append(Seen(Finding(code, found.table), *_at(found, place)))


def _at(found: Located, place: Place) -> Cell:
    return found.sheet.name, cell_name(place)


def _shared(cells: dict[int, CellValue], answer_at: dict[str, int]) -> bool:
    """A reflection is kept only where it says that it may be shared."""
    at = answer_at.get("share")
    return at is not None and plain(cells.get(at)) == "yes"
