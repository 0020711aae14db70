"""The whole desk as text: a change reads as a diff. Renew: `python -m tests.desk.test_desk_golden`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from arf_excel.desk.build import build_desk
from tests.dump import dump

GOLDEN = Path(__file__).parents[1] / "golden" / "desk.txt"


def dumped() -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.xlsm"
        build_desk(path, r"C:\arf\.venv\Scripts\python.exe")
        return dump(path)


def test_the_desk_is_as_it_was() -> None:
    assert dumped().splitlines() == GOLDEN.read_text("utf-8").splitlines()


if __name__ == "__main__":
    GOLDEN.write_text(dumped(), "utf-8")
