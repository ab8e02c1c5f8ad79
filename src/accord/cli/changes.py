"""`accord changes`: what changed since a day, or came to be known since a moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import Exit, stopped
from accord.cli.options import Quiet, ReaderName, Reading, Strict, Threads
from accord.cli.places import Places, as_paths, is_store
from accord.model.change import ChangeKind

if TYPE_CHECKING:
    from rich.console import Console

    from accord.desk.changes import ChangeLine, ChangesPage
    from accord.model.change import Changes
    from accord.model.report import Refusal
    from accord.settings import Settings

WORDS_SHOWN = 2
"""Places that are cited for each change."""
LINES_SHOWN, UNSURE_SHOWN = 12, 3
"""Changes of a kind that are printed without `--full`: of those that are sure, and of those that are not."""
STDOUT = "-"
_DAY, _MOMENTS = "%Y-%m-%d", ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


def changes(
    places: Places,
    since: Annotated[
        datetime,
        typer.Option(
            "--since",
            formats=_MOMENTS,
            metavar="DAY",
            help="Compare with the record as it stood at the end of this day (with --known: also a moment, in UTC).",
        ),
    ],
    until: Annotated[
        datetime | None,
        typer.Option(
            "--until", formats=_MOMENTS, metavar="DAY", help="Up to this day; the latest there is if left out."
        ),
    ] = None,
    known: Annotated[
        bool, typer.Option("--known", help="Of a store: go by what was kept in it then, not by what was published.")
    ] = False,
    kinds: Annotated[
        list[ChangeKind] | None,
        typer.Option(
            "--kind", metavar="KIND", help="Only changes of this kind (`stance_moved`, …); can be given again."
        ),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option("--story", metavar="WORDS", help="Only stories with this id, or these words in the title."),
    ] = None,
    json_file: Annotated[
        str | None, typer.Option("--json", help="Write every change as JSON; - is standard output.", metavar="FILE")
    ] = None,
    atom_file: Annotated[
        str | None, typer.Option("--atom", help="Write an Atom feed; - is standard output.", metavar="FILE")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Print every change, and the minor kinds; put these in the feed, too.")
    ] = False,
    reader: Reading = ReaderName.AUTO,
    threads: Threads = 2,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Print what changed on the record since a day, the most consequential first, each line with its words.

    No line says that a promise was broken or a claim is true: it says who reports or alleges it.
    """
    from accord.desk.changes import build_changes_page
    from accord.errors import AccordError
    from accord.settings import Settings

    _check(places, since, until, known, json_file, atom_file)
    settings = Settings(reader=reader.value, threads=threads)
    try:
        found, refusals = _find(places, since, until, known, settings, quiet)
        found = found.only(kinds or (), _stories(found, story))
        written = _write(found, json_file, atom_file, minor=full or bool(kinds))
    except AccordError as error:
        raise stopped(error) from None
    if not quiet and STDOUT not in (json_file, atom_file):
        _print(build_changes_page(found), refusals, written, full=full or bool(kinds))
    if strict and refusals:
        raise typer.Exit(Exit.REFUSED)


def _check(
    places: list[str], since: datetime, until: datetime | None, known: bool, json_file: str | None, atom: str | None
) -> None:
    """See that the options go together.

    Raises: typer.BadParameter: they don't.
    """
    if until and until < since:
        raise typer.BadParameter("is before --since", param_hint="--until")
    if known and not is_store(places):
        raise typer.BadParameter("needs a store: only a store says when a report came in", param_hint="--known")
    if not known and any(moment and moment.time() != time() for moment in (since, until)):
        raise typer.BadParameter("is a day; a time of day goes with --known", param_hint="--since, --until")
    if json_file == atom == STDOUT:
        raise typer.BadParameter("only one of --json and --atom can go to standard output", param_hint="--atom")


