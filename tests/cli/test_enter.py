"""The route without the form: questions out, answers typed in, a form that says what is still needed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from arf_excel import errors
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from arf_excel.rounds.issue import issue
from tests.cli.test_commands import run
from tests.rounds.office import edit, set_setting, small_round

SAMPLES = Path(__file__).parents[2] / "samples" / "answers"
HEAD = "edition: bronze-silver-gold\nform: bronze\n"
FEW = """[organisation]
code: z1a
year_end: 30 Sep 2026
[checklist bronze.zero-tolerance]
status: in place
how: Posters, and letters.
  A second paragraph: with a colon.
[measures]
bronze.zero-tolerance/covers-staff: yes
"""


def answered(path: Path) -> dict[tuple[str, str, str], object]:
    found = read_return(path.read_bytes(), path.name)
    assert isinstance(found, Submission)
    return {(answer.table, answer.row, answer.column): answer.value for answer in found.answers}


def written(folder: Path, text: str | bytes, name: str = "answers.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


@pytest.mark.parametrize("ending", ["docx", "md", "txt"])
def test_questions_are_written(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new" / f"questions.{ending}"
    code, out, err = run(["questions", "--for", "feedback", "--edition", "2021", "-o", path], capsys)
    assert (code, out) == (0, "") and path.name in err
    assert len(path.read_bytes()) > 10_000
    assert b"Prioritise 1a" in path.read_bytes() or ending == "docx"


@pytest.mark.parametrize("purpose", ["bronze", "self-assessment"])
def test_an_untouched_text_gives_an_empty_form(
    purpose: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, form, blank = (tmp_path / name for name in ("a.txt", "form.xlsx", "blank.xlsx"))
    assert run(["questions", "--for", purpose, "-o", text], capsys)[0] == 0
    assert run(["enter", text, "-o", form], capsys)[0] == 0
    assert run(["blank", "--for", purpose, "-o", blank], capsys)[0] == 0
    assert form.read_bytes() == blank.read_bytes()


def test_answers_are_entered_and_the_form_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.xlsx"
    code, out, err = run(["enter", written(tmp_path, HEAD + FEW), "-o", form], capsys)
    assert code == errors.EXIT_FINE
    assert "form.xlsx" in err
    for part in ("Still empty", "EXPLAIN-106", "Checklist"):
        assert part in out
    assert answered(form) == {
        ("organisation", "code", "answer"): "z1a",
        ("organisation", "asking", "answer"): "Recognition at Bronze",
        ("organisation", "year_end", "answer"): dt.date(2026, 9, 30),
        ("checklist", "bronze.zero-tolerance", "status"): "In place",
        (
            "checklist",
            "bronze.zero-tolerance",
            "how",
        ): "Posters, and letters.\nA second paragraph: with a colon.",
        ("measures", "bronze.zero-tolerance/covers-staff", "answer"): "Yes",
    }


def test_what_the_form_would_not_take_is_written_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = HEAD + "[organisation]\nyear_end: last autumn\n[checklist bronze.zero-tolerance]\nstatus: nearly\n"
    form = tmp_path / "form.xlsx"
    code, out, _ = run(["enter", written(tmp_path, text), "-o", form], capsys)
    assert code == errors.EXIT_FINE
    assert answered(form)["organisation", "year_end", "answer"] == "last autumn"
    assert answered(form)["checklist", "bronze.zero-tolerance", "status"] == "nearly"
    assert out.count("FIX-") >= 1


def test_a_sample_is_entered_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(["enter", SAMPLES / "X04.txt", "-o", tmp_path / "form.xlsx"], capsys)
    assert code == errors.EXIT_FINE
    assert "X04 Fictional Otterby" in out


@pytest.mark.parametrize(
    "data",
    [
        ("\ufeff" + HEAD + "[organisation]\nname: Trust – Café £5\n").encode(),
        (HEAD + "[organisation]\nname: Trust – Café £5\n").replace("\n", "\r\n").encode(),
        (HEAD + "[organisation]\nname: Trust – Café £5\n").encode("cp1252"),
        (HEAD + "[organisation]\nname: Trust – Café £5\n").encode("utf-16"),
    ],
    ids=["byte-order mark", "Windows lines", "Windows-1252", "UTF-16"],
)
def test_texts_of_every_kind_of_program_are_read(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.xlsx"
    assert run(["enter", written(tmp_path, data), "-o", form], capsys)[0] == 0
    assert answered(form)["organisation", "name", "answer"] == "Trust – Café £5"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04 a Word document", "plain text"),
        (b"\xd0\xcf\x11\xe0 an older one", "plain text"),
        (b"{\\rtf1 one more}", "plain text"),
        (b"%PDF-1.7", "plain text"),
        (b"[organisation]\ncode: X\n", "form: bronze"),
        (b"form: platinum\n", "answers.txt"),
        (HEAD.encode() + b"[organisation]\nnane: A trust\n", "line 4"),
        (b"fomr: silver\n[organisation]\ncode: X\n", "The nearest is 'form'"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "plain text"),
        (b"\x89PNG and no more", "no text of answers"),
    ],
)
def test_what_cannot_be_entered_leaves_with_2_and_a_sentence(
    data: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = written(tmp_path, data)
    code, out, err = run(["enter", text, "-o", tmp_path / "form.xlsx"], capsys)
    assert (code, out) == (errors.EXIT_USAGE, "")
    assert words in err and "Traceback" not in err
    assert list(tmp_path.iterdir()) == [text]


def test_no_name_at_all_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(["enter", "", "-o", tmp_path / "form.xlsx"], capsys)
    assert code == errors.EXIT_USAGE and err.startswith("There is no file")


def test_the_pages_of_questions_are_no_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = tmp_path / "questions.md"
    assert run(["questions", "-o", pages], capsys)[0] == 0
    code, _, err = run(["enter", pages, "-o", tmp_path / "form.xlsx"], capsys)
    assert code == errors.EXIT_USAGE
    assert "arf-excel questions -o answers.txt" in err and len(err) < 300


def test_edition_and_form_are_known_whatever_their_capitals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = written(tmp_path, "Edition: Bronze-Silver-Gold\nForm: Bronze\n")
    form, blank = tmp_path / "form.xlsx", tmp_path / "blank.xlsx"
    assert run(["enter", text, "-o", form], capsys)[0] == 0
    assert run(["blank", "--for", "bronze", "-o", blank], capsys)[0] == 0
    assert form.read_bytes() == blank.read_bytes()


@pytest.mark.parametrize("sign", ["\x0b", "\x01", "\x7f", "\ufffe", "\uffff"])
def test_signs_that_no_cell_can_hold_are_left_out(
    sign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = f"{sign}A{sign}B{sign}"
    text = (
        f"{HEAD}[organisation]\ncode: {words}\nname: {words}\nasking: {words}\n"
        f"[evidence EV001]\nwhat: {words}\nfor_item: {words}\n[action_plan 1]\nprogress: {words}\n"
    )
    form = tmp_path / "form.xlsx"
    assert run(["enter", written(tmp_path, text), "-o", form], capsys)[0] == 0
    assert list(answered(form).values()) == ["A\nB" if sign == "\x0b" else "AB"] * 6


@pytest.mark.parametrize("ending", ["xlsx", "md"])
def test_a_folder_or_a_name_too_long_is_told_by_its_name(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, long = tmp_path / f"d.{ending}", tmp_path / f"{'n' * 300}.{ending}"
    folder.mkdir()
    text = tmp_path / "answers.txt"
    text.write_text(HEAD, "utf-8")
    commands: list[list[str | Path]] = [["questions"]] if ending == "md" else [["blank"], ["enter", text]]
    for command in commands:
        for output, words in (
            (folder, f"'d.{ending}' is a folder"),
            (long, f"nnn.{ending} cannot be written"),
        ):
            code, _, err = run([*command, "-o", output], capsys)
            assert code == errors.EXIT_USAGE
            assert words in " ".join(err.split()) and ".tmp" not in err
    assert sorted(tmp_path.iterdir()) == [text, folder]


@pytest.mark.parametrize(
    "arguments",
    [
        ["enter", "missing.txt", "-o", "form.xlsx"],
        ["enter", "missing.txt", "-o", "form.ods"],
        ["enter", "missing.txt"],
        ["enter", "", "-o", "form.xlsx"],
        ["enter", "..", "-o", "form.xlsx"],
        ["questions"],
        ["questions", "-o", "questions.pdf"],
        ["questions", "--for", "platinum", "-o", "questions.md"],
    ],
)
def test_wrong_usage_writes_nothing(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(arguments, capsys)
    assert code == errors.EXIT_USAGE
    assert err.strip() and "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


# with a round

LIST = (
    "code,name,board,contact role,email,asking for,form\n"
    "Z1A,Larchford Trust,Vale,Head of inclusion,edi@example.org,bronze,bronze\n"
    "Z2B,Millwater Trust,Fell,,,,silver\n"
)


@pytest.fixture
def autumn(tmp_path: Path) -> Path:
    folder = small_round(tmp_path, LIST, "Autumn 2026")

    days = {"opens": "1 Sep 2026", "closes": "30 Oct 2026", "evidence_to": "30 Sep 2026"}

    def fill(book: object) -> None:
        for key, value in {**days, "evidence_rows": 10, "action_rows": 10}.items():
            set_setting(book, key, value)

    edit(folder, fill)
    return folder


def test_with_a_round_it_is_the_form_that_the_round_issues(
    autumn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With nothing but the code, the very file of `issue`."""
    forms = {form.code: form.path.read_bytes() for form in issue(autumn)}
    text = written(tmp_path, "[organisation]\ncode: Z1A\n")
    form = tmp_path / "form.xlsx"
    assert run(["enter", text, "-o", form, "--round", autumn], capsys)[0] == 0
    assert form.read_bytes() == forms["Z1A"]


