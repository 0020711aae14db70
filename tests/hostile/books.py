"""What kind of workbook it is, its sheets, its names."""

from __future__ import annotations

import re

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_STRICT = "http://purl.oclc.org/ooxml"
_TYPES = {
    "template": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "template with macros": "application/vnd.ms-excel.template.macroEnabled.main+xml",
    "add-in": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
    "workbook with macros": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "binary workbook": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    "unknown": "application/octet-stream",
}
_NEEDED = {
    "content types": plain.TYPES,
    "top relations": plain.TOP,
    "workbook": plain.WORKBOOK,
    "relations": plain.RELATIONS,
    "texts": plain.STRINGS,
}
_NOT_NEEDED = {
    "styles": plain.STYLES,
    "theme": "xl/theme/theme1.xml",
    "table": "xl/tables/table3.xml",
    "chart": "xl/charts/chart1.xml",
    "properties": "docProps/core.xml",
    "own properties": "docProps/custom.xml",
}
_SHEET = {
    "with odd letters": "31 letters: Łódź &amp; &lt;b&gt; 🎉 =1+1",
    "with an apostrophe": "Ann's list",
    "in capitals": "CHECKLIST",
    "that looks like a cell": "A1",
    "that looks like an error": "#REF!",
    "of spaces": "   ",
}
_AREAS = {
    "to nothing": "#REF!",
    "to another file": "[1]Sheet1!$A$1:$A$9",
    "to a whole column": "Checklist!$F:$F",
    "to the end of the grid": "Checklist!$XFD$1048576",
    "beyond the grid": "Checklist!$ZZZ$9999999",
    "to another sheet": "Organisation!$B$5:$B$9",
    "to a formula": "OFFSET(Checklist!$A$1,1,1,9,9)",
    "to a constant": "&quot;x&quot;",
    "to several places": "Checklist!$A$5:$A$9,Checklist!$A$11",
    "to a program": "cmd|'/C calc'!A0",
}


@each(_TYPES)
def main_type(kind: str) -> bytes:
    """The return with another content type of its main part."""
    return plain.edited(plain.TYPES, (made.SHEET_TYPE, kind))


@each(_NEEDED)
def missing_part(name: str) -> bytes:
    """Without a part that holds answers or leads to them."""
    return plain.without(name)


@each(_NOT_NEEDED)
def part_left_out(name: str) -> bytes:
    """Without a part that answers do not depend on; dates then stand as plain numbers."""
    return plain.without(name)


def missing_sheet() -> bytes:
    """Without the part of a sheet that is in the list of sheets."""
    return plain.without(plain.part_of("Checklist"))


def strict() -> bytes:
    """Saved as Strict Open XML: all namespaces are other ones."""
    old, new = "http://schemas.openxmlformats.org", _STRICT
    swaps = (
        (f"{old}/officeDocument/2006/relationships", f"{new}/officeDocument/relationships"),
        (f"{old}/spreadsheetml/2006/main", f"{new}/spreadsheetml/main"),
    )
    contents = plain.parts()
    for before, after in swaps:
        contents = {n: d.replace(before.encode(), after.encode()) for n, d in contents.items()}
    return plain.packed(contents)


def strict_in_the_workbook_only() -> bytes:
    """Only the list of sheets is strict."""
    return plain.edited(plain.WORKBOOK, (f'xmlns="{made.MAIN}"', f'xmlns="{_STRICT}/spreadsheetml/main"'))


def default_content_type() -> bytes:
    """The type of the main part is that of all files that end so."""
    contents = plain.changed(plain.TYPES, ("application/xml", made.SHEET_TYPE))
    entry = f'<Override PartName="/{plain.WORKBOOK}" ContentType="{made.SHEET_TYPE}"/>'
    return plain.packed(plain.changed_in(contents, plain.TYPES, (entry, "")))


@each({"from the root": "/xl/worksheets/", "by backslashes": "worksheets\\", "upwards": "../xl/worksheets/"})
def targets(folder: str) -> bytes:
    """Relations that name their sheets in another way."""
    text = plain.parts()[plain.RELATIONS].decode().replace('"worksheets/', f'"{folder}')
    return plain.with_part(plain.RELATIONS, text)


