"""The review pack: who is in it, that no text is lost, and what it leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import collate
from arf_excel.collation.pieces import pieces
from arf_excel.collation.section_page import PAGE_POINTS
from arf_excel.framework.edition import load_edition
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Unreadable
from arf_excel.rounds.settings import Round, Waiver
from arf_excel.workbook.book import HIGHEST_ROW, LONGEST_TEXT, lines
from arf_excel.workbook.lint import faults
from tests.collation.returns import DEV, EDITION, IN, B, a_round, answers, checklist, expected, put, read

BRONZE = "Recognition at Bronze"
BRONZE_1, BRONZE_2 = "Bronze 1 Leading from the front", "Bronze 2 Anti-racism as Mission Critical"


def pack(tmp_path: Path, *cells: dict[str, Any], round_: Round | None = None) -> Any:
    for n, each in enumerate(cells):
        put(tmp_path / "in" / f"{n}.xlsx", each)
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    return load_workbook(tmp_path / "pack" / "review-pack.xlsx")


def texts(sheet: Any) -> list[tuple[str, str]]:
    """Label and text of each row of a section."""
    return [(str(row[0] or ""), str(row[1] or "")) for row in sheet.iter_rows(max_col=2, values_only=True)]


def section(book: Any, code: str) -> list[tuple[str, str]]:
    return texts(next(sheet for sheet in book.worksheets if sheet.title.startswith(code)))


def test_only_applicants_have_a_section(tmp_path: Path) -> None:
    book = pack(tmp_path, answers("X01", BRONZE), answers("X02", "Feedback"), answers("X03"))
    assert [name for name in book.sheetnames if name.startswith("X")] == [
        "X01 Fictional X01",
        "X02 Fictional X02",
    ]


def test_nobody_who_asks_still_gives_a_pack(tmp_path: Path) -> None:
    book = pack(tmp_path, answers("X03"))
    assert book.sheetnames == ["Contents", "_meta"]


def test_a_form_for_a_level_that_does_not_say_what_it_asks_for_is_in_the_pack(tmp_path: Path) -> None:
    book = pack(tmp_path, answers("X01", "") | checklist(IN))
    assert "X01 Fictional X01" in book.sheetnames


def test_no_character_of_a_long_answer_is_lost(tmp_path: Path) -> None:
    long = "\n\n".join(f"Paragraph {n}. " + "We meet and listen. " * 40 for n in range(60)).strip()
    assert len(long) > LONGEST_TEXT
    told = section(pack(tmp_path, answers("X01", BRONZE) | checklist(IN, how=long)), "X01")
    rows = [text for label, text in told if label.startswith("What they wrote")]
    start = next(n for n, text in enumerate(rows) if text.startswith("Paragraph 0."))
    joined = "".join(rows[start:])
    assert long in joined and any("(continued)" in label for label, _ in told)


@pytest.mark.parametrize(
    "text", ["", "short", "x" * 40_000, "a b\n" * 9_000, " " * 500 + "end", "\n" * 300, "𝔘" * 20_000]
)
def test_pieces_are_the_text_and_fit(text: str) -> None:
    parts = pieces(text, 63, 12)
    assert "".join(parts) == text
    for part in parts:
        assert len(part.encode("utf-16-le")) // 2 <= LONGEST_TEXT
        assert lines(part, 63, 12) * 12 * 1.28 + 4 <= HIGHEST_ROW


def test_a_line_shows_its_words_evidence_actions_and_explanation(tmp_path: Path) -> None:
    cells = answers("X01", BRONZE) | checklist(IN, DEV, how="Our own words.")
    cells |= {
        "evidence/EV003/what": "Minutes",
        "evidence/EV003/for_item": BRONZE_1,
        "evidence/EV003/where": "https://example.org/m.pdf",
        "evidence/EV003/date": "date:2026-05-03",
        "evidence/EV003/also_1": BRONZE_2,
        "action_plan/AP001/for_item": BRONZE_2,
        "action_plan/AP001/action": "=Start a network",
        "action_plan/AP001/target": "date:2027-03-31",
        f"checklist/{B[1]}/explain": "A word on it.",
    }
    book = pack(tmp_path, cells)
    told = section(book, "X01")
    assert ("What they wrote", "Our own words.") in told
    assert [text for label, text in told if label == "Evidence 3"] == [
        "EV003: Minutes\nWhere: https://example.org/m.pdf\nDate: 3 May 2026",
        "EV003: Minutes\nWhere: https://example.org/m.pdf\nDate: 3 May 2026\nAlso named for this line.",
    ]
    assert ("In their plan", "Action 1: =Start a network (31 March 2027)") in told
    assert ("Their explanation", "A word on it.") in told
    sheet = book["X01 Fictional X01"]
    assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert {c.hyperlink.location for row in sheet.iter_rows() for c in row if c.hyperlink} == {"arf_contents"}


def test_no_verdict_word_stands_in_a_section(tmp_path: Path) -> None:
    told = section(pack(tmp_path, answers("X01", BRONZE) | checklist(IN, DEV, "")), "X01")
    said = " ".join(text for _, text in told)
    for verdict in ("figures meet the line", "figures fall short", "not enough given yet", "for the panel"):
        assert verdict not in said


def test_every_direct_line_has_a_judgement_cell_with_the_choices(tmp_path: Path) -> None:
    book = pack(tmp_path, answers("X01", BRONZE) | checklist(IN))
    sheet = book["X01 Fictional X01"]
    rules = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == 5 and {rule.formula1.count(",") for rule in rules} == {3}
    comments = [rule.prompt for rule in sheet.data_validations.dataValidation if rule.type != "list"]
    for n, rule in enumerate(rules, start=1):
        assert rule.prompt.startswith(f"Bronze {n} ") and comments[n - 1].startswith(f"Bronze {n} ")
    judgements = [row for row in texts(sheet) if row[0] == "Judgement"]
    assert len(judgements) == 5
    assert book["All deliverables"].max_row == 4 + 5


def test_a_reflection_is_shown_only_where_it_is_shared(tmp_path: Path) -> None:
    cells = answers("X01", BRONZE) | {
        "reflection/act/notes": "Shared with you",
        "reflection/act/share": "Yes",
        "reflection/grow/notes": "Ours alone",
        "reflection/grow/share": "No",
    }
    said = str(section(pack(tmp_path, cells), "X01"))
    assert "Shared with you" in said and "Ours alone" not in said


def test_lines_outside_what_is_asked_for_are_named_together(tmp_path: Path) -> None:
    put(tmp_path / "in" / "0.xlsx", answers("X01", BRONZE) | checklist(IN), purpose="all")
    book = pack(tmp_path)
    told = section(book, "X01")
    outside = next(text for label, text in told if label == "Lines")
    assert "Silver 1" in outside and "Gold 5" in outside and "Bronze" not in outside
    assert len([row for row in told if row[0] == "Judgement"]) == 5


def test_evidence_that_names_no_line_is_kept(tmp_path: Path) -> None:
    cells = answers("X01", BRONZE) | {
        "evidence/EV001/what": "A stray paper",
        "evidence/EV001/for_item": "Bronze 9",
    }
    assert "A stray paper" in str(section(pack(tmp_path, cells), "X01"))


def test_a_waiver_of_the_round_stands_in_the_section(tmp_path: Path) -> None:
    waiver = Waiver("X01", "EXPLAIN-203", "The report came late.", "Panel chair", None)
    round_ = a_round(expected("X01"), waivers=(waiver,))
    told = section(pack(tmp_path, answers("X01", BRONZE), round_=round_), "X01")
    assert any(label == "Waiver" and "The report came late." in text for label, text in told)


def test_printing_a_section(tmp_path: Path) -> None:
    sheet = pack(tmp_path, answers("X01", BRONZE, name="5 Rivers Fictional"))["X01 5 Rivers Fictional"]
    width = sum(sheet.column_dimensions[c].width for c in "AB")
    assert width <= 87 and sheet.page_setup.orientation in (None, "portrait", "default")
    assert sheet.oddFooter.right.text.replace(" ", "") in ("Page&Pof&N", "Page&[Page]of&N")
    assert "5 Rivers Fictional (X01)" in (sheet.oddFooter.left.text or "")


def printed_pages(sheet: Any) -> list[list[tuple[str, float]]]:
    """Label and height of the rows of each printed page, as the page breaks say."""
    ends = {each.id for each in sheet.row_breaks.brk}
    pages: list[list[tuple[str, float]]] = [[]]
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height or 15.0
        pages[-1].append((str(sheet.cell(row, 1).value or ""), height))
        if row in ends:
            pages.append([])
    return pages


def test_a_printed_page_never_opens_with_what_is_cut_off_from_its_line(tmp_path: Path) -> None:
    long = [
        answers(f"X{n:02d}", BRONZE) | checklist(IN, IN, IN, IN, IN, how="We meet and listen. " * (9 * n))
        for n in range(1, 40)
    ]
    book = pack(tmp_path, *long)
    sheets = [sheet for sheet in book.worksheets if sheet.title.startswith("X")]
    pages = [page for sheet in sheets for page in printed_pages(sheet)]
    titles = tuple(d.label for d in load_edition(EDITION).direct)
    others = ("Action plan", "All lines together", "Left empty")
    opening = [page[0][0] for page in pages]
    assert [t for t in opening if not t.startswith((*titles, *others, "Fictional"))] == []
    continued = [t for t in opening if t.endswith("(continued)")]
    assert continued and all(t.removesuffix(" (continued)") in titles for t in continued)
    for page in pages:
        assert sum(height for _, height in page) <= PAGE_POINTS
        labels = [label for label, _ in page]
        assert not {"Judgement", "Comment"} & set(labels[:2])
        assert labels.count("Judgement") == labels.count("Comment")


@pytest.mark.parametrize("name", ["'Quoted'", "a/b:c*d?[e]", "History", "x" * 60, "\u200b"])
def test_odd_names_make_sound_workbooks(tmp_path: Path, name: str) -> None:
    pack(tmp_path, answers("X01", BRONZE, name=name), answers("x:1", BRONZE, name=name))
    for made in (tmp_path / "pack").glob("*.xlsx"):
        assert faults(made) == []


HOSTILE = "=1+1 _x0041_ \x0b\x00 <b>&amp; ]]> \U0001f600 \u202e http://example.org/a b\r\nend"


def test_hostile_texts_stay_text_and_sound(tmp_path: Path) -> None:
    cells = answers("X_x0041_1\n ", BRONZE, name=HOSTILE, board=HOSTILE) | checklist(IN, how=HOSTILE)
    cells |= {
        "evidence/EV001/what": HOSTILE,
        "evidence/EV001/for_item": HOSTILE,
        "action_plan/AP001/action": HOSTILE,
    }
    book = pack(tmp_path, cells, answers(HOSTILE, "Feedback"))
    for made in (tmp_path / "pack").glob("*.xlsx"):
        assert faults(made) == [], made.name
    formulas = [
        c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.data_type == "f"
    ]
    links = [
        c.hyperlink for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.hyperlink
    ]
    assert not formulas and not [link.target for link in links if link.target]


def test_our_workbooks_are_read_as_no_form(tmp_path: Path) -> None:
    pack(tmp_path, answers("X01", BRONZE) | checklist(IN))
    for made in sorted((tmp_path / "pack").glob("*.xlsx")):
        found = read_return(made.read_bytes(), made.name)
        assert isinstance(found, Unreadable) and found.code in ("FIX-030", "FIX-031"), made.name
