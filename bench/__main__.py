"""`python -m bench [RETURNS]`: ratios of one run, two things timed in each. Never a time limit.

A ratio under 1 means that ours took less.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr
from pathlib import Path

RETURNS = 200


def timed(work: Callable[[], object]) -> float:
    """Seconds that a piece of work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_returns(folder: Path, count: int) -> list[Path]:
    """Completed fictional returns, one for each made-up code."""
    from arf_excel.form.sheets import shape_of
    from arf_excel.form.write import write_form
    from arf_excel.framework.answers import Answers
    from arf_excel.framework.edition import load_edition
    from tests.form.completed import completed

    shape = shape_of(load_edition())
    answers = completed(shape).cells
    paths = []
    for number in range(1, count + 1):
        path = folder / f"return-{number:03d}.xlsx"
        own = {("organisation", "code", "answer"): f"Y{number:03d}"}
        write_form(path, shape, Answers({**answers, **own}))
        paths.append(path)
    return paths


def collate_all(folder: Path, out: Path) -> None:
    from arf_excel.cli import main

    with redirect_stderr(io.StringIO()):
        try:
            main(["collate", str(folder), "-o", str(out)])
        except SystemExit as leave:
            if leave.code:
                raise


def check_all(paths: list[Path]) -> None:
    from arf_excel.intake.reader import read_return
    from arf_excel.intake.submission import Submission
    from arf_excel.review.review import review

    for path in paths:
        found = read_return(path.read_bytes(), path.name)
        assert isinstance(found, Submission)
        review(found)


def read_all_with_openpyxl(paths: list[Path]) -> None:
    """The loop that people write: every sheet of every file into tables, and nothing judged."""
    import pandas

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in paths:
            pandas.read_excel(path, engine="openpyxl", sheet_name=None)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "returned"
        folder.mkdir()
        making = timed(lambda: make_returns(folder, count))
        paths = sorted(folder.glob("*.xlsx"))
        loop = timed(lambda: read_all_with_openpyxl(paths))
        checked = timed(lambda: check_all(paths))
        collated = timed(lambda: collate_all(folder, Path(name) / "pack"))
    print(f"{count} returns; each ratio is to the openpyxl loop that only reads them ({loop:.1f} s)")
    print(f"read and judge   {checked / loop:6.2f}   ({checked:.1f} s)")
    print(f"whole collate    {collated / loop:6.2f}   ({collated:.1f} s)")
    print(f"write the forms  {making / loop:6.2f}   ({making:.1f} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RETURNS)
