"""Pictures show the workbooks as they are now, and say so in words to those who do not see them."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_PICTURE = re.compile(r"!\[([^]]*)\]\((?:docs/)?pictures/([\w-]+)\.png\)")


@cache
def drawing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    assert spec is not None
    assert spec.loader is not None
    sys.modules["pictures"] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    found = drawing().workbooks(tmp_path_factory.mktemp("pictures"))
    return {key: drawing().state(path) for key, path in found.items()}


def test_every_picture_shows_its_workbook_as_it_is(states: dict[str, str]) -> None:
    stale = [p.name for p in drawing().pictures() if states[p.workbook] not in p.twin.read_text("utf-8")]
    assert stale == [], "run python docs/pictures.py"


def test_every_picture_has_its_file_and_its_words() -> None:
    for picture in drawing().pictures():
        assert picture.file.read_bytes().startswith(b"\x89PNG")
        alt, _, rest = picture.twin.read_text("utf-8").partition("\n")
        assert alt == picture.alt
        assert picture.begins in " ".join(rest.split())
    names = {picture.name for picture in drawing().pictures()}
    assert names == {path.stem for path in drawing().PICTURES.iterdir()}


def test_pages_show_pictures_with_their_own_words() -> None:
    alts = {picture.name: picture.alt for picture in drawing().pictures()}
    shown = [found for page in PAGES for found in _PICTURE.findall(page.read_text("utf-8"))]
    assert len(shown) >= len(alts)
    assert {name for _, name in shown} == alts.keys()
    for alt, name in shown:
        assert alt == alts[name]


def test_a_change_of_a_workbook_makes_its_pictures_stale(tmp_path: Path, states: dict[str, str]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(ROOT / "samples" / "returned" / "ARF_X08_Sample-round.xlsx")
    book["Checklist"]["A1"] = "Another title"
    book.save(tmp_path / "changed.xlsx")
    assert drawing().state(tmp_path / "changed.xlsx") != states["example"]
