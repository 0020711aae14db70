"""Macros as text, put into a workbook without Excel. The one door to pyOpenVBA, which is young and pinned.

Nothing that reads a return imports this.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from arf_excel.errors import OwnFaultError, UsageError
from arf_excel.shipped import shipped_folder

_TYPES = "[Content_Types].xml"
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def macros_folder() -> Path:
    """The folder `macros`."""
    return shipped_folder("macros")


def modules(topic: str) -> dict[str, str]:
    """Name → source of the modules in a folder of `macros`, in the order of their names.

    ThisWorkbook.cls is the code behind the workbook; a .bas is a module of its own. Only plain ASCII: a
    project keeps its text in the code page of one system.
    """
    files = sorted(macros_folder().joinpath(topic).glob("*.[bc][al]s"))
    if not files:
        raise OwnFaultError(f"There are no macros in the folder macros/{topic}.")
    return {path.stem: path.read_text("ascii") for path in files}


def require_ending(out: Path) -> None:
    """UsageError unless the file is named as a workbook that keeps its macros."""
    if out.suffix.casefold() != ".xlsm":
        raise UsageError(f"{out.name} must end in .xlsm: only such a workbook keeps its macros.")


def with_macros(workbook: Path, sources: Mapping[str, str], made: Path) -> None:
    """Write a copy of an .xlsx to `made` that holds these modules; the same in, the same bytes out."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory(prefix="arf-macros-") as folder:
        plain, whole = Path(folder) / "plain.xlsm", Path(folder) / "whole.xlsm"
        _typed_for_macros(workbook, plain)
        with ExcelFile(plain) as book:
            project = book.add_vba_project()
            documents = set(book.module_names())
            for name, source in sources.items():
                lines = "\r\n".join(source.splitlines()) + "\r\n"
                if name in documents:
                    book.set_module(name, lines)
                else:
                    project.add_module(name, lines)
            book.save(whole)
        made.write_bytes(whole.read_bytes())


def _typed_for_macros(workbook: Path, made: Path) -> None:
    """The same parts with the same dates; the first says that this workbook may hold macros."""
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == _TYPES:
                content = content.replace(_PLAIN, _WITH_MACROS)
            target.writestr(part, content, zipfile.ZIP_DEFLATED, compresslevel=9)
