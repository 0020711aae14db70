"""The data files, read."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from arf_excel.shipped import shipped_folder


def templates_folder() -> Path:
    """The folder `workbook_templates`."""
    return shipped_folder("workbook_templates")


@lru_cache
def read_toml(name: str) -> dict[str, Any]:
    """A data file of `workbook_templates`, by its path there."""
    return tomllib.loads((templates_folder() / name).read_text("utf-8"))
