"""The trusts and boards of the region (`organisations.csv`) and codes that were closed (`successors.csv`).

All are known by ODS code, which is always text.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import Field, ValidationError

from arf_excel.errors import EditionError
from arf_excel.framework.edition import Part
from arf_excel.framework.templates import templates_folder

OrganisationType = Literal[
    "acute", "specialist", "mental health", "community", "ambulance", "integrated care board", "other"
]


class Organisation(Part):
    """`board` is the short name of the integrated care board that it belongs to."""

    ods_code: str = Field(pattern=r"^[A-Z0-9]{3}$")
    name: str = Field(min_length=1)
    board: str = Field(min_length=1)
    type: OrganisationType


@lru_cache
def load_organisations() -> dict[str, Organisation]:
    """Every organisation by ODS code, in the order of the file."""
    return read_organisations(templates_folder() / "organisations.csv")


def read_organisations(path: Path) -> dict[str, Organisation]:
    """Read a list of organisations; lines that start with '#' are notes on its source."""
    return _read(path, Organisation, "ods_code")


# codes that were closed


class Successor(Part):
    """The trust that a closed code's services and staff went to. `closed_on` is the code's last day."""

    closed: str = Field(pattern=r"^[A-Z0-9]{3}$")
    name: str = Field(min_length=1)
    """Of the trust that was closed."""
    successor: str = Field(pattern=r"^[A-Z0-9]{3}$")
    closed_on: dt.date
    source: str = Field(min_length=1)
    """A public page that says so."""


@lru_cache
def load_successors() -> dict[str, Successor]:
    """Every closed code of which a successor is known, by code."""
    return _read(templates_folder() / "successors.csv", Successor, "closed")


def successor_of(code: str) -> Successor | None:
    """Who followed this code; None for an open one, and for one of which we know nothing."""
    return load_successors().get(code.upper())


_Row = TypeVar("_Row", bound=Part)


def _read(path: Path, kind: type[_Row], key: str) -> dict[str, _Row]:
    """A table of ours by its key; lines that start with '#' are notes."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, _Row] = {}
    for row in csv.DictReader(lines):
        try:
            made = kind.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            raise EditionError(f"{path.name}: {row.get(key)}: {where}: {first['msg']}.") from None
        if row[key] in found:
            raise EditionError(f"{path.name}: {key}: '{row[key]}' stands twice.")
        found[row[key]] = made
    return found
