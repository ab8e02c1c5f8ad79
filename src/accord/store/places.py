"""Where a thing stands: the story that a line, or a report, belongs to, and what the line says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from accord.model.actor import ActorLink
from accord.model.entry import AnyEntry
from accord.model.finding import Finding
from accord.model.identity import is_content_id
from accord.model.record import Chapter
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import ENTRY_KINDS
from accord.store.engine import chunks

_LINES = (schema.entries, schema.findings, schema.measures)


@dataclass(frozen=True, slots=True)
class LineInStory:
    """A line of the record, and the story it stands in."""

    story: str
    title: str
    line: AnyEntry | Finding | ActorLink


def read_line(connection: sa.Connection, line: str) -> LineInStory | None:
    """The entry, finding or link of names of that id; None where there is none.

    Raises: ValueError: a row is damaged.
    """
    stories = schema.stories
    for table in (schema.entries, schema.findings):
        placed = sa.select(table, stories.c.title).join(stories, stories.c.id == table.c.story)
        row = connection.execute(placed.where(table.c.id == line).limit(1)).first()
        if row is not None:
            kind: type[AnyEntry | Finding] = Finding if table is schema.findings else ENTRY_KINDS[row.kind]
            return LineInStory(row.story, row.title, decode(row.body, kind))
    row = connection.execute(sa.select(stories).where(stories.c.id == story_of_line(connection, line))).first()
    links = decode(row.body, Chapter).actors if row else ()
    found = next((link for link in links if link.id == line), None)
    return LineInStory(row.id, row.title, found) if row and found else None


def story_of_line(connection: sa.Connection, line: str) -> str | None:
    """The id of the story that has the entry, finding, measure or link of names of that id; None where none has."""
    for table in _LINES:
        found = connection.scalar(sa.select(table.c.story).where(table.c.id == line).limit(1))
        if found is not None:
            return str(found)
    if not is_content_id(line):
        return None
    # links of names have no table of their own: they stand in the body of their story
    stories = schema.stories.c
    found = connection.scalar(sa.select(stories.id).where(stories.body.like(f'%"id":"{line}"%')).limit(1))
    return None if found is None else str(found)


def story_of_report(connection: sa.Connection, name: str) -> str | None:
    """The id of the story that the report of that id is in; None where it is in none."""
    members = schema.members.c
    found = connection.scalar(sa.select(members.story).where(members.report == name))
    return None if found is None else str(found)


def titles_of(connection: sa.Connection, ids: Collection[str]) -> dict[str, str]:
    """The titles of some stories by their ids; those that are no more are left out."""
    stories = schema.stories.c
    found: dict[str, str] = {}
    for some in chunks(sorted(ids)):
        found |= dict(
            connection.execute(sa.select(stories.id, stories.title).where(stories.id.in_(some))).tuples().all()
        )
    return found
