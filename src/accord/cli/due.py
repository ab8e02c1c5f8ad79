"""`accord due`: reports in, what falls due and what fell due unreported out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet, ReaderName, Reading, Strict, Threads
from accord.cli.places import Places, as_paths, is_store

if TYPE_CHECKING:
    from rich.text import Text

    from accord.kept import KeptRecord
    from accord.model.deadline import Deadline
    from accord.model.entry import Commitment
    from accord.model.report import Refusal, Report
    from accord.settings import Settings

WORDS_SHOWN = 2
"""Passages of the promise that are printed for each commitment."""


def due(
    places: Places,
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
    from accord.errors import AccordError
    from accord.exchange.deadlines_json import write_deadlines
    from accord.settings import Settings

    settings = Settings(as_of=as_of.date() if as_of else None, reader=reader.value, threads=threads)
    try:
        owed = _look(places, settings, within, party, quiet)
        if json_file:
            write_deadlines(owed.found, owed.as_of, json_file)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        _print(owed, [json_file] if json_file else [])
    if strict and owed.refusals:
        raise typer.Exit(Exit.REFUSED)


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is printed: the deadlines, the reports that they rest on, and figures of the whole record."""

    found: Sequence[Deadline]
    reports: Mapping[str, Report]
    n_reports: int
    n_undated: int
    as_of: date | None
    refusals: tuple[Refusal, ...] = ()


def _look(places: list[str], settings: Settings, within: int | None, party: str | None, quiet: bool) -> _Owed:
    from accord.api import read
    from accord.cli.progress import progress_bar
    from accord.kept import KeptRecord
    from accord.model.deadline import find_deadlines

    with progress_bar(quiet) as progress:
        if is_store(places):
            with KeptRecord.open(places[0]) as kept:
                if kept.is_up_to_date(progress) and settings.as_of is None:
                    return _of_store(kept, within, party)
                record = kept.record(settings.as_of, progress=progress)
        else:
            record = read(as_paths(places), settings=settings, progress=progress)
    found = find_deadlines(record.commitments, record.as_of, within, party) if record.as_of else ()
    undated = sum(commitment.deadline is None for commitment in record.commitments)
    reports = {report.id: report for report in record.reports}
    return _Owed(found, reports, len(reports), undated, record.as_of, record.refusals)


def _of_store(kept: KeptRecord, within: int | None, party: str | None) -> _Owed:
    """What is due by the lines that are derived, with the reports that these rest on and no others."""
    from accord.model.deadline import find_deadlines

    made, commitments = kept.store.derivation(), kept.store.commitments()
    as_of = made.as_of if made else None
    found = find_deadlines(commitments, as_of, within, party) if as_of else ()
    cited = {evidence.report for deadline in found for evidence in deadline.commitment.evidence}
    reports = {report.id: report for report in kept.reports(cited)}
    undated = sum(commitment.deadline is None for commitment in commitments)
    return _Owed(found, reports, sum(card.n_reports for card in kept.cards()), undated, as_of)


def _print(owed: _Owed, written: list[Path]) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, print_end
    from accord.desk.support import counted
    from accord.model.deadline import DeadlineState

    console = open_console()
    headings = (
        (DeadlineState.UNREPORTED, "Fell due, and no report says what came of it"),
        (DeadlineState.AHEAD, "Falls due"),
    )
    for state, heading in headings:
        deadlines = [deadline for deadline in owed.found if deadline.state is state]
        if deadlines:
            console.rule(Text(heading, style="bold"), align="left")
        for deadline in deadlines:
            for line in _lines(deadline, owed.reports):
                console.print(line, soft_wrap=True)
            console.print()
    if not owed.found:
        console.print("Nothing falls due, and nothing fell due unreported.\n")
    if owed.n_undated:
        console.print(
            Text(f"{counted(owed.n_undated, 'commitment')} without a day: accord read lists them", style="dim")
        )
    tally = f"{counted(owed.n_reports, 'report')} read"
    print_end(console, tally, owed.refusals, owed.as_of or "no date known", full=False, written=written)


def _lines(deadline: Deadline, reports: Mapping[str, Report]) -> list[Text]:
    """The day and the act, how it stands, and the words it rests on."""
    from rich.text import Text

    from accord.cli.terminal import STYLE, safe
    from accord.desk.deadlines import days_phrase, given_phrase
    from accord.desk.support import support_badge

    owed = deadline.commitment
    head = Text(f"{deadline.on}  {days_phrase(deadline.days_left)}", style="bold").append("  ")
    head.append(f"[{owed.status.value.replace('_', ' ')}] ", style=STYLE.get(owed.status.value, "cyan"))
    head.append(safe(owed.line), style="not bold")
    names = f": {', '.join(owed.support.names)}" if owed.support.names else ""
    detail = [given_phrase(owed), f"to {', '.join(owed.beneficiaries)}" if owed.beneficiaries else ""]
    detail += [f"{support_badge(owed.support)}{names}", "unsure" if owed.unsure else ""]
    return [head, Text(f"    {safe('; '.join(filter(None, detail)))}", style="dim"), *_words(owed, reports)]


def _words(owed: Commitment, reports: Mapping[str, Report]) -> list[Text]:
    """The exact words of the promise, each wording once."""
    from rich.text import Text

    from accord.cli.terminal import safe
    from accord.desk.support import counted

    made = set(owed.history[0].claims) if owed.history else set()
    told = {" ".join(e.text.split()): e for e in reversed(owed.evidence) if e.claim in made or not made}
    words = sorted(told.items(), key=lambda pair: pair[1])
    labels = [safe(reports[piece.report].label) for _, piece in words]
    lines = [
        Text(f"    > {safe(text)}").append(f"  {label}", style="dim")
        for (text, _), label in zip(words, labels, strict=True)
    ]
    more = counted(len(lines) - WORDS_SHOWN, "more wording")
    return lines[:WORDS_SHOWN] + ([Text(f"    … and {more}", style="dim")] if len(lines) > WORDS_SHOWN else [])
