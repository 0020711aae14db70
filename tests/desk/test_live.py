"""A form that is open in Excel: what a look at it finds, and the lines beside its answers.

xlwings' own classes stand on an engine of ours (`xlwings_engine.py`); real Excel is for a person to try.
"""

from __future__ import annotations

import ast
import datetime as dt
import json
import ntpath
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings

from arf_excel import cli
from arf_excel.desk import live
from arf_excel.desk.beside import Beside, beside
from arf_excel.errors import UsageError
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.edition import load_edition
from arf_excel.intake.by_desk import desk_header
from arf_excel.intake.grid import cell_name
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission, Unreadable
from arf_excel.review.hold import withheld
from arf_excel.review.record import record, unreadable_record
from arf_excel.review.review import Review, review
from arf_excel.rounds.fix_me import fix_me
from tests.desk import xlwings_engine as excel
from tests.form.completed import completed

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "returned"
EDITION = "bronze-silver-gold"
ONLY_A_FILE = {
    "NOTE-001": "xlwings hands over no list of links to other workbooks",
    "NOTE-002": "xlwings does not say whether a workbook holds macros",
    "NOTE-003": "xlwings hands over no sensitivity label",
    "NOTE-005": "xlwings hands over no embedded objects",
    "NOTE-055": "notes and text boxes lie over the cells, and only cells are looked at",
    "EXPLAIN-054": "what Excel shows of an .xls or .xlsb is not read from its bytes",
}
"""Findings of a file that an open workbook does not have; all others must be the same."""
NO_PACKAGE = {
    "ARF_X11_Sample-round.xlsx": "Excel asks for its password, and openpyxl cannot",
    "ARF_X12_Sample-round.xlsx": "it is no workbook, and Excel does not open it",
}
"""Returns that openpyxl cannot open, with the reason."""
HOSTILE = ["=cmd|' /c calc'!A1", "@SUM(1)", "+1+1\x07", "-2\u202e", "{=1}", "x" * 40_000]


# forms


def form(path: Path, edition: str = EDITION, purpose: str = "all", *, locked: bool = False) -> Path:
    """A form with every table filled."""
    path.write_bytes(_form(edition, purpose, locked))
    return path


@lru_cache
def _form(edition: str, purpose: str, locked: bool) -> bytes:
    shape = shape_of(load_edition(edition), purpose)
    with tempfile.TemporaryDirectory() as folder:
        write_form(Path(folder) / "form.xlsx", shape, completed(shape), locked=locked)
        return (Path(folder) / "form.xlsx").read_bytes()


def spoilt(path: Path) -> Path:
    """A form with what people do to forms: errors, formulas, texts for dates, strays, sheets of their own."""
    wb = openpyxl.load_workbook(form(path, purpose="bronze"))
    evidence, checklist = wb["Evidence"], wb["Checklist"]
    evidence["F5"], evidence["F6"], evidence["F7"] = "#REF!", "=1/0", "=DATE(2026,5,4)"
    evidence["F8"], evidence["F9"], evidence["F10"] = dt.time(6, 30), True, "3 Oct 26"
    evidence["F11"].value, evidence["F11"].data_type = "#N/A", "s"
    evidence["F12"], evidence["F13"], evidence["N20"] = dt.timedelta(hours=30), 46_000.5, "ask Estates"
    evidence["B5"].value, evidence["B5"].data_type = "=1+1", "s"
    evidence["B6"], evidence["B7"] = "Zero\u200bwidth", "=B5"
    checklist["M2"], checklist["E5"] = "a note over the table", "in plcae"
    checklist["F4"] = "How it is deliverd"
    wb.create_sheet("Our notes")["C7"] = "Not part of the form"
    wb.create_sheet("Empty")
    wb.create_sheet("Tucked away")["A1"] = "Hidden"
    wb["Tucked away"].sheet_state = "veryHidden"
    wb.move_sheet("Checklist", 3)
    wb["Action plan"].title = "Plan & more's"
    wb.save(path)
    return with_value(path, "<f>1/0</f>", "#DIV/0!")


