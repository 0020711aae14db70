"""round.xlsx: made, edited as an office edits it, read."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from arf_excel.errors import UsageError
from arf_excel.framework.edition import load_edition
from arf_excel.rounds.new import new_round
from arf_excel.rounds.read import read_round
from arf_excel.rounds.settings import Conflict, Expected, Held, Pin, Settings, Waiver
from arf_excel.rounds.sheets import plan
from arf_excel.workbook.lint import faults
from tests.rounds.office import HEADER, edit, place, problems, set_setting, small_round, starts, write_row

DEFAULTS = {ruling.id: ruling.default for ruling in load_edition().rulings}


def test_a_new_round_of_the_region(tmp_path: Path) -> None:
    made = new_round("  Autumn   2026 ", tmp_path / "a" / "round")
    assert made == tmp_path / "a" / "round" / "round.xlsx" and faults(made) == []
    assert sorted(each.name for each in made.parent.iterdir()) == ["issued", "pack", "returned", "round.xlsx"]
    found = read_round(made.parent)
    assert found.settings == Settings("Autumn 2026", "bronze-silver-gold")
    assert len(found.organisations) == 33
    assert found.expected("RBS") == Expected(
        "RBS", "Alder Hey Children's NHS Foundation Trust", "Cheshire and Merseyside", "specialist"
    )
    assert (dict(found.rulings), found.agreed) == (DEFAULTS, frozenset())
    assert (found.pins, found.waivers, found.conflicts, found.hold) == ((), (), (), ())


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    made = [new_round("Autumn 2026", tmp_path / name) for name in ("one", "two")]
    assert len({hashlib.sha256(path.read_bytes()).hexdigest() for path in made}) == 1


def test_the_earlier_edition_has_its_panel_and_its_own_rulings(tmp_path: Path) -> None:
    found = read_round(new_round("2021", tmp_path / "round", "2021").parent)
    assert found.settings.edition == "2021" and "lower-levels" not in found.rulings
    assert found.rulings == {ruling.id: ruling.default for ruling in load_edition("2021").rulings}
    assert [seat.seat for seat in found.panel] == [f"S{n}" for n in range(1, 9)]


def test_a_list_of_organisations_is_taken_and_completed(tmp_path: Path) -> None:
    found = read_round(small_round(tmp_path, "code,name,asking for\nRBS,Ours,silver\nZ1A,Made up,\n"))
    assert found.organisations == (
        Expected("RBS", "Ours", "Cheshire and Merseyside", "specialist", asking="Recognition at Silver"),
        Expected("Z1A", "Made up"),
    )


def test_prompts_are_short_and_sheets_narrow_enough() -> None:
    for sheet in plan().sheets:
        assert sum(column.width for column in sheet.columns) <= 165, sheet.name
        assert all(len(column.prompt) < 100 for column in sheet.columns), sheet.name


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    made = new_round("Autumn 2026", tmp_path / "round")
    before = made.read_bytes()
    with pytest.raises(UsageError):
        new_round("Spring 2027", tmp_path / "round")
    assert made.read_bytes() == before


def test_a_folder_with_other_things_is_kept(tmp_path: Path) -> None:
    (tmp_path / "returned").mkdir()
    (tmp_path / "returned" / "early.xlsx").write_bytes(b"x")
    new_round("Autumn 2026", tmp_path)
    assert (tmp_path / "returned" / "early.xlsx").read_bytes() == b"x"


@pytest.mark.parametrize("name", ["", "   ", "秋", "x" * 61, "a\x07b"])
def test_a_round_needs_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        new_round(name, tmp_path / "round")
    assert not (tmp_path / "round").exists()


@pytest.mark.parametrize("name", ["CON", "aux.x", "a:b"])
def test_a_folder_that_windows_does_not_take(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        new_round("Autumn 2026", tmp_path / name / "round")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "round").write_text("x")
    with pytest.raises(UsageError):
        new_round("Autumn 2026", tmp_path / "round")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "issued").write_text("x")
    with pytest.raises(UsageError):
        new_round("Autumn 2026", tmp_path / "other")
    assert not (tmp_path / "other" / "round.xlsx").exists()


def test_a_bad_list_or_edition_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("code,name\n,x\n")
    for edition, listed in (("bronze-silver-gold", tmp_path / "list.csv"), ("1999", None)):
        with pytest.raises(UsageError):
            new_round("Autumn 2026", tmp_path / "round", edition, listed)
    assert not (tmp_path / "round").exists()


def _filled_in(book: Any) -> None:
    for key, value in {
        "opens": dt.datetime(2026, 9, 1),
        "closes": "30 Oct 2026",
        "evidence_to": "30/09/2026",
        "panel_date": "2026-11-20",
        "return_to": " returns@example.org ",
        "keep_until": dt.datetime(2028, 3, 31),
        "evidence_rows": 40,
        "action_rows": "30",
    }.items():
        set_setting(book, key, value)
    write_row(
        book, "Organisations", 2, {"Extension to": "13 Nov 2026", "Form": "BRONZE ", "Asking for": "Feedback"}
    )
    write_row(book, "Panel", 3, {"Role": "Staff network chair", "From which organisation": "Z2B"})
    write_row(
        book,
        "Conflicts",
        2,
        {"Seat or role": "staff network CHAIR", "ODS code": "z2b", "Reason": "Works there"},
    )
    waiver = {"ODS code": "Z1A", "Rule": "EXPLAIN-104", "Reason": "Merging", "Who agreed it (role)": "Chair"}
    write_row(book, "Waivers", 1, {**waiver, "Until": "31/12/2026"})
    write_row(book, "Rulings", 2, {"Your choice": "A sponsor, as  in the level TABLE"})
    write_row(book, "Rulings", 2, {"Agreed": "y"})
    write_row(book, "Rulings", 1, {"Your choice": "held-first"})
    write_row(
        book, "Returns", 5, {"ODS code": "Z3C", "File to use": "ARF_Z3C (2).xlsx", "Reason": "By e-mail"}
    )
    held = {"ODS code": "Z1A", "Table": "Checklist", "Row": "bronze.x", "Column": "how"}
    write_row(book, "Hold", 1, {**held, "Released": "No", "Print instead": "[a manager]"})


def test_what_the_office_fills_in_is_read(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, _filled_in)
    found = read_round(folder)
    assert found.settings == Settings(
        "Autumn 2026",
        "bronze-silver-gold",
        opens=dt.date(2026, 9, 1),
        closes=dt.date(2026, 10, 30),
        evidence_to=dt.date(2026, 9, 30),
        panel_date=dt.date(2026, 11, 20),
        return_to="returns@example.org",
        keep_until="31 March 2028",
        evidence_rows=40,
        action_rows=30,
    )
    assert found.settings.form_year_end == dt.date(2026, 9, 30)
    assert found.organisations[1] == Expected(
        "Z2B",
        "Millwater Trust",
        "South",
        asking="Feedback",
        purpose="bronze",
        extension_to=dt.date(2026, 11, 13),
    )
    assert found.panel[1].organisation == "Z2B"
    assert found.conflicts == (Conflict("Staff network chair", "Z2B", "Works there"),)
    assert found.waivers == (Waiver("Z1A", "EXPLAIN-104", "Merging", "Chair", dt.date(2026, 12, 31)),)
    assert found.rulings == {**DEFAULTS, "sponsor-or-lead": "sponsor", "lower-levels": "held-first"}
    assert found.agreed == {"sponsor-or-lead"}
    assert found.pins == (Pin("Z3C", "ARF_Z3C (2).xlsx", "By e-mail"),)
    assert found.hold == (Held("Z1A", "checklist", "bronze.x", "how", text="[a manager]"),)


def test_the_rulings_sheet_shows_question_quotations_default_and_choices(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(small_round(tmp_path) / "round.xlsx")
    sheet, rulings = book["Rulings"], load_edition().rulings
    shown = list(sheet.iter_rows(min_row=HEADER + 1, max_col=4, values_only=True))
    assert [row[:2] for row in shown] == [(r.id, r.question) for r in rulings]
    assert [row[3] for row in shown] == [r.reading(r.default) for r in rulings]
    for row, ruling in zip(shown, rulings, strict=True):
        for line, quote in zip(str(row[2]).split("\n"), ruling.quotes, strict=True):
            assert line.casefold().startswith(quote.where.casefold()) and f"'{quote.text}'" in line
    at = place(sheet, "Your choice")
    for number, ruling in enumerate(rulings, start=HEADER + 1):
        cell = sheet.cell(number, at).coordinate
        rule = next(r for r in sheet.data_validations.dataValidation if cell in r.sqref)
        assert list_of(book, rule.formula1) == [choice.text for choice in ruling.choices]


def list_of(book: Any, name: str) -> list[str]:
    """The words of a defined name, such as '=arf_list_x'."""
    sheet, area = next(iter(book.defined_names[name.lstrip("=")].destinations))
    cells = book[sheet][area.replace("$", "")]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


@pytest.mark.parametrize("edition_id", ["bronze-silver-gold", "2021"])
def test_every_choice_can_be_made_by_its_id_and_by_its_words(tmp_path: Path, edition_id: str) -> None:
    folder = small_round(tmp_path, edition=edition_id)
    rulings = load_edition(edition_id).rulings
    for turn in range(3):
        for word in ("id", "text"):
            made = {r.id: r.choices[turn % len(r.choices)] for r in rulings}

            def choose(book: Any, made: Any = made, word: str = word) -> None:
                for row, each in enumerate(made.values(), start=1):
                    write_row(book, "Rulings", row, {"Your choice": getattr(each, word)})

            edit(folder, choose)
            assert read_round(folder).rulings == {key: each.id for key, each in made.items()}


def test_a_round_made_before_quotations_were_shown_reads_the_same(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, _filled_in)
    before = read_round(folder)
    edit(folder, lambda book: book["Rulings"].delete_cols(place(book["Rulings"], "What the framework says")))
    assert read_round(folder) == before


def test_sorted_rows_moved_columns_and_tables_read_the_same(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, _filled_in)
    before = read_round(folder)

    def move(book: Any) -> None:
        _sort_backwards(book["Rulings"])
        _sort_backwards(book["Settings"])
        book["Waivers"].insert_rows(2, 3)
        book["Waivers"].insert_cols(1, 2)
        book.move_sheet("Settings", 4)
        book["Organisations"].title = " ORGANISATIONS "

    edit(folder, move)
    after = read_round(folder)
    assert after == before


def _sort_backwards(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADER + 1)]
    for line, values in zip(sheet.iter_rows(min_row=HEADER + 1), reversed(rows), strict=True):
        for cell, value in zip(line, values, strict=True):
            cell.value = value


def test_everything_to_put_right_is_told_at_once(tmp_path: Path) -> None:
    folder = small_round(tmp_path)

    def spoil(book: Any) -> None:
        set_setting(book, "closes", "soon")
        set_setting(book, "evidence_rows", 7)
        write_row(book, "Organisations", 2, {"Form": "accreditation", "Extension to": "#REF!"})
        write_row(book, "Organisations", 9, {"ODS code": "z1a", "Name": "Again"})
        write_row(book, "Organisations", 12, {"Name": "No code"})
        write_row(book, "Conflicts", 1, {"Seat or role": "Nobody", "ODS code": "Z1A"})
        write_row(book, "Waivers", 1, {"ODS code": "Z9Z", "Rule": "EXPLAIN-999"})
        write_row(book, "Rulings", 1, {"Your choice": "perhaps", "Agreed": "maybe"})
        write_row(book, "Rulings", 2, {"Your choice": "perhaps"})
        write_row(book, "Returns", 1, {"ODS code": "R9X", "File to use": "a.xlsx"})
        write_row(book, "Hold", 1, {"ODS code": "Z1A", "Table": "nowhere", "Row": "x", "Column": "y"})

    edit(folder, spoil)
    found = problems(folder)
    cells = sorted(line.removeprefix("- ").split(":")[0] for line in found)
    wanted = (
        "Settings C8, Settings C18, Organisations H6, Organisations I6, Organisations A13, "
        "Organisations A16, Conflicts A5, Waivers A5, Waivers B5, Waivers C5, Waivers D5, "
        "Rulings F5, Rulings E6, Returns A5, Hold B5"
    )
    assert cells == sorted(wanted.split(", "))


def test_dates_in_the_wrong_order_and_a_bad_name(tmp_path: Path) -> None:
    folder = small_round(tmp_path)

    def spoil(book: Any) -> None:
        set_setting(book, "opens", "1 Oct 2026")
        set_setting(book, "closes", "1 Sep 2026")
        set_setting(book, "name", "秋")

    edit(folder, spoil)
    assert starts(problems(folder), "Settings C5", "Settings C8")


def test_the_edition_cannot_be_changed_by_hand(tmp_path: Path) -> None:
    folder = small_round(tmp_path)
    edit(folder, lambda book: set_setting(book, "edition", "2021"))
    assert starts(problems(folder), "Settings C6")


def test_a_lost_hidden_sheet_does_no_harm(tmp_path: Path) -> None:
    folder = small_round(tmp_path, edition="2021")
    edit(folder, lambda book: book.remove(book["_meta"]))
    assert read_round(folder).settings.edition == "2021"


def test_a_missing_sheet_column_or_line_is_named(tmp_path: Path) -> None:
    folder = small_round(tmp_path)

    def remove(book: Any) -> None:
        book.remove(book["Waivers"])
        book["Returns"].delete_cols(place(book["Returns"], "File to use"))
        book["Settings"].delete_rows(HEADER + 4)

    edit(folder, remove)
    assert starts(problems(folder), "Settings", "Waivers", "Returns")


@pytest.mark.parametrize(
    "content", [b"", b"no workbook", b"PK\x03\x04 cut off", b"\xd0\xcf\x11\xe0 password"]
)
def test_a_damaged_workbook_gets_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "round.xlsx").write_bytes(content)
    assert problems(tmp_path) == []


def test_a_password_is_told_apart_from_damage(tmp_path: Path) -> None:
    said = set()
    for content in (b"no workbook", b"\xd0\xcf\x11\xe0 password"):
        (tmp_path / "round.xlsx").write_bytes(content)
        with pytest.raises(UsageError) as caught:
            read_round(tmp_path)
        said.add(str(caught.value))
    assert said == {plan().sentences["damaged"], plan().sentences["locked"]}


def test_a_workbook_of_another_kind_is_no_round(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "round.xlsx")
    with pytest.raises(UsageError):
        read_round(tmp_path)


def test_no_round_at_all(tmp_path: Path) -> None:
    assert problems(tmp_path) == [] and problems(tmp_path / "gone") == []
