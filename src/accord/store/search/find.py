"""Searching: the index gives reports, best first; in these, claims and lines of the record are looked for in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import sqlalchemy as sa

from accord.errors import QueryError
from accord.store.rows import AnyRow
from accord.store.search.candidates import Measured, Wanted, find_reports
from accord.store.search.lines import find_lines, measured_by
from accord.store.search.passages import of_report, of_words
from accord.store.search.query import CLAIM_KINDS, Hit, Hits, Query
from accord.store.search.sieve import Sieve
from accord.store.search.sources import Said, Source, read_claims, read_sources
from accord.store.search.words import is_named, terms_of

LOT = 16
"""Reports read at a time."""

MOST_REPORTS = 160
"""Reports looked through in one search: what it costs does not grow with the store."""


def search(connection: sa.Connection, query: Query) -> Hits:
    """Search what is kept.

    Raises:
        QueryError: the query can't be searched for.
        ValueError: a row is not what was kept.
    """
    kind = query.wanted
    given = (query.kind, query.speaker, query.party, query.measure, query.outlet, query.since, query.until)
    if not query.words.strip() and not any(given):
        raise QueryError("query", "nothing is asked for")
    if query.words.strip() and not terms_of(query.words):
        raise QueryError("words", "no letter or digit to search for")
    measured = measured_by(connection, query.measure) if query.measure else None
    wanted = Wanted.of(query, _kind_of_claim(kind, measured), measured)
    skip, given_of_next = query.place
    if kind == "report":
        found = find_reports(connection, wanted, skip, query.limit)
        told = tuple(_report(source, wanted) for source in read_sources(connection, found.rows))
        done = skip + len(told)
        return Hits(told, found.n_reports, str(done) if done < found.n_reports else None)
    # a story is told of where its first report comes, so those before count
    first = skip if kind in CLAIM_KINDS else 0
    found = find_reports(connection, wanted, first, skip - first + MOST_REPORTS)
    own = replace(wanted, terms=terms_of(query.words))
    look = _claims(connection, own, kind, found.rows)
    if kind not in CLAIM_KINDS:
        look = find_lines(connection, own, kind, found.rows, skip)
    page, done, given_of_next = _page(look, query.limit, skip, given_of_next)
    more = done < found.n_reports or given_of_next
    return Hits(tuple(page), found.n_reports, f"{done}.{given_of_next}".removesuffix(".0") if more else None)


def _kind_of_claim(kind: str, measured: Measured | None) -> str | None:
    """The kind of claim that a report must have some of, None for any."""
    if kind in CLAIM_KINDS and kind != "claim":
        return kind.lower()
    return "event" if kind == "claim" and measured else None


def _page(found: Iterator[list[Hit]], limit: int, done: int, given: int) -> tuple[list[Hit], int, int]:
    """The hits of one page, how many reports it is through with, and how many hits it gave of the next."""
    page: list[Hit] = []
    for hits in found:
        fresh = hits[given:]
        if len(page) + len(fresh) > limit:
            given += limit - len(page)
            return page + fresh[: limit - len(page)], done, given
        page += fresh
        done, given = done + 1, 0
        if len(page) == limit:
            break
    return page, done, given


def _report(source: Source, wanted: Wanted) -> Hit:
    return source.hit("report", source.name, of_report(source.text, wanted.terms))


def _claims(connection: sa.Connection, wanted: Wanted, kind: str, rows: Sequence[AnyRow]) -> Iterator[list[Hit]]:
    """The hits of each report, claim by claim."""
    sieve = Sieve(wanted, kind)
    for start in range(0, len(rows), LOT):
        some = rows[start : start + LOT]
        sources = {source.number: source for source in read_sources(connection, some)}
        claims = read_claims(connection, some, kind, sieve, {n: source.text for n, source in sources.items()})
        for source in sources.values():
            answers = (_claim(source, said, wanted) for said in claims.get(source.number, ()))
            yield sorted((hit for hit in answers if hit), key=lambda hit: (hit.span, hit.id))


def _claim(source: Source, said: Said, wanted: Wanted) -> Hit | None:
    """The hit that a claim is, None where it does not answer."""
    if not (is_named(wanted.speaker, (said.speaker or "",)) and is_named(wanted.party, said.parties)):
        return None
    if wanted.measured and not _is_about(source, said, wanted.measured):
        return None
    passage = of_words(source.text, said.span, wanted.terms)
    if passage is None:
        return None
    if not passage.marks and said.trigger and passage.around.contains(said.trigger):
        passage = replace(passage, marks=(said.trigger,))
    return source.hit(said.sort, said.id, passage, speaker=said.speaker, parties=said.parties)


def _is_about(source: Source, said: Said, measured: Measured) -> bool:
    """Whether a claim is about a measure: one of those it was made from, or one with the words asked for."""
    if measured.id:
        return said.id in measured.claims
    return said.measure is not None and of_words(source.text, said.measure, measured.terms) is not None
