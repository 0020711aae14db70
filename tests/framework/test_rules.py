"""Each rule, in the form and on return: what a person typed, and what is found."""

from __future__ import annotations

import re

import pytest

from arf_excel.form.tables import RECORDS, answer_columns, fields
from arf_excel.framework import workings
from arf_excel.framework.checks import RULES, Rule
from arf_excel.framework.findings import catalogue
from arf_excel.framework.judge import judge
from arf_excel.rules import conditions as c
from tests.framework.complete import case, changed, complete, form, found

CASES = """
# status is one of the two words
bronze | Bronze 1 status=Maybe → FIX-101 Bronze 1
bronze | Bronze 1 status=In place. → FIX-101 Bronze 1
bronze | Bronze 1 status=[1] → FIX-101 Bronze 1
bronze | Bronze 1 status=[TRUE] → FIX-101 Bronze 1
bronze | Bronze 1 status=[#N/A] → FIX-101 Bronze 1
bronze | Bronze 1 status=In\u00a0place → FIX-101 Bronze 1
bronze | Review 1 status=Maybe → FIX-101 Review 1
bronze | Bronze 1 status=␣␣iN   PLACE␣ → nothing
bronze | Review 1 status=In place → nothing
self | Gold 5 status=Yes → FIX-101 Gold 5

# in place has written words
bronze | Bronze 1 how= → EXPLAIN-102 Bronze 1
bronze | Bronze 1 how=␣␣ → EXPLAIN-102 Bronze 1
bronze | Bronze 1 how= ; Bronze 1 explain=It is with the board → EXPLAIN-102 Bronze 1 explained
bronze | Bronze 1 how= ; Bronze 1 explain=␣ → EXPLAIN-102 Bronze 1
bronze | Bronze 1 how= ; Bronze 2 explain=The wrong row → EXPLAIN-102 Bronze 1
bronze | Bronze 1 how=see attached EV003 → nothing
bronze | Bronze 1 how=[0] → nothing
bronze | Bronze 1 how=[#REF!] → nothing
bronze, Feedback | Bronze 1 how= → EXPLAIN-102 Bronze 1
self | Bronze 1 how= → nothing
bronze, Self-assessment only | Bronze 1 how= → nothing
all, Recognition at Bronze | Silver 1 how= → nothing
all, Recognition at Silver | Silver 1 how= → EXPLAIN-102 Silver 1
2021 | Prioritise 1a how= → EXPLAIN-102 Prioritise 1a

# in place has an evidence item
bronze | EV001 for_item=@Bronze 2 → NOTE-103 Bronze 1, EXPLAIN-107 Bronze 1
bronze | EV001 for_item=@Bronze 2 ; EV002 also_1=@Bronze 1 → nothing
bronze | EV001 for_item=@Bronze 2 ; EV002 also_2=@Bronze 1 → nothing
bronze | EV001 for_item=BRONZE 1  leading from the FRONT → nothing
bronze | EV001 where= → NOTE-103 Bronze 1, EXPLAIN-107 Bronze 1, EXPLAIN-201 EV001
bronze | EV001 for_item=@Bronze 2 ; Bronze 1 how=This does not fit us because we have no board
    → nothing
bronze, Self-assessment only | EV001 for_item=@Bronze 2 → nothing
all, Recognition at Bronze | EV006 for_item=@Silver 2 → nothing

# a development area has an action or a word
bronze | Bronze 1 status=Development area ; Bronze 1 how= → EXPLAIN-104 Bronze 1, NOTE-105 Bronze 1
bronze | Bronze 1 status=Development area ; Bronze 1 how= ; Bronze 1 explain=In May
    → EXPLAIN-104 Bronze 1 explained, NOTE-105 Bronze 1
bronze | Bronze 1 status=Development area → NOTE-105 Bronze 1
self | Bronze 1 status=Development area ; Bronze 1 how= → EXPLAIN-104 Bronze 1
self | Bronze 1 status=Development area ; Bronze 1 how=
    ; AP001 all=@Bronze 1/Name a sponsor/Board/2026-12-01 → nothing
self | Bronze 1 status=Development area ; Bronze 1 how=
    ; AP001 all=@Bronze 1a/Name a sponsor/Board/2026-12-01 → nothing
self | Bronze 1 status=Development area ; Bronze 1 how=
    ; AP001 all=@Bronze 2/Name a sponsor/Board/2026-12-01 → EXPLAIN-104 Bronze 1, NOTE-305 AP001
self | Review 1 status=Development area → nothing

# asked for, and still a development area
bronze, Feedback | Bronze 1 status=Development area → nothing
all, Recognition at Bronze | Silver 1 status=Development area → nothing
all, Recognition at Silver | Silver 1 status=Development area → NOTE-105 Silver 1
all, Recognition at Silver | Bronze 1 status=Development area → NOTE-105 Bronze 1, EXPLAIN-124 asking

# every deliverable of what is asked for has a status
bronze | Bronze 1 status= → EXPLAIN-106 Bronze 1
bronze | Bronze 1 status=␣ → EXPLAIN-106 Bronze 1
bronze | Bronze 1 status= ; Bronze 1 explain=Next month → EXPLAIN-106 Bronze 1 explained
bronze | Bronze 1 status= ; Bronze 1 how=This does not fit us because we have no board → nothing
bronze | Bronze 1 status= ; Bronze 1 how=THIS DOES NOT FIT US, sorry → nothing
bronze | Bronze 1 status= ; Bronze 1 how=We think this does not fit us → EXPLAIN-106 Bronze 1
self | Gold 5 status= → EXPLAIN-106 Gold 5
all, Recognition at Bronze | Gold 5 status= → nothing
all, Feedback | Gold 5 status= → EXPLAIN-106 Gold 5
all, Recognition at Silver | Bronze 1-5 status= ; organisation level_held=Bronze
    ; organisation still_in_place=Yes → nothing

# the details of the organisation
bronze | organisation code= → EXPLAIN-121 code
bronze | organisation name=␣ ; organisation email= → EXPLAIN-121 name, EXPLAIN-121 email
bronze | organisation year_end= → EXPLAIN-107 Bronze 2, EXPLAIN-121 year_end
bronze | organisation code=[7] → nothing
bronze | organisation board= ; organisation level_held= → nothing
bronze | organisation year_end=autumn → EXPLAIN-107 Bronze 2, FIX-122 year_end
bronze | organisation year_end=[36525.9] → EXPLAIN-107 Bronze 2, FIX-122 year_end
bronze | organisation held_since=2021 ; organisation last_application=[TRUE]
    → FIX-122 held_since, FIX-122 last_application
bronze | organisation held_since=[#VALUE!] → FIX-122 held_since
bronze | organisation held_since=[36526] ; organisation last_application=[73050.99] → nothing
bronze | organisation held_since=[73051] → FIX-122 held_since

# our year ends in the six months before the round's day
bronze | organisation year_end=2026-02-28
    → EXPLAIN-203 EV001, EXPLAIN-203 EV002, EXPLAIN-203 EV003, EXPLAIN-203 EV004,
    EXPLAIN-203 EV005
self | organisation year_end=2026-02-28 → nothing
self | organisation year_end=2026-02-27 → EXPLAIN-123 year_end
self | organisation year_end=2026-08-31 → nothing
self | organisation year_end=[46265.9] → nothing
self | organisation year_end=2026-09-01 → EXPLAIN-123 year_end

# what is asked for
bronze | organisation asking=Recognition at Platinum → FIX-126 asking
bronze | organisation asking=[1] → FIX-126 asking
bronze | organisation asking= → EXPLAIN-121 asking
bronze | organisation asking=Recognition at Silver → FIX-126 asking
bronze | organisation asking=␣␣recognition AT  bronze → nothing
self | organisation asking=Feedback → FIX-126 asking
self | organisation asking=Recognition at Bronze → FIX-126 asking
feedback | organisation asking=Recognition at Bronze → FIX-126 asking
2021 | organisation asking=Accreditation → nothing
2021 | organisation asking=Recognition at Bronze → FIX-126 asking

# the level below is shown in the same return, or held and confirmed
all, Recognition at Silver | Bronze 1 how= → EXPLAIN-102 Bronze 1, EXPLAIN-124 asking
all, Recognition at Gold | Silver 1 how= → EXPLAIN-102 Silver 1, EXPLAIN-124 asking
all, Recognition at Gold | Gold 1 how= → EXPLAIN-102 Gold 1
all, Recognition at Silver | Bronze 1 how= ; organisation level_held=Bronze
    ; organisation still_in_place=Yes → nothing
all, Recognition at Silver | Bronze 1 how= ; organisation level_held=Bronze
    ; organisation still_in_place=No → EXPLAIN-102 Bronze 1, EXPLAIN-124 asking
all, Recognition at Gold | Silver 1 how= ; organisation level_held=Bronze
    ; organisation still_in_place=Yes → EXPLAIN-102 Silver 1, EXPLAIN-124 asking
all, Recognition at Silver | Bronze 1 how= ; organisation level_held=Silver
    ; organisation still_in_place=Yes → nothing
all, Feedback | Bronze 1 how= → EXPLAIN-102 Bronze 1
2021 | Review 4 how= → EXPLAIN-102 Review 4

# the declaration, for recognition only
bronze | declaration role= → EXPLAIN-131 role
bronze | declaration agreed= ; declaration date= → EXPLAIN-131 agreed, EXPLAIN-131 date
bronze | declaration agreed=No → EXPLAIN-131 agreed
bronze | declaration agreed=yes → nothing
bronze | declaration date=soon → FIX-132 date
bronze, Feedback | declaration date=soon → nothing
bronze, Feedback | declaration role= ; declaration agreed= ; declaration date= → nothing
2021, Self-assessment only | declaration role= → nothing

# an evidence row is whole
bronze | EV001 what= → NOTE-103 Bronze 1, EXPLAIN-107 Bronze 1, EXPLAIN-201 EV001
bronze | EV020 page=3 → EXPLAIN-201 EV020
bronze | EV020 what=[#N/A] ; EV020 for_item=@Bronze 1 ; EV020 where=[0] → nothing
bronze | EV020 what=␣ → nothing
bronze, Self-assessment only | EV001 what= ; EV020 page=3 → nothing

# its date
bronze | EV001 date=May 2026 → FIX-202 EV001
bronze | EV001 date=2021 → FIX-202 EV001
bronze | EV001 date=[2026] → FIX-202 EV001
bronze | EV001 date= → nothing
bronze | EV001 date=␣ → nothing
bronze | EV003 date= → EXPLAIN-107 Bronze 3
bronze, Self-assessment only | EV001 date=May 2026 → nothing
bronze | EV001 date=2026-08-31 → nothing
bronze | EV001 date=[46265.9] → nothing
bronze | EV001 date=2026-09-01 → EXPLAIN-203 EV001
bronze | EV001 date=2026-09-01 ; EV001 shows=Minutes of the whole year → EXPLAIN-203 EV001 explained
bronze | EV001 date=2026-09-01 ; organisation year_end= → EXPLAIN-107 Bronze 2, EXPLAIN-121 year_end
bronze | EV001 date=1999-12-31 → FIX-202 EV001

# what it is for
bronze | EV020 all=Minutes/Bronze/minutes.pdf → FIX-204 EV020
bronze | EV020 all=Minutes/Bronze 1a/minutes.pdf → nothing
bronze | EV020 all=Minutes/Silver 1a/minutes.pdf → FIX-204 EV020
bronze | EV020 all=Minutes/Bronze 1/minutes.pdf → nothing
bronze | EV001 for_item=Bronze 2 → NOTE-103 Bronze 1, EXPLAIN-107 Bronze 1
bronze | EV001 for_item=Bronze 2 ; EV002 also_1=␣bronze␣␣1 → nothing
bronze | EV020 all=Minutes/*/minutes.pdf → FIX-204 EV020
bronze | EV020 all=Minutes/[1]/minutes.pdf → FIX-204 EV020
bronze | EV020 all=Minutes/Silver 1 Empowering Your Talent/minutes.pdf → FIX-204 EV020
all | EV020 all=Minutes/Silver 1 Empowering Your Talent/minutes.pdf → nothing

# an action
bronze | AP001 all=@Bronze 1/Publish//2026-12-01 → EXPLAIN-301 AP001, NOTE-305 AP001
bronze | AP001 all=@Bronze 1/Publish//2026-12-01//To be named → EXPLAIN-301 AP001 explained, NOTE-305 AP001
bronze | AP001 all=@Review 1/Publish/Board → NOTE-302 AP001
bronze | AP001 all=@Review 1/Publish/Board/soon → EXPLAIN-303 AP001
bronze | AP001 all=@Review 1/Publish/Board/soon//After the vote → EXPLAIN-303 AP001 explained
bronze | AP001 all=@Review 1/Publish/Board/2026-08-31 → EXPLAIN-304 AP001
bronze | AP001 all=@Review 1/Publish/Board/2026-08-31//Moved to May → EXPLAIN-304 AP001 explained
bronze | AP001 all=@Review 1/Publish/Board/2026-08-31/complete → nothing
bronze | AP001 all=@Review 1/Publish/Board/2026-09-01 → nothing
bronze | AP001 all=@Bronze 1/Publish/Board/2026-09-01 → NOTE-305 AP001
bronze | AP001 all=@Bronze 1a/Publish/Board/2026-09-01 → NOTE-305 AP001
bronze | AP001 all=Bronze 1/Publish/Board/2026-09-01 → NOTE-305 AP001
bronze | AP001 all=Something else/Publish/Board/2026-09-01 → FIX-306 AP001
bronze | AP001 all=@Review 1//Board/2026-09-01 → EXPLAIN-307 AP001
bronze | AP001 all=/Publish/Board/2026-09-01 → EXPLAIN-307 AP001
bronze | AP001 action=␣ → nothing

# a fact that the sentence asks for
bronze | Bronze 1/seat answer= → EXPLAIN-107 Bronze 1
bronze | Bronze 1/seat answer= ; Bronze 1 explain=The post is vacant → EXPLAIN-107 Bronze 1 explained
bronze | Bronze 1/seat answer= ; Bronze 1 how=This does not fit us because we have no board → nothing
bronze | Bronze 1/seat answer= ; Bronze 1 how= → EXPLAIN-102 Bronze 1
bronze | Bronze 1/seat answer= ; Bronze 1 status=Development area → NOTE-105 Bronze 1
bronze, Self-assessment only | Bronze 1/seat answer= → nothing
all, Recognition at Bronze | Silver 2/leaders answer= → nothing
all, Recognition at Silver | Silver 2/leaders answer= → EXPLAIN-107 Silver 2
bronze | Bronze 1a/description answer=Yes → nothing

# figures that fall short
silver | Silver 2/with-goal answer=[391] → EXPLAIN-108 Silver 2
silver | Silver 2/with-goal answer=[391] ; Silver 2 explain=Many are new → EXPLAIN-108 Silver 2 explained
silver | Silver 2/with-goal answer=[411] → nothing

# an answer on the Measures sheet
silver | Silver 2/with-goal answer=nearly all → FIX-401 Silver 2/with-goal, EXPLAIN-107 Silver 2
silver | Silver 2/leaders answer=[TRUE] → FIX-401 Silver 2/leaders, EXPLAIN-107 Silver 2
silver | Silver 2/counted-on answer=May → FIX-401 Silver 2/counted-on, EXPLAIN-107 Silver 2
silver | Silver 2/percentage-met answer=most → FIX-401 Silver 2/percentage-met
silver, Self-assessment only | Silver 2/with-goal answer=nearly all → nothing
silver | Silver 2/with-goal answer=[500] → EXPLAIN-402 Silver 2/with-goal, EXPLAIN-107 Silver 2
gold | Gold 1/members answer=[15] → EXPLAIN-402 Gold 1/members, EXPLAIN-107 Gold 1

gold | Gold 2/targets answer=No → NOTE-403 Gold 2/targets
gold | Gold 2/targets answer=Yes → nothing
gold | Gold 5/attending answer=[9] → NOTE-404 Gold 5/attending
gold | Gold 5/attending answer=[10] → nothing
gold | Gold 1/not-declared answer=[3] → nothing

# a meeting
silver | MT050 date=soon → FIX-501 MT050, EXPLAIN-504 MT050
silver | MT050 all=2026-03-01/A good talk → FIX-502 MT050
silver | MT050 all=2026-03-01/WRES data to the board/Chair/A good talk → FIX-503 MT050
silver | MT050 all=2026-03-01/WRES data to the board/Chair → nothing
silver | MT050 all=2026-03-01 → EXPLAIN-504 MT050
silver | MT050 all=/WRES data to the board ; MT050 note=In May → EXPLAIN-504 MT050 explained
silver | MT050 all=2025-08-31/WRES data to the board → NOTE-505 MT050
silver | MT050 all=2026-09-01/WRES data to the board → NOTE-505 MT050
silver | MT049 all=2026-03-01/WRES data to the board ; MT050 all=2026-03-01/WRES data to the board
    → NOTE-506 MT050
silver | MT049 all=2026-03-01/WRES data to the board
    ; MT050 all=2026-03-01/Workforce data by ethnic group to board
    → nothing
silver | MT050 all=2026-03-01/Ethnic minority staff network meeting/Chair → NOTE-507 MT050
silver | MT050 all=2026-03-01/Ethnic minority staff network meeting/chief EXECUTIVE → nothing
silver, Self-assessment only | MT050 date=soon → nothing

# three points of WRES
gold | wres-4 one=about 1 → FIX-601 wres-4
gold | wres-4 one=[1.3] → EXPLAIN-602 wres-4
gold | wres-4 one=[1.3] ; wres-4 note=A new system → EXPLAIN-602 wres-4 explained
gold | wres-4 one=[1.3] ; wres-4 two=[1.2] ; wres-4 three=[1.1] → nothing
gold | wres-4 one=[0.7] ; wres-4 two=[0.75] ; wres-4 three=[0.79] → EXPLAIN-603 wres-4
gold | wres-4 one=[0.7] ; wres-4 two=[0.75] ; wres-4 three=[0.8] ; wres-4 note=Yes
    → EXPLAIN-603 wres-4 explained
gold | wres-4 one=[17.16] ; wres-4 two=[1.3] ; wres-4 three=[1.2] → EXPLAIN-604 wres-4
gold | wres-4 one=[0.0154] ; wres-4 two=[1.3] ; wres-4 three=[1.2] ; wres-4 note=Yes
    → EXPLAIN-604 wres-4 explained
gold | wres-8 one=[0.14] ; wres-8 two=[13] ; wres-8 three=[12] → EXPLAIN-605 wres-8
gold | wres-8 one=[0.14] ; wres-8 two=[13] ; wres-8 three=[12] ; wres-8 note=Yes
    → EXPLAIN-605 wres-8 explained
gold | wres-8 one=[12] ; wres-8 two=[13] ; wres-8 three=[14] → EXPLAIN-606 wres-8
gold | wres-8 one=[12] ; wres-8 two=[13] ; wres-8 three=[14] ; wres-8 note=A survey change
    → EXPLAIN-606 wres-8 explained
gold | wres-8 one=[12] ; wres-8 two=[13] ; wres-8 three=[12] → nothing
gold | wres-4 one=[1.3] ; wres-4 two=[1.2] ; wres-4 three=[0.6] → EXPLAIN-603 wres-4, EXPLAIN-606 wres-4
gold | wres-3 cases=Under 10 → NOTE-607 wres-3
gold | wres-3 cases=10 or more → nothing
gold | wres-3 cases=[9] → FIX-608 wres-3
gold | wres-3 cases=4 → FIX-608 wres-3
gold | wres-3 series=After the merger → FIX-608 wres-3
gold | wres-3 series=Yes → nothing
gold | wres-4 one=[-1.5] ; wres-4 two=[1.2] ; wres-4 three=[1.1] → FIX-601 wres-4
gold | wres-8 one=[101] ; wres-8 two=[12] ; wres-8 three=[11] → FIX-601 wres-8

# goals and inequalities
bronze | inequality-1 start_one=[0.5] → EXPLAIN-703 inequality-1
bronze | goal-2 what=No gap in access to training → EXPLAIN-702 goal-2
bronze | inequality-2 what=Uptake of bowel screening → EXPLAIN-702 inequality-2
bronze | inequality-1 start_one=half → FIX-701 inequality-1
bronze | inequality-1 start=May → FIX-701 inequality-1

# the last application
bronze | organisation last_application=2024-08-30 → NOTE-127 last_application
bronze | organisation last_application=2024-08-31 → nothing
"""
JOINED = re.sub(r"\n +", " ", CASES)
LINES = [line for line in JOINED.splitlines() if line and not line.startswith("#")]
HELD_FIRST = """
all, Recognition at Silver | → EXPLAIN-125 asking
all, Recognition at Bronze | → nothing
all, Recognition at Silver | organisation level_held=Bronze → nothing
all, Recognition at Gold | organisation level_held=Bronze → EXPLAIN-125 asking
all, Recognition at Gold | organisation level_held=Gold → nothing
all, Feedback | → nothing
"""


