"""Rules on charts, pictures and other shapes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.package import Fault, Package, repeated

_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def shape_ids(package: Package) -> Iterator[Fault]:
    """No two shapes of a drawing have the same id."""
    for part, shapes in _drawings(package):
        for shape_id in repeated([shape.get("id", "") for shape in shapes]):
            yield Fault("shape-id", part, f"two shapes have the id {shape_id}")


def alt_texts(package: Package) -> Iterator[Fault]:
    """Every shape is described, or marked as decoration."""
    for part, shapes in _drawings(package):
        for shape in shapes:
            decorative = any(mark.get("val") in ("1", "true") for mark in shape.iter(_DECORATIVE))
            if not decorative and not shape.get("descr", "").strip():
                yield Fault("alt-text", part, f"{shape.get('name')!r} has no alternative text")


def _drawings(package: Package) -> Iterator[tuple[str, list[Element]]]:
    for part, root in package.trees.items():
        if part.startswith("xl/drawings/drawing"):
            yield part, list(root.iter(_SHAPE))
