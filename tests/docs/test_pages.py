"""Docs do not go stale: generated pages are current, links lead somewhere, commands that are shown run."""

from __future__ import annotations

import importlib.util
import re
import shlex
from functools import cache
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner
from docx import Document as DocxDocument

from arf_excel.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "samples" / "README.md"]


@cache
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(generate().PAGES))
def test_a_generated_page_is_current(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == generate().PAGES[name]()


def test_the_page_to_print_says_what_the_quick_start_says() -> None:
    printed = DocxDocument(str(ROOT / "docs" / "quick-start.docx"))
    said = [each.text for each in printed.paragraphs]
    page = (ROOT / "docs" / "quick-start.md").read_text("utf-8")
    lines = re.sub(r"^(#+|-) |\*\*", "", page, flags=re.MULTILINE).splitlines()
    assert said == [line for line in lines if line]
    assert sum(len(words.split()) for words in said) < 330  # one page of 12 points


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith(("http", "mailto:")):
            assert (page.parent / target).exists(), target


def shown_commands() -> list[str]:
    """Every command line of ours that a page shows."""
    found: set[str] = set()
    for page in PAGES:
        found |= set(re.findall(r"`(arf-excel [^`\n]+)`", page.read_text("utf-8")))
        for block in re.findall(r"```\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL):
            found |= {line.strip() for line in block.splitlines() if line.startswith("arf-excel ")}
    return sorted(found)


@pytest.mark.parametrize("command", shown_commands())
def test_every_command_that_is_shown_is_one_that_there_is(command: str) -> None:
    words = [word for word in shlex.split(command)[1:] if word not in {">"}]
    group = isinstance(cli.commands[words[0]], click.Group)
    result = CliRunner().invoke(cli, [*words[: 1 + group], "--help"])
    assert result.exit_code == 0, command
    for option in (word for word in words if word.startswith("-")):
        assert option in result.output, command


def test_pages_name_no_path_of_a_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(/home/|/Users/|C:\\Users)", page.read_text("utf-8")), page.name
