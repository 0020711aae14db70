"""The whole run: what is written, that it is the same each time, and that nothing depends on the order."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from arf_excel.collation import outputs
from arf_excel.collation.collate import Outcome, collate
from arf_excel.collation.sources import OUTPUTS
from arf_excel.errors import OwnFaultError, UsageError
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.intake.files import returns_in
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.rounds.settings import Round
from tests.collation.returns import DEV, IN, a_round, answers, checklist, expected, put, read

BRONZE = "Recognition at Bronze"


def region(folder: Path) -> Round:
    """Five organisations are expected: two applicants, a self-assessment, one missing; and a stranger."""
    put(folder / "X01.xlsx", answers("X01", BRONZE) | checklist(IN, IN, DEV, IN, IN))
    put(folder / "sub" / "X02.xlsx", answers("X02", "Feedback") | checklist(IN, "", DEV), purpose="feedback")
    put(folder / "X03.xlsx", answers("X03") | checklist(DEV), purpose="self-assessment")
    put(folder / "X09.xlsx", answers("X09") | checklist(IN, IN), purpose="bronze")
    (folder / "damaged.xlsx").write_bytes(b"\x00 nothing")
    return a_round(
        expected("X01"),
        expected("X02", "feedback"),
        expected("X03", "self-assessment"),
        expected("X04", "gold"),
    )


def outcomes(outcome: Outcome) -> dict[str, str]:
    return {line.file or line.code: line.outcome for line in outcome.ledger}


def test_every_file_and_every_missing_organisation_has_a_line(tmp_path: Path) -> None:
    round_ = region(tmp_path / "in")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert outcomes(outcome) == {
        "X01.xlsx": "used",
        "sub/X02.xlsx": "used",
        "X03.xlsx": "used",
        "X09.xlsx": "unexpected",
        "damaged.xlsx": "unreadable",
        "X04": "missing",
    }
    assert [path.name for path in outcome.written] == list(OUTPUTS)
    assert outcome.unreadable and outcome.to_look_at


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    round_ = region(tmp_path / "in")
    first = collate([tmp_path / "in"], tmp_path / "one", round_, read=read)
    again = collate([tmp_path / "in"], tmp_path / "two", round_, read=read)
    over = collate([tmp_path / "in"], tmp_path / "two", round_, read=read)
    for a, b, c in zip(first.written, again.written, over.written, strict=True):
        assert a.read_bytes() == b.read_bytes() == c.read_bytes(), a.name


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path / "a" / "X01.xlsx", answers("X01", BRONZE) | checklist(IN))
    put(tmp_path / "b" / "X01.xlsx", answers("X01", BRONZE) | checklist(DEV))
    put(tmp_path / "c.xlsx", answers("X02") | checklist(IN))
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "c.xlsx"]
    one = collate(paths, tmp_path / "one", read=read)
    two = collate(paths[::-1], tmp_path / "two", read=read)
    assert one.ledger == two.ledger
    assert [p.read_bytes() for p in one.written] == [p.read_bytes() for p in two.written]


def test_outputs_inside_the_input_are_no_returns(tmp_path: Path) -> None:
    round_ = region(tmp_path)
    first = collate([tmp_path], tmp_path / "pack", round_, read=read)
    copied = tmp_path / "kept.xlsx"
    copied.write_bytes((tmp_path / "pack" / "office.xlsx").read_bytes())
    second = collate([tmp_path], tmp_path / "pack", round_, read=read)
    extra = outcomes(second).items() - outcomes(first).items()
    assert extra == {("kept.xlsx", "not_a_return")}
    assert outcomes(first)["pack/"] == outcomes(second)["pack/"] == "not_a_return"


def test_a_run_into_its_own_input_folder_reads_no_output(tmp_path: Path) -> None:
    round_ = region(tmp_path)
    first = collate([tmp_path], tmp_path, round_, read=read)
    before = (tmp_path / "ledger.csv").read_bytes()
    second = outcomes(collate([tmp_path], tmp_path, round_, read=read))
    assert (tmp_path / "ledger.csv").read_bytes() == before and outcomes(first) == second
    assert second["X01.xlsx"] == "used"
    assert {second[name] for name in OUTPUTS} == {"not_a_return"}


def test_a_round_folder_reads_only_what_was_returned(tmp_path: Path) -> None:
    round_ = region(tmp_path / "returned")
    put(tmp_path / "issued" / "X04.xlsx", answers("X04"))
    only = tmp_path / "returned"
    outcome = collate([tmp_path], tmp_path / "pack", round_, returned_only=only, read=read)
    assert outcomes(outcome)["X04"] == "missing"
    assert not any("issued" in line.file for line in outcome.ledger)


def test_the_manifest_names_every_input_and_output_by_its_hash(tmp_path: Path) -> None:
    round_ = region(tmp_path / "in")
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    raw = (tmp_path / "pack" / "manifest.json").read_bytes()
    manifest = json.loads(raw)
    assert raw.isascii() and str(tmp_path).encode() not in raw
    assert manifest["as_of"] == "2026-10-30"
    assert {each["file"] for each in manifest["inputs"]} == {
        *("X01.xlsx", "X03.xlsx", "X09.xlsx", "damaged.xlsx", "sub/X02.xlsx")
    }
    for each in manifest["outputs"]:
        content = (tmp_path / "pack" / each["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]
    assert [each["file"] for each in manifest["outputs"]] == list(OUTPUTS[:-1])


def test_without_a_round_times_come_from_the_latest_return(tmp_path: Path) -> None:
    put(tmp_path / "a.xlsx", answers("X01"), saved="2026-09-01T08:00:00+00:00")
    put(tmp_path / "b.xlsx", answers("X02"), saved="2026-09-03T08:00:00+00:00")
    collate([tmp_path], tmp_path / "pack", read=read)
    manifest = json.loads((tmp_path / "pack" / "manifest.json").read_text("utf-8"))
    assert manifest["as_of"] == "2026-09-03T08:00:00+00:00"


def test_what_does_not_add_up_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = region(tmp_path / "in")
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    before = {path.name: path.read_bytes() for path in (tmp_path / "pack").iterdir()}
    put(tmp_path / "in" / "late.xlsx", {**answers("X02"), **checklist(IN)}, saved="2026-12-01T09:00:00+00:00")
    monkeypatch.setattr(outputs, "check_reconciliation", lambda folder: ["X01 × Bronze 1"])
    with pytest.raises(OwnFaultError, match="X01 × Bronze 1") as raised:
        collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert raised.value.exit_code == 4
    assert {path.name: path.read_bytes() for path in (tmp_path / "pack").iterdir()} == before


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        collate([tmp_path / "nowhere"], tmp_path / "pack", read=read)


def shut(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """These folders cannot be listed."""
    scandir, names = os.scandir, {str(folder) for folder in folders}

    def scan(path: str | Path = ".") -> Any:
        if str(path) in names:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", scan)


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = region(tmp_path / "in")
    shut(monkeypatch, tmp_path / "in" / "sub")
    outcome = collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert outcomes(outcome)["sub/"] == "unreadable" and outcome.unreadable
    assert outcomes(outcome)["X02"] == "missing" and outcomes(outcome)["X01.xlsx"] == "used"


def test_a_named_folder_that_cannot_be_listed_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = region(tmp_path / "in")
    shut(monkeypatch, tmp_path / "in")
    with pytest.raises(UsageError, match="in"):
        collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    assert not (tmp_path / "pack").exists()


def test_check_names_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    region(tmp_path / "in")
    assert [shown for _, shown in returns_in([tmp_path / "in"])][-1] == "X09.xlsx"
    shut(monkeypatch, tmp_path / "in" / "sub")
    with pytest.raises(UsageError, match="sub"):
        list(returns_in([tmp_path / "in"]))


def read_nothing(data: bytes, file: str) -> Submission | Unreadable:
    raise AssertionError("read before the output folder was looked at")


@pytest.mark.parametrize("inside", ["", "pack"])
def test_an_output_folder_that_is_a_file_is_named(tmp_path: Path, inside: str) -> None:
    round_ = region(tmp_path / "in")
    (tmp_path / "taken").write_text("kept")
    with pytest.raises(UsageError, match=r"taken.* is a file"):
        collate([tmp_path / "in"], tmp_path / "taken" / inside, round_, read=read_nothing)
    assert (tmp_path / "taken").read_text() == "kept"


def test_an_output_folder_that_cannot_be_written_to_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = region(tmp_path / "in")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "manifest.json").write_text("{}")

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with pytest.raises(UsageError, match=r"pack.* cannot be written to"):
        collate([tmp_path / "in"], tmp_path / "pack", round_, read=read_nothing)
    assert (tmp_path / "pack" / "manifest.json").exists()


def test_an_output_that_is_a_folder_is_named(tmp_path: Path) -> None:
    round_ = region(tmp_path / "in")
    (tmp_path / "pack" / "ledger.csv").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"ledger\.csv"):
        collate([tmp_path / "in"], tmp_path / "pack", round_, read=read_nothing)


def test_no_return_at_all_still_gives_whole_outputs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    assert [path.name for path in outcome.written] == list(OUTPUTS)
    assert outcome.ledger == ()


def test_progress_names_each_file(tmp_path: Path) -> None:
    round_ = region(tmp_path / "in")
    told: list[str] = []
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read, progress=lambda d, n, w: told.append(w))
    assert "X01.xlsx" in told and "review-pack.xlsx" in told


def test_copies_are_no_returns_of_the_next_run_into_the_same_folder(tmp_path: Path) -> None:
    shape = shape_of(load_edition(), "bronze")
    write_form(tmp_path / "one.xlsx", shape, Answers({("organisation", "code", "answer"): "X01"}))
    first = collate([tmp_path], tmp_path, copies=True, read=read_return)
    copies = [path for path in first.written if path.parent.name == "to-look-at"]
    assert len(copies) == 1
    before = copies[0].read_bytes()
    again = collate([tmp_path], tmp_path, copies=True, read=read_return)
    assert [line.file for line in again.ledger if line.sha256] == ["one.xlsx"]
    assert copies[0].read_bytes() == before
    assert first.ledger == again.ledger


def test_a_copy_that_is_not_needed_any_more_goes_and_one_that_was_changed_is_kept(tmp_path: Path) -> None:
    shape = shape_of(load_edition(), "bronze")
    form = tmp_path / "in" / "one.xlsx"
    write_form(form, shape, Answers({("organisation", "code", "answer"): "X01"}))
    collate([tmp_path / "in"], tmp_path / "pack", copies=True, read=read_return)
    [copy] = (tmp_path / "pack" / "to-look-at").iterdir()
    copy.write_bytes(copy.read_bytes() + b"changed")
    form.unlink()
    outcome = collate([tmp_path / "in"], tmp_path / "pack", copies=True, read=read_return)
    assert not copy.exists()
    [kept] = (tmp_path / "pack" / "changed").iterdir()
    assert kept.read_bytes().endswith(b"changed")
    assert any(kept.name in note for note in outcome.notes)


@pytest.mark.skipif(os.name == "nt", reason="making a link asks for rights that few have on Windows")
def test_a_link_to_a_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere" / "X01.xlsx", answers("X01") | checklist(IN))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "linked").symlink_to(tmp_path / "elsewhere")
    [line] = collate([tmp_path / "in"], tmp_path / "pack", read=read).ledger
    assert (line.file, line.outcome) == ("linked/", "not_a_return")
    assert line.why == "A link to another folder; what is there was not read."
