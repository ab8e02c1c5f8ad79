"""Is a store sound? Every kept row against its hash, every reference, the indexes: what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from accord.store import schema
from accord.store.codec import digest, unpack
from accord.store.derived import read_chapters, read_lineage
from accord.store.engine import reading, stream
from accord.store.names.tallies import miscounted
from accord.store.rows import AnyRow, claims_of, report_of, report_row, ruling_of
from accord.store.search.index import find_wrong
from accord.store.store import Store

BACKUP = "restore it from a backup"
REREAD = "read the report again with `accord read --into`, or restore it from a backup"
REBUILD = "`accord rebuild` makes it anew"
REINDEX = "`REINDEX` mends the index, if the table is sound; else restore it from a backup"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with a store: which row or part, what is wrong with it, how to mend it."""

    where: str
    what: str
    mend: str


def examine(store: Store) -> list[Problem]:
    """Look at every row of a store.

    Returns: What is wrong, by place; empty for a sound store. A database too broken to go on with ends the list.
    Raises: StoreError: the database can't be reached.
    """
    problems: list[Problem] = []
    with reading(store.engine) as connection:
        try:
            for check in (_pages, _references, _raws, _reports, _claims, _rulings, _derived, _searched):
                problems.extend(check(connection))
        except DBAPIError as error:
            problems.append(Problem("database", f"can't be read on: {str(error.orig).splitlines()[0]}", BACKUP))
    return sorted(set(problems))


def _pages(connection: sa.Connection) -> Iterator[Problem]:
    """What the database itself says of its pages and indexes; PostgreSQL checks its pages as they are read."""
    if connection.dialect.name != "sqlite":
        return
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if told != "ok":
            yield Problem("database", str(told), REINDEX if "index" in told else BACKUP)
    try:
        connection.exec_driver_sql("INSERT INTO report_words(report_words, rank) VALUES ('integrity-check', 1)")
    except DBAPIError as error:
        if "readonly" not in str(error.orig):  # a store that can't be written can't be asked
            yield Problem("words index", str(error.orig), REBUILD)


def _references(connection: sa.Connection) -> Iterator[Problem]:
    """Rows that point at a row that is not there."""
    for table in schema.METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column
                pointed_at = target.table.alias()  # a table may point at itself
                there = sa.exists().where(pointed_at.c[target.name] == column)
                lost = sa.select(column).where(column.is_not(None), ~there).distinct().limit(20)
                for found in connection.scalars(lost):
                    mend = REBUILD if table in (*schema.DERIVED, schema.searched) else BACKUP
                    yield Problem(f"{table.name} {found}", f"{target.table.name} has no such row", mend)


def _raws(connection: sa.Connection) -> Iterator[Problem]:
    for row in _all(connection, schema.raws):
        try:
            sound = digest(unpack(row.packed)) == row.id
        except ValueError:
            sound = False
        if not sound:
            yield Problem(f"raws {row.id}", "the bytes are not what was kept", BACKUP)


def _reports(connection: sa.Connection) -> Iterator[Problem]:
    for row in _all(connection, schema.reports):
        try:
            expected = report_row(report_of(row), row.raw, row.kept_at)
        except ValueError as error:
            yield Problem(f"reports {row.id}", str(error), BACKUP)
            continue
        wrong = [name for name, value in expected.items() if getattr(row, name) != value]
        if wrong:
            yield Problem(f"reports {row.id}", f"{', '.join(wrong)} differ from what was kept", BACKUP)


def _claims(connection: sa.Connection) -> Iterator[Problem]:
    """Readings against their claims, both in the order of the readings' ids."""
    reports = dict(connection.execute(sa.select(schema.reports.c.id, schema.reports.c.name)).tuples().all())
    table = schema.claims
    readings = {row.id: row for row in _all(connection, schema.readings)}
    with stream(connection, sa.select(table).order_by(table.c.reading, table.c.number)) as rows:
        for key, own in groupby(rows, key=attrgetter("reading")):
            if key in readings:
                yield from _reading(readings.pop(key), reports, own)
    for row in readings.values():
        yield from _reading(row, reports, ())


def _reading(row: AnyRow, reports: dict[str, str], own: Iterable[AnyRow]) -> Iterator[Problem]:
    try:
        claims_of(row, reports.get(row.report, row.report), own)
    except (ValueError, KeyError) as error:
        yield Problem(f"readings {row.id}", str(error), REREAD)


def _rulings(connection: sa.Connection) -> Iterator[Problem]:
    for row in _all(connection, schema.rulings):
        try:
            ruling_of(row)
        except ValueError as error:
            yield Problem(f"rulings {row.id}", str(error), BACKUP)


def _derived(connection: sa.Connection) -> Iterator[Problem]:
    for name, read in (("lineage", read_lineage), ("stories", read_chapters)):
        try:
            read(connection)
        except (ValueError, LookupError) as error:
            yield Problem(name, f"a derived row is damaged: {error}", REBUILD)
    if miscounted(connection):
        yield Problem("tallies", "there are not as many lines of each name as were counted", REBUILD)


def _searched(connection: sa.Connection) -> Iterator[Problem]:
    for name in find_wrong(connection):
        yield Problem(f"searched {name}", "the report is not found by what it says", REBUILD)


def _all(connection: sa.Connection, table: sa.Table) -> Iterator[sa.Row[Any]]:
    with stream(connection, sa.select(table)) as rows:
        yield from rows
