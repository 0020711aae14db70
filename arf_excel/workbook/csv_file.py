"""Tables as .csv, and such a table read again as Excel may have saved it.

As OWASP says: every field in quotes, and an apostrophe before what a spreadsheet may take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the letters of the computer's own region."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def csv_text(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file: headers, then rows, with line ends as on Windows."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (headers, *rows):
        writer.writerow([harmless(text) for text in row])
    return _MARK + made.getvalue()


def harmless(text: str) -> str:
    """A text that opens like a formula gets an apostrophe in front, and so does one that has it already."""
    return f"'{text}" if text.lstrip("'").startswith(_RISKY) else text


def as_it_was(text: str) -> str:
    """What `harmless` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_RISKY) else text


def read_csv(path: Path) -> tuple[Sequence[str], list[dict[str, str]]]:
    """Headers, and each row by header. In some regions Excel parts the fields by semicolons."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=max(",;", key=first.count), restkey="", restval=""
    )
    headers = tuple(rows.fieldnames or ())
    return headers, [{key: as_it_was(row[key]) for key in headers} for row in rows]
