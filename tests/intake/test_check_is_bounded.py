"""`check` ends within its time and memory for the largest that the gate lets through, and just beyond it.

Each file is read by a program of its own under 512 MB of address space. What is measured is the time that
its processors spent: how busy the computer is besides is no property of the file.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import load_edition
from arf_excel.intake.grid import cell_name
from arf_excel.intake.limits import limits
from tests.intake import hostile as made
from tests.intake import old_workbooks as old

SECONDS, MEMORY = 15, 512_000_000
STORED = 0
WIDE = 500


def _filled(cells: int, cell: str) -> str:
    """So many cells, and a few less, in rows that are as wide as may be."""
    return "".join(f"<row>{cell * WIDE}</row>" for _ in range(cells // WIDE))


def _named_cells(cells: int) -> str:
    rows = range(cells // WIDE)
    return "".join(
        "<row>" + "".join(f'<c r="{cell_name((r, c))}"><v>{r}.{c}</v></c>' for c in range(WIDE)) + "</row>"
        for r in rows
    )


def _stored(rows: str, **more: str) -> bytes:
    return made.packed(made.parts(rows, **more), method=STORED)


MOST, TEXTS = limits().cells, limits().strings
ODS_ROWS = '<table:table-row table:number-rows-repeated="1600">{}</table:table-row>'
FILES: dict[str, Callable[[], bytes]] = {
    "as many numbers as may be": lambda: _stored(_filled(MOST, "<c><v>1</v></c>")),
    "as many cells with their names": lambda: made.packed(made.parts(_named_cells(MOST))),
    "formulas": lambda: _stored(_filled(MOST // 2, "<c><f>1</f><v>1</v></c>")),
    "errors": lambda: _stored(_filled(MOST, '<c t="e"><v>#REF!</v></c>')),
    "errors that are new to the reader": lambda: _stored(_filled(MOST // 2, '<c t="e"><v>#SPILL!</v></c>')),
    "numbers that are no day": lambda: _stored(_filled(MOST // 2, '<c s="1"><v>-1e20</v></c>')),
    "an area almost empty": lambda: made.book('<row r="1"/><row r="4000"><c r="SF4000"><v>1</v></c></row>'),
    "empty cells": lambda: _stored("".join(f"<row>{'<c/>' * 200}</row>" for _ in range(20_000))),
    "short texts": lambda: _stored("", strings=f"<si><t>{'a' * 30}</t></si>" * (TEXTS - 1)),
    "empty texts": lambda: _stored("", strings="<si/>" * (TEXTS - 1)),
    "more texts than may be": lambda: _stored("", strings="<si/>" * 2_900_000),
    "one text in many cells": lambda: _stored(
        _filled(1_500, '<c t="s"><v>0</v></c>'), strings=f"<si><t>{'y' * 30_000}</t></si>"
    ),
    "a million attributes": lambda: _stored("<row " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>"),
    "elements within elements": lambda: _stored("<x>" * 2_000_000 + "</x>" * 2_000_000),
    "defined names": lambda: _stored(
        "", book=f"<definedNames>{'<definedName>Form!$A$1</definedName>' * 400_000}</definedNames>"
    ),
    "parts that nobody reads": lambda: made.packed(
        made.parts() | {f"xl/{n}.xml": (made.noise(150_000) + b" " * 2_000_000) * 13 for n in range(4)}
    ),
    "a bomb": lambda: made.bomb(1_000),
    "cells of an open document": lambda: made.ods(
        ODS_ROWS.format(
            '<table:table-cell office:value-type="float" office:value="1" '
            f'table:number-columns-repeated="{WIDE}"/>'
        )
    ),
    "text of an open document": lambda: made.ods(
        ODS_ROWS.format(
            '<table:table-cell office:value-type="string" table:number-columns-repeated="20">'
            f"<text:p>{'z' * 1_500}</text:p></table:table-cell>"
        )
    ),
    "an old workbook of one far cell": lambda: old.xls(("Form", 0, [(65_535, 255, 1.0, 0)])),
    "a binary workbook of one far cell": lambda: old.xlsb(("Form", 0, [(1_048_575, 16_383, 1.0, 0)])),
    "a binary workbook that claims an area": lambda: made.packed(
        old.xlsb_parts(("Form", 0, [(0, 0, 1.0, 0)]), more=old.claimed(0x3FFFFFFF, 16_383))
    ),
    "noise in an old workbook": lambda: old.ole_file("Workbook", made.noise(50_000)),
}


@pytest.mark.deep
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a program")
@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_check_ends_in_time_within_its_memory_and_in_words(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(make())
    code, spent, said = _check(path)
    assert code == 3, said
    assert said.startswith("form.xlsx: could not be read\n  FIX-")
    assert "Traceback" not in said
    assert spent < SECONDS


def _form_with(sheet: str, columns: str, cell: str, folder: Path, last: int = limits().last_row) -> None:
    """A form of ours in which every row below a table is full to the last row that is read."""
    made_at = folder / "blank.xlsx"
    write_form(made_at, shape_of(load_edition()))
    with zipfile.ZipFile(made_at) as blank:
        raw = {info.filename: blank.read(info) for info in blank.infolist()}
    book, links = (str(raw[f"xl/{name}"], "utf-8") for name in ("workbook.xml", "_rels/workbook.xml.rels"))
    [relation] = re.findall(f'<sheet name="{sheet}"[^>]*r:id="([^"]+)"', book)
    [target] = re.findall(f'Id="{relation}"[^>]*Target="([^"]+)"', links)
    text = str(raw[f"xl/{target}"], "utf-8")
    first = 1 + max(map(int, re.findall(r'<row r="([0-9]+)"', text)))
    rows = (
        f'<row r="{n}">' + "".join(cell.format(column=c, row=n) for c in columns) + "</row>"
        for n in range(first, last + 1)
    )
    full = text.replace("</sheetData>", "".join(rows) + "</sheetData>")
    (folder / "form.xlsx").write_bytes(made.packed({**raw, f"xl/{target}": full}))


TYPED = '<c r="{column}{row}" t="str"><v>Bronze {row}, 03/10/2026</v></c>'


@pytest.mark.deep
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a program")
@pytest.mark.parametrize(
    ("sheet", "columns", "last", "told"),
    [
        ("Evidence", "BCDEF", limits().rows, "NOTE-037"),
        ("Evidence", "BCDEF", limits().last_row, "FIX-076"),
        ("Checklist", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", limits().last_row, "NOTE-075"),
        ("Start here", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", limits().last_row, "EXPLAIN-121"),
    ],
    ids=["many rows", "more rows than may be", "a paste over a whole sheet", "a paste beside the form"],
)
def test_a_form_as_full_as_may_be_is_judged_in_time(
    sheet: str, columns: str, last: int, told: str, tmp_path: Path
) -> None:
    _form_with(sheet, columns, TYPED, tmp_path, last)
    code, spent, said = _check(tmp_path / "form.xlsx")
    assert code in (1, 3), said[-500:]
    assert f"\n  {told} " in said
    assert "Traceback" not in said
    assert spent < SECONDS


def _check(path: Path) -> tuple[int, float, str]:
    """The exit code, the seconds of all its processors, and what was printed."""
    import resource

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    out = path.with_suffix(".txt")
    with out.open("wb") as printed:
        program = subprocess.Popen(
            [sys.executable, "-m", "arf_excel", "check", str(path)],
            stdout=printed,
            stderr=subprocess.STDOUT,
            cwd=Path(__file__).parents[2],
            preexec_fn=bound,
        )
        _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    return program.returncode, used.ru_utime + used.ru_stime, out.read_text("utf-8")
