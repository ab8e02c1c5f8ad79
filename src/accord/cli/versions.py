"""`accord versions` and `accord withdraw`: what an outlet changed in a report of its own, or took back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import stopped
from accord.cli.options import Quiet
from accord.cli.store import Where

if TYPE_CHECKING:
    from rich.text import Text

    from accord.model.revision import Alteration, History, Revision, Version

AROUND = 60
"""Characters of the later text that are shown on either side of an alteration."""
LONGEST = 400
"""Characters of an alteration, or of a claim, that are shown."""
STDOUT = "-"

ReportId = Annotated[str, typer.Argument(help="The report's id.", metavar="REPORT")]


def versions(
    where: Where,
    report: ReportId,
    json_file: Annotated[
        str | None,
        typer.Option("--json", help="Write them as JSON, with the texts; - is standard output.", metavar="FILE"),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Print the versions of a report, word by word what its outlet changed, and which claims went and came by it."""
    from pathlib import Path

    from accord.errors import AccordError
    from accord.exchange.files import write_text
    from accord.exchange.versions_json import history_as_json
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept:
            history = kept.versions(report)
        if json_file and json_file != STDOUT:
            write_text(Path(json_file), history_as_json(history))
    except AccordError as error:
        raise stopped(error) from None
    if json_file == STDOUT:
        typer.echo(history_as_json(history), nl=False)
    elif not quiet:
        _print(history)


def withdraw(
    where: Where,
    report: ReportId,
    by: Annotated[str, typer.Option("--by", help="Who says so.", metavar="NAME")],
    reason: Annotated[str, typer.Option("--reason", help="Why.", metavar="WORDS")],
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DAY", help="The day the outlet withdrew it, where known."),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Mark a report as withdrawn by its outlet: it stays in the record, and supports no line any more."""
    from accord.errors import AccordError
    from accord.kept import KeptRecord

    try:
        with KeptRecord.open(where) as kept:
            made = kept.withdraw(report, by, reason, on.date() if on else None).rulings[-1]
    except AccordError as error:
        raise stopped(error) from None
    if not quiet:
        from accord.cli.terminal import safe

        typer.echo(f"{safe(report)} is marked as withdrawn, by ruling {made.id}")


def _print(history: History) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, safe
    from accord.desk.support import counted

    console, latest = open_console(), history.versions[-1].report
    many = counted(len(history.versions), "version")
    console.print(
        Text(f"{safe(latest.outlet or 'outlet unknown')}  {safe(latest.title or latest.label)}", style="bold")
    )
    console.print(Text(f"{safe(latest.id)}, {many}", style="dim"))
    console.print(_heading(1, history.versions[0]))
    for number, revision in enumerate(history.revisions, 2):
        console.print(_heading(number, revision.later))
        for line in _lines(revision):
            console.print(line)
    if history.withdrawn:
        since = f" on {history.withdrawn.on}" if history.withdrawn.on else ""
        by = safe(history.withdrawn.by or "the outlet")
        why = f": {safe(history.withdrawn.reason)}" if history.withdrawn.reason else ""
        console.print(Text(f"\nwithdrawn{since}, as {by} says{why}", style="red"))


def _heading(number: int, version: Version) -> Text:
    from rich.text import Text

    from accord.desk.support import counted

    day = f"published {version.report.day}" if version.report.day else "no date"
    kept = f"kept {version.kept_at[:16].replace('T', ' ')} UTC"
    return Text(f"\n{number}. {day}, {kept}, {counted(len(version.claims), 'claim')}", style="cyan")


def _lines(revision: Revision) -> list[Text]:
    from rich.text import Text

    from accord.cli.terminal import safe
    from accord.exchange.versions_json import said_in

    lines = [Text(f"   {f.name}: {safe(f.was or 'none')} → {safe(f.now or 'none')}") for f in revision.fields]
    lines += [_alteration(alteration, revision) for alteration in revision.alterations]
    for title, claims, version, style in (
        ("no longer said", revision.gone, revision.earlier, "red"),
        ("said now", revision.came, revision.later, "green"),
    ):
        lines += [Text(f"   {title}: “{safe(_cut(said_in(claim, version)))}”", style=style) for claim in claims]
    return lines


def _alteration(alteration: Alteration, revision: Revision) -> Text:
    from rich.text import Text

    from accord.cli.terminal import safe

    old, new = revision.earlier.report.text, revision.later.report.text
    shown, side = (alteration.after, new) if alteration.after else (alteration.before, old)
    if shown is None:
        return Text()
    before = " ".join(side[max(0, shown.start - AROUND) : shown.start].split())
    after = " ".join(side[shown.end : shown.end + AROUND].split())
    line = Text(f"   … {safe(before)} ")
    if alteration.before:
        line.append(f"[-{safe(_cut(alteration.before.of(old)))}-]", style="red")
    if alteration.after:
        line.append(f"{{+{safe(_cut(alteration.after.of(new)))}+}}", style="green")
    return line.append(f" {safe(after)} …")


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"
