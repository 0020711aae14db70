"""Returns in: `check` and `lint`."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from arf_excel import errors
from arf_excel.cli.command import PATHS, Command

SHUT = "FIX-046"
"""A file that the system does not let us open."""


@click.command(
    cls=Command,
    examples="""
    arf-excel check form.xlsx
    arf-excel check returned
    arf-excel check --json returned > findings.jsonl
    """,
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read returned forms and say what is worth another look.

    Leaves with 0 when there is nothing to fix or explain, 1 when there is, 3 when a file could
    not be read.
    """
    worst = errors.EXIT_FINE
    for path, shown in _spreadsheets(paths):
        worst = max(worst, check_one(path, shown, as_json))
    raise SystemExit(worst)


def check_one(path: Path, shown: str, as_json: bool) -> int:
    """Print one file's report; returns its exit code."""
    from arf_excel import printing
    from arf_excel.intake.files import read_bytes
    from arf_excel.intake.reader import read_return
    from arf_excel.intake.submission import Unreadable
    from arf_excel.review.record import record, unreadable_record
    from arf_excel.review.review import review

    opened = read_bytes(path)
    found = (
        replace(read_return(opened[0], shown), sha256=opened[1]) if opened else Unreadable(shown, "", SHUT)
    )
    if isinstance(found, Unreadable):
        if as_json:
            click.echo(json.dumps(unreadable_record(found)))
        else:
            printing.unreadable(found)
        return errors.EXIT_UNREADABLE
    judged = review(found)
    if as_json:
        click.echo(json.dumps(record(judged)))
    else:
        printing.review(judged)
    return errors.EXIT_TO_LOOK_AT if judged.to_look_at else errors.EXIT_FINE


@click.command(
    cls=Command,
    examples="""
    arf-excel lint form.xlsx
    arf-excel lint pack
    arf-excel lint --json pack > faults.jsonl
    """,
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
def lint(paths: tuple[Path, ...], as_json: bool) -> None:
    """Say what Excel would repair in a workbook, and what not everyone could read.

    Leaves with 0 when a workbook is sound and accessible, 1 when it is not, 3 when a file could not
    be read.
    """
    raise SystemExit(max(_lint_one(path, shown, as_json) for path, shown in _spreadsheets(paths)))


def _spreadsheets(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """(path, name to show) of each file that a command is to read; there is at least one."""
    from arf_excel.intake.files import returns_in

    found = list(returns_in(paths))
    if not found:
        raise errors.UsageError(f"There is no spreadsheet to read in {', '.join(map(str, paths))}.")
    return found


def _lint_one(path: Path, shown: str, as_json: bool) -> int:
    """Print one file's faults; returns its exit code."""
    from arf_excel import printing
    from arf_excel.intake.files import read_bytes
    from arf_excel.intake.lint import lint as lint_bytes
    from arf_excel.intake.submission import Unreadable

    faults, code, opened = None, "", read_bytes(path)
    try:
        if opened is None:
            raise errors.UnreadableError(SHUT)
        faults = lint_bytes(opened[0], shown)
    except errors.UnreadableError as error:
        code = error.code
        if not as_json:
            printing.unreadable(Unreadable(shown, "", code, error.facts))
    if as_json:
        told = None if faults is None else [asdict(fault) for fault in faults]
        click.echo(json.dumps({"file": shown, "code": code, "faults": told}))
    elif not code:
        printing.faults(shown, faults)
    if faults is None:
        return errors.EXIT_UNREADABLE
    return errors.EXIT_TO_LOOK_AT if faults else errors.EXIT_FINE
