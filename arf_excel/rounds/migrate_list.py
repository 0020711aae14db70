"""What was carried from an old form, what not, and why: a document for people, with their words in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from arf_excel.document.blocks import (
    Ask,
    Block,
    Document,
    Grid,
    Heading,
    Look,
    Points,
    Quote,
    Row,
    Words,
    ended,
)
from arf_excel.document.markdown import as_markdown
from arf_excel.form.given import row_title
from arf_excel.form.layout import sheet_name
from arf_excel.form.marks import where_words
from arf_excel.form.meta import FORM_VERSION
from arf_excel.form.questions import LANGUAGE
from arf_excel.form.reading import purpose_words
from arf_excel.form.tables import RECORDS, field
from arf_excel.framework.answers import Key
from arf_excel.framework.findings import SEVERITIES, fill, message
from arf_excel.framework.shape import Shape
from arf_excel.framework.templates import read_toml
from arf_excel.rounds.carrying import Carrier, change_words
from arf_excel.workbook.save import replace_bytes

LIST_KINDS = (".docx", ".md")


def save_list(path: Path, carrier: Carrier, form_name: str) -> None:
    """Write the list as .docx or .md; the same bytes for the same answers."""
    made = document(carrier, form_name)
    if path.suffix.lower() == ".md":
        content = as_markdown(made).encode("utf-8")
    else:
        from arf_excel.document.word import as_word

        content = as_word(made)
    replace_bytes(path, content)


def document(carrier: Carrier, form_name: str) -> Document:
    """What was not carried first, since somebody has to look at it."""
    texts, form = read_toml("migrate.toml")["list"], carrier.form
    words = read_toml("questions.toml")
    return Document(
        title=texts["title"],
        author=form.origin.words["assembly"],
        about=fill(texts["about"], {"credit": form.origin.words["credit"]}),
        language=LANGUAGE,
        created=form.origin.created,
        answer=words["answer"],
        page=words["page"],
        look=Look(**{**words["look"], "headings": tuple(words["look"]["headings"])}),
        blocks=(Heading(0, texts["title"]), *_blocks(carrier, form_name, texts)),
    )


def _blocks(carrier: Carrier, form_name: str, texts: dict[str, Any]) -> Iterator[Block]:
    old = carrier.old
    facts = {
        "file": old.file,
        "version": old.meta.get("form_version", FORM_VERSION),
        "old": _about(old.shape),
        "form": form_name,
        "new": _about(carrier.new),
    }
    yield Words(fill(texts["lead"], facts))
    yield Words(texts["private"])
    yield Heading(1, texts["left"])
    yield from _left(carrier, texts)
    yield from _unread(carrier, texts)
    if "reflection" in old.shape.tables:
        yield Words(texts["reflection"])
    yield Heading(1, texts["look"])
    yield from _looks(carrier, texts)
    yield Heading(1, texts["carried"])
    yield from _carried(carrier, texts)
    yield from _lines(carrier, texts)


def _about(shape: Shape) -> str:
    return f"{shape.edition.about.title}, {shape.edition.about.id}, {purpose_words(shape)}"


def _left(carrier: Carrier, texts: dict[str, Any]) -> Iterator[Block]:
    """Each answer that is not in the form, or not whole, with its words."""
    left = [fate for fate in carrier.fates if fate.left]
    if not left:
        yield Words(texts["left_none"])
    shape = carrier.old.shape
    for (place, why), alike in groupby(left, key=lambda fate: (_row(shape, fate.old), fate.why)):
        yield Words(why, place)
        for fate in alike:
            yield Words(_asked(shape, fate.old))
            yield Quote(fate.left)


def _row(shape: Shape, key: Key) -> str:
    """'Evidence, Evidence 3'; a record is one row."""
    table, row, _ = key
    return sheet_name(table) if table in RECORDS else f"{sheet_name(table)}, {row_title(shape, table, row)}"


def _asked(shape: Shape, key: Key) -> str:
    """What the form asks in this cell: a fact by its question."""
    if key[0] == "measures":
        return next(row.fact.question for row in shape.facts if row.id == key[1])
    return ended(field(*key).cell.header)


def _unread(carrier: Carrier, texts: dict[str, Any]) -> Iterator[Block]:
    """What reading could not place stands in no answer: where to find it in the old file."""
    found = [seen for seen in carrier.old.seen if seen.finding.severity == SEVERITIES[0]]
    if found:
        yield Heading(1, texts["unread"])
        yield Words(texts["unread_lead"])
        places = (f"{seen.sheet or ''} {seen.cell or ''}".strip() or carrier.old.file for seen in found)
        said = (message(seen.finding) for seen in found)
        yield Points(tuple(Words(text, place) for place, text in zip(places, said, strict=True)))


def _looks(carrier: Carrier, texts: dict[str, Any]) -> Iterator[Block]:
    if not carrier.looks:
        yield Words(texts["look_none"])
        return
    gone = read_toml("migrate.toml")["sheet"]["lost_line"]
    yield Words(texts["look_lead"])
    points = []
    for look in carrier.looks.values():
        said = gone if look.way.to is None else f"{change_words(look.way)} {look.way.note}"
        points.append(Words(said.strip(), where_words(carrier.new, look.new)))
    yield Points(tuple(points))


def _carried(carrier: Carrier, texts: dict[str, Any]) -> Iterator[Block]:
    """How many answers, by the sheet of the new form."""
    counts = Counter(fate.new[0] for fate in carrier.fates if fate.new is not None)
    if not counts:
        yield Words(texts["carried_none"])
        return
    said = (Words(fill(texts["counts"], {"count": n}), sheet_name(table)) for table, n in counts.items())
    yield Points(tuple(said))


def _lines(carrier: Carrier, texts: dict[str, Any]) -> Iterator[Block]:
    """Each line that had an answer, and the one that it leads to."""
    shape = carrier.old.shape
    named = dict.fromkeys(f.old[:2] for f in carrier.fates if f.old[1] in carrier.ways)
    rows = []
    for table, line in named:
        way = carrier.ways[line]
        to = _to(carrier.new, way.to) or texts["nowhere"]
        what = f"{change_words(way)} {way.note}".strip()
        rows.append(Row(Ask(row_title(shape, table, line)), (to, what)))
    if rows:
        yield Heading(1, texts["lines"])
        yield Words(texts["lines_lead"])
        yield Grid(texts["lines"], tuple(texts["lines_headers"]), tuple(rows), (3, 3, 4))


def _to(shape: Shape, line: str | None) -> str:
    """What the new edition calls a line, whether it is on this form or not."""
    if line is None:
        return ""
    found = shape.edition.by_id.get(line)
    return found.label if found else next(a.code for a in shape.edition.supporting_actions if a.id == line)
