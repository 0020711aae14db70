"""A submission judged: findings with their cells, and another reading of a ruling as a note."""

from __future__ import annotations

from arf_excel.form.sheets import shape_of
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.intake.submission import Submission
from arf_excel.review.review import review


def submission(cells: dict[tuple[str, str, str], object]) -> Submission:
    """A Silver return with these answers, its cells known."""
    places = dict.fromkeys(cells, ("Organisation", "C11"))
    shape = shape_of(load_edition(), "silver")
    return Submission("return.xlsx", "0", shape, {}, Answers(cells), (), places)


ASKING = ("organisation", "asking", "answer")


def test_a_finding_knows_its_cell() -> None:
    found = review(submission({ASKING: "Recognition at Platinum"})).findings
    placed = next(p for p in found if p.finding.code == "FIX-126")
    assert (placed.sheet, placed.cell) == ("Organisation", "C11")


def test_most_pressing_comes_first() -> None:
    severities = [p.finding.severity for p in review(submission({ASKING: "Platinum"})).findings]
    assert severities == sorted(severities, key=["FIX", "EXPLAIN", "NOTE"].index)
    assert severities[0] == "FIX"


def test_another_reading_of_the_round_is_told() -> None:
    own = review(submission({ASKING: "Recognition at Silver"}))
    other = review(submission({ASKING: "Recognition at Silver"}), {"lower-levels": "held-first"})
    told = [
        [p.finding.facts["ruling"] for p in each.findings if p.finding.code == "NOTE-009"]
        for each in (own, other)
    ]
    assert told == [[], ["lower-levels"]]


def test_the_same_reading_is_no_note() -> None:
    found = review(submission({ASKING: "Feedback"}), {"lower-levels": "shown-or-held"}).findings
    assert "NOTE-009" not in {p.finding.code for p in found}
