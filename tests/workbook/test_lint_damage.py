"""Whatever happened to a file on its way, the lint says what is wrong with it, and nothing else happens."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest

from arf_excel.errors import UnreadableError
from arf_excel.intake.lint import lint
from arf_excel.workbook.lint import Fault, faults
from tests.intake import hostile as made
from tests.workbook.good import GOOD, changed
from tests.workbook.mutants_accessible import ACCESSIBLE
from tests.workbook.mutants_sound import SOUND

CHANGES = 1_500
ODD = """
    x -1 99999999999999999999 1e999 NaN A0 ZZZ9999999 A1:B0 C:C 1:1 A1:XFD1048576 ' _x0041_ [1]'!' (((( true
    0.5 + Ⅷ 😀
""".encode().split()
_VALUE = re.compile(rb'="([^"]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"()')
_ELEMENT = re.compile(rb"(<\w[^<>]*/>)")


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A piece cut out, or a value, a text, an attribute or an element replaced by something odd."""
    pattern = chance.choice([None, _VALUE, _VALUE, _TEXT, _ATTRIBUTE, _ELEMENT])
    if pattern is None:
        start = chance.randrange(len(content) + 1)
        return content[:start] + content[start + chance.choice([1, 5, 50, 400]) :]
    places = list(pattern.finditer(content))
    if not places:
        return content
    place = chance.choice(places)
    at = place.start(1) if pattern is not _ATTRIBUTE else place.start()
    return content[:at] + (b"" if pattern is _ATTRIBUTE else chance.choice(ODD)) + content[place.end(1) :]


def test_a_damaged_part_gives_faults_and_no_error() -> None:
    whole, chance = parts(), random.Random(20_261_121)
    told = 0
    for _ in range(CHANGES):
        contents = dict(whole)
        for name in chance.choices(list(whole), k=chance.choice([1, 1, 1, 3])):
            contents[name] = damaged(contents[name], chance)
        if chance.random() < 0.05:
            contents.pop(chance.choice(list(whole)))
        found = faults(packed(contents))
        assert all(isinstance(fault, Fault) for fault in found)
        told += bool(found)
    assert told > CHANGES * 0.6


def test_a_file_that_is_cut_off_is_no_workbook() -> None:
    for end in range(0, len(GOOD) - 30, 211):
        assert [fault.rule for fault in faults(GOOD[:end])] == ["well-formed"]


@pytest.mark.parametrize("mutant", SOUND + ACCESSIBLE, ids=lambda mutant: mutant.rule)
def test_every_mutant_passes_the_gate(mutant: object) -> None:
    _, part, old, new, adds = mutant  # type: ignore[misc]
    found = lint(changed(part, old, new, adds), "mutant.xlsx")
    assert found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b\r\n1,2\r\n", "FIX-006"),
        (made.ole("EncryptionInfo"), "FIX-002"),
        (made.bomb(1_500_000_000), "FIX-012"),
        (made.changed(**{"xl/workbook.xml": "<!DOCTYPE a><a/>"}), "FIX-014"),
    ],
)
def test_what_the_gate_refuses_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        lint(data, "f.xlsx")
    assert caught.value.code == code


def test_other_kinds_are_told_apart() -> None:
    assert lint(made.ods("<table:table-row/>"), "f.ods") is None
    kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    binary = changed("[Content_Types].xml", kind, "vnd.ms-excel.sheet.binary.macroEnabled.main")
    with pytest.raises(UnreadableError, match="FIX-005"):
        lint(binary, "f.xlsx")
    strict = changed(
        "xl/workbook.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006", "http://purl.oclc.org/x"
    )
    assert "well-formed" in {fault.rule for fault in lint(strict, "f.xlsx") or ()}
