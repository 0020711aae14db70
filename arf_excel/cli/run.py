"""A command run to its end: every error as a sentence for a person, and an exit code."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from arf_excel import errors
from arf_excel.fault import log_fault

Say = Callable[[str], None]


def run(group: click.Command, arguments: Sequence[str] | None, say: Say) -> int:
    """Run it; None takes the words of the command line. Gives back the exit code.

    A command that leaves with a code of its own raises SystemExit. BrokenPipeError goes on too: whoever
    reads the output went away.
    """
    if arguments is None and sys.argv[1:2] == ["desk"]:
        arguments = sys.argv[1:]  # on Windows click would fill in $NAME, ~ and [1], which paths may have
    try:
        group.main(
            args=None if arguments is None else list(arguments), prog_name="arf-excel", standalone_mode=False
        )
    except click.exceptions.Exit as leave:
        raise SystemExit(leave.exit_code) from None
    except BrokenPipeError:
        raise
    except (Exception, KeyboardInterrupt) as error:
        words, code = _told(error)
        say(words)
        return code
    return errors.EXIT_FINE


def code_of(group: click.Command, arguments: Sequence[str], say: Say) -> int:
    """As `run`; a command that leaves with a code of its own gives that back."""
    try:
        return run(group, arguments, say)
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else errors.EXIT_FINE


def _told(error: BaseException) -> tuple[str, int]:
    """The sentence of an error, and its exit code."""
    match error:
        case click.Abort() | KeyboardInterrupt():
            return "Stopped.", errors.EXIT_INTERRUPTED
        case click.ClickException():
            error.show(said := io.StringIO())
            return said.getvalue().rstrip(), errors.EXIT_USAGE
        case errors.ArfError():
            return str(error), error.exit_code
        case OSError():
            name = Path(error.filename).name if error.filename else "A file"
            reason = error.strerror or "no reason given"
            return f"{name} could not be read or written: {reason}.", errors.EXIT_USAGE
        case _:
            return _own_fault(error), errors.EXIT_OWN_FAULT


def _own_fault(error: BaseException) -> str:
    log = log_fault(error)
    where = f" What happened is in {log}." if log else ""
    return f"Something went wrong that is our fault, not yours. Nothing of yours was changed.{where}"
