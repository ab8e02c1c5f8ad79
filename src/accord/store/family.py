"""The reports of a story with their lineage, without what was read in them and which words they share."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from accord.model.lineage import Lineage, Link
from accord.model.report import Report
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import read_lineage
from accord.store.engine import chunks, stream
from accord.store.holdings import latest_reports, series_of_names


@dataclass(frozen=True, slots=True)
class Family:
    """A story's reports as they are kept, by id, and its lineage; its links have no passages."""

    story: str
    title: str
    n_outlets: int
    n_origins: int
    reports: tuple[Report, ...]
    lineage: Lineage


def read_family(connection: sa.Connection, story: str) -> Family | None:
    """The reports of the story of an id, and how they hang together; None where there is no such story.

    Raises: ValueError: a row is not what was kept.
    """
    stories, members = schema.stories.c, schema.members.c
    told = sa.select(stories.title, stories.n_outlets, stories.n_origins).where(stories.id == story)
    row = connection.execute(told).first()
    if row is None:
        return None
    names = set(connection.scalars(sa.select(members.report).where(members.story == story)))
    reports: dict[str, Report] = {}
    for some in chunks(sorted(series_of_names(connection, names))):
        reports |= latest_reports(connection, None, None, some)
    carried = read_lineage(connection, names, linked=False)
    return Family(
        story=story,
        title=row.title,
        n_outlets=row.n_outlets,
        n_origins=row.n_origins,
        reports=tuple(sorted((r for r in reports.values() if r.id in names), key=lambda report: report.id)),
        lineage=Lineage(carried.origins, carried.carriages, _links(connection, names)),
    )


def _links(connection: sa.Connection, names: set[str]) -> tuple[Link, ...]:
    """The links between some reports. Most of a link are its passages: they are left out before it is made."""
    links = schema.links.c
    found: list[Link] = []
    for some in chunks(sorted(names)):
        with stream(connection, sa.select(links.right, links.body).where(links.left.in_(some))) as rows:
            bodies = (row.body for row in rows if row.right in names)
            found += [decode(json.dumps(json.loads(body) | {"passages": []}), Link) for body in bodies]
    return tuple(sorted(found, key=lambda link: (link.left, link.right)))
