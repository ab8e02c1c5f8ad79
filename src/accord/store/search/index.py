"""The index that is searched: one row for each report that stands, kept in step in the transaction that keeps reports.

`searched` holds what reports are found by besides their words: outlet, speakers, parties, kinds of claims, with the
reading that these come from. Over it and the reports lies `report_words`: in SQLite an FTS5 index without a copy of
the text, in PostgreSQL a table of `tsvector`, with what names a report. All of it can be made again from what is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from accord.model.claim import Claims, Event, Quote
from accord.model.report import Report
from accord.store import schema
from accord.store.engine import chunks
from accord.store.holdings import latest_claims, latest_reports
from accord.store.rows import series_of
from accord.store.search.amended import as_amended
from accord.store.search.words import MOST_TEXT, plain_text
from accord.text.folding import fold_words

_PUT_WORDS = sa.text(
    "INSERT INTO report_words (number, name, day, reading, words) VALUES (:number, :name, :day, :reading,"
    " setweight(to_tsvector('simple', :title), 'A') || CAST(:gap AS tsvector) || to_tsvector('simple', :text)"
    " || array_to_tsvector(CAST(:names AS text[])))"
)

_WITHOUT_WORDS = sa.text(
    "SELECT name FROM searched s WHERE NOT EXISTS (SELECT FROM report_words w WHERE w.number = s.number"
    " AND w.name = s.name AND w.reading = s.reading AND w.day IS NOT DISTINCT FROM s.day)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A report that stands: the id of its row, that of its reading's, and what these say; its series as it was kept."""

    key: str
    series: str
    reading: str
    report: Report
    claims: Claims


def index_new(connection: sa.Connection, made: Sequence[Standing], known: Collection[str]) -> None:
    """Index readings that were kept just now.

    Args: known: the series that were there before; which version of theirs stands is looked up.
    """
    times = Counter(one.series for one in made)
    alone = [one for one in made if times[one.series] == 1 and one.series not in known]
    _put(connection, _amended(connection, alone))
    index_series(connection, times.keys() - {one.series for one in alone})


def index_series(connection: sa.Connection, series: Iterable[str]) -> None:
    """Index anew the report of each series that stands; what no longer stands goes."""
    reports = schema.reports.c
    for some in chunks(sorted(series)):
        numbers = sa.select(reports.number).where(reports.series.in_(some))
        connection.execute(sa.delete(schema.searched).where(schema.searched.c.number.in_(numbers)))
        _put(connection, _sound(connection, some))


def index_all(connection: sa.Connection) -> None:
    """Make the whole index anew, whatever was wrong with it."""
    if connection.dialect.name == "sqlite":  # rows can be taken out of a sound index only
        connection.exec_driver_sql("INSERT INTO report_words(report_words) VALUES ('rebuild')")
    connection.execute(sa.delete(schema.searched))
    index_series(connection, connection.scalars(sa.select(schema.reports.c.series).distinct()).all())


def index_missing(connection: sa.Connection) -> None:
    """Index what is not indexed yet; a step that changes what is indexed takes the rows in question out."""
    reports = schema.reports
    indexed = sa.select(reports.c.series).join(schema.searched)
    index_series(connection, connection.scalars(sa.select(reports.c.series).except_(indexed)).all())


def find_wrong(connection: sa.Connection) -> Iterator[str]:
    """The ids of reports that are not indexed as they stand, or should not be, by series; damaged ones aside."""
    reports, table = schema.reports.c, schema.searched
    for some in chunks(sorted(connection.scalars(sa.select(reports.series).distinct()))):
        query = sa.select(table).join(schema.reports).where(reports.series.in_(some))
        found = {row.reading: row._mapping for row in connection.execute(query)}
        standing = _sound(connection, some)
        for one in standing:
            row = found.pop(one.reading, None)
            if row is None or any(row[name] != value for name, value in searched_row(one).items()):
                yield one.report.id
        sound = {one.series for one in standing}
        gone = sa.select(reports.number).where(reports.series.in_(sound))
        numbers = set(connection.scalars(gone)) if found else set()
        yield from sorted(row["name"] for row in found.values() if row["number"] in numbers)
    if connection.dialect.name == "postgresql":
        yield from connection.scalars(_WITHOUT_WORDS)


