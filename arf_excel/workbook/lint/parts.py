"""Rules on the parts of the file: each can be read, has a type, and every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.grid import MAIN
from arf_excel.workbook.lint.package import LINK, TYPES, WORKBOOK, Fault, Package
from arf_excel.workbook.lint.places import repeated

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_KINDS = {
    WORKBOOK: ("sheet.main+xml", "sheet.macroEnabled.main+xml"),
    "xl/styles.xml": ("styles+xml",),
    "xl/sharedStrings.xml": ("sharedStrings+xml",),
    "xl/worksheets/": ("worksheet+xml",),
    "xl/tables/": ("table+xml",),
    "xl/drawings/drawing": ("drawing+xml",),
    "xl/charts/chart": ("chart+xml",),
    "xl/comments": ("comments+xml",),
    "xl/drawings/vmlDrawing": ("vmlDrawing",),
}


def well_formed(package: Package) -> Iterator[Fault]:
    """Every part that should be XML is XML, and the parts without which there is no workbook are there."""
    for part, why in package.broken.items():
        yield Fault("well-formed", part, why)
    for part in (TYPES, "_rels/.rels", WORKBOOK):
        if part not in package.parts:
            yield Fault("well-formed", part, "is missing")
    root = package.trees.get(WORKBOOK)
    if root is not None and root.tag != MAIN + "workbook":
        yield Fault("well-formed", WORKBOOK, "is not written as Excel's usual kind of workbook is")


def content_types(package: Package) -> Iterator[Fault]:
    """Every part has the content type of what it is, and every type named belongs to a part."""
    root = package.trees.get(TYPES)
    if root is None:
        return
    defaults = {each.get("Extension", "").casefold(): each for each in root.iter(_TYPES + "Default")}
    named = [each.get("PartName", "").lstrip("/") for each in root.iter(_TYPES + "Override")]
    overrides = dict(zip(named, root.iter(_TYPES + "Override"), strict=True))
    for part in repeated(named):
        yield Fault("content-type", part, "has two content types")
    for part in named:
        if part not in package.parts:
            yield Fault("content-type", part, "has a content type but is not in the file")
    for part in sorted(package.parts - {TYPES}):
        given = overrides.get(part, defaults.get(part.rpartition(".")[2].casefold()))
        yield from _type_faults(part, "" if given is None else given.get("ContentType", ""))


def _type_faults(part: str, given: str) -> Iterator[Fault]:
    if not given:
        yield Fault("content-type", part, "has no content type")
    for start, kinds in _KINDS.items():
        if part.startswith(start) and not part.endswith(".rels") and not given.endswith(kinds):
            yield Fault("content-type", part, f"has the content type {given!r}, not one of {kinds[0]!r}")


def relationships(package: Package) -> Iterator[Fault]:
    """Every link has an id of its own and a part to lead to; every link used in a part is there."""
    for part in ("", *package.trees):
        links = package.relationships(part)
        for link_id in repeated([link.id for link in links]):
            yield Fault("relationship", part, f"has two relationships with the id {link_id}")
        for link in links:
            if not link.external and link.target not in package.parts:
                yield Fault("relationship", part, f"leads to {link.target}, which is not in the file")
        known = {link.id for link in links}
        for link_id in sorted(_used(package, part) - known):
            yield Fault("relationship", part, f"uses the relationship {link_id}, which does not exist")


def _used(package: Package, part: str) -> set[str]:
    """The ids of the relationships that a part uses."""
    if part not in package.trees or part.endswith(".rels"):
        return set()
    sheet = next((sheet for sheet in package.sheets if sheet.part == part), None)
    elements: Iterable[Element] = sheet.around if sheet else package.trees[part].iter()
    return {
        value
        for element in elements
        for key, value in element.items()
        if key.startswith(LINK) and key != LINK + "idcs"
    }


def macros(package: Package) -> Iterator[Fault]:
    """Nothing in the workbook can run."""
    for part in sorted(package.parts):
        if "vbaproject" in part.lower() or part.lower().startswith("xl/macrosheets/"):
            yield Fault("macro", part, "holds macros; leave them out of what other people open")
