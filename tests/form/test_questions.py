"""What a form asks, as a document: every question and key once, in words for people without the form."""

from __future__ import annotations

import io
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from arf_excel.document.blocks import Ask, Card, Document, Grid, Heading, Points, Quote
from arf_excel.document.markdown import as_markdown
from arf_excel.document.word import as_word
from arf_excel.errors import UsageError
from arf_excel.form.asked import Asked
from arf_excel.form.questions import questions, save_questions
from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.tables import TABLES, answer_columns
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml

FORMS = [(edition, purpose) for edition in edition_ids() for purpose in purposes(load_edition(edition))]
SPARE = ("evidence", "meetings", "action_plan")


@cache
def form(edition: str, purpose: str) -> Shape:
    return shape_of(load_edition(edition), purpose)


@cache
def made(edition: str, purpose: str) -> Document:
    return questions(form(edition, purpose))


def texts(document: Document) -> str:
    return as_markdown(document)


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_every_question_is_asked_with_its_key(edition: str, purpose: str) -> None:
    text = texts(made(edition, purpose))
    for question in Asked(form(edition, purpose)).all():
        table, row, column = question.place
        if table in ("organisation", "checklist", "measures", "declaration"):
            assert text.count(f"`[{question.section}] {question.key}`") == 1, question
        elif table == "goals":
            assert f"| {row} |" in text or f"| {row} " in text
            assert f"`{column}`" in text
        elif table in SPARE:
            assert f"[{table} {row[:2]}001]" in text
            assert f"`{column}`" in text
        else:
            assert f"`[{table} {row}]`" in text
            assert f"`{column}`" in text


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_every_official_sentence_is_quoted_once(edition: str, purpose: str) -> None:
    shape, blocks = form(edition, purpose), made(edition, purpose).blocks
    quoted = [block.text for block in blocks if isinstance(block, Quote)]
    assert quoted == [f"“{deliverable.text}”" for deliverable in shape.deliverables]
    cards = [ask.note for block in blocks if isinstance(block, Card) for ask in block.asks]
    for action in shape.supporting:
        assert sum(note.startswith(f"“{action.text}”") for note in cards) == 1


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_every_fact_is_asked_or_said_to_be_taken_from_elsewhere(edition: str, purpose: str) -> None:
    text = texts(made(edition, purpose)).replace("\\", "")
    for row in form(edition, purpose).facts:
        assert row.fact.question in text


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_nothing_is_said_that_only_a_spreadsheet_has(edition: str, purpose: str) -> None:
    text = texts(made(edition, purpose))
    for word in ("F2", "Excel", "yellow", "Yellow", "drop-down", "{", "Choose from the list."):
        assert word not in text, word


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_headings_go_down_one_level_at_a_time(edition: str, purpose: str) -> None:
    levels = [block.level for block in made(edition, purpose).blocks if isinstance(block, Heading)]
    assert levels[0] == 0 and levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_two_tables_touch() -> None:
    """Word would make one table of them."""
    for edition, purpose in FORMS:
        blocks = made(edition, purpose).blocks
        tables = [isinstance(block, Card | Grid) for block in blocks]
        assert not any(one and two for one, two in pairwise(tables))


def bronze_asks() -> dict[str, Ask]:
    blocks = made("bronze-silver-gold", "bronze").blocks
    cards = [ask for block in blocks if isinstance(block, Card) for ask in block.asks]
    return {ask.key: ask for ask in (*cards, *(block for block in blocks if isinstance(block, Ask)))}


@pytest.mark.parametrize(
    ("key", "asked", "note"),
    [
        (
            "[organisation] code",
            "ODS code",
            "Needed. The NHS's own code of your organisation, three or more characters, such as R0A.",
        ),
        ("[organisation] held_since", "Held since", "Optional. A date, such as 3 October 2026."),
        (
            "[organisation] consent_name",
            "You may publish our name if we are recognised",
            "Optional. Yes or No.",
        ),
        ("[checklist bronze.mission-critical] status", "Status", "Needed. In place or Development area."),
        ("[checklist review.whats-our-approach] status", "Status", "Optional. In place or Development area."),
        (
            "[measures] bronze.zero-tolerance/covers-staff",
            "Does it cover racist abuse from staff members?",
            "Needed. Yes or No.",
        ),
        (
            "[measures] bronze.zero-tolerance.a/processes",
            "Do you have explicit processes for addressing racist abuse, discrimination and harassment?",
            "Optional. Yes or No; within or in addition to your disciplinary procedures.",
        ),
        ("[declaration] date", "Date of the declaration", "Needed. A date, such as 3 October 2026."),
    ],
)
def test_how_to_answer_is_said_in_words(key: str, asked: str, note: str) -> None:
    found = bronze_asks()[key]
    assert (found.asked, found.note) == (asked, note)


def test_words_are_needed_where_a_panel_reads_them() -> None:
    wordless = as_markdown(made("bronze-silver-gold", "self-assessment"))
    how = "[checklist bronze.mission-critical] how"
    assert bronze_asks()[how].note.startswith("Needed.")
    assert f"Optional. 100 to 250 words are plenty. `{how}`" in wordless


def test_what_is_known_is_filled_in() -> None:
    assert bronze_asks()["[organisation] asking"].filled == "Recognition at Bronze"


def test_a_long_list_is_told_once() -> None:
    text = texts(made("bronze-silver-gold", "gold"))
    assert text.count("Intersectional data presented") == 1


def test_each_part_has_its_words() -> None:
    words = read_toml("questions.toml")
    assert set(words["leads"]) == set(TABLES) - {"measures"}
    points = [block for block in made("bronze-silver-gold", "gold").blocks if isinstance(block, Points)]
    asked = {item.key for block in points for item in block.items}
    assert {column for table in SPARE for column in answer_columns(table)} <= asked


def test_word_and_markdown_hold_the_same_questions() -> None:
    document = made("bronze-silver-gold", "silver")
    found = docx.Document(io.BytesIO(as_word(document)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(p.text for p in found.paragraphs), *cells])
    for key in [f"[{q.section}] {q.key}" for q in Asked(form("bronze-silver-gold", "silver")).all()]:
        if key.startswith(("[organisation", "[checklist", "[measures", "[declaration")):
            assert text.count(key) >= 1, key


def test_same_form_same_bytes(tmp_path: Path) -> None:
    for name in ("a.docx", "b.DOCX", "a.md", "b.md", "a.txt", "b.txt"):
        save_questions(tmp_path / name, form("2021", "self-assessment"))
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.DOCX").read_bytes()
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_another_ending_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"questions\.pdf"):
        save_questions(tmp_path / "questions.pdf", form("2021", "self-assessment"))
    assert list(tmp_path.iterdir()) == []


def test_reading_a_return_never_imports_a_word_processor() -> None:
    """A reader of hostile files has no business with another format's library, nor the time for it."""
    program = (
        "import sys, contextlib, io\n"
        "import arf_excel.intake.reader, arf_excel.collation.collate, arf_excel.form.questions\n"
        "from arf_excel import cli\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        "    cli.main(['check', 'samples/returned'])\n"
        "print('docx' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True
    )
    assert done.stdout.strip() == "False"
