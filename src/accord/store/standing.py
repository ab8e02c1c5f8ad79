"""Looking up derived rows: which story a report is in, who has an id, whose clock has moved on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from accord.store import schema
from accord.store.engine import chunks

Place = tuple[str, str]
"""Where a story stands among those of a record: its first day (`9999-12-31` for none), and its first report."""


def place_of_story(first_day: date | str | None, first_report: str) -> Place:
    """The place of a story; ids go to the one that comes first."""
    return str(first_day or date.max), first_report


def stories_of(connection: sa.Connection, reports: Collection[str]) -> set[str]:
    """The stories that hold some reports."""
    members = schema.members.c
    found: set[str] = set()
    for some in chunks(reports):
        found |= set(connection.scalars(sa.select(members.story).where(members.report.in_(some))))
    return found


def story_ids(connection: sa.Connection) -> list[str]:
    """The ids of all stories, in order."""
    return list(connection.scalars(sa.select(schema.stories.c.id).order_by(schema.stories.c.id)))


def first_day_of(connection: sa.Connection, story: str) -> date | None:
    """The first day on which a report of a story was published, None where none is known."""
    stories = schema.stories.c
    day = connection.scalar(sa.select(stories.first_day).where(stories.id == story))
    return date.fromisoformat(day) if day else None


def ids_of(connection: sa.Connection, story: str) -> set[str]:
    """The ids that the lines of a story were given."""
    ids = schema.ids.c
    return set(connection.scalars(sa.select(ids.id).where(ids.story == story, ids.given)))


def asked_of(connection: sa.Connection, story: str) -> dict[str, bool]:
    """Every id that a line of a story asked for, with whether it was given it; False where an earlier story had it."""
    ids = schema.ids.c
    return {row.id: row.given for row in connection.execute(sa.select(ids.id, ids.given).where(ids.story == story))}


def holders(connection: sa.Connection, ids: Collection[str]) -> list[tuple[str, Place]]:
    """The stories whose lines were given some ids, with their places."""
    return _placed(connection, ids, given=True)


def holders_of(connection: sa.Connection, ids: Collection[str]) -> dict[str, list[tuple[str, Place]]]:
    """Of some ids those that lines of stories were given, each with these stories and their places."""
    found: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for row in _rows(connection, ids, given=True):
        found[row.key].append((row.id, place_of_story(row.first_day, row.first_report)))
    return found


def wanting(connection: sa.Connection, ids: Collection[str]) -> list[tuple[str, Place]]:
    """The stories whose lines would have had some ids, with their places."""
    return _placed(connection, ids, given=False)


def _placed(connection: sa.Connection, keys: Collection[str], *, given: bool) -> list[tuple[str, Place]]:
    rows = _rows(connection, keys, given=given)
    return sorted({row.id: place_of_story(row.first_day, row.first_report) for row in rows}.items())


def _rows(connection: sa.Connection, keys: Collection[str], *, given: bool) -> Iterator[sa.Row[Any, Any, Any, Any]]:
    stories, ids = schema.stories.c, schema.ids.c
    for some in chunks(sorted(keys)):
        yield from connection.execute(
            sa.select(ids.id.label("key"), stories.id, stories.first_day, stories.first_report)
            .join(schema.ids, ids.story == stories.id)
            .where(ids.id.in_(some), ids.given if given else ~ids.given)
        )


def with_lines(connection: sa.Connection, ids: Collection[str]) -> set[str]:
    """The stories that have measures, entries or findings of some ids."""
    found: set[str] = set()
    for table in schema.LINES:
        for some in chunks(ids):
            found |= set(connection.scalars(sa.select(table.c.story).where(table.c.id.in_(some))))
    return found


def honouring(connection: sa.Connection, rulings: Collection[str]) -> set[str]:
    """The stories in which some rulings were honoured."""
    honoured = schema.honoured.c
    found: set[str] = set()
    for some in chunks(rulings):
        found |= set(connection.scalars(sa.select(honoured.story).where(honoured.ruling.in_(some))))
    return found


def run_out(connection: sa.Connection, as_of: date | None) -> set[str]:
    """The stories that do not stay as they are until a day."""
    until = schema.stories.c.until
    if as_of is None:
        return set()
    return set(connection.scalars(sa.select(schema.stories.c.id).where(until < as_of.isoformat())))
