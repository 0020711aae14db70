"""The panel's copy of a review pack: the pack and macros, nothing else, and only of a review pack."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pyopenvba.apps.excel import ExcelApplication

from arf_excel.errors import UsageError
from arf_excel.panel.copy import panel_copy
from arf_excel.workbook.macros import modules
from tests.office.libreoffice import LibreOffice
from tests.panel.engines import typed
from tests.panel.packs import FIRST, MIDDLE, filled

CHANGED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/vbaProject.bin"}
Edit = Callable[[str, bytes], bytes]


def parts(workbook: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def edited(pack: Path, made: Path, edit: Edit, **more: bytes) -> Path:
    with zipfile.ZipFile(made, "w") as target:
        for name, content in parts(pack).items():
            target.writestr(name, edit(name, content))
        for name, content in more.items():
            target.writestr(name, content)
    return made


def without_code_name(name: str, content: bytes) -> bytes:
    """A sheet as it was before it got a name for code."""
    if not name.startswith("xl/worksheets/sheet"):
        return content
    return re.sub(rb' codeName="Sheet\d+"', b"", content).replace(b"<sheetPr/>", b"")


def test_all_but_what_carries_macros_stays_byte_for_byte(pack: Path, tmp_path: Path) -> None:
    before = pack.read_bytes()
    panel_copy(pack, tmp_path / "copy.xlsm")
    assert pack.read_bytes() == before
    old, new = parts(pack), parts(tmp_path / "copy.xlsm")
    assert set(new) - set(old) == {"xl/vbaProject.bin"} and set(old) <= set(new)
    sheets = {name for name in old if old[name] != new[name]} - CHANGED
    assert sheets == {name for name in old if name.startswith("xl/worksheets/sheet")}
    assert {name for name in old if without_code_name(name, new[name]) != old[name]} <= CHANGED
    assert [path.name for path in tmp_path.iterdir()] == ["copy.xlsm"]


def test_same_pack_same_bytes(pack: Path, tmp_path: Path) -> None:
    for name in ("one.xlsm", "two.xlsm"):
        panel_copy(pack, tmp_path / name)
    one, two = (hashlib.sha256((tmp_path / name).read_bytes()).digest() for name in ("one.xlsm", "two.xlsm"))
    assert one == two


def test_the_copy_runs_and_its_macros_are_those_of_the_folder(pack: Path, tmp_path: Path) -> None:
    panel_copy(pack, tmp_path / "copy.xlsm")
    app = ExcelApplication.open(tmp_path / "copy.xlsm")
    app.run("ArfNextEmptyJudgement")
    assert app.evaluate("ActiveSheet.Name & ActiveCell.Address") == f"{FIRST}$B$19"
    assert sorted(modules("panel")) == ["Judgements", "Printing", "Sections", "ThisWorkbook", "Words"]


@pytest.mark.office
def test_a_pack_that_libreoffice_saved_keeps_its_judgements(
    pack: Path, tmp_path: Path, office: LibreOffice
) -> None:
    saved = tmp_path / "saved.xlsx"
    office.fill(pack, saved, [{"sheet": FIRST, "cell": "B19", "value": "Met", "kind": "text"}])
    panel_copy(saved, tmp_path / "copy.xlsm")
    cells = typed(tmp_path / "copy.xlsm")
    assert cells == typed(saved)
    assert cells[FIRST, "B19"] == "Met"
    app = ExcelApplication.open(tmp_path / "copy.xlsm")
    app.run("ArfNextEmptyJudgement")
    assert app.evaluate("ActiveCell.Address") == "$B$30"


def test_a_pack_that_another_program_saved_keeps_its_judgements(pack: Path, tmp_path: Path) -> None:
    saved = filled(pack, tmp_path / "saved.xlsx", [(MIDDLE, "B28")], "Not yet")
    panel_copy(saved, tmp_path / "copy.xlsm")
    assert load_workbook(tmp_path / "copy.xlsm")[MIDDLE]["B28"].value == "Not yet"


def test_names_that_excels_editor_gave_sheets_do_not_matter(pack: Path, tmp_path: Path) -> None:
    """'Sheet2' on the fifth sheet would clash; a workbook by another name would hide ours."""

    def edit(name: str, content: bytes) -> bytes:
        if name == "xl/worksheets/sheet5.xml":
            return content.replace(b"<sheetPr>", b'<sheetPr codeName="Sheet2">')
        return content.replace(b"<workbookPr ", b'<workbookPr codeName="DieseArbeitsmappe" ')

    panel_copy(edited(pack, tmp_path / "named.xlsx", edit), tmp_path / "copy.xlsm")
    app = ExcelApplication.open(tmp_path / "copy.xlsm")
    app.run("ArfNextEmptyJudgement")
    assert app.evaluate("ActiveCell.Address") == "$B$19"


def test_a_part_of_excels_that_ends_like_the_macros_keeps_its_type(pack: Path, tmp_path: Path) -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    default = b'<Default Extension="bin" ContentType="' + kind + b'"/><Default Extension="rels"'

    def edit(name: str, content: bytes) -> bytes:
        return content.replace(b'<Default Extension="rels"', default) if name in CHANGED else content

    more = {"xl/printerSettings/printerSettings1.bin": b"\0" * 40}
    panel_copy(edited(pack, tmp_path / "excel.xlsx", edit, **more), tmp_path / "copy.xlsm")
    types = parts(tmp_path / "copy.xlsm")["[Content_Types].xml"]
    assert types.count(b'Extension="bin"') == 1 and kind in types
    assert types.count(b'PartName="/xl/vbaProject.bin"') == 1


# what is not taken


def same(_: str, content: bytes) -> bytes:
    return content


def with_name(text: bytes) -> Edit:
    name = b'<definedNames><definedName name="own">' + text + b"</definedName>"

    def edit(part: str, content: bytes) -> bytes:
        return content.replace(b"<definedNames>", name) if part == "xl/workbook.xml" else content

    return edit


def with_relation(kind: bytes) -> Edit:
    relation = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/'
    relation += kind + b'" Target="worksheets/sheet1.xml"/></Relationships>'

    def edit(part: str, content: bytes) -> bytes:
        return (
            content.replace(b"</Relationships>", relation)
            if part == "xl/_rels/workbook.xml.rels"
            else content
        )

    return edit


@pytest.mark.parametrize(
    ("edit", "more"),
    [
        (same, {"xl/macrosheets/sheet1.xml": b"<xm:macrosheet/>"}),
        (same, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        (with_relation(b"xlMacrosheet"), {}),
        (with_relation(b"vbaProject"), {}),
        (with_name(b'EXEC("calc")'), {}),
        (with_name(b"'a sheet (2)'!$A$1+GET.CELL(1)"), {}),
    ],
)
def test_what_would_run_in_an_xlsm_alone_is_not_taken(
    pack: Path, tmp_path: Path, edit: Edit, more: dict[str, bytes]
) -> None:
    with pytest.raises(UsageError, match="holds macros"):
        panel_copy(edited(pack, tmp_path / "odd.xlsx", edit, **more), tmp_path / "copy.xlsm")
    assert not (tmp_path / "copy.xlsm").exists()


def test_a_name_that_leads_to_a_place_is_taken(pack: Path, tmp_path: Path) -> None:
    plain = edited(pack, tmp_path / "plain.xlsx", with_name(b"'a sheet (2)'!$A$1"))
    panel_copy(plain, tmp_path / "copy.xlsm")
    assert (tmp_path / "copy.xlsm").exists()


def test_what_is_no_review_pack_is_said(pack: Path, tmp_path: Path) -> None:
    whole = pack.read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (tmp_path / "words.xlsx").write_text("not a workbook")
    said = {
        pack.parent / "office.xlsx": "is not a review pack",
        pack.parent / "regional-summary.xlsx": "is not a review pack",
        tmp_path / "half.xlsx": "cannot be read",
        tmp_path / "locked.xlsx": "cannot be read",
        tmp_path / "words.xlsx": "cannot be read",
        tmp_path / "none.xlsx": "There is no file",
        pack.parent: "is a folder",
    }
    for path, words in said.items():
        with pytest.raises(UsageError, match=words):
            panel_copy(path, tmp_path / "copy.xlsm")
    assert not (tmp_path / "copy.xlsm").exists()


def test_the_copy_never_takes_the_place_of_the_pack(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"must end in \.xlsm"):
        panel_copy(pack, tmp_path / "copy.xlsx")
    odd = tmp_path / "pack.xlsm"
    odd.write_bytes(pack.read_bytes())
    with pytest.raises(UsageError, match="another name"):
        panel_copy(odd, tmp_path / "." / "pack.xlsm")
    assert odd.read_bytes() == pack.read_bytes()
