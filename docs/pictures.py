"""Make the pictures of README and docs from the real files: `python docs/pictures.py`.

Needs LibreOffice and poppler's pdftoppm. Each picture is a page of a workbook as LibreOffice prints it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@dataclass(frozen=True)
class Picture:
    """A page of a workbook: which file, which page that holds these words first, under which name."""

    name: str
    workbook: str
    words: str


PAGES = (
    Picture("start", "form", "Enable Editing"),
    Picture("form", "form", "Checklist of direct deliverables"),
    Picture("summary", "form", "Direct deliverables by status"),
    Picture("pack", "pack", "What the figures show"),
)


def workbooks(folder: Path) -> dict[str, Path]:
    """A completed sample form, and the review pack of all samples."""
    command = [sys.executable, "-m", "arf_excel", "collate", str(ROOT / "samples" / "returned")]
    subprocess.run([*command, "-o", str(folder / "pack")], check=True, cwd=ROOT, capture_output=True)
    form = sorted((ROOT / "samples" / "returned").glob("ARF_X08*.xlsx"))[0]
    return {"form": form, "pack": folder / "pack" / "review-pack.xlsx"}


def as_pdf(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it, recalculated."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    office = ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"]
    command = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{workbook.stem}.pdf"


def page_with(pdf: Path, words: str) -> int:
    """The first page, from 1, whose text holds the words."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    for number, page in enumerate(text.split("\f"), start=1):
        if " ".join(words.split()) in " ".join(page.split()):
            return number
    raise SystemExit(f"No page of {pdf.name} holds: {words}")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = {key: as_pdf(path, folder) for key, path in workbooks(folder).items()}
        for picture in PAGES:
            pdf = pdfs[picture.workbook]
            number = str(page_with(pdf, picture.words))
            command = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-f", number, "-l", number]
            subprocess.run([*command, str(pdf), str(PICTURES / picture.name)], check=True)


if __name__ == "__main__":
    main()
