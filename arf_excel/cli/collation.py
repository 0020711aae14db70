"""Many returns into the panel's and the region's workbooks: `collate`."""

from __future__ import annotations

from pathlib import Path

import click

from arf_excel import errors
from arf_excel.cli.command import PASSWORD_FILE, PATHS, Command


@click.command(
    cls=Command,
    examples="""
    arf-excel collate autumn
    arf-excel collate samples/returned -o pack
    arf-excel collate returned more.xlsx -o pack --round autumn
    """,
)
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("-o", "--output", type=PATHS, help="Where to write; a round's own folder pack, else pack.")
@click.option("--round", "round_folder", type=PATHS, help="The round whose organisations are expected.")
@click.option("--strict", is_flag=True, help="Leave with check's exit codes for what the returns hold.")
@click.option("--evidence", type=PATHS, help="The folder of evidence files; a round's own folder evidence.")
@click.option("--check-links", is_flag=True, help="Ask for each web link of the evidence once. Goes online.")
@click.option("--proxy", default="", metavar="URL", help="The web proxy of your network, for --check-links.")
@PASSWORD_FILE
def collate(
    paths: tuple[Path, ...],
    output: Path | None,
    round_folder: Path | None,
    strict: bool,
    evidence: Path | None,
    check_links: bool,
    proxy: str,
    password_file: Path | None,
) -> None:
    """Combine returns into the review pack, the office workbook and the regional summaries.

    PATHS are files and folders, or one round's folder: then its `returned` is read and its `pack`
    written. Leaves with 0 when every output is whole and adds up, whatever the returns hold.
    """
    from arf_excel import printing
    from arf_excel.collation.collate import collate as collate_returns
    from arf_excel.evidence.report import by_the_web
    from arf_excel.intake.passwords import passwords_in
    from arf_excel.rounds.folder import is_round
    from arf_excel.rounds.issue import issued_fingerprints
    from arf_excel.rounds.read import read_round

    if round_folder is None and len(paths) == 1 and is_round(paths[0]):
        round_folder = paths[0]
    only = round_folder / "returned" if round_folder and paths == (round_folder,) else None
    found = read_round(round_folder) if round_folder else None
    out = output or (round_folder / "pack" if round_folder else Path("pack"))
    if evidence is None and round_folder and (round_folder / "evidence").is_dir():
        evidence = round_folder / "evidence"
    with printing.progress("Collating") as steps:
        outcome = collate_returns(
            paths,
            out,
            found,
            returned_only=only,
            progress=steps,
            evidence=evidence,
            check_links=by_the_web(proxy, steps) if check_links else None,
            passwords=passwords_in(password_file),
            copies=True,
            issued=issued_fingerprints(round_folder) if round_folder else None,
        )
    printing.collated(outcome, out)
    if strict:
        looked = errors.EXIT_TO_LOOK_AT if outcome.to_look_at else errors.EXIT_FINE
        raise SystemExit(errors.EXIT_UNREADABLE if outcome.unreadable else looked)
