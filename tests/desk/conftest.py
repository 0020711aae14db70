"""What the desk's tests share: a desk, and an Excel that runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from tests.desk import xlwings_engine as excel
from tests.desk.rounds import new_desk


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[excel.Engine]:
    """An Excel that runs; afterwards xlwings knows no engine of ours."""
    for name in ("engines", "engines_by_name"):
        monkeypatch.setattr(xlwings.engines, name, type(getattr(xlwings.engines, name))())
    monkeypatch.setattr(xlwings.engines, "active", None)
    yield excel.start()