def _find(
    places: list[str], since: datetime, until: datetime | None, known: bool, settings: Settings, quiet: bool
) -> tuple[Changes, tuple[Refusal, ...]]:
    from accord.cli.progress import progress_bar

    with progress_bar(quiet) as progress:
        if is_store(places):
            from accord.kept import KeptRecord

            with KeptRecord.open(places[0]) as kept:
                if known:
                    return kept.changes_known(_moment(since), _moment(until) if until else None, progress), ()
                return kept.changes(since.date(), until.date() if until else None, progress), ()
        from dataclasses import replace

        from accord.api import read
        from accord.since import changes_since

        record = read(as_paths(places), settings=replace(settings, as_of=_day(until)), progress=progress)
        return changes_since(record, since.date()), record.refusals


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _moment(given: datetime) -> datetime:
    """A moment in UTC; a day without a time is its end."""
    at = datetime.combine(given, time.max) if given.time() == time() else given
    return at.replace(tzinfo=UTC)


def _stories(found: Changes, wanted: str | None) -> set[str] | None:
    if wanted is None:
        return None
    words = " ".join(wanted.casefold().split())
    return {s.id for s in found.stories if wanted == s.id or words in " ".join(s.title.casefold().split())}


def _write(found: Changes, json_file: str | None, atom_file: str | None, *, minor: bool) -> list[Path]:
    from accord.exchange.changes_atom import changes_as_atom
    from accord.exchange.changes_json import changes_as_json
    from accord.exchange.files import write_text

    texts = [(json_file, changes_as_json(found))] if json_file else []
    texts += [(atom_file, changes_as_atom(found, minor=minor))] if atom_file else []
    for place, text in texts:
        if place == STDOUT:
            typer.echo(text.encode("utf-8", "replace"), nl=False)
        else:
            write_text(Path(str(place)), text)
    return [Path(str(place)) for place, _ in texts if place != STDOUT]


def _print(page: ChangesPage, refusals: tuple[Refusal, ...], written: list[Path], *, full: bool) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, print_end, safe
    from accord.desk.support import counted

    console = open_console()
    console.print(Text(safe(page.title), style="bold"))
    console.print()
    for section in page.sections:
        if not section.minor or full:
            console.rule(Text(f"{section.heading} ({len(section.lines)})", style="bold"), align="left")
            shown = section.lines if full else section.lines[: UNSURE_SHOWN if section.unsure else LINES_SHOWN]
            for line in shown:
                _print_line(console, line, page.n_stories > 1)
            if len(shown) < len(section.lines):
                console.print(Text(f"… and {len(section.lines) - len(shown)} more (--full prints all)", style="dim"))
            console.print()
    if not page.sections:
        console.print("Nothing changed.\n")
    minor = [f"{s.heading.lower()} ({len(s.lines)})" for s in page.sections if s.minor]
    if minor and not full:
        console.print(Text(f"Minor: {', '.join(minor)}; --full prints them\n", style="dim"))
    tally = f"{counted(page.n_arrived, 'report')} came in"
    print_end(console, tally, refusals, page.until, full=full, written=written)


def _print_line(console: Console, line: ChangeLine, several: bool) -> None:
    """The day and the change, what stands behind it, and the words it rests on."""
    from rich.text import Text

    from accord.cli.terminal import safe

    console.print(
        Text(line.day or "no day    ", style="bold").append(f"  {safe(line.text)}", style="not bold"), soft_wrap=True
    )
    detail = [
        line.badge + (f": {', '.join(line.origins)}" if line.origins else ""),
        "unsure" if line.unsure else "",
        f"story: {line.story}" if several and line.story else "",
    ]
    console.print(Text(f"    {safe('; '.join(filter(None, detail)))}", style="dim"), soft_wrap=True)
    for text in _words(line):
        console.print(text, soft_wrap=True)


def _words(line: ChangeLine) -> Iterator[object]:
    """The exact words, each wording once."""
    from rich.text import Text

    from accord.cli.terminal import safe
    from accord.desk.support import counted

    told: dict[str, str] = {}
    for citation in line.citations:
        words = " … ".join(piece.text for piece in citation.pieces if piece.marked)
        told.setdefault(safe(words), citation.label)
    for words, label in list(told.items())[:WORDS_SHOWN]:
        yield Text(f"    > {words}").append(f"  {safe(label)}", style="dim")
    if len(told) > WORDS_SHOWN:
        yield Text(f"    … and {counted(len(told) - WORDS_SHOWN, 'more wording')}", style="dim")
