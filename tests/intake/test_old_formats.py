"""What is in an .xls or .xlsb arrives as it was meant, or the file is refused in words."""

from __future__ import annotations

import datetime as dt
import struct

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.apart import read_any
from arf_excel.intake.grid import Grid
from arf_excel.intake.isolation import Readers
from arf_excel.intake.old_cells import check_xls
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Unreadable
from tests.intake import hostile as made
from tests.intake import old_workbooks as old

CELLS = [
    (0, 0, "text", 0),
    (0, 1, 45352.0, old.DATE),
    (0, 2, 2.5, 0),
    (1, 0, True, 0),
    (1, 1, old.Error(7), 0),
    (2, 5, "x​y", 0),
    (2, 6, -5.0, 0),
]
SHEETS = (("Form", 0, CELLS), ("_work", 2, [(0, 0, "worked out", 0)]), ("Aside", 1, []))


def grid(data: bytes, *passwords: str) -> Grid:
    return read_any(data, "form.xlsx", lambda name: name == "_work", passwords)


def code(data: bytes, *passwords: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        grid(data, *passwords)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "kind", "date"),
    [
        (old.xls(*SHEETS), ".xls", dt.datetime(2024, 3, 1)),
        (old.xlsb(*SHEETS), ".xlsb", 45352.0),  # made without styles
    ],
    ids=["xls", "xlsb"],
)
def test_cells_sheets_and_notes(data: bytes, kind: str, date: object) -> None:
    found = grid(data)
    assert [(s.name, s.hidden, len(s.cells)) for s in found.sheets] == [
        ("Form", False, 6),
        ("_work", True, 0),
        ("Aside", True, 0),
    ]
    assert found.sheets[0].cells == {
        (0, 0): "text",
        (0, 1): date,
        (0, 2): 2.5,
        (1, 0): True,
        (2, 5): "xy",
        (2, 6): -5.0,
    }, "an error looks like a blank, which is why EXPLAIN-054 is said"
    assert [(note.code, note.facts) for note in found.notes] == [
        ("EXPLAIN-054", {"format": kind}),
        ("NOTE-004", {"cells": 1}),
    ]


def test_they_are_read_in_a_worker_only() -> None:
    for data, what in ((old.xls(*SHEETS), "FIX-004"), (old.xlsb(*SHEETS), "FIX-005")):
        here = read_return(data, "form")
        assert isinstance(here, Unreadable)
        assert here.code == what
        with Readers(workers=1) as readers:
            apart = readers.read_here(data, "form")
            assert isinstance(apart, Unreadable)
            assert (apart.code, apart.sha256) == ("FIX-030", here.sha256), "a workbook, and no form of ours"


def _far(row: int, column: int) -> old.Sheet:
    return ("Form", 0, [(0, 0, 1.0, 0), (row, column, 1.0, 0)])


PLAIN = old.stream(("Form", 0, [*CELLS, *((row, 0, "a long line " * 9, 0) for row in range(3, 30))]))
BINARY = old.xlsb_parts(("Form", 0, CELLS))
REFUSED = {
    "far row in .xls": (old.xls(_far(65_535, 0)), "FIX-020"),
    "every corner in .xls": (old.xls(_far(65_535, 255)), "FIX-020"),
    "far row in .xlsb": (old.xlsb(_far(30_000, 0)), "FIX-020"),
    "every corner in .xlsb": (old.xlsb(_far(1_048_575, 16_383)), "FIX-020"),
    "a row without end in .xlsb": (old.xlsb(_far(0xFFFFFFFF, 0)), "FIX-020"),
    "far column in .xlsb": (old.xlsb(_far(0, 500)), "FIX-020"),
    "a chain that loops": (old.ole_file("Workbook", PLAIN, chain=[3, 2]), "FIX-008"),
    "a chain that leads out": (old.ole_file("Workbook", PLAIN, chain=[9_999]), "FIX-008"),
    "a stream that claims to be short": (old.ole_file("Workbook", PLAIN, size=5_000), "FIX-008"),
    "cut in a sheet": (old.ole_file("Workbook", PLAIN[:-20]), "FIX-008"),
    "nothing in it": (old.ole_file("Workbook", b""), "FIX-008"),
    "noise": (old.ole_file("Workbook", made.noise(9_000)), "FIX-008"),
    "only the directory": (made.ole("Root Entry", "Workbook"), "FIX-008"),
    "a sheet that begins elsewhere": (
        old.ole_file("Workbook", PLAIN.replace(PLAIN[PLAIN.index(b"\x85\0") + 4 :][:4], b"\xff\xff\xff\x7f")),
        "FIX-029",
    ),
    "no sheet in .xls": (old.xls(), "FIX-026"),
    "no sheet in .xlsb": (old.xlsb(), "FIX-026"),
    "a part missing": (
        made.packed({n: p for n, p in BINARY.items() if "sheet0" not in n}),
        "FIX-029",
    ),
    "a part cut": (made.packed(BINARY | {"xl/worksheets/sheet0.bin": b"\x81\x01"}), "FIX-029"),
    "a bomb": (made.packed(BINARY | {"xl/worksheets/sheet0.bin": b"\0" * 20_000_000}), "FIX-013"),
    "no main part": (made.packed(BINARY | {"_rels/.rels": made.relations()}), "FIX-018"),
    "too large": (old.xls(*SHEETS) + b"\0" * 20_000_000, "FIX-009"),
    "too many sheets": (old.xlsb(*(("s" + str(n), 0, []) for n in range(201))), "FIX-027"),
}


@pytest.mark.parametrize(("data", "wanted"), REFUSED.values(), ids=REFUSED)
def test_hostile_files_are_refused(data: bytes, wanted: str) -> None:
    assert code(data) == wanted


def test_a_stream_that_claims_to_be_large_is_read_as_long_as_it_is() -> None:
    data = old.ole_file("Workbook", PLAIN, size=2_000_000_000)
    assert len(grid(data).sheets[0].cells) == 33


def test_a_macro_in_an_xlsb_is_told_and_the_type_alone_is_none() -> None:
    found = grid(made.packed(BINARY | {"xl/vbaProject.bin": b"never run"}))
    assert [note.code for note in found.notes] == ["NOTE-002", "EXPLAIN-054", "NOTE-004"]
    assert "NOTE-002" not in [note.code for note in grid(made.packed(BINARY)).notes]


def _multiple(row: int, last: int) -> bytes:
    """A stream with one record of several numbers in a row."""
    data = struct.pack("<HH", row, 0) + bytes(6 * (last + 1)) + struct.pack("<H", last)
    return struct.pack("<HH", 0xBD, len(data)) + data


@pytest.mark.parametrize(
    ("stream", "cell"),
    [
        (old.stream(_far(65_535, 255)), "IV65536"),
        (old.stream(("Form", 0, [(20_000, 0, "x", 0)])), "A20001"),
        (old.stream(("Form", 0, [(20_000, 0, True, 0)])), "A20001"),
        (_multiple(20_000, 3), "D20001"),
    ],
)
def test_a_far_cell_is_found_before_the_reader_sets_room_aside(stream: bytes, cell: str) -> None:
    check_xls(old.stream(_far(19_999, 255)) + _multiple(19_999, 255))
    with pytest.raises(UnreadableError) as caught:
        check_xls(stream)
    assert (caught.value.code, caught.value.facts["cell"]) == ("FIX-020", cell)
