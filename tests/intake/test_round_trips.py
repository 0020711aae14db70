"""A form that another program saved again gives the same answers, verdicts and findings as before."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.shape import Shape
from arf_excel.intake.apart import read_apart
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.review.record import record
from arf_excel.review.review import review
from tests.form.completed import completed
from tests.office import programs
from tests.office.libreoffice import LibreOffice

SAMPLES = Path(__file__).parents[2] / "samples" / "returned"
OWN = {"file", "sha256"}
NOTES = {".xls": {"EXPLAIN-054"}, ".xlsb": {"EXPLAIN-054"}}
"""What is told of a file by its format alone."""

Resave = Callable[[Path, Path], Path]


def as_typed(shape: Shape) -> Answers:
    """A completed form in which dates, figures and choices stand as people type them.

    No words such as _x000D_: most of these programs take them for the character that they spell. And no
    paragraph of over 16,000 characters: LibreOffice breaks it in two.
    """
    cells: dict[tuple[str, str, str], object] = dict(completed(shape).cells)
    rows = iter(shape.evidence_rows)
    for text in ("3rd October 2026", "25/10/2026", "03/10/26", "in autumn", "3\u00a0Oct\u00a02026"):
        cells["evidence", next(rows), "date"] = text
    facts = {row.fact.type: row.id for row in shape.facts}
    cells["measures", facts["percent"], "answer"] = "75%"
    cells["measures", facts["count"], "answer"] = "1,200"
    cells["checklist", shape.deliverables[0].id, "status"] = "In\u00a0Place "
    cells["checklist", shape.deliverables[1].id, "status"] = "Developement area"
    cells["checklist", shape.deliverables[2].id, "how"] = "Two lines\n" + "long " * 3_000
    cells["checklist", shape.deliverables[3].id, "how"] = "#REF! and 1/0"
    cells["organisation", "last_application", "answer"] = dt.date(2024, 3, 10)
    return Answers(cells)


def told(path: Path) -> dict[str, Any]:
    """All that `check --json` says of a file but for what is the file's own."""
    read = read_apart(path.read_bytes(), path.name)
    assert isinstance(read, Submission), (path.name, read)
    found = {key: value for key, value in record(review(read)).items() if key not in OWN}
    found["findings"] = [each for each in found["findings"] if each["code"] not in NOTES.get(path.suffix, ())]
    return found


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Completed forms of both editions, and every sample that a person could have sent."""
    folder = tmp_path_factory.mktemp("forms")
    made = []
    for name, edition, purpose, filled in (
        ("silver", "bronze-silver-gold", "silver", completed),
        ("typed", "bronze-silver-gold", "all", as_typed),
        ("2021", "2021", "all", completed),
    ):
        made.append(folder / f"{name}.xlsx")
        shape = shape_of(load_edition(edition), purpose)
        write_form(made[-1], shape, filled(shape))
    samples = (path for path in sorted(SAMPLES.glob("*.xlsx")) if "Sample-round" in path.name)
    readable = [p for p in samples if isinstance(read_apart(p.read_bytes(), p.name), Submission)]
    assert len(readable) > 5
    return made + readable


@pytest.fixture
def resave(request: pytest.FixtureRequest) -> Resave:
    program = request.param
    if program == "libreoffice":
        office: LibreOffice = request.getfixturevalue("office")
        return lambda path, out: office.convert(path, out, out.suffix[1:])  # type: ignore[arg-type]
    if program == "openpyxl":
        return by_openpyxl
    reason = programs.missing(program)
    if reason and os.environ.get("CI"):
        pytest.fail(f"CI must have it: {reason}", pytrace=False)
    if reason:
        pytest.skip(reason)
    return lambda path, out: programs.resave(program, path, out)


def by_openpyxl(path: Path, out: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book.save(out)
    return out


def differing(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """What of a record is not the same, a line for each."""
    for key in one:
        if not isinstance(one[key], list):
            if one[key] != other[key]:
                yield f"{key}: {one[key]!r} {other[key]!r}"[:200]
            continue
        yield from (f"{key} before: {each}"[:300] for each in one[key] if each not in other[key])
        yield from (f"{key} after: {each}"[:300] for each in other[key] if each not in one[key])
        if len(one[key]) != len(other[key]):
            yield f"{key}: {len(one[key])} {len(other[key])}"


@pytest.mark.deep
@pytest.mark.parametrize(
    ("resave", "kind"),
    [
        pytest.param("libreoffice", "xlsx", marks=pytest.mark.office),
        pytest.param("libreoffice", "ods", marks=pytest.mark.office),
        pytest.param("libreoffice", "xls", marks=pytest.mark.office),
        ("gnumeric", "xlsx"),
        ("gnumeric", "ods"),
        ("gnumeric", "xls"),
        ("exceljs", "xlsx"),
        ("sheetjs", "xlsx"),
        ("sheetjs", "ods"),
        ("openpyxl", "xlsx"),
    ],
    indirect=["resave"],
)
def test_a_form_saved_again_is_the_same_return(
    resave: Resave, kind: str, forms: list[Path], tmp_path: Path
) -> None:
    for path in forms:
        again = resave(path, tmp_path / f"{path.stem}.{kind}")
        assert list(differing(told(path), told(again))) == [], path.name


@pytest.mark.deep
@pytest.mark.parametrize("resave", ["sheetjs"], indirect=True)
def test_what_sheetjs_saves_in_older_formats(resave: Resave, tmp_path: Path) -> None:
    """It cuts texts of an .xls at 255 characters, our rulings too, and writes cells of an .xlsb as few do."""
    shape, path = shape_of(load_edition()), tmp_path / "form.xlsx"
    short = {k: v[:255] if isinstance(v, str) else v for k, v in completed(shape).cells.items()}
    write_form(path, shape, Answers(short))
    found = list(differing(told(path), told(resave(path, tmp_path / "form.xls"))))
    assert len(found) == 2 and "NOTE-039" in found[0]
    binary = resave(path, tmp_path / "form.xlsb")
    read = read_apart(binary.read_bytes(), binary.name)
    assert isinstance(read, Unreadable) and read.code == "FIX-005"


def test_a_lost_answer_would_be_seen(tmp_path: Path) -> None:
    shape = shape_of(load_edition(), "bronze")
    whole, less = tmp_path / "whole.xlsx", tmp_path / "less.xlsx"
    answers = completed(shape)
    write_form(whole, shape, answers)
    gone = ("evidence", "EV002", "where")
    write_form(less, shape, Answers({key: value for key, value in answers.cells.items() if key != gone}))
    assert any("EV002" in line for line in differing(told(whole), told(less)))
