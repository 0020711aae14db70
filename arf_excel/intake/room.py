"""How much room a workbook's cells may take: far cells and sheer number are findings, not crashes."""

from __future__ import annotations

from arf_excel.errors import UnreadableError
from arf_excel.intake.grid import Place, cell_name
from arf_excel.intake.limits import limits, megabytes


class Room:
    """Counts the cells of one workbook, sheet by sheet."""

    def __init__(self) -> None:
        self.cells = 0
        self.area = 0
        self.text = 0

    def take(self, sheet: str, cells: int, last: Place, text: int) -> None:
        """Take in a sheet of so many cells that hold something; `last` is its last row and column."""
        self.cells += cells
        self.area += (last[0] + 1) * (last[1] + 1)
        self.text += text
        if self.text > limits().text_bytes:
            raise too_much_text(sheet)
        if self.cells > limits().cells or self.area > limits().area:
            raise UnreadableError("FIX-044", sheet=sheet, limit=limits().cells)


def is_near(place: Place) -> bool:
    """Whether a cell lies within the rows and columns that a form could use."""
    return place[0] < limits().last_row and place[1] < limits().last_column


def too_much_text(sheet: str) -> UnreadableError:
    return UnreadableError("FIX-045", sheet=sheet, limit_mb=megabytes(limits().text_bytes))


def far(cell: str) -> UnreadableError:
    last = cell_name((limits().last_row - 1, limits().last_column - 1))
    return UnreadableError("FIX-020", cell=cell, last=last)
