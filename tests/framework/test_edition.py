"""The two editions, what a wrong framework file says, the crosswalk and the organisations."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from arf_excel.errors import ArfError, EditionError, UsageError
from arf_excel.framework.crosswalk import load_crosswalk, read_crosswalk
from arf_excel.framework.edition import Edition, Sentence, edition_ids, load_edition, read_edition
from arf_excel.framework.organisations import load_organisations, read_organisations
from arf_excel.framework.templates import templates_folder

EDITIONS = ["bronze-silver-gold", "2021"]


def later() -> Edition:
    return load_edition("bronze-silver-gold")


def changed(tmp_path: Path, source: str, old: str, new: str) -> Path:
    """A copy of a template file with one passage changed."""
    text = (templates_folder() / source).read_text("utf-8")
    assert old in text
    path = tmp_path / Path(source).name
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_editions_the_default_comes_first() -> None:
    assert edition_ids() == EDITIONS
    assert [load_edition(i).about.id for i in EDITIONS] == EDITIONS
    with pytest.raises(UsageError):
        load_edition("2019")


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_both_have_five_principles_and_four_drivers_each(edition_id: str) -> None:
    edition = load_edition(edition_id)
    assert [(p.number, p.id) for p in edition.principles] == list(
        enumerate(["prioritise", "understand", "grow", "act", "review"], start=1)
    )
    assert set(Counter(d.principle for d in edition.key_drivers).values()) == {4}
    assert [zone.name for zone in edition.zones] == ["Fear", "Learning", "Growth"]
    assert (edition.process.review_months, edition.process.apply_months) == (12, 24)


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_codes_and_labels_are_unique(edition_id: str) -> None:
    edition = load_edition(edition_id)
    codes = [d.code for d in edition.deliverables] + [a.code for a in edition.supporting_actions]
    assert len(set(codes)) == len(codes)
    principles = {driver.id: driver.principle for driver in edition.key_drivers}
    assert all(principles[d.key_driver] == d.principle for d in edition.deliverables)


def test_later_counts() -> None:
    edition = later()
    assert [level.id for level in edition.levels] == ["bronze", "silver", "gold"]
    assert [level.asking for level in edition.levels][1] == "Recognition at Silver"
    assert Counter(d.level for d in edition.deliverables) == {"bronze": 5, "silver": 5, "gold": 5, None: 2}
    of_level = Counter(edition.by_id[a.deliverable].level for a in edition.supporting_actions)
    assert of_level == {"bronze": 6, "silver": 9, "gold": 8, None: 2}
    assert len(edition.resources) == 38


def test_later_codes_and_ids_follow_the_deliverable() -> None:
    edition = later()
    by_code = {d.code: d for d in edition.deliverables}
    assert by_code["Bronze 1"].label == "Bronze 1 Leading from the front"
    assert by_code["Silver 2"].id == "silver.levelling-up"
    assert by_code["Review 2"].id == "review.open-and-transparent"
    for action in edition.supporting_actions:
        owner = edition.by_id[action.deliverable]
        letter = action.id.removeprefix(f"{owner.id}.")
        assert action.code == f"{owner.code}{letter}"


def test_later_drivers_without_a_deliverable() -> None:
    edition = later()
    used = {d.key_driver for d in edition.deliverables}
    unused = [d.id for d in edition.key_drivers if d.id not in used]
    assert unused == ["dedicated-edi-resource", "where-is-your-talent", "real-opportunities"]


def test_later_checklist_has_its_own_order() -> None:
    lines = [(d.checklist.order, d.code) for d in later().deliverables if d.checklist]
    assert [code for _, code in sorted(lines)] == [
        *("Bronze 1", "Bronze 2", "Bronze 3", "Bronze 4", "Bronze 5"),
        *("Silver 1", "Silver 3", "Silver 2", "Silver 4", "Silver 5"),
        *("Gold 1", "Gold 2", "Gold 3", "Gold 4", "Gold 5"),
    ]
    assert [order for order, _ in sorted(lines)] == list(range(1, 16))


def test_later_checklist_words_six_lines_differently() -> None:
    differing = [d.code for d in later().deliverables if d.checklist and d.checklist.text != d.text]
    assert differing == ["Bronze 1", "Silver 1", "Silver 2", "Silver 4", "Gold 2", "Gold 5"]


SHARED_RULINGS = {
    "ethnic-minority": "other-than-white | not-white-british",
    "match-closely": "whole-people | rounded-up | one-below",
    "local-population": "every-area | any-area",
    "voting-members": "stated | voting | all",
    "wres-measures": "nine | other-standards-too",
    "improvement": "figure | gap",
    "parity": "panel | counts | does-not-count",
    "same-five": "panel | same | any",
    "quarterly": "four-months | calendar | our-year",
    "leaders": "all-8a | managers",
    "zero-tolerance-or": "panel | either | both",
}
RULINGS = {
    "bronze-silver-gold": SHARED_RULINGS
    | {
        "lower-levels": "shown-or-held | held-first",
        "education-period": "any-time | three-years",
        "sponsor-or-lead": "either | sponsor | lead",
        "sponsor-grade": "executive-or-director | executive | non-executive-too",
        "must-report": "sponsor | lead",
        "board-or-sub-group": "panel | sub-group | board",
        "as-appropriate": "note | required",
        "supporting-actions": "not-required | required",
    },
    "2021": SHARED_RULINGS | {"edi-lead": "named | whole-time"},
}


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_rulings_have_their_working_reading_first(edition_id: str) -> None:
    rulings = load_edition(edition_id).rulings
    assert {r.id: " | ".join(c.id for c in r.choices) for r in rulings} == RULINGS[edition_id]
    assert [r.id for r in rulings if r.default != r.choices[0].id] == []
    assert [r.id for r in rulings if len({c.text for c in r.choices}) < len(r.choices)] == []


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_a_ruling_names_the_lines_that_it_asks_about(edition_id: str) -> None:
    edition = load_edition(edition_id)
    codes = {line.id: line.code for line in edition.deliverables}
    codes |= {line.id: line.code for line in edition.supporting_actions}
    whole = [r.id for r in edition.rulings if not r.bites]
    assert whole == (["lower-levels", "supporting-actions"] if edition_id == EDITIONS[0] else [])
    for ruling in edition.rulings:
        assert all(codes[line] in ruling.question for line in ruling.bites), ruling.id


def test_a_ruling_bears_on_its_lines_or_on_the_whole() -> None:
    rulings = {ruling.id: ruling for ruling in later().rulings}
    assert rulings["leaders"].bears_on({"silver.levelling-up", "silver.data-plus"})
    assert not rulings["leaders"].bears_on({"silver.data-plus"})
    assert rulings["lower-levels"].bears_on({"silver.data-plus"})
    assert rulings["same-five"].reading("any") == rulings["same-five"].choices[2].text


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_action_plan_has_the_official_columns(edition_id: str) -> None:
    assert {c.id: c.header for c in load_edition(edition_id).action_plan} == {
        "level": "Level",
        "action": "Action",
        "person": "Person/ Team",
        "timescale": "Timescale",
        "target": "Target completion date",
        "progress": "Progress",
        "comments": "Comments",
    }


def test_2021_counts() -> None:
    edition = load_edition("2021")
    assert [level.name for level in edition.levels] == ["Accreditation"]
    assert Counter(d.principle for d in edition.direct) == {
        "prioritise": 6,
        "understand": 5,
        "grow": 4,
        "act": 6,
        "review": 5,
    }
    assert len(edition.deliverables) == 26
    assert {d.key_driver for d in edition.direct} == {d.id for d in edition.key_drivers}
    assert edition.supporting_actions == []
    assert sum(role.seats or 0 for role in edition.process.panel) == 8
    steps = [step.id for step in edition.process.steps]
    assert steps == ["self-assessment", "application", "panel", "publish-and-review"]
    assert len(edition.resources) == 38


def test_2021_codes() -> None:
    by_code = {d.code: d.id for d in load_edition("2021").direct}
    assert by_code["Prioritise 1a"] == "prioritise.leading-from-the-front.1"
    assert by_code["Prioritise 3"] == "prioritise.mission-critical"
    assert by_code["Review 1b"] == "review.how-are-we-performing.2"


def test_a_slip_is_shown_put_right() -> None:
    line = load_edition("2021").by_id["act.zero-tolerance.1"]
    assert "must of communicated" in line.official
    assert "must have communicated" in line.text
    with pytest.raises(ValueError):
        Sentence.model_validate({"official": "dirt", "shown": "direct"})


LATER = "bronze-silver-gold/framework.toml"
BOARD = (
    """{ text = "An organisation's board of directors diversity by ethnicity", """
    """where = "level table, Gold 1" },"""
)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("review_months =", "colour = 1\nreview_months =", "process.colour"),
        ('id = "zone-fear"', 'id = "bronze"', "'bronze'"),
        ('level = "bronze"', 'level = "platinum"', "level 'platinum'"),
        ('builds_on = "bronze"', 'builds_on = "gold"', "'builds_on'"),
        ('key_driver = "mission-critical"', 'key_driver = "tea"', "key_driver 'tea'"),
        ('default = "shown-or-held"', 'default = "tea"', "default 'tea'"),
        ('bites = ["bronze.zero-tolerance"]', 'bites = ["bronze.tea"]', "bites 'bronze.tea'"),
        (BOARD, "", ".quotes"),
        ('text = "Each level builds on the next", ', "", ".quotes.0.text"),
        ("[about]", "[about", "not valid TOML"),
    ],
    ids=[
        *("unknown key", "repeated id", "unknown level", "builds on", "unknown driver"),
        *("ruling", "line of a ruling", "no quotation", "quotation without words", "TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_edition(changed(tmp_path, LATER, old, new))
    assert "framework.toml" in str(caught.value)
    assert key in str(caught.value)
    assert isinstance(caught.value, ArfError)


def test_crosswalk_by_hand() -> None:
    crosswalk = load_crosswalk()
    assert (crosswalk.before, crosswalk.after) == ("2021", "bronze-silver-gold")
    dropped = [line.before for line in crosswalk.lines if line.after is None]
    assert dropped == ["prioritise.leading-from-the-front.2", "act.zero-tolerance.2"]
    lead = crosswalk.by_before["prioritise.dedicated-edi-resource.1"]
    assert (lead.after, lead.change) == ("bronze.leading-from-the-front.b", "changed")
    pay_gap = crosswalk.by_before["review.how-are-we-performing.2"]
    assert (pay_gap.after, pay_gap.kind_after) == ("gold.how-are-we-performing.a", "supporting")
    assert crosswalk.successor("act.fair-and-just") == "gold.fair-and-just"
    assert Counter(line.kind_after for line in crosswalk.lines) == {
        "direct": 12,
        "supporting": 10,
        "review": 2,
        None: 2,
    }
    assert Counter(new.kind for new in crosswalk.new) == {"direct": 3, "supporting": 16}


def test_crosswalk_reverse_mentoring_asks_for_more_and_of_more_people() -> None:
    line = load_crosswalk().by_before["understand.growing-cultural-competency"]
    assert line.after == "silver.growing-cultural-competency.b"
    assert line.share_before and line.share_after
    assert (line.share_before.percent, line.share_after.percent) == (50, 75)
    assert "non-executive" not in line.share_before.of
    assert "non-executive" in line.share_after.of


def test_crosswalk_same_means_the_same_sentence() -> None:
    before, after = load_edition("2021"), later()

    def words(text: str) -> list[str]:
        return re.findall(r"\w+", text.replace("&", "and").lower())

    for line in load_crosswalk().lines:
        if line.after in after.by_id and line.kind_after == "direct":
            equal = words(before.by_id[line.before].text) == words(after.by_id[line.after].text)
            assert equal == (line.change == "same"), line.before


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('before = "act.fair-and-just"', 'before = "act.tea"', "act.tea"),
        ('after = "gold.fair-and-just"', 'after = "gold.tea"', "gold.tea"),
        ('kind_after = "supporting"', 'kind_after = "direct"', "bronze.leading-from-the-front.a"),
        ('change = "dropped"', 'change = "same"', "lines.1"),
    ],
)
def test_a_wrong_crosswalk_is_named_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_crosswalk(changed(tmp_path, "crosswalk.toml", old, new))
    assert "crosswalk.toml" in str(caught.value)
    assert key in str(caught.value)


def test_organisations() -> None:
    organisations = load_organisations()
    boards = [o for o in organisations.values() if o.type == "integrated care board"]
    assert sorted(o.ods_code for o in boards) == ["QE1", "QOP", "QYG"]
    trusts = Counter(o.board for o in organisations.values() if o not in boards)
    assert trusts == {
        "Cheshire and Merseyside": 15,
        "Greater Manchester": 10,
        "Lancashire and South Cumbria": 5,
    }
    assert organisations["R0A"].name == "Manchester University NHS Foundation Trust"
    assert organisations["RRF"].name.startswith("Wrightington, Wigan and Leigh")
    assert organisations["RX7"].type == "ambulance"


@pytest.mark.parametrize(
    ("old", "new", "key"), [("RX7,", "R0A,", "'R0A' stands twice"), (",ambulance", ",navy", "RX7: type")]
)
def test_a_wrong_organisation_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(EditionError) as caught:
        read_organisations(changed(tmp_path, "organisations.csv", old, new))
    assert key in str(caught.value)
