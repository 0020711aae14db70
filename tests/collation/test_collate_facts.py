"""Facts, meetings, WRES figures and goals in the pack: whole, in their place, and not elsewhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from arf_excel.collation.collate import collate
from arf_excel.collation.words import day, group
from arf_excel.form.origin import Contacts, Origin, words
from arf_excel.form.sheets import row_ids_of, shape_of
from arf_excel.form.tables import answer_columns, field
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import load_edition
from arf_excel.framework.findings import catalogue
from arf_excel.framework.shape import Shape
from arf_excel.rounds.choices import choices
from arf_excel.rounds.settings import Held, Round, Settings
from tests.collation.returns import a_round, as_cells, expected, put, read
from tests.collation.test_collate_hold import written
from tests.framework.complete import changed, complete, form

NEW = ("measures", "meetings", "wres", "goals")
TABLES = (*NEW, "checklist", "evidence", "supporting", "action_plan")
ORIGIN = Origin(words(load_edition(), Contacts()), dt.date(2026, 10, 3), "", "X01", ("North board",))


def made(folder: Path, shape: Shape, answers: Answers, round_: Round | None = None, file: str = "a") -> Path:
    """The outputs for one real return."""
    (folder / "in").mkdir(exist_ok=True)
    write_form(folder / "in" / f"{file}.xlsx", shape, answers, ORIGIN)
    collate([folder / "in"], folder / "pack", round_)
    return folder / "pack"


def section(folder: Path) -> list[tuple[str, str]]:
    """Label and text of each row of the one organisation's section."""
    book = load_workbook(folder / "review-pack.xlsx")
    sheet = next(sheet for sheet in book.worksheets if sheet.title.startswith("X0"))
    return [(str(a or ""), str(b or "")) for a, b in sheet.iter_rows(max_col=2, values_only=True)]


def under(told: list[tuple[str, str]], title: str) -> dict[str, str]:
    """Label → text of the rows below a title, up to the next one; pages that go on are one with it."""
    found: dict[str, str] = {}
    inside = False
    for label, text in told:
        if label and not text and label not in ("Judgement", "Comment"):
            inside = label.removesuffix(" (continued)") == title
        elif inside and label:
            found[label] = text
    return found


def every_cell(shape: Shape) -> Iterator[Key]:
    for table in (table for table in TABLES if table in shape.tables):
        for row in row_ids_of(shape, table):
            yield from ((table, row, column) for column in answer_columns(table))


def marked(shape: Shape, keep: bool) -> tuple[Answers, list[str]]:
    """A complete return with a word or figure of its own in every cell, and what is to be found of it.

    `keep`: what was chosen from a list stays, and a date stays a date, so that all of it is in its place.
    """
    cells = dict(complete(shape).cells)
    sought = []
    for n, key in enumerate(every_cell(shape)):
        stands, kind = cells.get(key), field(*key).kind
        if keep and (isinstance(stands, dt.date) or field(*key).cell.choices or key[0] == "checklist"):
            if isinstance(stands, dt.date):
                sought.append(day(stands))
            continue
        if keep and (isinstance(stands, float | int) or kind == "number"):
            cells[key] = float(20_000 + n)
            sought.append(str(20_000 + n))
        elif not keep or kind in ("text", "fact"):
            cells[key] = f"Marker{n}x"
            sought.append(f"Marker{n}x")
    return Answers(cells), sought


@pytest.mark.parametrize("keep", [True, False], ids=["in its place", "out of place"])
@pytest.mark.parametrize("name", ["gold", "2021"])
def test_no_cell_of_a_return_is_dropped(name: str, keep: bool, tmp_path: Path) -> None:
    answers, sought = marked(form(name), keep)
    said = "\n".join(text for _, text in section(made(tmp_path, form(name), answers)))
    assert len(sought) > 300
    assert [marker for marker in sought if marker not in said] == []


# where it stands


def told(folder: Path, name: str = "gold", changes: str = "", title: str = "") -> dict[str, str]:
    """What the section of a complete return says under a title."""
    shape = form(name)
    answers = changed(shape, complete(shape, "Recognition at Bronze" if name == "all" else ""), changes)
    return under(section(made(folder, shape, answers)), title)


