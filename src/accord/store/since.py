"""Which stories have anything new since a day, or since a moment, by what was derived last; none of them is loaded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from accord.model.ruling import Ruling
from accord.store import schema
from accord.store.codec import moment
from accord.store.engine import chunks
from accord.store.having import stories_having
from accord.store.holdings import names_of_series, read_rulings
from accord.store.standing import honouring, stories_of


def stories_since(connection: sa.Connection, since: date, until: date) -> set[str]:
    """The stories with a report published after a day, a ruling made since, or something that fell due up to another.

    Raises: ValueError: a ruling is not what was kept.
    """
    stories = schema.stories.c
    found = set(connection.scalars(sa.select(stories.id).where(stories.last_day > since.isoformat())))
    ruled = [ruling for ruling in read_rulings(connection) if since < ruling.at.date()]
    return found | _ruled(connection, ruled) | _clock_moved(connection, since, until)


def stories_known_since(connection: sa.Connection, since: datetime, until: datetime | None) -> set[str]:
    """The stories with a report, a reading or a ruling that was kept after a moment, up to another (None for now).

    And those in which something fell due between the latest days that were known then.

    Raises: ValueError: a ruling is not what was kept.
    """
    reports, readings = schema.reports.c, schema.readings.c
    kept = sa.select(reports.series).where(_between(reports.kept_at, since, until))
    read = sa.select(reports.series).where(
        reports.id.in_(sa.select(readings.report).where(_between(readings.kept_at, since, until)))
    )
    series = set(connection.scalars(kept)) | set(connection.scalars(read))
    before = {ruling.id for ruling in read_rulings(connection, since)}
    ruled = [ruling for ruling in read_rulings(connection, until) if ruling.id not in before]
    found = _ruled(connection, ruled)
    for some in chunks(sorted(series)):
        found |= stories_of(connection, sorted(names_of_series(connection, some)))
    first, last = latest_day_known(connection, since), latest_day_known(connection, until)
    return found | (_clock_moved(connection, first, last) if first and last else set())


@dataclass(frozen=True, slots=True)
class Touched:
    """A story with anything new: how many reports came in. `last_day` is ISO 8601, empty where none is known."""

    story: str
    title: str
    last_day: str
    n_reports: int
    n_new: int


def last_told_first(connection: sa.Connection, found: Collection[str]) -> list[str]:
    """Stories in their order: those told of last, then the largest, then by id."""
    stories = schema.stories.c
    rows = connection.execute(sa.select(stories.id, stories.last_day, stories.n_reports)).tuples()
    own = sorted((row for row in rows if row[0] in found), key=lambda row: (-row[2], row[0]))
    return [key for key, _, _ in sorted(own, key=lambda row: row[1] or "", reverse=True)]


def read_touched_stories(
    connection: sa.Connection, ids: Sequence[str], since: date | datetime, until: date | None
) -> tuple[Touched, ...]:
    """Some stories in the order given, with the reports that were published after a day, up to another (None for any),
    or kept after a moment; those that are no more are left out.
    """
    stories, members, searched = schema.stories.c, schema.members.c, schema.searched.c
    named = sa.select(members.story, sa.func.count()).where(members.story.in_(ids)).group_by(members.story)
    if isinstance(since, datetime):
        reports = schema.reports.c
        new = named.join(schema.reports, reports.name == members.report).where(_between(reports.kept_at, since, None))
    else:
        new = named.join(schema.searched, searched.name == members.report).where(searched.day > since.isoformat())
        new = new.where(searched.day <= until.isoformat()) if until else new
    n_new: dict[str, int] = dict(connection.execute(new).tuples().all())
    query = sa.select(stories.id, stories.title, stories.last_day, stories.n_reports).where(stories.id.in_(ids))
    rows = {row.id: row for row in connection.execute(query)}
    found = (rows[key] for key in ids if key in rows)
    return tuple(Touched(r.id, r.title, r.last_day or "", r.n_reports, n_new.get(r.id, 0)) for r in found)


def latest_day_known(connection: sa.Connection, known_at: datetime | None) -> date | None:
    """The latest day on which a report was published that was kept by a moment (None for now), as people have amended
    it; None where no day is known.
    """
    searched, reports = schema.searched.c, schema.reports.c
    latest = sa.select(sa.func.max(searched.day))
    if known_at is not None:
        latest = latest.where(searched.number.in_(sa.select(reports.number).where(reports.kept_at <= moment(known_at))))
    day = connection.scalar(latest)
    return date.fromisoformat(day) if day else None


def _between(column: sa.ColumnElement[str], since: datetime, until: datetime | None) -> sa.ColumnElement[bool]:
    after = column > moment(since)
    return after if until is None else after & (column <= moment(until))


def _ruled(connection: sa.Connection, rulings: Sequence[Ruling]) -> set[str]:
    """The stories that some rulings are about."""
    if not rulings:
        return set()
    reports = {report for ruling in rulings for subject in ruling.about for report in subject.reports}
    found = honouring(connection, [ruling.id for ruling in rulings]) | stories_of(connection, sorted(reports))
    return found | stories_having(connection, {target for ruling in rulings for target in ruling.targets})


def _clock_moved(connection: sa.Connection, since: date, until: date) -> set[str]:
    """The stories with a commitment that came to stand otherwise in between."""
    clocks = schema.clocks.c
    moved = sa.select(clocks.story).where(clocks.day > since.isoformat(), clocks.day <= until.isoformat())
    return set(connection.scalars(moved.distinct()))
