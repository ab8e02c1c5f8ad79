"""`accord show`: what a store holds; its stories at a glance, or a story in full."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.options import Quiet
from accord.cli.read import write_record
from accord.cli.rulings import at_store
from accord.cli.store import Where
from accord.cli.tracing import STORIES_SHOWN, Limit, Wanted, story_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.kept import KeptRecord
    from accord.model.card import StoryCard
    from accord.model.record import Record


def show(
    where: Where,
    story: Wanted = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The record as it stood on that day."),
    ] = None,
    limit: Limit = STORIES_SHOWN,
    full: Annotated[bool, typer.Option("--full", help="Print every line of every story, or of the one.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write what is shown in full as one HTML file.", metavar="FILE")
    ] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write it as JSON.", metavar="FILE")] = None,
    csv_folder: Annotated[
        Path | None, typer.Option("--csv", help="Write one table per kind of entry.", metavar="DIR")
    ] = None,
    claims_file: Annotated[
        Path | None, typer.Option("--claims", help="Write every claim as JSON lines.", metavar="FILE")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Print the stories of a store at a glance, the largest first; with --story one of them, with --full all, in full.

    Files have the story asked for, else the whole record, however large that is.
    """
    day = as_of.date() if as_of else None
    files = bool(html or json_file or csv_folder or claims_file)
    shown = at_store(where, lambda kept: _choose(kept, story, day, whole=full or files))
    if isinstance(shown, tuple):
        if not quiet:
            _print_cards(shown, limit)
        return
    _put_out(shown, html, (json_file, csv_folder, claims_file), full=full, quiet=quiet)


def _choose(kept: KeptRecord, wanted: str | None, day: date | None, *, whole: bool) -> Record | tuple[StoryCard, ...]:
    """One story, everything, or the stories at a glance, where there are several."""
    from accord.cli.progress import progress_bar

    with progress_bar(quiet=False) as progress:
        kept.is_up_to_date(progress)
        if wanted is not None:
            return kept.part([story_at(kept, wanted)], day)
        cards = kept.cards()
        if len(cards) == 1:
            return kept.part([cards[0].id], day)
        if whole or not cards:
            return kept.record(day, progress=progress)
        return cards if day is None else _cards_of(kept.record(day, progress=progress))


def _cards_of(record: Record) -> tuple[StoryCard, ...]:
    from accord.model.card import card_of

    reports = {report.id: report for report in record.reports}
    return tuple(card_of(c, [reports[i] for i in c.story.reports], record.lineage) for c in record.chapters)


def _put_out(
    record: Record,
    html: Path | None,
    files: tuple[Path | None, Path | None, Path | None],
    *,
    full: bool,
    quiet: bool,
) -> None:
    from accord.cli.exits import stopped
    from accord.cli.terminal import print_page
    from accord.desk.pages import build_page
    from accord.desk.render import render_page
    from accord.errors import AccordError
    from accord.exchange.files import write_text

    page = build_page(record)
    try:
        if html:
            write_text(html, render_page(page))
        written = [*([html] if html else []), *write_record(record, *files)]
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        print_page(page, full=full, written=written)


def _print_cards(cards: Sequence[StoryCard], limit: int) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, safe
    from accord.desk.support import counted

    console = open_console()
    for card in cards[:limit]:
        days = " – ".join(dict.fromkeys(str(day) for day in (card.first_day, card.last_day) if day)) or "day unknown"
        console.print(Text(safe(card.title), style="bold").append(f"  story {card.id}", style="not bold dim"))
        outlets = counted(card.n_outlets, "outlet") if card.n_outlets else "outlets unknown"
        counts = f"{counted(card.n_reports, 'report')} → {outlets} → at most {counted(card.n_origins, 'origin')}"
        told = [days, counts, f"{card.n_entries:,} {'entry' if card.n_entries == 1 else 'entries'}"]
        told += [f"{counted(card.n_open, 'commitment')} open"] if card.n_open else []
        told += [f"{counted(card.n_conflicts, 'finding')} where reports differ"] if card.n_conflicts else []
        console.print(Text(f"  {'; '.join(told)}"), soft_wrap=True)
    console.print()
    if len(cards) > limit:
        console.print(f"… and {len(cards) - limit:,} more stories (--limit N prints more)")
    reports = sum(card.n_reports for card in cards)
    console.print(f"{counted(reports, 'report')} in {len(cards):,} stories; --story ID shows one, --full all, in full")
