"""What a workbook carries besides its cells: accepted, and never followed, run or opened."""

from __future__ import annotations

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "xl/drawings/drawing1.xml"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_WORDS = "http://schemas.openxmlformats.org/drawingml/2006/main"
_ASIDE = {
    "pivot cache": "xl/pivotCache/pivotCacheDefinition1.xml",
    "pivot table": "xl/pivotTables/pivotTable1.xml",
    "query table": "xl/queryTables/queryTable1.xml",
    "old drawing": "xl/drawings/vmlDrawing1.vml",
    "calculation chain": "xl/calcChain.xml",
    "rich data": "xl/richData/rdrichvalue.xml",
    "custom XML": "customXml/item1.xml",
    "signature": "_xmlsignatures/sig1.xml",
    "drawing": _DRAWING,
    "table": "xl/tables/table3.xml",
    "revisions": "xl/revisions/revisionLog1.xml",
    "web add-in": "xl/webextensions/webextension1.xml",
}
_OVER_ALL = {
    "merge": '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    "link": '<hyperlinks><hyperlink ref="A1:XFD1048576" display="look" location="A1"/></hyperlinks>',
    "rule": '<dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"x"</formula1>'
    "</dataValidation></dataValidations>",
    "colour": '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1">'
    "<formula>WEBSERVICE(&quot;http://example.org&quot;)</formula></cfRule></conditionalFormatting>",
    "filter": '<autoFilter ref="A1:XFD1048576"/>',
    "protection": '<protectedRanges><protectedRange sqref="A1:XFD1048576" name="x"/></protectedRanges>',
    "ignored error": '<ignoredErrors><ignoredError sqref="A1:XFD1048576"/></ignoredErrors>',
    "control": '<controls><control shapeId="1" name="x"/></controls>',
    "scenario": '<scenarios><scenario name="x"><inputCells r="E5" val="x"/></scenario></scenarios>',
}


@each(_ASIDE)
def broken(part: str) -> bytes:
    """A part that nobody needs is no XML."""
    return plain.with_part(part, "<broken")


@each(_OVER_ALL)
def over_the_whole_sheet(xml: str) -> bytes:
    """Something that lies over all cells of the grid."""
    return plain.with_more("how", xml)


@each({"merges": "merge", "rules": "rule", "colours": "colour", "links": "link", "page breaks": "break"})
def very_many(what: str) -> bytes:
    """What years of copying leave in a workbook: 100,000 rules, 20,000 of the others."""
    many, inner, outer = {
        "merge": (20_000, '<mergeCell ref="N{0}:P{0}"/>', "mergeCells"),
        "rule": (100_000, '<dataValidation type="whole" sqref="N{0}"/>', "dataValidations"),
        "colour": (
            20_000,
            '<conditionalFormatting sqref="N{0}"><cfRule priority="{0}"/></conditionalFormatting>',
            "x",
        ),
        "link": (20_000, '<hyperlink ref="N{0}" location="A{0}"/>', "hyperlinks"),
        "break": (20_000, '<brk id="{0}" max="16383"/>', "rowBreaks"),
    }[what]
    return plain.with_more("how", f"<{outer}>{''.join(inner.format(n) for n in range(1, many))}</{outer}>")


def note() -> bytes:
    """A note that someone put on an answer."""
    return _commented("<text><t>Is this right?</t></text>")


def note_about_document_types() -> bytes:
    """A note whose words would be a declaration if they were not text."""
    return _commented("<text><t>&lt;!DOCTYPE a&gt;</t></text>")


def conversation() -> bytes:
    """A threaded comment, and its shadow for programs that know notes only."""
    contents = plain.parts() | {
        "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
        "xl/persons/person.xml": b"<personList/>",
    }
    return _commented("<text><t>[Threaded comment] Comment: Is this right?</t></text>", contents)


def _commented(text: str, contents: plain.Parts | None = None) -> bytes:
    comment = f'<commentList><comment ref="F5" authorId="0">{text}</comment></commentList>'
    contents = plain.typed("xl/comments1.xml", _COMMENTS, contents or plain.parts())
    return plain.with_part(
        "xl/comments1.xml", f'<comments xmlns="{made.MAIN}">{comment}</comments>', contents
    )


def text_box() -> bytes:
    """An answer in a box over the cells."""
    shape = '<sp macro=""><txBody><a:p><a:r><a:t>Our answer</a:t></a:r></a:p></txBody></sp>'
    return plain.with_part(
        _DRAWING, f'<wsDr xmlns="{_DRAWN}" xmlns:a="{_WORDS}"><oneCellAnchor>{shape}</oneCellAnchor></wsDr>'
    )


def picture() -> bytes:
    """A picture over the cells, which would have to be fetched from the web."""
    contents = plain.parts() | {
        "xl/drawings/_rels/drawing1.xml.rels": (
            f'<Relationships xmlns="{made.PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{made.OFFICE}/image" Target="https://example.org/seen.png" TargetMode="External"/>'
            "</Relationships>"
        ).encode()
    }
    return plain.with_part(
        _DRAWING, f'<wsDr xmlns="{_DRAWN}"><oneCellAnchor><pic/></oneCellAnchor></wsDr>', contents
    )


