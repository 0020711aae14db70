"""The sheets that people read: Start here, Summary, Checks and Guidance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arf_excel.form.advice import standing
from arf_excel.form.layout import sheet_name, top_name
from arf_excel.form.look import chart_colours
from arf_excel.form.pen import Pen
from arf_excel.form.tables import TABLES
from arf_excel.framework.checks import rules_for
from arf_excel.framework.findings import catalogue, fill
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.workbook.book import Content, Formula, Page, area

_LINE = 20
"""Points of a line of the Summary that goes on over the columns beside it."""
SUMMARY_LINES = ("asked", "supported_sentence", "distance", "ready_sentence", "held_sentence")


def purpose_words(shape: Shape) -> str:
    """'application for Bronze', 'self-assessment'."""
    named = {level.id: f"application, {level.name}" for level in shape.edition.levels}
    return named.get(shape.purpose) or str(read_toml("texts.toml")["purposes"][shape.purpose])


# Start here


def start(pen: Pen, *, opens: bool = True) -> None:
    """The one next thing, ready or not, what it takes, six steps, who sees what, what to leave out, help.

    `opens` is false where another sheet is the first.
    """
    texts = read_toml("texts.toml")["start"]
    title = pen.text("titles", "start").replace("{purpose}", purpose_words(pen.shape))
    closes = pen.fill(texts["closes"]).replace("{closes}", pen.origin.closes) if pen.origin.closes else ""
    page = pen.page(sheet_name("start"), title, f"{closes} {texts['lead']}".strip(), (26, 104, 26))
    headers = ("Step", "What to do", "Go to")
    about = [(label, pen.fill(words)) for label, words in texts["about"]]
    if "evidence" not in pen.shape.tables:
        about = about[:-1]
    count = len(_BOXES) + len(texts["steps"]) + len(about)
    page.table("table_start", 3, headers, count, about="What to do, step by step")
    row = _boxes(pen, page, texts)
    row = _steps(pen, page, texts, row)
    for label, words in about:
        page.row(row, [label, words, texts["nowhere"]], "fixed")
        page.fit(row, {1: (words, "fixed")}, least=24)
        row += 1
    page.put(row + 1, 0, pen.origin.words["credit"])
    page.print_as(landscape=True, footer=pen.footer())
    page.protect()
    if opens:
        page.first()


_BOXES = (
    ("next", "next_step", "next"),
    ("ready", "ready_sentence", "box"),
    ("burden", "burden", "plain_box"),
)
"""What stands above the steps: the key of its label, the working that it shows, its role."""


def _boxes(pen: Pen, page: Page, texts: Mapping[str, Any]) -> int:
    for row, (key, name, role) in enumerate(_BOXES, start=4):
        label, shown = texts[f"{key}_label"], pen.shown("overall", 0, name)
        page.put(row, 0, label, role)
        page.put(row, 1, shown, role)
        page.put(row, 2, pen.next_way() if key == "next" else texts["nowhere"], f"{role}_way")
        page.fit(row, {0: (label, role), 1: (str(shown.value), role)}, least=26)
    page.link(5, 2, _top("checks"), sheet_name("checks"), "box_way")
    return 4 + len(_BOXES)


def _steps(pen: Pen, page: Page, texts: Mapping[str, Any], row: int) -> int:
    with_evidence = "evidence" in pen.shape.tables
    links = texts["step_links" if with_evidence else "step_links_without_evidence"]
    for number, (words, target) in enumerate(zip(texts["steps"], links, strict=True), start=1):
        said = pen.fill(words if with_evidence else _without_evidence(words))
        page.row(row, [f"Step {number}", said, texts["nowhere"]], "fixed")
        if target:
            page.link(row, 2, _top(target), sheet_name(target), "link")
        page.fit(row, {1: (said, "fixed")}, least=24)
        row += 1
    return row


def _without_evidence(words: str) -> str:
    """A self-assessment has no Evidence sheet: the step keeps its second half."""
    before, found, after = words.partition(" Action plan:")
    return f"Action plan:{after}" if found and before.startswith("Evidence") else words


def _top(target: str) -> str:
    """The name that a link to a sheet leads to."""
    return top_name(target)


# Summary


def summary(pen: Pen) -> None:
    """The sentences, then one table of counts and its chart."""
    page = pen.page(
        sheet_name("summary"),
        pen.text("titles", "summary"),
        pen.text("leads", "summary"),
        (96, 13, 16, 15, 10),
    )
    name = pen.shown("organisation", pen.layout.row_of("organisation", "name"), "text")
    page.put(3, 0, name, "subtitle")
    page.height(3, 26)
    row = 4
    for line in SUMMARY_LINES:
        shown = pen.shown("overall", 0, line)
        page.put(row, 0, shown, "lead")
        page.fit(row, {0: (str(shown.value), "lead")}, least=18)
        row += 1
    names = pen.shape.group_names()
    for n in range(len(names)):
        shown = pen.shown("groups", n, "sentence")
        page.put(row, 0, shown)
        page.height(row, _LINE)
        row += 1
    headers = _group_headers(pen)
    page.table("table_summary", row + 1, headers, len(names), about="Direct deliverables by status")
    first = row + 2
    for n, group in enumerate(names):
        page.put(first + n, 0, group, "fixed")
        for column, counted in enumerate(("in_place", "development", "blank", "total"), start=1):
            page.put(first + n, column, pen.shown("groups", n, counted), "count")
    _chart(pen, page, first, len(names))
    page.print_as(landscape=True, footer=pen.footer())
    page.protect()


def _group_headers(pen: Pen) -> tuple[str, ...]:
    group = pen.shape.edition.about.group_by.capitalize()
    return (group, "In place", "Development area", "Not answered", "Total")


def _on(key: str) -> dict[str, object]:
    """The colour of a number on its bar."""
    return {"size": 12, "bold": True, "color": "#FFFFFF" if key == "in_place" else "#212B32"}


def _chart(pen: Pen, page: Page, first: int, count: int) -> None:
    chart = pen.book.chart({"type": "bar", "subtype": "stacked"})
    colours = chart_colours()
    categories = f"={area((first, 0), (first + count - 1, 0), page.name)}"
    keys = ("in_place", "development", "blank")
    for column, key in enumerate(keys, start=1):
        chart.add_series(
            {
                "name": _group_headers(pen)[column],
                "categories": categories,
                "values": f"={area((first, column), (first + count - 1, column), page.name)}",
                "fill": {"color": colours[key]},
                "border": {"color": "#425563"},
                "data_labels": {"value": True, "num_format": "0;;;", "font": _on(key)},
                "gap": 60,
            }
        )
    chart.set_title({"name": "Direct deliverables by status", "name_font": {"size": 14}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 12}})
    chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": {"size": 12}})
    about = "Stacked bars: in place, development area and not answered. The table above says the same."
    page.picture(first + count + 1, 0, chart, about, (900, 100 + 36 * count))


# Checks


def checks(pen: Pen) -> None:
    """One line a rule: how many places, a link to the first, how many explained, what to do."""
    widths = (15, 42, 10, 22, 12, 15, 49)
    page = pen.page(sheet_name("checks"), pen.text("titles", "checks"), pen.text("leads", "checks"), widths)
    rules = rules_for(pen.shape.tables)
    headers = (
        "Code",
        "What",
        "Places",
        "Go to the first",
        "Explained",
        "Still to look at",
        "What would help",
    )
    page.table("table_checks", 3, headers, len(rules), about="What may be worth another look")
    for row, rule in enumerate(rules):
        entry = catalogue()[rule.code]
        line = row + 4
        page.put(line, 0, rule.code, "id")
        page.put(line, 1, entry.title, "fixed")
        page.put(line, 2, pen.shown("checks", row, "count"), "count")
        page.put(line, 3, _first_link(pen, row, rule.table), "link")
        page.put(line, 4, pen.shown("checks", row, "explained"), "count")
        page.put(line, 5, pen.shown("checks", row, "open"), "count")
        page.put(line, 6, entry.fix, "fixed")
        longest = f"{sheet_name(rule.table)}, line 999"
        page.fit(line, {1: (entry.title, "fixed"), 3: (longest, "link"), 6: (entry.fix, "fixed")})
    last = len(rules) + 3
    page.shade((4, 0), (last, len(headers) - 1), "$F5>0", "development")
    pen.book.name(_top("checks"), page.name, (4, 0))
    page.freeze(4, 1)
    page.print_as(landscape=True, repeat=3, footer=pen.footer())
    page.protect()


def _first_link(pen: Pen, row: int, table: str) -> Content:
    """A link that follows the first place; empty when there is none."""
    position = pen.layout.shown("checks", row, "first")
    value = int(pen.work.column("checks", "first")[row])
    words = f"{sheet_name(table)}, line "
    link = pen.layout.link(table, position, f'"{words}"&{position}')
    formula = f'IF({position}=0,"",{link})'
    return Formula(formula, f"{words}{value}" if value else "")


# Guidance


def guidance(pen: Pen) -> None:
    """Our guidance, then the framework's own words where they help."""
    texts = read_toml("texts.toml")
    page = pen.page(
        sheet_name("guidance"), pen.text("titles", "guidance"), pen.text("leads", "guidance"), (34, 122)
    )
    about = {name: table for table, name in texts["sheets"].items() if table in TABLES}
    rows = [(topic, words) for topic, words in texts["guidance"]["rows"] if _is_here(pen, about.get(topic))]
    rows += _readings(pen)
    edition = pen.shape.edition
    rows += [(f"Zone: {z.name}", f"'{z.text}'") for z in edition.zones]
    rows += [(f"Process, step {n}", f"'{s.text}'") for n, s in enumerate(edition.process.steps, start=1)]
    rows += [("Resource named in the framework", r.text) for r in edition.resources]
    page.table("table_guidance", 3, ("Topic", "Guidance"), len(rows), about="Guidance")
    for row, (topic, words) in enumerate(rows, start=4):
        page.put(row, 0, topic, "key")
        page.put(row, 1, words, "fixed")
        page.fit(row, {0: (topic, "key"), 1: (words, "fixed")})
    page.put(len(rows) + 5, 0, pen.origin.words["credit"])
    page.print_as(landscape=True, repeat=3, footer=pen.footer())
    page.protect()


def _is_here(pen: Pen, table: str | None) -> bool:
    """Whether the form has the sheet that a topic is about; most are about none."""
    return table is None or table in pen.shape.tables


def _readings(pen: Pen) -> list[tuple[str, str]]:
    """How this form reads each line of it that the documents leave open, and whether that is agreed."""
    texts, shape = read_toml("texts.toml")["rulings"], pen.shape
    codes = {d.id: d.code for d in shape.deliverables} | {a.id: a.code for a in shape.supporting}
    found = []
    for ruling in shape.edition.rulings:
        if ruling.bears_on(codes):
            lines = ", ".join(codes[line] for line in ruling.bites if line in codes)
            reading = ruling.reading(shape.ruling(ruling.id) or ruling.default)
            topic = fill(texts["topic"], {"lines": lines or texts["whole"]})
            said = standing(pen.origin, ruling)
            facts = {"question": ruling.question, "reading": reading, "standing": said}
            found.append((topic, fill(texts["words"], facts)))
    return found
