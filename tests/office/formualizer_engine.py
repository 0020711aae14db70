"""The fast engine, used on every run: formualizer works a file out anew in a few milliseconds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import formualizer

from tests.office.compare import Difference, cached_values, compare


def recalculate(path: Path) -> dict[str, dict[str, object]]:
    """The value of each formula cell as formualizer works it out. It refuses texts such as _x0001_."""
    with tempfile.TemporaryDirectory(prefix="arf-formualizer-") as folder:
        output = Path(folder) / "recalculated.xlsx"
        summary = formualizer.recalculate_xlsx_file(str(path), output=str(output))["summary"]
        if summary["unknown_functions"]:
            raise ValueError(f"formualizer does not know {summary['unknown_functions']}")
        return cached_values(output)


def differences(path: Path) -> list[Difference]:
    """The formula cells whose kept value is not what formualizer works out."""
    return compare(cached_values(path), recalculate(path))
