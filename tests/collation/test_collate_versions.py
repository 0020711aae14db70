"""Which return is used, and the words in the ledger for each that is not."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from arf_excel.collation.collate import Outcome, collate
from arf_excel.collation.ledger import Line
from arf_excel.collation.words import say
from arf_excel.errors import UsageError
from arf_excel.form.meta import fingerprint
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.rounds.settings import Pin, Round
from tests.collation.returns import DEV, IN, a_round, answers, checklist, expected, put, read

EARLY, LATE = "2026-09-01T09:00:00+00:00", "2026-09-20T09:00:00+00:00"


def line(outcome: Outcome, file: str) -> Line:
    return next(each for each in outcome.ledger if each.file == file)


def two(folder: Path) -> None:
    """Two returns of X01; Bronze 2 and 3 differ."""
    put(folder / "new.xlsx", answers("X01") | checklist(IN, IN, IN), saved=LATE)
    put(folder / "old.xlsx", answers("X01") | checklist(IN, DEV, ""), saved=EARLY)


def test_the_one_saved_last_is_used_and_the_other_told_with_what_differs(tmp_path: Path) -> None:
    two(tmp_path / "in")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "new.xlsx").outcome == "used"
    old = line(outcome, "old.xlsx")
    assert old.outcome == "superseded" and "new.xlsx" in old.why
    assert old.differs == ("Bronze 2 Anti-racism as Mission Critical", "Bronze 3 Actions Not Words")
    assert (old.number, line(outcome, "new.xlsx").number) == (1, 2)


def test_the_one_first_seen_later_is_used_whenever_it_was_saved(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X01") | checklist(IN), saved=LATE)
    collate([tmp_path / "in"], tmp_path / "pack", read=read)
    put(tmp_path / "in" / "b.xlsx", answers("X01") | checklist(DEV), saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "b.xlsx").outcome == "used" and line(outcome, "b.xlsx").number == 2
    assert line(outcome, "a.xlsx").outcome == "superseded"
    fresh = collate([tmp_path / "in"], tmp_path / "fresh", read=read)
    assert line(fresh, "a.xlsx").outcome == "used"


def test_a_file_that_is_gone_keeps_its_number(tmp_path: Path) -> None:
    two(tmp_path / "in")
    collate([tmp_path / "in"], tmp_path / "pack", read=read)
    kept = (tmp_path / "in" / "new.xlsx").read_bytes()
    (tmp_path / "in" / "new.xlsx").unlink()
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "new.xlsx").outcome == "gone" and line(outcome, "new.xlsx").number == 2
    (tmp_path / "in" / "renamed.xlsx").write_bytes(kept)
    back = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(back, "renamed.xlsx").number == 2 and line(back, "renamed.xlsx").outcome == "used"


def test_equal_saved_times_are_settled_by_name(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X01") | checklist(IN))
    put(tmp_path / "in" / "b.xlsx", answers("X01") | checklist(DEV))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "b.xlsx").outcome == "used"


def test_a_file_without_a_saved_time_is_taken_as_the_earlier(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X01") | checklist(IN), saved=EARLY)
    put(tmp_path / "in" / "b.xlsx", answers("X01") | checklist(DEV), saved="")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "a.xlsx").outcome == "used"


@pytest.mark.parametrize("word", ["old.xlsx", "OLD.XLSX", "sha"])
def test_a_pin_wins_by_name_or_hash(tmp_path: Path, word: str) -> None:
    two(tmp_path / "in")
    plain = collate([tmp_path / "in"], tmp_path / "plain", read=read)
    file = line(plain, "old.xlsx").sha256 if word == "sha" else word
    round_ = a_round(expected("X01"), pins=(Pin("X01", file, "Agreed by telephone."),))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert line(outcome, "old.xlsx").outcome == "used"
    assert "Agreed by telephone." in line(outcome, "old.xlsx").why
    assert line(outcome, "new.xlsx").outcome == "set_aside"


def test_a_pin_that_meets_no_file_is_told(tmp_path: Path) -> None:
    two(tmp_path / "in")
    round_ = a_round(expected("X01"), pins=(Pin("X01", "other.xlsx"),))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert len(outcome.notes) == 1 and "other.xlsx" in outcome.notes[0]
    assert line(outcome, "new.xlsx").outcome == "used"


def test_equal_bytes_are_a_duplicate(tmp_path: Path) -> None:
    put(tmp_path / "in" / "X01.xlsx", answers("X01") | checklist(IN))
    (tmp_path / "in" / "X01 copy.xlsx").write_bytes((tmp_path / "in" / "X01.xlsx").read_bytes())
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    copy = line(outcome, "X01 copy.xlsx")
    assert line(outcome, "X01.xlsx").outcome == "used"
    assert (copy.outcome, copy.number) == ("duplicate", 1)


def test_a_return_without_a_code_is_placed_by_its_form_or_its_name(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("") | checklist(IN), issued="X01")
    put(tmp_path / "in" / "b.xlsx", answers("", name="fictional x02") | checklist(IN))
    put(tmp_path / "in" / "c.xlsx", answers("", name="Nobody we know") | checklist(IN, DEV))
    round_ = a_round(expected("X01"), expected("X02"))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert line(outcome, "a.xlsx").code == "X01" and line(outcome, "b.xlsx").code == "X02"
    assert line(outcome, "c.xlsx").outcome == "unplaced"
    beside = [count for count in outcome.reconciliation.counts if not count.code]
    assert [count.not_used for count in beside] == [2]


def test_a_return_that_says_another_organisation_than_its_form_is_told(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "a.xlsx").code == "X02" and "X01" in line(outcome, "a.xlsx").why
    assert len(outcome.notes) == 1 and "a.xlsx" in outcome.notes[0]


def both(*more: str, pins: tuple[Pin, ...] = ()) -> Round:
    return a_round(*(expected(code) for code in ("X01", "X02", *more)), pins=pins)


def test_a_mistyped_code_never_supersedes_another_organisation(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01", saved=LATE)
    put(tmp_path / "in" / "b.xlsx", answers("X02") | checklist(DEV), issued="X02", saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", both(), read=read)
    aside = line(outcome, "a.xlsx")
    assert (aside.outcome, aside.code) == ("set_aside", "X01")
    assert "X01" in aside.why and "X02" in aside.why
    assert line(outcome, "b.xlsx").outcome == "used"
    assert [each.code for each in outcome.ledger if each.outcome == "missing"] == ["X01"]
    assert [note for note in outcome.notes if "a.xlsx" in note]
    assert outcome.reconciliation.adds_up


def test_a_mistyped_code_does_not_stand_in_for_an_organisation_that_is_expected(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01")
    put(tmp_path / "in" / "c.xlsx", answers("X01") | checklist(DEV), issued="X01", saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", both(), read=read)
    assert line(outcome, "a.xlsx").outcome == "set_aside" and line(outcome, "c.xlsx").outcome == "used"
    assert [each.code for each in outcome.ledger if each.outcome == "missing"] == ["X02"]
    assert len(outcome.notes) == 1


@pytest.mark.parametrize("code", ["X01", "X02"])
def test_a_pin_settles_a_mistyped_code(tmp_path: Path, code: str) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01", saved=LATE)
    put(tmp_path / "in" / "b.xlsx", answers("X02") | checklist(DEV), issued="X02", saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", both(pins=(Pin(code, "a.xlsx"),)), read=read)
    assert (line(outcome, "a.xlsx").outcome, line(outcome, "a.xlsx").code) == ("used", code)
    assert line(outcome, "b.xlsx").outcome == ("used" if code == "X01" else "set_aside")


@pytest.mark.parametrize("issued", ["X02", "", "X03"])
def test_without_a_round_a_mistyped_code_gives_way_to_every_other_return(tmp_path: Path, issued: str) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01", saved=LATE)
    put(tmp_path / "in" / "b.xlsx", answers("X02") | checklist(DEV), issued=issued, saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "a.xlsx").outcome == "set_aside" and outcome.reconciliation.adds_up
    assert line(outcome, "b.xlsx").outcome == ("set_aside" if issued == "X03" else "used")
    assert len(outcome.notes) == (2 if issued == "X03" else 1)


def test_two_returns_of_one_form_that_say_another_code_are_versions(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.xlsx", answers("X02") | checklist(IN), issued="X01", saved=LATE)
    put(tmp_path / "in" / "b.xlsx", answers("X02") | checklist(DEV), issued="X01", saved=EARLY)
    outcome = collate([tmp_path / "in"], tmp_path / "pack", a_round(expected("X02")), read=read)
    assert line(outcome, "a.xlsx").outcome == "used" and line(outcome, "b.xlsx").outcome == "superseded"
    assert len(outcome.notes) == 1 and "a.xlsx" in outcome.notes[0]


@pytest.mark.parametrize(("says", "issued"), [("X01", "X01"), ("", "X01"), ("X01", "")])
def test_a_pin_says_what_the_form_really_says(tmp_path: Path, says: str, issued: str) -> None:
    put(tmp_path / "in" / "a.xlsx", answers(says) | checklist(IN), issued=issued)
    round_ = both("X09", pins=(Pin("X09", "a.xlsx"),))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    used = line(outcome, "a.xlsx")
    assert (used.outcome, used.code) == ("used", "X09")
    assert "X01" in used.why and "X09" not in used.why


def test_a_form_of_another_edition_or_purpose_is_told(tmp_path: Path) -> None:
    other = {"checklist/prioritise.mission-critical/status": IN}
    folder = tmp_path / "in"
    put(folder / "a.xlsx", answers("X01", "Accreditation") | other, purpose="accreditation", edition="2021")
    put(folder / "b.xlsx", answers("X02") | checklist(IN))
    outcome = collate([folder], tmp_path / "pack", a_round(expected("X01"), expected("X02")), read=read)
    told = say("why", "other_form", count=5)
    assert told in line(outcome, "a.xlsx").why and told not in line(outcome, "b.xlsx").why


def test_a_workbook_of_ours_is_no_return(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "round.xlsx").write_text('{"kind": "round"}')
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "round.xlsx").outcome == "not_a_return"
    assert not outcome.unreadable


def test_a_named_file_is_read_whatever_its_kind_and_a_walked_one_passed_over(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("EV003 minutes.pdf", "~$X01.xlsx", ".DS_Store"):
        (tmp_path / "in" / name).write_bytes(b"%PDF")
    walked = collate([tmp_path / "in"], tmp_path / "walked", read=read)
    assert {each.outcome for each in walked.ledger} == {"not_a_return"} and len(walked.ledger) == 3
    named = collate([tmp_path / "in" / "EV003 minutes.pdf"], tmp_path / "named", read=read)
    assert line(named, "EV003 minutes.pdf").outcome == "unreadable"


def test_the_ledger_file_is_quoted_marked_and_harmless(tmp_path: Path) -> None:
    put(tmp_path / "in" / "=1+1.xlsx", answers("X01", name="@SUM(A1)") | checklist(IN))
    collate([tmp_path / "in"], tmp_path / "pack", read=read)
    raw = (tmp_path / "pack" / "ledger.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\r\n") == 2 and raw.count(b"\n") == 2
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert rows[1][1] == "'=1+1.xlsx" and rows[1][5] == "'@SUM(A1)"
    assert all(part.startswith('"') for part in raw.decode("utf-8-sig").split("\r\n")[:2])


def test_odd_file_names_are_told_apart_and_add_up(tmp_path: Path) -> None:
    for n, name in enumerate(
        ("'=a.xlsx", "=a.xlsx", "line\nend.xlsx", "line\rend.xlsx", os.fsdecode(b"b\xff.xlsx"))
    ):
        put(tmp_path / "in" / name, answers(f"X0{n}") | checklist(IN))
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert len({each.file for each in outcome.ledger}) == 5 and outcome.reconciliation.adds_up


def test_numbers_survive_a_ledger_that_excel_saved_again(tmp_path: Path) -> None:
    two(tmp_path / "in")
    collate([tmp_path / "in"], tmp_path / "pack", read=read)
    path = tmp_path / "pack" / "ledger.csv"
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";").writerows(rows)
    path.write_bytes(made.getvalue().encode("cp1252"))
    put(tmp_path / "in" / "third.xlsx", answers("X01") | checklist(DEV), saved="2020-01-01T00:00:00+00:00")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert line(outcome, "third.xlsx").outcome == "used" and line(outcome, "third.xlsx").number == 3


def test_an_earlier_ledger_with_other_headers_is_not_written_over(tmp_path: Path) -> None:
    two(tmp_path / "in")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "ledger.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UsageError):
        collate([tmp_path / "in"], tmp_path / "pack", read=read)


def test_a_closed_code_is_told_with_the_one_that_followed_it(tmp_path: Path) -> None:
    put(tmp_path / "in" / "old.xlsx", {**answers("RQ6"), **checklist(IN)})
    [line] = collate([tmp_path / "in"], tmp_path / "pack", read=read).ledger
    assert "RQ6 was closed on 30 September 2019; its services went to REM" in line.why


def test_a_closed_code_that_the_round_still_expects_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    run = collate([tmp_path / "in"], tmp_path / "pack", a_round(expected("RQ6"), expected("X01")), read=read)
    told = {line.code: "its services went to REM" in line.why for line in run.ledger}
    assert told == {"RQ6": True, "X01": False}


def test_a_compressed_folder_is_told_as_one_that_may_hold_a_return(tmp_path: Path) -> None:
    put(tmp_path / "in" / "sub" / "X01.xlsx", answers("X01"))
    for name in ("returns.ZIP", "minutes.pdf"):
        (tmp_path / "in" / "sub" / name).write_bytes(b"PK")
    ledger = collate([tmp_path / "in"], tmp_path / "pack", read=read).ledger
    told = {line.file: (line.outcome, "compressed folder" in line.why) for line in ledger}
    assert told == {
        "sub/X01.xlsx": ("used", False),
        "sub/returns.ZIP": ("not_a_return", True),
        "sub/minutes.pdf": ("not_a_return", False),
    }


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ({}, "Its form does not say which one it is."),
        ({"purpose": "bronze"}, "Its form is not the one that issued.csv lists for X01."),
        ({"purpose": "silver"}, ""),
    ],
)
def test_a_form_that_was_not_issued_is_told(tmp_path: Path, meta: dict[str, str], told: str) -> None:
    put(tmp_path / "in" / "one.xlsx", {**answers("X01"), **checklist(IN)})
    mine = {**meta, "fingerprint": fingerprint(meta)} if meta else {}

    def with_meta(data: bytes, file: str) -> Submission | Unreadable:
        return replace(cast(Submission, read(data, file)), meta=mine)

    issued = {"X01": fingerprint({"purpose": "silver"})}
    outcome = collate([tmp_path / "in"], tmp_path / "pack", issued=issued, read=with_meta)
    assert outcome.ledger[0].why == told


def test_a_copy_says_which_return_it_puts_right(tmp_path: Path) -> None:
    first = put(tmp_path / "in" / "first.xlsx", {**answers("X01"), **checklist(DEV)}, saved=EARLY)
    put(tmp_path / "in" / "second.xlsx", {**answers("X01"), **checklist(IN)}, saved=LATE)
    sha = hashlib.sha256(first.read_bytes()).hexdigest()

    def with_meta(data: bytes, file: str) -> Submission | Unreadable:
        found = cast(Submission, read(data, file))
        return replace(found, meta={"copy_of": sha}) if file.startswith("second") else found

    used = next(line for line in collate([tmp_path / "in"], tmp_path / "pack", read=with_meta).ledger)
    assert used.file == "second.xlsx"
    assert used.why.endswith("A copy that was made to put first.xlsx right.")
