"""Whatever happens to a file on its way, it is read or refused in words; nothing else."""

from __future__ import annotations

import random

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Grid
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made
from tests.intake.hostile import written


def _grid_or_finding(data: bytes) -> Grid | str:
    try:
        return read_grid(data, "f")
    except UnreadableError as fault:
        return fault.code


def test_every_cut_file_is_a_grid_or_a_finding() -> None:
    for data in (written(made.ordinary), made.ods("<table:table-row/>")):
        for end in range(0, len(data), max(1, len(data) // 120)):
            assert isinstance(_grid_or_finding(data[:end]), str)


@pytest.mark.parametrize("stored", [True, False])
def test_every_mutant_is_a_grid_or_a_finding(stored: bool) -> None:
    """Also with sums put right, so that the mutants reach the XML and the reader."""
    contents = made.rich_parts() | {"xl/worksheets/sheet1.xml": _busy_sheet()}
    chance = random.Random(20_261_121)
    for _ in range(300):
        if stored:
            data = bytearray(made.packed(contents))
            data[chance.randrange(len(data))] = chance.randrange(256)
            _grid_or_finding(bytes(data))
        else:
            name = chance.choice(sorted(contents))
            text = contents[name]
            part = bytearray(text.encode() if isinstance(text, str) else text)
            part[chance.randrange(len(part))] = chance.randrange(256)
            _grid_or_finding(made.packed(contents | {name: bytes(part)}, method=0))


def _busy_sheet() -> str:
    line = (
        '<c r="A{0}" t="s"><v>1</v></c><c r="B{0}" s="1"><f>A{0}</f><v>45352</v></c>'
        '<c r="C{0}" t="e"><v>#REF!</v></c><c r="D{0}" t="inlineStr"><is><t>x</t></is></c>'
    )
    rows = "".join(f'<row r="{number}">{line.format(number)}</row>' for number in range(1, 6))
    return f'<worksheet xmlns="{made.MAIN}">{made.sheet_data(rows)}</worksheet>'