def passes(line: str, code: str) -> None:
    """Nothing of that code is found."""
    asked = case(line)
    assert code not in {f.code for f in asked.judged().findings}


def finds(line: str, code: str, explained: bool = False) -> None:
    """That code is found, and the row explains it or does not."""
    asked = case(line)
    assert [f.explained for f in asked.judged().findings if f.code == code] == [explained]


@pytest.mark.parametrize("line", LINES)
def test_rule(line: str) -> None:
    typed, _, expected = line.partition("→")
    asked = case(typed)
    wanted = expected.strip().replace("nothing", "")
    assert sorted(found(asked.judged(), asked.shape).split(", ")) == sorted(wanted.split(", "))


@pytest.mark.parametrize("name", ["bronze", "silver", "gold", "all", "self", "feedback", "2021", "2021 self"])
def test_a_complete_form_has_nothing_to_look_at(name: str) -> None:
    shape = form(name)
    asked = case(f"{name} |")
    assert asked.answers == complete(shape) and asked.judged().findings == ()


@pytest.mark.parametrize("line", [line for line in HELD_FIRST.splitlines() if line])
def test_the_level_below_is_held_first_where_the_assembly_says_so(line: str) -> None:
    typed, _, expected = line.partition("→")
    head, _, changes = typed.partition("|")
    shape = form("all", lower_levels="held-first")
    answers = changed(shape, complete(shape, head.partition(",")[2].strip()), changes)
    assert found(judge(shape, answers), shape) == expected.strip().replace("nothing", "")


