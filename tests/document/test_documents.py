"""Blocks as Word and as Markdown: what a screen reader finds, the same bytes twice, no word a mark."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from html import unescape

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from arf_excel.document.blocks import (
    Ask,
    Card,
    Document,
    Grid,
    Heading,
    Look,
    Points,
    Quote,
    Row,
    Words,
)
from arf_excel.document.markdown import as_markdown
from arf_excel.document.word import as_word

LOOK = Look("Arial", 12, 10, (20, 16, 14, 12), *["212B32"] * 5, "005EB8", "FFFFFF", "F0F4F5")
BLOCKS = (
    Heading(0, "A form"),
    Words("Somebody asks.", "Who"),
    Heading(1, "First part"),
    Quote("Official words."),
    Ask("A question?", "Needed.", "[part] key", "known"),
    Points((Words("One.", "What?", "one"), Words("Two."))),
    Card("A card", ("Asked", "Answer"), (Ask("Short?", "Yes or No.", "[part] short"),)),
    Heading(2, "Rows"),
    Grid(
        "A grid", ("Row", "One", "Two"), (Row(Ask("EV001"), ("", "")), Row(Ask("EV002"), ("", ""))), (1, 2, 2)
    ),
)


def document(*blocks: object) -> Document:
    return Document(
        "A form",
        "The Assembly",
        "About it",
        "en-GB",
        dt.date(2026, 11, 21),
        "Answer:",
        "Page {page} of {pages}",
        LOOK,
        blocks or BLOCKS,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="module")
def word() -> bytes:
    return as_word(document())


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def test_headings_are_the_built_in_ones_in_order(word: bytes) -> None:
    found = docx.Document(io.BytesIO(word))
    styles = [p.style.name for p in found.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert styles == ["Title", "Heading 1", "Heading 2"]


def test_tables_have_a_header_row_that_repeats_and_a_name(word: bytes) -> None:
    found = docx.Document(io.BytesIO(word))
    assert [table.cell(0, 0).text for table in found.tables] == ["Asked", "Row"]
    for table in found.tables:
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert re.findall(r'w:tblCaption w:val="(.*?)"', parts(word)["word/document.xml"]) == ["A card", "A grid"]


def test_every_empty_cell_is_one_for_an_answer(word: bytes) -> None:
    card, grid = docx.Document(io.BytesIO(word)).tables
    empty = [
        (r, c)
        for t in (card, grid)
        for r, row in enumerate(t.rows)
        for c, cell in enumerate(row.cells)
        if not cell.text
    ]
    assert empty == [(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)]


def test_language_font_page_and_properties(word: bytes) -> None:
    found, markup = docx.Document(io.BytesIO(word)), parts(word)
    languages = re.findall(r'<w:lang w:val="(.*?)"', markup["word/styles.xml"])
    assert set(languages) == {"en-GB"} == {found.core_properties.language}
    assert (found.styles["Normal"].font.name, found.styles["Normal"].font.size.pt) == ("Arial", 12)
    own = found.core_properties
    assert (own.title, own.author, own.comments) == ("A form", "The Assembly", "About it")
    assert own.created.date() == own.modified.date() == dt.date(2026, 11, 21)
    section = found.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert 'w:instr="PAGE"' in markup["word/footer1.xml"]
    assert "python-docx" not in "".join(markup.values())
    assert "txbxContent" not in markup["word/document.xml"]


def test_a_question_is_followed_by_the_place_for_its_answer(word: bytes) -> None:
    texts = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(word)).paragraphs]
    at = texts.index(("Question", "A question?\nNeeded. [part] key"))
    assert texts[at + 1] == ("Answer", "Answer: known")


def test_same_document_same_bytes(word: bytes) -> None:
    assert as_word(document()) == word
    times = {info.date_time for info in zipfile.ZipFile(io.BytesIO(word)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_markdown_reads_as_plain_text() -> None:
    assert as_markdown(document()).splitlines() == [
        *("# A form", "", "**Who:** Somebody asks.", "", "## First part", "", "> Official words.", ""),
        *("**A question?**  ", "Needed. `[part] key`", "", "Answer: known", ""),
        *("- **What?** One. `one`", "- Two.", ""),
        *("**Short?**  ", "Yes or No. `[part] short`", "", "Answer:", "", "### Rows", ""),
        *("| Row | One | Two |", "| --- | --- | --- |", "| **EV001** |  |  |", "| **EV002** |  |  |"),
    ]


ODD = st.text(st.sampled_from("ab c1.)-+#*_`[]<>|&;!~\\=:@/'\"\n"), min_size=1, max_size=25)


@given(ODD.filter(str.strip))
def test_markdown_takes_no_word_for_a_mark(text: str) -> None:
    """What CommonMark shows of a paragraph is what was written, spaces aside."""
    tidy = "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    shown = MarkdownIt("commonmark").enable("table").render(as_markdown(document(Words(tidy))))
    assert re.fullmatch(r"<p>.*</p>\n", shown, re.DOTALL), shown
    assert unescape(shown[3:-5]) == tidy


def test_an_address_is_left_as_it_is() -> None:
    assert as_markdown(document(Words("some_team@example.org"))) == "some_team@example.org\n"
