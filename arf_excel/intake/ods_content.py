"""content.xml of an .ods, walked once: tables with repeated rows and cells, text, errors, formulas, names."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import Name
from arf_excel.intake.beside import is_ours
from arf_excel.intake.grid import CellError, CellValue, Place, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import SEPARATOR, Attributes, reader, run, truth
from arf_excel.intake.moments import cell_date, cell_length
from arf_excel.intake.room import Room, far, is_near, too_much_text

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT, _OFFICE, _STYLE, _DRAW = (
    f"{_OASIS}{word}:1.0{SEPARATOR}" for word in ("table", "text", "office", "style", "drawing")
)
_TYPE = f"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0{SEPARATOR}value-type"
_ERRORS = re.compile(r"#(?:DIV/0!|N/A|[A-Z][A-Z0-9_]*[!?]|GETTING_DATA)|Err:[0-9]{3}")
_SPACE = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|\t")
"""Line ends of the XML itself. Runs of spaces stay: LibreOffice writes and reads them as they are."""
_NOTE = _OFFICE + "annotation"
_ASIDE = frozenset(
    {_NOTE, _OFFICE + "forms", _TEXT + "note"}
    | {_TABLE + word for word in ("shapes", "tracked-changes", "dde-links", "data-pilot-tables")}
)
_CELLS = frozenset({_TABLE + "table-cell", _TABLE + "covered-table-cell"})
_GAPS = {"tab": "\t", "line-break": "\n"}
_LONGEST = 20


@dataclass
class Table:
    """A sheet. `is_copy` marks a copy of another file that is kept for a link."""

    name: str
    style: str
    cells: dict[Place, CellValue] = field(default_factory=dict)
    formulas: list[Place] = field(default_factory=list)
    row: int = 0

    @property
    def is_copy(self) -> bool:
        return self.name.startswith("'file:")


@dataclass
class Content:
    """What content.xml says. `hidden_styles` are the styles of tables that are not shown."""

    tables: list[Table] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    hidden_styles: set[str] = field(default_factory=set)
    links: int = 0
    beside: int = 0
    """Notes and text boxes with words of others."""


@dataclass
class _Beside:
    """A note or a shape that we are inside: where it began, and its words, paragraph by paragraph."""

    depth: int
    is_note: bool
    paragraphs: list[str] = field(default_factory=list)
    in_words: int = 0


@dataclass
class _Cell:
    """A cell as it is read: its first column, how often it stands, its attributes and paragraphs."""

    column: int
    times: int
    attributes: Attributes
    paragraphs: list[list[str]] = field(default_factory=list)


def read_content(data: bytes, part: str, room: Room) -> Content:
    """Walk the part; cells beyond a form's reach, or too many, are findings."""
    walk = _Walk(room)
    parser = reader(part)
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    run(parser, data, part)
    return walk.content


