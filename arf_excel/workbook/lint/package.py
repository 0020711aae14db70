"""A workbook file as the rules see it: parts, relationships, sheets, tables, texts."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from arf_excel.workbook.lint.grid import MAIN, Grid, read_grid, text_of
from arf_excel.workbook.lint.looks import Looks, read_looks
from arf_excel.workbook.lint.places import Area, area, repeated

LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
"""What zipfile and expat raise for a damaged part, or one in an encoding that nobody knows."""
_XML = (".xml", ".rels", ".vml")

WORKBOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
THEME, TYPES = "xl/theme/theme1.xml", "[Content_Types].xml"


@dataclass(frozen=True)
class Fault:
    """A rule that is broken, where (a sheet and a cell, or a part of the file), and how."""

    rule: str
    where: str
    message: str


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another; `target` is a part's name, or an address outside the file."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Sheet:
    """A worksheet. `number` is its place in the workbook, from 0."""

    name: str
    part: str
    root: Element
    number: int = 0
    shown: bool = True
    texts: list[str] = field(default_factory=list)

    @cached_property
    def grid(self) -> Grid:
        return read_grid(self.root, self.texts)

    @cached_property
    def around(self) -> list[Element]:
        """Every element that is not inside the table of cells."""
        return [element for child in self.root if child.tag != MAIN + "sheetData" for element in child.iter()]

    @cached_property
    def _by_tag(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.around:
            found.setdefault(element.tag, []).append(element)
        return found

    def find(self, tag: str) -> list[Element]:
        return self._by_tag.get(MAIN + tag, [])

    def at(self, address: str) -> str:
        """How a fault names a place in it."""
        return f"{self.name} {address}".strip()


@dataclass(frozen=True)
class Table:
    """An Excel table and the sheet it is on."""

    sheet: Sheet
    part: str
    root: Element

    @property
    def name(self) -> str:
        return self.root.get("displayName", "")

    @cached_property
    def columns(self) -> list[str]:
        return [column.get("name", "") for column in self.root.iter(MAIN + "tableColumn")]

    @cached_property
    def area(self) -> Area | None:
        return area(self.root.get("ref", ""))

    @property
    def has_header(self) -> bool:
        return self.root.get("headerRowCount", "1") != "0"

    @property
    def where(self) -> str:
        return self.sheet.at(self.name)


@dataclass(frozen=True)
class Package:
    """The parts of a workbook file; `trees` has those that are well formed, `broken` why others are not."""

    parts: frozenset[str]
    trees: Mapping[str, Element]
    broken: Mapping[str, str]

    def relationships(self, part: str) -> list[Relationship]:
        """The links that go out from a part; '' is the whole file."""
        folder, name = posixpath.split(part)
        root = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return [] if root is None else [_relationship(folder, each) for each in root.iter(_RELATIONSHIP)]

    @cached_property
    def sheet_names(self) -> list[str]:
        return [each.get("name", "") for each in self._listed("sheet")]

    @cached_property
    def names(self) -> list[Element]:
        """The definitions of names."""
        return self._listed("definedName")

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The worksheets that can be read, in the workbook's order."""
        places = {link.id: link.target for link in self.relationships(WORKBOOK) if link.kind == "worksheet"}
        found = []
        for number, each in enumerate(self._listed("sheet")):
            part = places.get(each.get(LINK + "id", ""), "")
            if part in self.trees:
                shown = each.get("state", "visible") == "visible"
                root, name = self.trees[part], each.get("name", "")
                found.append(Sheet(name, part, root, number, shown, self.texts))
        return found

    @cached_property
    def first(self) -> int:
        """The number of the first sheet that people see."""
        states = [each.get("state", "visible") for each in self._listed("sheet")]
        return states.index("visible") if "visible" in states else 0

    @cached_property
    def shown(self) -> list[Sheet]:
        """The sheets that people see."""
        return [sheet for sheet in self.sheets if sheet.shown]

    @cached_property
    def tables(self) -> list[Table]:
        return [
            Table(sheet, link.target, self.trees[link.target])
            for sheet in self.sheets
            for link in self.relationships(sheet.part)
            if link.kind == "table" and link.target in self.trees
        ]

    @cached_property
    def texts(self) -> list[str]:
        """The shared strings."""
        root = self.trees.get(TEXTS)
        return [] if root is None else [text_of(item) for item in root.iter(MAIN + "si")]

    @cached_property
    def looks(self) -> Looks:
        return read_looks(self.trees.get(STYLES), self.trees.get(THEME))

    def _listed(self, tag: str) -> list[Element]:
        root = self.trees.get(WORKBOOK)
        return [] if root is None else list(root.iter(MAIN + tag))


def read_package(source: Path | str | bytes) -> Package:
    """Open a workbook file, or its bytes; raises BadZipFile when it is none."""
    trees: dict[str, Element] = {}
    broken: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        broken.update(dict.fromkeys(repeated(names), "is in the file twice"))
        for name in names:
            if name.lower().endswith(_XML):
                try:
                    trees[name] = ElementTree.fromstring(archive.read(name))
                except ElementTree.ParseError as error:
                    broken[name] = f"is not well-formed XML: {error}"
                except _UNREADABLE as error:
                    broken[name] = f"cannot be read: {error}"
    return Package(frozenset(names), trees, broken)


def _relationship(folder: str, element: Element) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)
