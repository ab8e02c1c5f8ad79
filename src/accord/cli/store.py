"""What is done to a whole store: `accord rebuild`, `accord doctor`, `accord backup`, `accord purge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet

if TYPE_CHECKING:
    from accord.store.doctor import Problem

Where = Annotated[
    str,
    typer.Argument(help="The store: a file, or the URL of a database (postgresql+psycopg://…).", metavar="STORE"),
]


def rebuild(where: Where, quiet: Quiet = False) -> None:
    """Derive the record of a store anew from the reports, claims and rulings that are kept in it."""
    from accord.cli.progress import progress_bar
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept, progress_bar(quiet) as progress:
            record = kept.rebuild(progress)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        from accord.desk.support import counted

        many = len(record.stories)
        told = f"{counted(len(record.reports), 'report')} in {many} {'story' if many == 1 else 'stories'}"
        typer.echo(f"{told}, {len(record.entries)} entries, as of {record.as_of or 'no date known'}")


def purge(
    where: Where,
    report: Annotated[str, typer.Argument(help="The report's id.", metavar="REPORT")],
    by: Annotated[str, typer.Option("--by", help="Who removes it.", metavar="NAME")],
    reason: Annotated[str, typer.Option("--reason", help="Why.", metavar="WORDS")],
    quiet: Quiet = False,
) -> None:
    """Remove a report's bytes, text and claims for good, and leave a tombstone; it is refused from then on."""
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept:
            kept.purge(report, by, reason)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        from accord.cli.terminal import safe

        typer.echo(f"{safe(report)} is removed; copies and backups of the store still have it")


def backup(
    where: Where,
    to: Annotated[Path, typer.Argument(help="A file that is not there yet.", metavar="FILE")],
    quiet: Quiet = False,
) -> None:
    """Write a copy of a store to a new file, while others may read and write it."""
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept:
            kept.store.back_up(to)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        from accord.cli.terminal import safe

        typer.echo(f"written: {safe(str(to))}")


def doctor(where: Where, quiet: Quiet = False) -> None:
    """Look over a store: the hash of every kept row, every reference, the indexes. Exits with 1 if all is not well."""
    from accord.cli.terminal import safe
    from accord.errors import AccordError

    try:
        problems = _examine(where)
    except AccordError as error:
        raise stopped(error) from None
    for problem in problems:
        typer.echo(f"{safe(problem.where)}: {safe(problem.what)}\n  {safe(problem.mend)}")
    if problems:
        raise typer.Exit(Exit.REFUSED)
    if not quiet:
        typer.echo("all is well")


def _examine(where: str | Path) -> list[Problem]:
    from accord.kept import KeptRecord

    with KeptRecord.open(where) as kept:
        from accord.store.doctor import examine

        return examine(kept.store)
