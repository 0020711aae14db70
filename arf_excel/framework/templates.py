"""Where the data files are: inside the installed package first, beside it in a clone second."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent.parent


@lru_cache
def templates_folder() -> Path:
    """The folder `workbook_templates`."""
    inside = _PACKAGE / "workbook_templates"
    return inside if inside.is_dir() else _PACKAGE.parent / "workbook_templates"


@lru_cache
def read_toml(name: str) -> dict[str, Any]:
    """A data file of `workbook_templates`, by its path there."""
    return tomllib.loads((templates_folder() / name).read_text("utf-8"))
