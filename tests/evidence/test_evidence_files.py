"""Files of evidence: matched by name to items, hashed and never opened."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from arf_excel.errors import UsageError
from arf_excel.evidence.bounds import FileBounds
from arf_excel.evidence.files import match
from arf_excel.evidence.folder import _hashed
from arf_excel.evidence.named import names_in, numbers_in, promises_a_file, says_a_file
from tests.evidence.items import matched, send, states, submission, told

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names or files")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("EV003 minutes March.pdf", (3,)),
        ("ev3_minutes.pdf", (3,)),
        ("EV-003.pdf", (3,)),
        ("Evidence 3.pdf", (3,)),
        ("evidence_item_12 policy.docx", (12,)),
        ("minutes (EV003).pdf", (3,)),
        ("EV003a.pdf", (3,)),
        ("EV003-EV004.pdf", (3, 4)),
        ("EV003-EV006.pdf", (3, 4, 5, 6)),
        ("EV003 to EV005.pdf", (3, 4, 5)),
        ("EV003, EV007 and EV9.pdf", (3, 7, 9)),
        ("EV006-EV003.pdf", (6, 3)),
        ("ＥＶ００３.pdf", (3,)),
        ("EV003 minutes 2026.pdf", (3,)),
        # names that say no item
        ("Rev 3 policy.pdf", ()),
        ("prev3.pdf", ()),
        ("ev3d9f0a.pdf", ()),
        ("3 minutes.pdf", ()),
        ("E3.pdf", ()),
        ("EV.pdf", ()),
        ("EV0032025031.pdf", ()),
        ("every 3 months.pdf", ()),
    ],
)
def test_what_a_name_says(name: str, numbers: tuple[int, ...]) -> None:
    assert numbers_in(name) == numbers


def test_files_are_matched_by_the_id_in_their_name(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV003 minutes.pdf", "R0A/ev3_more.pdf", "R0A/Evidence 4.pdf", "R0A/EV005-EV006.pdf")
    found = matched(tmp_path, EV003="x", EV004="x", EV005="x", EV006="x", EV007="x")
    assert found == {
        "EV003": ["EV003 minutes.pdf", "ev3_more.pdf"],
        "EV004": ["Evidence 4.pdf"],
        "EV005": ["EV005-EV006.pdf"],
        "EV006": ["EV005-EV006.pdf"],
        "EV007": [],
    }


def test_a_folder_may_say_the_item_and_the_file_says_it_first(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV003/minutes.pdf", "R0A/EV003/scans/page 1.jpg", "R0A/EV003/EV004 other.pdf")
    assert matched(tmp_path, EV003="x", EV004="x") == {
        "EV003": ["EV003/minutes.pdf", "EV003/scans/page 1.jpg"],
        "EV004": ["EV003/EV004 other.pdf"],
    }


@pytest.mark.parametrize(
    "where",
    [
        "Board minutes.pdf",
        "BOARD  MINUTES.PDF",
        "see attached: Board minutes.pdf",
        "See attached Board minutes.pdf",
        "“Board minutes.pdf”, page 3",
        "plan.pdf; Board minutes.pdf",
        "S:\\Equality\\Board minutes.pdf",
        "https://example.org/papers/Board minutes.pdf",
        "Board minutes",
    ],
)
def test_a_file_that_the_item_names_exactly(tmp_path: Path, where: str) -> None:
    send(tmp_path, "R0A/Board minutes.pdf")
    assert matched(tmp_path, EV001=where) == {"EV001": ["Board minutes.pdf"]}


@pytest.mark.parametrize("where", ["Old Board minutes.pdf", "Board minutes.pdf.docx", "minutes.pdf", "Board"])
def test_a_name_that_is_only_alike_is_no_match(tmp_path: Path, where: str) -> None:
    send(tmp_path, "R0A/Board minutes.pdf")
    found = match(tmp_path, "R0A", submission(EV001=where))
    assert not found.items[0].files
    assert told(found) == {"Board minutes.pdf": ["names_none"]}


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({"what": "Minutes", "where": "minutes.pdf"}, "missing"),
        ({"what": "Minutes", "where": "See attached"}, "missing"),
        ({"what": "Minutes (attached)", "where": "Board papers"}, "missing"),
        ({"what": "Minutes", "where": "S:\\HR\\minutes.docx"}, "missing"),
        ({"what": "Minutes", "where": "https://example.org/minutes.pdf"}, "link"),
        ({"what": "Minutes", "where": "www.example.org/minutes"}, "link"),
        ({"what": "https://example.org/plan", "where": "On our site"}, "link"),
        ({"what": "Minutes", "where": "Shown by the board secretary on request"}, "elsewhere"),
        ({"what": "Minutes", "where": "Detached house 3"}, "elsewhere"),
        ({"what": "Minutes"}, "no_place"),
    ],
)
def test_when_a_file_is_missing_and_when_none_was_promised(
    tmp_path: Path, cells: dict[str, str], state: str
) -> None:
    assert states(match(tmp_path, "R0A", submission(EV001=cells))) == {"EV001": state}


def test_without_a_folder_no_file_is_missing() -> None:
    found = match(None, "R0A", submission(EV001="minutes.pdf", EV002="https://example.org"))
    assert states(found) == {"EV001": "not_looked", "EV002": "link"}


def test_size_and_hash_of_what_is_there(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", data=b"not a document at all")
    (file,) = match(tmp_path, "R0A", submission(EV001="attached")).items[0].files
    assert (file.path, file.size) == ("R0A/EV001 a.pdf", 21)
    assert file.sha256 == hashlib.sha256(b"not a document at all").hexdigest()


def test_a_file_over_the_limit_has_a_size_and_no_hash(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", data=b"123456")
    bounds = FileBounds(files=10, hash_bytes=5, path_length=218)
    (file,) = match(tmp_path, "R0A", submission(EV001="x"), bounds).items[0].files
    assert (file.size, file.sha256, file.told) == (6, "", (("large", ""),))


def test_more_files_than_are_looked_at_are_told(tmp_path: Path) -> None:
    send(tmp_path, *(f"R0A/EV001 {n}.pdf" for n in range(5)))
    found = match(tmp_path, "R0A", submission(EV001="x"), FileBounds(3, 100, 218))
    assert found.more
    assert [file.path for file in found.items[0].files] == [f"R0A/EV001 {n}.pdf" for n in range(3)]


def test_an_empty_file_is_no_evidence(tmp_path: Path) -> None:
    folder = send(tmp_path, "R0A/EV002 b.pdf")
    (folder / "R0A" / "EV001 a.pdf").touch()
    (folder / "R0A" / "EV002 c.pdf").touch()
    found = match(folder, "R0A", submission(EV001="x", EV002="x"))
    assert states(found) == {"EV001": "empty", "EV002": "present"}
    assert [file.told for file in found.items[1].files] == [(), (("empty", ""),)]


def test_files_of_no_item_are_listed_with_the_reason(tmp_path: Path) -> None:
    send(tmp_path, "R0A/holiday.jpg", "R0A/EV009 a.pdf", "R0A/EV900 b.pdf", "R0A/EV001 c.pdf")
    found = match(tmp_path, "R0A", submission(EV001="x"))
    assert told(found) == {
        "EV009 a.pdf": ["names_blank"],
        "EV900 b.pdf": ["names_unknown"],
        "holiday.jpg": ["names_none"],
    }
    assert [fact for file in found.unused for _, fact in file.told] == ["EV009", "EV900", ""]


def test_what_computers_leave_behind_belongs_to_no_item(tmp_path: Path) -> None:
    send(
        tmp_path,
        "R0A/~$EV001 a.docx",
        "R0A/.EV001.swp",
        "R0A/Thumbs.db",
        "R0A/.git/EV001 x",
        "R0A/__MACOSX/EV001",
    )
    found = match(tmp_path, "R0A", submission(EV001="attached"))
    assert states(found) == {"EV001": "missing"}
    assert told(found) == {
        ".EV001.swp": ["hidden"],
        ".git": ["hidden"],
        "__MACOSX": ["left_behind"],
        "Thumbs.db": ["left_behind"],
        "~$EV001 a.docx": ["lock"],
    }


@posix
def test_no_link_is_followed_and_no_device_is_read(tmp_path: Path) -> None:
    send(tmp_path, "elsewhere/EV001 secret.pdf")
    own = tmp_path / "evidence" / "R0A"
    own.mkdir(parents=True)
    (own / "EV001 a.pdf").symlink_to(tmp_path / "elsewhere" / "EV001 secret.pdf")
    (own / "EV001").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(own / "EV001 pipe.pdf")
    with socket.socket(socket.AF_UNIX) as endpoint:
        here = Path.cwd()
        os.chdir(own)  # the path of a socket may not be long
        endpoint.bind("EV001 s")
        os.chdir(here)
    found = match(tmp_path / "evidence", "R0A", submission(EV001="attached"))
    assert states(found) == {"EV001": "missing"}
    assert told(found) == {
        "EV001": ["symbolic"],
        "EV001 a.pdf": ["symbolic"],
        "EV001 pipe.pdf": ["device"],
        "EV001 s": ["device"],
    }


@posix
def test_what_becomes_a_link_after_it_was_looked_at_is_not_read(tmp_path: Path) -> None:
    send(tmp_path, "secret.txt")
    (tmp_path / "a.pdf").symlink_to(tmp_path / "secret.txt")
    assert _hashed(str(tmp_path / "a.pdf"), 100) == (0, "", "shut")
    os.mkfifo(tmp_path / "pipe")
    assert _hashed(str(tmp_path / "pipe"), 100) == (0, "", "device")


@posix
def test_an_own_folder_that_is_a_link_is_not_gone_into(tmp_path: Path) -> None:
    send(tmp_path, "elsewhere/EV001.pdf")
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "R0A").symlink_to(tmp_path / "elsewhere")
    found = match(tmp_path / "evidence", "R0A", submission(EV001="attached"))
    assert (found.folders, states(found)) == ((), {"EV001": "missing"})


def test_what_is_shut_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", "R0A/inside/EV002.pdf")
    opened, listed = os.open, os.scandir

    def shut(real: Any, name: str) -> Any:
        def refuse(path: Any, *more: Any) -> Any:
            if Path(path).name == name:
                raise PermissionError(13, "Permission denied")
            return real(path, *more)

        return refuse

    monkeypatch.setattr(os, "open", shut(opened, "EV001 a.pdf"))
    monkeypatch.setattr(os, "scandir", shut(listed, "inside"))
    found = match(tmp_path, "R0A", submission(EV001="attached"))
    (item,) = found.items
    assert [(file.path, file.told) for file in item.files] == [("R0A/EV001 a.pdf", (("shut", ""),))]
    assert told(found) == {"inside": ["shut", "names_none"]}


@posix
def test_names_that_other_computers_cannot_keep_are_told_and_cleaned(tmp_path: Path) -> None:
    long = "/".join(["folder" * 10] * 4) + "/EV001 a.pdf"
    odd = [
        "EV001 \x1b[31m.pdf",
        "EV001 \u202efdp.exe",
        "EV001\\b.pdf",
        "EV001 what?.pdf",
        "aux.EV001",
        "EV001 c.pdf ",
    ]
    send(tmp_path, f"R0A/{long}", *(f"R0A/{name}" for name in odd))
    os.close(os.open(os.fsencode(tmp_path / "R0A") + b"/EV001 \xff.pdf", os.O_CREAT | os.O_WRONLY))
    (item,) = match(tmp_path, "R0A", submission(EV001="x")).items
    words = {file.path: [word for word, _ in file.told] for file in item.files}
    assert len(words) == 8
    assert all(name.isprintable() for name in words)
    assert words.pop(f"R0A/{long}") == ["long"]
    assert words.pop("R0A/EV001 \N{REPLACEMENT CHARACTER}.pdf") == ["empty", "name"]
    assert set(map(tuple, words.values())) == {("name",)}


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("R0A", True),
        ("r0a", True),
        ("R0A Fictional trust", True),
        ("R0A_Fictional", True),
        ("Fictional trust (R0A)", True),
        ("R0A1", False),
        ("XR0A", False),
        ("Fictional trust", False),
        (".R0A", False),
    ],
)
def test_whose_folder_it_is(tmp_path: Path, name: str, own: bool) -> None:
    send(tmp_path, f"{name}/EV001 a.pdf")
    assert bool(matched(tmp_path, EV001="x")["EV001"]) is own


def test_two_folders_of_one_organisation_are_both_read(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", "R0A second post/EV002 b.pdf", "R0B/EV001 c.pdf")
    assert matched(tmp_path, EV001="x", EV002="x") == {"EV001": ["EV001 a.pdf"], "EV002": ["EV002 b.pdf"]}


def test_the_same_file_twice_is_told(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf", "R0A/EV002 b.pdf", data=b"one and the same")
    found = match(tmp_path, "R0A", submission(EV001="x", EV002="x"))
    assert found.items[1].files[0].told == (("twice", "EV001 a.pdf"),)


def test_without_a_return_every_file_is_unused(tmp_path: Path) -> None:
    send(tmp_path, "R0A/EV001 a.pdf")
    assert told(match(tmp_path, "R0A", None)) == {"EV001 a.pdf": ["no_return"]}


def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--evidence"):
        match(tmp_path / "none", "R0A", submission(EV001="x"))


@posix
def test_deep_folders_and_a_link_to_itself_end(tmp_path: Path) -> None:
    deep = tmp_path / "R0A" / "/".join("d" * 400)
    deep.mkdir(parents=True)
    (deep / "EV001.pdf").write_bytes(b"x")
    assert len(matched(tmp_path, EV001="x")["EV001"]) == 1


def test_words_of_a_place() -> None:
    assert "minutes.pdf" in names_in("see attached minutes.pdf")
    assert names_in("") == frozenset()
    assert not says_a_file("https://example.org/a.pdf")
    assert says_a_file("a.pdf, see https://example.org")
    assert not says_a_file("Dr. doc")
    assert not promises_a_file("unattached")
    assert promises_a_file("", "To follow")
