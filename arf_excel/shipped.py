"""Folders that come with the toolkit: inside the installed package first, beside it in a clone second."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@lru_cache
def shipped_folder(name: str) -> Path:
    """The folder `workbook_templates` or `macros`."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
