"""`accord lineage`: reports in, the origins they carry out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet, Strict
from accord.cli.places import Places
from accord.cli.tracing import STORIES_SHOWN, AsOf, Full, Limit, Wanted


def lineage(
    places: Places,
    json_file: Annotated[
        Path | None,
        typer.Option(
            "--json",
            help="Write the origins of each report, and each pair that shares text with its passages.",
            metavar="FILE",
        ),
    ] = None,
    story: Wanted = None,
    limit: Limit = STORIES_SHOWN,
    full: Full = False,
    as_of: AsOf = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Trace who copied whom: print each story's origins, under each its outlets and reports, and on what that rests.

    The number of origins is an upper bound: two reports may share one without a trace of it in their words.
    """
    from accord.cli.lineage_tree import print_lineage
    from accord.cli.tracing import trace_places
    from accord.errors import AccordError
    from accord.exchange.lineage_json import write_lineage

    try:
        traced = trace_places(places, as_of, story, limit, full=full, whole=json_file is not None, quiet=quiet)
        if json_file:
            write_lineage(traced.record, json_file)
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        print_lineage(traced, story, full, [json_file] if json_file else [])
    if strict and traced.record.refusals:
        raise typer.Exit(Exit.REFUSED)
