"""A worksheet of XlsxWriter that leaves rows free to grow, and stores a formula that is filled down once."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

Cell = tuple[int, int]
"""Row and column from 0."""


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose measured row heights still grow when people type, as those that Excel saves do.

    XlsxWriter marks every height as custom, and Excel leaves a custom height as it is. It also searches
    every formula for some thirty newer functions, half of the time that a form takes; ours have none (the
    lint sees to that).
    """

    def __init__(self) -> None:
        super().__init__()
        self._at: Cell = (0, 0)
        self.shared: dict[Cell, tuple[int, str]] = {}
        """Cell → the number of its shared formula, and the area for the first cell of it."""

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        self._at = (row, col)
        super()._write_cell(row, col, cell)

    def _xml_formula_element(self, formula: str, result: Any, attributes: Any = ()) -> None:
        # XlsxWriter takes the text '#N/A' for the error; what our formulas come to is never one
        attributes = [("t", "str") if pair == ("t", "e") else pair for pair in attributes]
        if self._at not in self.shared:
            super()._xml_formula_element(formula, result, attributes)
            return
        number, over = self.shared[self._at]
        self._xml_start_tag("c", attributes)
        more = [("t", "shared"), *([("ref", over)] if over else []), ("si", number)]
        self._xml_data_element("f", formula if over else "", more)
        self._xml_data_element("v", result)
        self._xml_end_tag("c")

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        if tag == "row" and attributes:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
