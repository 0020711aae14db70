"""pyOpenVBA's interpreter, with stand-ins for the four things that it leaves to a real Excel.

Shell is given the words of a command line, taken apart as Windows and LibreOffice take it apart; Dir looks at
the real files; OnTime is kept until a test lets the time come; PathSeparator is that of Linux. With a list of
`files` of Windows, Dir and PathSeparator are those of Windows, and Asc knows one alphabet.
"""

from __future__ import annotations

import glob
import ntpath
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pyopenvba.apps.excel import ExcelApplication, _model
from pyopenvba.interpreter import VBARuntimeError, _intrinsics
from pyopenvba.interpreter._objects import MemberSpec

FILE_NOT_FOUND = 53
Start = Callable[[Sequence[str]], None]


class Excel:
    """A workbook with macros, open in the interpreter. Call it a sheet, run a macro, let the time come."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, path: Path, start: Start, files: Sequence[str] = ()
    ) -> None:
        self._start, self._files = start, files
        self.started: list[str] = []
        self.later: list[str] = []
        stand_ins = {"shell": self._shell, "dir": self._dir, **({"asc": _asc} if files else {})}
        for name, stand_in in stand_ins.items():
            monkeypatch.setitem(_intrinsics.INTRINSICS, name, stand_in)
        separator = MemberSpec(name="PathSeparator", kind="property", getter=lambda _: "\\" if files else "/")
        own = {"ontime": _method("OnTime", self._on_time), "pathseparator": separator}
        members = {**_model.Application._vba_members, **own}
        monkeypatch.setattr(_model.Application, "_vba_members", members)
        self.app = ExcelApplication.open(path)
        self._book = self.app.workbook

    def run(self, macro: str, *arguments: object) -> object:
        return self.app.run(macro, *arguments)

    def press(self, macro: str) -> None:
        """Run a macro, and all that it asked to be run later, at once."""
        self.run(macro)
        while self.later:
            self.run(self.later.pop(0))

    def type(self, cell: str, text: str) -> None:
        self.app.sheet(1, workbook=self._book).set_value(cell, text)

    def value(self, cell: str) -> object:
        return self.app.sheet(1, workbook=self._book).value(cell)

    def _shell(self, _: object, arguments: list[object], named: dict[str, object]) -> object:
        line = str(arguments[0])
        self.started.append(line)
        words = as_arguments(line)
        if words[0] not in self._files and not Path(words[0]).is_file():
            raise VBARuntimeError(FILE_NOT_FOUND, "File not found")
        self._start(words)
        return 1.0

    def _dir(self, _: object, arguments: list[object], named: dict[str, object]) -> object:
        pattern = str(arguments[0])
        if self._files:
            return next((ntpath.basename(each) for each in self._files if each == pattern), "")
        folder, name = os.path.split(pattern)
        found = sorted(glob.glob(name, root_dir=folder)) if "*" in name else [name]
        there = [each for each in found if (Path(folder) / each).is_file()]
        return there[0] if there else ""

    def _on_time(self, _: object, when: object, macro: object, latest: object, go: object) -> None:
        name = str(macro).rpartition("!")[2]
        if go is not False:
            self.later.append(name)
        elif name in self.later:
            self.later.remove(name)


def _asc(_: object, arguments: list[object], named: dict[str, object]) -> object:
    """As on Windows in English: a letter of another alphabet is a question mark."""
    return float(str(arguments[0])[0].encode("cp1252", "replace")[0])


def _method(name: str, function: Callable[..., Any]) -> MemberSpec:
    """A member of Application that the library has not."""
    parameters = ("EarliestTime", "Procedure", "LatestTime", "Schedule")
    return MemberSpec(name=name, kind="method", getter=function, parameters=parameters)


def as_arguments(line: str) -> list[str]:
    """The words of a command line: spaces divide, but not between quotation marks."""
    words: list[str] = []
    inside, word, begun = False, "", False
    for sign in line:
        if sign == '"':
            inside, begun = not inside, True
        elif sign == " " and not inside:
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + sign, True
    return [*words, word] if begun else words
