"""What we write in a row ourselves: the writer puts it there, the reader tells it from what people typed."""

from __future__ import annotations

from arf_excel.form.tables import RECORDS, field
from arf_excel.framework.shape import Shape


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
    if table == "reflection":
        return {"principle": next(p.text for p in edition.principles if p.id == row)}
    return {}


WORDING = {
    "checklist": ("official", "key_driver"),
    "supporting": ("official", "code"),
    "reflection": ("principle",),
    "organisation": ("question",),
    "declaration": ("question",),
}
"""Columns whose words tell a row when its id is gone."""
