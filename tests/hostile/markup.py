"""The XML of the parts: document types, encodings, depth, size."""

from __future__ import annotations

from tests.hostile import plain
from tests.hostile.generator import each
from tests.intake import hostile as made

_LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
_DOCTYPES = {
    "billion laughs": f"<!DOCTYPE a [{_LAUGHS}]><a>&e8;</a>",
    "one long entity": f'<!DOCTYPE a [<!ENTITY e "{"x" * 50_000}">]><a>{"&e;" * 2_000}</a>',
    "a file of this computer": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
    "a web page": '<!DOCTYPE a [<!ENTITY % e SYSTEM "http://example.org/e">%e;]><a/>',
    "outside": '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    "nothing more": "<!DOCTYPE a><a/>",
    "in a remark": "<a><!-- <!DOCTYPE a> --></a>",
}
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
_WHERE = {
    "custom XML": "customXml/item1.xml",
    "relations of a sheet": "xl/worksheets/_rels/sheet1.xml.rels",
    "old drawing": "xl/drawings/vmlDrawing1.vml",
    "workbook": plain.WORKBOOK,
    "content types": plain.TYPES,
}
_DECLARED = {
    "UTF-7": ' encoding="UTF-7"',
    "Latin 1": ' encoding="ISO-8859-1"',
    "EBCDIC": ' encoding="IBM037"',
    "what nobody knows": ' encoding="x-none"',
}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DAMAGED = {
    "invalid UTF-8": b"\xff",
    "half a letter": b"\xc3",
    "surrogate in UTF-8": b"\xed\xa0\x80",
    "overlong NUL": b"\xc0\x80",
    "NUL": b"\0",
    "escape": b"\x1b[2J",
    "no letter of XML": b"\xef\xbf\xbf",
    "surrogate as a reference": b"&#xD83D;",
    "NUL as a reference": b"&#0;",
    "reference beyond all letters": b"&#x110000;",
    "unknown entity": b"&nbsp;",
    "bare ampersand": b"AT&T",
    "open element": b"<b>",
}


@each(_DOCTYPES)
def document_type(text: str) -> bytes:
    """A document type in a part that nobody needs."""
    return plain.with_part("customXml/item1.xml", text)


@each({name: name for name in _ENCODINGS})
def document_type_in(encoding: str) -> bytes:
    """The same declaration in every encoding that a parser would follow."""
    return plain.with_part("customXml/item1.xml", '<!DOCTYPE a [<!ENTITY e "x">]><a/>'.encode(encoding))


@each(_WHERE)
def document_type_of(part: str) -> bytes:
    """A document type in a part that other programs do read."""
    text = plain.parts().get(part, b"<a/>").decode().replace(_XML, "")
    return plain.with_part(part, f"{_XML}<!DOCTYPE a>{text}")


def document_type_hidden_by_utf_7() -> bytes:
    """A declaration spelt in UTF-7, which a parser that follows the encoding would see."""
    text = plain.parts()[plain.WORKBOOK].decode().replace(_XML, "")
    return plain.with_part(
        plain.WORKBOOK, f'<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE a+AD4-{text}'
    )


def document_type_as_text() -> bytes:
    """A person writes about document types in an answer."""
    return plain.with_text("&lt;!DOCTYPE a [&lt;!ENTITY e &quot;x&quot;&gt;]&gt;")


@each(_DECLARED)
def declared_as(encoding: str) -> bytes:
    """Texts in UTF-8 whose declaration says otherwise; the reader takes all as UTF-8."""
    return plain.edited(plain.STRINGS, (' encoding="UTF-8"', encoding))


def in_latin_1() -> bytes:
    """Texts whose encoding is not UTF-8, and that say so."""
    text = plain.parts()[plain.STRINGS].decode().replace("UTF-8", "ISO-8859-1")
    return plain.with_part(plain.STRINGS, text.encode("latin-1", "xmlcharrefreplace"))


@each({"the workbook": plain.WORKBOOK, "the texts": plain.STRINGS, "the relations": plain.RELATIONS})
def in_utf_16(part: str) -> bytes:
    """A part in UTF-16, which is XML and which some readers do not follow."""
    text = plain.parts()[part].decode().replace("UTF-8", "UTF-16")
    return plain.with_part(part, text.encode("utf-16"))


def byte_order_marks() -> bytes:
    """Every XML part begins with the mark of UTF-8."""
    return plain.packed(
        {n: b"\xef\xbb\xbf" + d if n.endswith((".xml", ".rels")) else d for n, d in plain.parts().items()}
    )


def xml_1_1() -> bytes:
    """A version of XML that no spreadsheet program writes."""
    return plain.edited(plain.STRINGS, ('version="1.0"', 'version="1.1"'))


