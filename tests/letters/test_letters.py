"""Letters: who gets which, what they say and never say, and that nothing of a person's is lost."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from arf_excel.errors import UsageError
from arf_excel.letters.came import Came, File
from arf_excel.letters.compose import KINDS, About, Letter, compose
from arf_excel.letters.needed import Needed, is_open, place_of
from arf_excel.letters.post import addresses, as_email
from arf_excel.letters.words import facts_of, paragraphs, say
from arf_excel.letters.write import write_letters
from arf_excel.rounds.settings import Expected, Round, Settings
from tests.letters.post_office import SECRET, a_folder, all_text, collated, opened, returned, text_of
from tests.rounds.office import write_row

CLOSES = dt.date(2026, 10, 30)


@pytest.fixture
def one_returned(tmp_path: Path) -> Path:
    """Z1A has returned; Z2B's file cannot be read; nothing came from Z3C."""
    folder = a_folder(tmp_path)
    returned(folder, "Z1A")
    (folder / "returned" / "ARF_Z2B_Autumn-2026.xlsx").write_bytes(b"not a workbook")
    collated(folder)
    return folder


@pytest.mark.parametrize(
    ("kind", "codes"),
    [("invitation", ["Z1A", "Z2B", "Z3C"]), ("receipt", ["Z1A"]), ("reminder", ["Z2B", "Z3C"])],
)
def test_who_gets_which(kind: str, codes: list[str], one_returned: Path) -> None:
    posted = write_letters(one_returned, kind)
    assert [letter.code for letter in posted.letters] == codes
    names = [f"{kind}/ARF_{code}_{kind}.{ending}" for code in codes for ending in ("docx", "eml")]
    assert sorted(posted.written.current) == names
    assert all((one_returned / "letters" / name).is_file() for name in names)


def test_a_draft_opens_in_a_mail_program(one_returned: Path) -> None:
    write_letters(one_returned, "reminder")
    draft = opened(one_returned / "letters" / "reminder" / "ARF_Z2B_reminder.eml")
    assert (draft["X-Unsent"], draft["Subject"]) == ("1", "Autumn 2026: a reminder")
    assert draft["To"] == "two@example.org, also.two@example.org"
    assert not {"From", "Date", "Message-ID"} & set(draft.keys())
    body = draft.get_body(("plain",))
    assert body is not None and body.get_content_charset() == "utf-8"
    assert body["Content-Transfer-Encoding"] == "quoted-printable"
    assert "Millwater Trust" in body.get_content()


def test_without_an_address_to_is_left_out_and_told(one_returned: Path) -> None:
    posted = write_letters(one_returned, "reminder")
    assert "To" not in opened(one_returned / "letters" / "reminder" / "ARF_Z3C_reminder.eml")
    assert [note.split(":")[0] for note in posted.notes] == ["Z3C"]


