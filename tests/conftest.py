"""What all tests share: one LibreOffice a run, and where tests that use it go."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.office.libreoffice import LibreOffice, missing


@pytest.fixture(scope="session")
def office() -> Iterator[LibreOffice]:
    """A real LibreOffice with a profile of its own, kept for the whole run."""
    driven = LibreOffice()
    yield driven
    driven.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests with LibreOffice run in one process, so that only one is started.

    pytest-xdist 3.8 overlooks groups under pytest 9.2 (its issue 1386): then each process starts its own.
    """
    for item in items:
        if "office" in getattr(item, "fixturenames", ()) or item.get_closest_marker("office"):
            item.add_marker("office")
            item.add_marker(pytest.mark.xdist_group("office"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Without LibreOffice: skipped with the reason on a laptop, failed where CI is set."""
    if item.get_closest_marker("office") and (reason := missing()):
        if os.environ.get("CI"):
            pytest.fail(f"CI must have it: {reason}", pytrace=False)
        pytest.skip(reason)
