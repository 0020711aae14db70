"""The look of every workbook: `workbook_templates/look.toml`, by role."""

from __future__ import annotations

from typing import Any

from arf_excel.framework.templates import read_toml


def styles() -> dict[str, dict[str, Any]]:
    """Role → format properties."""
    found: dict[str, dict[str, Any]] = read_toml("look.toml")["roles"]
    return found


def chart_colours() -> dict[str, str]:
    return dict(read_toml("look.toml")["page"]["chart_colours"])
