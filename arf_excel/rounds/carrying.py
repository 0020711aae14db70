"""What becomes of each answer of an old form in a new one: carried, or not and why. Nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from arf_excel.form.asked import Asked
from arf_excel.form.given import WORDING, given_texts
from arf_excel.form.marks import on_form
from arf_excel.form.parts import in_words
from arf_excel.form.sheets import row_ids_of, table_order
from arf_excel.form.tables import answer_columns, as_written, field
from arf_excel.framework.answers import Key
from arf_excel.framework.findings import fill
from arf_excel.framework.shape import Shape
from arf_excel.framework.targets import target_labels
from arf_excel.framework.templates import read_toml
from arf_excel.intake.grid import CellError
from arf_excel.intake.submission import Submission
from arf_excel.rounds.crossing import GONE, Way, crossing
from arf_excel.rounds.fix_me import as_fits
from arf_excel.rounds.issue import Form
from arf_excel.workbook.book import clean_text

_TARGETS = ("for_item", "also_1", "also_2")
_OCCASIONS = ("what_for", "also_for")


@dataclass(frozen=True)
class Fate:
    """What became of one answer. `value` is what the new form holds; `left` is what it does not, in words."""

    old: Key
    new: Key | None
    value: object = None
    left: str = ""
    why: str = ""


@dataclass(frozen=True)
class Look:
    """A line that was carried although the ask has changed, or a row whose line is gone."""

    old: Key
    new: Key
    way: Way


def why(name: str, **facts: str) -> str:
    return fill(str(read_toml("migrate.toml")["why"][name]), facts).strip()


def change_words(way: Way) -> str:
    """'The same ask in other words.'"""
    return str(read_toml("migrate.toml")["change"][way.change])


def as_typed(key: Key, value: object) -> str:
    """An answer in words, as people typed it."""
    if isinstance(value, CellError):
        return value.code
    return in_words(as_written(field(*key), value))


class Carrier:
    """Carries the answers of a submission into a form. `fates` has each of them once."""

    def __init__(self, submission: Submission, form: Form) -> None:
        self.old, self.form, self.new = submission, form, form.shape
        self.ways = crossing(submission.shape.edition, form.shape.edition)
        self.fates: list[Fate] = []
        self.looks: dict[Key, Look] = {}
        self.cells: dict[Key, object] = dict(form.answers.cells)
        self._same = submission.shape.edition.about.id == form.shape.edition.about.id

    def carry(self) -> None:
        """Table by table, row by row, as the old form has them."""
        by_table: dict[str, Callable[[str, dict[str, object]], None]] = {
            "organisation": self._detail,
            "declaration": self._declared,
            "checklist": self._line,
            "supporting": self._line,
            "evidence": lambda row, typed: self._for_lines("evidence", row, typed),
            "action_plan": lambda row, typed: self._for_lines("action_plan", row, typed),
            "measures": self._fact,
            "meetings": self._meeting,
        }
        for table, row, typed in self._rows():
            if table in by_table and not self._same:
                by_table[table](row, typed)
            else:
                self._as_it_is(table, row, typed)

    def _rows(self) -> Iterator[tuple[str, str, dict[str, object]]]:
        found: dict[tuple[str, str], dict[str, object]] = {}
        for (table, row, column), value in self.old.cells.cells.items():
            found.setdefault((table, row), {})[column] = value
        shape = self.old.shape
        for table in table_order(shape):
            for row in row_ids_of(shape, table):
                typed = found.pop((table, row), {})
                yield table, row, {c: typed[c] for c in answer_columns(table) if c in typed}

    # one answer

    def _put(self, old: Key, value: object, new: Key, renamed: object = None) -> None:
        """Carry it, under a new name if it has one, or say why not."""
        if isinstance(value, CellError):
            self._leave(old, value, "error")
        elif not on_form(self.new, new) or not self._asked.is_asked(new):
            self._leave(old, value, "not_on_form")
        elif renamed is None and self._was_a_choice(old, value) and value not in self._asked.choices(new):
            self._leave(old, value, "choice")
        elif new in self.cells:
            self._meet(old, value, new)
        else:
            self._carry(old, value if renamed is None else renamed, new)

    def _carry(self, old: Key, value: object, new: Key) -> None:
        """What is longer than a cell goes on in the list."""
        kept, rest = value, ""
        if isinstance(value, str):
            kept = as_fits(value)
            rest = clean_text(value)[len(kept) :]
        self.cells[new] = kept
        self.fates.append(Fate(old, new, kept, rest, why("long") if rest else ""))

    def _meet(self, old: Key, value: object, new: Key) -> None:
        """The place is taken, by another line or by what the round knows."""
        if as_typed(old, value).casefold() == as_typed(new, self.cells[new]).casefold():
            self.fates.append(Fate(old, new, self.cells[new]))
        else:
            self._leave(old, value, "round" if new in self.form.answers.cells else "taken")

    def _leave(self, old: Key, value: object, reason: str, **facts: str) -> None:
        self.fates.append(Fate(old, None, None, as_typed(old, value), why(reason, **facts)))

    def _was_a_choice(self, old: Key, value: object) -> bool:
        cell = field(*old).cell
        strict = bool(cell.choices or self._asked_before.fact(old)) and not cell.free
        return strict and value in self._asked_before.choices(old)

    @cached_property
    def _asked(self) -> Asked:
        return Asked(self.new, self.form.origin.boards)

    @cached_property
    def _asked_before(self) -> Asked:
        return Asked(self.old.shape)

    # rows, by table

    def _as_it_is(self, table: str, row: str, typed: Mapping[str, object]) -> None:
        """To the same row, where the new form has the same one."""
        same = not on_form(self.new, (table, row, answer_columns(table)[0])) or self._same_words(table, row)
        for column, value in typed.items():
            if same:
                self._put((table, row, column), value, (table, row, column))
            else:
                self._leave((table, row, column), value, "row")

    def _same_words(self, table: str, row: str) -> bool:
        before, now = (given_texts(shape, table, row) for shape in (self.old.shape, self.new))
        return all(before[c].casefold() == now[c].casefold() for c in WORDING.get(table, before))

    def _detail(self, row: str, typed: Mapping[str, object]) -> None:
        fields = read_toml("migrate.toml")["fields"]
        key = "organisation", row, "answer"
        for value in typed.values():
            if row in fields["said_anew"]:
                self._leave(key, value, "anew")
            elif row in fields["belong_to_level"][1:] and not self._holds_the_level():
                self._leave(key, value, "level")
            else:
                self._put(key, value, key)

    def _holds_the_level(self) -> bool:
        """Whether the level that is held is one of the new form's too."""
        key = "organisation", read_toml("migrate.toml")["fields"]["belong_to_level"][0], "answer"
        return self.old.cells.get(*key) in self._asked.choices(key)

    def _declared(self, row: str, typed: Mapping[str, object]) -> None:
        for value in typed.values():
            self._leave(("declaration", row, "answer"), value, "anew")

    def _line(self, row: str, typed: Mapping[str, object]) -> None:
        """A deliverable or a supporting action, to the line that it has become."""
        table = "checklist" if row in self.old.shape.edition.by_id else "supporting"
        way = self.ways.get(row, GONE)
        if way.to is None:
            for column, value in typed.items():
                self._leave((table, row, column), value, "dropped", note=way.note)
            return
        to = "checklist" if way.to in self.new.edition.by_id else "supporting"
        for column, value in typed.items():
            old, place = (table, row, column), self._column(table, to, column, typed)
            if column == "status" and not way.settled:
                self._leave(old, value, "status", change=change_words(way), note=way.note)
            elif place is None:
                self._leave(old, value, "no_place")
            else:
                self._put(old, value, (to, way.to, place))
        status = (to, way.to, "status")
        if typed and not way.settled and on_form(self.new, status):
            self.looks.setdefault(status, Look((table, row, "status"), status, way))

    def _column(self, table: str, to: str, column: str, typed: Mapping[str, object]) -> str | None:
        """Where a column's words go in the other table; an explanation only where it stands alone."""
        if table == to or column == "status":
            return column
        words: dict[str, str] = read_toml("migrate.toml")["fields"]["words"]
        across = words if table == "checklist" else {new: old for old, new in words.items()}
        if column == "explain" and "how" not in typed:
            return across["how"]
        return across.get(column)

    def _for_lines(self, table: str, row: str, typed: Mapping[str, object]) -> None:
        """A row of evidence or an action, with the lines that it names by their new names."""
        named = {c: self._target(typed[c]) for c in _TARGETS if c in typed}
        if named and not any(label for label in named.values()):
            for column, value in typed.items():
                self._leave((table, row, column), value, "line_gone")
            return
        seen = set[object]()
        for column, value in typed.items():
            old = new = (table, row, column)
            if column not in named:
                self._put(old, value, new)
            elif not named[column]:
                self._leave(old, value, "line_gone")
            elif named[column] in seen:
                self._leave(old, value, "same_line")
            else:
                seen.add(named[column])
                self._put(old, value, new, named[column])
        first = (table, row, _TARGETS[0])
        if named.get(_TARGETS[0]) == "" and on_form(self.new, first):
            self.looks[first] = Look(first, first, GONE)

    def _target(self, value: object) -> object:
        """The new name of the line that a cell names, '' when it has none; what names no line stays."""
        line = self._lines_by_label.get(value) if isinstance(value, str) else None
        if line is None:
            return value
        to = self.ways.get(line, GONE).to
        return self._labels.get(to, "") if to else ""

    @cached_property
    def _lines_by_label(self) -> dict[str, str]:
        return {label: line for line, label in _labels(self.old.shape).items()}

    @cached_property
    def _labels(self) -> dict[str, str]:
        return _labels(self.new)

    def _meeting(self, row: str, typed: Mapping[str, object]) -> None:
        """A meeting for what the new form does not ask about goes to the list as a whole."""
        keys = [("meetings", row, column) for column in _OCCASIONS if column in typed]
        known = [self._was_a_choice(key, typed[key[2]]) for key in keys]
        asked = [on_form(self.new, key) and typed[key[2]] in self._asked.choices(key) for key in keys]
        if keys and all(known) and not any(asked):
            for column, value in typed.items():
                self._leave(("meetings", row, column), value, "occasion")
        else:
            self._as_it_is("meetings", row, typed)

    def _fact(self, row: str, typed: Mapping[str, object]) -> None:
        """To the same question about the line that it has become."""
        item, _, name = row.rpartition("/")
        to = f"{self.ways.get(item, GONE).to}/{name}"
        questions = ({r.id: r.fact for r in shape.facts} for shape in (self.old.shape, self.new))
        before, now = next(questions)[row], next(questions).get(to)
        same = now is not None and (before.question, before.type) == (now.question, now.type)
        for column, value in typed.items():
            if same:
                self._put(("measures", row, column), value, ("measures", to, column))
            else:
                self._leave(("measures", row, column), value, "question")


def _labels(shape: Shape) -> dict[str, str]:
    """Deliverable or supporting action → what it is called in a list."""
    ids = [d.id for d in shape.deliverables] + [a.id for a in shape.supporting]
    return {line: label for line, (label, _) in zip(ids, target_labels(shape), strict=True)}
