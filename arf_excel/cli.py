"""The command line: reads words, calls a room, prints what it says. It thinks nothing."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from arf_excel import __version__, errors
from arf_excel.fault import log_fault
from arf_excel.framework.edition import DEFAULT_EDITION, edition_ids, load_edition

PATHS = click.Path(path_type=Path)
SHUT = "FIX-046"
"""A file that the system does not let us open."""


class _Command(click.Command):
    """A command whose help ends with examples, laid out as they are written."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.section("Examples"):
            for line in self.examples.strip().splitlines():
                formatter.write(f"  {line.strip()}\n")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="arf-excel")
def cli() -> None:
    """The North West Anti-racist Framework in a spreadsheet.

    Make the form, read returns, and combine them for the panel and the region.
    """


_EDITION = click.option(
    "--edition",
    type=click.Choice(edition_ids()),
    default=DEFAULT_EDITION,
    show_default=True,
    help="Which edition of the framework.",
)
_PURPOSE = click.option(
    "--for",
    "purpose",
    default="all",
    show_default=True,
    metavar="PURPOSE",
    help="self-assessment, feedback, a level (bronze, silver, gold; in 2021 accreditation), or all.",
)


@cli.command(
    cls=_Command,
    examples="""
    arf-excel blank -o form.xlsx
    arf-excel blank --for bronze -o bronze.xlsx
    arf-excel blank --edition 2021 --for accreditation -o form-2021.xlsx
    """,
)
@_EDITION
@_PURPOSE
@click.option("--locked", is_flag=True, help="Protect the sheets too. Both kinds are read the same.")
@click.option("-o", "--output", type=PATHS, required=True, help="Where to write the form (.xlsx).")
def blank(edition: str, purpose: str, locked: bool, output: Path) -> None:
    """Write an empty form."""
    from arf_excel import printing
    from arf_excel.form.sheets import shape_of
    from arf_excel.form.write import write_form

    if output.suffix.lower() != ".xlsx":
        raise errors.UsageError(f"A form is an Excel workbook: let '{output.name}' end with .xlsx.")
    write_form(output, shape_of(load_edition(edition), purpose), locked=locked)
    printing.say(f"Written: {output}")


@cli.command(
    cls=_Command,
    examples="""
    arf-excel questions -o questions.docx
    arf-excel questions --for bronze -o questions.md
    arf-excel questions --for bronze -o answers.txt
    """,
)
@_EDITION
@_PURPOSE
@click.option("-o", "--output", type=PATHS, required=True, help="Where to write (.docx, .md or .txt).")
def questions(edition: str, purpose: str, output: Path) -> None:
    """Write what a form asks as a plain document, for people who answer without the form.

    .docx and .md are to be filled in and sent back; .txt is for the office, which types what came
    into it, for `enter`.
    """
    from arf_excel import printing
    from arf_excel.form.questions import save_questions
    from arf_excel.form.sheets import shape_of

    save_questions(output, shape_of(load_edition(edition), purpose))
    printing.say(f"Written: {output}")


@cli.command(
    cls=_Command,
    examples="""
    arf-excel enter answers.txt -o form.xlsx
    arf-excel enter answers.txt -o autumn/returned/form.xlsx --round autumn
    """,
)
@click.argument("answers", type=PATHS)
@click.option("-o", "--output", type=PATHS, required=True, help="Where to write the form (.xlsx).")
@click.option("--round", "round_folder", type=PATHS, help="Fill in the form that this round issues.")
def enter(answers: Path, output: Path, round_folder: Path | None) -> None:
    """Put answers that came without the form into a form, and check it.

    ANSWERS is a text such as `questions -o answers.txt` writes. Leaves with 0 when the form is
    written, whatever is still to be looked at in it.
    """
    from arf_excel import printing
    from arf_excel.rounds.enter import enter as enter_answers

    enter_answers(answers, output, round_folder)
    printing.say(f"Written: {output}")
    _check_one(output, str(output), as_json=False)


