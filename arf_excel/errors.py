"""What can go wrong, as a tree, and the exit code of each.

ArfError                 a sentence for a person, shown without a traceback
├── UsageError           wrong words on the command line, or a wrong settings file   exit 2
├── EditionError         a framework file of ours is wrong: file and key named       exit 4
├── OutputBusyError      an output is open in another program                        exit 2
├── UnreadableError      a returned file cannot be read: code, what it is, remedy    exit 3
└── OwnFaultError        something that must hold does not: our own fault            exit 4
"""

from __future__ import annotations

EXIT_FINE, EXIT_TO_LOOK_AT, EXIT_USAGE, EXIT_UNREADABLE, EXIT_OWN_FAULT = 0, 1, 2, 3, 4
EXIT_INTERRUPTED = 130


class ArfError(Exception):
    """A sentence for a person; every other error is our own fault."""

    exit_code = EXIT_OWN_FAULT


class UsageError(ArfError):
    """The command, or a file that the office owns, says something that cannot be done."""

    exit_code = EXIT_USAGE


class EditionError(ArfError):
    """A framework file of ours is wrong; the sentence names file and key."""


class OutputBusyError(ArfError):
    """An output could not be moved into place, most often because it is open in Excel."""

    exit_code = EXIT_USAGE


class OwnFaultError(ArfError):
    """Something that must hold does not hold."""


class UnreadableError(ArfError):
    """A returned file cannot be read. `code` is a key of findings.toml, `facts` fill its sentence."""

    exit_code = EXIT_UNREADABLE

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
