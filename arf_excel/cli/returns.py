"""Returns in: `check` and `lint`."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arf_excel import errors
from arf_excel.cli.command import PASSWORD_FILE, PATHS, Command

if TYPE_CHECKING:
    from arf_excel.intake.submission import Submission, Unreadable
    from arf_excel.review.review import Review
    from arf_excel.rounds.settings import Round

SHUT = "FIX-046"
"""A file that the system does not let us open."""
Reader = Callable[[bytes, str], "Submission | Unreadable"]


@click.command(
    cls=Command,
    examples="""
    arf-excel check form.xlsx
    arf-excel check returned
    arf-excel check --fix-me to-send-back returned
    arf-excel check --round autumn --fix-me autumn/to-send-back autumn/returned
    arf-excel check --password-file passwords.txt returned
    arf-excel check --json returned > findings.jsonl
    """,
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, and nothing else.")
@click.option("--fix-me", "copies", type=PATHS, help="A folder for filled copies, what to look at marked.")
@click.option("--round", "round_folder", type=PATHS, help="The round whose words go on those copies.")
@PASSWORD_FILE
def check(
    paths: tuple[Path, ...],
    as_json: bool,
    copies: Path | None,
    round_folder: Path | None,
    password_file: Path | None,
) -> None:
    """Read returned forms and say what is worth another look.

    Leaves with 0 when there is nothing to fix or explain, 1 when there is, 3 when a file could
    not be read.
    """
    from arf_excel.intake.isolation import Readers
    from arf_excel.intake.passwords import passwords_in
    from arf_excel.rounds.read import read_round

    worst = errors.EXIT_FINE
    kept: list[Review] = []
    if copies:
        _require_apart(copies, paths)
    round_ = read_round(round_folder) if round_folder else None
    keep = kept.append if copies else None
    with Readers(passwords_in(password_file), workers=1) as readers:
        for path, shown in _spreadsheets(paths):
            worst = max(worst, check_one(path, shown, as_json, keep, readers.read_here))
    if copies:
        _write_copies(kept, copies, round_)
    raise SystemExit(worst)


def _require_apart(folder: Path, paths: tuple[Path, ...]) -> None:
    from arf_excel.rounds.copies import require_apart

    require_apart(folder, paths)


def _write_copies(kept: list[Review], folder: Path, round_: Round | None) -> None:
    from arf_excel import printing
    from arf_excel.rounds.copies import write_fix_me_copies

    written = write_fix_me_copies(kept, folder, round_, clear=False)
    names = ", ".join(path.name for path in written)
    printing.say(f"Written to {folder}: {names}" if written else "Nothing to look at: no copy was written.")


def check_one(
    path: Path,
    shown: str,
    as_json: bool,
    keep: Callable[[Review], None] | None = None,
    read: Reader | None = None,
) -> int:
    """Print one file's report; returns its exit code. `keep` is given what was judged."""
    from arf_excel import printing
    from arf_excel.intake.submission import Unreadable
    from arf_excel.review.hold import withheld
    from arf_excel.review.record import record, unreadable_record

    found = judged(path, shown, read)
    if isinstance(found, Unreadable):
        if as_json:
            click.echo(json.dumps(unreadable_record(found)))
        else:
            printing.unreadable(found)
        return errors.EXIT_UNREADABLE
    if keep:
        keep(found)
    told = withheld(found)
    if as_json:
        click.echo(json.dumps(record(told)))
    else:
        printing.review(told)
    return errors.EXIT_TO_LOOK_AT if found.to_look_at else errors.EXIT_FINE


def judged(path: Path, shown: str, read: Reader | None = None) -> Review | Unreadable:
    """One file read and judged."""
    from arf_excel.intake.files import read_bytes
    from arf_excel.intake.reader import read_return
    from arf_excel.intake.submission import Unreadable
    from arf_excel.review.review import review

    opened, read = read_bytes(path), read or read_return
    found = replace(read(opened[0], shown), sha256=opened[1]) if opened else Unreadable(shown, "", SHUT)
    return found if isinstance(found, Unreadable) else review(found)


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
    from arf_excel import printing
    from arf_excel.intake.files import left_out, returns_in

    found = list(returns_in(paths))
    if not found:
        raise errors.UsageError(f"There is no spreadsheet to read in {', '.join(map(str, paths))}.")
    printing.left_out(left_out(paths))
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
