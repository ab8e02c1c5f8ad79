"""`accord due`: reports in, what falls due and what fell due unreported out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, exit_for
from accord.cli.options import Paths, Quiet, ReaderName, Reading, Strict, Threads

if TYPE_CHECKING:
    from rich.text import Text

    from accord.model.deadline import Deadline
    from accord.model.entry import Commitment
    from accord.model.record import Record

WORDS_SHOWN = 2
"""Passages of the promise that are printed for each commitment."""


def due(
    paths: Paths,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Read only what was published by then, and count from that day.",
        ),
    ] = None,
    within: Annotated[
        int | None,
        typer.Option(
            "--within", min=0, metavar="DAYS", help="Of what lies ahead, only what falls due in so many days."
        ),
    ] = None,
    party: Annotated[
        str | None, typer.Option("--party", metavar="NAME", help="Only what this party owes or is owed.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the deadlines with their commitments.", metavar="FILE")
    ] = None,
    reader: Reading = ReaderName.AUTO,
    threads: Threads = 2,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Print what falls due, and what fell due with no report of what came of it, the soonest first.

    That nothing is reported says neither that a commitment was kept nor that it was broken.
    """
    from accord.api import read as read_paths
    from accord.cli.progress import progress_bar
    from accord.errors import AccordError
    from accord.exchange.deadlines_json import write_deadlines
    from accord.model.deadline import find_deadlines
    from accord.settings import Settings

    settings = Settings(as_of=as_of.date() if as_of else None, reader=reader.value, threads=threads)
    try:
        with progress_bar(quiet) as progress:
            record = read_paths(paths, settings=settings, progress=progress)
        found = find_deadlines(record.commitments, record.as_of, within, party) if record.as_of else ()
        if json_file:
            write_deadlines(found, record.as_of, json_file)
    except AccordError as error:
        typer.echo(f"accord: {error}", err=True)
        raise typer.Exit(exit_for(error)) from None
    if not quiet:
        _print(record, found, [json_file] if json_file else [])
    if strict and record.refusals:
        raise typer.Exit(Exit.REFUSED)


def _print(record: Record, found: Sequence[Deadline], written: list[Path]) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, print_end
    from accord.desk.lines import counted
    from accord.model.deadline import DeadlineState

    console = open_console()
    headings = (
        (DeadlineState.UNREPORTED, "Fell due, and no report says what came of it"),
        (DeadlineState.AHEAD, "Falls due"),
    )
    for state, heading in headings:
        deadlines = [deadline for deadline in found if deadline.state is state]
        if deadlines:
            console.rule(Text(heading, style="bold"), align="left")
        for deadline in deadlines:
            for line in _lines(deadline, record):
                console.print(line, soft_wrap=True)
            console.print()
    if not found:
        console.print("Nothing falls due, and nothing fell due unreported.\n")
    undated = sum(commitment.deadline is None for commitment in record.commitments)
    if undated:
        console.print(Text(f"{counted(undated, 'commitment')} without a day: accord read lists them", style="dim"))
    tally = f"{counted(len(record.reports), 'report')} read"
    print_end(console, tally, record.refusals, record.as_of or "no date known", full=False, written=written)


def _lines(deadline: Deadline, record: Record) -> list[Text]:
    """The day and the act, how it stands, and the words it rests on."""
    from rich.text import Text

    from accord.cli.terminal import STYLE, safe
    from accord.desk.lines import support_badge

    owed = deadline.commitment
    head = Text(f"{deadline.on}  {_days(deadline)}", style="bold").append("  ")
    head.append(f"[{owed.status.value.replace('_', ' ')}] ", style=STYLE.get(owed.status.value, "cyan"))
    head.append(safe(owed.line), style="not bold")
    names = f": {', '.join(owed.support.names)}" if owed.support.names else ""
    detail = [_terms(owed), f"to {', '.join(owed.beneficiaries)}" if owed.beneficiaries else ""]
    detail += [f"{support_badge(owed.support)}{names}", "unsure" if owed.unsure else ""]
    return [head, Text(f"    {safe('; '.join(filter(None, detail)))}", style="dim"), *_words(owed, record)]


def _days(deadline: Deadline) -> str:
    """`today`, `in 1 day`, `3 days ago`."""
    from accord.desk.lines import counted

    if deadline.days_left == 0:
        return "today"
    days = counted(abs(deadline.days_left), "day")
    return f"in {days}" if deadline.days_left > 0 else f"{days} ago"


def _terms(owed: Commitment) -> str:
    """How exactly its day is given, and what that is counted from."""
    from accord.weighing.phrases import plain_day

    given = f"{'due' if owed.due else 'ends'}, given to the {owed.precision}" if owed.precision else "as reported"
    if owed.precision == "longer":
        given = "due, given to more than a month"
    counted_from = {
        "act": "the day of the act",
        "publication": "the report's day",
        "term": "the end of the term so far",
    }
    if not owed.anchor:
        return given
    return f"{given}, counted from {plain_day(owed.anchor.on)} ({counted_from[owed.anchor.to]})"


def _words(owed: Commitment, record: Record) -> list[Text]:
    """The exact words of the promise, each wording once."""
    from rich.text import Text

    from accord.cli.terminal import safe
    from accord.desk.lines import counted

    made = set(owed.history[0].claims) if owed.history else set()
    told = {" ".join(e.text.split()): e for e in reversed(owed.evidence) if e.claim in made or not made}
    words = sorted(told.items(), key=lambda pair: pair[1])
    labels = [safe(record.report(piece.report).label) for _, piece in words]
    lines = [
        Text(f"    > {safe(text)}").append(f"  {label}", style="dim")
        for (text, _), label in zip(words, labels, strict=True)
    ]
    more = counted(len(lines) - WORDS_SHOWN, "more wording")
    return lines[:WORDS_SHOWN] + ([Text(f"    … and {more}", style="dim")] if len(lines) > WORDS_SHOWN else [])
