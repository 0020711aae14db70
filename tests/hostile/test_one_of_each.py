"""One file of every kind that cannot be read, beside one that can: the pack is the same as without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from arf_excel.collation.collate import collate
from tests.hostile import plain
from tests.hostile.generator import Case, cases
from tests.hostile.test_expected import expected

NOT_IN_A_FOLDER = {"FIX-007"}
"""Lock files are passed over by their name."""
GOOD = "good.xlsx"


def one_of_each() -> dict[str, Case]:
    """Finding or look of a file that is refused → the first such file of the table."""
    found: dict[str, Case] = {}
    for case in cases():
        wanted = expected(case)
        if "refused" in wanted and wanted["refused"] not in NOT_IN_A_FOLDER:
            found.setdefault(f"{wanted['refused']} {wanted.get('says', '')}".strip(), case)
    return found


@pytest.mark.deep
def test_no_bad_file_stops_a_pack_or_changes_what_a_good_one_comes_to(tmp_path: Path) -> None:
    bad = one_of_each()
    assert len(bad) > 30
    alone, among = tmp_path / "alone", tmp_path / "among"
    for folder in (alone, among):
        folder.mkdir()
        (folder / GOOD).write_bytes(plain.packed(plain.parts()))
    for n, case in enumerate(bad.values()):
        (among / f"{n:03d}.xlsx").write_bytes(case.file()[0])
    wanted = collate([alone], tmp_path / "pack alone")
    found = collate([among], tmp_path / "pack among")
    became = {line.file: line for line in found.ledger}
    assert len(became) == len(bad) + 1 and found.reconciliation.adds_up
    assert became[GOOD] == wanted.ledger[0]
    for n, told in enumerate(bad):
        line = became[f"{n:03d}.xlsx"]
        assert (line.finding or told.partition(" ")[0]) == told.partition(" ")[0], told
        assert line.outcome in ("unreadable", "not_a_return") and line.why, told
    for name in ("review-pack.xlsx", "regional-summary.xlsx"):
        pack = [(tmp_path / folder / name).read_bytes() for folder in ("pack alone", "pack among")]
        assert pack[0] == pack[1], name
