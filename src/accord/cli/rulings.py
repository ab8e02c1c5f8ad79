"""People's decisions on a record in a store: `accord rule`, `accord undo`, `accord rulings`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from accord.cli.exits import stopped
from accord.cli.options import Quiet
from accord.cli.store import Where

if TYPE_CHECKING:
    from accord.kept import KeptRecord

_Found = TypeVar("_Found")
By = Annotated[str, typer.Option("--by", help="Who decides.", metavar="NAME")]
Reason = Annotated[str, typer.Option("--reason", help="Why.", metavar="WORDS")]


class Action(StrEnum):
    """What can be decided, as it is written on the command line."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    MERGE = "merge"
    SPLIT = "split"
    DISMISS = "dismiss"
    SAME = "same"
    NOT_SAME = "not-same"


def rule(
    where: Where,
    action: Annotated[Action, typer.Argument(help="What is decided; see above.", metavar="ACTION")],
    targets: Annotated[
        list[str],
        typer.Argument(
            help="Ids of what it is about, as in the record's JSON; of actors, names do too.", metavar="TARGET"
        ),
    ],
    by: By,
    reason: Reason,
    field: Annotated[str | None, typer.Option("--field", help="correct: which field.", metavar="NAME")] = None,
    value: Annotated[
        str | None,
        typer.Option("--value", help="correct: what it is, words or JSON; leave out for nothing.", metavar="VALUE"),
    ] = None,
    claims: Annotated[
        list[str] | None,
        typer.Option("--claims", help="split: a claim that goes; once for each.", metavar="CLAIM"),
    ] = None,
    supersedes: Annotated[
        str | None, typer.Option("--instead-of", help="An earlier ruling that this one replaces.", metavar="RULING")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Keep a person's decision on the record. It is honoured from then on, and can be undone.

    confirm     an entry, a measure or a claim is right; two names are one actor's

    correct     sets a field: of an entry, a measure, or a claim that was misread

    merge       two or more entries, or measures, are one: the first

    split       some claims of an entry, or a measure, are another's

    dismiss     an entry, a measure, a claim or a report is left out; two names are two actors'

    same        measures, quotations, stories (or reports), or two names of an actor are one

    not-same    they are not, and stay apart whatever reports come
    """
    from accord.model.ruling import Ruling, RulingAction

    at = datetime.now(UTC)
    meant = RulingAction(action.value.replace("-", "_"))
    ruling = Ruling(meant, tuple(targets), by, at, reason, field, value, tuple(claims or ()), supersedes)
    at_store(where, lambda kept: kept.rule(ruling))
    if not quiet:
        typer.echo(ruling.id)


def undo(
    where: Where,
    ruling: Annotated[
        str, typer.Argument(help="The ruling's id, or that of a text entered by hand.", metavar="RULING")
    ],
    by: By,
    reason: Reason = "",
    quiet: Quiet = False,
) -> None:
    """Take a ruling out of force; what it replaced is in force again. Undoing an undo does it again."""
    made = at_store(where, lambda kept: kept.undo(ruling, by, reason).rulings[-1].id)
    if not quiet:
        typer.echo(made)


def rulings(
    where: Where,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List every ruling and every text entered by hand: in force, superseded, undone, or orphaned.

    Orphaned: it is in force, but what it was about is not in the record any more, or there is a doubt which line it is
    now; such a ruling changes nothing.
    """
    from accord.cli.terminal import safe
    from accord.desk.rulings import ruling_lines

    lines = ruling_lines(*at_store(where, lambda kept: kept.rulings()))
    if as_json:
        rows = [{"id": line.id, "state": line.state.value, "text": line.text} for line in lines]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for line in lines:
        typer.echo(f"{line.id}  {line.state.value:<10}  {safe(line.text)}")
    if not lines:
        typer.echo("no rulings")


def at_store(where: str, work: Callable[[KeptRecord], _Found]) -> _Found:
    """What some work at a store gives; an error of it ends the command with a message."""
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept:
            return work(kept)
    except AccordError as error:
        raise stopped(error) from None
