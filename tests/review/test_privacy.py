"""What seems to say something about one person, sentence by sentence; every one of them is made up.

NHS numbers are of the range 999, which is kept for tests; telephone numbers are those kept for drama.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from arf_excel.intake.submission import Answer, Submission
from arf_excel.review.hold import withheld
from arf_excel.review.privacy.hits import effort, hits, kinds_in
from arf_excel.review.privacy.words import words
from arf_excel.review.review import review
from tests.collation.returns import answers, put, read

SENTENCES: tuple[tuple[str, str], ...] = (
    # NHS numbers: the check digit decides
    ("NHS number 999 000 0018", "nhs_number"),
    ("The patient (9990000018) told us of it.", "nhs_number"),
    ("See 999-000-0018 in the log.", "nhs_number"),
    ("Numbers: 9990000018, 9990000026.", "nhs_number"),
    ("The number is 9990000018.", "nhs_number"),
    ("999 000 0019", ""),
    ("99900000189", ""),
    ("1999 000 0018", ""),
    ("999 0000018", ""),
    ("A budget of £9990000018", ""),
    ("Budget 9990000018.50", ""),
    ("https://intranet.example.nhs.uk/doc/9990000018", ""),
    ("minutes_9990000018.pdf", ""),
    ("Minutes 9990000018.docx", ""),
    ("0000000000", ""),
    ("sha 4f9990000018ab", ""),
    ("EV001, EV002 and MT003", ""),
    ("2024 2025 2026", ""),
    # e-mail
    ("Write to alex.sample@example.nhs.uk for this.", "email"),
    ("a.sample@nhs.net", "email"),
    ("alex.sample2@nhs.net", "email"),
    ("alex_sample@example.org", "email"),
    ("mary-anne.o'sample@example.nhs.uk", "email"),
    ("alexsample1985@gmail.com", "email"),
    ("Alex.Sample@HOTMAIL.co.uk", "email"),
    ("<alex.sample@example.nhs.uk>", "email"),
    ("jo.stafford@example.nhs.uk", "email"),
    ("edi@example.nhs.uk", ""),
    ("equality.team@example.nhs.uk", ""),
    ("rxx-tr.bmenetwork@nhs.net", ""),
    ("england.nwassembly@nhs.net", ""),
    ("staff.network@gmail.com", ""),
    ("Freedom.To.Speak.Up@example.nhs.uk", ""),
    ("head-of-inclusion@example.nhs.uk", ""),
    ("our account @sample_trust", ""),
    ("inclusion@example.nhs.uk; hr.enquiries@example.nhs.uk", ""),
    # telephone
    ("Ring 07700 900123", "phone"),
    ("mobile: 07700900123.", "phone"),
    ("+44 7700 900 123", "phone"),
    ("Tel. 0161 496 0000", "phone"),
    ("(0161) 496 0000 ext 12", "phone"),
    ("0151-496-0000", "phone"),
    ("01632 960 123", "phone"),
    ("Freephone 0800 111 222", ""),
    ("Speak up on 0300 123 1234", ""),
    ("The switchboard is 0161 496 0000", ""),
    ("From 01/04/2025 to 31/03/2026", ""),
    ("2024 2025 2025 2026", ""),
    ("1 2 3 4 5 6 7 8 9 10 11 12", ""),
    ("14.4 16.1 27.6 12.34", ""),
    ("0.1614960000", ""),
    ("https://example.nhs.uk/0161-496-0000", ""),
    ("2026-10-03 2026-11-03 2026-12-03", ""),
    ("Ref 016149600007", ""),
    # dates of birth
    ("Date of birth: 3 October 1962", "birth_date"),
    ("DOB 03/10/62", "birth_date"),
    ("D.O.B. 3.10.1962", "birth_date"),
    ("She was born on 3rd October 1962.", "birth_date"),
    ("born 1962-10-03", "birth_date"),
    ("03/10/1962 (date of birth)", "birth_date"),
    ("Our network was born on 3 October 2023.", ""),
    ("The strategy was born of listening; the board agreed it on 3 October 1999.", ""),
    ("We record date of birth, ethnicity and religion.", ""),
    ("The meeting was on 3 October 2026.", ""),
    ("Babies born in 2026", ""),
    # staff numbers
    ("Staff number 1234567", "staff_number"),
    ("employee no. 12345", "staff_number"),
    ("ESR 20123456", "staff_number"),
    ("Assignment number: 20123456-2", "staff_number"),
    ("payroll 123456", "staff_number"),
    ("Employee ID is 123456", "staff_number"),
    ("Staff numbers rose to 12500", ""),
    ("A payroll of 12500 staff", ""),
    ("ESR 12500 records were looked at", ""),
    ("ESR data of 31 March 2026", ""),
    ("We employ 12500 staff", ""),
    ("pay gap 12345", ""),
    # few people with a description
    ("one of our two Black consultants", "few_people"),
    ("Only 3 staff took part.", "few_people"),
    ("1 Asian nurse", "few_people"),
    ("the only Muslim chaplain", "few_people"),
    ("Our sole Black executive director", "few_people"),
    ("Two of our senior Black nurses left", "few_people"),
    ("three internationally educated midwives", "few_people"),
    ("We have four staff networks and two Black History Month events", ""),
    ("Two Asian staff network meetings", ""),
    ("12 Asian nurses", ""),
    ("4% of Black staff", ""),
    ("Band 2 Asian nurses", ""),
    ("Only one of the lines is open.", ""),
    ("one staff story at each board meeting", ""),
    ("2.5 Black applicants for one White applicant", ""),
    ("At least 4 ethnic minority members of the board", ""),
    ("Four BAME Assembly Members", ""),
    ("Silver 2 Black leadership", ""),
    # several, and none
    ("alex.sample@example.nhs.uk or 07700 900123", "email phone"),
    ("", ""),
    ("In place", ""),
    ("R0A", ""),
)


@pytest.mark.parametrize(("text", "kinds"), SENTENCES)
def test_kinds(text: str, kinds: str) -> None:
    assert " ".join(sorted(kinds_in(text))) == kinds


def test_an_address_that_the_round_names_is_no_hit() -> None:
    assert kinds_in("Sent to Alex.Sample@example.org.", known={"alex.sample@example.org"}) == []


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a",
            "1",
            "1.",
            "1 ",
            "www.",
            ".",
            "a@b.",
            "a.b-",
            "0161 ",
            "0100 000 0000 ",
            "+44 ",
            "(0",
            "0.1",
            "é",
        ),
        *("born ", "dob 1/1/", "3 October 19 ", "esr no ", "12345 staff number ", "999 000 0019 "),
        *("one ", "one Black ", "only one of our ", "one a b c Black ", "\u00a0", "x" * 32_000 + " a.b 1"),
    ],
)
def test_the_longest_cell_takes_no_time(unit: str) -> None:
    text = (unit * 32_767)[:32_767]
    begun = time.perf_counter()
    kinds_in(text)
    assert time.perf_counter() - begun < 2, (
        "0.3 s at most was measured; one that grows with the square takes 10"
    )


def a_submission(folder: Path) -> Submission:
    found = read(put(folder / "x.xlsx", answers("X01")).read_bytes(), "x.xlsx")
    assert isinstance(found, Submission)
    return found


def test_cells_beyond_what_is_looked_through_are_held_unseen(tmp_path: Path) -> None:
    most, cell = int(words("most")["characters"]), "plain words " * 2_700
    full, over = divmod(most, effort(cell))
    typed = tuple(
        Answer("evidence", f"EV{n:03d}", "shows", cell, "Evidence", f"L{n}") for n in range(1, full + 3)
    )
    found = a_submission(tmp_path)
    assert over
    given = Submission(found.file, found.sha256, found.shape, {}, found.cells, typed)
    assert [(hit.kind, hit.row) for hit in hits(given)] == [
        ("not_looked_at", f"EV{n:03d}") for n in (full + 1, full + 2)
    ]
    assert len(withheld(review(given)).held) == 2


def test_text_with_long_numbers_counts_more(tmp_path: Path) -> None:
    assert effort("Ring 07700 900123") == 10 * len("Ring 07700 900123")
    assert effort("In 2026 and 2027") == len("In 2026 and 2027")


def test_a_hit_and_its_finding_hold_no_word_of_the_cell(tmp_path: Path) -> None:
    secret = "alex.sample@example.org"
    answer = Answer("evidence", "EV003", "what", f"By {secret}", "Evidence", "B7")
    found = a_submission(tmp_path)
    [hit] = hits(Submission(found.file, "", found.shape, {}, found.cells, (answer,)))
    assert (hit.key, hit.sheet, hit.cell) == (("evidence", "EV003", "what"), "Evidence", "B7")
    assert secret not in repr(hit)
    assert secret not in repr(hit.finding)
