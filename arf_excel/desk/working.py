"""The folder `desk` of a round: a sign that a command works, and its reply when it is done.

Macros of all the programs that we write for can see names of files and open a workbook, and little else: so
a sign is a name, such as `46348-3464800.7 of 33.working`, and the reply a workbook.
"""

from __future__ import annotations

import re
import time
from pathlib import Path
from types import TracebackType

from arf_excel.desk.rows import problem

FOLDER = "desk"
_TICKET = re.compile(r"[0-9]{1,7}-[0-9]{1,9}")
_OURS = re.compile(r"[0-9]{1,7}-[0-9]{1,9}\.(?:[0-9]+ of [0-9]+\.working|working|xlsx)")
_OLD = 3_600
"""Seconds after which nobody waits for a reply any more; a younger one may be another desk's."""
_PAUSE = 0.5
"""Seconds between two signs."""


class Working:
    """While it is open there is a sign in the folder; UsageError when nothing can be written there."""

    def __init__(self, round_: Path, ticket: str) -> None:
        if not _TICKET.fullmatch(ticket):
            raise problem("no_ticket")
        self._folder, self._ticket = round_ / FOLDER, ticket
        self._sign, self._last = self._named("working"), 0.0
        self._progress: Path | None = None

    @property
    def reply(self) -> Path:
        """Where the reply goes."""
        return self._named("xlsx")

    def __enter__(self) -> Working:
        try:
            self._folder.mkdir(exist_ok=True)
            for path in self._folder.iterdir():
                if _OURS.fullmatch(path.name) and time.time() - path.stat().st_mtime > _OLD:
                    _remove(path)
            self._sign.touch()
        except OSError as error:
            raise problem("not_written", reason=error.strerror or "no reason given") from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path in (self._progress, self._sign):
            if path:
                _remove(path)

    def step(self, done: int, total: int) -> None:
        """Say how far it is with a second sign; one that cannot be changed stays as it is."""
        if (now := time.monotonic()) - self._last < _PAUSE:
            return
        self._last, new = now, self._named(f"{done} of {total}.working")
        try:
            if self._progress:
                self._progress.replace(new)
            else:
                new.touch()
            self._progress = new
        except OSError:
            return

    def _named(self, ending: str) -> Path:
        return self._folder / f"{self._ticket}.{ending}"


def _remove(path: Path) -> None:
    """Take it away, unless it is open in another program."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