def test_an_invitation_carries_the_form_that_was_issued(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    form = folder / "issued" / "ARF_Z1A_Autumn-2026.xlsx"
    form.write_bytes(b"PK a form")
    posted = write_letters(folder, "invitation")
    [attached] = opened(folder / "letters" / "invitation" / "ARF_Z1A_invitation.eml").iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (form.name, b"PK a form")
    assert not [*opened(folder / "letters" / "invitation" / "ARF_Z2B_invitation.eml").iter_attachments()]
    assert "is attached" not in text_of(folder / "letters" / "invitation" / "ARF_Z2B_invitation.eml")
    assert [note.split(":")[0] for note in posted.notes] == ["Z2B", "Z3C", "Z3C"]


def test_a_form_that_mail_would_turn_away_is_not_attached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("arf_excel.letters.post._most", lambda: 0)
    folder = a_folder(tmp_path)
    (folder / "issued" / "ARF_Z1A_Autumn-2026.xlsx").write_bytes(b"PK a form")
    posted = write_letters(folder, "invitation")
    assert posted.letters[0].attached is None
    assert posted.notes[0].startswith("ARF_Z1A_Autumn-2026.xlsx")


def test_a_receipt_says_which_file_and_what_is_still_needed(one_returned: Path) -> None:
    write_letters(one_returned, "receipt")
    text = text_of(one_returned / "letters" / "receipt" / "ARF_Z1A_receipt.eml")
    sha = hashlib.sha256((one_returned / "returned" / "Z1A.xlsx").read_bytes()).hexdigest()
    assert "File: Z1A.xlsx" in text and sha[:12] in text and sha not in text
    assert "1 October 2026, 09:00 UTC" in text
    assert "Not answered yet (Bronze 2 " in text


def test_a_receipt_has_the_marked_copy_of_the_return_that_is_used(one_returned: Path) -> None:
    collated(one_returned, copies=True)
    [copy] = (one_returned / "pack" / "to-look-at").iterdir()
    write_letters(one_returned, "receipt")
    draft = one_returned / "letters" / "receipt" / "ARF_Z1A_receipt.eml"
    [attached] = opened(draft).iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (copy.name, copy.read_bytes())
    copy.write_bytes(b"saved by somebody")
    write_letters(one_returned, "receipt")
    assert not [*opened(draft).iter_attachments()]


def test_a_reminder_tells_of_a_file_that_has_the_code_in_its_name(one_returned: Path) -> None:
    write_letters(one_returned, "reminder")
    folder = one_returned / "letters" / "reminder"
    assert "ARF_Z2B_Autumn-2026.xlsx" in text_of(folder / "ARF_Z2B_reminder.eml")
    assert "ARF_Z2B" not in text_of(folder / "ARF_Z3C_reminder.eml")


@pytest.mark.parametrize(
    ("word", "code", "chosen", "key"),
    [
        ("superseded", "Z1A", True, "superseded"),
        ("not used", "Z1A", True, "set_aside"),
        ("not used", "Z1A", False, "astray"),
        ("not used", "", False, "unplaced"),
    ],
)
def test_why_a_file_is_not_used_is_told(word: str, code: str, chosen: bool, key: str) -> None:
    file = File("form.xlsx", word, "In the ledger's words.", "3", code, "", "", "a" * 64)
    assert file.told(chosen) == say("ledger", key, file="form.xlsx")
    assert file.listed == "form.xlsx: In the ledger's words."


def test_after_the_closing_day_no_letter_says_that_forms_close(one_returned: Path) -> None:
    write_letters(one_returned, "receipt", dt.date(2026, 10, 30))
    draft = one_returned / "letters" / "receipt" / "ARF_Z1A_receipt.eml"
    assert "Forms close on 30 October 2026." in text_of(draft)
    write_letters(one_returned, "receipt", dt.date(2026, 10, 31))
    assert "Forms close" not in text_of(draft)


def test_results_are_not_announced_for_a_day_that_is_past() -> None:
    round_, expected = _round(results_by=dt.date(2026, 12, 10)), Expected("Z1A", "Larchford Trust")
    told = [facts_of(round_, expected, dt.date(2026, 12, at))["results_by"] for at in (10, 11)]
    assert told == ["10 December 2026", ""]


@pytest.mark.parametrize(
    ("code", "asked"),
    [("EXPLAIN-107", True), ("EXPLAIN-054", False), ("EXPLAIN-803", False), ("FIX-101", False)],
)
def test_what_is_no_point_of_fact_is_not_suggested(code: str, asked: bool) -> None:
    assert Needed(code, ()).is_point_of_fact is asked


@pytest.mark.parametrize("kind", ["receipt", "reminder", "questions"])
def test_no_word_of_a_return_stands_in_a_letter(kind: str, one_returned: Path) -> None:
    """Not even the name that the return gives its organisation."""
    collated(one_returned, copies=True)
    assert SECRET in (one_returned / "pack" / "submissions.json").read_text("utf-8")
    posted = write_letters(one_returned, kind)
    assert posted.letters
    for letter in (one_returned / "letters" / kind).glob("*.eml"):
        for attached in opened(letter).iter_attachments():
            assert attached.get_filename() == "ARF_Z1A_Autumn-2026_to-look-at.xlsx"
    assert SECRET not in all_text(one_returned / "letters")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_round_gives_the_same_bytes(kind: str, tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder = a_folder(tmp_path / name)
        returned(folder, "Z1A")
        collated(folder)
        for _ in range(2):
            write_letters(folder, kind, dt.date(2026, 10, 3))
            files = sorted((folder / "letters").rglob("*.*"))
            found.append([(path.name, path.read_bytes()) for path in files if path.is_file()])
    assert found[0] and all(each == found[0] for each in found)


def test_a_word_file_says_what_the_e_mail_says(one_returned: Path) -> None:
    write_letters(one_returned, "reminder", dt.date(2026, 10, 3))
    made = one_returned / "letters" / "reminder" / "ARF_Z2B_reminder"
    word = [each.text for each in Document(f"{made}.docx").paragraphs]
    mail = text_of(made.with_suffix(".eml")).strip()
    said = [line.removeprefix("- ") for line in mail.splitlines() if line]
    assert "\n".join(word[1:]).splitlines() == said
    assert word[0] == "A reminder about Autumn 2026"


# what a draft may hold


@pytest.mark.parametrize(
    "broken", ["\r\nBcc: all@example.org", "\nBcc: all@example.org", "\u2028Bcc: x@y.org"]
)
def test_nothing_of_the_round_adds_a_header(broken: str) -> None:
    letter = Letter("reminder", "Z1A", f"one@example.org{broken}", f"Autumn{broken}", "A heading", ())
    message = as_email(letter).decode("ascii")
    headers = message.partition("\r\n\r\n")[0]
    assert "Bcc" not in headers.replace("Subject: Autumn Bcc:", "")
    assert not any(line.casefold().startswith("bcc") for line in message.splitlines())


@pytest.mark.parametrize("kind", KINDS[:1])
def test_names_are_put_on_one_line_and_cleaned(kind: str) -> None:
    name = "Larchford\r\nBcc: all@example.org\u202e\x1b[31m Trust"
    facts = facts_of(_round(), Expected("Z1A", name, purpose="bronze"), None)
    assert facts["organisation"] == "Larchford Bcc: all@example.org[31m Trust"
    letter = compose(kind, About(Expected("Z1A", name), facts, Came()))
    assert "\x1b" not in as_email(letter).decode() and "=1B" not in as_email(letter).decode()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("one@example.org", ("one@example.org",)),
        (
            "one@example.org; two@example.org, three@x.nhs.uk",
            ("one@example.org", "two@example.org", "three@x.nhs.uk"),
        ),
        ("", ()),
        ("Somebody <one@example.org>", ()),
        ("one@example.org ask first", ()),
        ("one@example", ()),
        ("one@exämple.org", ()),
        ("one@example.org>", ()),
    ],
)
def test_addresses(cell: str, found: tuple[str, ...]) -> None:
    assert addresses(cell) == found


