"""Cells in wrong places are refused in every spelling, and their sound twins are read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Place
from arf_excel.intake.read import read_grid
from tests.intake import hostile as made

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def finding(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read_grid(data, "form.xlsx")
    return caught.value


def _cell(address: str, row: str = "1") -> str:
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


FAR = {
    "last cell of the grid": _cell("XFD1048576", "1048576"),
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "lower case": _cell("xfd1048576", "1048576"),
    "a letter as a reference": _cell("&#88;FD1048576", "1048576"),
    "first row beyond": _cell("A20001", "20001"),
    "first column beyond": _cell("SG1"),
    "missing r in a far row": '<row r="1048576"><c><v>1</v></c></row>',
    "missing r after many columns": '<row r="1">' + "<c/>" * 500 + "<c><v>1</v></c></row>",
    "beyond the grid by column": _cell("XFE1"),
    "beyond the grid by row": _cell("A1048577", "1048577"),
    "last cell of the grid in quotes and lower case": "<row r='1048576'><c r='xfd1048576'><v>1</v></c></row>",
    "digits as references": '<row r="&#49;048576"><c r="A&#49;048576"><v>1</v></c></row>',
    "spaces around the row": '<row r=" 1048576 "><c r="A1048576"><v>1</v></c></row>',
    "line ends between": '<row\n r = "1048576"\n><c\tr\n=\n"XFD1048576"\n><v\n>1</v\n></c\n></row\n>',
    "a row that goes on from a far one": '<row r="1048575"/><row><c><v>1</v></c></row>',
    "a cell that goes on from a far one": '<row r="1"><c r="XFC1"/><c><v>1</v></c></row>',
    "rows without number": "<row/>" * 20_000 + "<row><c><v>1</v></c></row>",
    "an error": '<row r="30000"><c r="A30000" t="e"><v>#REF!</v></c></row>',
    "an empty value": '<row r="30000"><c r="A30000"><v/></c></row>',
    "beyond the grid without r": '<row r="1048577"><c><v>1</v></c></row>',
    "four letters": _cell("AAAA1"),
    "absurd": _cell("A99999999999999999999"),
    "absurd column": _cell("AAAAAAAAAA1"),
    "absurd row": '<row r="99999999999999"/>',
    "text inside the cell": '<row r="30000"><c r="A30000" t="inlineStr"><is><t>x</t></is></c></row>',
    "a formula without a value": '<row r="30000"><c r="A30000"><f>1+1</f></c></row>',
    "a value of another namespace": '<row r="30000"><c r="A30000"><v xmlns="urn:x">1</v></c></row>',
}
CROOKED = {
    "leading space": (_cell(" A1"), "FIX-022"),
    "trailing space": (_cell("A1 "), "FIX-022"),
    "a far cell behind a space": (_cell(" XFD1048576", "1048576"), "FIX-022"),
    "row and column": (_cell("R1C1"), "FIX-022"),
    "a range": (_cell("A1:B2"), "FIX-022"),
    "with its sheet": (_cell("Form!A1"), "FIX-022"),
    "below nought": (_cell("A-1"), "FIX-022"),
    "full-width letters": (_cell("Ａ1"), "FIX-022"),
    "nothing": (_cell(""), "FIX-022"),
    "inner space": (_cell("A 1"), "FIX-022"),
    "dollar": (_cell("$A$1"), "FIX-022"),
    "no row": (_cell("A"), "FIX-022"),
    "row nought": (_cell("A0"), "FIX-022"),
    "other digits": (_cell("A١"), "FIX-022"),
    "cell in another row": (_cell("A7"), "FIX-022"),
    "rows out of order": (_cell("A5", "5") + _cell("A1"), "FIX-022"),
    "cell twice": ('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', "FIX-022"),
    "row twice": (_cell("A1") + _cell("B1"), "FIX-022"),
    "a row of another namespace": ('<row xmlns="urn:x"/>' + ROW, "FIX-022"),
    "a cell of another namespace": ('<row r="1"><c xmlns="urn:x" r="XFD1"><v>1</v></c></row>', "FIX-024"),
    "hidden text": ('<row r="1"><c r="A1" t="str"><v><![CDATA[x]]></v></c></row>', "FIX-024"),
    "a comment in a number": ('<row r="1"><c r="A1"><v>1<!-- x -->2</v></c></row>', "FIX-024"),
    "string index too high": ('<row r="1"><c r="A1" t="s"><v>2</v></c></row>', "FIX-021"),
    "string index below nought": ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "FIX-021"),
    "string index is a word": ('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', "FIX-021"),
    "a yes or no that is neither": ('<row r="1"><c r="A1" t="b"><v>x</v></c></row>', "FIX-029"),
    "an unknown kind of cell": ('<row r="1"><c r="A1" t="zzz"><v>x</v></c></row>', "FIX-029"),
}


@pytest.mark.parametrize("rows", FAR.values(), ids=FAR)
def test_a_far_cell_is_refused_in_every_spelling(rows: str) -> None:
    fault = finding(made.book(rows))
    assert (fault.code, fault.facts["sheet"]) == ("FIX-020", "Form")


def test_a_far_cell_with_a_prefix_is_refused() -> None:
    rows = '<x:sheetData><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    text = f'<x:worksheet xmlns:x="{made.MAIN}">{rows}</x:worksheet>'
    fault = finding(made.book("", whole_sheet=text))
    assert (fault.code, fault.facts["cell"]) == ("FIX-020", "XFD1048576")


@pytest.mark.parametrize(("rows", "code"), CROOKED.values(), ids=CROOKED)
def test_crooked_cells_are_refused(rows: str, code: str) -> None:
    assert finding(made.book(rows)).code == code


def test_too_many_cells_are_refused() -> None:
    row = "".join(f'<row r="{r}">' + "<c><v>1</v></c>" * 400 + "</row>" for r in range(1, 2_002))
    assert finding(made.packed(made.parts(row), method=0)).code == "FIX-044"


def test_too_large_an_area_is_refused() -> None:
    rows = _cell("A1") + _cell("SF4001", "4001")
    assert finding(made.book(rows)).code == "FIX-044"


def test_too_many_texts_are_refused() -> None:
    assert finding(made.packed(made.parts(ROW, strings="<si/>" * 300_001), method=0)).code == "FIX-056"


def test_a_long_text_shown_by_many_cells_is_refused() -> None:
    long = "<si><t>" + made.noise(60_000).hex() + "</t></si>"
    rows = '<row r="1">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    rows += '<row r="2">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    rows += '<row r="3">' + '<c t="s"><v>0</v></c>' * 200 + "</row>"
    assert finding(made.book(rows, strings=long)).code == "FIX-045"


TWINS = {
    "style only, far": (ROW + '<row r="1048576"><c r="XFD1048576" s="1"/></row>', {(0, 0): 1.0}),
    "single quotes": ("<row r='2'><c r='B2'><v>3</v></c></row>", {(1, 1): 3.0}),
    "lower case": (_cell("c2", "2"), {(1, 2): 1.0}),
    "no r at all": (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>",
        {(0, 0): 1.0, (0, 1): 2.0, (1, 1): 3.0},
    ),
    "r missing in a later cell": (
        '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row>',
        {(2, 1): 1.0, (2, 2): 2.0},
    ),
    "last place allowed": (_cell("SF4000", "4000"), {(3_999, 499): 1.0}),
    "last string": ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', {(0, 0): "second"}),
    "pretty printed": ('<row r="1">\n <c r="A1" t="s">\n  <v>1</v>\n </c>\n</row>', {(0, 0): "second"}),
    "string without index": (
        '<row r="1"><c r="A1" t="s"><v></v></c><c r="B1"><v>7</v></c></row>',
        {(0, 1): 7.0},
    ),
}


@pytest.mark.parametrize(("rows", "cells"), TWINS.values(), ids=TWINS)
def test_sound_twins_are_read(rows: str, cells: dict[Place, float | str]) -> None:
    assert read_grid(made.book(rows), "any").sheets[0].cells == cells


def test_a_prefix_is_read() -> None:
    rows = '<x:sheetData><x:row r="2"><x:c r="B2"><x:v>4</x:v></x:c></x:row></x:sheetData>'
    text = f'<x:worksheet xmlns:x="{made.MAIN}">{rows}<x:oddFooter>&amp;C9</x:oddFooter></x:worksheet>'
    assert read_grid(made.book("", whole_sheet=text), "f").sheets[0].cells == {(1, 1): 4.0}


@pytest.mark.parametrize("count", ["99999999999999999999", "4294967295", "-1", "x"])
def test_claimed_counts_reserve_no_memory(count: str) -> None:
    """Run apart, for a reader that believes such a count takes the whole program down."""
    program = (
        "import sys, resource\n"
        "resource.setrlimit(resource.RLIMIT_AS, (2 ** 30, 2 ** 30))\n"
        "from arf_excel.errors import UnreadableError\n"
        "from arf_excel.intake.read import read_grid\n"
        "try: read_grid(sys.stdin.buffer.read(), 'f')\n"
        "except UnreadableError: pass\n"
    )
    pytest.importorskip("resource")
    contents = made.parts(
        whole_sheet=made.sheet(ROW).replace("<sheetData", f'<dimension ref="A1:XFD{count}"/><sheetData')
    )
    contents["xl/sharedStrings.xml"] = f'<sst xmlns="{made.MAIN}" count="{count}" uniqueCount="{count}"/>'
    contents["xl/styles.xml"] = made.STYLES.replace("<cellXfs", f'<cellXfs count="{count}"')
    ran = subprocess.run(
        [sys.executable, "-c", program], input=made.packed(contents), capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
