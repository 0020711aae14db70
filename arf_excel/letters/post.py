"""A letter as a Word file and as an e-mail that waits to be sent: the same bytes for the same letter."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from arf_excel.document.blocks import Document, Heading, Look
from arf_excel.document.plain import as_plain
from arf_excel.framework.templates import read_toml
from arf_excel.letters.compose import Letter
from arf_excel.letters.words import group, one_line

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_BETWEEN = re.compile(r"[\s;,]+")
_XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
LANGUAGE = "en-GB"


def addresses(text: str) -> tuple[str, ...]:
    """The e-mail addresses of a cell; () unless all that stands in it are addresses."""
    parts = [part for part in _BETWEEN.split(text) if part]
    return tuple(parts) if all(_ADDRESS.fullmatch(part) for part in parts) else ()


def body(letter: Letter) -> str:
    """What the e-mail says."""
    return as_plain(letter.blocks, str(group("every")["answer"]))


def too_large(attached: Path | None) -> bool:
    """Whether mail systems might turn the e-mail away."""
    return attached is not None and attached.stat().st_size > _most() * 1_000_000


def _most() -> int:
    return int(group("folder")["most_attached_mb"])


def as_email(letter: Letter) -> bytes:
    """A draft: X-Unsent makes Outlook open it as a message to send. From, day and message id are left out."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if to := addresses(letter.email):
        message["To"] = ", ".join(to)
    message["Subject"] = one_line(letter.subject)
    text = body(letter)
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    if letter.attached is not None:
        content = letter.attached.read_bytes()
        kind, subkind = _XLSX
        message.add_attachment(content, maintype=kind, subtype=subkind, filename=letter.attached.name)
        message.set_boundary(f"=_arf_{hashlib.sha256(text.encode() + content).hexdigest()[:40]}")
    return message.as_bytes()


def as_word(letter: Letter, author: str, created: dt.date) -> bytes:
    """The letter as a .docx. python-docx is imported here alone: it takes a while."""
    from arf_excel.document.word import as_word as written

    look, every = read_toml("questions.toml")["look"], group("every")
    return written(
        Document(
            title=letter.heading,
            author=author,
            about=str(group("folder")["about"]),
            language=LANGUAGE,
            created=created,
            answer=str(every["answer"]),
            page=str(every["page"]),
            look=Look(**{**look, "headings": tuple(look["headings"])}),
            blocks=(Heading(0, letter.heading), *letter.blocks),
        )
    )
