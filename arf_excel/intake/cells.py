"""The cells of one sheet of an .xlsx: where each stands, its formula, its error; checked before any reader.

Names are matched by local name, for the reader behind the gate matches so too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import GRID_COLUMNS, GRID_ROWS, column_index
from arf_excel.intake.grid import Place, cell_name
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import SEPARATOR, Attributes, local, reader, run
from arf_excel.intake.room import far

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ERRORS_KNOWN = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_CELL, _VALUE, _FORMULA = (MAIN + SEPARATOR + name for name in ("c", "v", "f"))
_OTHER, _ROW, _TEXT, _FOREIGN_ROW, _FOREIGN_CELL = range(5)
_NOWHERE: Place = (GRID_ROWS, -1)
_OURS = {"row": _ROW, "is": _TEXT}
_FOREIGN = {"row": _FOREIGN_ROW, "c": _FOREIGN_CELL, "v": _TEXT, "is": _TEXT}
_WATCHED = frozenset({None, "n", "s", "e", "inlineStr"})
_LONGEST = 20
_LAST_DAY = 2_958_466
"""The day after 31 December 9999. Beyond it, and below 0, a date format shows no date."""
_MOST_DAYS = 1e8
"""The reader breaks down when a number as large as this has a date format."""


@dataclass
class Cells:
    """What the gate saw in a sheet. `filled` are cells with a value, `numbers` those that are no day.

    `odd` is where in the bytes a value begins that the reader cannot take, and what it is handed instead;
    `text_bytes` adds up the shared strings, each as often as a cell shows it.
    """

    filled: list[Place] = field(default_factory=list)
    formulas: list[Place] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    numbers: dict[Place, float] = field(default_factory=dict)
    odd: list[tuple[int, bytes]] = field(default_factory=list)
    text_bytes: int = 0


class _Places(dict[str, Place]):
    """'B7' → (6, 1), worked out once for all sheets and files; small enough to keep."""

    def __missing__(self, address: str) -> Place:
        digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        letters = address[: len(address) - len(digits)]
        if not letters or not digits.isdecimal() or not digits.isascii() or digits.startswith("0"):
            raise UnreadableError("FIX-022", cell=address[:_LONGEST])
        if len(letters) > 3 or len(digits) > 7:
            raise far(address[:_LONGEST])
        place = (int(digits) - 1, column_index(letters))
        if place[0] >= GRID_ROWS or place[1] >= GRID_COLUMNS:
            raise far(address)
        if len(self) < 100_000:
            self[address] = place
        return place


class _Elements(dict[str, int]):
    """What a rarer element is, by its full name."""

    def __missing__(self, name: str) -> int:
        meanings = _OURS if name.startswith(MAIN + SEPARATOR) else _FOREIGN
        kind = meanings.get(local(name), _OTHER)
        if len(self) < 10_000:
            self[name] = kind
        return kind


_PLACES, _ELEMENTS = _Places(), _Elements()


def read_cells(data: bytes, part: str, sizes: Mapping[str, int]) -> Cells:
    """Walk a sheet part; `sizes` are the bytes of each shared string by its index."""
    cells = Cells()
    pieces: list[str] = []
    place: Place = (-1, -1)  # the last cell, or its row with column −1
    kind: str | None = None
    watched = False
    begins = 0
    parser = reader(part)
    filled, formulas = cells.filled.append, cells.formulas.append

    def start(name: str, attributes: Attributes) -> None:
        nonlocal place, kind, watched, begins
        if watched:  # a value is looked at when the next element begins
            watched = False
            _look(cells, place, kind, pieces, sizes, begins)
        if name == _CELL:
            address = attributes.get("r")
            last, place = place, (place[0], place[1] + 1) if address is None else _PLACES[address]
            if place[0] != last[0] or place[1] <= last[1]:
                raise UnreadableError("FIX-022", cell=cell_name(place))
            kind = attributes.get("t")
        elif name == _VALUE:
            if cells.filled and cells.filled[-1] == place:
                _unusual()
            filled(place)
            pieces.clear()
            watched = kind in _WATCHED
            begins = parser.CurrentByteIndex if watched else 0
        elif name == _FORMULA:
            formulas(place)
        else:
            place = _rare(cells, place, _ELEMENTS[name], attributes)

    parser.StartElementHandler = start
    parser.CharacterDataHandler = pieces.append
    parser.StartCdataSectionHandler = parser.CommentHandler = _unusual
    parser.ProcessingInstructionHandler = _unusual
    run(parser, data, part)
    if watched:
        _look(cells, place, kind, pieces, sizes, begins)
    return cells


def _rare(cells: Cells, place: Place, element: int, attributes: Attributes) -> Place:
    """A row, text inside the cell, or what only looks like a row or a cell to the reader behind the gate."""
    if element == _ROW:
        address = attributes.get("r")
        row = place[0] + 1 if address is None else _PLACES[f"A{address.strip()}"][0]
        if (row, -1) <= place:
            raise UnreadableError("FIX-022", cell=cell_name((row, 0)))
        return row, -1
    if element == _TEXT:
        if cells.filled and cells.filled[-1] == place:
            _unusual()
        cells.filled.append(place)
    elif element == _FOREIGN_ROW:
        return _NOWHERE
    elif element == _FOREIGN_CELL:
        _unusual()
    return place


def _look(
    cells: Cells, place: Place, kind: str | None, pieces: list[str], sizes: Mapping[str, int], begins: int
) -> None:
    """The text of a value: an index of a shared string, an error, or a number.

    An index between spaces is 0 to the reader, which is handed it without them.
    """
    written = "".join(pieces)
    text = written.strip()
    if kind == "s":
        if text in sizes:
            cells.text_bytes += sizes[text]
            if written != text:
                cells.odd.append((begins, text.encode()))
        elif text:
            raise UnreadableError("FIX-021", cell=cell_name(place))
    elif kind == "inlineStr":
        if text:
            _unusual()
    elif kind == "e":
        cells.errors[place] = text[:_LONGEST] or "#VALUE!"
        if text not in ERRORS_KNOWN:
            cells.odd.append((begins, b"#N/A"))
    elif not 0 <= (number := _number(text)) <= _LAST_DAY:
        cells.numbers[place] = number
        if not abs(number) < _MOST_DAYS:
            cells.odd.append((begins, b"0"))


def _unusual(*_: object) -> None:
    """The reader behind the gate loses such text without a word; no spreadsheet program writes it."""
    raise UnreadableError("FIX-024")


def _number(text: str) -> float:
    """The number; 0 for what is none, which the reader behind the gate judges."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def extent(cells: Cells) -> Place:
    """The last row and the last column that hold something, from 0; −1 when nothing does."""
    held = cells.filled + cells.formulas
    return max(map(itemgetter(0), held), default=-1), max(map(itemgetter(1), held), default=-1)


def farthest(cells: Cells) -> Place:
    """The cell that lies farthest down or, failing that, farthest right, to name it to a person."""
    held = cells.filled + cells.formulas
    return max(held, key=lambda place: (place[0] // limits().last_row, place[1]))


def without_odd_values(data: bytes, cells: Cells) -> bytes:
    """The part with #N/A for an error that the reader does not know, such as #SPILL!, and 0 for a number."""
    pieces: list[bytes] = []
    done = 0
    for begins, instead in cells.odd:
        opened = data.index(b">", begins) + 1
        pieces += (data[done:opened], instead if data[opened - 2 : opened] != b"/>" else b"")
        done = opened if data[opened - 2 : opened] == b"/>" else data.index(b"<", opened)
    return b"".join((*pieces, data[done:]))