def test_with_a_round_the_text_wins_and_the_rest_stays(
    autumn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "form.xlsx"
    text = written(tmp_path, HEAD + FEW + "[organisation]\nemail: other@example.org\n")
    assert run(["enter", text, "-o", form, "--round", autumn], capsys)[0] == 0
    found = answered(form)
    assert found["organisation", "email", "answer"] == "other@example.org"
    assert found["organisation", "name", "answer"] == "Larchford Trust"
    assert found["organisation", "board", "answer"] == "Vale"
    submission = read_return(form.read_bytes(), form.name)
    assert isinstance(submission, Submission)
    assert (submission.meta["round"], submission.meta["organisation"]) == ("Autumn 2026", "Z1A")
    assert submission.shape.year_end == dt.date(2026, 9, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[organisation]\ncode: Z1X\n", "Z1A"),
        ("[organisation]\nname: Larchford Trust\n", "code: R0A"),
        ("edition: 2021\n[organisation]\ncode: Z1A\n", "2021"),
        ("edition: Bronze-SILVER-gold\n[organisation]\ncode: Z1X\n", "Z1A"),
        ("[organisation]\ncode: Z1A\n[checklist gold.data-plus]\nstatus: In place\n", "line 4"),
    ],
)
def test_what_does_not_fit_the_round_is_told(
    text: str, words: str, autumn: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, text)
    code, _, err = run(["enter", path, "-o", tmp_path / "form.xlsx", "--round", autumn], capsys)
    assert code == errors.EXIT_USAGE
    assert words in err
    assert not (tmp_path / "form.xlsx").exists()


@pytest.mark.parametrize("command", ["questions", "enter"])
def test_help_shows_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run([command, "--help"], capsys)
    assert code == 0
    assert f"arf-excel {command}" in out.split("Examples:")[1]


def test_the_example_on_the_page_for_the_office_is_entered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "for-the-assembly.md").read_text("utf-8")
    shown = next(block for block in page.split("```\n") if block.startswith("[checklist"))
    form = tmp_path / "form.xlsx"
    assert run(["enter", written(tmp_path, HEAD + shown), "-o", form], capsys)[0] == 0
    how = ("checklist", "bronze.zero-tolerance", "how")
    assert len(str(answered(form)[how]).split("\n")) == 2
