"""The gate: what a stranger's bytes are, and whether a reader may see them. Runs before any reader."""

from __future__ import annotations

from arf_excel.errors import UnreadableError
from arf_excel.intake import kinds
from arf_excel.intake.limits import limits, megabytes
from arf_excel.intake.markup import Attributes, each_element, local
from arf_excel.intake.package import Package, open_package

CONTENT_TYPES = "[Content_Types].xml"
MANIFEST = "META-INF/manifest.xml"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_ZIP = (b"PK\3\4", b"PK\5\6")
_MACRO_TYPES = ("macroenabled", "intlmacrosheet", "macrosheet")


def pass_gate(data: bytes, name: str) -> Package:
    """A zip file of bearable size, its XML parts unpacked and counted; else a finding."""
    refuse_large(data)
    if not data.startswith(_ZIP):
        raise kinds.refuse(data, name)
    package = open_package(data)
    _not_encrypted(package)
    package.read_markup()
    return package


def refuse_large(data: bytes) -> None:
    if len(data) > limits().file_bytes:
        size, limit = megabytes(len(data)), megabytes(limits().file_bytes)
        raise UnreadableError("FIX-009", size_mb=size, limit_mb=limit)


def _not_encrypted(package: Package) -> None:
    """An OpenDocument file with a password says so in its manifest; its parts are then no XML."""
    if MANIFEST not in package:
        return

    def start(name: str, _: Attributes) -> None:
        if local(name) == "encryption-data":
            raise UnreadableError(kinds.PASSWORD)

    each_element(package.read(MANIFEST), MANIFEST, start)


def is_open_document(package: Package) -> bool:
    """Whether this is an OpenDocument spreadsheet; one of another kind is a finding."""
    if "mimetype" not in package:
        return False
    kind = package.read("mimetype").decode("ascii", "replace").strip()
    if not kind.startswith(_OPEN_DOCUMENT):
        return False
    kind = kind.removeprefix(_OPEN_DOCUMENT)
    if kind == "spreadsheet-template":
        raise UnreadableError("FIX-025")
    if kind != "spreadsheet":
        raise UnreadableError("FIX-006", looks_like="an OpenDocument file that is no spreadsheet")
    return True


def content_types(package: Package) -> dict[str, str]:
    """The content type of each part that names its own, and of each ending ('.bin'), in lower case."""
    if CONTENT_TYPES not in package:
        raise UnreadableError("FIX-006", looks_like=_other_zip(package))
    types: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        kind = attributes.get("ContentType", "").lower()
        if local(name) == "Override":
            types[attributes.get("PartName", "").lstrip("/").lower()] = kind
        elif local(name) == "Default":
            types["." + attributes.get("Extension", "").lower()] = kind

    each_element(package.read(CONTENT_TYPES), CONTENT_TYPES, start)
    return types


def type_of(part: str, types: dict[str, str]) -> str:
    ending = "." + part.rpartition(".")[2].lower()
    return types.get(part.lower(), types.get(ending, ""))


def check_workbook_type(kind: str) -> None:
    """Refuse what is no workbook of the usual kind, by the content type of its main part."""
    if "sheet.binary" in kind:
        raise UnreadableError(kinds.BINARY_WORKBOOK)
    if "wordprocessingml" in kind or "ms-word" in kind:
        raise UnreadableError("FIX-006", looks_like="a Word document")
    if "presentationml" in kind or "ms-powerpoint" in kind:
        raise UnreadableError("FIX-006", looks_like="a PowerPoint presentation")
    if "visio" in kind:
        raise UnreadableError("FIX-006", looks_like="a Visio drawing")
    if "template" in kind or "addin" in kind:
        raise UnreadableError("FIX-025")


def has_macros(package: Package, types: dict[str, str]) -> bool:
    """Whether anything in the workbook could run: VBA, or sheets of the old macro language.

    The type of an .xlsb names macros whether it holds any or not.
    """
    return any("vbaproject" in part or part.startswith("xl/macrosheets/") for part in package.names()) or any(
        word in kind for kind in types.values() if "sheet.binary" not in kind for word in _MACRO_TYPES
    )


def _other_zip(package: Package) -> str:
    names = package.names()
    if any(name.endswith(".iwa") for name in names):
        return "an Apple Numbers, Pages or Keynote file"
    if any(name.endswith((".xlsx", ".xlsm", ".ods", ".xls")) for name in names):
        return "a compressed folder (zip) with a workbook inside"
    return "a compressed folder (zip)"
