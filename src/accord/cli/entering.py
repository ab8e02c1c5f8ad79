"""What a person adds to the reports of a store: `accord enter` and `accord amend`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from accord.cli.options import Quiet, ReaderName, Reading
from accord.cli.rulings import By, Reason, at_store
from accord.cli.store import Where


def enter(
    where: Where,
    by: By,
    source: Annotated[
        str, typer.Option("--source", help="Where it comes from: “a call with the mediator's office”.", metavar="WORDS")
    ],
    words: Annotated[str, typer.Option("--words", help="What was said or seen, as you write it down.", metavar="TEXT")],
    act: Annotated[
        str | None,
        typer.Option("--act", help="The words in it that name an act (accepted, released).", metavar="WORDS"),
    ] = None,
    act_type: Annotated[
        str | None, typer.Option("--type", help="The act's PLOVER type, such as AGREE or RETREAT.", metavar="TYPE")
    ] = None,
    quote: Annotated[
        str | None, typer.Option("--quote", help="The words in it that somebody said.", metavar="WORDS")
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help="A further field of the claim (parties, stance, measure, …); once for each.",
            metavar="NAME=VALUE",
        ),
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="When it was said or seen.", metavar="DATE")
    ] = None,
    story: Annotated[
        str | None,
        typer.Option("--story", help="The story it belongs to, by its id or a report's.", metavar="ID"),
    ] = None,
    reason: Reason = "",
    quiet: Quiet = False,
) -> None:
    """Enter a claim that no report gives: a call, a document seen. It is marked as entered by hand wherever it shows.

    accord enter record.db --by "Ana Reed" --source "a call with the mediator's office" --day 2024-05-09 --words
    "Veldria accepted a 30-day ceasefire." --act accepted --type AGREE --set parties=Veldria --set stance=accepts --set
    "measure=30-day ceasefire"
    """
    from accord.weighing.rulings.by_hand import ByHand

    values = {}
    for pair in fields or ():
        name, equals, value = pair.partition("=")
        if not equals:
            raise typer.BadParameter(f"{pair!r} wants the form NAME=VALUE", param_hint="--set")
        values[name.strip()] = value
    on = day.date() if day else None
    entry = ByHand(words, source, by, reason, on, act, act_type, quote, values)
    record = at_store(where, lambda kept: kept.enter(entry, story))
    if not quiet:
        made = [report for report in record.reports if report.entered and report.text == words]
        typer.echo(max(made, key=lambda report: report.entered.at.isoformat() if report.entered else "").id)


def amend(
    where: Where,
    report: Annotated[str, typer.Argument(help="The report's id.", metavar="REPORT")],
    by: By,
    reason: Reason,
    outlet: Annotated[str | None, typer.Option("--outlet", help="Who published it.", metavar="NAME")] = None,
    time: Annotated[
        str | None, typer.Option("--time", help="When: a day, or a moment with its zone (ISO 8601).", metavar="TIME")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="ISO 639-1 code; a report now in English is read.", metavar="CODE")
    ] = None,
    reader: Reading = ReaderName.AUTO,
    quiet: Quiet = False,
) -> None:
    """Correct a report's outlet, time or language. What was kept stays; `accord undo` takes the correction back."""
    from accord.reading.readers import reader_named

    given = [(name, value) for name, value in (("outlet", outlet), ("time", time), ("language", language)) if value]
    if len(given) != 1:
        raise typer.BadParameter("give one of --outlet, --time and --language")
    name, value = given[0]
    reads = reader_named(reader.value) if name == "language" else None
    record = at_store(where, lambda kept: kept.amend(report, name, value, by, reason, reads))
    if not quiet:
        typer.echo(record.rulings[-1].id)
