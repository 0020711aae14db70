"""A copy of a review pack with macros that help panel members; the pack itself stays as it is."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from arf_excel.collation.words import group
from arf_excel.errors import UnreadableError, UsageError
from arf_excel.intake.gate import has_macros, pass_gate
from arf_excel.intake.ooxml import Outline, outline, read_book
from arf_excel.intake.package import Package
from arf_excel.workbook.macros import modules, require_ending, with_macros
from arf_excel.workbook.save import replace_file

MACROS = "panel"
"""The folder of `macros`."""
_MAIN, _CORE = "xl/workbook.xml", "docprops/core.xml"
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_CATEGORY = re.compile(rb"<cp:category>arf-excel ([a-z-]+)</cp:category>")
_QUOTED = re.compile("'[^']*'")
_CODE_NAME = re.compile(rb"(<(?:\w+:)?(?:workbookPr|sheetPr)\b[^>]*?)\s+codeName=(?:\"[^\"]*\"|'[^']*')")
_NAMED = (_MAIN, "xl/worksheets/sheet", "xl/chartsheets/sheet")


def panel_copy(pack: Path, out: Path) -> None:
    """Write a copy of the review pack `pack`, with the macros for panel members, to `out`, an .xlsm.

    The same pack gives the same bytes. UsageError when `pack` is no review pack as collate writes it,
    or `out` has another ending or is the pack.
    """
    require_ending(out)
    if out.resolve() == pack.resolve():
        raise UsageError("The copy cannot take the place of the review pack. Give the copy another name.")
    data = _bytes_of(pack)
    _require_pack(data, pack.name)
    sources = modules(MACROS)

    def write(temporary: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="arf-panel-") as folder:
            plain = Path(folder) / "pack.xlsx"
            plain.write_bytes(_without_code_names(data))
            with_macros(plain, sources, temporary)

    replace_file(out, write)


def _bytes_of(pack: Path) -> bytes:
    if pack.is_dir():
        raise UsageError(f"'{pack.name or pack}' is a folder. Name the review-pack.xlsx in it.")
    try:
        return pack.read_bytes()
    except FileNotFoundError:
        raise UsageError(
            f"There is no file '{pack.name}'. Name the review-pack.xlsx that collate wrote."
        ) from None
    except OSError:
        raise UsageError(f"{pack.name} could not be read. Close it where it is open and try again.") from None


def _require_pack(data: bytes, name: str) -> None:
    try:
        package = pass_gate(data, name)
        plan = outline(package)
        names = [each.refers_to for each in read_book(package).names]
        kind = _CATEGORY.search(package.read(_CORE)) if _CORE in package else None
    except UnreadableError:
        raise UsageError(
            f"{name} cannot be read as a workbook: it may be damaged, or locked with a password. "
            "Save it as an Excel workbook (.xlsx) without a password, or collate again."
        ) from None
    if kind is None or kind[1].decode("ascii") != group("kinds")["review_pack"] or plan.part != _MAIN:
        raise UsageError(f"{name} is not a review pack. Name the review-pack.xlsx that collate wrote.")
    if _could_run(package, plan, names):
        raise UsageError(
            f"{name} holds macros, or names that work something out, and no review pack comes with them. "
            "Name the review-pack.xlsx as collate wrote it, and find out how they came into this one."
        )


def _could_run(package: Package, plan: Outline, names: Iterable[str]) -> bool:
    """Whether the pack brings anything of its own that Excel runs in an .xlsm and in no .xlsx.

    That is VBA, sheets of the old macro language, and names that call its functions.
    """
    kinds = {relation.kind.casefold() for relation in plan.relations.values()}
    return (
        plan.kind != _PLAIN
        or has_macros(package, plan.types)
        or any("macro" in kind or kind in {"vbaproject", "dialogsheet"} for kind in kinds)
        or any("(" in _QUOTED.sub("", text) for text in names)
    )


def _without_code_names(data: bytes) -> bytes:
    """Excel's editor names sheets for code, which a pack has none of; names of its own would not fit ours."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.startswith(_NAMED):
                content = _CODE_NAME.sub(rb"\1", content, count=1)
            target.writestr(part, content)
    return made.getvalue()
