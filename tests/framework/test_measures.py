"""The measures of both editions, what a wrong file says, and what a ruling changes in a fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from arf_excel.errors import EditionError
from arf_excel.framework import measures as m
from arf_excel.framework.edition import edition_ids, load_edition
from arf_excel.framework.templates import templates_folder

LATER, EARLIER = "bronze-silver-gold", "2021"
SMALL = """
occasions = [{ id = "network", name = "Network meeting", executive = true }]
roles = [{ name = "Executive director", executive = true }]
wres = []
goals = []

[[items]]
of = "silver.levelling-up"

[[items.facts]]
name = "leaders"
label = "leaders"
question = "How many leaders are there?"
type = "count"

[[items.facts]]
name = "with-goal"
label = "leaders with a goal"
question = "How many have a goal?"
type = "count"
rule = { kind = "share", of = "leaders", at_least = 100 }

[[items.facts]]
name = "met"
label = "meetings"
question = "When did they meet?"
type = "counted"
rule = { kind = "meetings", of = ["network"], least = 4 }
[[items.facts.readings]]
ruling = "quarterly"
choice = "calendar"
set = { rule = { quarterly = true, quarters = "calendar" } }
"""


def read(tmp_path: Path, text: str) -> m.Measures:
    path = tmp_path / "measures.toml"
    path.write_text(text, "utf-8")
    return m.read_measures(path, load_edition(LATER))


def fact(edition: str, of: str, name: str) -> m.Fact:
    return next(f for f in m.load_measures(edition).item(of).facts if f.name == name)


def facts(edition: str) -> list[tuple[str, m.Fact]]:
    return [(item.of, found) for item in m.load_measures(edition).items for found in item.facts]


@pytest.mark.parametrize(("edition", "count"), [(LATER, 42), (EARLIER, 26)])
def test_each_deliverable_and_supporting_action_has_its_facts_once(edition: str, count: int) -> None:
    found = load_edition(edition)
    wanted = {d.id for d in found.deliverables} | {a.id for a in found.supporting_actions}
    given = [item.of for item in m.load_measures(edition).items]
    assert len(given) == len(wanted) == count
    assert {*given} == wanted


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_words_are_short(edition: str) -> None:
    found = m.load_measures(edition)
    assert not [f.name for _, f in facts(edition) if len(f.question) > 180 or len(f.how) > 120]
    assert not [line.id for line in found.wres if len(line.ask) > 120 or len(line.name) > 120]
    assert all(f.how for _, f in facts(edition))
    labels = [f.label for _, f in facts(edition)]
    assert not [label for label in labels if label[:1].isupper() and not label.startswith(("WRES", "EDI"))]


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_our_own_words_say_ethnic_minority(edition: str) -> None:
    found = m.load_measures(edition)
    words = [word for _, f in facts(edition) for word in (f.question, f.how, f.label, f.unit, *f.choices)]
    words += [line.ask for line in found.wres] + [o.name for o in found.occasions]
    assert not [word for word in words if "BAME" in word or "BME" in word]


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_what_people_choose_is_unique_and_holds_no_wildcard(edition: str) -> None:
    found = m.load_measures(edition)
    lists = [[o.name for o in found.occasions], [r.name for r in found.roles]]
    lists += [f.choices for _, f in facts(edition) if f.choices]
    for names in lists:
        assert len({name.lower() for name in names}) == len(names)
        assert not [name for name in names if {*name} & {*"?*~"}]


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_no_occasion_is_without_a_rule(edition: str) -> None:
    rules = [f.rule for _, f in facts(edition) if isinstance(f.rule, m.Meetings)]
    used = {name for rule in rules for name in (*rule.of, *rule.also)}
    assert used == {occasion.id for occasion in m.load_measures(edition).occasions}


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_an_extra_decides_nothing(edition: str) -> None:
    ruled = [f.rule for _, f in facts(edition) if f.use == "extra" and f.rule]
    assert all(rule == m.YesNo(kind="yes_no", no="note") for rule in ruled)


@pytest.mark.parametrize("edition", [LATER, EARLIER])
def test_the_wres_sheet_has_the_nine_indicators_and_another_standard(edition: str) -> None:
    lines = m.load_measures(edition).wres
    assert [line.id for line in lines if not line.other_standard] == [f"wres-{n}" for n in range(1, 10)]
    own = "distance ratio ratio ratio lower lower higher lower parity"
    assert " ".join(line.better for line in lines) == f"{own} ratio lower higher"
    assert [line.id for line in lines if line.survey] == ["wres-5", "wres-6", "wres-7", "wres-8"]


def test_the_two_editions_ask_for_other_shares_of_other_people() -> None:
    before = fact(EARLIER, "understand.growing-cultural-competency", "mentored").rule
    after = fact(LATER, "silver.growing-cultural-competency.b", "mentored").rule
    assert isinstance(before, m.Share)
    assert isinstance(after, m.Share)
    assert (before.at_least, after.at_least) == (50, 75)
    assert "non-executive" not in fact(EARLIER, "understand.growing-cultural-competency", "people").question
    assert "non-executive" in fact(LATER, "silver.growing-cultural-competency.b", "people").question


def test_a_small_file_is_read_up_to_the_items_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"measures\.toml: items: '.+' stands here"):
        read(tmp_path, SMALL)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "share"', 'kind = "shares"', "items.0.facts.1.rule"),
        ("at_least = 100", "at_least = 101", "items.0.facts.1.rule.share.at_least"),
        ('label = "leaders"', 'labels = "leaders"', "items.0.facts.0.label"),
        ('label = "leaders"', 'label = "leaders"\ncolour = "blue"', "items.0.facts.0.colour"),
        ('type = "count"\n\n', 'type = "number"\n\n', "items.0.facts.0.type"),
        ('type = "counted"', 'type = "count"', "met: 'counted' goes with a rule over another sheet"),
        ('type = "count"\nrule', 'type = "text"\nrule', "with-goal: the rule 'share' needs the type 'count'"),
        ('type = "count"\n\n', 'type = "choice"\n\n', "leaders: a choice has 'choices'"),
        ('of = "leaders"', 'of = "managers"', "with-goal: there is no fact 'managers'"),
        ('name = "with-goal"', 'name = "leaders"', "silver.levelling-up: a fact stands twice"),
        ('of = ["network"]', 'of = ["tea"]', "met: an occasion is not known"),
        ("roles = ", "rolls = ", "roles"),
        ("roles = ", "roles ", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SMALL
    with pytest.raises(EditionError) as caught:
        read(tmp_path, SMALL.replace(old, new, 1))
    assert "measures.toml" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('of = "silver.data-plus"', 'of = "silver.tea"', "'silver."),
        ('of = "silver.data-plus"', 'of = "silver.listen-and-learn"', "'silver."),
        ('choice = "calendar"', 'choice = "lunar"', "/reviews: no ruling 'quarterly' with 'lunar'"),
        ('ruling = "parity"', 'ruling = "tea"', "/improvements: no ruling 'tea' with 'counts'"),
    ],
)
def test_a_file_that_does_not_fit_its_edition(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (templates_folder() / LATER / "measures.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(EditionError) as caught:
        read(tmp_path, text.replace(old, new, 1))
    assert "measures.toml" in str(caught.value)
    assert told in str(caught.value)


def test_an_edition_without_a_file_has_no_measures() -> None:
    assert m.load_measures("1999") is m.NO_MEASURES


# what a ruling changes


def test_without_a_ruling_a_fact_is_as_it_stands() -> None:
    for edition in edition_ids():
        defaults = {ruling.id: ruling.default for ruling in load_edition(edition).rulings}
        for of, found in facts(edition):
            assert found.read_as(defaults) == found.model_copy(update={"readings": []}), of


def test_every_reading_changes_its_fact() -> None:
    for edition in edition_ids():
        for of, found in facts(edition):
            for reading in found.readings:
                changed = found.read_as({reading.ruling: reading.choice})
                assert changed != found.read_as({}), (of, reading)


def test_every_ruling_on_a_line_has_a_reading_for_each_other_choice() -> None:
    for edition in edition_ids():
        given = {(r.ruling, r.choice) for _, found in facts(edition) for r in found.readings}
        for ruling in load_edition(edition).rulings:
            others = {(ruling.id, choice.id) for choice in ruling.choices if choice.id != ruling.default}
            assert not ruling.bites or others <= given, ruling.id


def test_a_sub_group_of_the_board_counts_by_the_ruling() -> None:
    presented = fact(LATER, "gold.how-are-we-performing", "presented")
    assert _dates(presented.read_as({})) == (["dashboard-board"], ["dashboard-sub-group"])
    both = presented.read_as({"board-or-sub-group": "sub-group"})
    assert _dates(both) == (["dashboard-board", "dashboard-sub-group"], [])
    assert _dates(presented.read_as({"board-or-sub-group": "board"})) == (["dashboard-board"], [])


def _dates(found: m.Fact) -> tuple[list[str], list[str]]:
    assert isinstance(found.rule, m.Meetings)
    assert (found.rule.least, found.rule.quarterly) == (4, True)
    return found.rule.of, found.rule.also


def test_two_rulings_on_one_fact_both_hold() -> None:
    presented = fact(LATER, "gold.how-are-we-performing", "presented")
    found = presented.read_as({"board-or-sub-group": "board", "quarterly": "our-year"})
    assert _dates(found) == (["dashboard-board"], [])
    assert isinstance(found.rule, m.Meetings)
    assert found.rule.quarters == "our-year"


@pytest.mark.parametrize(
    ("edition", "of", "name"),
    [
        (LATER, "gold.how-are-we-performing", "presented"),
        (LATER, "silver.data-plus.b", "reviews"),
        (EARLIER, "prioritise.leading-from-the-front.2", "committee"),
        (EARLIER, "review.how-are-we-performing.1", "presented"),
    ],
)
def test_quarterly_is_read_as_ruled(edition: str, of: str, name: str) -> None:
    for choice in ("four-months", "calendar", "our-year"):
        rule = fact(edition, of, name).read_as({"quarterly": choice}).rule
        assert isinstance(rule, m.Meetings)
        assert (rule.quarters, rule.quarterly, rule.least) == (choice, True, 4)


def test_no_quarterly_rule_was_forgotten() -> None:
    quarterly = [
        (edition, of)
        for edition in edition_ids()
        for of, found in facts(edition)
        if isinstance(found.rule, m.Meetings) and found.rule.quarterly
    ]
    assert quarterly == [
        (LATER, "silver.data-plus.b"),
        (LATER, "gold.how-are-we-performing"),
        (EARLIER, "prioritise.leading-from-the-front.2"),
        (EARLIER, "review.how-are-we-performing.1"),
    ]


def test_other_targets_are_an_extra_until_they_are_ruled_to_be_needed() -> None:
    targets = fact(LATER, "gold.how-are-we-performing", "targets")
    assert (targets.use, targets.rule) == ("extra", m.YesNo(kind="yes_no", no="note"))
    required = targets.read_as({"as-appropriate": "required"})
    assert required.use == "needed"
    assert required.rule == m.YesNo(kind="yes_no", yes="meets", no="short")
    assert fact(EARLIER, "review.how-are-we-performing.1", "targets").use == "needed"


def test_the_grade_of_the_sponsor_by_the_ruling() -> None:
    seat = fact(LATER, "bronze.leading-from-the-front", "seat")
    complete = {}
    for choice in ("executive-or-director", "executive", "non-executive-too"):
        rule = seat.read_as({"sponsor-grade": choice}).rule
        assert isinstance(rule, m.Chosen)
        complete[choice] = len(rule.complete)
    assert complete == {"executive-or-director": 2, "executive": 1, "non-executive-too": 3}


def test_a_ruling_may_change_the_question_alone() -> None:
    leaders = fact(LATER, "silver.levelling-up", "leaders")
    managers = leaders.read_as({"leaders": "managers"})
    assert "manage" not in leaders.question
    assert "manage" in managers.question
    assert (managers.rule, managers.how) == (leaders.rule, leaders.how)


@pytest.mark.parametrize(
    ("edition", "of"), [(LATER, "bronze.zero-tolerance"), (EARLIER, "act.zero-tolerance.1")]
)
def test_or_in_zero_tolerance_by_the_ruling(edition: str, of: str) -> None:
    covers = fact(edition, of, "covers-service-users")
    one = {}
    for choice in ("panel", "either", "both"):
        rule = covers.read_as({"zero-tolerance-or": choice}).rule
        assert isinstance(rule, m.Both)
        one[choice] = rule.one
    assert one == {"panel": "panel", "either": "meets", "both": "short"}


def test_rulings_on_the_board_and_on_wres_stand_side_by_side() -> None:
    members = fact(LATER, "gold.visibility-matters", "members")
    board = members.read_as(
        {"match-closely": "one-below", "local-population": "any-area", "voting-members": "all"}
    ).rule
    assert isinstance(board, m.Board)
    assert (board.people, board.areas, board.only) == ("one-below", "any-area", "All members")
    improvements = fact(LATER, "gold.more-than-a-tick-box", "improvements")
    wres = improvements.read_as(
        {
            "improvement": "gap",
            "parity": "counts",
            "same-five": "same",
            "wres-measures": "other-standards-too",
        }
    ).rule
    assert wres == m.Wres(kind="wres", five="same", parity="counts", by="gap", other_standards="counts")
