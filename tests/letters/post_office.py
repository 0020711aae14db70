"""A round on disk for the tests of letters: made-up organisations, returns as small texts, collated."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from arf_excel.collation.collate import collate
from arf_excel.rounds.read import read_round
from tests.collation.returns import IN, answers, checklist, put, read
from tests.rounds.office import edit, set_setting, small_round

LIST = """code,name,form,e-mail,contact role,extension
Z1A,Larchford Trust,bronze,one@example.org,Head of inclusion,
Z2B,Millwater Trust,bronze,two@example.org; also.two@example.org,,
Z3C,Oakhurst Trust,bronze,,,10 Nov 2026
"""
SECRET = "Somebody whom one could know"
Change = Callable[[Any], None]


def a_folder(tmp_path: Path, change: Change | None = None) -> Path:
    """A round of three that closes on 30 October 2026."""
    folder = small_round(tmp_path, LIST)

    def settings(book: Any) -> None:
        set_setting(book, "closes", dt.date(2026, 10, 30))
        set_setting(book, "return_to", "round@example.org")
        if change:
            change(book)

    edit(folder, settings)
    return folder


def returned(folder: Path, code: str, name: str = "", **more: Any) -> Path:
    """A return with one line in place and nothing that explains it."""
    cells = {**answers(code, "Recognition at Bronze", name=SECRET), **checklist(IN, how=SECRET)}
    return put(folder / "returned" / (name or f"{code}.xlsx"), {**cells, **more})


def collated(folder: Path, copies: bool = False) -> None:
    only = folder / "returned"
    collate([folder], folder / "pack", read_round(folder), returned_only=only, copies=copies, read=read)


def opened(path: Path) -> EmailMessage:
    """An .eml as a mail program reads it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(path: Path) -> str:
    """What the body says."""
    body = opened(path).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def all_text(folder: Path) -> str:
    """Everything below a folder of letters, Word files unpacked and e-mails decoded."""
    found = ""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if path.suffix in (".docx", ".xlsx"):
            package = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
            found += "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        else:
            found += text_of(path) if path.suffix == ".eml" else path.read_text("utf-8")
    return found
