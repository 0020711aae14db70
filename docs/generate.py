"""Write the pages made from code and data: `python docs/generate.py`. A test fails when they are stale."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from click.testing import CliRunner

from arf_excel.cli import cli
from arf_excel.framework.checks import RULES
from arf_excel.framework.edition import DEFAULT_EDITION, edition_ids
from arf_excel.framework.findings import catalogue, template

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]

import accessible  # noqa: E402
import checked  # noqa: E402
import quick_start  # noqa: E402


def commands_page() -> str:
    """Every command's own help."""
    lines = ["# Commands", "", "Made from the commands' own `--help` by `docs/generate.py`.", ""]
    for path in _paths(cli, []):
        help_text = CliRunner().invoke(cli, [*path, "--help"], prog_name="arf-excel").output
        lines += [f"## arf-excel {' '.join(path)}".rstrip(), "", "```", help_text.rstrip(), "```", ""]
    return "\n".join(lines)


def _paths(command: click.Command, path: list[str]) -> list[list[str]]:
    found = [path]
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found += _paths(command.commands[name], [*path, name])
    return found


def findings_page() -> str:
    """Every code, what it means, and how to put it right."""
    explained = {rule.code: rule.explained_by for rule in RULES}
    lines = [
        "# Findings",
        "",
        "Made from `workbook_templates/findings.toml` by `docs/generate.py`.",
        "",
        "FIX: cannot be read or placed. EXPLAIN: please look, or explain. NOTE: for your information.",
        "A code never changes its meaning. *Explained in* names the column of the row whose words close it.",
        "",
        "| code | what | how to put it right | explained in |",
        "|---|---|---|---|",
    ]
    for code in sorted(catalogue(), key=_by_severity):
        entry = catalogue()[code]
        closed = (explained.get(code) or "").replace("_", " ")
        said = f"{entry.message} {template('on_trial')}" if entry.trial else entry.message
        lines.append(f"| {code} | **{entry.title}.** {said} | {entry.fix} | {closed} |")
    return "\n".join([*lines, ""])


def _by_severity(code: str) -> tuple[int, str]:
    return ("FIX", "EXPLAIN", "NOTE").index(code.split("-")[0]), code


def _checked_name(edition: str) -> str:
    own = "" if edition == DEFAULT_EDITION else f"-{edition}"
    return f"how-each-deliverable-is-checked{own}.md"


PAGES: dict[str, Callable[[], str]] = {
    "quick-start.md": quick_start.page,
    "commands.md": commands_page,
    "findings.md": findings_page,
    "accessibility.md": accessible.page,
    **{_checked_name(edition): partial(checked.page, edition) for edition in edition_ids()},
}


def main() -> None:
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), "utf-8")
    (DOCS / "quick-start.docx").write_bytes(quick_start.printed())


if __name__ == "__main__":
    main()