def _round(**more: Any) -> Round:
    settings: Mapping[str, Any] = {"closes": CLOSES, **more}
    return Round(Settings("Autumn 2026", "bronze-silver-gold", **settings), ())


@pytest.mark.parametrize(
    ("as_of", "extension", "filled"),
    [
        (None, None, {"round_closes": "30 October 2026"}),
        (dt.date(2026, 10, 20), None, {"round_closes": "30 October 2026", "left": 10}),
        (dt.date(2026, 10, 30), None, {"round_closes": "30 October 2026", "today": "today"}),
        (dt.date(2026, 10, 31), None, {"past": "30 October 2026"}),
        (dt.date(2026, 10, 31), dt.date(2026, 11, 10), {"extension": "10 November 2026", "left": 10}),
        (dt.date(2026, 11, 11), dt.date(2026, 11, 10), {"past": "10 November 2026"}),
        (None, dt.date(2026, 10, 1), {"round_closes": "30 October 2026"}),
    ],
)
def test_the_closing_day_is_told_in_one_way(
    as_of: dt.date | None, extension: dt.date | None, filled: dict[str, Any]
) -> None:
    expected = Expected("Z1A", "Larchford Trust", purpose="bronze", extension_to=extension)
    facts = facts_of(_round(), expected, as_of)
    keys = ("round_closes", "extension", "left", "today", "past")
    assert {key: facts[key] for key in keys if facts[key]} == filled


def test_without_a_closing_day_no_day_is_told() -> None:
    facts = facts_of(_round(closes=None), Expected("Z1A", "Larchford Trust"), dt.date(2026, 10, 3))
    assert not any(facts[key] for key in ("closes", "round_closes", "extension", "left", "today", "past"))


def test_a_sentence_without_its_fact_is_left_out() -> None:
    found = [["One {a}.", "Two {b}."], ["Three {b}."], ["{a} four."]]
    assert paragraphs(found, {"a": "x", "b": ""}) == ["One x.", "X four."]


# points of fact


def test_only_open_questions_are_asked_and_suggestions_are_marked(tmp_path: Path) -> None:
    def questions(book: Any) -> None:
        rows = [
            ("Z1A", "Who leads: which role?", ""),
            ("Z1A", "Is it still held?", "Yes."),
            ("Z3C", "Which?", ""),
        ]
        for n, (code, question, answer) in enumerate(rows, start=1):
            write_row(book, "Questions", n, {"ODS code": code, "Question": question, "Answer": answer})

    folder = a_folder(tmp_path, questions)
    assert [letter.code for letter in write_letters(folder, "questions").letters] == ["Z1A", "Z3C"]
    returned(folder, "Z2B")
    collated(folder)
    assert [letter.code for letter in write_letters(folder, "questions").letters] == ["Z1A", "Z2B", "Z3C"]
    first, second = (
        folder / "letters" / "questions" / f"ARF_{code}_questions.eml" for code in ("Z1A", "Z2B")
    )
    assert "Question 1. Who leads: which role?" in text_of(first)
    assert "still held" not in text_of(first) and "[Suggested]" not in text_of(first)
    assert "Question 1" not in text_of(second) and "[Suggested] Not answered yet" in text_of(second)
    asked = text_of(second).count("[Suggested]")
    assert text_of(second).count("Answer:") == asked > 0


# who has returned


