"""The `accord` command."""

from __future__ import annotations

from typing import Annotated

import typer

from accord.cli.read import read
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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accord {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Hold the options that come before any command."""
