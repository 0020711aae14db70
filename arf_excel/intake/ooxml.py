"""The workbook part of an .xlsx or .xlsm: its sheets, names, properties, notes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from arf_excel.errors import UnreadableError
from arf_excel.intake.areas import Name
from arf_excel.intake.beside import count_beside, left_beside
from arf_excel.intake.cells import MAIN
from arf_excel.intake.cleaning import short
from arf_excel.intake.gate import check_workbook_type, content_types, has_macros, type_of
from arf_excel.intake.grid import Note
from arf_excel.intake.limits import limits
from arf_excel.intake.markup import SEPARATOR, Attributes, each_element, each_text, local, truth
from arf_excel.intake.moments import utc
from arf_excel.intake.package import Package

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/"
_OBJECTS = ("xl/embeddings/", "xl/activex/")


@dataclass(frozen=True)
class Relation:
    """A link from one part to another. `kind` is the last word of its type; `target` a part's name."""

    kind: str
    target: str
    outside: bool = False


@dataclass(frozen=True)
class SheetPart:
    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What the parts around the cells say."""

    sheets: tuple[SheetPart, ...]
    names: tuple[Name, ...]
    from_1904: bool
    strings: str | None
    styles: str | None
    properties: Mapping[str, str]
    saved: dt.datetime | None
    notes: tuple[Note, ...]


@dataclass
class _Workbook:
    """What the workbook part itself says; a sheet is its name, whether hidden, and its relation."""

    sheets: list[tuple[str, bool, str]]
    names: list[tuple[str, str, str | None]]
    from_1904: bool = False


@dataclass(frozen=True)
class Outline:
    """The main part of a package, its content type, the types of all, and the relations of both."""

    part: str
    kind: str
    types: dict[str, str]
    top: Mapping[str, Relation]
    relations: Mapping[str, Relation]


def outline(package: Package) -> Outline:
    """What the package is built around; a finding when nothing is said to be its main part."""
    types = content_types(package)
    top = _relations(package, "")
    part = next((r.target for r in top.values() if r.kind == "officeDocument"), None)
    if part is None:
        raise UnreadableError("FIX-018", part="xl/workbook.xml")
    return Outline(part, type_of(part, types), types, top, _relations(package, part))


def around(package: Package, plan: Outline) -> tuple[dict[str, str], dt.datetime | None, tuple[Note, ...]]:
    """The properties, the last-saved time, and what the workbook carries besides its cells."""
    properties, saved = _properties(package, plan.top)
    return properties, saved, _notes(package, plan.types, plan.relations, plan.top)


def read_book(package: Package) -> Book:
    """Everything of the workbook but its cells; a finding where it is not one we read."""
    plan = outline(package)
    check_workbook_type(plan.kind)
    workbook = _read_workbook(package, plan.part)
    sheets = _sheets(workbook, plan.relations, package)
    by_kind = {each.kind: each.target for each in plan.relations.values() if not each.outside}
    properties, saved, notes = around(package, plan)
    return Book(
        sheets=sheets,
        names=_names(workbook),
        from_1904=workbook.from_1904,
        strings=by_kind.get("sharedStrings"),
        styles=by_kind.get("styles"),
        properties=properties,
        saved=saved,
        notes=notes,
    )


def _relations(package: Package, part: str) -> dict[str, Relation]:
    """The relations of a part by id, or of the whole package for ''."""
    folder, _, name = part.rpartition("/")
    path = join(folder, "_rels", f"{name}.rels")
    found: dict[str, Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) != "Relationship":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if kind.startswith(_STRICT) and kind.endswith("/officeDocument"):
            raise UnreadableError("FIX-019")
        outside = attributes.get("TargetMode", "").lower() == "external"
        if not outside:
            target = normpath(join("/", dirname(part), target.replace("\\", "/"))).lstrip("/")
        found[attributes.get("Id", "")] = Relation(kind.rpartition("/")[2], target, outside)

    if path in package:
        each_element(package.read(path), path, start)
    return found


def _read_workbook(package: Package, part: str) -> _Workbook:
    found = _Workbook([], [])

    def done(name: str, attributes: Attributes, text: str) -> None:
        if name.startswith(_STRICT):
            raise UnreadableError("FIX-019")
        space, _, word = name.rpartition(SEPARATOR)
        if space != MAIN:
            return
        if word == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            relation = attributes.get(_RELATIONS + SEPARATOR + "id", "")
            found.sheets.append((attributes.get("name", ""), hidden, relation))
        elif word == "definedName":
            found.names.append((attributes.get("name", ""), text, attributes.get("localSheetId")))
        elif word == "workbookPr":
            found.from_1904 = truth(attributes.get("date1904"))

    each_text(package.read(part), part, done)
    return found


def _sheets(
    workbook: _Workbook, relations: Mapping[str, Relation], package: Package
) -> tuple[SheetPart, ...]:
    """The worksheets in order: chart and macro sheets hold no answers and are left out."""
    if len(workbook.sheets) > limits().sheets:
        raise UnreadableError("FIX-027", sheets=len(workbook.sheets), limit=limits().sheets)
    found: list[SheetPart] = []
    for name, hidden, key in workbook.sheets:
        relation = relations.get(key)
        if relation is None or relation.outside or relation.target not in package:
            raise UnreadableError("FIX-018", part=name)
        if relation.kind == "worksheet":
            found.append(SheetPart(name, relation.target, hidden))
    if not found:
        raise UnreadableError("FIX-026")
    for words in ([s.name.casefold() for s in found], [s.part.lower() for s in found]):
        word, count = Counter(words).most_common(1)[0]
        if count > 1:
            raise UnreadableError("FIX-028", sheet=word)
    return tuple(found)


def _names(workbook: _Workbook) -> tuple[Name, ...]:
    titles = [name for name, _, _ in workbook.sheets]

    def scope(index: str | None) -> str | None:
        if index is None:
            return None
        inside = index.isdecimal() and len(index) < 6 and int(index) < len(titles)
        return titles[int(index)] if inside else ""

    return tuple(Name(name, text, scope(index)) for name, text, index in workbook.names)


def _properties(package: Package, top: Mapping[str, Relation]) -> tuple[dict[str, str], dt.datetime | None]:
    """The program that saved the file, and when. Who wrote it is never kept."""
    properties: dict[str, str] = {}
    saved: list[dt.datetime] = []

    def done(name: str, _: Attributes, text: str) -> None:
        word = local(name)
        if word == "Application" and text.strip():
            properties["application"] = short(text)
        elif word == "modified" and (moment := utc(text)) is not None:
            saved.append(moment)

    for relation in top.values():
        if relation.kind in {"core-properties", "extended-properties"} and relation.target in package:
            each_text(package.read(relation.target), relation.target, done)
    return properties, saved[0] if saved else None


def _notes(
    package: Package, types: dict[str, str], relations: Mapping[str, Relation], top: Mapping[str, Relation]
) -> tuple[Note, ...]:
    """What the workbook carries that is accepted but never followed, run or opened."""
    notes: list[Note] = []
    links = sum(relation.kind in {"externalLink", "connections"} for relation in relations.values())
    if links:
        notes.append(Note("NOTE-001", facts={"links": links}))
    if has_macros(package, types):
        notes.append(Note("NOTE-002"))
    if _labelled(package, top):
        notes.append(Note("NOTE-003"))
    objects = sum(part.startswith(_OBJECTS) for part in package.names())
    if objects:
        notes.append(Note("NOTE-005", facts={"objects": objects}))
    return (*notes, *left_beside(count_beside(package, types)))


def _labelled(package: Package, top: Mapping[str, Relation]) -> bool:
    """Whether a sensitivity label is set, in its own part or in the custom properties of older files."""
    found = ["docmetadata/labelinfo.xml" in package]

    def start(_: str, attributes: Attributes) -> None:
        found.append(attributes.get("name", "").startswith("MSIP_Label_"))

    for relation in top.values():
        if relation.kind == "custom-properties" and relation.target in package:
            each_element(package.read(relation.target), relation.target, start)
    return any(found)
