"""What the commands share: help that ends with examples, paths, and the options that stand on several."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from arf_excel.framework.edition import DEFAULT_EDITION, edition_ids

PATHS = click.Path(path_type=Path)


class Command(click.Command):
    """A command whose help ends with examples, laid out as they are written."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.section("Examples"):
            for line in self.examples.strip().splitlines():
                formatter.write(f"  {line.strip()}\n")


EDITION = click.option(
    "--edition",
    type=click.Choice(edition_ids()),
    default=DEFAULT_EDITION,
    show_default=True,
    help="Which edition of the framework.",
)
PURPOSE = click.option(
    "--for",
    "purpose",
    default="all",
    show_default=True,
    metavar="PURPOSE",
    help="self-assessment, feedback, a level (bronze, silver, gold; in 2021 accreditation), or all.",
)
PASSWORD_FILE = click.option(
    "--password-file",
    type=PATHS,
    metavar="FILE",
    help="A text file of passwords, one a line, to open returns that have one.",
)
