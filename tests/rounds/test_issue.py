"""Forms out: names, pre-filled cells, the list, and the same bytes twice."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arf_excel import cli
from arf_excel.errors import UsageError
from arf_excel.framework.edition import load_edition
from arf_excel.framework.templates import read_toml
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from arf_excel.rounds.issue import LIST_FILE, issue, not_yet_agreed
from tests.rounds.office import edit, set_setting, small_round, write_row

LIST = (
    "code,name,board,type,contact role,email,asking for,form,extension to,level held\n"
    "Z1A,=Larchford Trust,Vale,acute,Head of inclusion,edi@example.org,silver,silver,,bronze\n"
    "Z2B,Millwater Trust,Fell,,,,gold,self-assessment,13 Nov 2026,gold\n"
)


def ready(folder: Path) -> Path:
    """A round of two with small forms, so that writing is quick."""
    made = small_round(folder, LIST, "Autumn / 2026")

    def fill(book: Any) -> None:
        for key, value in {
            "opens": "1 Sep 2026",
            "closes": "30 Oct 2026",
            "evidence_to": "30 Sep 2026",
            "return_to": "returns@example.org",
            "keep_until": "31 Mar 2028",
            "assembly": "The Fell Assembly",
            "evidence_rows": 10,
            "action_rows": 10,
        }.items():
            set_setting(book, key, value)
        write_row(book, "Rulings", 1, {"Your choice": "held-first"})

    edit(made, fill)
    return made


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = ready(tmp_path_factory.mktemp("issue"))
    issue(folder)
    return folder / "issued"


def answers(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)["Organisation"]
    return {row[0]: row[2] for row in sheet.iter_rows(min_row=5, values_only=True) if row[2] is not None}


def meta(path: Path) -> dict[str, object]:
    return dict(openpyxl.load_workbook(path)["_meta"].iter_rows(min_row=2, max_col=2, values_only=True))


def words(path: Path) -> str:
    sheet = openpyxl.load_workbook(path)["Start here"]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_one_form_each_with_a_safe_name(issued: Path) -> None:
    names = ["ARF_Z1A_Autumn-2026.xlsx", "ARF_Z2B_Autumn-2026.xlsx", LIST_FILE]
    assert sorted(each.name for each in issued.iterdir()) == names


def test_what_the_round_knows_is_filled_in(issued: Path) -> None:
    assert answers(issued / "ARF_Z1A_Autumn-2026.xlsx") == {
        "code": "Z1A",
        "name": "=Larchford Trust",
        "board": "Vale",
        "kind": "acute",
        "contact_role": "Head of inclusion",
        "email": "edi@example.org",
        "asking": "Recognition at Silver",
        "year_end": dt.datetime(2026, 9, 30),
        "level_held": "Bronze",
    }


def test_a_name_with_an_equals_sign_stays_text(issued: Path) -> None:
    sheet = openpyxl.load_workbook(issued / "ARF_Z1A_Autumn-2026.xlsx")["Organisation"]
    assert [c.data_type for c in sheet["C"] if c.value == "=Larchford Trust"] == ["s"]


def test_what_a_form_cannot_ask_for_gives_way_to_what_it_is_for(issued: Path) -> None:
    found = answers(issued / "ARF_Z2B_Autumn-2026.xlsx")
    assert (found["asking"], found["level_held"]) == ("Self-assessment only", "Gold")


def test_the_round_stands_on_the_form(issued: Path) -> None:
    first, second = (issued / f"ARF_{code}_Autumn-2026.xlsx" for code in ("Z1A", "Z2B"))
    said = meta(first)
    assert (said["round"], said["organisation"], said["purpose"]) == ("Autumn / 2026", "Z1A", "silver")
    assert (said["evidence_rows"], said["action_rows"]) == ("10", "10")
    assert said["year_end"] == "2026-09-30" and "lower-levels=held-first" in str(said["rulings"])
    for part in ("30 October 2026", "returns@example.org", "until 31 March 2028", "The Fell Assembly"):
        assert part in words(first)
    assert "13 November 2026" in words(second)
    assert openpyxl.load_workbook(first).properties.created == dt.datetime(2026, 9, 1, 9)


def test_every_reading_is_frozen_into_the_form(tmp_path: Path) -> None:
    folder = ready(tmp_path)
    last = {r.id: r.choices[-1].id for r in load_edition().rulings}

    def choose(book: Any) -> None:
        for row, choice in enumerate(last.values(), start=1):
            write_row(book, "Rulings", row, {"Your choice": choice})

    edit(folder, choose)
    for form in issue(folder):
        found = read_return(form.path.read_bytes(), form.path.name)
        assert isinstance(found, Submission) and found.shape.rulings == last


def guidance(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path)["Guidance"]
    return [str(row[1]) for row in sheet.iter_rows(min_row=5, max_col=2, values_only=True)]


def test_guidance_says_how_the_forms_lines_are_read_and_what_is_agreed(tmp_path: Path) -> None:
    folder = ready(tmp_path)
    edit(folder, lambda book: write_row(book, "Rulings", 1, {"Agreed": "Yes"}))
    words, rulings = read_toml("texts.toml")["rulings"], load_edition().rulings
    silver = guidance(issue(folder)[0].path)
    for ruling in rulings:
        gold = all(line.startswith("gold.") for line in ruling.bites) and ruling.bites
        reading = "held-first" if ruling.id == "lower-levels" else ruling.default
        rows = [row for row in silver if row.startswith(ruling.question)]
        assert len(rows) == (0 if gold else 1), ruling.id
        standing = words["agreed" if ruling.id == "lower-levels" else "working"]
        assert all(ruling.reading(reading) in row and standing in row for row in rows)


def test_the_command_lists_what_is_not_agreed_yet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    folder, rulings = ready(tmp_path), load_edition().rulings
    edit(folder, lambda book: write_row(book, "Rulings", 2, {"Agreed": "Yes"}))
    cli.cli.main(["issue", str(folder)], standalone_mode=False)
    said = capsys.readouterr().err
    assert rulings[0].reading("held-first") in said and rulings[1].question not in said
    open_ones = not_yet_agreed(folder)
    assert open_ones[0] == (rulings[0].question, rulings[0].reading("held-first"))
    assert len(open_ones) == len(rulings) - 1

    def agree(book: Any) -> None:
        for row in range(1, len(rulings) + 1):
            write_row(book, "Rulings", row, {"Agreed": "Yes"})

    edit(folder, agree)
    assert not_yet_agreed(folder) == []


def test_boards_of_the_round_are_on_the_list(issued: Path) -> None:
    sheet = openpyxl.load_workbook(issued / "ARF_Z1A_Autumn-2026.xlsx")["_lists"]
    column = next(c for c in sheet.iter_cols(values_only=True) if c[0] == "boards")
    assert [word for word in column[1:] if word] == ["Fell", "Vale"]


def test_the_list_of_forms(issued: Path) -> None:
    data = (issued / LIST_FILE).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and data.count(b"\r\n") == data.count(b"\n") == 3
    header, first, second = csv.reader(data.decode("utf-8-sig").splitlines())
    assert header == ["organisation code", "name", "file", "form", "fingerprint", "sha256", "closes"]
    path = issued / first[2]
    fingerprint, digest = meta(path)["fingerprint"], hashlib.sha256(path.read_bytes()).hexdigest()
    assert first == ["Z1A", "'=Larchford Trust", path.name, "silver", fingerprint, digest, "2026-10-30"]
    assert second[3] == "self-assessment" and second[6] == "2026-11-13"


def test_twice_the_same_bytes_and_progress(tmp_path: Path) -> None:
    folder, seen = ready(tmp_path), list[tuple[int, int, str]]()
    issue(folder)
    first = {path.name: path.read_bytes() for path in (folder / "issued").iterdir()}
    issue(folder, progress=lambda *step: seen.append(step))
    assert {path.name: path.read_bytes() for path in (folder / "issued").iterdir()} == first
    assert seen == [(0, 2, "Z1A"), (1, 2, "Z2B")]


def test_a_locked_form_is_protected(tmp_path: Path) -> None:
    found = issue(ready(tmp_path), locked=True)
    assert openpyxl.load_workbook(found[0].path)["Checklist"].protection.sheet


def test_nobody_to_send_to(tmp_path: Path) -> None:
    folder = ready(tmp_path)
    edit(folder, lambda book: book["Organisations"].delete_rows(5, 2))
    with pytest.raises(UsageError):
        issue(folder)
    assert list((folder / "issued").iterdir()) == []
