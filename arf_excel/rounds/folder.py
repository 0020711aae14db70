"""The folder of a round: what is in it, and names that every system takes."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from arf_excel.errors import UsageError
from arf_excel.rounds.sheets import plan, sentence

_LONGEST_NAME, _LONGEST_PART = 60, 40
_RESERVED = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{device}{n}" for device in ("COM", "LPT") for n in "0123456789¹²³"}
)
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\/\x00-\x1f]|[. ]$')


def safe_part(text: str) -> str:
    """Letters, digits and hyphens, for a file name: 'Autumn-2026'; '' when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:_LONGEST_PART].rstrip("-")


def form_name(code: str, round_name: str) -> str:
    """The file name of an organisation's form. What stands in front keeps it clear of reserved names."""
    return f"ARF_{safe_part(code)}_{safe_part(round_name)}.xlsx"


def is_round_name(name: str) -> bool:
    """Whether a round can be called this."""
    return len(name) <= _LONGEST_NAME and name.isprintable() and safe_part(name) != ""


def is_reserved(part: str) -> bool:
    """Whether Windows keeps this name for itself, with or without an ending, or cannot write it."""
    stem = part.split(".")[0].rstrip().upper()
    return stem in _RESERVED or bool(_NOT_ON_WINDOWS.search(part))


def new_folders(folder: Path) -> list[Path]:
    """The folders of a new round; UsageError when the folder has one already, or cannot be one."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(sentence("not_a_folder", folder=folder.name))
    if (folder / "round.xlsx").exists():
        raise UsageError(sentence("taken", folder=folder.name))
    for each in (folder, *folder.parents):
        if not each.exists() and is_reserved(each.name):
            raise UsageError(sentence("reserved", part=each.name))
    return [folder / name for name in plan().folders.values()]


def make_folders(folders: list[Path], folder: Path) -> None:
    """Make them; UsageError says why not."""
    for each in folders:
        try:
            each.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UsageError(sentence("no_room", folder=folder.name, reason=reason)) from None


def is_round(folder: Path) -> bool:
    """A folder that holds a round's workbook."""
    return (folder / "round.xlsx").is_file()
