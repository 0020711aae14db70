"""What is read in a worker process only: old formats and protected workbooks, besides all others."""

from __future__ import annotations

from arf_excel.intake import kinds
from arf_excel.intake.gate import is_open_document, pass_gate, refuse_large
from arf_excel.intake.grid import Grid
from arf_excel.intake.old_formats import Skip, is_binary, read_xls, read_xlsb
from arf_excel.intake.passwords import unlocked
from arf_excel.intake.read import read_package
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable


def read_apart(data: bytes, file: str, passwords: tuple[str, ...] = ()) -> Submission | Unreadable:
    """Read one returned file of any kind that there is; its SHA-256 is that of the file as it was sent."""

    def read(data: bytes, name: str, skip: Skip) -> Grid:
        return read_any(data, name, skip, passwords)

    return read_return(data, file, read)


def read_any(data: bytes, name: str, skip: Skip, passwords: tuple[str, ...] = ()) -> Grid:
    """As `read_grid`, and .xls, .xlsb and what has a password too."""
    refuse_large(data)
    what = kinds.refuse(data, name).code if data.startswith(kinds.OLE) else ""
    if what == kinds.OLD_WORKBOOK:
        return read_xls(data, skip, passwords)
    if what == kinds.PASSWORD:
        data = unlocked(data, passwords)
    package = pass_gate(data, name)
    if not is_open_document(package) and is_binary(package):
        return read_xlsb(package, skip)
    return read_package(package, skip)