def test_facts_stand_below_the_evidence_and_each_figure_on_a_line_of_its_own(tmp_path: Path) -> None:
    found = told(tmp_path, title="Silver 2 Levelling Up Middle Leadership & Inclusion")
    assert found["Facts given"].split("\n") == [
        "The day of the count: 30 June 2026",
        "Leaders at Band 8A and above: 415",
        "Leaders set aside: 3",
        "Why they are set aside: New starters",
        "Leaders with a goal agreed: 412",
        "The date of the yearly report: 30 September 2026",
    ]
    figures = found["What the figures show"].split("\n")
    assert [line.partition(":")[0] for line in figures[1:]] == [
        "Leaders with a goal agreed",
        "Where the reporting is written down",
    ]
    assert "412 of 412 leaders" in figures[1]
    labels = [label for label in found if not label.startswith("Reading")]
    assert labels.index("Facts given") == labels.index("What the figures show") - 1
    assert labels[labels.index("Facts given") - 1].startswith("Evidence ")


def test_meetings_stand_under_what_they_were_for(tmp_path: Path) -> None:
    changes = "MT059 all=2025-08-20/Ethnic minority staff network meeting/Matron//In the canteen"
    found = told(tmp_path, changes=changes, title="Silver 4 Listen and Learn")
    assert found["Meetings"].split("\n") == [
        "Ethnic minority staff network meeting:",
        "14 October 2025, Executive director.",
        "20 January 2026, Executive director.",
        "21 April 2026, Executive director.",
        "14 July 2026, Executive director.",
        "20 August 2025, Matron. Note: In the canteen " + catalogue()["NOTE-505"].message,
    ]


def test_a_meeting_for_two_things_stands_under_both(tmp_path: Path) -> None:
    changes = "MT060 all=2026-03-04/WRES data to the board//Ethnic minority staff network meeting"
    folder = made(tmp_path, form("gold"), changed(form("gold"), complete(form("gold")), changes))
    for title in ("Silver 4 Listen and Learn", "Silver 5 Data Plus"):
        assert "4 March 2026" in under(section(folder), title)["Meetings"]


def test_two_things_that_count_as_one_are_both_named(tmp_path: Path) -> None:
    changes = "MT060 all=2026-03-04/EDI dashboard to the board//EDI dashboard to sub-group of the board"
    found = told(tmp_path, "2021", changes, "Review 1a How are we performing")["Meetings"]
    assert found.count("4 March 2026") == 2 and "EDI dashboard to sub-group of the board:" in found


def test_a_meeting_that_is_for_nothing_on_the_list_stands_by_itself(tmp_path: Path) -> None:
    found = told(
        tmp_path, changes="MT060 all=2026-03-04/A walk/Chair/A talk", title=group("given")["unplaced_title"]
    )
    assert found == {"Meeting 60": "A walk\nAlso for: A talk\n4 March 2026, Chair."}


def test_wres_figures_and_goals_stand_at_the_lines_that_count_them(tmp_path: Path) -> None:
    shape = form("gold")
    changes = "wres-2 one=[1.62512]; wres-2 cases=10 or more; wres-5 beside_one=[25]; wres-5 note=A word"
    folder = made(tmp_path, shape, changed(shape, complete(shape), changes))
    wres = under(section(folder), "Gold 3 More than a tick box")["WRES figures"].split("\n")
    assert wres[:2] == [
        "WRES 2: appointed from shortlisting",
        "1.62512, 1.5, 1.4. 1.6251, 1.5, 1.4: better in both years. Cases in a year: 10 or more.",
    ]
    assert "Beside it: 25, –, –. Note: A word" in wres[5]
    assert under(section(folder), "Bronze 3 Actions Not Words")["Goals"].split("\n") == [
        "One in five senior appointments by 2028",
        "Goes beyond: The public sector equality duty",
    ]
    assert under(section(folder), "Bronze 4 We do this together")["Inequalities"].split("\n") == [
        "Uptake of bowel screening",
        "First group: Ethnic minority groups; second group: White groups",
        "Data at the start are of 30 June 2025; first group, or the gap: 52.1; second group: 64",
        "Data at the end are of 30 June 2026; first group, or the gap: 58.4; second group: 65",
        "Gap 11.9, then 6.6: narrowed.",
    ]


