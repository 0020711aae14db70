"""The Questions sheet: read, and told in the pack beside the line that it is about."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from arf_excel.collation.cases import Case
from arf_excel.collation.collate import collate
from arf_excel.collation.section import blocks
from arf_excel.collation.waivers import Waivers
from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import load_edition
from arf_excel.review.review import review
from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Question, Round
from tests.collation.returns import IN, a_round, answers, checklist, expected, put, read
from tests.rounds.office import edit, problems, small_round, starts, write_row

ASKED, ANSWERED = dt.date(2026, 10, 3), dt.date(2026, 10, 10)
LABEL = shape_of(load_edition()).deliverables[0].label


def typed(**more: object) -> Any:
    names = {"line": "About which line", "asked": "Asked on", "answer": "Answer", "answered": "Answered on"}
    values = {"ODS code": "Z1A", "Question": "Which role?", **{names[key]: more[key] for key in more}}
    return lambda book: write_row(book, "Questions", 1, values)


@pytest.mark.parametrize(
    ("line", "is_read"), [("bronze 1", LABEL), (LABEL, LABEL), ("the  board", "the board"), ("", "")]
)
def test_a_question_is_read(line: str, is_read: str, tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, typed(line=line, asked="3/10/2026", answer="The deputy chief executive.", answered=ANSWERED))
    found = read_round(folder)
    question = Question("Z1A", is_read, "Which role?", ASKED, "The deputy chief executive.", ANSWERED)
    assert found.questions == (question,) == found.questions_of("Z1A")
    assert found.questions_of("Z2B") == () and not question.open


def test_an_answer_before_its_question_is_told(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, typed(asked=ANSWERED, answered=ASKED))
    assert starts(problems(folder), "Questions F5")


def test_a_round_of_before_there_was_such_a_sheet_is_read(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, lambda book: book.remove(book["Questions"]))
    assert read_round(folder).questions == ()
    edit(folder, lambda book: book.remove(book["Hold"]))
    assert starts(problems(folder), "Hold")


def test_kept_until_is_a_day_when_it_is_one(tmp_path: Path) -> None:
    from arf_excel.rounds.settings import Settings

    assert Settings("A", "2021", keep_until="31 March 2027").kept_to == dt.date(2027, 3, 31)
    assert Settings("A", "2021", keep_until="two years").kept_to is None


# in the pack


def told(questions: tuple[Question, ...], tmp_path: Path) -> dict[str, list[str]]:
    """Block → what it says of points of fact."""
    path = put(tmp_path / "one.xlsx", {**answers("X01", "Recognition at Bronze"), **checklist(IN)})
    found = review(read(path.read_bytes(), path.name))  # type: ignore[arg-type]
    shape = found.submission.shape
    case = Case("X01", "Fictional X01", "", shape, None, found, True, questions)
    return {
        block.title: texts
        for block in blocks(case, Waivers((), ASKED), {})
        if (texts := [entry.text for entry in block.entries if entry.label == "Point of fact"])
    }


def test_a_point_of_fact_stands_beside_its_line_with_its_days(tmp_path: Path) -> None:
    answered = Question("X01", LABEL, "Which role?", ASKED, "A director.", ANSWERED)
    waiting = Question("X01", LABEL, "Since when?")
    assert told((answered, waiting), tmp_path) == {
        LABEL: [
            "Asked on 3 October 2026: Which role?\nThey answered on 10 October 2026: A director.",
            "Asked: Since when?\nNot answered yet.",
        ]
    }


def test_what_names_no_line_of_the_form_stands_with_the_organisation(tmp_path: Path) -> None:
    questions = (Question("X01", "Gold 4 and more", "One?"), Question("X01", "", "Two?"))
    assert told(questions, tmp_path) == {
        "Fictional X01": [
            "About: Gold 4 and more\nAsked: One?\nNot answered yet.",
            "Asked: Two?\nNot answered yet.",
        ]
    }


def test_the_review_pack_prints_it(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    put(tmp_path / "in" / "one.xlsx", {**answers("X01", "Recognition at Bronze"), **checklist(IN)})
    round_: Round = a_round(expected("X01"), questions=(Question("X01", LABEL, "Which role?", ASKED),))
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    book = load_workbook(tmp_path / "pack" / "review-pack.xlsx", read_only=True)
    said = {cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "Asked on 3 October 2026: Which role?\nNot answered yet." in said
