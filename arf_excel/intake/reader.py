"""A return, from bytes to a submission: everything that was typed, and a word on what could not be placed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from arf_excel.errors import UnreadableError
from arf_excel.form.given import given_texts
from arf_excel.form.layout import LISTS, META, WORK
from arf_excel.form.meta import fingerprint
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import PREFIXES, RECORDS, answer_columns, fields
from arf_excel.form.tables import field as field_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.findings import Finding
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.intake.about import about_return, form_version, is_earlier, meta_lines
from arf_excel.intake.grid import CellError, CellValue, Grid, Place, cell_name
from arf_excel.intake.locate import Located, headed_tables, headers, locate, plain, wordings
from arf_excel.intake.read import read_grid
from arf_excel.intake.submission import Answer, Cell, Key, Seen, Submission, Unreadable

_OUR_TITLES = tuple(t for t in read_toml("texts.toml")["titles"].values() if not t.startswith("{"))


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
    reading = _Reading(grid, shape, form_version(meta))
    for table in table_order(shape):
        reading.table(table)
    reading.other_sheets()
    shape = replace(
        shape,
        evidence_rows=shape.evidence_rows + tuple(reading.added.get("evidence", ())),
        meeting_rows=shape.meeting_rows + tuple(reading.added.get("meetings", ())),
        action_rows=shape.action_rows + tuple(reading.added.get("action_plan", ())),
    )
    seen = [Seen(Finding(n.code, facts=n.facts), n.sheet, n.place and cell_name(n.place)) for n in grid.notes]
    if is_earlier(meta):
        seen.append(Seen(Finding("NOTE-049")))
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
    version: int
    """Of the form: a column that came later is not missed."""
    cells: dict[Key, CellValue] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    places: dict[Key, Cell] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    added: dict[str, list[str]] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)
    """Table → the sheet that it was read from."""

    def table(self, table: str) -> None:
        found = locate(self.grid, self.shape, table)
        if found is None:
            self.seen.append(Seen(Finding("FIX-032", table, facts={"table": table.replace("_", " ")})))
            return
        self.home[table] = found.sheet.name
        wanted = answer_columns(table)
        later = {f.name for f in fields(table) if table not in RECORDS and f.cell.since > self.version}
        for column in (c for c in wanted if c not in found.columns and c not in later):
            facts = {"table": found.sheet.name, "column": column}
            self.seen.append(Seen(Finding("FIX-041", table, column=column, facts=facts), found.sheet.name))
        self._above(found)
        self._rows(found, {c: found.columns[c] for c in wanted if c in found.columns})

    def _rows(self, found: Located, answer_at: dict[str, int]) -> None:
        known = {plain(row): row for row in row_ids_of(self.shape, found.table)}
        by_words = wordings(self.shape, found.table)
        ids = found.columns.get("id")
        read: set[str] = set()
        for row, cells in found.rows.items():
            typed = [column for column in answer_at.values() if column in cells]
            stands = known.get(plain(cells.get(ids))) if ids is not None else None
            row_id = stands or next(
                (by_words[plain(v)] for v in cells.values() if plain(v) in by_words), None
            )
            if row_id in read or row_id is None:
                row_id = self._odd_row(found, row, known, row_id, typed)
            self._beside(found, row, cells, row_id, {*answer_at.values(), ids})
            if row_id is None:
                continue
            read.add(row_id)
            if found.table == "reflection" and not _shared(cells, answer_at):
                continue
            for column, at in answer_at.items():
                self._cell(found, (found.table, row_id, column), (row, at), cells.get(at))

    def _above(self, found: Located) -> None:
        """What stands over the table, or in the row of its headers, and is not ours."""
        texts = read_toml("texts.toml")
        ours = {plain(said) for group in ("titles", "leads") for said in texts[group].values()}
        ours |= {plain(said) for former in texts["former"].values() for said in former}
        ours |= {plain(header) for header in headers(found.table).values()}
        for (row, column), value in found.sheet.cells.items():
            if row <= found.header_row and plain(value) not in ours:
                self._see("FIX-033", found, (row, column))

    def _odd_row(
        self, found: Located, row: int, known: dict[str, str], row_id: str | None, typed: list[int]
    ) -> str | None:
        """A row that is none of ours, or stands twice: a new one where people may add, else told."""
        if not typed:
            return None
        if found.table in PREFIXES:
            return self._new_row(found, (row, typed[0]), known, row_id)
        for column in typed:
            self._see("FIX-034" if row_id else "FIX-035", found, (row, column))
        return None

    def _beside(
        self, found: Located, row: int, cells: dict[int, CellValue], row_id: str | None, own: set[int | None]
    ) -> None:
        """What stands in a row outside its answers and is not ours: a paste that spilled, a note."""
        ours = given_texts(self.shape, found.table, row_id) if row_id else {}
        skipped = {plain(text) for text in (*ours.values(), *read_toml("texts.toml")["former"]["given"])}
        if not found.sheet.formulas:  # a program that keeps values only: what was worked out stands as text
            own = own | {found.columns.get(f.name) for f in fields(found.table) if f.cell.use == "worked"}
        for column, value in cells.items():
            formula = (row, column) in found.sheet.formulas
            if column not in own and not formula and plain(value) not in skipped:
                self._see("FIX-033", found, (row, column))

    def _new_row(self, found: Located, place: Place, known: dict[str, str], row_id: str | None) -> str:
        """A row that people added: the next free id, told to the office."""
        added = self.added.setdefault(found.table, [])
        new = f"{PREFIXES[found.table]}{len(known) + len(added) + 1:03d}"
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

    def other_sheets(self) -> None:
        """Sheets that nothing was read from: a second copy of a table is told, and so is a stranger."""
        homes, titles = (
            set(self.home.values()),
            {*read_toml("texts.toml")["sheets"].values(), WORK, LISTS, META},
        )
        for table, home in self.home.items():
            for _, again in headed_tables(self.grid, self.shape, table):
                if again.sheet.name not in homes | titles:
                    facts = {"sheet": again.sheet.name[:40], "home": home}
                    self.seen.append(Seen(Finding("FIX-047", table, facts=facts), again.sheet.name))
                    homes.add(again.sheet.name)
        for sheet in self.grid.sheets:
            stranger = sheet.name not in homes | titles and not sheet.hidden and sheet.cells
            if stranger and not str(sheet.cells.get((0, 0), "")).startswith(_OUR_TITLES):
                self.seen.append(Seen(Finding("NOTE-048"), sheet.name))

    def _see(self, code: str, found: Located, place: Place) -> None:
        self.seen.append(Seen(Finding(code, found.table), *_at(found, place)))


def _at(found: Located, place: Place) -> Cell:
    return found.sheet.name, cell_name(place)


def _shared(cells: dict[int, CellValue], answer_at: dict[str, int]) -> bool:
    """A reflection is kept only where it says that it may be shared."""
    at = answer_at.get("share")
    return at is not None and plain(cells.get(at)) == "yes"
