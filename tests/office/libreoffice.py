"""A real LibreOffice, asked through the small program beside this file."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypedDict, cast

from tests.office.compare import Difference, cached_values, compare

Kind = Literal["text", "number", "date", "formula"]
Format = Literal["xlsx", "ods", "xls", "pdf"]
Cells = dict[str, dict[str, object]]
"""Values by sheet name and address: a text, a number, or an error such as '#ERR:502'."""

PROGRAM = Path(__file__).with_name("uno_program.py")
PATIENCE = 120.0
"""After how many seconds an answer is no longer waited for."""


class Change(TypedDict):
    """One cell set as a person would; a date is written 2026-01-31."""

    sheet: str
    cell: str
    value: str | float
    kind: Kind


class AfterMacro(TypedDict):
    """What there is when a macro has come to its end."""

    cells: Cells
    links: dict[str, dict[str, str]]
    open: list[str]
    """The titles of the workbooks that it opened and left open."""
    selected: str


class OfficeError(Exception):
    """LibreOffice did not do it."""


def system_python() -> str:
    """The Python that has `uno`."""
    return os.environ.get("ARF_SYSTEM_PYTHON", "/usr/bin/python3")


@lru_cache
def missing() -> str:
    """Why LibreOffice cannot be driven on this machine; '' when it can."""
    if not shutil.which("soffice"):
        return "LibreOffice is not installed (Debian: libreoffice-calc)"
    try:
        tried = subprocess.run([system_python(), "-I", "-c", "import uno"], capture_output=True, check=False)
    except OSError:
        return "there is no system Python (set ARF_SYSTEM_PYTHON)"
    return "" if tried.returncode == 0 else "the system Python has no uno (Debian: python3-uno)"


class LibreOffice:
    """One LibreOffice, started at the first question and again should it die."""

    def __init__(self, program: Path = PROGRAM, patience: float = PATIENCE) -> None:
        self._program, self._patience = program, patience
        self._process: subprocess.Popen[str] | None = None

    def recalculate(self, path: Path) -> Cells:
        """The value of every formula cell, worked out anew."""
        return cast(Cells, self._ask("recalculate", path))

    def dump(self, path: Path) -> Cells:
        """The value of every cell that is not empty, worked out anew."""
        return cast(Cells, self._ask("dump", path))

    def notes(self, path: Path) -> dict[str, dict[str, list[str]]]:
        """Sheet → cell → its colour and its note, for the cells that have a note."""
        return cast(dict[str, dict[str, list[str]]], self._ask("notes", path))

    def fill(self, path: Path, out_path: Path, changes: Sequence[Change], format: Format = "xlsx") -> Path:
        """Open, set cells, save; gives back where."""
        self._ask("fill", path, out_path=str(out_path), changes=list(changes), format=format)
        return out_path

    def convert(self, path: Path, out_path: Path, format: Format) -> Path:
        """Open and save in another format; gives back where."""
        self._ask("convert", path, out_path=str(out_path), format=format)
        return out_path

    def macro(
        self,
        path: Path,
        until: tuple[str, str],
        *,
        press: str = "",
        run: str = "",
        changes: Sequence[Change] = (),
        beside: Sequence[Path] = (),
        links: bool = False,
        seconds: float = 60,
    ) -> AfterMacro:
        """Set cells of a copy, press a button by its caption or run 'Module.Macro', and wait until it has
        changed the cell `until` (sheet and cell), which it fills last. Workbooks `beside` it are open.
        Looking for `links` takes time on a large workbook."""
        more = {"until": until, "press": press, "run": run, "changes": list(changes), "seconds": seconds}
        more |= {"beside": [str(path) for path in beside], "links": links}
        return cast(AfterMacro, self._ask("macro", path, **more))

    def differences(self, path: Path) -> list[Difference]:
        """The formula cells whose kept value is not what LibreOffice works out."""
        return compare(cached_values(path), self.recalculate(path))

    def close(self) -> None:
        """End LibreOffice; its program removes the profile."""
        process, self._process = self._process, None
        if process and process.stdin and process.stdout:
            process.stdin.close()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                _end(process)
            process.stdout.close()

    def _ask(self, deed: str, path: Path, **more: object) -> object:
        process = self._running()
        assert process.stdin and process.stdout
        timer = threading.Timer(self._patience, _end, [process])
        timer.start()
        try:
            process.stdin.write(json.dumps({"do": deed, "path": str(path), **more}) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if not line:
            raise OfficeError(f"LibreOffice ended, or gave no answer in {self._patience:g} seconds: {deed}")
        reply = json.loads(line)
        if "fault" in reply:
            raise OfficeError(reply["fault"])
        return reply["answer"]

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            pipe = subprocess.PIPE
            command = [system_python(), "-I", str(self._program)]
            self._process = subprocess.Popen(
                command, stdin=pipe, stdout=pipe, encoding="utf-8", start_new_session=True
            )
        return self._process


def _end(process: subprocess.Popen[str]) -> None:
    """End the program and the LibreOffice that it started, and nothing else."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
