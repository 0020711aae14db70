"""The folder of copies to put right: a name for each, nothing of a person's overwritten, none left behind."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from arf_excel.errors import OutputBusyError, UsageError
from arf_excel.form.marks import words
from arf_excel.form.write import COPY_SUBJECT
from arf_excel.review.review import Review
from arf_excel.rounds.fix_me import Copy, fix_me, owner
from arf_excel.rounds.folder import safe_part
from arf_excel.rounds.settings import Round

_CORE, _CORE_BYTES = "docProps/core.xml", 20_000
_OURS = f"<dc:subject>{COPY_SUBJECT}</dc:subject>".encode()
_MADE, _SAVED = (re.compile(rb"<dcterms:%s [^>]*>([^<]+)<" % each) for each in (b"created", b"modified"))
_LONGEST_CODE = 12
"""A longer one is no code, and may be anything."""


def write_fix_me_copies(
    reviews: Iterable[Review], folder: Path, round_: Round | None = None, *, clear: bool = True
) -> tuple[Path, ...]:
    """Write a copy of each return with something to look at; what was written, by name.

    The reviews are of the returns as they were read, before anything is held back. With `clear`, copies of
    an earlier run that are not current any more go; what somebody has saved since stays, and a new copy
    takes another name. The order of the reviews changes nothing.
    """
    once = {each.submission.sha256: each for each in reviews}
    made = [(each, copy) for each in once.values() if (copy := fix_me(each, round_)) is not None]
    written = tuple(sorted(_write(folder, name, copy) for name, copy in _named(made, round_)))
    if clear and folder.is_dir():
        for path in _left_over(folder, written):
            _remove(path)
    return written


def require_apart(folder: Path, read: Iterable[Path]) -> None:
    """UsageError when copies would be written where returns are read, and so be read themselves."""
    own = folder.resolve()
    for path in read:
        home = path.resolve() if path.is_dir() else path.resolve().parent
        if own == home or (path.is_dir() and own.is_relative_to(home)):
            raise UsageError(words("file", "taken", folder=folder.name or str(folder)))


# names


def _named(made: Sequence[tuple[Review, Copy]], round_: Round | None) -> Iterator[tuple[str, Copy]]:
    """Each copy and its name; those that would share one get the beginning of their return's hash."""
    names = [_name(review, round_) for review, _ in made]
    times = Counter(name.casefold() for name in names)
    ending = words("file", "ending")
    for name, (review, copy) in zip(names, made, strict=True):
        own = f"_{review.submission.sha256[:8]}" if times[name.casefold()] > 1 else ""
        yield f"{name}_{ending}{own}", copy


def _name(review: Review, round_: Round | None) -> str:
    """'ARF_X01_Sample-round'; of a form without code or round, the name of its file."""
    submission = review.submission
    code = safe_part(owner(submission))
    of_round = safe_part(round_.settings.name if round_ else submission.meta.get("round", ""))
    if of_round and 0 < len(code) <= _LONGEST_CODE:
        return f"ARF_{code}_{of_round}"
    return safe_part(PurePosixPath(submission.file).stem) or words("file", "otherwise")


# the folder


def _write(folder: Path, name: str, copy: Copy) -> Path:
    """Write it under the first name that is free, or that holds a copy which nobody has saved since."""
    for number in count(1):
        path = folder / (f"{name}.xlsx" if number == 1 else f"{name}_{number}.xlsx")
        if not path.exists() or is_untouched(path):
            break
    copy.write(path)
    return path


def is_untouched(path: Path) -> bool:
    """Whether this is a copy of ours that nobody has saved since it was written."""
    try:
        with zipfile.ZipFile(path) as package, package.open(_CORE) as part:
            core = part.read(_CORE_BYTES)
    except (KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zipfile.BadZipFile):
        return False
    made, saved = _MADE.search(core), _SAVED.search(core)
    return _OURS in core and made is not None and saved is not None and made[1] == saved[1]


def _left_over(folder: Path, written: Sequence[Path]) -> list[Path]:
    """Copies of an earlier run that nobody has saved since."""
    pattern = f"*_{words('file', 'ending')}*.xlsx"
    return [path for path in sorted(folder.glob(pattern)) if path not in written and is_untouched(path)]


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except PermissionError:
        raise OutputBusyError(words("file", "busy", file=path.name)) from None
