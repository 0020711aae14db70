"""The command line: reads words, calls a room, prints what it says. It thinks nothing."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from arf_excel import __version__, errors
from arf_excel.cli import collation, forms, returns, rounds
from arf_excel.fault import log_fault


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="arf-excel")
def cli() -> None:
    """The North West Anti-racist Framework in a spreadsheet.

    Make the form, read returns, and combine them for the panel and the region.
    """


for _command in (
    *(forms.blank, forms.questions, forms.enter, forms.migrate),
    *(returns.check, returns.lint, rounds.round_, rounds.issue, collation.collate),
    *(rounds.chase, rounds.letters),
):
    cli.add_command(_command)


def _leave(words: str, code: int) -> None:
    """A sentence may name a file as a stranger named it, or repeat an option that was one."""
    from arf_excel.printing import clean

    for line in words.splitlines():
        click.echo(clean(line), err=True)
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
        error.show(said := io.StringIO())
        _leave(said.getvalue().rstrip(), errors.EXIT_USAGE)
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
