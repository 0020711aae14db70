"""A good workbook has no fault; each mutant, with one thing changed, has that fault and no other."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from arf_excel.errors import OwnFaultError
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.lint import faults, require_sound
from arf_excel.workbook.lint.colours import contrast
from arf_excel.workbook.lint.formulas import FUNCTIONS, NEWER
from tests.workbook.good import (
    DRAWING,
    FORMULA,
    GOOD,
    SHEET,
    STRINGS,
    TABLE2,
    Mutant,
    changed,
    part,
)
from tests.workbook.mutants_accessible import ACCESSIBLE
from tests.workbook.mutants_sound import SOUND

MUTANTS = SOUND + ACCESSIBLE
IDS = [f"{number}-{mutant.rule}" for number, mutant in enumerate(MUTANTS)]
LINT = Path(__file__).parents[2] / "arf_excel" / "workbook" / "lint"


def rules_broken(workbook: bytes) -> set[str]:
    return {fault.rule for fault in faults(workbook)}


def test_a_good_workbook_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("mutant", MUTANTS, ids=IDS)
def test_a_mutant_has_its_fault_and_no_other(mutant: Mutant) -> None:
    assert rules_broken(changed(mutant.part, mutant.old, mutant.new, mutant.adds)) == {mutant.rule}


def test_every_rule_has_a_mutant_and_a_line_in_the_table() -> None:
    told = read_toml("lint.toml")["rules"]
    found = {name for path in LINT.glob("*.py") for name in _names_in(path.read_text("utf-8"))}
    assert found == set(told) == {mutant.rule for mutant in MUTANTS}
    for family, mutants in (("sound", SOUND), ("accessible", ACCESSIBLE)):
        assert {name for name, rule in told.items() if rule["family"] == family} == {m.rule for m in mutants}


def _names_in(text: str) -> set[str]:
    """The rules that a module tells of."""
    return set(re.findall(r'(?:Fault\(\s*|\.append\(\(|yield |_of_cells\(package, )"([a-z-]+)"', text))


@pytest.mark.parametrize(
    "formula",
    [
        '"a;b @ (c [@d] {1} ""quoted"" TODAY("',
        "'_work'!$A$1&amp;_work!$A$1",
        "tblA[[#This Row],[Share (%)]]",
        "SUM(tblB[X])",
        "LEN(tblA[[#This Row],[Note]])",
        f'"{"t" * 253}"""""',
        "ABS(" * 64 + "1" + ")" * 64,
        "SUM(" + ",".join(["1"] * 255) + ")",
        "SUM((1),(2)) + ROUND(1,2)",
        'SUMPRODUCT((A5:A7="x")*(LEN(B5:B7)&gt;0))',
        "INDEX(A5:A7,2)&amp;MATCH(\"x\",'_work'!A1:A3,0)",
        'COUNTIFS(A5:A7,"x",B5:B7,"&gt;1")*2',
        "SUMIFS(A5:A7,B5:B7,1)+SMALL(A5:A7,1)",
        "IF(AND(A5:A7),SUM(A5:A7,B5),0)",
    ],
)
def test_a_formula_without_a_fault(formula: str) -> None:
    assert rules_broken(changed(SHEET, FORMULA, formula)) == set()


def test_a_formula_over_an_area_that_is_written_as_one_has_no_fault() -> None:
    formula = f"<f>{FORMULA}</f>"
    assert rules_broken(changed(SHEET, formula, '<f t="array" ref="D5">SUM(LEN(A5:A7))</f>')) == set()


def test_a_formula_that_is_stored_once_is_read_once() -> None:
    first = f"<f>{FORMULA}</f>"
    shared = changed(SHEET, first, f'<f t="shared" ref="D5:D7" si="0">{FORMULA}</f>')
    assert rules_broken(shared) == set()
    later = "<f>tblA[[#This Row],[Share (%)]]*2</f>"
    assert rules_broken(changed(SHEET, later, '<f t="shared" si="0"/>', workbook=shared)) == set()


@pytest.mark.parametrize("text", ["_x005F_x0001_", "a_x000D_b", "p" * 32_767, "😀" * 16_383])
def test_a_text_without_a_fault(text: str) -> None:
    assert rules_broken(changed(STRINGS, "shared text", text)) == set()


def test_a_header_of_spaces_is_no_header() -> None:
    spaces = changed(TABLE2, 'name="X"', 'name=" "')
    assert rules_broken(changed(STRINGS, "<t>X</t>", "<t> </t>", workbook=spaces)) == {"blank-header"}


def test_no_function_that_changes_by_itself_is_allowed() -> None:
    assert not FUNCTIONS & {"TODAY", "NOW", "RAND", "INDIRECT", "OFFSET", "CELL", "INFO"}
    assert not FUNCTIONS & NEWER


def test_what_is_no_workbook_is_a_fault() -> None:
    assert rules_broken(b"no zip") == {"well-formed"}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as empty:
        empty.writestr("a.txt", "a")
    assert "well-formed" in rules_broken(file.getvalue())


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_a_fault() -> None:
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as twice:
        twice.writestr(SHEET, part(SHEET))
    assert rules_broken(file.getvalue()) == {"well-formed"}


def test_require_sound_names_the_first_faults(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(GOOD)
    require_sound(path)
    path.write_bytes(changed(DRAWING, 'descr="Bars. The table says the same."', ""))
    with pytest.raises(OwnFaultError, match="alt-text") as caught:
        require_sound(path)
    assert "form.xlsx" in str(caught.value) and str(tmp_path) not in str(caught.value)
    with pytest.raises(OwnFaultError, match=r"^our\.xlsx "):
        require_sound(path, "our.xlsx")


@pytest.mark.parametrize("colours", [("000000", "FFFFFF", 21.0), ("005EB8", "FFFFFF", 6.38)])
def test_contrast_is_that_of_wcag(colours: tuple[str, str, float]) -> None:
    text, behind, wanted = colours
    assert contrast(text, behind) == contrast(behind, text) == pytest.approx(wanted, abs=0.01)
    assert contrast("768692", "FFFFFF") == pytest.approx(3.75, abs=0.01)
