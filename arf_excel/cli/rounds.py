"""A round: `round new`, `issue`, `chase`, `letters` and `round close`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from arf_excel.cli.command import EDITION, PATHS, Command

if TYPE_CHECKING:
    from arf_excel.letters.drafts import Written

AS_OF = click.option("--as-of", metavar="DAY", help="The day to count from, such as '3 October 2026'.")
AGAIN = click.option("--again", is_flag=True, help="Write over letters that were changed, too.")


@click.group("round")
def round_() -> None:
    """Set up a round, and close it."""


@round_.command(
    "new",
    cls=Command,
    examples="""
    arf-excel round new "Autumn 2026" -o autumn
    arf-excel round new "Autumn 2026" -o autumn --organisations our-list.csv
    """,
)
@click.argument("name")
@click.option("-o", "--output", type=PATHS, required=True, help="The folder of the round; new or empty.")
@EDITION
@click.option("--organisations", type=PATHS, help="A list of your own (.csv or .xlsx): code and name.")
def round_new(name: str, output: Path, edition: str, organisations: Path | None) -> None:
    """Make a round's folder with round.xlsx, issued, returned and pack."""
    from arf_excel import printing
    from arf_excel.rounds.new import new_round

    made = new_round(name, output, edition, organisations)
    printing.say(f"Written: {made}. Open it in Excel, fill in Settings and Organisations, and save it.")


@click.command(
    cls=Command,
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
    from arf_excel.collation.words import day
    from arf_excel.rounds.issue import issue as issue_forms
    from arf_excel.rounds.issue import not_yet_agreed

    with printing.progress("Writing") as steps:
        issued = issue_forms(folder, locked=locked, progress=steps)
    rows = [(form.code, form.name, form.path.name, form.purpose, day(form.closes)) for form in issued]
    printing.table("Issued", ("Code", "Organisation", "File", "Form", "Closes"), rows)
    printing.readings(not_yet_agreed(folder))


@click.command(
    cls=Command,
    examples="""
    arf-excel chase autumn
    arf-excel chase autumn --as-of "3 October 2026"
    """,
)
@click.argument("folder", type=PATHS)
@AS_OF
@AGAIN
def chase(folder: Path, as_of: str | None, again: bool) -> None:
    """List who has not returned, with a reminder ready for each.

    Writes letters/chase.xlsx, letters/chase.txt and the reminders. Who has returned is taken from
    the ledger, so run `collate` first.
    """
    from arf_excel import printing
    from arf_excel.collation.words import day
    from arf_excel.letters.chase import chase as chase_round
    from arf_excel.rounds.values import day_given

    found = chase_round(folder, day_given(as_of), again=again)
    headers = ("Code", "Organisation", "Closes on", "Days left", "What became of their files")
    rows = [
        (
            w.expected.code,
            w.expected.name,
            day(w.closes),
            "" if w.left is None else w.left,
            " ".join(w.files),
        )
        for w in found.waiting
    ]
    printing.table(f"Not returned: {len(found.waiting)} of {found.expected}", headers, rows)
    for note in found.posted.notes:
        printing.say(printing.clean(note))
    _say_written(found.written, "List")
    _say_written(found.posted.written, "Reminders")


@click.command(
    cls=Command,
    examples="""
    arf-excel letters autumn --kind invitation
    arf-excel letters autumn --kind reminder --as-of "3 October 2026"
    arf-excel letters autumn --kind receipt
    arf-excel letters autumn --kind questions --again
    """,
)
@click.argument("folder", type=PATHS)
@click.option(
    "--kind",
    type=click.Choice(("invitation", "receipt", "reminder", "questions")),
    required=True,
    help="What to write.",
)
@AS_OF
@AGAIN
def letters(folder: Path, kind: str, as_of: str | None, again: bool) -> None:
    """Write letters as Word files and as e-mail drafts, one for each organisation.

    They go to the folder letters of the round. Nothing is sent. A letter that you have changed is
    kept as it is.
    """
    from arf_excel import printing
    from arf_excel.letters.write import write_letters
    from arf_excel.rounds.values import day_given

    posted = write_letters(folder, kind, day_given(as_of), again=again)
    rows = [
        (letter.code, letter.subject, letter.attached.name if letter.attached else "")
        for letter in posted.letters
    ]
    if rows:
        printing.table(f"Letters: {kind}", ("Code", "Subject", "Attached"), rows)
    for note in posted.notes:
        printing.say(printing.clean(note))
    _say_written(posted.written, "Letters")


def _say_written(written: Written, what: str) -> None:
    """How many files there are, and what was kept, taken away or left."""
    from arf_excel import printing

    printing.say(f"{what}: {len(written.current)} files up to date in the folder letters.")
    if written.kept:
        printing.say(
            f"Kept, because somebody changed them: {', '.join(written.kept)}. --again writes them anew."
        )
    if written.removed:
        printing.say(f"Taken away, because they are not needed any more: {', '.join(written.removed)}")
    if written.left:
        printing.say(
            f"Not needed any more, and left because somebody changed them: {', '.join(written.left)}"
        )


@round_.command(
    "close",
    cls=Command,
    examples="""
    arf-excel round close autumn --as-of "1 April 2027"
    """,
)
@click.argument("folder", type=PATHS)
@click.option("--as-of", metavar="DAY", required=True, help="Today, or another day to look from.")
def round_close(folder: Path, as_of: str) -> None:
    """List what is past its day: answers kept too long, and waivers that have ended. Deletes nothing."""
    from arf_excel import printing
    from arf_excel.rounds.close import close_round, rows
    from arf_excel.rounds.sheets import plan
    from arf_excel.rounds.values import day_given

    day = day_given(as_of)
    assert day is not None
    closing = close_round(folder, day)
    printing.table("What the round holds", plan().close.headers, rows(closing))
    for sentence in (closing.summary, *closing.waivers, plan().close.nothing_done, plan().close.elsewhere):
        printing.say(printing.clean(sentence))
    printing.say(f"Written: {closing.path}")
