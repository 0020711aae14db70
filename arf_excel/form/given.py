"""What we write in a row ourselves: the writer puts it there, the reader tells it from what people typed."""

from __future__ import annotations

from arf_excel.form.tables import RECORDS, field, row_words
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.framework.wres import by_distance, wres_rule


def given_texts(shape: Shape, table: str, row: str) -> dict[str, str]:
    """Column → our words in a given column of a row; {} for a row that comes empty."""
    edition = shape.edition
    if table in RECORDS:
        cell = field(table, row, "answer").cell
        return {"question": cell.header, "help": cell.help}
    if table == "checklist":
        found = edition.by_id[row]
        return {"group": edition.group_of(found), "key_driver": found.label, "official": found.text}
    if table == "supporting":
        action = next(a for a in shape.supporting if a.id == row)
        group = edition.group_of(edition.by_id[action.deliverable])
        return {"code": action.code, "group": group, "official": action.text}
    if table == "measures":
        found_row = next(r for r in shape.facts if r.id == row)
        return {"item": found_row.code, "question": found_row.fact.question, "how": found_row.fact.how}
    if table == "wres":
        line = next(line for line in shape.wres_lines if line.id == row)
        by_gap = line.ask_by_gap and by_distance(line, wres_rule(shape))
        return {"measure": line.name, "how": line.ask_by_gap if by_gap else line.ask}
    if table == "goals":
        kind = next(line.kind for line in shape.goal_lines if line.id == row)
        return {"kind": str(read_toml("texts.toml")["goal_kinds"][kind])}
    if table == "reflection":
        return {"principle": next(p.text for p in edition.principles if p.id == row)}
    return {}


def row_title(shape: Shape, table: str, row: str) -> str:
    """What a row is called: 'Bronze 2 Mission critical', 'Evidence 3', 'Silver 2b'."""
    if table == "measures":
        return next(r.code for r in shape.facts if r.id == row)
    if table == "wres":
        return row.replace("-", " ").upper()
    if table == "goals":
        return row.replace("-", " ").capitalize()
    if table == "checklist":
        return shape.edition.by_id[row].label
    if table == "supporting":
        return next(a.code for a in shape.supporting if a.id == row)
    return row_words(table, row).capitalize() if table == "reflection" else row_words(table, row)


WORDING = {
    "checklist": ("official", "key_driver"),
    "supporting": ("official", "code"),
    "measures": ("question",),
    "wres": ("measure",),
    "reflection": ("principle",),
    "organisation": ("question",),
    "declaration": ("question",),
}
"""Columns whose words tell a row when its id is gone."""
