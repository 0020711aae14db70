"""A stranger's workbook under the lint: through the gate first, so that nothing in it does harm."""

from __future__ import annotations

from arf_excel.intake.gate import check_workbook_type, content_types, is_open_document, pass_gate
from arf_excel.workbook.lint import Fault, faults


def lint(data: bytes, name: str) -> list[Fault] | None:
    """What is wrong with a workbook; None for an OpenDocument one, which the lint does not read.

    Raises UnreadableError where the gate does, and for what is no workbook of the usual kind.
    """
    package = pass_gate(data, name)
    if is_open_document(package):
        return None
    for kind in content_types(package).values():
        if kind.endswith("main+xml") or "sheet.binary" in kind:
            check_workbook_type(kind)
    return faults(data)
