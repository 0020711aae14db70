"""Any text that people type is the answer but for what nobody sees, whatever wrote the file."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.intake.reader import read_return
from arf_excel.intake.submission import Submission
from tests.hostile import ods, plain
from tests.intake.test_whole import CONTROLS, PIECES, escaped, minus_unseen, xml

ROWS = [("checklist", each.id, "how") for each in plain.shape().direct]
ROWS += [("evidence", row, "what") for row in plain.shape().evidence_rows]


def answers(data: bytes) -> dict[tuple[str, str, str], object]:
    found = read_return(data, "return")
    assert isinstance(found, Submission), found
    return {(each.table, each.row, each.column): each.value for each in found.answers}


def how(data: bytes) -> object:
    return answers(data).get(plain.targets()["how"], "")


def seen(pieces: list[str]) -> str:
    """What arrives: an answer stands without the spaces around it."""
    return minus_unseen(pieces).strip()


@settings(max_examples=12, deadline=None)
@example([["_x005F_x000D_"]] * len(ROWS))
@given(st.lists(PIECES, min_size=len(ROWS), max_size=len(ROWS)))
def test_text_written_in_a_form_arrives(typed: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        texts = {key: "".join(pieces) for key, pieces in zip(ROWS, typed, strict=True)}
        write_form(path, plain.shape(), Answers({key: text for key, text in texts.items() if text}))
        found = answers(path.read_bytes())
    wanted = {key: seen(pieces) for key, pieces in zip(ROWS, typed, strict=True) if seen(pieces)}
    assert {key: value for key, value in found.items() if key in ROWS} == wanted


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="@" s="$" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>',
        '<c r="@" s="$" t="inlineStr"><is><r><t xml:space="preserve">{}</t></r></is></c>',
        '<c r="@" s="$" t="str"><v>{}</v></c>',
    ],
    ids=["inline", "formatted", "as a formula's"],
)
@settings(max_examples=40, deadline=None)
@given(pieces=PIECES)
def test_text_kept_in_its_cell_arrives(cell: str, pieces: list[str]) -> None:
    text = xml(escaped("".join(pieces))).replace("@", "&#64;").replace("$", "&#36;")
    assert how(plain.with_cell(how=cell.replace("{}", text))) == seen(pieces)


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_shared_text_arrives(pieces: list[str]) -> None:
    assert how(plain.with_text(xml(escaped("".join(pieces))))) == seen(pieces)


@settings(max_examples=40, deadline=None)
@given(PIECES)
def test_text_of_an_open_document_arrives(pieces: list[str]) -> None:
    """It cannot hold control characters, and has elements for tabs, lines and runs of spaces."""
    kept = [piece for piece in pieces if piece not in CONTROLS]
    lines = "".join(kept).split("\n")
    written = "<text:line-break/>".join(
        "<text:tab/>".join("<text:s/>".join(map(xml, part.split(" "))) for part in line.split("\t"))
        for line in lines
    )
    assert how(ods.with_how(f"<text:p>{written}</text:p>")) == seen(kept)
