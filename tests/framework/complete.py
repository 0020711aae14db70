"""A form with nothing left to look at, and the small language in which tests change it.

    bronze | Bronze 1 how= ; EV001 date=2026-09-01 → EXPLAIN-102 Bronze 1, EXPLAIN-203 EV001

Before the bar stands the form and, after a comma, what it asks for. A change is a row, a column and what is
typed; '=' alone clears the cell, '@Bronze 1' is that deliverable's label, '[45000]', '[TRUE]' and '[#N/A]'
are a number, a boolean and an error, '␣' is a space; 'all=' fills a row, its cells between strokes. After
the arrow: everything that is found, and where.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from arf_excel.form.sheets import shape_of
from arf_excel.framework.answers import Answers, Key
from arf_excel.framework.edition import load_edition
from arf_excel.framework.judge import Judgement, judge
from arf_excel.framework.levels import asking_of
from arf_excel.framework.shape import Shape
from arf_excel.intake.grid import CellError
from tests.measures.spec import item_id, lines, typed_in

YEAR_END = dt.date(2026, 8, 31)
FORMS = {"2021": ("2021", "all"), "2021 self": ("2021", "self-assessment"), "self": ("", "self-assessment")}
_CHANGE = re.compile(r"(?P<row>.+?) (?P<column>[a-z_0-9]+)=(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """A form, and what was typed in it."""

    shape: Shape
    answers: Answers

    def judged(self) -> Judgement:
        return judge(self.shape, self.answers)


def form(name: str, year_end: dt.date | None = YEAR_END, **rulings: str) -> Shape:
    """The form that tests call so: 'bronze', 'self', 'all', '2021'."""
    edition, purpose = FORMS.get(name, ("", name))
    return shape_of(
        load_edition(edition or "bronze-silver-gold"),
        purpose,
        evidence_rows=30,
        action_rows=10,
        year_end=year_end,
        rulings={key.replace("_", "-"): value for key, value in rulings.items()},
    )


def complete(shape: Shape, asking: str = "") -> Answers:
    """Everything in place with words and an evidence item each; ready to send, and nothing to look at."""
    end = shape.year_end or YEAR_END
    cells: dict[Key, object] = {
        ("organisation", "code", "answer"): "X07",
        ("organisation", "name", "answer"): "A fictional trust",
        ("organisation", "contact_role", "answer"): "Head of inclusion",
        ("organisation", "email", "answer"): "inclusion@example.org",
        ("organisation", "asking", "answer"): asking or asking_of(shape) or shape.levels[-1].asking,
        ("organisation", "year_end", "answer"): end,
        ("declaration", "role", "answer"): "Chief executive",
        ("declaration", "agreed", "answer"): "Yes",
        ("declaration", "date", "answer"): dt.date(2026, 10, 3),
    }
    for deliverable in shape.direct:
        cells["checklist", deliverable.id, "status"] = "In place"
        cells["checklist", deliverable.id, "how"] = "Our sponsor is an executive director."
    for row, deliverable in zip(shape.evidence_rows, shape.direct, strict=False):
        cells["evidence", row, "what"] = "Minutes of the board"
        cells["evidence", row, "for_item"] = deliverable.label
        cells["evidence", row, "where"] = f"{row} minutes.pdf"
        cells["evidence", row, "date"] = end - dt.timedelta(days=30)
    _facts(shape, cells)
    return Answers({key: v for key, v in cells.items() if key[0] in shape.tables and v is not None})


def _facts(shape: Shape, cells: dict[Key, object]) -> None:
    """Every fact of a deliverable as the base of its spec table has it; the evidence stands already."""
    edition = shape.edition.about.id
    wanted = {d.id for d in shape.deliverables} if shape.facts else set()
    for line in lines(edition):
        item = item_id(edition, line.item)
        if item in wanted:
            wanted.remove(item)
            kept = [part for part in line.base.split(";") if not part.strip().startswith("evidence=")]
            typed_in(shape, cells, item, ";".join(kept))


def blank(shape: Shape, asking: str) -> Answers:
    """Nothing answered but who they are and what they ask for."""
    full = complete(shape, asking).cells
    return Answers({key: value for key, value in full.items() if key[0] == "organisation"})


def changed(shape: Shape, answers: Answers, changes: str) -> Answers:
    """The answers with these cells typed over."""
    cells = dict(answers.cells)
    for change in filter(None, (part.strip(" ") for part in changes.split(";"))):
        match = _CHANGE.fullmatch(change)
        assert match, f"not a change: {change}"
        for row in _rows(match["row"]):
            for column, value in _typed(row, match["column"], match["value"]):
                cells[_key(shape, row, column)] = _value(shape, value)
    return Answers({key: value for key, value in cells.items() if value is not None})


ROWS = {
    "EV": ("what", "for_item", "where", "date"),
    "MT": ("date", "what_for", "who", "also_for", "note"),
    "AP": ("for_item", "action", "person", "target", "progress", "comments"),
}


def _typed(row: str, column: str, value: str) -> list[tuple[str, str]]:
    """Column and value; for 'all' those of the row's first columns."""
    if column != "all":
        return [(column, value)]
    return list(zip(ROWS[row[:2]], value.split("/"), strict=False))


def _rows(text: str) -> list[str]:
    """'Bronze 1-5' is five rows."""
    match = re.fullmatch(r"(\D+)(\d)-(\d)", text)
    return [f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1)] if match else [text]


def _key(shape: Shape, row: str, column: str) -> Key:
    if row in ("organisation", "declaration"):
        return row, column, "answer"
    if row.startswith("EV"):
        return "evidence", row, column
    if row.startswith("AP"):
        return "action_plan", row, column
    if row.startswith("MT"):
        return "meetings", row, column
    if row.startswith("wres-"):
        return "wres", row, column
    if row.startswith(("goal-", "inequality-")):
        return "goals", row, column
    if "/" in row:
        code, _, name = row.partition("/")
        return "measures", f"{item_id(shape.edition.about.id, code)}/{name}", column
    return "checklist", by_code(shape, row), column


def by_code(shape: Shape, code: str) -> str:
    """'Bronze 1' → its id."""
    return next(d.id for d in shape.deliverables if d.code == code)


def _value(shape: Shape, text: str) -> object:
    if text.startswith("@"):
        code = text[1:]
        return next((d.label for d in shape.deliverables if d.code == code), code)
    if text.startswith("["):
        inside = text[1:-1]
        if inside.startswith("#"):
            return CellError(inside)
        return {"TRUE": True, "FALSE": False}[inside] if inside.isalpha() else float(inside)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.datetime.fromisoformat(text)
    return text.replace("␣", " ") or None


def case(line: str) -> Case:
    """'bronze, Feedback | Bronze 1 how=' as a form and its answers."""
    head, _, changes = line.partition("|")
    name, _, asking = head.partition(",")
    shape = form(name.strip())
    return Case(shape, changed(shape, complete(shape, asking.strip()), changes))


def found(judged: Judgement, shape: Shape) -> str:
    """All findings as tests write them: code, row, and 'explained' where the row explains it."""
    codes = {d.id: d.code for d in shape.deliverables}
    codes |= {row.id: f"{row.code}/{row.fact.name}" for row in shape.facts}
    return ", ".join(
        f"{f.code} {codes.get(f.row or '', f.row)}" + (" explained" if f.explained else "")
        for f in judged.findings
    )