@cli.command(
    cls=_Command,
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
        worst = max(worst, _check_one(path, shown, as_json))
    raise SystemExit(worst)


def _check_one(path: Path, shown: str, as_json: bool) -> int:
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


@cli.command(
    cls=_Command,
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


@cli.group("round")
def round_() -> None:
    """Set up a round: its folder and its settings workbook."""


@round_.command(
    "new",
    cls=_Command,
    examples="""
    arf-excel round new "Autumn 2026" -o autumn
    arf-excel round new "Autumn 2026" -o autumn --organisations our-list.csv
    """,
)
@click.argument("name")
@click.option("-o", "--output", type=PATHS, required=True, help="The folder of the round; new or empty.")
@_EDITION
@click.option("--organisations", type=PATHS, help="A list of your own (.csv or .xlsx): code and name.")
def round_new(name: str, output: Path, edition: str, organisations: Path | None) -> None:
    """Make a round's folder with round.xlsx, issued, returned and pack."""
    from arf_excel import printing
    from arf_excel.rounds.new import new_round

    made = new_round(name, output, edition, organisations)
    printing.say(f"Written: {made}. Open it in Excel, fill in Settings and Organisations, and save it.")


@cli.command(
    cls=_Command,
    examples="""
    arf-excel issue autumn
    arf-excel issue --locked autumn
    """,
)
@click.argument("folder", type=PATHS)
@click.option("--locked", is_flag=True, help="Protect the sheets too. Both kinds are read the same.")
def issue(folder: Path, locked: bool) -> None:
    """Write one pre-filled form for each organisation of a round, and issued.csv."""
    from arf_excel import printing
    from arf_excel.rounds.issue import issue as issue_forms
    from arf_excel.rounds.issue import not_yet_agreed

    with printing.progress("Writing") as steps:
        issued = issue_forms(folder, locked=locked, progress=steps)
    rows = [(form.code, form.name, form.path.name, form.purpose, form.closes or "") for form in issued]
    printing.table("Issued", ("Code", "Organisation", "File", "Form", "Closes"), rows)
    printing.readings(not_yet_agreed(folder))


@cli.command(
    cls=_Command,
    examples="""
    arf-excel collate autumn
    arf-excel collate samples/returned -o pack
    arf-excel collate returned more.xlsx -o pack --round autumn
    """,
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("-o", "--output", type=PATHS, help="Where to write; a round's own folder pack, else pack.")
@click.option("--round", "round_folder", type=PATHS, help="The round whose organisations are expected.")
@click.option("--strict", is_flag=True, help="Leave with check's exit codes for what the returns hold.")
def collate(paths: tuple[Path, ...], output: Path | None, round_folder: Path | None, strict: bool) -> None:
    """Combine returns into the review pack, the office workbook and the regional summaries.

    PATHS are files and folders, or one round's folder: then its `returned` is read and its `pack`
    written. Leaves with 0 when every output is whole and adds up, whatever the returns hold.
    """
    from arf_excel import printing
    from arf_excel.collation.collate import collate as collate_returns
    from arf_excel.rounds.folder import is_round
    from arf_excel.rounds.read import read_round

    if round_folder is None and len(paths) == 1 and is_round(paths[0]):
        round_folder = paths[0]
    only = round_folder / "returned" if round_folder and paths == (round_folder,) else None
    found = read_round(round_folder) if round_folder else None
    out = output or (round_folder / "pack" if round_folder else Path("pack"))
    with printing.progress("Collating") as steps:
        outcome = collate_returns(paths, out, found, returned_only=only, progress=steps)
    printing.collated(outcome, out)
    if strict:
        looked = errors.EXIT_TO_LOOK_AT if outcome.to_look_at else errors.EXIT_FINE
        raise SystemExit(errors.EXIT_UNREADABLE if outcome.unreadable else looked)


def _leave(words: str, code: int) -> None:
    click.echo(words, err=True)
    raise SystemExit(code)


def _own_fault(error: BaseException) -> None:
    log = log_fault(error)
    where = f" What happened is in {log}." if log else ""
    _leave(f"Something went wrong that is our fault, not yours. Nothing of yours was changed.{where}", 4)


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Every error leaves as one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may lack a letter of somebody's name
            stream.reconfigure(errors="replace")
    try:
        cli.main(args=arguments, prog_name="arf-excel", standalone_mode=False)
    except click.exceptions.Exit as leave:
        raise SystemExit(leave.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        _leave("Stopped.", errors.EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        raise SystemExit(errors.EXIT_USAGE) from None
    except errors.ArfError as error:
        _leave(str(error), error.exit_code)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(errors.EXIT_FINE) from None
    except OSError as error:
        name = Path(error.filename).name if error.filename else "A file"
        _leave(
            f"{name} could not be read or written: {error.strerror or 'no reason given'}.", errors.EXIT_USAGE
        )
    except Exception as error:
        _own_fault(error)
