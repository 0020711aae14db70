"""A workbook file as the rules see it: parts, relationships, sheets, tables, texts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_XML = (".xml", ".rels", ".vml")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

WORKBOOK, STYLES, TEXTS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Fault:
    """Something that Excel would repair, or that programs read differently: which rule, where, what."""

    rule: str
    part: str
    message: str


@dataclass(frozen=True)
class Area:
    """Rows and columns from 1, all included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

    def meets(self, other: Area) -> bool:
        return not (
            self.bottom < other.top
            or other.bottom < self.top
            or self.right < other.left
            or other.right < self.left
        )


@dataclass(frozen=True)
class Relationship:
    """A link from one part to another; `target` is a part's name, or an address outside the file."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Sheet:
    """A worksheet and where it is."""

    name: str
    part: str
    root: Element

    @cached_property
    def cells(self) -> dict[str, Element]:
        """The cell elements by their address."""
        return {cell.get("r", ""): cell for cell in self.root.iter(MAIN + "c")}

    @cached_property
    def around(self) -> list[Element]:
        """Every element that is not inside the table of cells."""
        return [element for child in self.root if child.tag != MAIN + "sheetData" for element in child.iter()]

    def find(self, tag: str) -> list[Element]:
        return [element for element in self.around if element.tag == MAIN + tag]


@dataclass(frozen=True)
class Table:
    """An Excel table and the sheet it is on."""

    sheet: Sheet
    part: str
    root: Element

    @property
    def name(self) -> str:
        return self.root.get("displayName", "")

    @property
    def columns(self) -> list[str]:
        return [column.get("name", "") for column in self.root.iter(MAIN + "tableColumn")]

    @property
    def area(self) -> Area | None:
        return area(self.root.get("ref", ""))


@dataclass(frozen=True)
class Package:
    """The parts of a workbook file; `trees` has those that are well formed, `broken` why others are not."""

    parts: Mapping[str, bytes]
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
        places = {link.id: link.target for link in self.relationships(WORKBOOK)}
        listed = self._listed("sheet")
        found = [(each.get("name", ""), places.get(each.get(LINK + "id", ""), "")) for each in listed]
        return [Sheet(name, part, self.trees[part]) for name, part in found if part in self.trees]

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

    def shown(self, cell: Element) -> str | None:
        """The text of a cell that holds a text, as it would be shown."""
        if cell.get("t") == "inlineStr":
            return text_of(cell)
        value = cell.findtext(MAIN + "v")
        if cell.get("t") == "s" and value is not None:
            return self.texts[int(value)] if value.isdigit() and int(value) < len(self.texts) else None
        return value

    def _listed(self, tag: str) -> list[Element]:
        root = self.trees.get(WORKBOOK)
        return [] if root is None else list(root.iter(MAIN + tag))


def read_package(source: Path | str | bytes) -> Package:
    """Open a workbook file, or its bytes; raises BadZipFile when it is none."""
    with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    trees: dict[str, Element] = {}
    broken: dict[str, str] = {}
    for name, content in parts.items():
        if name.endswith(_XML):
            try:
                trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                broken[name] = str(error)
    return Package(parts, trees, broken)


def text_of(item: Element) -> str:
    """The text of a shared or inline string, its runs joined."""
    return "".join(piece.text or "" for piece in item.iter(MAIN + "t"))


def place(address: str) -> tuple[int, int] | None:
    """Row and column from 1 of an address such as B7 or $B$7."""
    match = _CELL.fullmatch(address)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    return (row, column) if 1 <= row <= 1_048_576 and column <= 16_384 else None


def area(reference: str) -> Area | None:
    """The area of a reference such as A1:C4 or B7; None when it is none."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    if start is None or end is None or start[0] > end[0] or start[1] > end[1]:
        return None
    return Area(*start, *end)


def address(row: int, column: int) -> str:
    """'B7' for (7, 2)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def units(text: str) -> int:
    """The length of a text as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def repeated(values: list[str]) -> Iterator[str]:
    """Those values that came before, whatever their case."""
    seen: set[str] = set()
    for value in values:
        if value.casefold() in seen:
            yield value
        seen.add(value.casefold())


def _relationship(folder: str, element: Element) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], target, external)
