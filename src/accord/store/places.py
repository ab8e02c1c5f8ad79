"""Where a thing stands: the story that a line, or a report, belongs to."""

from __future__ import annotations

import sqlalchemy as sa

from accord.model.identity import is_content_id
from accord.store import schema

_LINES = (schema.entries, schema.findings, schema.measures)


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
