"""The guidance beside each deliverable: `workbook_templates/<edition>/guidance.toml`, checked on load.

All of it is ours; words in single quotes are the framework's own.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache

from pydantic import Field, ValidationError

from arf_excel.errors import EditionError
from arf_excel.framework.edition import Id, Part, load_edition
from arf_excel.framework.templates import read_toml


class Advice(Part):
    """Plain words beside one deliverable or regular-review item."""

    of: Id
    helps: str = Field(min_length=1)
    """What would help a panel."""
    examples: tuple[str, str]
    """What an organisation could write or send, made up."""
    not_enough: str = Field(min_length=1)
    """An example that is not enough yet, and what to add."""
    known_issue: str = ""
    """Where the framework contradicts itself or leaves a word open."""


class Guidance(Part):
    """A whole `guidance.toml`."""

    deliverables: list[Advice]


@lru_cache
def load_advice(edition_id: Id) -> dict[Id, Advice]:
    """Deliverable → its advice, in the order of the form; EditionError names the file and the key."""
    name = f"{edition_id}/guidance.toml"
    wanted = [deliverable.id for deliverable in load_edition(edition_id).deliverables]
    try:
        given = Guidance.model_validate(read_toml(name)).deliverables
    except tomllib.TOMLDecodeError as error:
        raise EditionError(f"{name}: not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        raise EditionError(f"{name}: {key}: {first['msg']}.") from None
    ids = [advice.of for advice in given]
    for part in sorted({*wanted} ^ {*ids} or {part for part in ids if ids.count(part) > 1}):
        raise EditionError(f"{name}: deliverables: '{part}' stands here, and in framework.toml, once.")
    found = {advice.of: advice for advice in given}
    return {of: found[of] for of in wanted}
