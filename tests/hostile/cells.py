"""Where cells stand: far ones in every spelling, twice, out of order, and their sound twins."""

from __future__ import annotations

import re

from arf_excel.intake.grid import cell_name
from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made
from tests.intake.test_gate_cells import CROOKED, FAR

_FAR_BELOW = {
    "plain": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "in single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "in lower case": '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "with spaces around the row": '<row r=" 1048576 "><c r="A1048576"><v>1</v></c></row>',
    "without a cell's address": '<row r="1048576"><c><v>1</v></c></row>',
    "beyond the grid": '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    "by references": '<row r="104857&#54;"><c r="&#x58;FD104857&#54;"><v>1</v></c></row>',
    "as text": '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "as an error": '<row r="1048576"><c r="A1048576" t="e"><v>#REF!</v></c></row>',
    "as a formula": '<row r="1048576"><c r="A1048576"><f>1+1</f></c></row>',
    "of an empty value": '<row r="1048576"><c r="A1048576"><v/></c></row>',
    "just too far down": '<row r="20001"><c r="A20001"><v>1</v></c></row>',
    "just too far right": '<row r="500"><c r="SG500"><v>1</v></c></row>',
}
_NEAR_BELOW = {
    "style only": '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
    "height only": '<row r="1048576" ht="400" customHeight="1"/>',
    "an address as text": '<row r="500"/>',
}


@each(FAR)
def far_cell_on_a_sheet_of_its_own(rows: str) -> bytes:
    """Every spelling of a far cell, on a sheet that is not part of the form."""
    return plain.packed(plain.with_sheet("Aside", made.sheet(rows)))


@each({name: rows for name, (rows, _) in CROOKED.items() if not name.startswith("string index")})
def crooked_cell(rows: str) -> bytes:
    """A cell that stands crookedly, on a sheet that is not part of the form."""
    return plain.packed(plain.with_sheet("Aside", made.sheet(rows)))


@each(_FAR_BELOW)
def far_cell(rows: str) -> bytes:
    """A cell far below the checklist."""
    return plain.with_rows("how", rows)


@each(_NEAR_BELOW)
def nothing_far_below(rows: str) -> bytes:
    """What a whole column that was coloured leaves behind: no cell holds anything."""
    return plain.with_rows("how", rows)


def far_cell_as_text() -> bytes:
    """An answer about a far cell is an answer."""
    return plain.with_text("'XFD1048576")


def far_cell_in_a_hidden_row() -> bytes:
    """A hidden row holds something far away."""
    return plain.with_rows("how", '<row r="30000" hidden="1"><c r="A30000"><v>1</v></c></row>')


def far_cell_on_the_sheet_of_workings() -> bytes:
    """The sheet of workings is not looked at, so nothing on it can do harm."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return plain.edited(plain.part_of("_work"), ("</sheetData>", far + "</sheetData>"))


def size_that_is_claimed() -> bytes:
    """The sheet says that it is as large as the grid; what it holds counts."""
    part = plain.part_of("Checklist")
    text = re.sub(
        r'<dimension ref="[^"]*"/>', '<dimension ref="A1:XFD1048576"/>', plain.parts()[part].decode()
    )
    return plain.with_part(part, text)


def spans_that_lie() -> bytes:
    """Rows say that they are as wide as the grid."""
    part = plain.part_of("Checklist")
    return plain.with_part(part, re.sub(r' spans="[^"]*"', ' spans="1:16384"', plain.parts()[part].decode()))


def lower_case() -> bytes:
    """Every address of the checklist in lower case."""
    part = plain.part_of("Checklist")
    text = re.sub(r'<c r="([A-Z]+\d+)"', lambda m: m[0].lower(), plain.parts()[part].decode())
    return plain.with_part(part, text)


def single_quotes() -> bytes:
    """Every address of the checklist in single quotes."""
    part = plain.part_of("Checklist")
    return plain.with_part(part, re.sub(r' r="([A-Z]*\d+)"', r" r='\1'", plain.parts()[part].decode()))


def no_addresses() -> bytes:
    """Rows and cells of a sheet without their addresses: each stands behind the one before."""
    part = plain.part_of("Evidence")
    text = plain.parts()[part].decode()
    for row in re.findall(r"<row [^>]*>.*?</row>", text):
        columns = re.findall(r'<c r="([A-Z]+)\d+"', row)
        assert columns == [chr(65 + n) for n in range(len(columns))]
    return plain.with_part(part, re.sub(r'(<row|<c) r="[A-Z]*\d+"', r"\1", text))


def hidden_rows_and_columns() -> bytes:
    """What a filter hides is still an answer."""
    part = plain.part_of("Checklist")
    text = plain.parts()[part].decode().replace("<row ", '<row hidden="1" ')
    return plain.with_part(part, text.replace("<col ", '<col hidden="1" '))


def cell_twice() -> bytes:
    """One cell stands twice, with two answers."""
    return plain.with_cell(how='<c r="@" t="str"><v>one</v></c><c r="@" t="str"><v>other</v></c>')


def cell_out_of_order() -> bytes:
    """A cell stands before one to its left."""
    return plain.with_cell(how='<c r="Z5"><v>1</v></c><c r="@" s="$" t="str"><v>x</v></c>')


def row_twice() -> bytes:
    """The last row comes again."""
    part = plain.part_of("Checklist")
    last = re.findall(r"<row .*?</row>", plain.parts()[part].decode())[-1]
    return plain.with_rows("how", last)


def text_in_a_merged_cell() -> bytes:
    """Merged cells in which the covered one holds an answer too: what is there is read."""
    return plain.with_more("how", '<mergeCells count="1"><mergeCell ref="E5:F5"/></mergeCells>')


def very_many_cells() -> bytes:
    """810,000 filled cells on a sheet of their own."""
    numbers = made.noise(4 * 810_000)
    cells = [f"<c><v>{int.from_bytes(numbers[n : n + 4], 'big')}</v></c>" for n in range(0, len(numbers), 4)]
    rows = "".join(f"<row>{''.join(cells[n : n + 450])}</row>" for n in range(0, len(cells), 450))
    return plain.packed(plain.with_sheet("Aside", made.sheet(rows)))


def very_large_rectangle() -> bytes:
    """One cell as far away as may be: a reader sets room aside for all between."""
    rows = '<row r="20000"><c r="SF20000"><v>1</v></c></row>'
    return plain.packed(plain.with_sheet("Aside", made.sheet(rows)))


def blank_cells_without_end() -> bytes:
    """200,000 coloured cells with nothing in them."""
    columns = [cell_name((0, n))[:-1] for n in range(200)]
    lines = ("".join(f'<c r="{column}{n}" s="1"/>' for column in columns) for n in range(100, 1_100))
    rows = "".join(f'<row r="{n}">{line}</row>' for n, line in enumerate(lines, 100))
    return plain.with_rows("how", rows)
