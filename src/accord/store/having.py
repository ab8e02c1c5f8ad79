"""Which stories a thing is in, by the id or the name that a person gives; nothing of them is loaded."""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress

import sqlalchemy as sa

from accord.errors import QueryError
from accord.store import schema
from accord.store.search.candidates import Wanted, find_reports
from accord.store.search.query import Query
from accord.store.search.words import plain_text
from accord.store.standing import holders, stories_of, with_lines

LIKELY = 160
"""Reports that the index gives for a name of which the claims are looked at, the latest first."""

EVERY = 1 << 31
"""More reports than there are."""

NAMED_IN = 8
"""Claims that are looked at for a name: one is enough, but its reading may not be the latest."""


def stories_having(connection: sa.Connection, targets: Collection[str]) -> set[str]:
    """The stories that some things are in: stories, lines, reports, claims, links of actors, names of actors.

    Of a name, which may be in most of them, a few stories that have it. What is nowhere has no story.
    """
    found: set[str] = set()
    for target in sorted(set(targets)):
        found |= _by_id(connection, target) or _linking(connection, target) or _naming(connection, target)
    return found


def stories_telling(connection: sa.Connection, names: Collection[str]) -> set[str]:
    """The stories in the words of whose reports all of some names occur, if not all in one report."""
    found: list[set[str]] = []
    for name in names:
        try:
            wanted = Wanted.of(Query(" ".join(plain_text(name).split())), None, None)
        except QueryError:
            return set()  # no word that is looked for could stand for anybody
        rows = find_reports(connection, wanted, 0, EVERY).rows
        found.append(stories_of(connection, [row.name for row in rows]))
    return set.intersection(*found) if found else set()


def reports_read_by(connection: sa.Connection, reader: str) -> set[str]:
    """The ids of the reports of which there is a reading by a reader."""
    readings, reports = schema.readings.c, schema.reports.c
    read = sa.select(readings.report).where(readings.reader == reader)
    return set(connection.scalars(sa.select(reports.name).where(reports.id.in_(read))))


def reports_at(connection: sa.Connection, urls: Collection[str]) -> set[str]:
    """The ids of the reports with some addresses."""
    reports, found = schema.reports.c, set[str]()
    for url in sorted(urls):
        told = reports.body.contains(f'"url":{_as_json(url)}', autoescape=True)
        found |= set(connection.scalars(sa.select(reports.name).where(told)))
    return found


def reports_from(connection: sa.Connection, file: str) -> set[str]:
    """The ids of the reports whose place may end in a file's name, with line or row."""
    reports = schema.reports.c
    told = reports.came_from.endswith(file, autoescape=True)
    return set(connection.scalars(sa.select(reports.name).where(told))) if file else set()


def _by_id(connection: sa.Connection, target: str) -> set[str]:
    stories = schema.stories.c
    found = set(connection.scalars(sa.select(stories.id).where(stories.id == target)))
    found |= with_lines(connection, [target]) | {story for story, _ in holders(connection, [target])}
    return found | stories_of(connection, [target]) | stories_of(connection, _reports_claiming(connection, target))


def _reports_claiming(connection: sa.Connection, claim: str) -> list[str]:
    return _reports(connection, schema.claims.c.id == claim)


def _linking(connection: sa.Connection, link: str) -> set[str]:
    """The stories in whose bodies an id stands: links of actors have no rows of their own."""
    stories = schema.stories.c
    wanted = stories.body.contains(f'"id":{_as_json(link)}', autoescape=True)
    return set(connection.scalars(sa.select(stories.id).where(wanted)))


def _naming(connection: sa.Connection, name: str) -> set[str]:
    """Stories of which a claim names somebody so: by the index, if it leads to any, before all claims are looked at."""
    named = schema.claims.c.body.contains(_as_json(name), autoescape=True)
    for asked in (Query(speaker=name), Query(party=name), Query(plain_text(name))):
        with suppress(QueryError):  # no word that is looked for
            rows = find_reports(connection, Wanted.of(asked, None, None), 0, LIKELY).rows
            if found := _reports(connection, named, schema.claims.c.reading.in_([row.reading for row in rows])):
                return stories_of(connection, found)
    return stories_of(connection, _reports(connection, named))


def _reports(connection: sa.Connection, *wanted: sa.ColumnElement[bool]) -> list[str]:
    """The ids of the reports of some claims."""
    claims, readings, reports = schema.claims, schema.readings, schema.reports
    joined = claims.join(readings, claims.c.reading == readings.c.id).join(reports, readings.c.report == reports.c.id)
    query = sa.select(reports.c.name).select_from(joined).where(*wanted)
    return list(connection.scalars(query.order_by(claims.c.reading, claims.c.number).limit(NAMED_IN)))


def _as_json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
