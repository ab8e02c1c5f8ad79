"""The queue of lines to review: those that nobody has ruled on, what a ruling would settle most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from accord.model.actor import ActorLink
from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.model.record import Chapter
from accord.model.stake import Stake
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import ENTRY_KINDS

Line = AnyEntry | Measure | Finding | ActorLink


@dataclass(frozen=True, slots=True)
class Queued:
    """A line that waits for a person's word: its story, and what is at stake."""

    story: str
    stake: Stake


def read_queue(
    connection: sa.Connection, story: str | None = None, kind: str | None = None, offset: int = 0, limit: int = 20
) -> list[Queued]:
    """Some of the lines of a story, or a kind (of an entry, `measure`, `actor` or `finding`), or of all.

    Returns: The weightiest first; of equal ones by id, the last first. None where what is derived was made before
        there were stakes.
    """
    stakes = schema.stakes
    query = sa.select(stakes).where(*_wanted(story, kind))
    rows = connection.execute(query.order_by(stakes.c.weight.desc(), stakes.c.id.desc()).limit(limit).offset(offset))
    return [
        Queued(row.story, Stake(row.id, row.kind, row.doubt, row.reports, row.lines, row.findings, row.sentences))
        for row in rows
    ]


def count_queue(connection: sa.Connection, story: str | None = None) -> dict[str, int]:
    """How many lines wait, of each kind that there is, in a story or in all."""
    kinds = schema.stakes.c.kind
    query = sa.select(kinds, sa.func.count().label("number")).where(*_wanted(story, None)).group_by(kinds)
    return {row.kind: row.number for row in connection.execute(query.order_by(kinds))}


def read_lines(connection: sa.Connection, queued: Iterable[Queued]) -> dict[str, Line]:
    """Some lines of the queue, by id; those that are no more are left out.

    Raises: ValueError: a row is damaged.
    """
    found: dict[str, Line] = {}
    for own in queued:
        line = _linked(connection, own) if own.stake.kind == "actor" else _line(connection, own)
        if line:
            found[own.stake.id] = line
    return found


def _line(connection: sa.Connection, queued: Queued) -> Line | None:
    special = {"measure": (schema.measures, Measure), "finding": (schema.findings, Finding)}
    table, kind = special.get(queued.stake.kind) or (schema.entries, ENTRY_KINDS[queued.stake.kind])
    wanted = sa.select(table.c.body).where(table.c.id == queued.stake.id, table.c.story == queued.story)
    body = connection.scalar(wanted)
    return None if body is None else decode(body, kind)


def _linked(connection: sa.Connection, queued: Queued) -> ActorLink | None:
    """Links of names have no rows of their own: they stand in the body of their story."""
    stories = schema.stories.c
    body = connection.scalar(sa.select(stories.body).where(stories.id == queued.story))
    links = decode(body, Chapter).actors if body else ()
    return next((link for link in links if link.id == queued.stake.id), None)


def _wanted(story: str | None, kind: str | None) -> list[sa.ColumnElement[bool]]:
    wanted = ((schema.stakes.c.story, story), (schema.stakes.c.kind, kind))
    return [column == value for column, value in wanted if value]
