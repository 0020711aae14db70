"""Evidence files and links in a run of `collate`: in office.xlsx alone, and never in a verdict."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from openpyxl import load_workbook

from arf_excel.cli import cli
from arf_excel.collation.collate import Outcome, collate
from arf_excel.evidence.found import Found
from tests.collation.returns import IN, a_round, answers, checklist, expected, put, read
from tests.evidence.items import send

PAGE = "https://a.org/plan"


def returned(folder: Path) -> Path:
    cells = {
        "evidence|EV001|what": "Plan",
        "evidence|EV001|where": "see attached",
        "evidence|EV002|where": PAGE,
    }
    put(folder / "x.xlsx", {**answers("X01"), **checklist(IN), **cells})
    return folder


def run(folder: Path, out: str, **more: Any) -> Outcome:
    return collate(
        [folder], folder.parent / out, a_round(expected("X01"), expected("X02")), read=read, **more
    )


def test_the_office_sees_what_came_and_the_pack_is_the_same(tmp_path: Path) -> None:
    folder = returned(tmp_path / "in")
    sent = send(folder / "evidence", "X01/EV001 a.xlsx", "x02 Fictional/EV001 b.pdf")
    with_files = run(folder, "one", evidence=sent)
    again = run(folder, "two", evidence=sent)
    without = run(folder, "three")
    sheet = load_workbook(tmp_path / "one" / "office.xlsx")["Evidence files"]
    told = [tuple(row[:6]) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert told == [
        ("X01", "Fictional X01", "Evidence 1", "Plan", "A file", "EV001 a.xlsx"),
        ("X01", "Fictional X01", "Evidence 2", None, "A link", None),
        ("X02", "Fictional X02", None, None, "Used for no item", "EV001 b.pdf"),
    ]
    assert [(line.file, line.outcome) for line in with_files.ledger if "evidence" in line.file] != []
    assert not with_files.unreadable and without.unreadable
    for one, two in zip(with_files.written, again.written, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name
    assert "Evidence files" not in load_workbook(tmp_path / "three" / "office.xlsx").sheetnames
    packs = [(tmp_path / name / "review-pack.xlsx").read_bytes() for name in ("one", "three")]
    assert packs[0] == packs[1]


def test_the_manifest_says_on_which_day_links_were_checked(tmp_path: Path) -> None:
    folder = returned(tmp_path / "in")
    outcome = run(folder, "one", check_links=lambda urls: {url: Found("fine") for url in urls})
    made = json.loads((tmp_path / "one" / "manifest.json").read_text("utf-8"))["evidence"]
    assert made == {"files": 0, "links_checked_on": dt.date.today().isoformat()}
    assert outcome.notes[-1].startswith("Links: 1 fine")
    run(folder, "two")
    made = json.loads((tmp_path / "two" / "manifest.json").read_text("utf-8"))["evidence"]
    assert made == {"files": 0, "links_checked_on": ""}


def test_a_rounds_own_folder_of_evidence_is_found_and_no_link_is_asked_for(tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(cli, ["round", "new", "Test", "-o", str(tmp_path / "r")]).exit_code == 0
    send(tmp_path / "r" / "evidence", "R0A/EV001 a.pdf")
    result = runner.invoke(cli, ["collate", str(tmp_path / "r")])
    assert result.exit_code == 0, result.output
    made = json.loads((tmp_path / "r" / "pack" / "manifest.json").read_text("utf-8"))["evidence"]
    assert made == {"files": 1, "links_checked_on": ""}


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    returned(tmp_path / "in")
    words = ["collate", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(cli, [*words, "--evidence", str(tmp_path / "none")])
    assert "--evidence" in str(result.exception)
    result = CliRunner().invoke(cli, [*words, "--check-links", "--proxy", "proxy"])
    assert "--proxy" in str(result.exception)
