"""`accord read`: reports in, the record out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Paths, Quiet, ReaderName, Reading, Strict, Threads

if TYPE_CHECKING:
    from accord.model.record import Record
    from accord.settings import Settings
    from accord.store.lots import Kept

PAGE = Path("record.html")
"""Where the record is written unless another file is named."""


def read(
    paths: Paths,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            help="Where to write the record as one HTML file.",
            metavar="FILE",
            show_default=f"{PAGE}; none where nothing in a store is new or changed",
        ),
    ] = None,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write the record as JSON (see docs/record.schema.json).", metavar="FILE"),
    ] = None,
    csv_folder: Annotated[
        Path | None, typer.Option("--csv", help="Write one table per kind of entry.", metavar="DIR")
    ] = None,
    claims_file: Annotated[
        Path | None, typer.Option("--claims", help="Write every claim as JSON lines.", metavar="FILE")
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", help="Keep the reports in a store: a file, or a database's URL.", metavar="STORE"),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of",
            formats=["%Y-%m-%d"],
            metavar="DATE",
            help="Read only what was published by then; every clock stands there.",
        ),
    ] = None,
    reader: Reading = ReaderName.AUTO,
    wide_quotes: Annotated[
        bool,
        typer.Option("--wide-quotes", help="Take plans, hopes and documents for quotes, too, not only what was said."),
    ] = False,
    threads: Threads = 2,
    full: Annotated[bool, typer.Option("--full", help="Print every line, not only the first of each kind.")] = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Read reports and print the record of what they say; write it as HTML, and as JSON, CSV or claims when asked."""
    from accord.cli.terminal import print_page
    from accord.desk.pages import build_page
    from accord.desk.render import render_page
    from accord.errors import AccordError
    from accord.exchange.files import write_text
    from accord.settings import Settings

    try:
        day = as_of.date() if as_of else None
        settings = Settings(as_of=day, reader=reader.value, wide_quotes=wide_quotes, threads=threads)
        if into is None:
            record, told = _make_record(paths, settings, quiet), None
        else:
            record, told = _keep(into, paths, settings, quiet)
        page = build_page(record)
        if html is None and (record.stories or into is None):  # an empty page would take the place of the last one
            html = PAGE
        if html:
            write_text(html, render_page(page))
        written = [*([html] if html else []), *write_record(record, json_file, csv_folder, claims_file)]
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        print_page(page, full=full, written=written)
        if told:
            typer.echo(told)
    if strict and record.refusals:
        raise typer.Exit(Exit.REFUSED)


def _make_record(paths: list[Path], settings: Settings, quiet: bool) -> Record:
    from accord.api import read as read_paths
    from accord.cli.progress import progress_bar

    with progress_bar(quiet) as progress:
        return read_paths(paths, settings=settings, progress=progress)


def _keep(store: str, paths: list[Path], settings: Settings, quiet: bool) -> tuple[Record, str]:
    """The record of the stories that this run has touched, with what was refused; and what became of the store."""
    from accord.cli.progress import progress_bar
    from accord.kept import KeptRecord

    with progress_bar(quiet) as progress, KeptRecord.open(store, create=True) as kept:
        told = kept.read(paths, settings=settings, progress=progress)
        record = kept.part(kept.derive(progress), settings.as_of)
        n_others = len(kept.cards()) - len(record.stories)
    tally = _tally(store, told, len(record.stories), n_others)
    return replace(record, refusals=tuple(sorted(told.refusals))), tally


def _tally(store: str, told: Kept, n_here: int, n_others: int) -> str:
    """How much was new to a store, what of it is not printed, and how to see that."""
    from accord.cli.terminal import safe
    from accord.desk.support import counted

    new = f"{counted(told.new, 'report')} new, {told.known:,} kept before"
    here = "1 story is new or changed" if n_here == 1 else f"{n_here:,} stories are new or changed"
    others = f"{n_others:,} other {'story' if n_others == 1 else 'stories'}"
    return f"{new}; {here}; {others} in the store: accord show {safe(store)}"


def write_record(record: Record, json_file: Path | None, csv: Path | None, claims: Path | None) -> list[Path]:
    """Write the record to the files that are asked for; those that were written, in this order."""
    if json_file:
        from accord.exchange.record_json import write_json

        write_json(record, json_file)
    if csv:
        from accord.exchange.record_csv import write_csv

        write_csv(record, csv)
    if claims:
        from accord.exchange.claims_jsonl import write_claims

        write_claims(record, claims)
    return [path for path in (json_file, csv, claims) if path]