def test_what_is_still_needed_is_named_also_where_it_is_explained(tmp_path: Path) -> None:
    changes = "Silver 3/educated answer=; Silver 3 explain=The list follows."
    found = told(tmp_path, changes=changes, title="Silver 3 Growing Cultural Competency")
    assert found["What the figures show"].endswith("\nStill needed: executive directors with this education.")
    assert found["Facts given"] == "Executive directors in post: 7"


def test_figures_that_fall_short_are_told_by_their_sum(tmp_path: Path) -> None:
    found = told(
        tmp_path, changes="Silver 3/educated answer=[6]", title="Silver 3 Growing Cultural Competency"
    )
    assert "6 of 7 executive directors" in found["What the figures show"]
    assert "fall short" not in str(found)


def test_a_line_that_is_not_asked_for_is_shown_when_a_fact_of_it_was_given(tmp_path: Path) -> None:
    found = told(
        tmp_path, "all", "Silver 3 status=; Silver 3 how=; EV008 all=", "Silver 3 Growing Cultural Competency"
    )
    assert found["Facts given"].startswith("Executive directors in post: 7")


# supporting actions


def test_a_supporting_action_has_its_evidence_facts_meetings_and_sentence(tmp_path: Path) -> None:
    changes = (
        "EV030 all=Statement/Bronze 2a/s.pdf/2026-01-12; Bronze 1a/description answer=Yes;"
        "MT060 all=2026-06-10/Chairs and non-executives updated/Chair"
    )
    folder = made(tmp_path, form("gold"), changed(form("gold"), complete(form("gold")), changes))
    found = under(section(folder), group("section")["supporting_title"])
    assert set(found) == {"Bronze 1a", "Bronze 2a", "Gold 2c"}
    assert found["Bronze 1a"].split("\n")[1:] == [
        "Facts given: The role description: Yes",
        "What the figures show: The role description: You told us yes.",
    ]
    assert found["Bronze 2a"].split("\n")[1:] == [
        "Evidence 30: EV030: Statement; Where: s.pdf; Date: 12 January 2026",
        "What the figures show: The published statement: 1 evidence item with its date.",
    ]
    assert "10 June 2026, Chair." in found["Gold 2c"]
    assert under(section(folder), group("section")["unplaced_title"]) == {}


def test_a_supporting_action_with_somebody_named_stands_in_the_plan(tmp_path: Path) -> None:
    row = "supporting", "bronze.mission-critical.a"
    typed = {(*row, "person"): "Head of inclusion", (*row, "timescale"): "9 months"}
    folder = made(tmp_path, form("gold"), Answers({**complete(form("gold")).cells, **typed}))
    (wording,) = (a.text for a in form("gold").supporting if a.code == "Bronze 2a")
    plan = under(section(folder), group("section")["plan_title"])["Bronze 2a"]
    assert plan.split("\n") == [
        *(wording, "For: Bronze 2a", "Person/ Team: Head of inclusion", "Timescale: 9 months")
    ]
    line = under(section(folder), "Bronze 2 Anti-racism as Mission Critical")
    assert line[group("section")["in_plan"]].startswith(f"Bronze 2a: {wording[:40]}")


def test_evidence_is_placed_as_judging_reads_it(tmp_path: Path) -> None:
    changes = "EV029 all=Paper/ bronze  4/p.pdf; EV029 also_1=Bronze 9"
    folder = made(tmp_path, form("gold"), changed(form("gold"), complete(form("gold")), changes))
    found = under(section(folder), "Bronze 4 We do this together")
    assert "Named for, and not a line of this form: Bronze 9" in found["Evidence 29"]
    assert under(section(folder), group("section")["unplaced_title"]) == {}


# what stands elsewhere


