"""Make the pictures of README and docs from the real files: `python docs/pictures.py`.

Needs LibreOffice and poppler's pdftoppm. Each picture is a page of a workbook as LibreOffice prints it, and
has a text twin: what the page says, for those who do not see it, and of which state of the workbook it is.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
sys.path[:0] = [str(ROOT)]

from tests.dump import dump  # noqa: E402

_STATE = "State of the workbook: SHA-256 of its text dump is "
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


@dataclass(frozen=True)
class Picture:
    """A page of a workbook: which one, the words that it begins with or has, and its alternative text."""

    name: str
    workbook: str
    begins: str
    alt: str

    @property
    def file(self) -> Path:
        return PICTURES / f"{self.name}.png"

    @property
    def twin(self) -> Path:
        return PICTURES / f"{self.name}.txt"


@cache
def pictures() -> tuple[Picture, ...]:
    return tuple(Picture(**each) for each in _plan()["pictures"])


def _plan() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((ROOT / "docs" / "pictures.toml").read_text("utf-8"))


def workbooks(folder: Path) -> dict[str, Path]:
    """Every workbook that there are pictures of; those that the repository lacks, in the folder."""
    _command("collate", str(ROOT / "samples" / "returned"), "-o", str(folder / "pack"))
    _command("blank", "-o", str(folder / "blank.xlsx"))
    _command("desk", "build", "--python", ".venv\\Scripts\\python.exe", "-o", str(folder / "desk.xlsm"))
    print_buttons(folder / "desk.xlsm", folder / "desk-on-paper.xlsm")
    own = {key: ROOT / path for key, path in dict(_plan()["workbooks"]).items()}
    made = {"blank": "blank.xlsx", "pack": "pack/review-pack.xlsx", "desk": "desk-on-paper.xlsm"}
    return {**own, **{key: folder / path for key, path in made.items()}}


def print_buttons(workbook: Path, made: Path) -> None:
    """A copy whose buttons are printed too, which nobody needs on paper."""
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(made, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename.endswith(".vml"):
                content = content.replace(b"<x:PrintObject>False</x:PrintObject>", b"")
            target.writestr(part, content, zipfile.ZIP_DEFLATED)


def _command(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "arf_excel", *words], check=True, cwd=ROOT, capture_output=True)


def state(workbook: Path) -> str:
    """What a twin says of the workbook that its picture shows; the same as long as nothing in it changes."""
    return _STATE + hashlib.sha256(dump(workbook).encode()).hexdigest()


def as_pdf(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice prints it, recalculated."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    office = ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless"]
    command = [*office, "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{workbook.stem}.pdf"


def page_of(pages: list[str], words: str) -> int:
    """The first page, from 1, that begins with the words; else the first that has them."""
    plain = [" ".join(page.split()) for page in pages]
    beginning = [n for n, page in enumerate(plain, start=1) if page.startswith(words)]
    having = [n for n, page in enumerate(plain, start=1) if words in page]
    if not beginning + having:
        raise SystemExit(f"No page has: {words}")
    return (beginning + having)[0]


def draw(picture: Picture, pdf: Path, said_of_state: str) -> None:
    """Write a picture and its twin."""
    pages = _text(pdf).split("\f")
    number = page_of(pages, picture.begins)
    command = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-f", str(number), "-l", str(number)]
    subprocess.run([*command, str(pdf), str(picture.file.with_suffix(""))], check=True)
    lines = (" ".join(line.split()) for line in pages[number - 1].splitlines())
    said = "\n".join(line for line in lines if line)
    picture.twin.write_text(f"{picture.alt}\n\n{said_of_state}\n\nWhat the page says:\n\n{said}\n", "utf-8")


def _text(pdf: Path) -> str:
    command = ["pdftotext", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = workbooks(folder)
        pdfs = {key: as_pdf(path, folder) for key, path in found.items()}
        states = {key: state(path) for key, path in found.items()}
        for picture in pictures():
            draw(picture, pdfs[picture.workbook], states[picture.workbook])


if __name__ == "__main__":
    main()
