"""A line of the record with those beside it, for a person who rules on it; nothing else of its story is read."""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa

from accord.model.actor import ActorLink
from accord.model.entry import AnyEntry, Commitment, Position
from accord.model.finding import Finding
from accord.model.measure import Measure
from accord.store import schema
from accord.store.names.find import read_measure
from accord.store.places import read_line

AnyLine = AnyEntry | Measure | Finding | ActorLink
"""What can be ruled on."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A line and its story. `others` are the lines of its kind there, each its id and what it says, none for a finding
    or a link of names; `on_it` are the stands and commitments on a measure, none for anything else.
    """

    line: AnyLine
    story: str
    title: str
    others: tuple[tuple[str, str], ...] = ()
    on_it: tuple[str, ...] = ()


def read_beside(connection: sa.Connection, key: str) -> Beside | None:
    """The line of that id; None where there is none.

    Raises: ValueError: a row is damaged.
    """
    entries, measures = schema.entries.c, schema.measures.c
    if (measured := read_measure(connection, key)) is not None:
        story, title, measure = measured
        beside = sa.select(measures.id, measures.body).where(measures.story == story).order_by(measures.number)
        return Beside(measure, story, title, _others(connection, beside, "label", key), _on(connection, story, key))
    found = read_line(connection, key)
    if found is None or isinstance(found.line, Finding | ActorLink):
        return Beside(found.line, found.story, found.title) if found else None
    alike = sa.select(entries.id, entries.body).where(entries.story == found.story, entries.kind == found.line.kind)
    others = _others(connection, alike.order_by(entries.number), "line", key)
    return Beside(found.line, found.story, found.title, others)


def _others(
    connection: sa.Connection, query: sa.Select[tuple[str, str]], told: str, key: str
) -> tuple[tuple[str, str], ...]:
    """All but one of some lines; what else they say is not looked at."""
    rows = connection.execute(query)
    return tuple((row.id, str(json.loads(row.body)[told])) for row in rows if row.id != key)


def _on(connection: sa.Connection, story: str, measure: str) -> tuple[str, ...]:
    """The stands and commitments on a measure."""
    entries, kinds = schema.entries.c, (Position.kind, Commitment.kind)
    query = sa.select(entries.body).where(entries.story == story, entries.kind.in_(kinds)).order_by(entries.number)
    told = (json.loads(body) for body in connection.scalars(query))
    return tuple(str(own["line"]) for own in told if own.get("measure") == measure)
