"""A round: `round new` and `issue`."""

from __future__ import annotations

from pathlib import Path

import click

from arf_excel.cli.command import EDITION, PATHS, Command


@click.group("round")
def round_() -> None:
    """Set up a round: its folder and its settings workbook."""


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
    from arf_excel.rounds.issue import issue as issue_forms
    from arf_excel.rounds.issue import not_yet_agreed

    with printing.progress("Writing") as steps:
        issued = issue_forms(folder, locked=locked, progress=steps)
    rows = [(form.code, form.name, form.path.name, form.purpose, form.closes or "") for form in issued]
    printing.table("Issued", ("Code", "Organisation", "File", "Form", "Closes"), rows)
    printing.readings(not_yet_agreed(folder))
