"""The sheet What helps: for each line of the checklist, what would convince a panel, and how we read it."""

from __future__ import annotations

from arf_excel.form.layout import sheet_name
from arf_excel.form.origin import Origin
from arf_excel.form.pen import Pen
from arf_excel.framework.edition import Deliverable, Ruling
from arf_excel.framework.guidance import load_advice
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.book import Formula

_HEADER_ROW = 3


def advice(pen: Pen) -> None:
    """One row a line of the checklist; its name leads back."""
    texts = read_toml("texts.toml")["advice"]
    title, lead = pen.text("titles", "advice"), pen.text("leads", "advice")
    page = pen.page(sheet_name("advice"), title, lead, texts["widths"])
    lines = pen.shape.deliverables
    page.table("table_advice", _HEADER_ROW, texts["headers"], len(lines), about=title)
    found = load_advice(pen.shape.edition.about.id)
    for n, line in enumerate(lines):
        said = found[line.id]
        row = _HEADER_ROW + 1 + n
        known = said.known_issue or texts["nothing_known"]
        read = "\n".join(readings_of(pen.shape, pen.origin, line)) or texts["no_reading"]
        cells = (line.text, said.helps, *said.examples, said.not_enough, known, read)
        roles = ("official", *["fixed"] * (len(cells) - 1))
        back = pen.layout.way("items", n, "line", "checklist", f'"{line.label}"')
        page.put(row, 0, Formula(back, line.label), "key_way")
        for column, (words, role) in enumerate(zip(cells, roles, strict=True), start=1):
            page.put(row, column, words, role)
        page.fit(row, {0: (line.label, "key"), **{n: (w, "fixed") for n, w in enumerate(cells, start=1)}})
    page.freeze(_HEADER_ROW + 1, 1)
    page.print_as(landscape=True, repeat=_HEADER_ROW, footer=pen.footer())
    page.protect()


def readings_of(shape: Shape, origin: Origin, line: Deliverable) -> list[str]:
    """How the form reads a line that the documents leave open, under whether that is agreed."""
    own = {line.id, *(a.id for a in shape.supporting if a.deliverable == line.id)}
    found: dict[str, list[str]] = {}
    for ruling in shape.edition.rulings:
        if own & {*ruling.bites}:
            reading = ruling.reading(shape.ruling(ruling.id) or ruling.default)
            found.setdefault(standing(origin, ruling), []).append(reading)
    return [f"{said}: {'. '.join(readings)}." for said, readings in found.items()]


def standing(origin: Origin, ruling: Ruling) -> str:
    """'Agreed by the Assembly', or 'Working reading, not yet agreed'."""
    return str(read_toml("texts.toml")["rulings"]["agreed" if ruling.id in origin.agreed else "working"])
