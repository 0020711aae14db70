"""The samples: what their texts say, what make.py makes of them, and what reading them back comes to."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest

from arf_excel.framework.findings import SEVERITIES
from arf_excel.framework.organisations import load_organisations
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.review.review import Review, review
from samples.make import ANSWERS, BOARDS, RETURNED, Sample, own_bytes, samples
from tests.dump import dump

ALL = {sample.text.removesuffix(".txt"): sample for sample in samples()}
READABLE = [key for key, sample in ALL.items() if sample.readable]
OWN_AND_WHOLE = [key for key in READABLE if ALL[key].own]
TYPES = {
    "acute",
    "specialist",
    "mental health",
    "community",
    "ambulance",
    "integrated care board",
    "other",
}

# Worked out by hand from the texts: asked for, what the answers bear out, ready to send, codes
# (with * when every place of it is explained in its row).
EXPECTED: dict[str, tuple[str, str | None, bool, str]] = {
    "X01": ("Self-assessment only", None, True, "EXPLAIN-104* NOTE-302 EXPLAIN-303"),
    "X02": (
        "Self-assessment",
        None,
        False,
        "FIX-126 EXPLAIN-104 EXPLAIN-106 EXPLAIN-121 EXPLAIN-301 NOTE-302 EXPLAIN-307",
    ),
    "X03": (
        "Feedback",
        "bronze",
        True,
        "NOTE-103 EXPLAIN-104* EXPLAIN-107 EXPLAIN-203* EXPLAIN-304* NOTE-305 NOTE-507",
    ),
    "X04-earlier": ("Recognition at Bronze", None, True, "NOTE-105"),
    "X04": ("Recognition at Bronze", "bronze", True, ""),
    "X05": (
        "Recognition at Bronze",
        None,
        False,
        "NOTE-103 NOTE-105 EXPLAIN-107 FIX-122 EXPLAIN-131 EXPLAIN-201 FIX-204 EXPLAIN-301* NOTE-302 "
        "FIX-401 EXPLAIN-702",
    ),
    "X06": ("Recognition at Silver", "bronze", True, "EXPLAIN-108*"),
    "X07": ("Recognition at Silver", "silver", True, "NOTE-103"),
    "X08": ("Recognition at Gold", "silver", True, "NOTE-105 EXPLAIN-304 NOTE-305 EXPLAIN-606*"),
    "X09": (
        "Recognition at Silver",
        None,
        False,
        "FIX-101 EXPLAIN-102 EXPLAIN-104 NOTE-105 EXPLAIN-106 EXPLAIN-107 EXPLAIN-121 EXPLAIN-123 "
        "EXPLAIN-124 EXPLAIN-131 FIX-306 FIX-401 FIX-502 EXPLAIN-504 EXPLAIN-602 EXPLAIN-702",
    ),
    "X10": ("Accreditation", None, True, "NOTE-103 NOTE-105 EXPLAIN-107 FIX-202 EXPLAIN-203"),
}
HELD = {"X06": "bronze"}
UNREADABLE = {"X11": "FIX-002", "X12": "FIX-008"}


@cache
def returned(key: str) -> Submission:
    found = read_return(ALL[key].path.read_bytes(), ALL[key].file)
    assert isinstance(found, Submission), found
    return found


@cache
def reviewed(key: str) -> Review:
    return review(returned(key))


def codes(key: str) -> set[str]:
    """The codes of a return, starred when every place is explained."""
    found: dict[str, bool] = {}
    for placed in reviewed(key).findings:
        finding = placed.finding
        found[finding.code] = found.get(finding.code, True) and finding.explained
    return {code + "*" * explained for code, explained in found.items()}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def as_text(content: bytes, folder: Path) -> str:
    path = folder / "form.xlsx"
    path.write_bytes(content)
    return dump(path)


@pytest.mark.parametrize("key", OWN_AND_WHOLE)
def test_the_file_is_what_make_writes_from_its_text(key: str, tmp_path: Path) -> None:
    """Packed parts are compared unpacked: another zlib packs the same form into other bytes."""
    made, kept = own_bytes(ALL[key]), ALL[key].path.read_bytes()
    same = made == kept or parts(made) == parts(kept) or as_text(made, tmp_path) == as_text(kept, tmp_path)
    assert same, f"{ALL[key].file} is not what its text says: run python samples/make.py"


def test_the_damaged_file_is_the_beginning_of_a_form() -> None:
    made, kept = own_bytes(ALL["X12"]), ALL["X12"].path.read_bytes()
    assert kept[:30] == made[:30]
    assert not zipfile.is_zipfile(io.BytesIO(kept))


def test_nothing_else_lies_in_the_folder() -> None:
    named = {name for sample in ALL.values() for name in (sample.file, sample.copy) if name}
    assert {path.name for path in RETURNED.iterdir() if not path.name.startswith((".", "~$"))} == named


def test_a_copy_has_the_same_bytes() -> None:
    copied = [sample for sample in ALL.values() if sample.copy]
    assert [sample.text for sample in copied] == ["X01.txt"]
    for sample in copied:
        assert (RETURNED / str(sample.copy)).read_bytes() == sample.path.read_bytes()


def test_the_files_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in RETURNED.iterdir()}
    for sample in ALL.values():
        few_sheets = sample.shape.purpose in ("self-assessment", "bronze")
        assert sizes[sample.file] < (150_000 if few_sheets else 250_000), sample.file
    assert sum(sizes.values()) < 2_700_000


@pytest.mark.parametrize("key", READABLE)
def test_every_answer_of_the_text_comes_back(key: str) -> None:
    """All but a reflection that is not shared. A stale file of another program: make.py --again."""
    found = {(a.table, a.row, a.column): a.value for a in returned(key).answers}
    typed = {place: value for place, value in ALL[key].answers.cells.items() if _kept(ALL[key], place)}
    assert found == {
        place: f"{v:.15g}" if isinstance(v, float) else v for place, v in typed.items() if v is not None
    }


def _kept(sample: Sample, place: tuple[str, str, str]) -> bool:
    table, row, _ = place
    return table != "reflection" or sample.answers.text(table, row, "share") == "Yes"


def test_one_reflection_is_shared_and_one_is_not() -> None:
    assert "reflection" in {table for table, *_ in ALL["X01"].answers.cells}
    assert "reflection" not in {answer.table for answer in returned("X01").answers}
    assert "reflection" in {answer.table for answer in returned("X03").answers}


@pytest.mark.parametrize("key", READABLE)
def test_the_review_says_what_was_worked_out_by_hand(key: str) -> None:
    judgement = reviewed(key).judgement
    levels = judgement.levels
    found = (levels.asked, levels.supported, judgement.ready, codes(key))
    asked, supported, ready, expected = EXPECTED[key]
    assert found == (asked, supported, ready, set(expected.split()))
    assert levels.held == HELD.get(key)


@pytest.mark.parametrize(("key", "code"), UNREADABLE.items())
def test_a_file_that_cannot_be_read_says_why(key: str, code: str) -> None:
    found = read_return(ALL[key].path.read_bytes(), ALL[key].file)
    assert isinstance(found, Unreadable)
    assert found.code == code


def test_the_two_versions_differ_in_two_deliverables_and_a_gap_and_the_fuller_one_is_later() -> None:
    first, second = ALL["X04-earlier"].answers.cells, ALL["X04"].answers.cells
    differing = {place[:2] for place in first.keys() | second.keys() if first.get(place) != second.get(place)}
    assert differing == {
        ("checklist", "bronze.actions-not-words"),
        ("checklist", "bronze.we-do-this-together"),
        ("goals", "inequality-1"),
    }
    saved = [returned(key).saved for key in ("X04-earlier", "X04")]
    assert None not in saved
    assert saved == sorted(saved, key=str)
    assert saved[0] != saved[1]


def test_every_kind_of_finding_is_there() -> None:
    met = {code.split("-")[0] for key in READABLE for code in codes(key)}
    assert met == set(SEVERITIES)


def test_a_line_that_does_not_fit_is_for_the_panel() -> None:
    judged = {j.id: j for j in reviewed("X07").judgement.judged}
    assert judged["silver.empowering-your-talent"].verdict == "panel"
    assert "silver.empowering-your-talent" in reviewed("X07").judgement.levels.subject_to


# all of it is made up


def _organisation(sample: Sample, line: str) -> str:
    return sample.answers.text("organisation", line, "answer")


def test_twelve_organisations_of_every_type_on_two_boards() -> None:
    found = {_organisation(sample, "code"): sample for sample in ALL.values()}
    assert sorted(found) == [f"X{n:02d}" for n in range(1, 13)]
    boards = [_organisation(sample, "board") for sample in found.values()]
    assert [boards.count(board) for board in BOARDS] == [7, 5]
    assert {_organisation(sample, "kind") for sample in found.values()} == TYPES


def test_every_organisation_says_that_it_is_fictional() -> None:
    for sample in ALL.values():
        assert _organisation(sample, "name").startswith("Fictional ")
        assert _organisation(sample, "name").endswith(" (sample)")


def test_evidence_says_that_it_is_fictional() -> None:
    for sample in ALL.values():
        for (table, _, column), value in sample.answers.cells.items():
            if (table, column) == ("evidence", "what"):
                assert "(fictional)" in str(value)


@pytest.mark.parametrize("path", sorted(ANSWERS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_names_no_real_organisation_and_no_real_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for address in re.findall(r"[\w.+-]+@[\w.-]+", text):
        assert address.endswith("@example.org")
    for host in re.findall(r"https?://([^/\s]+)", text):
        assert host == "example.org"
    for code, real in load_organisations().items():
        assert not re.search(rf"\b{code}\b", text)
        assert _heart(real.name).casefold() not in text.casefold()


def _heart(name: str) -> str:
    """'Bolton NHS Foundation Trust' → 'Bolton'."""
    return re.sub(r"^NHS |( NHS)?( Foundation)? Trust$| Integrated Care Board$|^The ", "", name)


def test_some_answers_are_long_and_some_point_to_what_is_attached() -> None:
    words = [
        str(value)
        for sample in ALL.values()
        for (table, _, column), value in sample.answers.cells.items()
        if (table, column) == ("checklist", "how")
    ]
    assert sum(len(text.split()) >= 250 for text in words) >= 4
    assert sum("see attached EV" in text.replace("See", "see") for text in words) >= 4
