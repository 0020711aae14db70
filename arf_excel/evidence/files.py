"""Which file belongs to which evidence item, by its name alone; no file is opened as a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from arf_excel.evidence.addresses import COLUMNS, links_in
from arf_excel.evidence.bounds import FileBounds, file_bounds
from arf_excel.evidence.folder import Sent, Told, code_of, files_below, is_folder, top
from arf_excel.evidence.named import names_in, numbers_in, plain, promises_a_file, says_a_file
from arf_excel.form.tables import PREFIXES
from arf_excel.intake.submission import Submission

PRESENT, EMPTY, MISSING, LINK, ELSEWHERE, NO_PLACE, NOT_LOOKED = (
    *("present", "empty", "missing", "link", "elsewhere", "no_place", "not_looked"),
)
"""What became of an item: keys of collation.toml. Missing: the return says that there is a file, and
there is none. A link needs no file; a place in words, such as 'shown on request', promises none."""


@dataclass(frozen=True)
class Item:
    """An evidence item in which anything stands. `by_place`: files that only its 'where' names."""

    row: str
    state: str
    files: tuple[Sent, ...] = ()
    by_place: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Matched:
    """The items of a return, in the order of the form, and the files that belong to none."""

    items: tuple[Item, ...]
    unused: tuple[Sent, ...] = ()
    folders: tuple[str, ...] = ()
    """The organisation's own folders; none when nothing was sent."""
    more: bool = False
    """Whether there were more files than are looked at."""


def match(
    folder: Path | None, code: str, submission: Submission | None, bounds: FileBounds | None = None
) -> Matched:
    """The files below the organisation's own folders, and the evidence items that they belong to.

    Without a folder the items are told as not looked for. Without a return every file is unused. Raises
    UsageError when the folder cannot be listed.
    """
    texts = _texts(submission) if submission else {}
    linked = {link.row for link in links_in(submission)} if submission else set()
    own = _own_folders(folder, code) if folder else []
    files: list[Sent] = []
    more = False
    for name in own:
        assert folder is not None
        found, cut = files_below(folder, name, bounds or file_bounds())
        files, more = files + found, more or cut
    placed = [_placed(file, texts) for file in _twice(files)]
    items = tuple(_item(row, texts[row], placed, row in linked, folder is not None) for row in texts)
    unused = tuple(
        replace(each.file, told=(*each.file.told, *_why_unused(each.file, submission, texts)))
        for each in placed
        if not each.rows
    )
    return Matched(items, unused, tuple(own), more)


@dataclass(frozen=True)
class _Placed:
    """A file with the items that its name speaks of, and those that name it."""

    file: Sent
    by_name: tuple[str, ...] = ()
    by_place: tuple[str, ...] = ()

    @property
    def rows(self) -> frozenset[str]:
        return frozenset((*self.by_name, *self.by_place))


def _own_folders(folder: Path, code: str) -> list[str]:
    codes = frozenset({code.upper()})
    named = [entry for entry in top(folder) if code_of(entry.name, codes)]
    return [entry.name for entry in named if is_folder(entry) and not entry.name.startswith(".")]


def _texts(submission: Submission) -> dict[str, dict[str, str]]:
    """Item → its cells, of those in which anything stands."""
    found: dict[str, dict[str, str]] = {}
    for answer in submission.answers:
        if answer.table == "evidence":
            found.setdefault(answer.row, {})[answer.column] = str(answer.value)
    return {row: found[row] for row in sorted(found, key=lambda row: (len(row), row))}


def _twice(files: Sequence[Sent]) -> list[Sent]:
    """The same bytes a second time are told."""
    first: dict[str, str] = {}
    made = []
    for file in files:
        if file.sha256 and not file.empty:
            before = first.setdefault(file.sha256, file.path)
            if before != file.path:
                file = replace(file, told=(*file.told, ("twice", PurePosixPath(before).name)))
        made.append(file)
    return made


def _placed(file: Sent, texts: Mapping[str, Mapping[str, str]]) -> _Placed:
    if file.left_out:
        return _Placed(file)
    named = _rows(file)
    name, stem = plain(file.parts[0]), plain(PurePosixPath(file.parts[0]).stem)
    by_place = []
    for row, text in texts.items():
        names = names_in(text.get("where", ""))
        if name in names or (stem in names and not says_a_file(stem)):
            by_place.append(row)
    return _Placed(file, tuple(row for row in texts if row in named), tuple(by_place))


def _rows(file: Sent) -> list[str]:
    """The items that the name of a file speaks of, or else that of the folder nearest to it."""
    for part in file.parts:
        if numbers := numbers_in(part):
            return [f"{PREFIXES['evidence']}{number:03d}" for number in numbers]
    return []


def _item(row: str, text: Mapping[str, str], placed: Sequence[_Placed], linked: bool, looked: bool) -> Item:
    own = [each for each in placed if row in each.rows]
    files = tuple(each.file for each in own)
    by_place = frozenset(each.file.path for each in own if row not in each.by_name)
    return Item(row, _state(text, files, linked, looked), files, by_place)


def _state(text: Mapping[str, str], own: Sequence[Sent], linked: bool, looked: bool) -> str:
    if own:
        return EMPTY if all(file.empty for file in own) else PRESENT
    if linked:
        return LINK
    if not looked:
        return NOT_LOOKED
    where = text.get("where", "")
    if says_a_file(where) or promises_a_file(*(text.get(column, "") for column in COLUMNS)):
        return MISSING
    return ELSEWHERE if where else NO_PLACE


def _why_unused(
    file: Sent, submission: Submission | None, texts: Mapping[str, Mapping[str, str]]
) -> list[Told]:
    if file.left_out:
        return []
    if submission is None:
        return [("no_return", "")]
    named = [row for row in _rows(file) if row not in texts]
    if not named:
        return [("names_none", "")]
    blank = all(row in submission.shape.evidence_rows for row in named)
    return [("names_blank" if blank else "names_unknown", ", ".join(named))]
