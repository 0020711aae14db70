"""The command line: reads words, calls a room, prints what it says. It thinks nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from arf_excel import __version__, errors
from arf_excel.framework.edition import DEFAULT_EDITION, edition_ids, load_edition

PATHS = click.Path(path_type=Path)


class _Command(click.Command):
    """A command whose help ends with examples, laid out as they are written."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            formatter.write_paragraph()
            formatter.write("Examples:\n")
            for line in self.examples.strip().splitlines():
                formatter.write(f"  {line.strip()}\n")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="arf-excel")
def cli() -> None:
    """The North West Anti-racist Framework in a spreadsheet.

    Make the form, read returns, and combine them for the panel and the region.
    """


def _edition_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--edition",
        type=click.Choice(edition_ids()),
        default=DEFAULT_EDITION,
        show_default=True,
        help="Which edition of the framework.",
    )(command)


@cli.command(
    cls=_Command,
    examples="""arf-excel blank -o form.xlsx
    arf-excel blank --for bronze -o bronze.xlsx
    arf-excel blank --edition 2021 --for accreditation -o form-2021.xlsx""",
)
@_edition_option
@click.option("--for", "purpose", default="all", show_default=True, metavar="PURPOSE", help=(
    "self-assessment, feedback, a level of the edition (bronze, silver, gold; accreditation), or all."
))
@click.option("--locked", is_flag=True, help="Protect the sheets too; both kinds are read the same.")
@click.option("-o", "--output", type=PATHS, required=True, help="Where to write the form (.xlsx).")
def blank(edition: str, purpose: str, locked: bool, output: Path) -> None:
    """Write an empty form."""
    from arf_excel.form.sheets import shape_of
    from arf_excel.form.write import write_form

    if output.suffix.lower() != ".xlsx":
        raise errors.UsageError(f"A form is an Excel workbook: let the name end with .xlsx, not '{output.suffix}'.")
    shape = shape_of(load_edition(edition), purpose)
    write_form(output, shape, locked=locked)
    _say(f"Written: {output.name}")


@cli.command(
    cls=_Command,
    examples="""arf-excel check form.xlsx
    arf-excel check returned/
    arf-excel check --json returned/ > findings.jsonl""",
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line on standard output, and nothing else.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Read returned forms and say what is worth another look.

    Leaves with 0 when there is nothing to fix or explain, 1 when there is, 3 when a file could not be read.
    """
    from arf_excel import printing
    from arf_excel.intake.files import returns_in
    from arf_excel.intake.reader import read_return
    from arf_excel.intake.submission import Unreadable
    from arf_excel.review.record import record, unreadable_record
    from arf_excel.review.review import review

    worst = errors.EXIT_FINE
    for path, shown in returns_in(paths):
        found = read_return(path.read_bytes(), shown)
        if isinstance(found, Unreadable):
            worst = errors.EXIT_UNREADABLE
            data, show = unreadable_record(found), lambda f=found: printing.unreadable(f)
        else:
            judged = review(found)
            worst = max(worst, errors.EXIT_TO_LOOK_AT if judged.to_look_at else errors.EXIT_FINE)
            data, show = record(judged), lambda r=judged: printing.review(r)
        if as_json:
            click.echo(json.dumps(data, ensure_ascii=True))
        else:
            show()
    raise SystemExit(worst)


def _say(words: str) -> None:
    click.echo(words, err=True)


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Every error leaves as one sentence and an exit code."""
    try:
        cli.main(args=arguments, prog_name="arf-excel", standalone_mode=False)
    except click.exceptions.Exit as leave:
        raise SystemExit(leave.exit_code) from None
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped.")
        raise SystemExit(errors.EXIT_INTERRUPTED) from None
    except click.ClickException as error:
        error.show()
        raise SystemExit(errors.EXIT_USAGE) from None
    except errors.ArfError as error:
        _say(str(error))
        raise SystemExit(error.exit_code) from None


__all__ = ["cli", "main", "sys", "wraps"]
