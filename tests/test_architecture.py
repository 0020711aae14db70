"""The straight line: a folder imports only from folders to its left."""

from __future__ import annotations

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "arf_excel"
LINE = [
    *("document", "workbook", "rules", "framework", "form", "intake", "review"),
    *("rounds", "evidence", "collation", "letters", "panel", "desk", "printing", "cli"),
]
EVERYWHERE = {"errors", "__init__", "fault", "shipped"}


def imports(path: Path) -> set[str]:
    """Rooms of ours that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("arf_excel.")}
    return found


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def wrong_arrows(files: list[Path]) -> list[str]:
    wrong = []
    for path in files:
        own = room(path)
        if own in LINE:
            right = LINE[LINE.index(own) + 1 :]
            wrong += [f"{path.name} of {own} imports {name}" for name in imports(path) if name in right]
    return wrong


def test_no_arrow_points_the_other_way() -> None:
    assert wrong_arrows(sorted(PACKAGE.rglob("*.py"))) == []


def test_documents_and_workbooks_do_not_know_one_another() -> None:
    for path in PACKAGE.rglob("*.py"):
        if room(path) == "workbook":
            assert "document" not in imports(path), path.name


def test_every_room_stands_on_the_line() -> None:
    rooms = {room(path) for path in PACKAGE.rglob("*.py")} - EVERYWHERE - {"__main__"}
    assert rooms <= set(LINE)


def test_only_book_writes_workbooks_and_only_printing_prints() -> None:
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        if path.name != "book.py":
            assert "import xlsxwriter\n" not in text, path.name
        if room(path) != "document":
            assert not re.search(r"(?m)^\s*(import|from) docx\b", text), path.name
        if path.name != "printing.py":
            assert "import rich" not in text, path.name
            assert "from rich" not in text, path.name
        assert not re.search(r"(?<![\w.])print\(", text), path.name
        assert "xlwings.pro" not in text


def test_no_python_names_a_deliverable() -> None:
    named = ("bronze.", "silver.", "gold.", "leading-from-the-front", "prioritise.")
    for path in PACKAGE.rglob("*.py"):
        strings = [
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        code_strings = [s for s in strings if "\n" not in s and " " not in s]
        assert not [s for s in code_strings if s.startswith(named)], path.name
