"""Every line of the spec tables on the formulas of a form, as formualizer works them out."""

from __future__ import annotations

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from arf_excel.framework.judge import judge
from arf_excel.rules.conditions import Table
from tests.measures.packs import CODES, Pack, kind_of, packs, verdict_in
from tests.measures.spec import Line, item_id
from tests.measures.test_spec import LINES
from tests.office.compare import compare
from tests.rules.forms import Cells, Form, form_of

PACKS = list(packs())
KINDS = list(dict.fromkeys(pack.kind for pack in PACKS))


def table(form: Form, name: str) -> Table:
    return next(found for found in form.layout.workings if found.name == name)


def worked_out_verdict(form: Form, cells: Cells, line: Line) -> str:
    """The verdict of the line's item, in the cell of `_work`."""
    item, names = item_id(line.edition, line.item), [column.name for column in table(form, "targets").columns]
    ids = table(form, "targets").columns[names.index("id")].word
    assert isinstance(ids, tuple)
    place = xl_rowcol_to_cell(*form.layout.work_cell("targets", ids.index(item), "facts"))
    return CODES[int(str(cells["_work"][place]).removesuffix(".0"))]


def shown(form: Form, cells: Cells, line: Line) -> list[object]:
    """Verdict and sentence of each fact of the line's item, as people see them on the Measures sheet."""
    area, item = form.layout.areas["measures"], item_id(line.edition, line.item)
    places = [
        xl_rowcol_to_cell(*area.cell(n, column))
        for n, row in enumerate(form.shape.facts)
        if row.item.of == item
        for column in ("verdict", "sentence")
    ]
    return [cells[area.sheet][place] for place in places]


@pytest.mark.parametrize("n", range(len(KINDS)), ids=[f"{kind}-{n}" for n, kind in enumerate(KINDS)])
def test_formulas_say_what_a_person_worked_out(n: int) -> None:
    form, wrong = form_of(KINDS[n]), list[str]()
    for pack in PACKS:
        if pack.kind == KINDS[n]:
            wrong += differing(form, pack)
    assert wrong == []


def differing(form: Form, pack: Pack) -> list[str]:
    """The lines of a pack that the formulas, or Python on the packed form, judge otherwise."""
    answers, wrong = pack.answers(), list[str]()
    expected, cells = form.expected(answers), form.worked_out(form.patched(answers))
    work = judge(form.shape, answers).work
    for line in pack.lines:
        verdicts = verdict_in(work, line), worked_out_verdict(form, cells, line)
        if verdicts != (line.verdict, line.verdict) or shown(form, cells, line) != shown(
            form, expected, line
        ):
            wrong.append(f"{line}: {line.verdict}, not {verdicts}")
    return wrong + [f"{d.sheet}!{d.cell}: {d.cached!r}, {d.worked_out!r}" for d in compare(expected, cells)]


def test_every_line_is_in_a_pack() -> None:
    packed = [line for pack in PACKS for line in pack.lines]
    assert {*LINES} <= {*packed} and len({*packed}) == len(packed)
    for pack in PACKS:
        assert len({line.item for line in pack.lines}) == len(pack.lines)
        assert all(
            line.ruling is None if not pack.rulings else line.ruling in pack.rulings for line in pack.lines
        )


def test_a_wrong_formula_is_seen() -> None:
    """A form under another ruling does not say what the line's own ruling says."""
    ruling = "board-or-sub-group", "sub-group"
    pack = next(p for p in PACKS if ruling in p.rulings and any(line.ruling == ruling for line in p.lines))
    other = form_of(kind_of(pack.edition, (("board-or-sub-group", "board"),)))
    assert any("Gold 2" in line for line in differing(other, pack))