def read_standing(connection: sa.Connection, series: Collection[str]) -> list[Standing]:
    """The reports of some series that stand, as people have amended them, with their claims.

    Raises: ValueError: a row is not what was kept.
    """
    found = latest_reports(connection, None, None, series)
    claims, readings = latest_claims(connection, {key: r.id for key, r in found.items()}, None, list(found))
    kept = [
        Standing(key, series_of(report), readings[key], report, claims[key])
        for key, report in found.items()
        if key in readings
    ]
    return _amended(connection, kept)


def _amended(connection: sa.Connection, kept: Sequence[Standing]) -> list[Standing]:
    reports = as_amended(connection, [one.report for one in kept])
    return [replace(one, report=report) for one, report in zip(kept, reports, strict=True)]


def _sound(connection: sa.Connection, series: Collection[str]) -> list[Standing]:
    """The same without those that are damaged: these are for `accord doctor` to tell, and can't be found meanwhile."""
    try:
        return read_standing(connection, series)
    except ValueError:
        return [] if len(series) == 1 else [one for key in series for one in _sound(connection, [key])]


def searched_row(one: Standing) -> dict[str, Any]:
    """A row of `searched`, without its number."""
    report, claims = one.report, one.claims
    speakers = [claim.speaker.name for claim in claims if claim.speaker]
    parties = [party for claim in claims for party in parties_of(claim)]
    kinds = [word for event in claims.events for word in ("event", event.type.value.lower())]
    return {
        "name": report.id,
        "day": report.day.isoformat() if report.day else None,
        "reading": one.reading,
        "outlet": _words([report.outlet or ""]),
        "speakers": _words(speakers),
        "parties": _words(parties),
        "kinds": _words([*kinds, *(["quote"] if claims.quotes else [])]),
        "outlet_name": report.outlet,
    }


def parties_of(claim: Event | Quote) -> tuple[str, ...]:
    """The parties that a claim is about: those of a quote's speaker; of an event, who acts, and toward whom."""
    if isinstance(claim, Quote):
        return (claim.party,) if claim.party else ()
    return claim.parties + claim.recipient_parties


def _words(names: Iterable[str]) -> str:
    """The words of some names, each once."""
    return " ".join(dict.fromkeys(word for name in dict.fromkeys(names) for word in fold_words(name)))


def _put(connection: sa.Connection, standing: Sequence[Standing]) -> None:
    if not standing:
        return
    table = schema.reports.c
    query = sa.select(table.id, table.number).where(table.id.in_([one.key for one in standing]))
    numbers = dict(connection.execute(query).tuples().all())
    rows = [{"number": numbers[one.key], **searched_row(one)} for one in standing]
    connection.execute(sa.insert(schema.searched), rows)
    if connection.dialect.name == "postgresql":
        connection.execute(_PUT_WORDS, [_vector(row, one.report) for row, one in zip(rows, standing, strict=True)])


def _vector(row: dict[str, Any], report: Report) -> dict[str, Any]:
    """What PostgreSQL makes a `tsvector` of: words in their places; names, and the title's words once more, marked by
    the first letter of what they stand in.
    """
    title = plain_text(report.title or "")
    marked = {column: row[column] for column in ("outlet", "speakers", "parties", "kinds")} | {"title": title}
    return {
        **{column: row[column] for column in ("number", "name", "day", "reading")},
        "title": title,
        "text": plain_text(report.text[:MOST_TEXT]),
        "gap": "'-:end':1",  # so that no phrase runs on from the title into the text
        "names": sorted({f"{place[0]}:{word}" for place, words in marked.items() for word in words.split()}),
    }
