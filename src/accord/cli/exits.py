"""Exit codes, all in one table."""

from __future__ import annotations

from enum import IntEnum

import typer

from accord.errors import AccordError, NothingToReadError


class Exit(IntEnum):
    """What `accord` returns to the shell.

    REFUSED: something could not be read and `--strict` was given, or an output could not be written.
    NOTHING: nothing could be read at all, or the command line is wrong.
    FAULT: an error nobody expected, in Accord itself.
    """

    OK = 0
    REFUSED = 1
    NOTHING = 2
    FAULT = 3


_TABLE: tuple[tuple[type[AccordError], Exit], ...] = ((NothingToReadError, Exit.NOTHING), (AccordError, Exit.REFUSED))


def exit_for(error: AccordError) -> Exit:
    """The exit code of an error: that of the nearest class in the table."""
    return next(code for kind, code in _TABLE if isinstance(error, kind))


def stopped(error: AccordError) -> typer.Exit:
    """Tell an error on one line of standard error; what ends the command with its exit code, to be raised."""
    from accord.cli.terminal import safe

    typer.echo(f"accord: {safe(str(error))}", err=True)
    return typer.Exit(exit_for(error))
