"""Answers as a text: what is typed is what is read, whatever its signs, and a slip is told with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from arf_excel.errors import UsageError
from arf_excel.form.answers_placed import placed, value_of
from arf_excel.form.answers_text import read_answers_text, typed_answers
from arf_excel.form.answers_written import answers_to_type
from arf_excel.form.asked import Asked
from arf_excel.form.sheets import purposes, shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from tests.form.completed import completed

FORMS = [(edition, purpose) for edition in edition_ids() for purpose in purposes(load_edition(edition))]
BRONZE = shape_of(load_edition(), "bronze")
HOW: Key = ("checklist", "bronze.mission-critical", "how")
EMPTY = {("organisation", "asking", "answer"): "Recognition at Bronze"}


def answers_in(text: str, shape: Shape = BRONZE) -> dict[Key, object]:
    return dict(placed(Asked(shape), typed_answers(text, "answers.txt")[1], "answers.txt").cells)


def read_back(shape: Shape, answers: Answers, path: Path) -> dict[Key, object]:
    """What the reader says after the form was written."""
    write_form(path, shape, answers)
    found = read_return(path.read_bytes(), path.name)
    assert isinstance(found, Submission)
    return {(answer.table, answer.row, answer.column): answer.value for answer in found.answers}


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_every_answer_of_every_form_survives_the_text(edition: str, purpose: str, tmp_path: Path) -> None:
    shape = shape_of(load_edition(edition), purpose)
    answers = completed(shape)
    head, typed = typed_answers(answers_to_type(shape, answers), "answers.txt")
    assert head == {"edition": edition, "form": purpose}
    entered = placed(Asked(shape), typed, "answers.txt")
    direct = read_back(shape, answers, tmp_path / "direct.xlsx")
    assert len(direct) > 40
    assert read_back(shape, entered, tmp_path / "entered.xlsx") == direct


@pytest.mark.parametrize(("edition", "purpose"), FORMS)
def test_the_text_has_every_key_and_untouched_it_says_nothing(edition: str, purpose: str) -> None:
    shape = shape_of(load_edition(edition), purpose)
    text = answers_to_type(shape)
    typed = {(each.section, each.key): each.text for each in typed_answers(text, "answers.txt")[1]}
    for question in Asked(shape).all():
        if question.place[1][2:] <= "006" or question.place[0] not in ("evidence", "meetings", "action_plan"):
            assert (question.section, question.key) in typed
    filled = {key: text for key, text in typed.items() if text}
    assert filled in ({}, {("organisation", "asking"): typed["organisation", "asking"]})


def test_each_key_has_its_question_above_it() -> None:
    lines = answers_to_type(BRONZE).split("\n")
    at = lines.index("bronze.zero-tolerance/to-whom:")
    assert lines[at - 2 : at] == [
        "[measures]",
        "# To whom was it communicated? Needed. Groups, such as all staff, patients and visitors.",
    ]


SIGNS = st.text(
    st.one_of(
        st.sampled_from(":#;=%[]\n\t \"'-+@\\x{}…"),
        st.characters(exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn"]),
    ),
    max_size=40,
)
ODD = [
    *("# not a remark\n# nor this", "; nor this\n; or this", "[x] not a part\n[organisation]\ncode: X99"),
    *("a: b: c", "100 % = all", "one\n\n\n  two, set in\n   \nthree", "status:\nhow: yes"),
    *("%(no)s ${slot} {slot}", "form: gold", "\ta tab\n\tand another", "-\n- -\n=1+1", "'quoted'"),
    "\u00a0 spaces \u2028 of other kinds\u3000",
]


def examples(test: object) -> object:
    for text in ODD:
        test = example(text)(test)  # type: ignore[arg-type, assignment]
    return test


@examples
@given(SIGNS)
@settings(max_examples=60, deadline=None)
def test_any_words_survive_the_text(words: str) -> None:
    found = answers_in(answers_to_type(BRONZE, Answers({HOW: words})))
    assert found == ({HOW: words.strip()} if words.strip() else {})


@given(st.lists(SIGNS, min_size=20, max_size=40))
@example(ODD)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_words_survive_text_form_and_reader(tmp_path: Path, texts: list[str]) -> None:
    shape = shape_of(load_edition(), "feedback", evidence_rows=40, action_rows=10)
    rows = zip(shape.evidence_rows, texts, strict=False)
    cells: dict[Key, object] = {("evidence", row, "what"): text for row, text in rows}
    entered = answers_in(answers_to_type(shape, Answers(cells)), shape)
    found = read_back(shape, Answers(entered), tmp_path / "form.xlsx")
    assert found == {key: text.strip() for key, text in cells.items() if str(text).strip()}


def test_sections_may_come_again_and_in_any_case() -> None:
    text = "form: bronze\n[Organisation]\nCODE: x01\n[measures]\n[organisation]\nname: A trust\n"
    found = answers_in(text)
    assert found == {("organisation", "code", "answer"): "x01", ("organisation", "name", "answer"): "A trust"}


def test_what_is_indented_goes_on_and_keeps_what_is_further_in() -> None:
    text = "[checklist bronze.mission-critical]\nhow: First.\n  Second.\n    - set in\n\n\tLast.\nexplain:\n"
    assert answers_in(text) == answers_in(text.replace("\n", "\r\n"))
    assert answers_in(text) == {HOW: "First.\nSecond.\n  - set in\n\nLast."}


def wrong(text: str, shape: Shape = BRONZE) -> list[str]:
    with pytest.raises(UsageError) as caught:
        answers_in(text, shape)
    heading, *problems = str(caught.value).split("\n")
    assert heading.startswith("answers.txt: ")
    return problems


@pytest.mark.parametrize(
    ("text", "line", "near"),
    [
        ("[organisation]\ncode: X\nnane: A trust", 3, "'name'"),
        ("# a remark\n[organization]\ncode: X", 3, "[organisation]"),
        (
            "[checklist bronze.leading-from-front]\n\nstatus: In place",
            3,
            "[checklist bronze.leading-from-the-front]",
        ),
        ("[evidnce EV012]\nwhat: A paper", 2, "[evidence EV012]"),
        ("[measures]\nbronze.zero-tolerance/cover-staff: Yes", 2, "'bronze.zero-tolerance/covers-staff'"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_is_nearest(text: str, line: int, near: str) -> None:
    (problem,) = wrong(text)
    assert problem.startswith(f"- line {line}: ") and near in problem


def test_all_slips_are_told_at_once_and_empty_ones_not_at_all() -> None:
    text = "[organisation]\nnane:\ncolour: blue\nSee also: our website\n[wres wres-1]\none: 1.5\n"
    problems = wrong(text)
    assert [p.split(":")[0] for p in problems] == ["- line 3", "- line 4", "- line 6"]
    assert "begin it with two spaces" in problems[1]


def test_what_is_counted_or_for_another_kind_of_line_is_not_asked() -> None:
    assert (
        len(wrong("[measures]\nbronze.zero-tolerance/when: 2026-10-03\n[goals goal-1]\nstart: 3 Oct 2026"))
        == 2
    )


def test_rows_may_be_named_as_people_say_them() -> None:
    text = "[evidence 3]\nwhat: One\n[Evidence EV4]\nwhat: Two\n[evidence ev005]\nwhat: Three"
    assert [row for _, row, _ in answers_in(text)] == ["EV003", "EV004", "EV005"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[organisation]\ncode: X\ncode: Y", ["- line 3"]),
        ("[organisation]\ncode: X\nThe sponsor chairs the group.", ["- line 3"]),
        ("  indented\n[organisation]\n  indented\ncode: X", ["- line 1", "- line 3"]),
        ("[organisation\ncode: X", ["- line 1"]),
    ],
)
def test_a_line_that_is_no_answer_is_told(text: str, lines: list[str]) -> None:
    assert [problem.split(":")[0] for problem in wrong(text)] == lines


def test_a_row_under_two_spellings_stands_twice() -> None:
    (problem,) = wrong("[evidence EV003]\nwhat: One\n[evidence 3]\nwhat: Two")
    assert problem.startswith("- line 4: ") and problem.endswith("the first is in line 2.")
    assert len(answers_in("[evidence EV003]\nwhat:\n[evidence 3]\nwhat: Two")) == 1


def test_a_row_of_five_thousand_digits_is_not_there() -> None:
    (problem,) = wrong(f"[evidence EV{'9' * 5000}]\nwhat: One")
    assert problem.startswith("- line 2: this form has no [evidence EV999") and len(problem) < 200


@pytest.mark.parametrize(
    ("text", "lines", "near"),
    [
        ("fomr: silver\nform: silver\n[organisation]\ncode: X", ["- line 1"], "'form'"),
        ("form: silver\nname: X\n[organisation]\ncode: X", ["- line 2"], "'name'"),
        ("form: silver\n[organisation]\ncode: X\n[]\nname: X\ncode: Y", ["- line 5", "- line 6"], "'name'"),
        ("form: silver\nname:\nfile: a.xlsx\n[organisation\nname: X", ["- line 4"], "[part]"),
    ],
)
def test_what_stands_under_no_part_is_told(text: str, lines: list[str], near: str) -> None:
    problems = wrong(text)
    assert [problem.split(":")[0] for problem in problems] == lines
    assert near in problems[0]


@pytest.mark.parametrize(("slips", "told"), [(10, 10), (11, 11), (264, 11)])
def test_ten_slips_are_told_and_how_many_more(slips: int, told: int) -> None:
    problems = wrong("form: bronze\n[organisation]\n" + "A line of prose.\n" * slips)
    assert len(problems) == told
    assert [problem for problem in problems if "line 13:" in problem] == []
    assert problems[10:] == ([f"And {slips - 10} more."] if slips > 10 else [])


@pytest.mark.parametrize(
    "text", ["# Remarks only", "Dear office,\nall is well: really.", "Answer:\nAnswer:\n"]
)
def test_a_text_of_something_else_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"answers\.txt' is no text of answers") as caught:
        typed_answers(text, "answers.txt")
    assert "arf-excel questions -o" in str(caught.value) and "\n" not in str(caught.value)


def test_signs_that_no_cell_can_hold_are_judged_as_they_will_stand(tmp_path: Path) -> None:
    """In every text of a form: the values beside the formulas are those of the clean answers."""
    shape = shape_of(load_edition(), "bronze")
    clean = completed(shape).cells
    dirty = {key: f"\x0b{v}\x01\ufffe\uffff" if isinstance(v, str) else v for key, v in clean.items()}
    nothing = {("organisation", "board", "answer"): "\x01"}
    write_form(tmp_path / "dirty.xlsx", shape, Answers({**dirty, **nothing}))
    write_form(tmp_path / "clean.xlsx", shape, Answers({k: v for k, v in clean.items() if k not in nothing}))
    assert (tmp_path / "dirty.xlsx").read_bytes() == (tmp_path / "clean.xlsx").read_bytes()


def test_signs_that_no_cell_can_hold_are_not_read() -> None:
    text = "[checklist bronze.mission-critical]\nstatus: in\x01 place\x0b\nhow: One\x0btwo\uffff\n"
    assert answers_in(text) == {STATUS: "In place", HOW: "One\ntwo"}


def test_an_answer_longer_than_a_cell_is_told() -> None:
    assert len(answers_in(f"[checklist bronze.mission-critical]\nhow: {'x' * 32_000}")) == 1
    (problem,) = wrong(f"[checklist bronze.mission-critical]\nhow: {'x' * 32_001}")
    assert problem.startswith("- line 2: ") and "32001" in problem


DAY: Key = ("organisation", "year_end", "answer")
STATUS: Key = ("checklist", "bronze.mission-critical", "status")
FOR: Key = ("evidence", "EV001", "for_item")
SILVER = shape_of(load_edition(), "gold")
COUNT: Key = ("measures", "silver.levelling-up/leaders", "answer")
WRES: Key = ("wres", "wres-5", "one")


def percent() -> Key:
    return ("measures", next(r.id for r in SILVER.facts if r.fact.type == "percent"), "answer")


@pytest.mark.parametrize(
    ("place", "typed", "meant"),
    [
        (DAY, "2026-10-03", dt.date(2026, 10, 3)),
        (DAY, "3 October 2026", dt.date(2026, 10, 3)),
        (DAY, "Saturday, 3rd Oct. 2026", dt.date(2026, 10, 3)),
        (DAY, "3/10/26", dt.date(2026, 10, 3)),
        (DAY, "31 February 2026", "31 February 2026"),
        (DAY, "1 May 1066", "1 May 1066"),
        (DAY, "in May", "in May"),
        (STATUS, "in  PLACE", "In place"),
        (STATUS, "Development Area", "Development area"),
        (STATUS, "nearly", "nearly"),
        (FOR, "bronze 1", "Bronze 1 Leading from the front"),
        (FOR, "bronze.zero-tolerance", "Bronze 5 Zero Tolerance"),
        (FOR, "silver 2A", "Silver 2a"),
        (FOR, "Bronze", "Bronze"),
        (("organisation", "kind", "answer"), "ACUTE", "acute"),
        (("organisation", "kind", "answer"), "Hospice", "Hospice"),
        (("measures", "bronze.zero-tolerance/covers-staff", "answer"), "yes", "Yes"),
        (("measures", "bronze.leading-from-the-front/seat", "answer"), "director", "Director"),
        (("measures", "bronze.zero-tolerance/to-whom", "answer"), "007", "007"),
        (
            ("measures", "bronze.leading-from-the-front/appointed", "answer"),
            "1 Nov 2025",
            dt.date(2025, 11, 1),
        ),
        (COUNT, "1,234", 1234),
        (COUNT, "all of them", "all of them"),
        (COUNT, "62%", "62%"),
        (COUNT, "nan", "nan"),
        (COUNT, "9" * 400, "9" * 400),
        (percent(), "14.4 %", 14.4),
        (percent(), "0.5%", 0.005),
        (WRES, "28.4%", 28.4),
        (WRES, "−1.5", -1.5),
        (WRES, "1_000", "1_000"),
    ],
)
def test_words_become_what_the_cell_has(place: Key, typed: str, meant: object) -> None:
    found = value_of(Asked(SILVER), place, typed)
    assert found == meant and isinstance(found, str) == isinstance(meant, str)


def test_samples_are_read_as_before() -> None:
    text = "form: silver\nfile: a.xlsx\n[measures]\nsilver.levelling-up/leaders: 415\n"
    found = read_answers_text(f"{text}[evidence EV001]\ndate: 2026-05-21\n", "X01.txt")
    assert found.head == {"form": "silver", "file": "a.xlsx"}
    assert found.answers.cells == {
        ("measures", "silver.levelling-up/leaders", "answer"): 415.0,
        ("evidence", "EV001", "date"): dt.date(2026, 5, 21),
    }
    with pytest.raises(UsageError, match="line 2"):
        read_answers_text("[organisation]\ncolour: blue", "X01.txt")
