"""Which reading counts when a round's rulings are not the form's: only what favours the organisation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from arf_excel.framework.judge import Judgement, judge
from arf_excel.intake.submission import Submission
from arf_excel.review.readings import Rulings, differing, favourable, readings_of, standing
from arf_excel.review.review import review
from tests.framework.complete import blank, changed, complete, form

SHOWN, HELD = {"lower-levels": "shown-or-held"}, {"lower-levels": "held-first"}
LATER = ("NOTE-009", "EXPLAIN-125")


def submission(**rulings: str) -> Submission:
    """A complete Silver return of a form with these rulings, from somebody who holds nothing yet."""
    shape = form("silver", **rulings)
    return Submission("return.xlsx", "0", shape, {}, complete(shape), (), {})


def codes(found: Submission, rulings: Rulings | None = None) -> list[str]:
    seen = {placed.finding.code for placed in review(found, rulings).findings}
    return [code for code in LATER if code in seen]


def test_by_its_own_rulings_nothing_differs() -> None:
    found = review(submission(lower_levels="held-first"))
    assert (found.differing, found.other) == ((), None)
    assert found.judgement is found.by_form.judgement is found.by_round.judgement
    assert found.rulings["lower-levels"] == "held-first" and found.rulings["parity"] == "panel"
    assert codes(submission(lower_levels="held-first")) == ["EXPLAIN-125"]


def test_a_later_change_against_the_organisation_does_not_count() -> None:
    found = review(submission(), HELD)
    assert found.rulings["lower-levels"] == "shown-or-held"
    assert found.judgement is found.by_form.judgement and found.other is found.by_round.judgement
    assert found.differing == ("lower-levels",)
    assert codes(submission(), HELD) == ["NOTE-009"]


def test_a_later_change_for_the_organisation_counts() -> None:
    found = review(submission(lower_levels="held-first"), SHOWN)
    assert found.rulings["lower-levels"] == "shown-or-held"
    assert found.judgement is found.by_round.judgement and found.other is found.by_form.judgement
    assert codes(submission(lower_levels="held-first"), SHOWN) == ["NOTE-009"]


def test_after_it_is_issued_again_the_change_counts() -> None:
    assert codes(submission(lower_levels="held-first"), HELD) == ["EXPLAIN-125"]


def test_a_change_that_alters_nothing_leaves_the_forms_reading() -> None:
    found = review(submission(), {"same-five": "any"})
    assert (found.differing, found.rulings["same-five"]) == (("same-five",), "panel")


FORM = {"a": "old", "b": "old", "c": "old"}
NOW = {"a": "new", "b": "new", "c": "old"}


@pytest.mark.parametrize(
    ("worth", "counts"),
    [
        ({"a": 1, "b": 1}, "ab"),
        ({"a": 1, "b": -3}, "a"),
        ({"a": -1, "b": 2}, "b"),
        ({"a": -1, "b": 0}, ""),
        ({"a": 0, "b": 0}, ""),
        ({"ab": 1}, "ab"),
        ({"a": 2, "b": 2, "ab": -3}, "a"),
    ],
    ids=["both for", "first for", "second for", "none for", "no difference", "only together", "one of two"],
)
def test_each_change_is_weighed_for_itself_and_all_together(worth: dict[str, int], counts: str) -> None:
    def better(rulings: Rulings) -> tuple[int, ...]:
        new = {key for key in rulings if rulings[key] == "new"}
        return (sum(value for keys, value in worth.items() if set(keys) <= new),)

    found = favourable(FORM, NOW, better)
    assert "".join(key for key in found if found[key] == "new") == counts
    assert better(found) >= max(better(FORM), better(NOW))
    assert differing(FORM, NOW) == ("a", "b")


def verdicts(judgement: Judgement, *words: str) -> Judgement:
    """The judgement with these verdicts on its first lines."""
    judged = list(judgement.judged)
    for n, word in enumerate(words):
        judged[n] = replace(judged[n], verdict=word)
    return replace(judgement, judged=tuple(judged))


def test_what_is_better_for_the_organisation_in_order() -> None:
    shape = form("silver")
    none, bronze = judge(shape, blank(shape, "")), complete(shape, "Recognition at Silver")
    some = judge(shape, changed(shape, bronze, "Silver 1 status=Development area"))
    level = (none, some, judge(shape, bronze))
    assert [standing(each)[0] for each in level] == [0, 1, 2]
    full = level[-1]
    steps = [
        none,
        verdicts(full, "short", "incomplete", "meets"),
        verdicts(full, "short", "panel", "panel"),
        verdicts(full, "panel", "panel"),
        verdicts(full, "meets", "panel"),
    ]
    assert sorted(steps, key=standing) == steps and len({standing(each) for each in steps}) == 5
    quiet = replace(full, findings=())
    noisy = judge(form("silver", lower_levels="held-first"), bronze)
    assert standing(noisy) < standing(quiet)


def test_readings_are_the_forms_own_or_our_default() -> None:
    found = readings_of(form("bronze", same_five="any"))
    assert (found["same-five"], found["parity"]) == ("any", "panel") and len(found) == 19
