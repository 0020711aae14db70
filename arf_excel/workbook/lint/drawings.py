"""Rules on charts, pictures and other shapes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.package import Fault, Package
from arf_excel.workbook.lint.places import repeated

_SHEET_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_SHAPE = _SHEET_DRAWING + "cNvPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def shape_ids(package: Package) -> Iterator[Fault]:
    """No two shapes of a drawing have the same id."""
    for part, root in _drawings(package):
        for shape_id in repeated([shape.get("id", "") for shape in root.iter(_SHAPE)]):
            yield Fault("shape-id", part, f"two shapes have the id {shape_id}")


def alt_texts(package: Package) -> Iterator[Fault]:
    """Every shape is described, or marked as decoration."""
    for part, root in _drawings(package):
        for shape in root.iter(_SHAPE):
            decorative = any(mark.get("val") in ("1", "true") for mark in shape.iter(_DECORATIVE))
            if not decorative and not shape.get("descr", "").strip():
                yield Fault("alt-text", part, f"{shape.get('name')!r} has no alternative text")


def chart_tables(package: Package) -> Iterator[Fault]:
    """The alternative text of a chart points to the table that says the same, since its figures change."""
    for part, root in _drawings(package):
        for frame in root.iter(_SHEET_DRAWING + "graphicFrame"):
            shape = frame.find(f"{_SHEET_DRAWING}nvGraphicFramePr/{_SHAPE}")
            text = "" if shape is None else shape.get("descr", "")
            if text.strip() and "table" not in text.casefold():
                yield Fault("chart-table", part, "has a chart whose alternative text names no table")


def text_boxes(package: Package) -> Iterator[Fault]:
    """No words float above the cells."""
    for part, root in _drawings(package):
        for shape in root.iter(_SHEET_DRAWING + "sp"):
            if shape.find(_SHEET_DRAWING + "txBody") is not None:
                yield Fault("text-box", part, "has a box of text that floats above the cells")


def _drawings(package: Package) -> Iterator[tuple[str, Element]]:
    for part, root in package.trees.items():
        if part.startswith("xl/drawings/drawing"):
            yield part, root
