"""One report with what stands around it: read by itself, so that the size of its story costs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accord.model.claim import Claims
from accord.model.evidence import Evidence
from accord.model.lineage import JOINING, Lineage, Link, LinkKind
from accord.model.report import Report
from accord.store import schema
from accord.store.codec import decode
from accord.store.derived import read_lineage
from accord.store.holdings import latest_claims, latest_reports, series_of_names

MOST_LINKS = 12
"""Links of a report that are read: those that join first, then those that cover most of it."""

_IDLE = frozenset({LinkKind.COINCIDENCE.value, LinkKind.BOILERPLATE.value})


@dataclass(frozen=True, slots=True)
class Cited:
    """A line of the record, and the words of one report that it rests on."""

    line: str
    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """A report as it is kept, and what was derived about it.

    `story` and `story_title` are empty where it is in no story. `lines` are the entries that rest on its words, in
    their story's order. `links` are the strongest, none by chance or by furniture; `n_linked` counts all such.
    `lineage` has the carriages of the report and of `others`, which are at the other ends of the links.
    """

    report: Report
    claims: Claims | None
    n_versions: int
    story: str
    story_title: str
    lines: tuple[Cited, ...]
    links: tuple[Link, ...]
    n_linked: int
    lineage: Lineage
    others: tuple[Report, ...]


def read_around(connection: sa.Connection, name: str, *, alone: bool = False) -> Around | None:
    """The report that goes, or once went, by an id, in the version that stands; None where none is kept.

    Args: alone: leave out `lines`, `links` and `others`.
    Raises: ValueError: a row is not what was kept.
    """
    series = series_of_names(connection, [name])
    standing = latest_reports(connection, None, None, series) if series else {}
    if not standing:
        return None
    # an id belongs to one series, but for texts that several addresses share
    key, report = next(((k, r) for k, r in standing.items() if r.id == name), min(standing.items()))
    claims, _ = latest_claims(connection, {key: report.id}, None, [key])
    own = sa.select(schema.reports.c.series).where(schema.reports.c.id == key).scalar_subquery()
    counted = sa.select(sa.func.count()).where(schema.reports.c.series == own)
    members, stories = schema.members.c, schema.stories.c
    placed = sa.select(stories.id, stories.title).join(schema.members, members.story == stories.id)
    story = connection.execute(placed.where(members.report == report.id)).first()
    links, n_linked = ((), 0) if alone else _links_of(connection, report.id)
    names = sorted({link.left if link.right == report.id else link.right for link in links})
    others = latest_reports(connection, None, None, series_of_names(connection, names)) if names else {}
    return Around(
        report=report,
        claims=claims.get(key),
        n_versions=connection.scalar(counted) or 1,
        story=story.id if story else "",
        story_title=story.title if story else "",
        lines=tuple(_lines_of(connection, story.id, report.id)) if story and not alone else (),
        links=links,
        n_linked=n_linked,
        lineage=read_lineage(connection, [report.id, *names], linked=False),
        others=tuple(sorted(others.values(), key=lambda other: other.id)),
    )


def read_words_of(connection: sa.Connection, line: str, report: str) -> Cited | None:
    """The words of a report that an entry or a finding of some id rests on; None where there is no such line."""
    for table, told in ((schema.entries, "line"), (schema.findings, "note")):
        body = connection.scalar(sa.select(table.c.body).where(table.c.id == line).limit(1))
        if body is not None:
            return _cited(json.loads(body), told, report)
    return None


def link_between(connection: sa.Connection, one: str, other: str) -> Link | None:
    """The link of two reports; None where they share nothing.

    Raises: ValueError: the row is damaged.
    """
    links = schema.links.c
    left, right = sorted((one, other))
    body = connection.scalar(sa.select(links.body).where(links.left == left, links.right == right))
    return None if body is None else decode(body, Link)


def _links_of(connection: sa.Connection, name: str) -> tuple[tuple[Link, ...], int]:
    """The strongest links of a report, and how many it has; only those are made whole."""
    links = schema.links.c
    found: list[tuple[tuple[bool, float, str], str]] = []
    for side, own in ((links.left, "left_share"), (links.right, "right_share")):
        for row in connection.execute(sa.select(links.left, links.right, links.body).where(side == name)):
            told = json.loads(row.body)
            if told["kind"] not in _IDLE:
                rank = (told["kind"] not in JOINING, -told[own], row.left if row.right == name else row.right)
                found.append((rank, row.body))
    found.sort()
    return tuple(decode(body, Link) for _, body in found[:MOST_LINKS]), len(found)


def _lines_of(connection: sa.Connection, story: str, name: str) -> Iterator[Cited]:
    """The entries of a story that rest on a report; the others are not even parsed."""
    entries = schema.entries.c
    named = f'"report":{json.dumps(name, ensure_ascii=False)}'
    query = sa.select(entries.body).where(entries.story == story, entries.body.contains(named, autoescape=True))
    for body in connection.scalars(query.order_by(entries.number)):
        cited = _cited(json.loads(body), "line", name)
        if cited.evidence:
            yield cited


def _cited(told: dict[str, Any], text: str, report: str) -> Cited:
    own: Sequence[dict[str, Any]] = [piece for piece in told["evidence"] if piece["report"] == report]
    # a field at its default is left out, and a span is a pair
    return Cited(told["id"], told[text], tuple(decode(json.dumps(piece), Evidence) for piece in own))
