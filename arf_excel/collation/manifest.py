"""`submissions.json` and `manifest.json`: what was read, and every input and output with its SHA-256."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from arf_excel import __version__
from arf_excel.collation.ledger import Line
from arf_excel.evidence.report import EvidenceReport
from arf_excel.form.meta import FORM_VERSION
from arf_excel.framework.checks import RULES
from arf_excel.framework.findings import catalogue
from arf_excel.intake.submission import Unreadable
from arf_excel.review.record import record, unreadable_record
from arf_excel.review.review import Review
from arf_excel.rounds.settings import Round
from arf_excel.workbook.save import replace_text

LIBRARIES = ("openpyxl", "pandas", "pydantic", "python-calamine", "xlsxwriter")


def write_records(path: Path, records: Sequence[Mapping[str, Any]]) -> None:
    """The same for a list of objects, an item of their lists a line: ten times as fast as `indent`."""
    replace_text(path, "[\n" + ",\n".join(map(_laid_out, records)) + "\n]\n" if records else "[]\n")


def _laid_out(record: Mapping[str, Any]) -> str:
    lines = [f"  {json.dumps(key)}: {_value(value)}" for key, value in record.items()]
    return " {\n" + ",\n".join(lines) + "\n }"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value)
    return "[\n   " + ",\n   ".join(map(json.dumps, value)) + "\n  ]"


def submissions(reviews: Iterable[Review], unreadable: Iterable[Unreadable]) -> list[dict[str, Any]]:
    """One object for every return and every file that could not be read, by file name."""
    found = [*map(record, reviews), *map(unreadable_record, unreadable)]
    return sorted(found, key=lambda each: (each["file"].casefold(), each["file"]))


def manifest(
    lines: Sequence[Line],
    outputs: Mapping[str, str],
    round_: Round | None,
    as_of: dt.datetime | dt.date,
    rulings: Mapping[str, Mapping[str, str]],
    pack: int,
    evidence: EvidenceReport,
) -> dict[str, Any]:
    """What made the outputs (name → SHA-256), from what. `rulings` are those judged by, by edition."""
    inputs = [line for line in lines if line.sha256 and line.outcome != "gone"]
    return {
        "made_by": f"arf-excel {__version__}",
        "libraries": {name: _version(name) for name in LIBRARIES},
        "as_of": as_of.isoformat(),
        "pack": pack,
        "round": round_.settings.name if round_ else "",
        "editions": sorted(rulings),
        "rule_set": {
            "form_version": FORM_VERSION,
            "rules": sorted(rule.code for rule in RULES),
            "findings": sorted(catalogue()),
        },
        "rulings": {edition: dict(sorted(rulings[edition].items())) for edition in sorted(rulings)},
        "agreed": sorted(round_.agreed) if round_ else [],
        "inputs": [
            {"file": line.file, "sha256": line.sha256, "became": line.word}
            for line in sorted(inputs, key=lambda line: (line.file.casefold(), line.file))
        ],
        "evidence": evidence.record(),
        "outputs": [{"file": name, "sha256": sha} for name, sha in outputs.items()],
    }


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
