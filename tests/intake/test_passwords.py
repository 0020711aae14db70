"""Protected returns are opened with the passwords given, and no password is seen anywhere."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import msoffcrypto
import pytest

from arf_excel.errors import UsageError
from arf_excel.intake.apart import read_apart
from arf_excel.intake.isolation import Readers
from arf_excel.intake.passwords import passwords_in, read_passwords
from arf_excel.intake.submission import Submission, Unreadable
from tests.intake import hostile as made
from tests.intake import old_workbooks as old

SAMPLE = Path(__file__).parents[2] / "samples" / "returned" / "ARF_X11_Sample-round.xlsx"
RIGHT = "sample"
"""As samples/README.md says."""
FORM = ("Form", 0, [(0, 0, "text", 0)])


def code(data: bytes, *passwords: str) -> str:
    found = read_apart(data, "form.xlsx", passwords)
    assert isinstance(found, Unreadable)
    return found.code


def locked(password: str, rows: str = "") -> bytes:
    """A protected workbook, large enough to stand in sectors of its own."""
    inside = made.packed(made.parts(rows) | {"xl/media/a.bin": made.noise(5_000)})
    with io.BytesIO() as memory:
        msoffcrypto.OfficeFile(io.BytesIO(inside)).encrypt(password, memory)
        return memory.getvalue()


def test_a_protected_return_is_read_with_its_password_among_others() -> None:
    data = SAMPLE.read_bytes()
    found = read_apart(data, "form.xlsx", ("wrong", RIGHT))
    assert isinstance(found, Submission)
    assert found.sha256 == hashlib.sha256(data).hexdigest(), "of the file as it was sent"
    assert found.code == "X11"


def test_without_a_password_and_with_wrong_ones() -> None:
    assert code(SAMPLE.read_bytes()) == "FIX-002"
    assert code(SAMPLE.read_bytes(), "wrong", "Sample") == "FIX-050"


def test_what_was_opened_goes_through_the_gate() -> None:
    assert code(locked("p", '<row r="1"><c r="XFD1"><v>1</v></c></row>'), "p") == "FIX-020"
    assert code(locked("p"), "p") == "FIX-030"


def test_an_old_workbook_is_opened_too() -> None:
    data = old.locked_xls("geheim", FORM)
    assert code(data) == "FIX-002"
    assert code(data, "wrong") == "FIX-050"
    assert code(data, "wrong", "geheim") == "FIX-030", "a workbook, and no form of ours"


def test_a_password_that_excel_knows_itself_is_none() -> None:
    assert code(old.locked_xls("VelvetSweatshop", FORM)) == "FIX-030"


def test_a_protected_open_document_is_refused_in_words() -> None:
    manifest: made.Parts = {"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}
    assert code(made.ods("", more=manifest), "p") == "FIX-002"


def test_a_lock_that_takes_for_ever_ends_by_the_limit() -> None:
    data = locked("p")
    with Readers(("p",), workers=1, seconds=1.5) as readers:
        found = [readers.read_here(each, "f") for each in (_spun(data, b"9999999"), data)]
    assert [each.code for each in found] == ["FIX-051", "FIX-030"]
    assert code(_spun(data, b"2147483647"), "p") == "FIX-029"


def _spun(data: bytes, times: bytes) -> bytes:
    """The same lock with another count of turns; blanks give way, so that nothing moves."""
    before = b'spinCount="100000" saltSize="16" blockSize="16" keyBits="256"\n    '
    after = before.replace(b"100000", times)
    assert data.count(before) == 1
    return data.replace(before, after[: len(before)])


@pytest.mark.parametrize("damage", [b"EncryptedPackage", b"spinCount", b"SHA512", b"encryptedKeyValue="])
def test_a_damaged_lock_is_a_finding(damage: bytes) -> None:
    data = locked("p")
    name = damage if damage in data else damage.decode().encode("utf-16-le")
    assert name in data
    assert code(data.replace(name, b"x" * len(name)), "p") in {"FIX-002", "FIX-006", "FIX-029"}


def test_a_password_file(tmp_path: Path) -> None:
    path = tmp_path / "passwords.txt"
    path.write_bytes("\ufeffone two \r\n\r\nümlaut\r\none two \r\n".encode())
    assert passwords_in(path) == ("one two ", "ümlaut")
    assert passwords_in(None) == ()


@pytest.mark.parametrize("content", [None, b"", b"\n  \n", b"\xff\xfe\x00", b"x" * 200_000])
def test_a_password_file_that_is_none(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "passwords.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"passwords\.txt"):
        read_passwords(path)
