"""The index of names: which lines of a story name which parties, speakers and measures, and as what.

Its rows are derived like the lines they lead to, and written with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from accord.model.entry import Commitment, Quotation
from accord.model.evidence import Evidence
from accord.model.record import Chapter
from accord.store import schema
from accord.store.engine import chunks
from accord.store.names.keys import MEASURE, PARTY, key_of
from accord.store.names.roles import MENTION, Roles, day_of, named_in, roles_in, spelled

Row = dict[str, Any]


def name_rows(chapter: Chapter, days: Mapping[str, date]) -> Iterator[Row]:
    """The rows of `named` of a story, each line with its own day, else with the first on which it was told.

    Args: days: publication days of its reports by id; those that are unknown are left out.
    """
    labels = {measure.id: measure.label for measure in chapter.measures}
    story = chapter.story.id
    for number, measure in enumerate(chapter.measures):
        naming = Roles(MEASURE, measure.kind.value)
        naming.add(MEASURE, "", measure.label)
        yield from _rows(story, number, naming, _first_day(measure.mentions, days))
    parties = set[str]()
    for number, entry in enumerate(chapter.entries):
        naming = roles_in(entry, labels)
        parties |= {name for sort, name in naming.names if sort == PARTY}
        yield from _rows(story, number, naming, day_of(entry) or _first_day(entry.evidence, days))
    forms = {name: spelled(name) for name in sorted(parties)}
    for number, entry in enumerate(chapter.entries):
        if isinstance(entry, Quotation):
            naming = Roles(MENTION, entry.speaker)
            naming.add(PARTY, "named", *named_in(entry, forms))
            yield from _rows(story, number, naming, _first_day(entry.evidence, days))


def clock_rows(chapter: Chapter) -> Iterator[Row]:
    """The days on which a commitment of a story came to stand otherwise."""
    owed = (entry for entry in chapter.entries if isinstance(entry, Commitment))
    for day in sorted({change.on for entry in owed for change in entry.history if change.on}):
        yield {"story": chapter.story.id, "day": day.isoformat()}


def index_names(connection: sa.Connection, read: Callable[[sa.Connection, list[str]], tuple[Chapter, ...]]) -> None:
    """Make the rows of stories that were derived before there was this index; a report's day is the one it gives.

    Args: read: gives the stories of some ids.
    """
    stories, searched = schema.stories.c.id, schema.searched.c
    for some in chunks(connection.scalars(sa.select(stories).order_by(stories)).all()):
        chapters = read(connection, some)
        names = [name for chapter in chapters for name in chapter.story.reports]
        days: dict[str, date] = {}
        for lot in chunks(names):
            query = sa.select(searched.name, searched.day).where(searched.name.in_(lot), searched.day.is_not(None))
            days |= {name: date.fromisoformat(day) for name, day in connection.execute(query).tuples()}
        for table, rows in (
            (schema.named, [row for chapter in chapters for row in name_rows(chapter, days)]),
            (schema.clocks, [row for chapter in chapters for row in clock_rows(chapter)]),
        ):
            if rows:
                connection.execute(sa.insert(table), rows)


def _rows(story: str, number: int, naming: Roles, day: date | None) -> Iterator[Row]:
    """A row for each name, of several that are one when folded the first."""
    seen = set[tuple[str, str]]()
    for (sort, name), roles in naming.names.items():
        key = key_of(name)
        if key and (sort, key) not in seen:
            seen.add((sort, key))
            yield {
                "story": story,
                "number": number,
                "sort": sort,
                "key": key,
                "kind": naming.kind,
                "roles": ", ".join(dict.fromkeys(roles)),
                "name": name,
                "about": naming.beside.get(sort, naming.about),
                "day": day.isoformat() if day else "",
            }


def _first_day(evidence: tuple[Evidence, ...], days: Mapping[str, date]) -> date | None:
    return min((days[piece.report] for piece in evidence if piece.report in days), default=None)