def test_a_finding_names_the_deliverable_it_is_about() -> None:
    asked = case("bronze | EV001 date=soon ; AP001 for_item=@Bronze 2a ; EV020 page=1")
    about = {(f.code, f.deliverable) for f in asked.judged().findings}
    assert ("FIX-202", "bronze.leading-from-the-front") in about
    assert ("EXPLAIN-301", "bronze.mission-critical") in about
    assert ("EXPLAIN-201", None) in about


def test_every_rule_is_found_somewhere_and_not_found_elsewhere() -> None:
    results = [line.partition("→")[2] for line in (LINES + HELD_FIRST.splitlines())]
    for rule in RULES:
        assert any(rule.code in result for result in results), f"no case finds {rule.code}"
        if rule.explained_by:
            assert any(re.search(rf"{rule.code} [^,]+ explained", r) for r in results), rule.code
            assert any(re.search(rf"{rule.code} [^,]+?(?<!explained)(,|$)", r) for r in results), rule.code


def test_every_rule_has_its_words_and_its_code_once() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes) and set(codes) <= set(catalogue())
    # the codes of what is typed in a table run from 101; below are those of reading a file and a return
    assert {code for code in catalogue() if 101 <= int(code[-3:]) < 800} == set(codes)


def typed_columns(word: object) -> set[str]:
    """The typed cells that a word reads, however deep."""
    if isinstance(word, c.GUARDS):
        return {word.column}
    if isinstance(word, tuple):
        return set().union(*(typed_columns(part) for part in word)) if word else set()
    if hasattr(word, "__dataclass_fields__"):
        return set().union(*(typed_columns(getattr(word, name)) for name in word.__dataclass_fields__))
    return set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_columns_of_a_rule_stand_on_the_form(rule: Rule) -> None:
    columns = set(answer_columns(rule.table))
    named = typed_columns(rule.when) | {rule.column} | ({rule.explained_by} if rule.explained_by else set())
    assert named <= columns
    if rule.table in RECORDS:
        assert rule.explained_by is None


@pytest.mark.parametrize("name", ["all", "self", "feedback", "bronze", "2021"])
def test_every_cell_that_workings_read_stands_on_the_form(name: str) -> None:
    for found_table in workings.workings(form(name)):
        for column in found_table.columns:
            for typed in typed_columns(column.word):
                names = {f.name for f in fields(found_table.name)} | set(answer_columns(found_table.name))
                assert typed in names, (found_table.name, column.name, typed)


def test_passes_and_finds() -> None:
    passes("self | Bronze 1 status=Development area", "EXPLAIN-104")
    finds("self | Bronze 1 status=Development area ; Bronze 1 how=", "EXPLAIN-104")
    finds(
        "self | Bronze 1 status=Development area ; Bronze 1 how= ; Bronze 1 explain=Soon",
        "EXPLAIN-104",
        explained=True,
    )
