"""The queue of lines to review: those that nobody has ruled on, what a ruling would settle most first."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from accord.model.stake import Stake
from accord.store import schema


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


def _wanted(story: str | None, kind: str | None) -> list[sa.ColumnElement[bool]]:
    wanted = ((schema.stakes.c.story, story), (schema.stakes.c.kind, kind))
    return [column == value for column, value in wanted if value]
