"""Each pack has a number, and a return that pack 1 did not have is told as such."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from arf_excel.collation.collate import collate
from tests.collation.returns import IN, a_round, answers, bronze_facts, checklist, expected, put, read


def lines(pack: Path) -> dict[str, dict[str, str]]:
    """The ledger by file."""
    text = (pack / "ledger.csv").read_text("utf-8-sig")
    return {row["File"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


def returned(folder: Path, code: str, file: str = "", saved: str = "2026-10-01T09:00:00+00:00") -> Path:
    return put(
        folder / "in" / (file or f"{code}.xlsx"),
        {**answers(code, "Recognition at Bronze"), **checklist(IN), **bronze_facts()},
        saved=saved,
    )


def run(folder: Path, *codes: str) -> int:
    round_ = a_round(*map(expected, codes))
    return collate([folder / "in"], folder / "pack", round_, read=read).pack


def test_the_number_goes_up_with_a_new_return_and_stays_without_news(tmp_path: Path) -> None:
    returned(tmp_path, "X01")
    assert run(tmp_path, "X01", "X02") == 1
    assert run(tmp_path, "X01", "X02") == 1
    returned(tmp_path, "X02")
    assert run(tmp_path, "X01", "X02") == 2
    before = (tmp_path / "pack" / "review-pack.xlsx").read_bytes()
    assert run(tmp_path, "X01", "X02") == 2
    assert (tmp_path / "pack" / "review-pack.xlsx").read_bytes() == before
    assert json.loads((tmp_path / "pack" / "manifest.json").read_text("utf-8"))["pack"] == 2


def test_a_return_after_pack_1_is_told_with_the_days_that_matter(tmp_path: Path) -> None:
    returned(tmp_path, "X01")
    run(tmp_path, "X01", "X02")
    returned(tmp_path, "X02", saved="2026-10-29T09:00:00+00:00")
    run(tmp_path, "X01", "X02")
    told = lines(tmp_path / "pack")
    assert told["X01.xlsx"]["First in pack"] == "1"
    assert "Came after" not in told["X01.xlsx"]["Why"]
    assert told["X02.xlsx"]["First in pack"] == "2"
    assert told["X02.xlsx"]["Why"].endswith(
        "Came after pack 1; last saved on 29 October 2026, and its closing day was 30 October 2026."
    )


def test_a_ledger_of_an_earlier_version_counts_as_pack_1(tmp_path: Path) -> None:
    returned(tmp_path, "X01")
    run(tmp_path, "X01")
    path = tmp_path / "pack" / "ledger.csv"
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    old = io.StringIO(newline="")
    csv.writer(old, quoting=csv.QUOTE_ALL).writerows(row[:13] for row in rows)
    path.write_text("\ufeff" + old.getvalue(), "utf-8")
    returned(tmp_path, "X02")
    assert run(tmp_path, "X01", "X02") == 2
    assert lines(tmp_path / "pack")["X01.xlsx"]["First in pack"] == "1"


def test_a_return_that_was_taken_away_keeps_its_pack(tmp_path: Path) -> None:
    returned(tmp_path, "X01")
    second = returned(tmp_path, "X02")
    run(tmp_path, "X01", "X02")
    second.unlink()
    assert run(tmp_path, "X01", "X02") == 1
    returned(tmp_path, "X02")
    assert run(tmp_path, "X01", "X02") == 1


def test_the_form_version_stands_in_the_ledger(tmp_path: Path) -> None:
    returned(tmp_path, "X01")
    run(tmp_path, "X01")
    assert lines(tmp_path / "pack")["X01.xlsx"]["Form version"] == "3"
