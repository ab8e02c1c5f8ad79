"""Lines of the record: measures and entries of the stories that the reports found belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from accord.errors import QueryError
from accord.model.entry import AnyEntry, Commitment, Contact, Incident, Position, Quotation
from accord.model.evidence import Evidence
from accord.model.measure import Measure
from accord.model.span import Span
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import ENTRY_KINDS
from accord.store.rows import AnyRow
from accord.store.search.candidates import Measured, Wanted
from accord.store.search.passages import of_words
from accord.store.search.query import Hit
from accord.store.search.sources import Source, read_sources
from accord.store.search.words import Term, find_terms, is_named, terms_of

_ID = re.compile(r"[0-9a-z.:-]{1,64}\Z", re.ASCII)

MOST_NAMED = 1_000
"""Reports of a measure that are searched, of more the first by id: as many as a query may name."""


def measured_by(connection: sa.Connection, asked: str) -> Measured:
    """What a measure that is asked for comes to: the one with that id, else words.

    Raises: QueryError: it has no words that can be searched for.
    """
    terms, table = terms_of(asked, "measure"), schema.measures.c
    if not terms:
        raise QueryError("measure", "no letter or digit to search for")
    body = None
    if _ID.match(asked):
        body = connection.scalar(sa.select(table.body).where(table.id == asked).limit(1))
    if body is None:
        return Measured(terms)
    measure = decode(body, Measure)
    reports = sorted({piece.report for piece in measure.mentions})
    return Measured((), measure.id, frozenset(measure.claims), tuple(reports[:MOST_NAMED]))


def find_lines(
    connection: sa.Connection, wanted: Wanted, kind: str, rows: Sequence[AnyRow], skip: int
) -> Iterator[list[Hit]]:
    """The hits that each report leads to, from the `skip`th on: those of its story, where it is the first of that."""
    members = schema.members.c
    query = sa.select(members.report, members.story).where(members.report.in_([row.name for row in rows]))
    story_of = dict(connection.execute(query).tuples().all())
    told: set[str] = set()
    for n, row in enumerate(rows):
        story = story_of.get(row.name)
        fresh = story is not None and story not in told
        if story is not None:
            told.add(story)
        if n >= skip:
            yield _of_story(connection, wanted, kind, story) if story is not None and fresh else []


def _of_story(connection: sa.Connection, wanted: Wanted, kind: str, story: str) -> list[Hit]:
    measures = {measure.id: measure for measure in _read_measures(connection, story)}
    lines: list[Measure] | list[AnyEntry]
    if kind == "measure":
        lines = [measure for measure in measures.values() if _is_asked(measure, wanted)]
    else:
        lines = [e for e in _read_entries(connection, story, kind) if _answers(e, wanted, measures)]
    names = {piece.report for line in lines for piece in evidence_of(line)}
    sources = _sources(connection, wanted, names)
    hits = (_hit(line, wanted.terms, sources) for line in lines)
    return [hit for hit in hits if hit is not None]


def _read_measures(connection: sa.Connection, story: str) -> list[Measure]:
    table = schema.measures.c
    query = sa.select(table.body).where(table.story == story).order_by(table.number)
    return [decode(body, Measure) for body in connection.scalars(query)]


def _read_entries(connection: sa.Connection, story: str, kind: str) -> list[AnyEntry]:
    table = schema.entries.c
    query = sa.select(table.kind, table.body).where(table.story == story).order_by(table.number)
    if kind != "entry":
        query = query.where(table.kind == kind)
    return [decode(row.body, ENTRY_KINDS[row.kind]) for row in connection.execute(query)]


def evidence_of(line: Measure | AnyEntry) -> tuple[Evidence, ...]:
    """The words that a line rests on."""
    return line.mentions if isinstance(line, Measure) else line.evidence


def _is_asked(measure: Measure, wanted: Wanted) -> bool:
    if not is_named(wanted.party, measure.parties) or wanted.speaker:
        return False
    return wanted.measured is None or _is_the(wanted.measured, measure)


def _answers(entry: AnyEntry, wanted: Wanted, measures: dict[str, Measure]) -> bool:
    if not (is_named(wanted.speaker, _speakers(entry)) and is_named(wanted.party, _parties(entry))):
        return False
    if wanted.measured is None:
        return True
    about = measures.get(entry.measure or "") if isinstance(entry, Position | Commitment) else None
    return about is not None and _is_the(wanted.measured, about)


def _is_the(measured: Measured, measure: Measure) -> bool:
    if measured.id:
        return measure.id == measured.id
    return any(_all_in(measured.terms, wording) for wording in (measure.label, *measure.aliases))


def _speakers(entry: AnyEntry) -> tuple[str, ...]:
    match entry:
        case Position():
            return entry.voices
        case Commitment():
            return entry.told_by
        case Incident():
            return entry.claimed_by + entry.denied_by
        case Contact():
            return entry.participants
        case Quotation():
            return (entry.speaker,)


def _parties(entry: AnyEntry) -> tuple[str, ...]:
    match entry:
        case Position():
            return (entry.party,)
        case Commitment():
            return entry.debtors + entry.beneficiaries
        case Incident():
            return entry.alleged_actor + entry.target + entry.claimed_by + entry.denied_by
        case Contact():
            return entry.parties
        case Quotation():
            return (entry.party,) if entry.party else ()


def _sources(connection: sa.Connection, wanted: Wanted, names: set[str]) -> dict[str, Source]:
    """The reports of those names that are of the days and the outlet asked for."""
    table, query = schema.searched.c, wanted.query
    asked = sa.select(table.number).where(table.name.in_(sorted(names)[:MOST_NAMED]))
    if query.since:
        asked = asked.where(table.day >= query.since.isoformat())
    if query.until:
        asked = asked.where(table.day <= query.until.isoformat())
    found = read_sources(connection, connection.execute(asked).all())
    return {source.name: source for source in found if is_named(wanted.outlet, (source.outlet or "",))}


def _hit(line: Measure | AnyEntry, terms: Sequence[Term], sources: dict[str, Source]) -> Hit | None:
    """The hit that a line is: with the first of the words it rests on that has most of the terms."""
    pieces = [piece for piece in evidence_of(line) if piece.report in sources]
    told = line.label if isinstance(line, Measure) else line.line
    in_line = [_all_in([term], told) for term in terms]
    in_pieces = [[_all_in([term], piece.text) for term in terms] for piece in pieces]
    if not pieces or not all(any(has) for has in zip(in_line, *in_pieces, strict=True)):
        return None
    best = max(range(len(pieces)), key=lambda n: (sum(in_pieces[n]), -n))
    source, span = sources[pieces[best].report], pieces[best].span
    passage = of_words(source.text, span, [term for term, has in zip(terms, in_pieces[best], strict=True) if has])
    if passage is None:
        return None
    speakers = () if isinstance(line, Measure) else _speakers(line)
    parties = line.parties if isinstance(line, Measure) else _parties(line)
    kind = "measure" if isinstance(line, Measure) else line.kind
    return source.hit(kind, line.id, passage, speaker=", ".join(speakers) or None, parties=parties, line=told)


def _all_in(terms: Sequence[Term], text: str) -> bool:
    return not terms or (bool(text) and all(find_terms(terms, text, Span(0, len(text)))))
