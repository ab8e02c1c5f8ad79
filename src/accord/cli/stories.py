"""`accord stories`: reports in, the stories they tell out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet, Strict
from accord.cli.places import Places
from accord.cli.tracing import STORIES_SHOWN, AsOf, Full, Limit, Wanted

if TYPE_CHECKING:
    from accord.cli.tracing import Traced

REPORTS_SHOWN = 6


def stories(
    places: Places,
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json", help="Write which report belongs to which story: report id to story id.", metavar="FILE"
        ),
    ] = None,
    story: Wanted = None,
    limit: Limit = STORIES_SHOWN,
    full: Full = False,
    as_of: AsOf = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Put reports that tell of one episode together, and print the stories; what they say is not read."""
    from accord.cli.tracing import trace_places
    from accord.errors import AccordError
    from accord.exchange.stories_json import write_stories

    try:
        traced = trace_places(places, as_of, story, limit, full=full, whole=json_file is not None, quiet=quiet)
        if json_file:
            write_stories(traced.record.stories, json_file)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        _print(traced, story, full, [json_file] if json_file else [])
    if strict and traced.record.refusals:
        raise typer.Exit(Exit.REFUSED)


def _print(traced: Traced, wanted: str | None, full: bool, written: list[Path]) -> None:
    from rich.table import Table
    from rich.text import Text

    from accord.cli.terminal import open_console, print_end, safe
    from accord.cli.tracing import Lookup, print_heading, print_rest
    from accord.desk.citations import days_of, title_of
    from accord.desk.support import counted

    console, lookup = open_console(), Lookup(traced.record)
    for story in traced.shown:
        print_heading(console, story, lookup)
        whole = full or wanted is not None
        table = Table(box=None, pad_edge=False, padding=(0, 0, 0, 2), show_header=False)
        for style, ratio in (("", None), ("cyan", 2), ("", 5), ("dim", 3)):
            table.add_column(style=style, ratio=ratio)
        for report_id in story.reports if whole else story.reports[:REPORTS_SHOWN]:
            report = lookup.reports[report_id]
            outlet = lookup.outlets[report_id] or "outlet unknown"
            told = (days_of(report) or "day unknown", outlet, title_of(report), report.label)
            table.add_row(*(Text(safe(part)) for part in told))
        console.print(table)
        if not whole and len(story.reports) > REPORTS_SHOWN:
            more = counted(len(story.reports) - REPORTS_SHOWN, "more report")
            console.print(Text(f"… and {more} (--story {story.id} prints all)", style="dim"))
        console.print()
    print_rest(console, traced, wanted)
    record, many = traced.record, traced.n_stories
    tally = f"{counted(traced.n_reports, 'report')} in {many} {'story' if many == 1 else 'stories'}"
    print_end(console, tally, record.refusals, record.as_of or "no date known", full=full, written=written)