def without_declarations() -> bytes:
    """No part says that it is XML."""
    return plain.packed({n: d.replace(_XML.encode(), b"") for n, d in plain.parts().items()})


@each({name: data.hex() for name, data in _DAMAGED.items()})
def damaged_text(data: str) -> bytes:
    """Bytes among the texts that are no XML."""
    old = plain.parts()[plain.STRINGS]
    return plain.with_part(plain.STRINGS, old.replace(b"Minutes of", b"Minutes " + bytes.fromhex(data)))


def cut_in_a_sheet() -> bytes:
    """A sheet ends in the middle, and the zip file around it is sound."""
    part = plain.part_of("Checklist")
    return plain.with_part(part, plain.parts()[part][:9_000])


def two_roots() -> bytes:
    """Something stands behind the end of a sheet."""
    return plain.edited(plain.part_of("Checklist"), ("</worksheet>", "</worksheet><worksheet/>"))


def attribute_twice() -> bytes:
    """An element says the same thing twice."""
    return plain.edited(plain.STRINGS, ("<sst ", '<sst count="1" '))


def deep() -> bytes:
    """100,000 elements one in the other, beside the cells."""
    return plain.with_more("how", f"<extLst>{'<a>' * 100_000}{'</a>' * 100_000}</extLst>")


def deep_in_the_properties() -> bytes:
    """The same in the properties of the file."""
    return plain.with_part("docProps/app.xml", "<a>" * 100_000 + "</a>" * 100_000)


def attribute_without_end() -> bytes:
    """An attribute of 5 MB."""
    return plain.with_more("how", f'<extLst a="{made.noise(2_500_000).hex()}"/>')


def very_many_attributes() -> bytes:
    """An element with 50,000 attributes."""
    attributes = " ".join(f'a{n}="{n}"' for n in range(50_000))
    return plain.with_more("how", f"<extLst {attributes}/>")


def very_many_namespaces() -> bytes:
    """An element with 20,000 prefixes."""
    prefixes = " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(20_000))
    return plain.with_more("how", f"<extLst {prefixes}/>")


def prefixed() -> bytes:
    """A sheet in which every name has a prefix."""
    part = plain.part_of("Checklist")
    text = plain.parts()[part].decode()
    text = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("<x:?", "<?")
    return plain.with_part(part, text.replace("xmlns=", "xmlns:x="))


def prefixed_workbook() -> bytes:
    """The list of sheets with a prefix before every name."""
    text = plain.parts()[plain.WORKBOOK].decode()
    text = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:").replace("<x:?", "<?")
    return plain.with_part(plain.WORKBOOK, text.replace("xmlns=", "xmlns:x="))


def sheet_of_another_namespace() -> bytes:
    """A sheet whose names look right and mean something else."""
    return plain.edited(plain.part_of("Checklist"), (f'xmlns="{made.MAIN}"', 'xmlns="urn:x"'))


def workbook_of_another_namespace() -> bytes:
    """A list of sheets that looks right and means something else."""
    return plain.edited(plain.WORKBOOK, (f'xmlns="{made.MAIN}"', 'xmlns="urn:x"'))


def instructions_for_a_browser() -> bytes:
    """A style sheet from the web before a part: nobody fetches it."""
    link = '<?xml-stylesheet href="http://example.org/a.xsl" type="text/xsl"?>'
    return plain.edited(plain.WORKBOOK, (_XML, _XML + link))


def remarks() -> bytes:
    """A remark among the list of sheets."""
    return plain.edited(plain.WORKBOOK, ("<sheets>", "<!-- ours --><sheets>"))


def remark_among_the_texts() -> bytes:
    """A remark inside a text: readers lose what stands before or behind it."""
    return plain.edited(plain.STRINGS, ("Minutes of", "Minutes <!-- x -->of"))


def hidden_text_among_the_texts() -> bytes:
    """A text written as character data, which readers lose."""
    return plain.edited(plain.STRINGS, ("Minutes of the board", "<![CDATA[Minutes of the board]]>"))


def instruction_among_the_texts() -> bytes:
    """A processing instruction inside a text; no letter is lost."""
    return plain.edited(plain.STRINGS, ("Minutes of", "Minutes <?x y?>of"))


def alternate_content() -> bytes:
    """What newer programs understand beside what older ones do, in the list of sheets."""
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    more = f'<mc:AlternateContent {space}><mc:Choice Requires="x15"><a/></mc:Choice></mc:AlternateContent>'
    return plain.edited(plain.WORKBOOK, ("<bookViews>", more + "<bookViews>"))
