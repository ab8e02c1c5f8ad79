"""Tallies: how many lines there are of each name, kept up as lines come and go, so that nobody counts a name's lines.

What they count are the rows of `named`. A name that stands in every story has as many lines as there are stories, and
more; counted for each page, they would make a page of a large record slow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from accord.store import schema
from accord.store.engine import chunks

_Tallied = tuple[str, str, str, str, str]
"""What is counted apart: the sort of a name, its key, the kind of line, what it is about, how the name is written."""

_NAMED = schema.named.c
_COLUMNS = (_NAMED.sort, _NAMED.key, _NAMED.kind, _NAMED.about, _NAMED.name)
_ADD = sa.text(
    "INSERT INTO tallies (sort, key, kind, about, name, lines) VALUES (:sort, :key, :kind, :about, :name, :lines)"
    " ON CONFLICT (sort, key, kind, about, name) DO UPDATE SET lines = tallies.lines + excluded.lines"
)
_END = sa.text(
    "DELETE FROM tallies WHERE sort = :sort AND key = :key AND kind = :kind AND about = :about AND name = :name"
    " AND tallies.lines = 0"
)


def count_lines(connection: sa.Connection, stories: Collection[str]) -> Counter[_Tallied]:
    """The lines of some stories, as they are counted."""
    found: Counter[_Tallied] = Counter()
    for some in chunks(sorted(stories)):
        counted = sa.select(*_COLUMNS, sa.func.count()).where(_NAMED.story.in_(some)).group_by(*_COLUMNS)
        for *own, n in connection.execute(counted).tuples():
            found[own[0], own[1], own[2], own[3], own[4]] += n
    return found


def take_out(connection: sa.Connection, stories: Collection[str]) -> None:
    """Count the lines of stories no more that are about to be deleted."""
    keep_up(connection, count_lines(connection, stories), ())


def keep_up(connection: sa.Connection, before: Counter[_Tallied], stories: Collection[str]) -> None:
    """Count the lines of stories that have been written, in place of those that went; what is the same costs nothing.

    Args: before: what `count_lines` gave for all that went.
    """
    after = count_lines(connection, stories)
    rows: list[dict[str, Any]] = [
        {**dict(zip(_names(), key, strict=True)), "lines": more}
        for key in sorted(before | after)
        if (more := after[key] - before[key])
    ]
    if rows:
        connection.execute(_ADD, rows)
    if fewer := [row for row in rows if row["lines"] < 0]:
        connection.execute(_END, fewer)
    for some in chunks(sorted(stories)):
        _tell_of(connection, _NAMED.story.in_(some))


def tally_anew(connection: sa.Connection) -> None:
    """Count all that there is, in place of what was counted."""
    connection.execute(sa.delete(schema.tallies))
    connection.execute(sa.delete(schema.told_of))
    counted = sa.select(*_COLUMNS, sa.func.count()).group_by(*_COLUMNS)
    connection.execute(sa.insert(schema.tallies).from_select([*_names(), "lines"], counted))
    _tell_of(connection, sa.true())


def miscounted(connection: sa.Connection) -> bool:
    """Whether there are not as many lines of each name as were counted."""
    by_name = sa.select(*_COLUMNS, sa.func.count()).group_by(*_COLUMNS)
    pairs = ((by_name, sa.select(schema.tallies)), (_by_story(sa.true()), sa.select(schema.told_of)))
    differences = (sa.except_(*sides) for one, other in pairs for sides in ((one, other), (other, one)))
    return any(connection.execute(query.limit(1)).first() for query in differences)


def _tell_of(connection: sa.Connection, wanted: sa.ColumnElement[bool]) -> None:
    """Write which stories tell of whom."""
    names = [column.name for column in schema.told_of.columns]
    connection.execute(sa.insert(schema.told_of).from_select(names, _by_story(wanted)))


def _by_story(wanted: sa.ColumnElement[bool]) -> sa.Select[tuple[str, str, str, int, str]]:
    own = (_NAMED.story, _NAMED.sort, _NAMED.key)
    return sa.select(*own, sa.func.count(), sa.func.max(_NAMED.day)).where(wanted).group_by(*own)


def _names() -> list[str]:
    return [column.name for column in _COLUMNS]