class _Walk:
    """Handlers for expat. `aside` counts how deep inside a comment, drawing or the like we are."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.content = Content()
        self.table: Table | None = None
        self.style = ""
        self.aside = 0
        self.beside: _Beside | None = None
        self.row: list[_Cell] = []
        self.rows = 1
        self.column = 0
        self.cell: _Cell | None = None
        self.in_paragraph = 0
        self.spaces = 0
        self.written = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self.aside or name in _ASIDE or name.startswith(_DRAW):
            self.aside += 1
            self.start_beside(name)
        elif name in _CELLS:
            self.start_cell(attributes)
        elif name.startswith(_TEXT):
            self.start_text(name, attributes)
        elif name == _TABLE + "table-row":
            self.row, self.column = [], 0
            self.rows = _times(attributes, "number-rows-repeated")
        elif name == _TABLE + "table":
            self.start_table(attributes)
        elif name == _TABLE + "named-range":
            self.add_name(attributes)
        elif name == _TABLE + "table-source":
            self.content.links += 1
        elif name == _STYLE + "style":
            self.style = attributes.get(_STYLE + "name", "")
        elif name == _STYLE + "table-properties" and not truth(attributes.get(_TABLE + "display", "true")):
            self.content.hidden_styles.add(self.style)

    def end(self, name: str) -> None:
        if self.aside:
            self.end_beside()
            self.aside -= 1
        elif name in _CELLS:
            self.cell = None
        elif name.startswith(_TEXT):
            self.in_paragraph -= self.in_paragraph > 0
        elif name == _TABLE + "table-row":
            self.end_row()
        elif name == _TABLE + "table":
            self.end_table()

    def text(self, piece: str) -> None:
        if self.beside and self.beside.in_words:
            self.beside.paragraphs[-1] += piece
        if not self.aside and self.in_paragraph and self.cell is not None and self.cell.paragraphs:
            self.cell.paragraphs[-1].append(_SPACE.sub(" ", piece))

    def start_beside(self, name: str) -> None:
        if self.beside is None:
            if name == _NOTE or name.startswith(_DRAW):
                self.beside = _Beside(self.aside, name == _NOTE)
        elif name == _TEXT + "p" and not self.beside.in_words:
            self.beside.in_words = self.aside
            self.beside.paragraphs.append("")

    def end_beside(self) -> None:
        beside = self.beside
        if beside is None:
            return
        if self.aside == beside.in_words:
            beside.in_words = 0
        if self.aside == beside.depth:
            said = "\n".join(beside.paragraphs)
            self.content.beside += not is_ours(said) if beside.is_note else bool(said.strip())
            self.beside = None

    def start_table(self, attributes: Attributes) -> None:
        if self.table is not None:
            self.aside += 1
            return
        self.table = Table(attributes.get(_TABLE + "name", ""), attributes.get(_TABLE + "style-name", ""))
        self.content.tables.append(self.table)

    def end_table(self) -> None:
        if self.table is None:
            return
        held = [*self.table.cells, *self.table.formulas]
        last = max((row for row, _ in held), default=-1), max((column for _, column in held), default=-1)
        self.room.take(self.table.name, len(held), last, 0)
        self.table = None

    def add_name(self, attributes: Attributes) -> None:
        name, address = (attributes.get(_TABLE + word, "") for word in ("name", "cell-range-address"))
        self.content.names.append(Name(name, address, self.table.name if self.table else None))

    def start_cell(self, attributes: Attributes) -> None:
        self.cell = _Cell(self.column, _times(attributes, "number-columns-repeated"), attributes)
        self.column += self.cell.times
        if attributes:
            self.row.append(self.cell)

    def start_text(self, name: str, attributes: Attributes) -> None:
        """A paragraph is a line; spaces, tabs and line breaks are elements of their own."""
        self.in_paragraph += 1
        if self.cell is None:
            return
        word = name.removeprefix(_TEXT)
        if word == "p" and self.in_paragraph == 1:
            if not self.cell.attributes and not self.cell.paragraphs:
                self.row.append(self.cell)
            self.cell.paragraphs.append([])
        elif self.cell.paragraphs:
            self.cell.paragraphs[-1].append(_GAPS.get(word) or self.gap(word, attributes))

    def gap(self, word: str, attributes: Attributes) -> str:
        """A run of spaces, which a file could claim to be without end."""
        if word != "s":
            return ""
        spaces = _times(attributes, "c", _TEXT)
        self.spaces += spaces
        if self.spaces > limits().text_bytes // 10:
            raise too_much_text(self.table.name if self.table else "")
        return " " * spaces

    def end_row(self) -> None:
        if self.table is None:
            return
        for cell in self.row:
            formula = _TABLE + "formula" in cell.attributes
            value = _value(cell, formula)
            if value != "" or formula:
                self.place(self.table, cell, value, formula)
        self.table.row += self.rows

    def place(self, table: Table, cell: _Cell, value: CellValue, formula: bool) -> None:
        """Set a cell as often as it is repeated, after a look at how often that is."""
        last = (table.row + self.rows - 1, cell.column + cell.times - 1)
        if not is_near(last):
            fault = far(cell_name((table.row, cell.column) if cell.times * self.rows == 1 else last))
            raise UnreadableError(fault.code, sheet=table.name, **fault.facts)
        if len(table.cells) + len(table.formulas) + self.rows * cell.times > limits().cells:
            raise UnreadableError("FIX-044", sheet=table.name, limit=limits().cells)
        self.written += (len(value) if isinstance(value, str) else 0) * self.rows * cell.times
        if self.written > limits().text_bytes:
            raise too_much_text(table.name)
        for row in range(table.row, last[0] + 1):
            for column in range(cell.column, last[1] + 1):
                if value != "":
                    table.cells[row, column] = value
                if formula:
                    table.formulas.append((row, column))


def _times(attributes: Attributes, word: str, space: str = _TABLE) -> int:
    text = attributes.get(space + word, "1").strip()
    if not (text.isdecimal() and text.isascii()) or len(text) > 8:
        raise UnreadableError("FIX-023", part="content.xml")
    return int(text)


def _value(cell: _Cell, formula: bool) -> CellValue:
    """What a cell holds; '' for nothing."""
    shown = "\n".join("".join(pieces) for pieces in cell.paragraphs)
    kind = cell.attributes.get(_OFFICE + "value-type", "")
    if cell.attributes.get(_TYPE) == "error":
        return CellError(shown.strip()[:_LONGEST] or "#VALUE!")
    if formula and _TYPE not in cell.attributes and _ERRORS.fullmatch(shown.strip()):
        return CellError(shown.strip())
    if kind in {"float", "percentage", "currency"}:
        return _number(cell.attributes.get(_OFFICE + "value", ""), shown)
    if kind == "boolean":
        return truth(cell.attributes.get(_OFFICE + "boolean-value"))
    if kind == "date":
        date = cell_date(cell.attributes.get(_OFFICE + "date-value", ""))
        return shown if date is None else date
    if kind == "time":
        length = cell_length(cell.attributes.get(_OFFICE + "time-value", ""))
        return shown if length is None else length
    return cell.attributes.get(_OFFICE + "string-value", shown)


def _number(text: str, shown: str) -> CellValue:
    try:
        number = float(text)
    except ValueError:
        return shown
    return number if math.isfinite(number) else CellError("#NUM!")
