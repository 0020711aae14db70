"""The second count: the written files, read back by another program and held against one another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from arf_excel.collation.ledger import read_rows
from arf_excel.collation.sheets import HEADER_ROW, nothing
from arf_excel.collation.tidy import ANSWERS, EXPECTED_STATES, EXTRA, MISSING, RECEIVED, SUPERSEDED
from arf_excel.collation.words import group, headers, say
from arf_excel.errors import OwnFaultError
from arf_excel.form.sheets import shape_of
from arf_excel.framework.edition import load_edition
from arf_excel.framework.levels import FEEDBACK

Row = Mapping[str, Any]


def check_reconciliation(folder: Path) -> list[str]:
    """Read the written files back; a sentence for each organisation × deliverable cell that differs."""
    office = _tables(folder / "office.xlsx", {"reconciliation": "reconciliation", "answers": "answers"})
    pack = _tables(folder / "review-pack.xlsx", {"table": "table"})["table"]
    records = {r["file"]: r for r in json.loads((folder / "submissions.json").read_text("utf-8"))}
    used, unsettled = _used(folder)
    counts, rows = office["reconciliation"], office["answers"]
    counts = [row for row in counts if row["code"] and row["edition"]]
    differences = _expected_cells(counts, rows)
    differences += _states(rows, records, used)
    differences += _counts(counts, rows)
    differences += _pack_cells(pack, rows, records, used)
    settled = used.keys() | unsettled
    differences += [
        say("reconciliation", "no_line", code=r["code"]) for r in counts if r["code"] not in settled
    ]
    return differences


_KEYS = {
    "reconciliation": (
        *("code", "name", "in_round", "edition", "purpose", "expected"),
        *EXPECTED_STATES,
        *("adds_up", SUPERSEDED, EXTRA),
    ),
    "answers": (
        *("code", "name", "board", "edition", "label", "level", "principle", "state"),
        *("status", "words", "evidence", "actions", "file"),
    ),
    "table": ("code", "name", "label", "status", "words", "evidence", "figures", "judgement", "comment"),
}


def _tables(path: Path, wanted: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Table → its rows by our key, as another program reads them. A sheet that is not there has none."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    owner = group("pack" if "table" in wanted else "office")["sheets"]
    found: dict[str, list[dict[str, Any]]] = {}
    for key, texts in wanted.items():
        name, rows = owner[key], []
        if name in book.sheetnames:
            lines = book[name].iter_rows(min_row=HEADER_ROW + 1, values_only=True)
            _same_headers(path.name, next(lines, ()), headers(texts))
            for line in lines:
                if not line or line[0] in (None, "", nothing()):
                    break
                rows.append(dict(zip(_KEYS[key], line, strict=False)))
        found[key] = rows
    book.close()
    return found


def _same_headers(file: str, stand: Sequence[object], wanted: Sequence[str]) -> None:
    if tuple(stand[: len(wanted)]) != tuple(wanted):
        raise OwnFaultError(f"{file}: the headers of a table are not as they were written.")


def _used(folder: Path) -> tuple[dict[str, str], set[str]]:
    """Code → the file that is used, and the codes that are missing, as the ledger says."""
    names, words = headers("ledger"), group("outcomes")
    used: dict[str, str] = {}
    missing: set[str] = set()
    for row in read_rows(folder / "ledger.csv"):
        word, code = row[names[2]], row[names[4]]
        if word in (words["used"], words["unexpected"]):
            used[code] = row[names[1]]
        elif word == words["missing"]:
            missing.add(code)
    return used, missing


@cache
def _labels(edition: str, purpose: str) -> tuple[str, ...]:
    """What a form of this purpose asks for, from the edition itself."""
    return tuple(d.label for d in shape_of(load_edition(edition), purpose).direct)


def _expected_cells(counts: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    words = group("states")
    states = {str(words[state]) for state in EXPECTED_STATES}
    there = Counter((r["code"], r["edition"], r["label"]) for r in rows if r["state"] in states)
    yes = group("reconciliation")["yes"]
    wanted = {
        (r["code"], r["edition"], label)
        for r in counts
        if r["in_round"] == yes
        for label in _labels(r["edition"], r["purpose"])
    }
    found = [say("reconciliation", "not_there", code=c, label=n) for c, _, n in sorted(wanted - there.keys())]
    found += [say("reconciliation", "beyond", code=c, label=n) for c, _, n in sorted(there.keys() - wanted)]
    twice = sorted((key, n) for key, n in there.items() if n > 1)
    return found + [say("reconciliation", "twice", code=key[0], label=key[2], count=n) for key, n in twice]


def _statuses_of(record: Row) -> dict[str, str]:
    """Label → status, of the deliverables in a record in which anything stands."""
    edition = load_edition(record["edition"])
    there = {a["id"] for a in record["answers"] if a["table"] == "checklist" and a["column"] in ANSWERS}
    judged = {d["id"]: d["status"] for d in record["deliverables"]}
    return {d.label: judged[d.id] for d in edition.direct if d.id in there and d.id in judged}


def _states(rows: Sequence[Row], records: Mapping[str, Row], used: Mapping[str, str]) -> list[str]:
    """The long table against the returns that are used, cell by cell."""
    words, found = group("states"), []
    said = {code: _statuses_of(records[file]) for code, file in used.items() if file in records}
    found += [say("reconciliation", "no_record", file=f) for f in used.values() if f not in records]
    seen: set[tuple[str, str]] = set()
    for row in rows:
        code, label, state = row["code"], row["label"], row["state"]
        if state == words[SUPERSEDED]:
            continue
        answered = _of_edition(row, records.get(used.get(code, ""))) and label in said.get(code, {})
        seen |= {(code, label)} if answered else set()
        stands = state in (words[RECEIVED], words[EXTRA])
        if stands != answered or (code not in used) != (state == words[MISSING]):
            told = words[RECEIVED] if answered else words["blank"] if code in used else words[MISSING]
            found.append(
                say("reconciliation", "other_state", code=code, label=label, table=state, found=told)
            )
        elif answered and row["status"] != said[code][label]:
            found.append(_other_status(row, said[code][label], "office.xlsx"))
    lost = sorted((c, label) for c, labels in said.items() for label in labels if (c, label) not in seen)
    return found + [say("reconciliation", "not_there", code=code, label=label) for code, label in lost]


def _other_status(row: Row, found: str, file: str) -> str:
    facts = {"code": str(row["code"]), "label": str(row["label"]), "table": str(row["status"])}
    return say("reconciliation", "other_status", **facts | {"found": found, "file": file})


def _of_edition(row: Row, record: Row | None) -> bool:
    return record is not None and row["edition"] == record["edition"]


def _counts(counts: Sequence[Row], rows: Sequence[Row]) -> list[str]:
    """The sheet Reconciliation against the long table. A number that no program has worked out is passed."""
    words, found = group("states"), []
    there = Counter((row["code"], row["state"]) for row in rows)
    for row in counts:
        for state in (*EXPECTED_STATES, SUPERSEDED, EXTRA):
            told, stands = row[state], there.get((row["code"], words[state]), 0)
            if told is not None and told != stands:
                code, word = str(row["code"]), str(words[state])
                facts: dict[str, str | int] = {"code": code, "state": word, "table": int(told)}
                found.append(say("reconciliation", "other_count", **facts, found=stands))
    return found


def _pack_cells(
    pack: Sequence[Row],
    rows: Sequence[Row],
    records: Mapping[str, Row],
    used: Mapping[str, str],
) -> list[str]:
    """The pack's long table: every direct deliverable of every organisation in it, once, with its status."""
    found: list[str] = []
    there = Counter((row["code"], row["label"]) for row in pack)
    codes = {row["code"] for row in pack} | {c for c, f in used.items() if _applies(records.get(f))}
    wanted: dict[tuple[str, str], str] = {}
    for code in sorted(codes & used.keys()):
        record = records.get(used[code])
        if record is not None:
            labels = {d.id: d.label for d in load_edition(record["edition"]).direct}
            judged = [d for d in record["deliverables"] if d["id"] in labels]
            wanted |= {(code, labels[d["id"]]): d["status"] for d in judged}
    for code, label in sorted(wanted.keys() - there.keys()):
        found.append(say("reconciliation", "not_in_pack", code=code, label=label))
    for code, label in sorted(there.keys() - wanted.keys()):
        found.append(say("reconciliation", "beyond_in_pack", code=code, label=label))
    for (code, label), n in sorted(there.items()):
        if n > 1:
            found.append(say("reconciliation", "twice_in_pack", code=code, label=label, count=n))
    for row in pack:
        key = row["code"], row["label"]
        if key in wanted and row["status"] != wanted[key]:
            found.append(_other_status(row, wanted[key], "review-pack.xlsx"))
    return found


def _applies(record: Row | None) -> bool:
    """Whether a record says that it asks for feedback or recognition."""
    if record is None:
        return False
    asked = {level.asking for level in load_edition(record["edition"]).levels}
    return record["asking_for"] in asked | {FEEDBACK}