def with_value(path: Path, formula: str, value: str) -> Path:
    """The workbook with the value of a formula kept, as Excel keeps it and openpyxl cannot."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name, data in parts.items():
        text = data.decode("utf-8", "replace")
        if formula in text:
            start = text.rindex("<c ", 0, text.index(formula))
            end = text.index("</c>", start)
            cell = text[start:end].replace("<c ", '<c t="e" ').partition(formula)[0]
            parts[name] = f"{text[:start]}{cell}{formula}<v>{value}</v>{text[end:]}".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def fix_me_copy(path: Path) -> Path:
    sample = SAMPLES / "Copy of ARF_X09 (half done).xlsx"
    read = read_return(sample.read_bytes(), sample.name)
    assert isinstance(read, Submission)
    copy = fix_me(review(read))
    assert copy is not None
    copy.write(path)
    return path


FORMS = {
    "completed": lambda path: form(path),
    "completed of 2021": lambda path: form(path, "2021"),
    "self-assessment": lambda path: form(path, purpose="self-assessment"),
    "feedback": lambda path: form(path, purpose="feedback"),
    "locked": lambda path: form(path, purpose="silver", locked=True),
    "spoilt": spoilt,
    "fix-me copy": fix_me_copy,
}
RETURNS = [path.name for path in sorted(SAMPLES.glob("*.xlsx")) if path.name not in NO_PACKAGE]


# what a look finds


def checked(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `arf-excel check --json` says."""
    with pytest.raises(SystemExit):
        cli.main(["check", "--json", str(path)])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def seen(book: xlwings.Book) -> dict[str, Any]:
    """The same of the open workbook."""
    found = live.look(book)
    told = unreadable_record(found) if isinstance(found, Unreadable) else record(withheld(found))
    as_json: dict[str, Any] = json.loads(json.dumps(told))
    return as_json


def comparable(told: dict[str, Any]) -> tuple[Counter[tuple[str, ...]], dict[str, Any]]:
    """Findings as (code, sheet, cell, words), and all else that does not name the file."""
    found = ((f["code"], f["sheet"], f["cell"], f["message"]) for f in told["findings"])
    rest = {key: value for key, value in told.items() if key not in ("file", "sha256", "findings")}
    return Counter(each for each in found if each[0] not in ONLY_A_FILE), rest


