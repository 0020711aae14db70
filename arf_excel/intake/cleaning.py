"""Text as people meant it: without control, zero-width and direction characters, otherwise untouched."""

from __future__ import annotations

import re

from arf_excel.intake.grid import Note, Place

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and new line
    "\u200b\u2060-\u2064\ufeff"  # zero-width
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # direction
    # Joiners belong between letters of other scripts and inside emoji, and nowhere else.
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_LONGEST = 100


class Cleaner:
    """Cleans the text of one file, and remembers how many cells lost something and which was first."""

    def __init__(self) -> None:
        self.cells = 0
        self._first: tuple[str, Place] | None = None

    def clean(self, text: str, sheet: str, place: Place) -> str:
        cleaned = clean(text)
        if len(cleaned) != len(_plain_lines(text)):
            self.cells += 1
            self._first = self._first or (sheet, place)
        return cleaned

    def notes(self) -> tuple[Note, ...]:
        if self._first is None:
            return ()
        sheet, place = self._first
        return (Note("NOTE-004", sheet, place, {"cells": self.cells}),)


def clean(text: str) -> str:
    return _INVISIBLE.sub("", _plain_lines(text))


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def short(text: str) -> str:
    """A word or two from a file's properties, fit for one line."""
    return " ".join(clean(text).split())[:_LONGEST]
