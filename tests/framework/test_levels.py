"""Asked for, borne out, how far the next level is, ready or not, what is next: worked out by hand."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from arf_excel.framework.answers import Answers
from arf_excel.framework.judge import Judgement, LevelAnswer, judge
from arf_excel.framework.shape import Shape
from tests.framework.complete import blank, by_code, case, changed, complete, form, found

SELF, FEEDBACK = "Self-assessment only", "Feedback"
BRONZE, SILVER, GOLD = (f"Recognition at {level}" for level in ("Bronze", "Silver", "Gold"))
UNFIT = "This does not fit us because we have no wards"


def levels(line: str) -> LevelAnswer:
    return case(line).judged().levels


def from_blank(name: str, asking: str, changes: str = "") -> Judgement:
    """A form with nothing answered but these changes."""
    shape = form(name)
    return judge(shape, changed(shape, blank(shape, asking), changes))


# what the answers bear out, and how far the next level is


def test_nothing_answered() -> None:
    judged = from_blank("all", SILVER)
    answer = judged.levels
    assert (answer.asked, answer.recognition) == (SILVER, True)
    assert (answer.supported, answer.subject_to, answer.held) == (None, (), None)
    assert answer.supported_sentence == "What the answers bear out: Bronze is not complete yet."
    assert answer.distance == "5 deliverables from Bronze: Bronze 1, Bronze 2, Bronze 3, Bronze 4, Bronze 5."
    assert answer.left == 5 and not judged.ready
    assert judged.next_step == "Answer Bronze 1 Leading from the front on the Checklist sheet."


def test_all_of_bronze_is_counted_when_more_than_three_are_for_the_panel() -> None:
    answer = levels(f"bronze, {BRONZE} | Bronze 5/covers-staff answer=No")
    assert answer.supported == "bronze" and len(answer.subject_to) == 4
    assert answer.supported_sentence == (
        "What the answers bear out: Bronze, if the panel agrees on 4 deliverables."
    )
    assert answer.distance == "Nothing on this form is left to do." and answer.left is None


def test_gold_next_when_bronze_and_silver_are_there() -> None:
    answer = levels(f"all, {SILVER} | Gold 1-4 status=Development area")
    assert answer.supported == "silver" and len(answer.subject_to) == 4
    assert answer.distance == "4 deliverables from Gold: Gold 1, Gold 2, Gold 3, Gold 4." and answer.left == 4


def test_one_deliverable_from_the_next_level_is_named() -> None:
    answer = levels(f"all, {BRONZE} | Silver 4 how= ; Gold 1 how=")
    assert answer.distance == "One deliverable from Silver: Silver 4 Listen and Learn." and answer.left == 1


def test_silver_with_one_bronze_open_is_not_even_bronze() -> None:
    answer = levels(f"all, {SILVER} | Bronze 2 status=Development area")
    assert answer.supported is None and answer.subject_to == ()
    assert answer.distance == "One deliverable from Bronze: Bronze 2 Anti-racism as Mission Critical."


def test_a_gap_in_silver_holds_gold_back() -> None:
    answer = levels(f"gold, {GOLD} | Silver 5 status=")
    assert answer.supported == "bronze"
    assert answer.distance == "One deliverable from Silver: Silver 5 Data Plus."


def test_supporting_actions_and_regular_review_decide_nothing() -> None:
    shape = form("all")
    answers = complete(shape, GOLD)
    rows = {("supporting", a.id, "status"): "Development area" for a in shape.supporting}
    review = {("checklist", d.id, "status"): "Development area" for d in shape.deliverables if not d.level}
    assert len(review) == 2
    assert judge(shape, Answers({**answers.cells, **rows, **review})).levels == judge(shape, answers).levels


def test_in_place_without_words_bears_nothing_out() -> None:
    assert levels(f"bronze, {BRONZE} | Bronze 3 how=").supported is None
    assert levels(f"bronze, {FEEDBACK} | Bronze 3 how=").supported is None
    assert levels(f"bronze, {SELF} | Bronze 3 how=").supported == "bronze"
    assert levels("self | Bronze 1-5 how=").supported == "gold"


# a lower level that is held and confirmed

HELD = "organisation level_held={} ; organisation still_in_place={}"


def silver_rows(held: str, confirmed: str) -> str:
    """Nothing of Bronze is filled, all of Silver is."""
    return f"silver, {SILVER} | Bronze 1-5 status= ; Bronze 1-5 how= ; " + HELD.format(held, confirmed)


def test_bronze_held_and_confirmed_need_not_be_filled_in() -> None:
    judged = case(silver_rows("Bronze", "Yes")).judged()
    assert judged.ready and judged.levels.held == "bronze"
    assert judged.levels.supported == "silver"
    assert judged.levels.subject_to == ("silver.empowering-your-talent",)
    assert not any(row.needed for row in judged.judged if row.level == "bronze")
    assert judged.findings == ()
    assert judged.work.text("overall", "all", "held_sentence") == (
        "Bronze is held and confirmed as still in place."
    )


def test_a_held_level_is_borne_out_and_not_for_the_panel() -> None:
    line = silver_rows("Bronze", "Yes") + " ; Silver 1-2 status=Development area"
    assert levels(line).supported == "bronze"
    assert levels(line).supported_sentence == "What the answers bear out: Bronze."
    assert levels(line).distance == "2 deliverables from Silver: Silver 1, Silver 2."


@pytest.mark.parametrize("confirmed", ["No", "", "Perhaps"])
def test_bronze_held_and_not_confirmed_has_to_be_filled_in(confirmed: str) -> None:
    judged = case(silver_rows("Bronze", confirmed)).judged()
    assert not judged.ready and judged.levels.held is None and judged.levels.supported is None
    assert "EXPLAIN-124" in {f.code for f in judged.findings}
    assert judged.ready_sentence == (
        "Still empty. Checklist: Bronze 1, Bronze 2, Bronze 3, Bronze 4, Bronze 5."
    )


def test_none_held_is_no_level() -> None:
    assert levels(silver_rows("None", "Yes")).held is None
    assert levels(silver_rows("Platinum", "Yes")).held is None


def test_silver_held_and_asked_for_again_stands_for_bronze_and_not_for_itself() -> None:
    judged = case(silver_rows("Silver", "Yes")).judged()
    assert judged.ready and judged.levels.held == "bronze" and judged.levels.supported == "silver"
    assert judged.work.text("overall", "all", "held_sentence") == (
        "Silver is held and confirmed as still in place."
    )
    again = case(f"all, {SILVER} | Silver 1 status= ; " + HELD.format("Silver", "Yes")).judged()
    assert not again.ready and again.levels.supported == "bronze"


def test_bronze_held_and_asked_for_again_has_to_be_shown_again() -> None:
    judged = case(f"all, {BRONZE} | Bronze 1 status= ; " + HELD.format("Bronze", "Yes")).judged()
    assert judged.levels.held is None and not judged.ready and judged.levels.supported is None


def test_bronze_held_does_not_stand_for_silver_below_gold() -> None:
    line = f"gold, {GOLD} | Bronze 1-5 status= ; Silver 2 status= ; " + HELD.format("Bronze", "Yes")
    assert levels(line).supported == "bronze" and levels(line).left == 1
    assert "EXPLAIN-124" in {f.code for f in case(line).judged().findings}


def test_a_held_level_counts_for_recognition_only() -> None:
    line = f"all, {FEEDBACK} | Bronze 1-5 status= ; " + HELD.format("Bronze", "Yes")
    assert levels(line).held is None and levels(line).supported is None
    assert not case(line).judged().ready


def test_held_first_asks_for_the_level_below_and_changes_no_figure() -> None:
    shape, other = form("all", lower_levels="held-first"), form("all")
    answers = complete(shape, SILVER)
    asked, usual = judge(shape, answers), judge(other, answers)
    assert found(asked, shape) == "EXPLAIN-125 asking" and found(usual, other) == ""
    assert asked.levels == usual.levels and asked.ready


# "This does not fit us because…"


def test_what_does_not_fit_is_for_the_panel_whatever_its_status() -> None:
    for status in ("", "Development area", "In place", "Maybe"):
        judged = case(f"bronze, {BRONZE} | Bronze 4 status={status} ; Bronze 4 how={UNFIT}").judged()
        row = next(r for r in judged.judged if r.label.startswith("Bronze 4"))
        assert (row.verdict, row.answered) == ("panel", True)
        assert judged.levels.supported == "bronze" and judged.ready


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Bronze, if the panel agrees on Bronze 1 Leading from the front."),
        (
            4,
            "Bronze, if the panel agrees on Bronze 1 Leading from the front, "
            "Bronze 2 Anti-racism as Mission Critical, Bronze 4 We do this together.",
        ),
    ],
)
def test_up_to_three_for_the_panel_are_named(count: int, said: str) -> None:
    whole = form("bronze")
    first = whole.deliverables[:count]
    shape = replace(whole, purpose=f"first {count}", deliverables=first, supporting=())
    answer = judge(shape, complete(shape, BRONZE)).levels
    assert answer.supported_sentence == f"What the answers bear out: {said}"


# ready to send


def test_a_self_assessment_of_statuses_is_ready_when_development_areas_have_an_action() -> None:
    changes = "Bronze 1-5 status=In place ; Silver 1-5 status=In place ; Gold 1-4 status=In place ; "
    changes += "Gold 5 status=Development area"
    without = from_blank("self", SELF, changes)
    assert not without.ready and without.ready_sentence == "Still empty. Checklist: Gold 5."
    assert without.next_step == "Answer Gold 5 Our Voices Matter on the Checklist sheet."
    action = "AP001 all=@Gold 5/Ask the network/Board/2027-01-31"
    ready = from_blank("self", SELF, f"{changes} ; {action}")
    assert ready.ready and ready.findings == () and ready.next_step == "Save this file and send it back."
    assert ready.ready_sentence.startswith("Ready to send: every line that is asked for is answered.")
    assert ready.levels.supported == "silver" and ready.levels.left == 1
    word = from_blank("self", SELF, f"{changes} ; Gold 5 explain=We start in May")
    assert word.ready


def test_no_verdict_turns_ready_to_no() -> None:
    judged = case(f"bronze, {BRONZE} | Bronze 1-5 status=Development area").judged()
    assert judged.ready and judged.levels.supported is None


def test_feedback_on_a_whole_form_asks_for_every_deliverable() -> None:
    judged = case(f"all, {FEEDBACK} | Gold 3 how=").judged()
    assert not judged.ready and judged.ready_sentence == "Still empty. Checklist: Gold 3."


def test_recognition_needs_the_declaration_and_feedback_does_not() -> None:
    gone = "declaration role= ; declaration agreed= ; declaration date="
    judged = case(f"bronze, {BRONZE} | {gone}").judged()
    assert not judged.ready
    assert judged.next_step == "Fill in 'Role of the person who declares' on the Declaration sheet."
    assert judged.ready_sentence.startswith("Still empty. Declaration: Role of the person who declares, What")
    assert case(f"bronze, {FEEDBACK} | {gone}").judged().ready
    assert not case(f"bronze, {BRONZE} | declaration agreed=No").judged().ready


def test_the_next_step_goes_sheet_by_sheet() -> None:
    def next_step(changes: str) -> str:
        return case(f"bronze, {BRONZE} | {changes}").judged().next_step

    everything = "organisation email= ; Bronze 2 status= ; declaration date= ; EV030 page=3"
    assert next_step(everything) == "Fill in 'E-mail for that role' on the Organisation sheet."
    rest = everything.partition(" ; ")[2]
    assert next_step(rest) == "Answer Bronze 2 Anti-racism as Mission Critical on the Checklist sheet."
    declared = next_step("declaration date= ; EV030 page=3")
    assert declared == "Fill in 'Date of the declaration' on the Declaration sheet."
    assert next_step("EV030 page=3").startswith("Look at or explain 1 place")
    assert next_step("EV030 page=3 ; EV029 page=3").startswith("Look at or explain 2 places")
    assert next_step("AP001 all=@Bronze 1/Go on/Board").startswith("Save")


def test_a_word_where_no_word_is_needed_is_still_asked_for_nothing() -> None:
    judged = from_blank("bronze", "", "organisation asking=")
    assert judged.levels.asked == "" and not judged.levels.recognition
    assert judged.work.text("overall", "all", "asked") == "You have not said yet what you are asking for."
    assert "We are asking for" in judged.ready_sentence


# the 2021 edition: one accreditation, counted by principle


def test_2021_has_one_level_of_26_deliverables() -> None:
    judged = case("2021, Accreditation |").judged()
    assert len(judged.judged) == 26 and judged.levels.supported == "accreditation"
    assert judged.levels.supported_sentence == (
        "What the answers bear out: Accreditation, if the panel agrees on 8 deliverables."
    )
    assert judged.levels.distance == "Nothing on this form is left to do." and judged.ready


def test_2021_counts_by_principle() -> None:
    changes = "Act 2a status=Development area ; Act 2b status= ; Grow 1 status=Maybe"
    judged = case(f"2021, Accreditation | {changes}").judged()
    columns = ("name", "total", "in_place", "development", "blank")
    rows = zip(*(judged.work.column("groups", column) for column in columns), strict=True)
    by_name = {str(name): counts for name, *counts in rows}
    assert list(by_name.values()) == [[6, 6, 0, 0], [5, 5, 0, 0], [4, 3, 0, 1], [6, 4, 1, 1], [5, 5, 0, 0]]
    assert judged.levels.supported is None
    assert judged.levels.distance == "3 deliverables from Accreditation: Grow 1, Act 2a, Act 2b."


def test_2021_all_open_are_counted_and_listed_once() -> None:
    judged = from_blank("2021", "Accreditation")
    assert judged.levels.left == 26 and judged.levels.distance == "26 deliverables from Accreditation."
    listed = judged.ready_sentence.partition("Checklist: ")[2].partition(". ")[0]
    assert listed.count(",") == 25 and listed.endswith("Review 4")


def test_groups_of_the_later_edition_are_its_levels() -> None:
    judged = case("all, Feedback | Silver 1-2 status=Development area ; Review 1 status=In place").judged()
    told = (
        " Of those in place: the figures of {} meet the line and of 0 fall short, "
        "{} for the panel, 0 with facts still needed."
    )
    assert judged.work.column("groups", "sentence") == [
        "Bronze: 5 in place, 0 development areas, 0 not answered." + told.format(2, 3),
        "Silver: 3 in place, 2 development areas, 0 not answered." + told.format(3, 0),
        "Gold: 5 in place, 0 development areas, 0 not answered." + told.format(4, 1),
    ]
    alone = case("self | Silver 1-2 status=Development area").judged()
    assert alone.work.column("groups", "sentence")[1] == (
        "Silver: 3 in place, 2 development areas, 0 not answered."
    )


# our year

WINDOWS = """
2026-08-31 : 2026-02-27 no, 2026-02-28 yes, 2026-08-31 yes, 2026-09-01 no
2026-09-30 : 2026-03-29 no, 2026-03-30 yes, 2026-09-30 yes, 2026-10-01 no
2024-08-31 : 2024-02-28 no, 2024-02-29 yes, 2024-09-01 no
2024-02-29 : 2023-08-28 no, 2023-08-29 yes, 2024-02-29 yes, 2024-03-01 no
2025-01-15 : 2024-07-14 no, 2024-07-15 yes, 2025-01-15 yes, 2025-01-16 no
"""


@pytest.mark.parametrize("line", [line for line in WINDOWS.splitlines() if line])
def test_our_year_may_be_moved_back_by_six_months(line: str) -> None:
    given, _, days = line.partition(" : ")
    shape = form("self", dt.date.fromisoformat(given))
    for day, inside in (part.split() for part in days.split(", ")):
        answers = changed(shape, complete(shape), f"organisation year_end={day}")
        codes = {f.code for f in judge(shape, answers).findings}
        assert ("EXPLAIN-123" not in codes) == (inside == "yes"), day


def test_any_year_end_will_do_where_no_round_gave_one() -> None:
    shape = form("self", None)
    assert judge(shape, changed(shape, complete(shape), "organisation year_end=2001-01-01")).findings == ()


@pytest.mark.parametrize(
    ("end", "start"),
    [
        ("2024-02-29", dt.date(2023, 2, 28)),
        ("2025-02-28", dt.date(2024, 2, 28)),
        ("2026-08-31", dt.date(2025, 8, 31)),
    ],
)
def test_our_year_starts_after_the_same_day_a_year_earlier(end: str, start: dt.date) -> None:
    judged = case(f"self | organisation year_end={end}").judged()
    assert judged.work.number("asking", "all", "year_start") == (start - dt.date(1899, 12, 30)).days


# the order in which answers come makes no difference


def shuffled(shape: Shape, answers: Answers, move: Callable[[list[object]], None]) -> Answers:
    """The rows of evidence and of the action plan in another order: ids stay, answers move."""
    cells = {key: value for key, value in answers.cells.items() if key[0] not in ("evidence", "action_plan")}
    for table, rows in (("evidence", shape.evidence_rows), ("action_plan", shape.action_rows)):
        other: list[object] = list(rows)
        move(other)
        moved = dict(zip(rows, other, strict=True))
        for (name, row, column), value in answers.cells.items():
            if name == table:
                cells[name, str(moved[row]), column] = value
    return Answers(cells)


@pytest.mark.parametrize("move", [list.reverse, random.Random(7).shuffle, random.Random(8).shuffle])
def test_sorted_rows_come_to_the_same(move: Callable[[list[object]], None]) -> None:
    changes = "Bronze 1 status=Development area ; EV002 also_1=@Bronze 1 ; EV003 also_2=@Bronze 1 ; "
    changes += "EV004 what= ; AP001 all=@Bronze 1/Publish ; AP003 all=@Bronze 5//Board"
    asked = case(f"all, {SILVER} | {changes}")
    one, other = asked.judged(), judge(asked.shape, shuffled(asked.shape, asked.answers, move))
    assert one.judged == other.judged and one.levels == other.levels
    assert sorted(f.code for f in one.findings) == sorted(f.code for f in other.findings)
    counts = {row.label[:8]: row.evidence for row in one.judged}
    assert (counts["Bronze 1"], counts["Bronze 4"], counts["Bronze 2"]) == (3, 0, 1)


def test_a_deliverable_named_twice_in_a_row_counts_once() -> None:
    line = "bronze | EV001 also_1=@Bronze 1 ; EV001 also_2=@Bronze 1 ; EV002 also_1=@Bronze 1 ; "
    line += "EV003 also_1=@Bronze 4 ; EV003 also_2=@Bronze 4"
    counts = {row.label[:8]: row.evidence for row in case(line).judged().judged}
    assert list(counts.values()) == [2, 1, 1, 2, 1, 0, 0]


def test_ids_and_not_wording_say_which_row_is_which() -> None:
    shape = form("bronze")
    assert by_code(shape, "Bronze 3") == "bronze.actions-not-words"


def test_a_line_of_a_held_level_is_told_and_not_called_unanswered() -> None:
    from arf_excel.form.sheets import shape_of
    from arf_excel.framework.answers import Answers
    from arf_excel.framework.edition import load_edition
    from arf_excel.framework.judge import judge

    shape = shape_of(load_edition(), "silver")
    organisation = {"asking": "Recognition at Silver", "level_held": "Bronze", "still_in_place": "Yes"}
    answers = {("organisation", row, "answer"): value for row, value in organisation.items()}
    first = judge(shape, Answers(answers)).judged[0]
    assert (first.status, first.verdict, first.needed) == ("In place", "", False)
    del answers["organisation", "still_in_place", "answer"]
    first = judge(shape, Answers(answers)).judged[0]
    assert (first.status, first.verdict, first.needed) == ("Not answered", "incomplete", True)
