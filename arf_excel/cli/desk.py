"""The Assembly's desk in Excel: `desk build`, what its buttons run, and the panel's copy of a pack."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from arf_excel import errors
from arf_excel.cli.command import PATHS, Command
from arf_excel.cli.run import code_of

if TYPE_CHECKING:
    from arf_excel.intake.submission import Unreadable
    from arf_excel.review.review import Review

_HEADS = {
    errors.EXIT_FINE: "done",
    errors.EXIT_TO_LOOK_AT: "look",
    errors.EXIT_UNREADABLE: "unreadable",
    errors.EXIT_OWN_FAULT: "own_fault",
}
_DONE = (errors.EXIT_FINE, errors.EXIT_TO_LOOK_AT, errors.EXIT_UNREADABLE)


@click.group("desk")
def desk() -> None:
    """A workbook with buttons for the Assembly's office, and what its buttons run."""


@desk.command(
    "build",
    cls=Command,
    examples="""
    arf-excel desk build -o desk.xlsm
    arf-excel desk build --python C:\\arf\\.venv\\Scripts\\python.exe -o desk.xlsm
    """,
)
@click.option("-o", "--output", type=PATHS, required=True, help="The workbook to write; ends in .xlsm.")
@click.option("--python", default="", metavar="PROGRAM", help="The Python its buttons run; else this one.")
def build(output: Path, python: str) -> None:
    """Make the desk: a workbook with a button for each step of a round. Needs no Excel.

    It is for the office alone, and holds no answer of anybody. Make it again on each computer, and
    after each update.
    """
    from arf_excel import printing
    from arf_excel.desk.build import build_desk

    build_desk(output, python)
    printing.say(f"Written: {output}. Open it, allow its macros, and type the folder of a round.")


@desk.command(
    "open",
    cls=Command,
    examples="""
    arf-excel desk open round autumn
    arf-excel desk open pack autumn
    arf-excel desk open summary autumn
    """,
)
@click.argument("what", type=click.Choice(("round", "pack", "summary")))
@click.argument("folder", type=PATHS)
def open_(what: str, folder: Path) -> None:
    """Open a round's round.xlsx, its review pack or its regional summary."""
    from arf_excel import printing
    from arf_excel.desk.rows import file_to_open

    printing.open_file(file_to_open(what, folder))


@desk.command(
    "check",
    cls=Command,
    examples="""
    arf-excel desk check
    arf-excel desk check ARF_X01_Autumn-2026.xlsx
    """,
)
@click.argument("workbook", default="")
def check(workbook: str) -> None:
    """Check the form that is open in Excel, and write what to look at beside its answers.

    Unsaved changes count. WORKBOOK is the name or path of an open workbook; without it, the one in
    front. Without Excel, or without the extra `excel`, the file is read as it was saved last. Leaves
    with check's exit codes.
    """
    from arf_excel import printing
    from arf_excel.desk import live
    from arf_excel.desk.rows import said

    try:
        book = live.open_book(workbook)
    except live.NoExcel as reason:
        if not Path(workbook).is_file():
            raise
        printing.sentences(f"{reason}\n{said('as_saved')}")
        found = _saved(Path(workbook))
    else:
        found, shut = live.check(book)
        if shut:
            printing.sentences(said("shut", sheets=", ".join(shut)))
    raise SystemExit(printing.looked_at(found))


def _saved(path: Path) -> Review | Unreadable:
    """A file judged as `check` does; nothing is written."""
    from arf_excel.cli.returns import judged
    from arf_excel.intake.isolation import Readers

    with Readers((), workers=1) as readers:
        return judged(path, path.name, readers.read_here)


@desk.command(
    "next",
    cls=Command,
    examples="""
    arf-excel desk next
    arf-excel desk next ARF_X01_Autumn-2026.xlsx
    """,
)
@click.argument("workbook", default="")
def next_(workbook: str) -> None:
    """Go to the next answer of the open form that has something written beside it.

    `desk check` writes it. After the last one comes the first again.
    """
    from arf_excel import printing
    from arf_excel.desk import live
    from arf_excel.desk.rows import said
    from arf_excel.intake.grid import cell_name

    line = live.next_one(live.open_book(workbook))
    if line is None:
        printing.sentences(said("no_line"))
    else:
        printing.sentences(f"{line.sheet} {cell_name(line.answer)}\n{line.text}")


@desk.command(
    "panel",
    cls=Command,
    examples="""
    arf-excel desk panel autumn/pack/review-pack.xlsx -o review-pack.xlsm
    """,
)
@click.argument("pack", type=PATHS)
@click.option("-o", "--output", type=PATHS, required=True, help="The copy to write; ends in .xlsm.")
def panel(pack: Path, output: Path) -> None:
    """Write a copy of a review pack with two macros: the next empty judgement, and print one organisation.

    What is typed in it stays. The review pack itself is not changed, and needs no macro.
    """
    from arf_excel import printing
    from arf_excel.panel.copy import panel_copy

    panel_copy(pack, output)
    printing.say(f"Written: {output}. Alt+F8 lists its macros.")


@desk.command(
    "press",
    cls=Command,
    examples="""
    arf-excel desk press collate --ticket 46348-3464800 -- autumn
    """,
)
@click.argument("button")
@click.argument("folder", type=PATHS)
@click.option("--ticket", required=True, help="Two numbers with a hyphen: the name of the reply.")
@click.option("--workbook", default="", help="The workbook that is open beside the desk.")
@click.pass_context
def press(context: click.Context, button: str, folder: Path, ticket: str, workbook: str) -> None:
    """What a button of the desk runs: its command, with the reply in the round's folder `desk`.

    The reply is a workbook that the desk shows. Leaves with the exit code of the command.
    """
    from arf_excel import printing
    from arf_excel.desk.reply import Reply, write_reply
    from arf_excel.desk.rows import button_called, require_round, said
    from arf_excel.desk.working import Working

    wanted, today = button_called(button), dt.date.today()
    require_round(folder)
    with Working(folder, ticket) as working:
        with printing.told_to_the_desk(working.step) as told:
            arguments = wanted.arguments(folder.absolute(), workbook, today)
            code = code_of(context.find_root().command, arguments, printing.sentences)
        head = said(_HEADS.get(code, "stopped"), label=wanted.label)
        write_reply(working.reply, Reply(wanted, told, head, folder, done=code in _DONE), today)
    printing.say(head)
    raise SystemExit(code)
