"""200 whole forms that `write_form` fills: LibreOffice works out what stands beside every formula.

Verdicts, sentences, counts, levels and the lines of Checks are all formula cells. In these forms each outcome
that a fact of either edition declares occurs at least five times.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from arf_excel.form.write import write_form
from tests.measures.whole import FORMS, TIMES, all_declared, occurring, whole_forms
from tests.office.compare import compare
from tests.office.libreoffice import LibreOffice
from tests.rules.forms import form_of
from tests.rules.test_readings import as_written

pytestmark = pytest.mark.deep
_AT_ONCE = 20


def test_each_outcome_occurs_five_times() -> None:
    found = occurring()
    assert len(whole_forms()) == FORMS
    assert {to: found[to] for to in all_declared() if found[to] < TIMES} == {}


@pytest.mark.office
@pytest.mark.parametrize("first", range(0, FORMS, _AT_ONCE))
def test_libreoffice_works_out_what_python_says(first: int, tmp_path: Path, office: LibreOffice) -> None:
    path = tmp_path / "form.xlsx"
    for n, whole in enumerate(whole_forms()[first : first + _AT_ONCE], start=first):
        write_form(path, whole.kind.shape, as_written(whole.answers))
        form, data = form_of(whole.kind), path.read_bytes()
        kept = form.kept(data)
        assert [*kept["_work"]] == [*form.formulas["_work"]] and kept.keys() == form.formulas.keys()
        found = compare(kept, office.recalculate(path))
        assert [f"{form.title(d.cell) if d.sheet == '_work' else d.cell}: {d}" for d in found] == [], n
