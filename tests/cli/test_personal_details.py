"""Who saved a file is nobody's business; `check` as data holds personal details back."""

from __future__ import annotations

import json
import logging
import zipfile
from pathlib import Path

import pytest

from arf_excel.form.sheets import shape_of
from arf_excel.form.write import write_form
from arf_excel.framework.answers import Answers
from arf_excel.framework.edition import load_edition
from tests.cli.test_commands import run
from tests.form.completed import completed

AUTHOR, EDITOR, MANAGER = "Wilhelmina Testperson", "Bartholomew Sampleman", "Ottoline Nobody"
EMAIL = "alex.sample@example.org"
HOW = ("checklist", "bronze.mission-critical", "how")


def a_form(path: Path, how: str) -> Path:
    shape = shape_of(load_edition(), "bronze")
    write_form(path, shape, Answers({**completed(shape).cells, HOW: how}))
    return path


def with_names(path: Path) -> Path:
    """The same workbook as saved by people with names."""
    made = path.with_name("named.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "docProps/core.xml":
                for mark, name in ((b"dc:creator", AUTHOR), (b"cp:lastModifiedBy", EDITOR)):
                    before, _, after = text.partition(b"</" + mark + b">")
                    text = before.rpartition(b">")[0] + b">" + name.encode() + b"</" + mark + b">" + after
            if part == "docProps/app.xml":
                text = text.replace(b"</Properties>", f"<Manager>{MANAGER}</Manager></Properties>".encode())
            new.writestr(part, text)
    path.unlink()
    return made


def everything(folder: Path) -> str:
    found = ""
    for path in (path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                found += "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        else:
            found += path.read_text("utf-8", "replace")
    return found


def test_no_output_log_or_message_names_who_saved_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    returned = tmp_path / "returned"
    returned.mkdir()
    form = with_names(a_form(returned / "form.xlsx", "We do this together."))
    with zipfile.ZipFile(form) as package:
        core, app = package.read("docProps/core.xml").decode(), package.read("docProps/app.xml").decode()
    assert AUTHOR in core and EDITOR in core and MANAGER in app
    pack = tmp_path / "pack"
    said = [
        "".join(run([*words], capsys)[1:])
        for words in (
            ("check", form),
            ("check", "--json", form),
            ("collate", returned, "-o", pack),
        )
    ]
    assert "form.xlsx" not in said[0] and "named.xlsx" in said[0]
    assert (pack / "manifest.json").exists()
    for name in (AUTHOR, EDITOR, MANAGER, *AUTHOR.split(), *EDITOR.split()):
        assert name not in "".join(said) + caplog.text + everything(pack)


def test_check_as_data_holds_the_cell_and_the_report_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = a_form(tmp_path / "form.xlsx", f"Ask {EMAIL}.")
    code, out, err = run(["check", "--json", form], capsys)
    assert (code, err) == (1, "")
    assert EMAIL not in out
    record = json.loads(out)
    assert [(a["table"], a["id"], a["column"], a["value"]) for a in record["answers"] if a["held"]] == [
        (*HOW, "[held by the office]")
    ]
    [finding] = [f for f in record["findings"] if f["code"] == "EXPLAIN-802"]
    assert (finding["sheet"], finding["deliverable"]) == ("Checklist", HOW[1])
    code, out, _ = run(["check", form], capsys)
    assert EMAIL not in out
    assert f"Checklist {finding['cell']}" in out