@pytest.mark.parametrize("name", RETURNS)
def test_a_look_finds_what_check_finds_in_every_sample(
    name: str, engine: excel.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    path = SAMPLES / name
    assert comparable(seen(excel.opened(engine, path))) == comparable(checked(path, capsys))


@pytest.mark.parametrize("kind", FORMS)
def test_a_look_finds_what_check_finds_in_every_kind_of_form(
    kind: str, engine: excel.Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FORMS[kind](tmp_path / "form.xlsx")
    assert comparable(seen(excel.opened(engine, path))) == comparable(checked(path, capsys))


def test_the_spoilt_form_is_spoilt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that the comparison means something: errors, formulas, strays and odd dates are all in it."""
    codes = {finding["code"] for finding in checked(spoilt(tmp_path / "form.xlsx"), capsys)["findings"]}
    assert codes >= {
        "FIX-033",
        "FIX-036",
        "FIX-068",
        "FIX-202",
        "NOTE-004",
        "NOTE-048",
        "NOTE-060",
        "NOTE-069",
    }


def test_every_kept_exception_is_a_code_and_every_sample_left_out_is_there() -> None:
    from arf_excel.framework.findings import catalogue

    assert ONLY_A_FILE.keys() <= catalogue().keys()
    assert all((SAMPLES / name).is_file() for name in NO_PACKAGE)


def test_a_form_of_an_earlier_version_is_looked_at(
    engine: excel.Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    path = ROOT / "tests" / "intake" / "earlier" / "form-version-2.xlsx"
    assert comparable(seen(excel.opened(engine, path))) == comparable(checked(path, capsys))


def test_another_workbook_is_none_of_ours(engine: excel.Engine, tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    openpyxl.Workbook().save(path)
    found = live.look(excel.opened(engine, path))
    assert isinstance(found, Unreadable)
    assert (found.file, found.sha256, found.code) == ("budget.xlsx", "", "FIX-030")


def test_something_far_away_is_told_at_once(engine: excel.Engine, tmp_path: Path) -> None:
    book = excel.opened(engine, form(tmp_path / "form.xlsx", purpose="bronze"))
    book.sheets["Evidence"].range((1_048_576, 16_384)).value = "x"
    found = live.look(book)
    assert isinstance(found, Unreadable)
    assert (found.code, found.facts["cell"]) == ("FIX-020", "XFD1048576")
    with pytest.raises(UsageError, match="XFD1048576"):
        live.next_one(book)


def test_on_a_mac_an_error_is_still_something_to_put_right(
    engine: excel.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = excel.opened(engine, spoilt(tmp_path / "form.xlsx"))
    monkeypatch.setattr(sys, "platform", "darwin")
    found = live.look(book)
    assert isinstance(found, Review)
    told = {(p.cell, p.finding.code) for p in found.findings if p.sheet == "Evidence"}
    assert {("F5", "FIX-036"), ("F6", "FIX-068")} <= told


def test_the_sheet_of_workings_is_left_alone(engine: excel.Engine, tmp_path: Path) -> None:
    grid = live.as_it_stands(excel.opened(engine, form(tmp_path / "form.xlsx", purpose="bronze")))
    states = {sheet.name: (sheet.hidden, len(sheet.cells) > 0) for sheet in grid.sheets}
    assert (states["_work"], states["_meta"], states["Checklist"]) == (
        (True, False),
        (True, True),
        (False, True),
    )


# unsaved edits


def judged(book: xlwings.Book) -> Review:
    found = live.look(book)
    assert isinstance(found, Review)
    return found


def at(book: xlwings.Book, code: str) -> list[tuple[str | None, str | None]]:
    return [(p.sheet, p.cell) for p in judged(book).findings if p.finding.code == code]


def test_an_edit_that_nobody_saved_is_seen(engine: excel.Engine, tmp_path: Path) -> None:
    path = form(tmp_path / "form.xlsx", purpose="bronze")
    before, book = path.read_bytes(), excel.opened(engine, path)
    sheet, cell = "Evidence", "F7"
    kept = book.sheets[sheet].range(cell).value
    assert (sheet, cell) not in at(book, "FIX-202")
    book.sheets[sheet].range(cell).value = "some time in May"
    assert (sheet, cell) in at(book, "FIX-202")
    book.sheets[sheet].range(cell).value = kept
    assert (sheet, cell) not in at(book, "FIX-202")
    assert path.read_bytes() == before


# lines beside the answers


def cells(book: xlwings.Book) -> dict[tuple[str, int, int], Any]:
    """Everything that stands in the workbook, as it would be saved."""
    sheets = book.impl.wb.worksheets
    return {
        (sheet.title, *place): (cell.value, cell.data_type, cell.alignment.wrap_text)
        for sheet in sheets
        for place, cell in sheet._cells.items()
        if cell.value is not None
    }


def shown(book: xlwings.Book) -> tuple[Beside, ...]:
    lines = beside(judged(book), live.as_it_stands(book))
    assert live.show(book, lines) == ()
    return lines


@pytest.fixture
def book(engine: excel.Engine, tmp_path: Path) -> xlwings.Book:
    """An open form with two odd dates."""
    opened = excel.opened(engine, form(tmp_path / "form.xlsx", purpose="bronze"))
    opened.sheets["Evidence"].range("F7").value = "May or so"
    opened.sheets["Evidence"].range("F9").value = "in June"
    return opened


def test_lines_stand_beside_the_answers_and_the_first_is_selected(book: xlwings.Book) -> None:
    before = cells(book)
    lines = shown(book)
    new = {key: value for key, value in cells(book).items() if key not in before}
    words = {(line.sheet, line.place[0] + 1, line.place[1] + 1): line.text for line in lines}
    heads = {(line.sheet, line.header[0] + 1, line.header[1] + 1): desk_header() for line in lines}
    assert {key: value[0] for key, value in new.items()} == words | heads
    assert {value[1:] for value in new.values()} == {("s", True)}
    assert {key: value for key, value in cells(book).items() if key in before} == before
    selected = book.selection
    assert selected is not None
    assert (selected.sheet.name, selected.row - 1, selected.column - 1) == (lines[0].sheet, *lines[0].answer)
    assert book.sheets["Evidence"].range("N4").column_width == 60


def test_the_same_look_writes_the_same(book: xlwings.Book) -> None:
    shown(book)
    once = cells(book)
    shown(book)
    assert cells(book) == once


def test_after_rows_were_sorted_a_new_look_is_as_of_a_form_so_sorted(book: xlwings.Book) -> None:
    def sort() -> None:
        """Two rows change places; the formula of column D stays, as it is the same in every row."""
        for columns in ("A", 3), ("E", 8):
            rows = [
                book.sheets["Evidence"].range(f"{columns[0]}{row}").resize(1, columns[1]) for row in (7, 11)
            ]
            rows[0].value, rows[1].value = rows[1].value, rows[0].value

    sort()
    shown(book)
    sorted_first = cells(book)
    assert str(sorted_first["Evidence", 11, 14][0]).startswith("FIX-202 EV003")
    sort()
    shown(book)
    sort()
    assert cells(book) != sorted_first
    shown(book)
    assert cells(book) == sorted_first


def test_what_was_written_goes_when_all_is_put_right(book: xlwings.Book) -> None:
    before = cells(book)
    shown(book)
    live.show(book, ())
    assert cells(book) == before


def test_words_of_their_own_stay(book: xlwings.Book) -> None:
    shown(book)
    book.sheets["Evidence"].range("N30").value = "Ask Estates"
    live.show(book, ())
    assert book.sheets["Evidence"].range("N30").value == "Ask Estates"
    assert book.sheets["Evidence"].range("N4").value is None


def test_a_protected_sheet_is_named_and_nothing_breaks(engine: excel.Engine, tmp_path: Path) -> None:
    opened = excel.opened(engine, form(tmp_path / "form.xlsx", purpose="bronze", locked=True))
    before = cells(opened)
    lines = beside(judged(opened), live.as_it_stands(opened))
    assert set(live.show(opened, lines)) == {line.sheet for line in lines}
    assert cells(opened) == before
    selected = opened.selection
    assert selected is not None
    assert selected.sheet.name == lines[0].sheet


def test_a_hidden_sheet_is_written_and_not_led_to(book: xlwings.Book) -> None:
    first = beside(judged(book), live.as_it_stands(book))[0].sheet
    book.impl.wb[first].sheet_state = "hidden"
    lines = shown(book)
    selected = book.selection
    assert lines[0].sheet == first
    assert selected is not None
    assert selected.sheet.name == next(line.sheet for line in lines if line.sheet != first)


def test_what_somebody_typed_becomes_no_formula(
    book: xlwings.Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever a finding repeats: here every message is nothing but the hostile text."""
    for hostile in HOSTILE:
        monkeypatch.setattr("arf_excel.review.review.message", lambda finding, said=hostile: said)
        lines = shown(book)
        texts = [cells(book)[line.sheet, line.place[0] + 1, line.place[1] + 1] for line in lines]
        assert {kind for _, kind, _ in texts} == {"s"}
        assert {text.split("-")[0] for text, _, _ in texts} <= {"FIX", "EXPLAIN"}
        assert max(len(text) for text, _, _ in texts) <= 32_767
    book.save(tmp_path / "saved.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "saved.xlsx")
    assert {saved[x.sheet].cell(x.place[0] + 1, x.place[1] + 1).data_type for x in lines} == {"s"}


def test_a_saved_form_with_lines_is_checked_as_without(
    book: xlwings.Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = seen(book)
    shown(book)
    saved = tmp_path / "saved.xlsx"
    book.save(saved)
    assert openpyxl.load_workbook(saved)["Evidence"]["N4"].value == desk_header()
    assert comparable(checked(saved, capsys)) == comparable(found)
    assert comparable(seen(book)) == comparable(found)


# next


def selection(book: xlwings.Book) -> tuple[str, int, int]:
    selected = book.selection
    assert selected is not None
    return selected.sheet.name, selected.row, selected.column


def test_next_walks_all_and_begins_again(book: xlwings.Book) -> None:
    shown(book)
    start = selection(book)
    walked = [start]
    while live.next_one(book) is not None and selection(book) != start:
        walked.append(selection(book))
    assert len(walked) == len({*walked})
    wanted = {(p.sheet, p.cell) for p in judged(book).findings if p.open and p.cell}
    assert {(sheet, cell_name((row - 1, column - 1))) for sheet, row, column in walked} == wanted
    assert {("Evidence", 7, 6), ("Evidence", 9, 6)} <= {*walked}


def test_next_without_a_line_selects_nothing(book: xlwings.Book) -> None:
    assert live.next_one(book) is None
    assert book.selection is None


def test_next_begins_at_the_first_when_another_workbook_is_selected(
    book: xlwings.Book, engine: excel.Engine, tmp_path: Path
) -> None:
    lines = shown(book)
    other = openpyxl.Workbook()
    other.worksheets[0].title = lines[0].sheet
    other.save(tmp_path / "other.xlsx")
    excel.opened(engine, tmp_path / "other.xlsx").sheets[0].range("Z99").select()
    found = live.next_one(book)
    assert found is not None
    assert (found.sheet, found.answer) == (lines[0].sheet, lines[0].answer)


# which workbook


def test_without_xlwings_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlwings", None)
    with pytest.raises(live.NoExcel, match=r"pip install \"\.\[excel\]\""):
        live.open_book()


def test_where_there_is_no_excel_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlwings.engines, "active", None)
    with pytest.raises(live.NoExcel):
        live.open_book("form.xlsx")


def test_an_excel_that_does_not_run_is_said(engine: excel.Engine) -> None:
    engine.app.runs = False
    with pytest.raises(live.NoExcel):
        live.open_book()


def test_nothing_open_is_said(engine: excel.Engine) -> None:
    for named in ("", "form.xlsx"):
        with pytest.raises(UsageError) as told:
            live.open_book(named)
        assert not isinstance(told.value, live.NoExcel)
        assert engine.app.books == []


def test_a_workbook_is_found_by_name_and_by_path(engine: excel.Engine, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    mine = excel.opened(engine, form(tmp_path / "one" / "Form.xlsx", purpose="bronze"))
    openpyxl.Workbook().save(tmp_path / "budget.xlsx")
    active = excel.opened(engine, tmp_path / "budget.xlsx")
    assert live.open_book() == active
    assert live.open_book("Form.xlsx") == mine
    assert live.open_book(str(tmp_path / "one" / "Form.xlsx")) == mine
    assert live.open_book("https://example.org/share/Form.xlsx") == mine
    for named in (
        "form.xlsx",
        str(tmp_path / "two" / "Form.xlsx"),
        "=cmd|' /c calc'!A1.xlsx",
        "x & calc.exe",
    ):
        with pytest.raises(UsageError):
            live.open_book(named)


def test_on_windows_case_does_not_matter(
    engine: excel.Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = excel.opened(engine, form(tmp_path / "Form.xlsx", purpose="bronze"))
    monkeypatch.setattr(os.path, "normcase", ntpath.normcase)
    assert live.open_book("FORM.XLSX") == mine
    assert live.open_book(str(tmp_path / "form.xlsx")) == mine


def test_two_of_a_name_are_not_guessed_between(engine: excel.Engine, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        openpyxl.Workbook().save(tmp_path / folder / "form.xlsx")
        excel.opened(engine, tmp_path / folder / "form.xlsx")
    with pytest.raises(UsageError, match="twice"):
        live.open_book("form.xlsx")
    assert live.open_book(str(tmp_path / "two" / "form.xlsx")).fullname == str(tmp_path / "two" / "form.xlsx")


def test_an_excel_that_does_not_answer_is_a_sentence(
    book: xlwings.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> Any:
        raise excel.ComError("call was rejected by callee")

    monkeypatch.setattr(excel.Range, "raw_value", property(busy))
    with pytest.raises(UsageError, match="did not answer"):
        live.look(book)


# what is imported and called


def imported(path: Path) -> set[str]:
    """Modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _of_pro(module: str) -> bool:
    return f"{module}.".startswith("xlwings.pro.")


def test_nothing_imports_the_part_of_xlwings_that_needs_a_licence() -> None:
    files = [path for room in ("arf_excel", "tests", "bench") for path in (ROOT / room).rglob("*.py")]
    assert len(files) > 200
    wrong = [
        path.name for path in files if any(f"{name}.".startswith("xlwings.pro.") for name in imported(path))
    ]
    assert wrong == []


def test_only_live_imports_xlwings_and_the_command_line_does_not_load_it() -> None:
    users = [
        path.name
        for path in (ROOT / "arf_excel").rglob("*.py")
        if any(name.split(".")[0] == "xlwings" for name in imported(path))
    ]
    assert users == ["live.py"]
    program = "import sys, arf_excel.cli, arf_excel.desk.live; sys.exit('xlwings' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0


def test_live_stays_thin_and_can_run_nothing() -> None:
    """Of xlwings only books, sheets and ranges; no native object, no macro, no formula that is set."""
    tree = ast.parse((ROOT / "arf_excel" / "desk" / "live.py").read_text("utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & {"api", "macro", "run", "open", "add", "save", "close", "delete", "impl", "to_pdf"}
    stored = [n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)]
    assert sorted(stored) == ["column_width", "value", "wrap_text"]
