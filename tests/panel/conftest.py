"""A small pack that is made once, and the two engines that play its macros."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.libreoffice import LibreOffice
from tests.panel.engines import Engine, in_interpreter, in_office
from tests.panel.packs import write_pack


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("panel"))


@pytest.fixture(params=["interpreter", pytest.param("office", marks=pytest.mark.office)])
def play(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "interpreter":
        return in_interpreter(tmp_path)
    office: LibreOffice = request.getfixturevalue("office")
    return in_office(tmp_path, office)
