"""The `accord` command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from accord.cli.changes import changes
from accord.cli.desk import desk, serve, user
from accord.cli.due import due
from accord.cli.entering import amend, enter
from accord.cli.exits import Exit
from accord.cli.lineage import lineage
from accord.cli.read import read
from accord.cli.rulings import rule, rulings, undo
from accord.cli.search import search
from accord.cli.show import show
from accord.cli.store import backup, doctor, purge, rebuild
from accord.cli.stories import stories
from accord.cli.versions import versions, withdraw
from accord.version import __version__

app = typer.Typer(
    name="accord",
    help="Accord reads the news of a negotiation and keeps the record: who proposed, accepted, refused, demanded and "
    "promised what, and how many independent origins stand behind each line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
app.command()(show)
app.command()(due)
app.command()(changes)
app.command()(lineage)
app.command()(stories)
app.command()(search)
app.command()(desk)
app.command()(serve)
app.command()(user)
app.command()(rebuild)
app.command()(doctor)
app.command()(backup)
app.command()(purge)
app.command()(rule)
app.command()(undo)
app.command()(rulings)
app.command()(enter)
app.command()(amend)
app.command()(versions)
app.command()(withdraw)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accord {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in Accord an unexpected error arose.")] = False,
) -> None:
    """Hold the options that come before any command."""


def main() -> None:
    """Run the command line; an error nobody expected is one line and exit code 3, never a traceback."""
    try:
        app()
    except Exception as error:  # the outermost handler
        if "--debug" in sys.argv[1:2]:
            raise
        if isinstance(error, UnicodeEncodeError) and not all(map(_is_text, sys.argv)):
            typer.echo("accord: a word on the command line is no text: it has bytes that are not UTF-8", err=True)
            sys.exit(Exit.NOTHING)
        typer.echo(
            f"accord: unexpected error ({type(error).__name__}: {error}). This is a fault in Accord, not in your "
            "reports; `accord --debug …` shows where.",
            err=True,
        )
        sys.exit(Exit.FAULT)


def _is_text(argument: str) -> bool:
    """False where bytes were given that are not UTF-8; a file's name may have such."""
    return not any("\ud800" <= letter <= "\udfff" for letter in argument)
