"""Other programs that open a workbook and save it again: Gnumeric, and ExcelJS and SheetJS on Node.js."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
PATIENCE = 120
_GNUMERIC = {
    "xlsx": "Gnumeric_Excel:xlsx2",
    "ods": "Gnumeric_OpenCalc:odf",
    "xls": "Gnumeric_Excel:excel_biff8",
}


@lru_cache
def missing(program: str) -> str:
    """Why a program cannot be run on this machine; '' when it can."""
    if program == "gnumeric":
        return "" if shutil.which("ssconvert") else "Gnumeric is not installed (Debian: gnumeric)"
    if not shutil.which("node"):
        return "Node.js is not installed (Debian: nodejs, npm)"
    folder = {"exceljs": "exceljs", "sheetjs": "xlsx"}[program]
    installed = (HERE / "node_modules" / folder).is_dir()
    return "" if installed else f"{program} is not installed (npm install --prefix tests/office)"


def resave(program: str, path: Path, out_path: Path) -> Path:
    """Open and save in the format of the new name; gives back where."""
    if program == "gnumeric":
        _run(["ssconvert", f"--export-type={_GNUMERIC[out_path.suffix[1:]]}", str(path), str(out_path)])
    else:
        _run(["node", str(HERE / "resave.mjs"), program, str(path), str(out_path)])
    return out_path


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
