"""The room of searching: reports, what they say, and lines of the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.desk.citations import Piece
from accord.desk.web.asking import Asked
from accord.desk.web.shelf import Shelf
from accord.store.search.query import KINDS, MOST_HITS, Hit, Query

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One hit, with the passage in pieces. `start` is where its words begin in the report, in code points.

    `entry` is the line of the record it is, empty for none.
    """

    kind: str
    id: str
    report: str
    start: int
    pieces: tuple[Piece, ...]
    outlet: str
    title: str
    day: date | None
    speaker: str
    parties: tuple[str, ...]
    line: str
    entry: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked for, what was found, and where to go on (`next`, empty at the end)."""

    asked: dict[str, str]
    kinds: tuple[str, ...]
    n_reports: int
    next: str
    hits: tuple[Found, ...]


def search_page(shelf: Shelf, asked: Asked) -> SearchPage:
    """What answers; nothing where nothing is asked for.

    Raises:
        DeskError: a parameter without meaning.
        QueryError: what can't be searched for.
    """
    given = {name: asked.words(name) for name in ("q", "speaker", "party", "measure", "outlet", "kind")}
    since, until = asked.day("since"), asked.day("until")
    given |= {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}
    if not any(given.values()):
        return SearchPage(given, KINDS, 0, "", ())
    query = Query(
        words=given["q"],
        speaker=given["speaker"] or None,
        party=given["party"] or None,
        measure=given["measure"] or None,
        outlet=given["outlet"] or None,
        since=since,
        until=until,
        kind=given["kind"] or None,
        limit=asked.per_page(PER_PAGE, MOST_HITS),
        after=asked.words("after") or None,
    )
    hits = shelf.kept.search(query)
    return SearchPage(given, KINDS, hits.n_reports, hits.next or "", tuple(map(_found, hits.hits)))


def _found(hit: Hit) -> Found:
    pieces, at = [], hit.passage.start
    for mark in hit.marks:
        pieces += [Piece(hit.text[at - hit.passage.start : mark.start - hit.passage.start], False)]
        pieces += [Piece(hit.text[mark.start - hit.passage.start : mark.end - hit.passage.start], True)]
        at = mark.end
    pieces.append(Piece(hit.text[at - hit.passage.start :], False))
    return Found(
        kind=hit.kind.lower(),
        id=hit.id,
        report=hit.report,
        start=hit.span.start,
        pieces=tuple(piece for piece in pieces if piece.text),
        outlet=hit.outlet or "outlet unknown",
        title=hit.title or "",
        day=hit.day,
        speaker=hit.speaker or "",
        parties=tuple(party for party in hit.parties if party != hit.speaker),
        line=hit.line,
        entry=hit.id if hit.line and hit.kind != "measure" else "",
    )