def sheet_that_lies_outside() -> bytes:
    """A sheet that would have to be fetched."""
    old = f'Target="{plain.part_of("Checklist").removeprefix("xl/")}"'
    new = 'Target="https://example.org/sheet.xml" TargetMode="External"'
    return plain.edited(plain.RELATIONS, (old, new))


def sheet_without_relation() -> bytes:
    """A sheet in the list that leads nowhere."""
    return plain.edited(plain.WORKBOOK, ('r:id="rId3"', 'r:id="rId333"'))


def no_sheets() -> bytes:
    """A list of sheets with no sheet."""
    text = re.sub(r"<sheets>.*</sheets>", "<sheets/>", plain.parts()[plain.WORKBOOK].decode())
    return plain.with_part(plain.WORKBOOK, text)


def only_a_chart_sheet() -> bytes:
    """A workbook of one chart."""
    contents = made.parts()
    contents["xl/_rels/workbook.xml.rels"] = made.relations(("chartsheet", "worksheets/sheet1.xml"))
    return made.packed(contents)


@each({"chart": "chartsheet", "old macros": "xlMacrosheet", "dialog": "dialogsheet"})
def sheet_of_another_kind(kind: str) -> bytes:
    """Such a sheet stands first, and is no place for answers."""
    contents = plain.with_sheet("Aside", "<x/>", first=True)
    return plain.packed(
        plain.changed_in(
            contents,
            plain.RELATIONS,
            ('/worksheet" Target="worksheets/more', f'/{kind}" Target="worksheets/more'),
        )
    )


def macro_sheet() -> bytes:
    """A sheet of the old macro language, with its content type."""
    contents = plain.with_sheet("Macro1", "<x/>")
    kind = "application/vnd.ms-excel.intlmacrosheet+xml"
    return plain.packed(plain.typed("xl/worksheets/more.xml", kind, contents))


@each({"shown": "visible", "hidden": "hidden", "hidden well": "veryHidden"})
def sheet_of_their_own(state: str) -> bytes:
    """One sheet more, with words in it."""
    words = '<row r="1"><c r="A1" t="str"><v>our own notes</v></c></row>'
    return plain.packed(plain.with_sheet("Aside", made.sheet(words), state=state))


def empty_sheet_without_a_name() -> bytes:
    """One sheet more, with neither cells nor a name."""
    return plain.packed(plain.with_sheet("", made.sheet("")))


def hidden_sheets() -> bytes:
    """Every sheet is hidden as well as can be."""
    text = plain.parts()[plain.WORKBOOK].decode().replace(' state="veryHidden"', "")
    return plain.with_part(plain.WORKBOOK, text.replace("<sheet name", '<sheet state="veryHidden" name'))


def sheets_in_another_order() -> bytes:
    """The last sheet comes first, and so on."""
    text = plain.parts()[plain.WORKBOOK].decode()
    sheets = re.findall(r"<sheet [^>]*/>", text)
    return plain.with_part(plain.WORKBOOK, text.replace("".join(sheets), "".join(reversed(sheets))))


@each(_SHEET)
def sheet_named(name: str) -> bytes:
    """The checklist by another name, which its defined names follow."""
    quoted = "'" + name.replace("'", "''") + "'!"
    text = plain.parts()[plain.WORKBOOK].decode().replace('name="Checklist"', f'name="{name}"')
    return plain.with_part(plain.WORKBOOK, re.sub(r"'?Checklist'?!", lambda _: quoted, text))


def two_sheets_of_one_name() -> bytes:
    """A second sheet by the name of the checklist, in other letters."""
    return plain.packed(plain.with_sheet("CHECKLIST", made.sheet("")))


def one_part_for_two_sheets() -> bytes:
    """Two sheets in the list lead to the same cells."""
    return plain.edited(
        plain.WORKBOOK, ("</sheets>", '<sheet name="Aside" sheetId="99" r:id="rId3"/></sheets>')
    )


@each({"150": "150", "300": "300"})
def more_sheets(count: str) -> bytes:
    """So many empty sheets more."""
    contents, relations, listed = plain.parts(), [], []
    for n in range(int(count)):
        contents[f"xl/worksheets/more{n}.xml"] = made.sheet("").encode()
        relations.append(
            f'<Relationship Id="m{n}" Type="{made.OFFICE}/worksheet" Target="worksheets/more{n}.xml"/>'
        )
        listed.append(f'<sheet name="More {n}" sheetId="{n + 100}" r:id="m{n}"/>')
    end = "</Relationships>"
    contents = plain.changed_in(contents, plain.RELATIONS, (end, "".join(relations) + end))
    return plain.packed(
        plain.changed_in(contents, plain.WORKBOOK, ("</sheets>", "".join(listed) + "</sheets>"))
    )