def link_to_a_web_page() -> bytes:
    """A cell with a link to elsewhere: what is shown is read, and nobody follows it."""
    part = plain.part_of("Checklist").replace("worksheets/", "worksheets/_rels/") + ".rels"
    link = (
        f'<Relationship Id="w" Type="{made.OFFICE}/hyperlink" Target="https://example.org/" '
        'TargetMode="External"/>'
    )
    contents = plain.changed(part, ("</Relationships>", link + "</Relationships>"))
    more = f'<hyperlinks><hyperlink ref="F5" xmlns:r="{made.OFFICE}" r:id="w"/></hyperlinks>'
    return plain.packed(
        plain.changed_in(contents, plain.part_of("Checklist"), ("</sheetData>", "</sheetData>" + more))
    )


def link_to_another_workbook() -> bytes:
    """A formula somewhere looks into another file."""
    return plain.with_part(
        "xl/externalLinks/externalLink1.xml",
        "<x/>",
        plain.related("externalLink", "externalLinks/externalLink1.xml"),
    )


def link_to_another_computer() -> bytes:
    """A relation of the workbook leads to a share, which would give away a password if it were followed."""
    return plain.packed(plain.related("externalLinkPath", "file://///example.org/share/a.xlsx", outside=True))


def data_connection() -> bytes:
    """A connection to a database."""
    return plain.with_part("xl/connections.xml", "<x/>", plain.related("connections", "connections.xml"))


def macros() -> bytes:
    """Macros in the workbook, with the type of one that may have them."""
    contents = plain.changed(
        plain.TYPES, (made.SHEET_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    )
    return plain.with_part("xl/vbaProject.bin", b"never run", contents)


def macros_without_saying_so() -> bytes:
    """Macros under a type that may have none."""
    return plain.with_part("xl/vbaProject.bin", b"never run")


def ribbon_that_calls_macros() -> bytes:
    """Buttons of their own in the ribbon."""
    return plain.with_part("customUI/customUI14.xml", '<customUI onLoad="run"/>')


def embedded_document() -> bytes:
    """A document in the workbook; it may be evidence."""
    return plain.with_part("xl/embeddings/Microsoft_Word_Document1.docx", b"never opened")


def active_x() -> bytes:
    """A control of ActiveX."""
    return plain.with_part("xl/activeX/activeX1.xml", "<x/>")


def custom_xml() -> bytes:
    """Data that SharePoint keeps beside the form."""
    return plain.with_part("customXml/item1.xml", "<p:properties xmlns:p='urn:x'/>")


def digital_signature() -> bytes:
    """The file is signed; what is signed is not checked."""
    return plain.with_part("_xmlsignatures/sig1.xml", "<Signature/>")


def sensitivity_label() -> bytes:
    """A label in the part that Office uses today."""
    return plain.with_part("docMetadata/LabelInfo.xml", "<labelList/>")


def older_sensitivity_label() -> bytes:
    """A label among the file's own properties."""
    return plain.edited("docProps/custom.xml", ('name="Language"', 'name="MSIP_Label_0_Enabled"'))


def both_sensitivity_labels() -> bytes:
    """The same label in both places is one label."""
    contents = plain.changed("docProps/custom.xml", ('name="Language"', 'name="MSIP_Label_0_Enabled"'))
    return plain.with_part("docMetadata/LabelInfo.xml", "<labelList/>", contents)


def everything_at_once() -> bytes:
    """Macros, a connection, a label, an embedded document: each is told once."""
    contents = plain.related("connections", "connections.xml")
    return plain.packed(
        contents
        | {
            "xl/connections.xml": b"<x/>",
            "xl/vbaProject.bin": b"never run",
            "docMetadata/LabelInfo.xml": b"<labelList/>",
            "xl/embeddings/oleObject1.bin": b"never opened",
        }
    )


def heavy_styles() -> bytes:
    """A megabyte of styles that came with copied sheets."""
    styles = "".join(
        f'<cellStyle name="{made.noise(20 + n % 7).hex()} {n}" xfId="0"/>' for n in range(15_000)
    )
    return plain.edited(plain.STYLES, ("</cellStyles>", styles + "</cellStyles>"))


def very_heavy_styles() -> bytes:
    """Styles of 5 MB."""
    return plain.edited(
        plain.STYLES, ("</cellStyles>", f"</cellStyles><extLst a='{made.noise(2_500_000).hex()}'/>")
    )


def saved_in_an_absurd_year() -> bytes:
    """The properties tell a time that no clock shows."""
    part = "docProps/core.xml"
    text = plain.parts()[part].decode()
    begin = text.index("<dcterms:modified")
    begin = text.index(">", begin) + 1
    return plain.with_part(part, text[:begin] + "99999-99-99T99:99:99Z" + text[text.index("<", begin) :])
