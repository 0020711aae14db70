"""What seems to say something about one person stands in no output, and changes no verdict and no count."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import Outcome, collate
from arf_excel.collation.hold import settled, withheld
from arf_excel.collation.sheets import HEADER_ROW
from arf_excel.collation.words import headers
from arf_excel.intake.submission import Submission
from arf_excel.review.review import review
from arf_excel.rounds.settings import Held
from tests.collation.returns import DEV, IN, B, a_round, answers, bronze_facts, checklist, expected, put, read
from tests.collation.test_collate_hold import written

NHS, EMAIL, PHONE = "999 000 0018", "alex.sample@example.org", "07700 900123"
BORN, STAFF, FEW = "DOB 3 October 1962", "Staff number 1234567", "only 3 Black nurses"
HELD = "[held by the office]"
HOW = ("checklist", B[0], "how")


def a_return(**more: str) -> dict[str, Any]:
    """Bronze asked for, all of it in place."""
    cells = {**answers("X01", "Recognition at Bronze"), **checklist(IN, IN, IN, IN, DEV), **bronze_facts()}
    return {**cells, **{key.replace("__", "/"): text for key, text in more.items()}}


def run(folder: Path, cells: dict[str, Any], *hold: Held) -> tuple[Outcome, str]:
    put(folder / "in" / "one.xlsx", cells)
    round_ = a_round(expected("X01"), hold=hold)
    outcome = collate([folder / "in"], folder / "pack", round_, read=read)
    return outcome, written(folder / "pack")


def submission(cells: dict[str, Any], folder: Path) -> Submission:
    found = read(put(folder / "return.xlsx", cells).read_bytes(), "return.xlsx")
    assert isinstance(found, Submission)
    return found


def secrets() -> dict[str, Any]:
    """Something personal in every kind of cell, with the same places filled as in a return without it."""
    cells = a_return()
    typed = {
        f"checklist/{B[0]}/how": f"Told by a patient, {NHS}.",
        f"checklist/{B[1]}/explain": f"Ask {EMAIL}.",
        f"checklist/{B[4]}/status": f"Ring {PHONE}",
        "evidence/EV060/what": f"A story. {BORN}.",
        "evidence/EV060/for_item": STAFF,
        "evidence/EV060/where": f"Folder of {EMAIL}",
        "evidence/EV060/date": BORN,
        "action_plan/AP001/action": f"Speak to {EMAIL}",
        "action_plan/AP001/target": f"when {PHONE} is free",
        "organisation/board/answer": f"Board of {EMAIL}",
        "organisation/year_end/answer": BORN,
    }
    return {**cells, **typed}


def test_nothing_personal_is_in_any_output(tmp_path: Path) -> None:
    outcome, text = run(tmp_path, secrets())
    for secret in (NHS, EMAIL, PHONE, BORN, STAFF):
        assert secret not in text
    assert text.count(HELD) > 5
    codes = {placed.finding.code for placed in outcome.reviews[0].findings}
    assert {f"EXPLAIN-80{n}" for n in range(1, 6)} <= codes
    assert not any(EMAIL in f"{note}" for note in outcome.notes)


def test_what_asks_for_a_person_is_exempt(tmp_path: Path) -> None:
    cells = a_return(organisation__email__answer=EMAIL, organisation__contact_role__answer=f"Head, {PHONE}")
    outcome, text = run(tmp_path, cells)
    assert outcome.reviews[0].hits == ()
    assert HELD not in text


def test_verdicts_and_counts_are_as_without_holding(tmp_path: Path) -> None:
    plain = review(submission(secrets(), tmp_path))
    held = withheld(plain, None)
    assert len(held.held) == 11
    assert [(j.status, j.verdict, j.why) for j in held.judgement.judged] == [
        (j.status, j.verdict, j.why) for j in plain.judgement.judged
    ]
    assert held.judgement.levels == plain.judgement.levels
    assert [p.finding for p in held.findings] == [p.finding for p in plain.findings]


def test_words_target_dates_and_what_is_asked_for_are_counted_as_they_came(tmp_path: Path) -> None:
    cells = a_return() | {
        f"checklist/{B[0]}/how": "one two three four five six seven",
        "action_plan/AP001/action": "Train",
        "action_plan/AP001/target": "date:2027-03-01",
    }
    hold = [
        Held("X01", *HOW),
        Held("X01", "action_plan", "AP001", "target"),
        Held("X01", "organisation", "asking", "answer"),
    ]
    outcome, text = run(tmp_path, cells, *hold)
    book = load_workbook(tmp_path / "pack" / "office.xlsx", read_only=True)
    rows = book["All answers"].iter_rows(min_row=HEADER_ROW + 2, values_only=True)
    assert next(rows)[9] == 7
    assert "March 2027" in text
    assert "2027-03-01" not in text
    assert "Recognition at Bronze" not in (tmp_path / "pack" / "ledger.csv").read_text("utf-8-sig")
    [record] = json.loads((tmp_path / "pack" / "submissions.json").read_text("utf-8"))
    assert (record["asking_for"], record["levels"]["asked"]) == (HELD, "bronze")
    assert outcome.reconciliation.adds_up


def test_a_held_figure_is_repeated_by_no_sentence(tmp_path: Path) -> None:
    plain = review(submission(a_return(), tmp_path))
    figures = [k for k in plain.submission.cells.cells if k[0] == "measures"]
    held_any = False
    for key in figures:
        held = withheld(plain, a_round(expected("X01"), hold=(Held("X01", *key),)))
        assert [j.verdict for j in held.judgement.judged] == [j.verdict for j in plain.judgement.judged]
        changed = [
            j.why for j, was in zip(held.judgement.judged, plain.judgement.judged, strict=True) if j != was
        ]
        assert set(changed) <= {HELD}
        held_any = held_any or bool(changed)
    assert held_any


@pytest.mark.parametrize(
    ("line", "there", "instead", "stands"),
    [
        (None, False, HELD, "Held"),
        (Held("X01", *HOW), False, HELD, "Held"),
        (Held("x01", "Checklist", B[0].upper(), "How"), False, HELD, "Held"),
        (Held("X01", *HOW, released=True), True, EMAIL, "As it was sent"),
        (Held("X01", *HOW, text="A colleague"), False, "A colleague", "In other words"),
    ],
)
def test_the_hold_sheet_decides(
    line: Held | None, there: bool, instead: str, stands: str, tmp_path: Path
) -> None:
    cells = a_return() | {f"checklist/{B[0]}/how": f"Led by {EMAIL}."}
    outcome, text = run(tmp_path, cells, *([line] if line else []))
    assert (EMAIL in text) is there
    assert instead in text
    found = outcome.reviews[0]
    about = next(placed for placed in found.findings if placed.finding.code == "EXPLAIN-802")
    assert about.open is (line is None)
    assert rows_of_held(tmp_path) == [("X01", *HOW, "A personal e-mail address", "Checklist C9", stands)]


def test_copies_that_go_back_hold_their_own_words_and_do_not_ask_again(tmp_path: Path) -> None:
    came = submission(a_return() | {f"checklist/{B[0]}/how": f"Led by {EMAIL}."}, tmp_path)
    plain = review(came)
    assert plain.to_look_at
    own = settled(plain, a_round(expected("X01"), hold=(Held("X01", *HOW, released=True),)))
    assert own.submission is came
    assert [p.finding.code for p in plain.findings if p.open and p not in own.findings] == ["EXPLAIN-802"]
    assert not [p for p in own.findings if p.finding.code == "EXPLAIN-802" and p.open]


def rows_of_held(folder: Path) -> list[tuple[Any, ...]]:
    page = load_workbook(folder / "pack" / "office.xlsx", read_only=True)["Held"]
    lines = list(page.iter_rows(min_row=HEADER_ROW + 1, values_only=True))
    assert lines[0] == headers("held")
    return lines[1:]


def test_a_cell_that_only_the_hold_sheet_names_is_listed_as_held(tmp_path: Path) -> None:
    run(tmp_path, a_return(), Held("X01", *HOW))
    assert [row[4:] for row in rows_of_held(tmp_path)] == [
        ("Named on the Hold sheet", "Checklist C9", "Held")
    ]


def test_a_line_of_the_hold_sheet_that_meets_no_cell_is_told(tmp_path: Path) -> None:
    outcome, _ = run(tmp_path, a_return(), Held("X01", "checklist", "EV099", "how"))
    assert any("EV099" in note for note in outcome.notes)


def test_a_finding_on_trial_is_shown_and_decides_nothing(tmp_path: Path) -> None:
    outcome, text = run(tmp_path, a_return() | {f"checklist/{B[0]}/how": f"We have {FEW}."})
    found = outcome.reviews[0]
    about = next(placed for placed in found.findings if placed.finding.code == "EXPLAIN-806")
    assert not about.open
    assert about.message.endswith("(on trial: decides nothing)")
    assert FEW in text
    assert found.held == {}
    row = rows_of_held(tmp_path)[0]
    assert row[1:4] == HOW and row[6].startswith("As it was sent")
    [record] = json.loads((tmp_path / "pack" / "submissions.json").read_text("utf-8"))
    assert [f["code"] for f in record["findings"] if f["trial"]] == ["EXPLAIN-806"]
    assert not any(a["held"] for a in record["answers"])


def test_the_json_says_which_answers_are_held(tmp_path: Path) -> None:
    run(tmp_path, a_return() | {f"checklist/{B[0]}/how": NHS})
    [record] = json.loads((tmp_path / "pack" / "submissions.json").read_text("utf-8"))
    held = [(a["table"], a["id"], a["column"], a["value"]) for a in record["answers"] if a["held"]]
    assert held == [(*HOW, HELD)]


def test_addresses_that_the_round_names_are_not_held(tmp_path: Path) -> None:
    put(tmp_path / "in" / "one.xlsx", a_return() | {f"checklist/{B[0]}/how": f"Sent to {EMAIL}."})
    round_ = a_round(expected("X01"))
    round_ = replace(round_, settings=replace(round_.settings, return_to=EMAIL.title()))
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert EMAIL in written(tmp_path / "pack")


def test_a_return_that_is_not_used_is_held_too(tmp_path: Path) -> None:
    put(tmp_path / "in" / "earlier.xlsx", secrets(), saved="2026-09-01T09:00:00+00:00")
    run(tmp_path, a_return())
    text = written(tmp_path / "pack")
    assert HELD in text
    for secret in (NHS, EMAIL, PHONE, BORN, STAFF):
        assert secret not in text
