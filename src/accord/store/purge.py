"""Removing a report for good, as law or its outlet may ask: nothing of its words stays in the database's files."""

from __future__ import annotations

import sqlalchemy as sa

from accord.store import schema
from accord.store.engine import is_postgres, run_alone
from accord.store.holdings import series_of_names
from accord.store.names.tallies import take_out
from accord.store.standing import ids_of, stories_of, wanting
from accord.store.touched import REPORT, touch


def remove_report(connection: sa.Connection, name: str, tomb: dict[str, str]) -> int:
    """Delete every version of a report with all that rests on it, and set tombstones.

    What was derived of the stories they are in goes too, since any line may cite their words; it is derived anew.

    Args: tomb: `by`, `reason` and `purged_at` of the tombstones.
    Returns: How many versions there were.
    """
    reports, readings, claims, raws = schema.reports, schema.readings, schema.claims, schema.raws
    series = sa.select(reports.c.series).where(reports.c.name == name)
    versions = connection.execute(
        sa.select(reports.c.id, reports.c.name, reports.c.series, reports.c.raw).where(reports.c.series.in_(series))
    ).all()
    keys = [row.id for row in versions]
    read = sa.select(readings.c.id).where(readings.c.report.in_(keys))
    numbers = sa.select(reports.c.number).where(reports.c.id.in_(keys))
    connection.execute(sa.delete(schema.searched).where(schema.searched.c.number.in_(numbers)))
    connection.execute(sa.delete(claims).where(claims.c.reading.in_(read)))
    connection.execute(sa.delete(readings).where(readings.c.report.in_(keys)))
    connection.execute(sa.delete(reports).where(reports.c.id.in_(keys)))
    unused = ~sa.exists().where(reports.c.raw == raws.c.id)
    connection.execute(sa.delete(raws).where(raws.c.id.in_([row.raw for row in versions]), unused))
    if versions:
        others = _remove_derived(connection, {row.name for row in versions})
        touch(connection, REPORT, {row.series for row in versions} | others)
        tombs = [{"report": row.id, "name": row.name, "series": row.series, **tomb} for row in versions]
        connection.execute(sa.insert(schema.tombstones), tombs)
    return len(versions)


def _remove_derived(connection: sa.Connection, names: set[str]) -> set[str]:
    """Delete what may cite the words of some reports: lines of their stories, carriages, links.

    Returns: The series of the reports of those other stories whose lines wanted ids that lines of these had.
    """
    stories, members, carriages, links = schema.stories.c, schema.members.c, schema.carriages.c, schema.links.c
    gone = stories_of(connection, names)
    waiting = {key for story in gone for key, _ in wanting(connection, ids_of(connection, story))} - gone
    others = set(connection.scalars(sa.select(members.report).where(members.story.in_(waiting))))
    take_out(connection, gone)
    connection.execute(sa.delete(schema.stories).where(stories.id.in_(gone)))
    connection.execute(sa.delete(schema.carriages).where(carriages.report.in_(names)))
    connection.execute(sa.delete(schema.links).where(links.left.in_(names) | links.right.in_(names)))
    carried = sa.exists().where(carriages.origin == schema.origins.c.id)
    connection.execute(sa.delete(schema.origins).where(~carried))
    return series_of_names(connection, others)


def wipe(engine: sa.Engine) -> None:
    """Overwrite what was deleted: in the tables, in the index of words, and in the log that writes go through first.

    Raises: StoreError: the database can't be written; the rows are gone, their words may still be in its files.
    """
    if is_postgres(engine):
        tables = (*(table.name for table in schema.METADATA.sorted_tables), "report_words")
        run_alone(engine, *(f"VACUUM FULL {table}" for table in tables))
        return
    # deleted pages are zeroed as they are freed; the index keeps words until its parts are merged
    merge = "INSERT INTO report_words(report_words) VALUES ('optimize')"
    run_alone(engine, merge, "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
