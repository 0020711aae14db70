"""The command line: reads words, calls a room, prints what it says. It thinks nothing."""

from __future__ import annotations

import os
import sys

import click

from arf_excel import __version__, errors
from arf_excel.cli import collation, desk, forms, returns, rounds
from arf_excel.cli.run import run


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="arf-excel")
def cli() -> None:
    """The North West Anti-racist Framework in a spreadsheet.

    Make the form, read returns, and combine them for the panel and the region.
    """


for _command in (
    *(forms.blank, forms.questions, forms.enter, forms.migrate),
    *(returns.check, returns.lint, rounds.round_, rounds.issue, collation.collate),
    *(rounds.chase, rounds.letters, desk.desk),
):
    cli.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command. Every error leaves as one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Windows console may lack a letter of somebody's name
            stream.reconfigure(errors="replace")
    try:
        code = run(cli, arguments, _echo)
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(errors.EXIT_FINE) from None
    if code:
        raise SystemExit(code)


def _echo(words: str) -> None:
    """A sentence may name a file as a stranger named it, or repeat an option that was one."""
    from arf_excel.printing import clean

    for line in words.splitlines():
        click.echo(clean(line), err=True)
