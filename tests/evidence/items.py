"""Returns with evidence items, and folders of files, for these tests. All of it is made up."""

from __future__ import annotations

import json
from pathlib import Path

from arf_excel.evidence.files import Matched, match
from arf_excel.intake.submission import Submission
from tests.collation.returns import EDITION, answers, read


def submission(code: str = "R0A", **items: str | dict[str, str]) -> Submission:
    """A return; an item is its 'where', or its cells: EV003="minutes.pdf"."""
    cells = dict(answers(code))
    for row, given in items.items():
        texts = {"what": "Minutes", "where": given} if isinstance(given, str) else given
        cells |= {f"evidence|{row}|{column}": text for column, text in texts.items() if text}
    content = {
        "cells": cells,
        "saved": "",
        "purpose": "bronze",
        "edition": EDITION,
        "issued": "",
        "rulings": {},
    }
    found = read(json.dumps(content).encode(), f"{code}.xlsx")
    assert isinstance(found, Submission)
    return found


def send(folder: Path, *names: str, data: bytes = b"") -> Path:
    """Put files into the evidence folder; each holds its own name, unless it is told what."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data or name.encode())
    return folder


def states(found: Matched) -> dict[str, str]:
    return {item.row: item.state for item in found.items}


def matched(folder: Path, **items: str | dict[str, str]) -> dict[str, list[str]]:
    """Item → the names of its files, of the organisation R0A."""
    found = match(folder, "R0A", submission(**items))
    return {item.row: [file.path.split("/", 1)[1] for file in item.files] for item in found.items}


def told(found: Matched) -> dict[str, list[str]]:
    """Name of a file of no item → what is told of it."""
    return {file.path.split("/", 1)[-1]: [word for word, _ in file.told] for file in found.unused}
