"""`accord search`: what is kept, by its words and names; each hit with the exact words it leads to."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.exits import stopped
from accord.cli.options import Quiet
from accord.cli.store import Where

if TYPE_CHECKING:
    from rich.text import Text

    from accord.store.search.query import Hit, Hits

STDOUT = "-"
LIMIT = 20
MARKED = "bold yellow"


def search(
    where: Where,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            help="Words, all of which must be there; several in quotation marks are a phrase; a word that ends in * "
            "stands for all that begin so. Case and accents do not count.",
            metavar="WORDS",
        ),
    ] = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only what this person or body is credited with.")
    ] = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="NAME", help="Only what this party says, does, or has done to it."),
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="WORDS", help="Only about this measure: words of it, or its id.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], metavar="DAY", help="Published on it or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], metavar="DAY", help="Published on it or before.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="What to find: report, quote, event, a type of event (agree, reject …), claim for all of these but "
            "reports; position, commitment, incident, contact, quotation, entry for all of these; measure. Left out: "
            "claims where a speaker, a party or a measure is asked for, else reports.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only reports of this outlet.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Hits at most.")] = LIMIT,
    after: Annotated[
        str | None, typer.Option("--after", metavar="PLACE", help="Go on where the search before said it stopped.")
    ] = None,
    json_file: Annotated[
        str | None, typer.Option("--json", help="Write the hits as JSON; - is standard output.", metavar="FILE")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Search a store: reports, what they say, and the lines of the record. The best answer comes first.

    Reports and claims are found as soon as they are kept, lines of the record as they were last derived.

        accord search record.db ceasefire "salt road"

        accord search record.db fire --speaker Ostin --since 2024-05-01
    """
    from accord.errors import AccordError
    from accord.exchange.files import write_text
    from accord.kept import KeptRecord
    from accord.store.search.query import Query

    try:
        query = Query(
            words=" ".join(map(_asked, words or ())),
            speaker=speaker,
            party=party,
            measure=measure,
            outlet=outlet,
            since=since.date() if since else None,
            until=until.date() if until else None,
            kind=kind,
            limit=limit,
            after=after,
        )
        with KeptRecord.open(where) as kept:
            found = kept.search(query)
        if json_file == STDOUT:
            typer.echo(_as_json(found).encode("utf-8", "replace"), nl=False)
        elif json_file:
            write_text(Path(json_file), _as_json(found))
    except AccordError as error:
        raise stopped(error) from None
    if not quiet and json_file != STDOUT:
        _print(found, query.wanted)


def _asked(word: str) -> str:
    """What the shell has taken the quotation marks off is a phrase."""
    return f'"{word}"' if " " in word.strip() and '"' not in word else word


def _as_json(found: Hits) -> str:
    hits = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "report": hit.report,
            "span": [hit.span.start, hit.span.end],
            "passage": [hit.passage.start, hit.passage.end],
            "text": hit.text,
            "marks": [[mark.start, mark.end] for mark in hit.marks],
            "outlet": hit.outlet,
            "title": hit.title,
            "day": hit.day.isoformat() if hit.day else None,
            "speaker": hit.speaker,
            "parties": list(hit.parties),
            "line": hit.line,
        }
        for hit in found.hits
    ]
    whole = {"n_reports": found.n_reports, "next": found.next, "hits": hits}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _print(found: Hits, kind: str) -> None:
    from rich.text import Text

    from accord.cli.terminal import open_console, safe
    from accord.desk.support import counted

    console = open_console()
    for hit in found.hits:
        who = ", ".join([*([hit.speaker] if hit.speaker else []), *(p for p in hit.parties if p != hit.speaker)])
        head = Text(safe(hit.kind), style="cyan").append(f"  {safe(who)}" if who else "", style="bold")
        told = (hit.day.isoformat() if hit.day else "day unknown", hit.outlet or "outlet unknown", hit.title or "")
        head.append("  " + safe(", ".join(part for part in told if part)), style="dim" if who else "bold")
        console.print(head)
        if hit.line:
            console.print(Text("  " + safe(hit.line)))
        console.print(Text("  ") + _passage(hit, in_color=console.is_terminal))
        place = f"{hit.report} [{hit.span.start}:{hit.span.end}]" + (f"  {hit.id}" if hit.id != hit.report else "")
        console.print(Text("  " + safe(place), style="dim"))
        console.print()
    many = counted(found.n_reports, "report")
    if not found.n_reports:
        console.print("nothing found")
    elif kind == "report":
        console.print(f"{len(found.hits)} of {many}")
    else:
        console.print(f"{counted(len(found.hits), 'hit')} here; {many} to look in")
    if found.next:
        console.print(Text(f"more: --after {found.next}", style="dim"))


def _passage(hit: Hit, *, in_color: bool) -> Text:
    """The passage on one line, its marks in colour, or between brackets where there is none."""
    from rich.text import Text

    from accord.cli.terminal import safe

    text, at = Text("…" if hit.passage.start else ""), hit.passage.start
    before, behind = ("", "") if in_color else ("[", "]")
    for mark in hit.marks:
        text.append(_line(hit.text[at - hit.passage.start : mark.start - hit.passage.start]))
        words = safe(hit.text[mark.start - hit.passage.start : mark.end - hit.passage.start])
        text.append(before + words + behind, MARKED)
        at = mark.end
    return text.append(_line(hit.text[at - hit.passage.start :])).append("…")


def _line(text: str) -> str:
    """Text on one line; the space at its ends stays."""
    from accord.cli.terminal import safe

    return f"{' ' * text[:1].isspace()}{safe(text)}{' ' * text[-1:].isspace()}" if text.strip() else " " * bool(text)
