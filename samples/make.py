"""Writes samples/returned from the texts in samples/answers. Every organisation in them is made up.

    python samples/make.py            the files that the toolkit writes by itself
    python samples/make.py --again    also those that another program saved, if it is installed

The head of a text says, beside the form: `file`, its name in samples/returned; `saved_on`; and `saved_by`,
which is `toolkit`, `LibreOffice`, `password` or `cut short`. With `starts_from` a text takes over another
one and says only what differs; `copy` is the name of a second file with the same bytes.
"""

from __future__ import annotations

import datetime as dt
import importlib
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from arf_excel.form.answers_text import AnswersText, read_answers_text
from arf_excel.form.origin import Contacts, Origin, words
from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from arf_excel.framework.shape import Shape
from arf_excel.workbook.save import replace_bytes

HERE = Path(__file__).resolve().parent
ANSWERS, RETURNED = HERE / "answers", HERE / "returned"
ROUND, CLOSES, YEAR_END = "Sample round", "31 October 2026", dt.date(2026, 9, 30)
BOARDS = ("Sample Board North", "Sample Board South")
OFFICE = "office@example.org"
PASSWORD = "sample"
KEPT_OF_A_CUT_FILE = 0.6
OWN = ("toolkit", "cut short")


@dataclass(frozen=True)
class Sample:
    """One file of samples/returned, and what is in it."""

    text: str
    """The name of its text, such as 'X01.txt'."""
    file: str
    copy: str | None
    saved_by: str
    saved_on: dt.date
    shape: Shape
    answers: Answers

    @property
    def path(self) -> Path:
        return RETURNED / self.file

    @property
    def own(self) -> bool:
        """The toolkit writes it alone, the same each time."""
        return self.saved_by in OWN

    @property
    def readable(self) -> bool:
        return self.saved_by in ("toolkit", "LibreOffice")

    @property
    def origin(self) -> Origin:
        contacts = Contacts(return_to=OFFICE, help=OFFICE, adjustments=OFFICE)
        code = self.answers.text("organisation", "code", "answer")
        return Origin(words(self.shape.edition, contacts), self.saved_on, ROUND, code, BOARDS, CLOSES)


def samples() -> list[Sample]:
    """All of them, by the names of their texts."""
    return [_sample(path.name) for path in sorted(ANSWERS.glob("*.txt"))]


def _sample(name: str) -> Sample:
    text = _text(name)
    head = text.head
    return Sample(
        text=name,
        file=head["file"],
        copy=head.get("copy"),
        saved_by=head["saved_by"],
        saved_on=dt.date.fromisoformat(head["saved_on"]),
        shape=shape_of(load_edition(head["edition"]), head["form"], year_end=YEAR_END),
        answers=text.answers,
    )


def _text(name: str) -> AnswersText:
    """The text, laid over the one that it starts from."""
    text = read_answers_text((ANSWERS / name).read_text(encoding="utf-8"), name)
    if "starts_from" not in text.head:
        return text
    before = _text(text.head["starts_from"])
    head = {key: value for key, value in before.head.items() if key != "copy"} | dict(text.head)
    return AnswersText(head, Answers({**before.answers.cells, **text.answers.cells}))


def form_bytes(sample: Sample) -> bytes:
    """The form as the toolkit writes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(path, sample.shape, sample.answers, sample.origin)
        return path.read_bytes()


def own_bytes(sample: Sample) -> bytes:
    """A file that no other program has touched: the form, or as much of it as came through."""
    content = form_bytes(sample)
    return content[: int(len(content) * KEPT_OF_A_CUT_FILE)] if sample.saved_by == "cut short" else content


def write_own(sample: Sample) -> None:
    """Write a file of ours, and its copy if it has one."""
    content = own_bytes(sample)
    for name in filter(None, (sample.file, sample.copy)):
        replace_bytes(RETURNED / name, content)


def save_with_office(sample: Sample) -> str | None:
    """Save the form by a real LibreOffice. Gives back why not, if it cannot be done here."""
    from tests.office.libreoffice import Format, LibreOffice, missing

    if reason := missing():
        return reason
    kind: Format = "ods" if sample.path.suffix == ".ods" else "xlsx"
    office = LibreOffice()
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "form.xlsx", Path(folder) / f"out.{kind}"
        path.write_bytes(form_bytes(sample))
        try:
            office.convert(path, out, kind)
        finally:
            office.close()
        replace_bytes(sample.path, out.read_bytes())
    return None


def save_with_password(sample: Sample) -> str | None:
    """Lock the form with a password. Gives back why not, if it cannot be done here."""
    try:
        msoffcrypto = importlib.import_module("msoffcrypto")
    except ImportError:
        return "msoffcrypto-tool is not installed (pip install msoffcrypto-tool)"
    locked = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(form_bytes(sample))).encrypt(PASSWORD, locked)
    replace_bytes(sample.path, locked.getvalue())
    return None


def make(again: bool) -> Iterator[str]:
    """Write what can be written here; a sentence for each file."""
    for sample in samples():
        if sample.own:
            write_own(sample)
            yield f"written: {sample.file}"
        elif sample.path.exists() and not again:
            yield f"left as it is: {sample.file} (--again saves it anew)"
        else:
            reason = (save_with_password if sample.saved_by == "password" else save_with_office)(sample)
            yield f"left as it is: {sample.file}: {reason}" if reason else f"written: {sample.file}"


if __name__ == "__main__":
    for line in make("--again" in sys.argv[1:]):
        print(line)
