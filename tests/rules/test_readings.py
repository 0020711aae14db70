"""One rule, two readings: what spreadsheet engines make of a form is what Python makes of it.

Every formula of every form is compared, seen or hidden. The seeds are fixed: a run that differs from the
last one differs because something was changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from arf_excel.form.layout import WORK
from arf_excel.form.tables import field
from arf_excel.form.typed import fact_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.checks import RULES, rules_for
from arf_excel.framework.edition import edition_ids
from arf_excel.framework.judge import judge
from arf_excel.framework.measures import load_measures
from arf_excel.framework.shape import Shape
from arf_excel.intake.near import plain
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from arf_excel.rules.excel import Here
from arf_excel.rules.python import day_from_number, day_of
from tests.known_differences import KNOWN_DIFFERENCES, KnownDifference, known
from tests.office import formualizer_engine
from tests.office.compare import compare
from tests.office.libreoffice import LibreOffice
from tests.rules import pool
from tests.rules.forms import KINDS, Cells, Form, Kind, count_formulas, form_of

WHOLE, IN_PART, SMALL = 34, 18, 12
"""Tables of a kind with all facts under our working readings, of one with other rulings, of a small one."""
WILD = (0.0, 0.05, 0.2, 0.5)
"""The share of cells that hold anything at all, table by table."""
LARGEST_DATE = 1e11
"""A larger number in a date cell makes the reader library panic, and the file is not read at all."""
OF_2021 = next(kind for kind in KINDS if kind.edition == "2021")
LONG = replace(OF_2021, evidence_rows=500, action_rows=120)
MOST_FORMULAS_OF_A_SHEET = 50_000

kinds = pytest.mark.parametrize("kind", KINDS, ids=str)
deep_office = [pytest.mark.deep, pytest.mark.office]


def how_many(kind: Kind) -> int:
    """Tables of a kind: the facts of the highest level stand on three kinds of form of an edition."""
    if kind.rulings:
        return IN_PART
    whole = kind.shape.levels == tuple(kind.shape.edition.levels) and kind.shape.facts
    return WHOLE if whole else SMALL


def tables(kind: Kind, engine: str, count: int | None = None) -> Iterator[Answers]:
    """Whole forms of answers, without the values that an engine is known to see otherwise."""
    for n in range(how_many(kind) if count is None else count):
        yield agreed(pool.table(kind.shape, f"{kind} {n}", WILD[n % len(WILD)]), engine)


def agreed(answers: Answers, engine: str) -> Answers:
    return Answers({key: value for key, value in answers.cells.items() if not known(engine, value)})


def told(form: Form, expected: Cells, worked_out: Cells) -> list[str]:
    """Each difference with the working it is about."""
    return [
        f"{form.title(d.cell) if d.sheet == '_work' else f'{d.sheet}!{d.cell}'}: "
        f"Python {d.cached!r}, engine {d.worked_out!r}"
        for d in compare(expected, worked_out)
    ]


def as_written(answers: Answers) -> Answers:
    """What `write_form` is given: texts, and dates where the form has dates."""
    cells: dict[tuple[str, str, str], object] = {}
    for key, value in answers.cells.items():
        if field(*key).is_date and (day := day_of(value)):
            cells[key] = day_from_number(day)
        elif isinstance(value, str):
            cells[key] = value
    return Answers(cells)


# a form that `write_form` filled: the value beside each formula is what the engine works out


def written(kind: Kind, path: Path, engine: str) -> Path:
    """A form filled with the third of the tables, of which one cell in five holds anything at all."""
    *_, answers = tables(kind, engine, 3)
    write_form(path, kind.shape, as_written(answers))
    return path


@kinds
def test_written_form_in_formualizer(kind: Kind, tmp_path: Path) -> None:
    form, path = form_of(kind), written(kind, tmp_path / "form.xlsx", "formualizer")
    data = path.read_bytes()
    kept = form.kept(data)
    assert [kept[sheet].keys() for sheet in kept] == [cells.keys() for cells in form.formulas.values()]
    assert told(form, kept, form.worked_out(data)) == []


@pytest.mark.deep
@kinds
def test_written_form_in_libreoffice(kind: Kind, tmp_path: Path, office: LibreOffice) -> None:
    form, path = form_of(kind), written(kind, tmp_path / "form.xlsx", "libreoffice")
    assert told(form, form.kept(path.read_bytes()), office.recalculate(path)) == []


# cells as a paste, another program or a slip leaves them


@kinds
def test_raw_cells_in_formualizer(kind: Kind) -> None:
    form = form_of(kind)
    for n, answers in enumerate(tables(kind, "formualizer")):
        assert told(form, form.expected(answers), form.worked_out(form.patched(answers))) == [], n


@pytest.mark.deep
@kinds
def test_raw_cells_in_libreoffice(kind: Kind, tmp_path: Path, office: LibreOffice) -> None:
    form, path = form_of(kind), tmp_path / "form.xlsx"
    for n, answers in enumerate(tables(kind, "libreoffice")):
        path.write_bytes(form.patched(answers))
        assert told(form, form.expected(answers), office.recalculate(path)) == [], n


@kinds
def test_a_return_is_judged_as_its_form_said(kind: Kind) -> None:
    """The whole way round: typed cells → file → intake → judge, against the workings of the form.

    Intake reads some cells further than the form can, such as a date typed as text, and tells each.
    """
    form = form_of(kind)
    for n in range(4):
        answers = pool.table(kind.shape, f"{kind} {n}", WILD[n])
        cells = {k: v for k, v in answers.cells.items() if not _too_large_for_a_date(kind.shape, k, v)}
        read = read_return(form.patched(Answers(cells)), "form.xlsx")
        assert isinstance(read, Submission)
        told_anew = {(s.finding.table, s.finding.row, s.finding.column) for s in read.seen}
        meant = {
            k: read.cells.cells[k] if k in told_anew or _alike(read, k, v) else v for k, v in cells.items()
        }
        one, other = judge(form.shape, Answers(meant)), judge(read.shape, read.cells)
        assert one.findings == other.findings and one.levels == other.levels
        assert (one.judged, one.ready, one.next_step) == (other.judged, other.ready, other.next_step)


def _alike(read: Submission, key: Key, value: object) -> bool:
    """The same words but for spaces and capitals."""
    found = read.cells.cells.get(key)
    return isinstance(value, str) and isinstance(found, str) and plain(found) == plain(value)


def _too_large_for_a_date(shape: Shape, key: Key, value: object) -> bool:
    fact = fact_of(shape, key)
    is_date = field(*key).is_date or (fact is not None and fact.type == "day")
    return is_date and isinstance(value, int | float) and abs(value) > LARGEST_DATE


# what the comparison is worth


def test_enough_is_compared() -> None:
    rows: Counter[str] = Counter()
    found: Counter[str] = Counter()
    of_facts: Counter[str] = Counter()
    for kind in KINDS:
        for answers in tables(kind, "formualizer"):
            work = judge(kind.shape, answers).work
            for rule in rules_for(kind.shape.tables):
                flags = work.column(rule.table, rule.flag)
                rows[rule.code] += len(flags)
                found[rule.code] += flags.count(1)
        if not kind.rulings:
            facts = [f"{kind.edition} {row.id}" for row in kind.shape.facts]
            of_facts.update({fact: how_many(kind) for fact in facts})
    assert {rule.code for rule in RULES} == rows.keys() and min(rows.values()) >= 300
    assert all(3 <= found[code] < rows[code] for code in rows), found
    assert of_facts.keys() == every_fact() and min(of_facts.values()) >= 100
    assert rows.total() + of_facts.total() >= 36_000


def every_fact() -> set[str]:
    return {
        f"{edition} {item.of}/{fact.name}"
        for edition in edition_ids()
        for item in load_measures(edition).items
        for fact in item.facts
    }


def test_no_sheet_has_more_formulas_than_an_engine_works_out() -> None:
    for kind in (*KINDS, LONG):
        assert count_formulas(kind) <= MOST_FORMULAS_OF_A_SHEET


def test_the_pool_is_the_same_on_every_run() -> None:
    shape = KINDS[0].shape
    assert pool.table(shape, "a", 0.2) == pool.table(shape, "a", 0.2) != pool.table(shape, "b", 0.2)


@pytest.mark.parametrize("engine", ["formualizer", pytest.param("libreoffice", marks=deep_office)])
def test_a_wrong_reading_is_seen(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """One cell is different, and both what is hidden and what people see tell."""
    form = form_of(KINDS[0])
    first = form.shape.deliverables[0].id
    data = form.patched(Answers({("checklist", first, "status"): "In place"}))
    if engine == "formualizer":
        worked_out = form.worked_out(data)
    else:
        path = tmp_path / "form.xlsx"
        path.write_bytes(data)
        worked_out = request.getfixturevalue("office").recalculate(path)
    seen = told(form, form.expected(Answers()), worked_out)
    assert any(line.startswith("checklist.status, row 1: Python 0, engine 1") for line in seen)
    assert any(line.startswith("Checklist!K5: Python 'Not answered yet.") for line in seen)


@pytest.mark.parametrize(
    "difference",
    [
        pytest.param(d, id=d.name, marks=deep_office if d.engine == "libreoffice" else [])
        for d in KNOWN_DIFFERENCES
    ],
)
def test_a_known_difference_is_still_there(
    difference: KnownDifference, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert known(difference.engine, difference.example) == difference and difference.reason
    path = tmp_path / "one.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"] = difference.example, difference.formula
    book.save(path)
    if difference.engine == "formualizer":
        worked_out = formualizer_engine.recalculate(path)
    else:
        worked_out = request.getfixturevalue("office").recalculate(path)
    assert worked_out[sheet.title]["B1"] != difference.ours


# sorted rows, long forms, limits


def sorted_checklist(form: Form, answers: Answers, one: str, other: str) -> Answers:
    """Two rows of the checklist change places, their ids with them, as sorting moves typed cells."""
    cells = dict(answers.cells)
    swap = {one: other, other: one}
    for (table, row, column), value in answers.cells.items():
        if table == "checklist" and row in swap:
            cells[table, swap[row], column] = value
            if (table, swap[row], column) not in answers.cells:
                del cells[table, row, column]
    return Answers({**cells, **{("checklist", row, "id"): swap[row] for row in swap}})


def test_verdicts_follow_rows_that_people_sort() -> None:
    form = form_of(KINDS[0])
    area = form.layout.areas["checklist"]
    one, other = area.rows[0], area.rows[16]
    answers = agreed(pool.table(form.shape, "to be sorted", 0.0), "formualizer")
    swapped = sorted_checklist(form, answers, one, other)
    before = form.expected(answers)
    after = form.worked_out(form.patched(swapped))
    for column in "GHIJK":
        place, moved = f"{column}{area.cell(0, 'id')[0] + 1}", f"{column}{area.cell(16, 'id')[0] + 1}"
        assert after["Checklist"][place] == before["Checklist"][moved]
        assert after["Checklist"][moved] == before["Checklist"][place]
    assert before["Checklist"]["K5"] != before["Checklist"]["K21"]
    assert after["Action plan"] == before["Action plan"]
    counts = {place: value for place, value in before["Summary"].items() if place[0] in "BCDE"}
    assert counts and counts.items() <= after["Summary"].items()


def test_a_long_form_of_500_evidence_rows() -> None:
    form = form_of(LONG)
    for wild in (0.0, 0.3):
        answers = agreed(pool.table(form.shape, "long", wild), "formualizer")
        assert told(form, form.expected(answers), form.worked_out(form.patched(answers))) == []


def test_all_26_deliverables_open_are_listed_in_full() -> None:
    form = form_of(OF_2021)
    worked_out = form.worked_out(form.patched(Answers()))
    assert told(form, form.expected(Answers()), worked_out) == []
    longest = max((v for v in worked_out["_work"].values() if isinstance(v, str)), key=len)
    assert len(longest) > 255 and longest.count(",") == 25


@cache
def formulas() -> frozenset[str]:
    """Every formula of every kind of form, those with 500 rows too."""
    forms = [form_of(kind) for kind in (*KINDS, LONG)]
    return frozenset(
        formula for form in forms for sheet in form.formulas.values() for formula in sheet.values()
    )


def test_formulas_stay_within_what_excel_reads() -> None:
    """Under 8,192 characters, strings under 255, at most 64 levels, at most 255 arguments."""
    for formula in formulas():
        assert len(formula) < 8_192
        assert all(len(text) < 255 for text in re.findall(r'"((?:[^"]|"")*)"', formula))
        bare = re.sub(r'"(?:[^"]|"")*"', "", formula)
        depth = deepest = 0
        for char in bare:
            depth += (char == "(") - (char == ")")
            deepest = max(deepest, depth)
        assert depth == 0 and deepest < 30 and bare.count(",") < 200


def test_formulas_use_functions_of_excel_2010_only() -> None:
    used = {name for formula in formulas() for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert used <= {
        *("IF", "AND", "OR", "NOT", "ISERROR", "IFERROR", "ISTEXT", "ISNUMBER", "TRIM", "LEN", "LEFT", "INT"),
        *("SUM", "SUMPRODUCT", "COUNTIFS", "INDEX", "MATCH", "EDATE", "HYPERLINK", "DAY", "MONTH", "YEAR"),
        *("CHOOSE", "ROW", "ISLOGICAL", "ABS", "ROUND", "MIN", "MAX", "SMALL", "LN", "COUNTIF", "T", "N"),
    }


@pytest.mark.parametrize("kind", [KINDS[4], OF_2021], ids=str)
def test_a_formula_that_is_stored_once_reads_as_each_rows_own(kind: Kind) -> None:
    """As openpyxl spells it out, row by row, it is what its word is there."""
    form = form_of(kind)
    once = sum(not text for text in form.formulas[WORK].values())
    assert once > len(form.formulas[WORK]) / 3
    assert all(text for sheet, cells in form.formulas.items() if sheet != WORK for text in cells.values())
    sheet = load_workbook(io.BytesIO(form.data))[WORK]
    for found in form.layout.workings:
        for column in found.columns:
            for row in range(len(found.rows) if not isinstance(column.word, tuple) else 0):
                line, at = form.layout.work_cell(found.name, row, column.name)
                spelt = f"={Here(form.layout, found.name, row).formula(column.word)}"
                assert sheet.cell(line + 1, at + 1).value == spelt, f"{found.name}.{column.name}, row {row}"


def test_the_cells_that_are_typed_over_are_the_ones_in_the_file() -> None:
    """The patched file differs from the written one in the typed cells and nowhere else."""
    form = form_of(KINDS[0])
    data = form.patched(Answers({("evidence", "EV001", "what"): "<a> & b"}))
    with zipfile.ZipFile(io.BytesIO(form.data)) as one, zipfile.ZipFile(io.BytesIO(data)) as other:
        changed = [name for name in one.namelist() if one.read(name) != other.read(name)]
        assert changed == [form.parts["Evidence"]]
        assert b"&lt;a&gt; &amp; b" in other.read(changed[0])