def full(code: str, edition: str, purpose: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    shape = shape_of(load_edition(edition), purpose)
    return as_cells(complete(shape)) | {"organisation|code|answer": code} | dict(changes)


@pytest.mark.parametrize(
    ("edition", "purpose", "line"),
    [
        ("bronze-silver-gold", "gold", "gold.visibility-matters"),
        ("2021", "accreditation", "grow.visibility-matters"),
    ],
)
def test_board_counts_are_in_the_pack_and_in_no_regional_workbook(
    edition: str, purpose: str, line: str, tmp_path: Path
) -> None:
    counts = {
        "size": 9771.0,
        "members": 3133.0,
        "share-1": 33.77,
        "not-declared": 5177.0,
        "area-1": "Markerton",
    }
    for n in range(5):
        own = {f"measures|{line}/{name}|answer": value for name, value in counts.items()}
        put(
            tmp_path / "in" / f"{n}.xlsx",
            full(f"X0{n}", edition, purpose, own),
            edition=edition,
            purpose=purpose,
        )
    round_ = Round(
        Settings("Autumn 2026", edition),
        tuple(expected(f"X0{n}", purpose) for n in range(5)),
    )
    collate([tmp_path / "in"], tmp_path / "pack", round_, read=read)
    apart = tmp_path / "regional"
    apart.mkdir()
    for name in ("regional-summary.xlsx", "regional-summary-office.xlsx"):
        (tmp_path / "pack" / name).rename(apart / name)
    marks = ("9771", "3133", "33.77", "5177", "Markerton", "3299.")
    assert [mark for mark in marks if mark not in written(tmp_path / "pack")] == []
    assert [mark for mark in marks if mark in written(apart)] == []
    assert "By deliverable" in load_workbook(apart / "regional-summary.xlsx").sheetnames


@pytest.mark.parametrize("key", ["measures", "meetings", "wres", "goals"])
def test_a_held_answer_of_the_new_tables_is_in_no_output(key: str, tmp_path: Path) -> None:
    places = {
        "measures": ("silver.levelling-up/leaders", "answer", 41593.0),
        "meetings": ("MT001", "who", "A colleague one knows"),
        "wres": ("wres-5", "one", 41593.0),
        "goals": ("inequality-1", "group_one", "A family one knows"),
    }
    row, column, value = places[key]
    put(
        tmp_path / "in" / "a.xlsx",
        full("X01", "bronze-silver-gold", "gold", {f"{key}|{row}|{column}": value}),
        purpose="gold",
    )
    secret = f"{value:.0f}" if isinstance(value, float) else str(value)
    plain = collate([tmp_path / "in"], tmp_path / "plain", a_round(expected("X01", "gold")), read=read)
    assert secret in written(tmp_path / "plain")
    round_ = a_round(expected("X01", "gold"), hold=(Held("X01", key, row, column),))
    held = collate([tmp_path / "in"], tmp_path / "held", round_, read=read)
    text = written(tmp_path / "held")
    assert secret not in text and "[held by the office]" in text
    assert plain.reconciliation.adds_up and held.reconciliation.adds_up
    assert key in choices(load_edition())["tables"]


def test_answers_are_plain_text_in_the_records(tmp_path: Path) -> None:
    folder = made(tmp_path, form("gold"), complete(form("gold")))
    answers = json.loads((folder / "submissions.json").read_text("utf-8"))[0]["answers"]
    found = {(a["table"], a["id"], a["column"]): a["value"] for a in answers}
    assert found["measures", "silver.levelling-up/leaders", "answer"] == "415"
    assert found["measures", "silver.levelling-up/counted-on", "answer"] == "2026-06-30"
    assert found["wres", "wres-2", "two"] == "1.5"
    assert found["meetings", "MT001", "date"] == "2025-10-14"


def test_the_ledger_names_the_lines_and_sheets_on_which_two_returns_differ(tmp_path: Path) -> None:
    later = {
        "measures|silver.levelling-up/leaders|answer": 416.0,
        "measures|bronze.leading-from-the-front.a/goals|answer": "No",
        "meetings|MT001|note": "A word",
        "wres|wres-2|one": 1.7,
        "goals|goal-1|what": "Another goal",
    }
    for name, changes, saved in (("a", {}, "2026-09-01"), ("b", later, "2026-10-01")):
        put(
            tmp_path / "in" / f"{name}.xlsx",
            full("X01", "bronze-silver-gold", "gold", changes),
            purpose="gold",
            saved=f"{saved}T09:00:00+00:00",
        )
    outcome = collate([tmp_path / "in"], tmp_path / "pack", read=read)
    old = next(line for line in outcome.ledger if line.file == "a.xlsx")
    assert old.differs == (
        "Bronze 1 Leading from the front",
        "Silver 2 Levelling Up Middle Leadership & Inclusion",
        "Goals and inequalities",
        "Meetings",
        "WRES",
    )
