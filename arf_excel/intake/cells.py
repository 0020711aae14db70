"""The cells of one sheet of an .xlsx: where each stands, its formula, its error; checked before any reader.

Names are matched by local name, for the reader behind the gate matches so too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import nan

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import GRID_COLUMNS, GRID_ROWS, column_index
from arf_excel.intake.grid import Place, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import SEPARATOR, Attributes, local, reader, run

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ERRORS_KNOWN = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_OTHER, _ROW, _CELL, _VALUE, _INLINE, _FORMULA, _FOREIGN_ROW, _FOREIGN_CELL = range(8)
_NOWHERE: Place = (GRID_ROWS, -1)
_KINDS = {"row": _ROW, "c": _CELL, "v": _VALUE, "is": _INLINE, "f": _FORMULA}
_FOREIGN = {_ROW: _FOREIGN_ROW, _CELL: _FOREIGN_CELL, _VALUE: _INLINE, _INLINE: _INLINE}
_WATCHED = frozenset({None, "n", "s", "e"})
_LONGEST = 20


@dataclass
class Cells:
    """What the gate saw in a sheet. `filled` are cells with a value, `negatives` numbers below zero."""

    filled: list[Place] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    negatives: dict[Place, float] = field(default_factory=dict)
    odd_errors: list[int] = field(default_factory=list)
    """Where in the bytes a value begins that is an error the reader does not know."""


class _Places(dict[str, Place]):
    """'B7' → (6, 1), worked out once for all sheets and files; small enough to keep."""

    def __missing__(self, address: str) -> Place:
        digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        letters = address[: len(address) - len(digits)]
        if not letters or not digits.isdecimal() or not digits.isascii() or digits.startswith("0"):
            raise UnreadableError("FIX-022", cell=address[:_LONGEST])
        if len(letters) > 3 or len(digits) > 7:
            raise UnreadableError("FIX-020", cell=address[:_LONGEST])
        place = (int(digits) - 1, column_index(letters))
        if place[0] >= GRID_ROWS or place[1] >= GRID_COLUMNS:
            raise UnreadableError("FIX-020", cell=address)
        if len(self) < 100_000:
            self[address] = place
        return place


class _Kinds(dict[str, int]):
    """What an element is, by its full name."""

    def __missing__(self, name: str) -> int:
        kind = _KINDS.get(local(name), _OTHER)
        if not name.startswith(MAIN + SEPARATOR):
            kind = _FOREIGN.get(kind, _OTHER)
        if len(self) < 10_000:
            self[name] = kind
        return kind


_PLACES, _ELEMENTS = _Places(), _Kinds()


class _Walk:
    """Handlers for expat. `place` is the last cell, or the row with column −1 before its first cell."""

    def __init__(self, part: str, strings: int) -> None:
        self.part = part
        self.strings = strings
        self.cells = Cells()
        self.pieces: list[str] = []
        self.place: Place = (-1, -1)
        self.kind: str | None = None
        self.watched = False
        self.begins = 0
        self.parser = reader(part)
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.pieces.append
        self.parser.StartCdataSectionHandler = self.unusual
        self.parser.CommentHandler = self.unusual

    def start(self, name: str, attributes: Attributes) -> None:
        if self.watched:
            self.settle()
        element = _ELEMENTS[name]
        if element == _CELL:
            last = self.place
            address = attributes.get("r")
            place = (last[0], last[1] + 1) if address is None else _PLACES[address]
            if place <= last or place[0] != last[0]:
                raise UnreadableError("FIX-022", part=self.part, cell=cell_name(place))
            self.place = place
            self.kind = attributes.get("t")
        elif element == _VALUE:
            self.cells.filled.append(self.place)
            self.pieces.clear()
            self.watched = self.kind in _WATCHED
            if self.kind == "e":
                self.begins = self.parser.CurrentByteIndex
        elif element == _FORMULA:
            self.cells.formulas.append(self.place)
        elif element != _OTHER:
            self.rare(element, attributes)

    def rare(self, element: int, attributes: Attributes) -> None:
        """A row, text within the cell, or what only looks like a row or a cell."""
        if element == _ROW:
            address = attributes.get("r")
            row = self.place[0] + 1 if address is None else _PLACES[f"A{address.strip()}"][0]
            if (row, -1) <= self.place:
                raise UnreadableError("FIX-022", part=self.part, cell=cell_name((row, 0)))
            self.place = (row, -1)
        elif element == _INLINE:
            self.cells.filled.append(self.place)
        elif element == _FOREIGN_ROW:
            self.place = _NOWHERE
        else:
            self.unusual()

    def settle(self) -> None:
        """Look at the text of the last value: an index of a shared string, an error, a number."""
        self.watched = False
        text = "".join(self.pieces).strip()
        if self.kind == "s":
            if text and not (text.isdecimal() and text.isascii() and int(text) < self.strings):
                raise UnreadableError("FIX-021", part=self.part, cell=cell_name(self.place))
        elif self.kind == "e":
            self.cells.errors[self.place] = text[:_LONGEST] or "#VALUE!"
            if text not in ERRORS_KNOWN:
                self.cells.odd_errors.append(self.begins)
        elif text.startswith("-"):
            self.cells.negatives[self.place] = _number(text)

    def unusual(self, *_: object) -> None:
        """The reader behind the gate loses such text without a word; no spreadsheet program writes it."""
        raise UnreadableError("FIX-024", part=self.part)


def read_cells(data: bytes, part: str, strings: int) -> Cells:
    """Walk a sheet part; `strings` is how many shared strings there are."""
    walk = _Walk(part, strings)
    run(walk.parser, data, part)
    return walk.cells


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return nan


def extent(cells: Cells) -> Place:
    """The last row and column that hold something, from 0; −1 when nothing does."""
    held = cells.filled + cells.formulas
    return max((row for row, _ in held), default=-1), max((column for _, column in held), default=-1)


def without_odd_errors(data: bytes, cells: Cells) -> bytes:
    """The part with #N/A for every error value that the reader does not know, such as #SPILL!"""
    pieces: list[bytes] = []
    done = 0
    for begins in cells.odd_errors:
        opened = data.index(b">", begins) + 1
        pieces += (data[done:opened], b"#N/A" if data[opened - 2 : opened] != b"/>" else b"")
        done = opened if data[opened - 2 : opened] == b"/>" else data.index(b"<", opened)
    return b"".join((*pieces, data[done:]))
