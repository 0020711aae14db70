"""Forms out: `blank`, `questions`, `enter`."""

from __future__ import annotations

from pathlib import Path

import click

from arf_excel import errors
from arf_excel.cli.command import EDITION, PASSWORD_FILE, PATHS, PURPOSE, Command
from arf_excel.cli.returns import check_one
from arf_excel.framework.edition import edition_ids, load_edition


@click.command(
    cls=Command,
    examples="""
    arf-excel blank -o form.xlsx
    arf-excel blank --for bronze -o bronze.xlsx
    arf-excel blank --edition 2021 --for accreditation -o form-2021.xlsx
    """,
)
@EDITION
@PURPOSE
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


@click.command(
    cls=Command,
    examples="""
    arf-excel questions -o questions.docx
    arf-excel questions --for bronze -o questions.md
    arf-excel questions --for bronze -o answers.txt
    """,
)
@EDITION
@PURPOSE
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


@click.command(
    cls=Command,
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
    check_one(output, str(output), as_json=False)


@click.command(
    cls=Command,
    examples="""
    arf-excel migrate form-2021.xlsx -o form.xlsx
    arf-excel migrate form.xlsx -o form-bronze.xlsx --for bronze --list carried.md
    arf-excel migrate last-year.xlsx -o form.xlsx --round autumn
    """,
)
@click.argument("old", type=PATHS)
@click.option("-o", "--output", type=PATHS, required=True, help="Where to write the form (.xlsx).")
@click.option("--edition", type=click.Choice(edition_ids()), help="Which edition; else the later one.")
@click.option("--for", "purpose", metavar="PURPOSE", help="As for `blank`; else what the old form was for.")
@click.option("--round", "round_folder", type=PATHS, help="Carry into the form that this round issues.")
@click.option("--list", "listed", type=PATHS, help="Where to write the list (.docx or .md).")
@PASSWORD_FILE
def migrate(
    old: Path,
    output: Path,
    edition: str | None,
    purpose: str | None,
    round_folder: Path | None,
    listed: Path | None,
    password_file: Path | None,
) -> None:
    """Carry the answers of an older form, or of the other edition's, into a fresh form.

    Beside the form it writes a list of what was carried, what not, and why; nothing is lost. Where
    the ask has changed, words are carried and the status is left open.
    """
    from arf_excel import printing
    from arf_excel.framework.templates import read_toml
    from arf_excel.intake.passwords import passwords_in
    from arf_excel.intake.submission import Unreadable
    from arf_excel.rounds.migrate import migrate as carry

    try:
        made = carry(
            old,
            output,
            edition=edition,
            purpose=purpose,
            round_folder=round_folder,
            listed=listed,
            passwords=passwords_in(password_file),
        )
    except errors.UnreadableError as error:
        printing.unreadable(Unreadable(old.name, "", error.code, error.facts))
        raise SystemExit(errors.EXIT_UNREADABLE) from None
    words = read_toml("migrate.toml")["list"]
    printing.table(words["table"], words["headers"], made.counts)
    printing.say(f"Written: {made.form} and {made.listed}")
