"""One plain return, and ways to change it in its parts: nearly every odd workbook here is this one."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import Grid
from arf_excel.intake.read import read_grid
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Cell, Submission
from arf_excel.workbook.book import LONGEST_TEXT

Parts = dict[str, bytes]
HOW = "Café, \U0001f469\u200d\u2695\ufe0f and 'Łódź':\n\t=1+1 is text; so are <b> & 007"
WORKBOOK, TYPES, TOP = "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"
RELATIONS, STRINGS, STYLES = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def shape() -> Shape:
    return shape_of(load_edition(), "bronze", evidence_rows=4, action_rows=3, year_end=dt.date(2026, 9, 30))


@cache
def targets() -> dict[str, Key]:
    """The cells that are made odd, by the words of expected.toml."""
    first, second = (each.id for each in shape().direct[:2])
    count = next(row.id for row in shape().facts if row.fact.type == "count")
    return {
        "how": ("checklist", first, "how"),
        "long": ("checklist", second, "how"),
        "status": ("checklist", first, "status"),
        "date": ("evidence", "EV001", "date"),
        "count": ("measures", count, "answer"),
        "consent": ("organisation", "consent_name", "answer"),
    }


@cache
def answers() -> Answers:
    target = targets()
    return Answers(
        {
            ("organisation", "code", "answer"): "X07",
            ("organisation", "name", "answer"): "A fictional trust",
            ("organisation", "year_end", "answer"): dt.date(2026, 9, 30),
            target["how"]: HOW,
            target["long"]: "long ".ljust(LONGEST_TEXT, "x"),
            target["status"]: "In place",
            target["date"]: dt.date(2026, 5, 12),
            target["count"]: 42.0,
            target["consent"]: "Yes",
            ("evidence", "EV001", "what"): "Minutes of the board",
            ("evidence", "EV001", "for_item"): shape().direct[0].label,
            ("action_plan", "AP001", "action"): "Publish the paper",
        }
    )


@cache
def workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(path, shape(), answers())
        return path.read_bytes()


@cache
def submission() -> Submission:
    found = read_return(workbook(), "form.xlsx")
    assert isinstance(found, Submission)
    return found


@cache
def grid() -> Grid:
    """The return as plain sheets, for the makers of other formats."""
    return read_grid(workbook(), "form.xlsx", lambda name: name == "_work")


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _parts() -> Parts:
    return parts_of(workbook())


def parts() -> Parts:
    """The parts of the return, to change at will."""
    return dict(_parts())


def packed(contents: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same bytes each time, packed in haste."""
    with io.BytesIO() as memory:
        with zipfile.ZipFile(memory, "w", method, compresslevel=1) as archive:
            for name, text in contents.items():
                info = zipfile.ZipInfo(name)
                info.compress_type = method
                archive.writestr(info, text)
        return memory.getvalue()


def part_of(sheet: str) -> str:
    """The part that holds this sheet."""
    names = re.findall(rb'<sheet name="([^"]*)"', _parts()[WORKBOOK])
    return f"xl/worksheets/sheet{names.index(sheet.encode()) + 1}.xml"


def changed(part: str, *changes: tuple[str, str], times: int = 1) -> Parts:
    """The parts, with words of one part replaced that stand there as often as said."""
    return changed_in(parts(), part, *changes, times=times)


def changed_in(contents: Parts, part: str, *changes: tuple[str, str], times: int = 1) -> Parts:
    text = contents[part].decode()
    for old, new in changes:
        assert text.count(old) == times, (part, old, text.count(old))
        text = text.replace(old, new)
    return contents | {part: text.encode()}


def edited(part: str, *changes: tuple[str, str]) -> bytes:
    return packed(changed(part, *changes))


def with_part(name: str, text: str | bytes, contents: Parts | None = None) -> bytes:
    """One part put in place of another, or beside all."""
    data = text.encode() if isinstance(text, str) else text
    return packed({**(contents or parts()), name: data})


def without(*names: str) -> bytes:
    contents = parts()
    for name in names:
        del contents[name]
    return packed(contents)


def related(kind: str, target: str, *, outside: bool = False, contents: Parts | None = None) -> Parts:
    """The workbook part with one relation more."""
    mode = ' TargetMode="External"' if outside else ""
    one = f'<Relationship Id="more" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed_in(contents or parts(), RELATIONS, ("</Relationships>", one))


def typed(name: str, kind: str, contents: Parts) -> Parts:
    """The parts, with the content type of one of them said."""
    return changed_in(
        contents, TYPES, ("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
    )


def where(target: str) -> Cell:
    """Sheet and cell of a target."""
    return submission().places[targets()[target]]


def with_cells(**cells: str) -> Parts:
    """The return with cells written otherwise: '@' is the address, '$' the style of the cell."""
    contents = parts()
    for target, xml in cells.items():
        sheet, address = where(target)
        part = part_of(sheet)
        text = contents[part].decode()
        [old] = re.finditer(rf'<c r="{address}" s="(\d+)"(?:/>|.*?</c>)', text)
        new = xml.replace("@", address).replace("$", old[1])
        contents[part] = (text[: old.start()] + new + text[old.end() :]).encode()
    return contents


def with_cell(**cells: str) -> bytes:
    return packed(with_cells(**cells))


def with_text(escaped: str) -> bytes:
    """The text of `how` as a shared string, so written."""
    [old] = re.findall(r"<si><t[^<]*>Café.*?</si>", _parts()[STRINGS].decode(), re.DOTALL)
    return edited(STRINGS, (old, f'<si><t xml:space="preserve">{escaped}</t></si>'))


def with_rows(target: str, rows: str) -> bytes:
    """More rows below those of the sheet of a target."""
    return edited(part_of(where(target)[0]), ("</sheetData>", rows + "</sheetData>"))


def with_more(target: str, xml: str, *, after: str = "</sheetData>") -> bytes:
    """Something beside the cells of the sheet of a target."""
    return edited(part_of(where(target)[0]), (after, after + xml))


def with_sheet(name: str, xml: str | bytes, *, state: str = "visible", first: bool = False) -> Parts:
    """The return with one sheet more; its name is written as it is."""
    contents = related("worksheet", "worksheets/more.xml")
    listed = f'<sheet name="{name}" sheetId="999" state="{state}" r:id="more"/>'
    place = ("<sheets>", "<sheets>" + listed) if first else ("</sheets>", listed + "</sheets>")
    contents = changed_in(contents, WORKBOOK, place)
    return contents | {"xl/worksheets/more.xml": xml.encode() if isinstance(xml, str) else xml}
