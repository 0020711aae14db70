"""Official wording is what the documents say, and changes only with a visible diff of `tests/golden`.

`python tests/framework/test_wording.py` writes the golden files anew.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest

from arf_excel.framework.edition import Edition, edition_ids, load_edition

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT.parent / "shared" / "framework-documents"


def sentences(edition: Edition) -> dict[str, str]:
    """Every official sentence by id, in the order of the file."""
    process = edition.process
    found = {f"process.panel.{role.id}": role.official for role in process.panel}
    found |= {f"process.steps.{step.id}": step.official for step in process.steps}
    if process.meets:
        found["process.meets"] = process.meets
    found |= {principle.id: principle.official for principle in edition.principles}
    found |= {zone.id: zone.official for zone in edition.zones}
    found |= {driver.id: driver.official for driver in edition.key_drivers}
    for deliverable in edition.deliverables:
        found[deliverable.id] = deliverable.official
        if deliverable.checklist:
            found[f"{deliverable.id}#checklist"] = deliverable.checklist.official
    found |= {action.id: action.official for action in edition.supporting_actions}
    return found | {resource.id: resource.official for resource in edition.resources}


def golden_text(edition: Edition) -> str:
    return "".join(f"{i}\t{sha256(text.encode()).hexdigest()}\n" for i, text in sentences(edition).items())


def golden_file(edition_id: str) -> Path:
    return ROOT / "tests" / "golden" / f"wording-{edition_id}.txt"


def plain(text: str) -> str:
    """Without list markup, bold marks and line breaks, which belong to the copy and not to the wording."""
    text = re.sub(r"<[^>]*>|[•❑*]|(?<!\S)-(?!\S)", " ", text)
    return " ".join(text.replace("’", "'").split())


@pytest.mark.parametrize("edition_id", edition_ids())
def test_wording_is_golden(edition_id: str) -> None:
    assert golden_text(load_edition(edition_id)) == golden_file(edition_id).read_text("utf-8")


@pytest.mark.parametrize("edition_id", edition_ids())
def test_wording_is_in_the_document(edition_id: str) -> None:
    edition = load_edition(edition_id)
    path = DOCUMENTS / edition.about.document
    if not path.is_file():
        pytest.skip(f"the framework document {path.name} is not beside the repository")
    document = plain(path.read_text("utf-8"))
    missing = [i for i, text in sentences(edition).items() if plain(text) not in document]
    missing += [f"{d.id} name" for d in edition.deliverables if plain(d.name) not in document]
    assert not missing


@pytest.mark.parametrize("edition_id", edition_ids())
def test_quotations_of_rulings_are_in_the_document_to_the_letter(edition_id: str) -> None:
    edition = load_edition(edition_id)
    path = DOCUMENTS / edition.about.document
    if not path.is_file():
        pytest.skip(f"the framework document {path.name} is not beside the repository")
    document = " ".join(path.read_text("utf-8").split())
    quotes = [(ruling.id, quote.text) for ruling in edition.rulings for quote in ruling.quotes]
    assert quotes and [(i, text) for i, text in quotes if text not in document] == []


def test_wording_test_would_see_a_changed_word() -> None:
    assert plain("<li> - Reports to\n the  board</li>") == "Reports to the board"
    assert plain("Reports to board") not in plain("Reports to the board")


if __name__ == "__main__":
    for name in edition_ids():
        golden_file(name).write_text(golden_text(load_edition(name)), "utf-8")