def copy_of_the_checklist() -> bytes:
    """The checklist stands twice, with the same answers."""
    sheet = plain.parts()[plain.part_of("Checklist")]
    return plain.packed(plain.with_sheet("Checklist (2)", sheet))


@each(_AREAS)
def names_that_lead(area: str) -> bytes:
    """Every name of the checklist leads somewhere else; the headers tell where it is."""
    text = plain.parts()[plain.WORKBOOK].decode()
    text, count = re.subn(r'(<definedName name="arf_checklist_[^>]*>)[^<]*', lambda m: m[1] + area, text)
    assert count > 3
    return plain.with_part(plain.WORKBOOK, text)


def no_names() -> bytes:
    """All names are gone."""
    text = re.sub(r"<definedNames>.*</definedNames>", "", plain.parts()[plain.WORKBOOK].decode())
    return plain.with_part(plain.WORKBOOK, text)


def names_in_capitals() -> bytes:
    """A program that does not keep the letters of names."""
    text = plain.parts()[plain.WORKBOOK].decode()
    return plain.with_part(
        plain.WORKBOOK, re.sub(r'name="arf_\w+"', lambda m: f'name="{m[0][6:-1].upper()}"', text)
    )


def names_that_clash() -> bytes:
    """A name of one sheet has the words of a name of the workbook, and another area."""
    name = '<definedName name="arf_checklist_how" localSheetId="0">Organisation!$B$5:$B$9</definedName>'
    return plain.edited(plain.WORKBOOK, ("<definedNames>", "<definedNames>" + name))


def names_of_sheets_that_are_not_there() -> bytes:
    """Names that belong to the sheet before the first, and to one beyond the last."""
    names = "".join(
        f'<definedName name="arf_checklist_how" localSheetId="{n}">Checklist!$A$1</definedName>'
        for n in ("-1", "999", "9" * 30, "x")
    )
    return plain.edited(plain.WORKBOOK, ("<definedNames>", "<definedNames>" + names))


def names_that_changed_places() -> bytes:
    """The name of one column lies on another, as after a careless cut and paste; the words decide."""
    how, status = "arf_checklist_how", "arf_checklist_status"
    return plain.edited(
        plain.WORKBOOK, (f'"{how}"', '"swap"'), (f'"{status}"', f'"{how}"'), ('"swap"', f'"{status}"')
    )


def ten_thousand_names() -> bytes:
    """Names that came along with copied sheets."""
    names = "".join(f'<definedName name="n{n}">#REF!</definedName>' for n in range(10_000))
    return plain.edited(plain.WORKBOOK, ("<definedNames>", "<definedNames>" + names))


def name_without_end() -> bytes:
    """A name with a formula of 1 MB."""
    name = f'<definedName name="n">{made.noise(500_000).hex()}</definedName>'
    return plain.edited(plain.WORKBOOK, ("<definedNames>", "<definedNames>" + name))


def protected_workbook() -> bytes:
    """The order of sheets is protected by a password, which hides no cell."""
    lock = '<workbookProtection workbookPassword="CC1A" lockStructure="1"/>'
    return plain.edited(plain.WORKBOOK, ("<bookViews>", lock + "<bookViews>"))


def no_description() -> bytes:
    """The hidden sheet that describes the form is empty."""
    return plain.with_part(plain.part_of("_meta"), made.sheet(""))


@each({"a million rows": "B4", "another kind": "B6", "another edition": "B2", "another version": "B7"})
def description_that_says(cell: str) -> bytes:
    """The hidden description was changed by hand."""
    part = plain.part_of("_meta")
    said = {"B4": "1000000", "B6": "review-pack", "B2": "1066", "B7": "99999999999"}[cell]
    text, count = re.subn(
        rf'<c r="{cell}"[^>]*>.*?</c>',
        f'<c r="{cell}" t="str"><v>{said}</v></c>',
        plain.parts()[part].decode(),
    )
    assert count == 1
    return plain.with_part(part, text)
