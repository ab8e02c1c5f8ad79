"""What `lineage` and `stories` share: options, reports traced and grouped, or a store, and which stories to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.places import as_paths, is_store

if TYPE_CHECKING:
    from rich.console import Console

    from accord.kept import KeptRecord
    from accord.model.lineage import Carriage, Link
    from accord.model.record import Record
    from accord.model.story import Story

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Take only what was published by then."),
]
Wanted = Annotated[
    str | None,
    typer.Option(
        "--story", metavar="ID", help="Print one story, whole: by its id, the beginning of it, or a report's id."
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="How many stories to print, largest first.")]
Full = Annotated[bool, typer.Option("--full", help="Print every story, whole.")]

STORIES_SHOWN = 20
FEWEST_DIGITS = 4
"""Digits of a story's id that may stand for it."""


@dataclass(frozen=True, slots=True)
class Traced:
    """Stories to print, in a record that has at least these, and how many reports each story has that is left out."""

    record: Record
    shown: tuple[Story, ...]
    left_out: tuple[int, ...]

    @property
    def n_reports(self) -> int:
        """The reports of all stories."""
        return sum(len(story.reports) for story in self.shown) + sum(self.left_out)

    @property
    def n_stories(self) -> int:
        """All stories."""
        return len(self.shown) + len(self.left_out)


def trace_places(
    places: Sequence[str],
    as_of: datetime | None,
    wanted: str | None,
    limit: int,
    *,
    full: bool,
    whole: bool,
    quiet: bool,
) -> Traced:
    """Take in, trace and group, or look what a store has, with a progress bar on a terminal.

    Args: whole: have all stories in the record, whichever are shown.
    Raises: NothingToReadError: not one report could be read, or none was published by `as_of`. StoreError: the store
        can't be read. typer.BadParameter: no story, or more than one, is meant by `wanted`.
    """
    from accord.api import trace
    from accord.cli.progress import progress_bar
    from accord.kept import KeptRecord
    from accord.settings import Settings

    day = as_of.date() if as_of else None
    with progress_bar(quiet) as progress:
        if not is_store(places):
            record = trace(as_paths(places), settings=Settings(as_of=day), progress=progress)
        else:
            with KeptRecord.open(places[0]) as kept:
                if kept.is_up_to_date(progress) and not (day or full or whole):
                    return _at_store(kept, wanted, limit)
                record = kept.record(day, progress=progress)
    shown = choose_stories(record, wanted, limit, full)
    chosen = {story.id for story in shown}
    return Traced(record, shown, tuple(len(s.reports) for s in record.stories if s.id not in chosen))


def _at_store(kept: KeptRecord, wanted: str | None, limit: int) -> Traced:
    cards = kept.cards()
    chosen = [card.id for card in cards[:limit]] if wanted is None else [story_at(kept, wanted)]
    record = kept.part(chosen)
    return Traced(record, record.stories, tuple(card.n_reports for card in cards if card.id not in chosen))


def story_at(kept: KeptRecord, wanted: str) -> str:
    """The id of the story of a store that is meant: by its id, the beginning of it, or the id of a report in it.

    Raises: typer.BadParameter: no story, or more than one, is meant.
    """
    found = kept.store.stories_of([wanted])
    if not found and len(wanted) >= FEWEST_DIGITS:
        found = {card.id for card in kept.cards() if card.id.startswith(wanted)}
    if len(found) != 1:
        raise _not_one(wanted, len(found))
    return found.pop()


def choose_stories(record: Record, wanted: str | None, limit: int, full: bool) -> tuple[Story, ...]:
    """The stories to print, largest first: one asked for, all, or the first `limit`.

    Raises: typer.BadParameter: no story, or more than one, is meant by `wanted`.
    """
    if wanted is None:
        return record.stories if full else record.stories[:limit]
    found = [story for story in record.stories if wanted in story.reports]
    if not found and len(wanted) >= FEWEST_DIGITS:
        found = [story for story in record.stories if story.id.startswith(wanted)]
    if len(found) != 1:
        raise _not_one(wanted, len(found))
    return tuple(found)


def _not_one(wanted: str, n_found: int) -> typer.BadParameter:
    """The error that no story, or more than one, is meant by what `--story` gives."""
    how_many = f"{n_found} stories have ids that begin so" if n_found else "no story and no report has that id"
    return typer.BadParameter(f"{wanted!r}: {how_many}", param_hint="--story")


class Lookup:
    """What a record knows of a report by its id, looked up once for many reports."""

    def __init__(self, record: Record) -> None:
        from accord.model.support import Supports, withdrawn_by
        from accord.text.outlets import outlets_of

        self.outlets = outlets_of(record.reports)
        self.reports = {report.id: report for report in record.reports}
        self.origins = {origin.id: origin for origin in record.lineage.origins}
        self.supports = Supports(record.lineage, self.outlets, withdrawn_by(record.reports, record.as_of))
        self.carriages: dict[str, list[Carriage]] = {report.id: [] for report in record.reports}
        self.links: dict[str, list[Link]] = {report.id: [] for report in record.reports}
        for carriage in record.lineage.carriages:
            self.carriages[carriage.report].append(carriage)
        for link in record.lineage.links:
            self.links[link.left].append(link)
            self.links[link.right].append(link)


def print_heading(console: Console, story: Story, lookup: Lookup) -> None:
    """Print a story's title, its figure *reports → outlets → origins*, and its id."""
    from rich.text import Text

    from accord.cli.terminal import safe
    from accord.desk.support import counted

    support = lookup.supports.of(story.reports)
    n_origins = len({carriage.origin for report in story.reports for carriage in lookup.carriages[report]})
    outlets = counted(support.outlets, "outlet") if support.outlets else "outlets unknown"
    chain = f"{counted(support.reports, 'report')} → {outlets} → at most {counted(n_origins or 1, 'origin')}"
    names = f" ({', '.join(support.names)})" if support.names else ""
    unknown = f", {support.unknown} of unknown lineage" if support.unknown else ""
    console.rule(Text(safe(story.title), style="bold"), align="left")
    console.print(Text(safe(chain + names + unknown), style="bold").append(f"  story {story.id}", style="not bold dim"))


def print_rest(console: Console, traced: Traced, wanted: str | None) -> None:
    """Say how many stories were left out, and how to see them; nothing where one was asked for."""
    if traced.left_out and wanted is None:
        alone = traced.left_out.count(1)
        many = len(traced.left_out)
        of_one = f", {alone:,} of them of one report" if alone else ""
        how = "--limit N prints more, --full all, --story ID one"
        console.print(f"… and {many:,} more {'story' if many == 1 else 'stories'}{of_one} ({how})\n")
