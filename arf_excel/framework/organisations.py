"""The trusts and boards of the region: `organisations.csv`, known by ODS code (always text)."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Literal

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
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    found: dict[str, Organisation] = {}
    for row in csv.DictReader(lines):
        try:
            organisation = Organisation.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(step) for step in first["loc"])
            raise EditionError(f"{path.name}: {row.get('ods_code')}: {where}: {first['msg']}.") from None
        if organisation.ods_code in found:
            raise EditionError(f"{path.name}: ods_code: '{organisation.ods_code}' stands twice.")
        found[organisation.ods_code] = organisation
    return found