def test_an_old_ledger_is_never_believed(tmp_path: Path) -> None:
    folder = a_folder(tmp_path)
    assert len(write_letters(folder, "reminder").letters) == 3  # nothing has come, so no ledger is needed
    path = returned(folder, "Z1A")
    for state in ("no ledger", "a newer file", "a file that is gone"):
        if state == "a newer file":
            collated(folder)
            path = returned(folder, "Z2B")
        if state == "a file that is gone":
            collated(folder)
            path.unlink()
        for kind in ("reminder", "receipt"):
            with pytest.raises(UsageError, match="arf-excel collate round"):
                write_letters(folder, kind)


def test_a_receipt_needs_the_records_of_the_same_run(one_returned: Path) -> None:
    (one_returned / "pack" / "submissions.json").write_text("[]", "utf-8")
    with pytest.raises(UsageError, match="arf-excel collate round"):
        write_letters(one_returned, "receipt")


def test_settled_findings_are_not_asked_about(one_returned: Path) -> None:
    finding = {"code": "EXPLAIN-102", "severity": "EXPLAIN", "explained": False, "trial": False, "waiver": ""}
    assert is_open(finding)
    for settled in ({"explained": True}, {"trial": True}, {"waiver": "Agreed"}, {"severity": "NOTE"}):
        assert not is_open({**finding, **settled})


# what somebody has changed


def test_a_changed_letter_is_kept_until_asked(one_returned: Path) -> None:
    path = one_returned / "letters" / "reminder" / "ARF_Z2B_reminder.eml"
    write_letters(one_returned, "reminder")
    ours = path.read_bytes()
    path.write_bytes(ours + b"P.S. We are glad to help.\r\n")
    second = write_letters(one_returned, "reminder", dt.date(2026, 10, 3))
    assert second.written.kept == ("reminder/ARF_Z2B_reminder.eml",)
    assert path.read_bytes().endswith(b"glad to help.\r\n")
    third = write_letters(one_returned, "reminder", again=True)
    assert third.written.kept == () and path.read_bytes() == ours


def test_reminders_go_when_the_return_has_come(one_returned: Path) -> None:
    write_letters(one_returned, "reminder")
    folder = one_returned / "letters" / "reminder"
    (folder / "ARF_Z2B_reminder.docx").write_bytes(b"changed by somebody")
    (folder / "notes.txt").write_bytes(b"somebody's own")
    returned(one_returned, "Z2B")
    collated(one_returned)
    written = write_letters(one_returned, "reminder").written
    assert written.removed == ("reminder/ARF_Z2B_reminder.eml",)
    assert written.left == ("reminder/ARF_Z2B_reminder.docx",)
    assert sorted(path.name for path in folder.iterdir()) == [
        *("ARF_Z2B_reminder.docx", "ARF_Z3C_reminder.docx", "ARF_Z3C_reminder.eml", "notes.txt"),
    ]


def test_without_the_list_of_what_was_written_every_other_letter_is_somebodys(one_returned: Path) -> None:
    write_letters(one_returned, "reminder")
    (one_returned / "letters" / ".written.json").write_text("damaged", "utf-8")
    assert write_letters(one_returned, "reminder").written.kept == ()  # equal to what would be written
    (one_returned / "letters" / ".written.json").unlink()
    assert len(write_letters(one_returned, "reminder", dt.date(2026, 10, 3)).written.kept) == 4


def test_a_letter_without_an_attachment_has_one_part() -> None:
    letter = Letter("reminder", "Z1A", "one@example.org", "Autumn", "A heading", ())
    assert b"boundary" not in as_email(letter)
    assert as_email(replace(letter, subject="Ä" * 90)).count(b"Subject:") == 1


# places


LABELS = {"bronze.zero-tolerance": "Bronze 5 Zero Tolerance"}


@pytest.mark.parametrize(
    ("sheet", "cell", "deliverable", "told"),
    [
        ("Checklist", "E7", "bronze.zero-tolerance", "Checklist E7 for Bronze 5 Zero Tolerance"),
        ("Checklist", "E7", None, "Checklist E7"),
        (None, None, "bronze.zero-tolerance", "Bronze 5 Zero Tolerance"),
        (None, None, None, "the file as a whole"),
        ("A sheet that they named", "E7", None, "E7"),
        ("Checklist", "somewhere", None, "Checklist"),
    ],
)
def test_a_place_is_told_in_our_own_words(sheet: str, cell: str, deliverable: str, told: str) -> None:
    assert place_of({"sheet": sheet, "cell": cell, "deliverable": deliverable}, LABELS) == told


def test_places_of_one_finding_are_folded_and_the_rest_is_counted() -> None:
    assert Needed("FIX-041", tuple("abcdefgh")).where == "a, b, c, d, e, f, g, h"
    assert Needed("FIX-041", tuple("abcdefghij")).where.endswith("h and 2 more places")
