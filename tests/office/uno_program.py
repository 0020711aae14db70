"""Drives a LibreOffice of its own. Run with the system's Python: `import uno` does not work elsewhere.

One JSON object a line comes in ({"do": "recalculate", "path": …}), one goes out ({"answer": …} or
{"fault": …}). The end of the input ends LibreOffice and removes its profile.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

FORMULA, FORMULA_ERROR = 16, 4
VALUES = 1 | 2 | 4 | FORMULA
DATE_FORMAT = 2
FILTERS = {
    "xlsx": "Calc MS Excel 2007 XML",
    "ods": "calc8",
    "xls": "MS Excel 97",
    "pdf": "calc_pdf_Export",
}
START_SECONDS = 90


def start(profile: str) -> tuple[subprocess.Popen[bytes], Any]:
    """A LibreOffice with its own profile and pipe, and its desktop."""
    pipe = f"arf{uuid.uuid4().hex}"
    command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
    command += ["--nologo", "--nodefault", "--nolockcheck", f"--accept=pipe,name={pipe};urp;"]
    quiet = subprocess.DEVNULL
    office = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return office, remote.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        except Exception:
            if time.monotonic() > until or office.poll() is not None:
                office.kill()
                raise
            time.sleep(0.1)


def settings(**values: object) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def opened(desktop: Any, path: str, macros: bool = False) -> Any:
    """The document, everything in it worked out anew, with no link followed, and no macro unless asked.

    With macros its window is out of sight: without a screen, LibreOffice paints many buttons for ever.
    """
    mode = 4 if macros else 0
    how = settings(MacroExecutionMode=mode, UpdateDocMode=0)
    document = desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, how)
    if document is None:
        raise ValueError(f"LibreOffice cannot open {Path(path).name}")
    if macros:
        document.CurrentController.Frame.ContainerWindow.setVisible(False)
    document.calculateAll()
    return document


def stored(document: Any, path: str, kind: str) -> None:
    document.storeToURL(Path(path).resolve().as_uri(), settings(FilterName=FILTERS[kind], Overwrite=True))


def column_name(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_area(sheet: Any, area: Any) -> Iterator[tuple[str, object]]:
    """The address and value of each cell of an area; an error is '#ERR:502'."""
    block = sheet.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow)
    wrong: dict[tuple[int, int], int] = {}
    for part in block.queryFormulaCells(FORMULA_ERROR).getRangeAddresses():
        for row in range(part.StartRow, part.EndRow + 1):
            for column in range(part.StartColumn, part.EndColumn + 1):
                wrong[row, column] = sheet.getCellByPosition(column, row).getError()
    for down, line in enumerate(block.getDataArray()):
        for right, value in enumerate(line):
            row, column = area.StartRow + down, area.StartColumn + right
            error = wrong.get((row, column))
            yield f"{column_name(column)}{row + 1}", f"#ERR:{error}" if error else value


def read_cells(document: Any, flags: int) -> dict[str, dict[str, object]]:
    """The cells of each sheet that have this kind of content."""
    return {sheet.Name: read_cells_of(sheet, flags) for sheet in document.Sheets}


def read_cells_of(sheet: Any, flags: int) -> dict[str, object]:
    return {
        place: value
        for area in sheet.queryContentCells(flags).getRangeAddresses()
        for place, value in read_area(sheet, area)
    }


def set_date(document: Any, cell: Any, iso: str) -> None:
    """What typing a date does: the number of its day, shown as a date unless the cell has a date format."""
    null = document.NullDate
    day = dt.date.fromisoformat(iso) - dt.date(null.Year, null.Month, null.Day)
    cell.setValue(day.days)
    formats = document.NumberFormats
    if not formats.getByKey(cell.NumberFormat).Type & DATE_FORMAT:
        cell.NumberFormat = formats.getStandardFormat(DATE_FORMAT, document.CharLocale)


def set_cell(document: Any, change: dict[str, Any]) -> None:
    sheet = document.Sheets.getByName(change["sheet"])
    cell = sheet.getCellRangeByName(change["cell"]).getCellByPosition(0, 0)
    kind, value = change["kind"], change["value"]
    if kind == "text":
        cell.setString(value)
    elif kind == "number":
        cell.setValue(float(value))
    elif kind == "formula":
        cell.setFormula(value)
    elif kind == "date":
        set_date(document, cell, value)
    else:
        raise ValueError(f"no kind of cell: {kind}")


def recalculate(document: Any, request: dict[str, Any]) -> object:
    return read_cells(document, FORMULA)


def dump(document: Any, request: dict[str, Any]) -> object:
    return read_cells(document, VALUES)


def fill(document: Any, request: dict[str, Any]) -> object:
    for change in request["changes"]:
        set_cell(document, change)
    document.calculateAll()
    stored(document, request["out_path"], request["format"])
    return None


def convert(document: Any, request: dict[str, Any]) -> object:
    stored(document, request["out_path"], request["format"])
    return None


def notes(document: Any, request: dict[str, Any]) -> object:
    """The colour and the note of each cell that has one."""
    found: dict[str, dict[str, object]] = {}
    for sheet in document.Sheets:
        for note in sheet.Annotations:
            place = note.Position
            cell = sheet.getCellByPosition(place.Column, place.Row)
            said = [f"{cell.CellBackColor & 0xFFFFFF:06X}", note.String]
            found.setdefault(sheet.Name, {})[f"{column_name(place.Column)}{place.Row + 1}"] = said
    return found


def pressed(document: Any, caption: str) -> None:
    """Press a button of the first sheet, as a person or a screen reader does."""
    controller = document.CurrentController
    controller.setFormDesignMode(False)
    for form in document.Sheets.getByIndex(0).DrawPage.Forms:
        for model in form:
            if model.Label == caption:
                controller.getControl(model).getAccessibleContext().doAccessibleAction(0)
                return
    raise ValueError(f"no button: {caption}")


def ran(document: Any, macro: str) -> None:
    place = f"vnd.sun.star.script:VBAProject.{macro}?language=Basic&location=document"
    document.getScriptProvider().getScript(place).invoke((), (), ())


def links(document: Any) -> dict[str, dict[str, str]]:
    """Where the cells of each sheet that have a link lead."""
    found: dict[str, dict[str, str]] = {}
    for sheet in document.Sheets:
        for place in read_cells_of(sheet, VALUES):
            for piece in sheet.getCellRangeByName(place).TextFields:
                found.setdefault(sheet.Name, {})[place] = piece.URL
    return found


def macro(desktop: Any, document: Any, request: dict[str, Any]) -> object:
    """Cells set, then a button pressed or a macro run. LibreOffice says nothing when a macro fails, so
    there is an answer only when the cell that the macro fills last has changed."""
    for change in request["changes"]:
        set_cell(document, change)
    for path in request["beside"]:
        desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, settings())
    sheet, place = request["until"]
    last = document.Sheets.getByName(sheet).getCellRangeByName(place).getCellByPosition(0, 0)
    before, end = last.String, time.monotonic() + request["seconds"]
    pressed(document, request["press"]) if request["press"] else ran(document, request["run"])
    while last.String == before:
        if time.monotonic() > end:
            raise ValueError(f"the macro did not come to its end: {sheet} {place} says '{last.String}'")
        time.sleep(0.05)
    books = [each for each in desktop.Components if hasattr(each, "Sheets")]
    others = [each for each in books if each.RuntimeUID != document.RuntimeUID]
    answer = {
        "cells": read_cells(document, VALUES),
        "links": links(document) if request["links"] else {},
        "open": [each.Title for each in others],
        "selected": document.CurrentSelection.AbsoluteName,
    }
    for each in others:
        each.close(True)
    return answer


DEEDS: dict[str, Callable[[Any, dict[str, Any]], object]] = {
    "recalculate": recalculate,
    "dump": dump,
    "notes": notes,
    "fill": fill,
    "convert": convert,
}


def answered(desktop: Any, request: dict[str, Any]) -> object:
    """What was asked, of a copy: one LibreOffice locks the file that it has open for every other."""
    with tempfile.TemporaryDirectory(prefix="arf-office-") as folder:
        copy = shutil.copy(request["path"], folder)
        if request["do"] == "macro":
            return with_macros(desktop, copy, request)
        document = opened(desktop, copy)
        try:
            return DEEDS[request["do"]](document, request)
        finally:
            document.close(True)


def with_macros(desktop: Any, path: str, request: dict[str, Any]) -> object:
    document = opened(desktop, path, macros=True)
    try:
        return macro(desktop, document, request)
    finally:
        document.close(True)


def serve(desktop: Any) -> None:
    for line in sys.stdin:
        try:
            reply = {"answer": answered(desktop, json.loads(line))}
        except Exception as error:
            reply = {"fault": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


def stop(office: subprocess.Popen[bytes], desktop: Any) -> None:
    """Ask LibreOffice to end; end it if it does not."""
    try:
        desktop.terminate()
        office.wait(timeout=10)
    except Exception:
        office.kill()
        office.wait()


def main() -> None:
    profile = tempfile.mkdtemp(prefix="arf-office-")
    try:
        office, desktop = start(profile)
        try:
            serve(desktop)
        finally:
            stop(office, desktop)
    finally:
        shutil.rmtree(profile, ignore_errors=True)


if __name__ == "__main__":
    main()
