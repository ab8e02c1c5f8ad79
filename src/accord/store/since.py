"""Which stories have anything new since a day, by what was derived last; none of them is loaded."""

from __future__ import annotations

import re
from datetime import date

import sqlalchemy as sa

from accord.model.entry import Commitment
from accord.store import schema
from accord.store.engine import stream
from accord.store.having import stories_having
from accord.store.holdings import read_rulings
from accord.store.standing import honouring, stories_of

_DAY = re.compile(r'"on":"(\d{4}-\d{2}-\d{2})"')


def stories_since(connection: sa.Connection, since: date, until: date) -> set[str]:
    """The stories with a report published after a day, a ruling made since, or something that fell due up to another.

    Raises: ValueError: a ruling is not what was kept.
    """
    stories = schema.stories.c
    found = set(connection.scalars(sa.select(stories.id).where(stories.last_day > since.isoformat())))
    ruled = [ruling for ruling in read_rulings(connection) if since < ruling.at.date()]
    if ruled:
        reports = {report for ruling in ruled for subject in ruling.about for report in subject.reports}
        found |= honouring(connection, [ruling.id for ruling in ruled]) | stories_of(connection, sorted(reports))
        found |= stories_having(connection, {target for ruling in ruled for target in ruling.targets})
    return found | _clock_moved(connection, since.isoformat(), until.isoformat())


def _clock_moved(connection: sa.Connection, since: str, until: str) -> set[str]:
    """The stories of commitments with a day in between: it may be that of what became of them."""
    entries = schema.entries.c
    query = sa.select(entries.story, entries.body).where(entries.kind == Commitment.kind)
    with stream(connection, query) as rows:
        return {row.story for row in rows if any(since < day <= until for day in _DAY.findall(row.body))}
