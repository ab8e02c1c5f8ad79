"""What a record is made of, read from the store as it stood on a day and to somebody's knowledge."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from accord.model.claim import Claims
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store import schema
from accord.store.codec import digest, moment
from accord.store.decoded import Decoded
from accord.store.engine import chunks, stream
from accord.store.rows import AnyRow, claims_of, latest_moment, report_of, ruling_of


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a record is made of, as it stood: reports by day then id, their claims in that order, rulings by time.

    `key` is a hash over all of it: equal holdings have equal keys.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claims, ...]
    rulings: tuple[Ruling, ...]
    key: str


def read_holdings(
    connection: sa.Connection,
    as_of: date | None = None,
    known_at: datetime | None = None,
    series: Collection[str] | None = None,
    decoded: Decoded | None = None,
) -> Holdings:
    """What the record is made of, or the part of it that some series of reports are; see `Store.holdings`.

    Args: decoded: the claims that were read before, which is kept up; None to read all.
    Raises: ValueError: a row is not what was kept.
    """
    reports: dict[str, Report] = {}
    for some in _some(series):
        reports |= latest_reports(connection, as_of, known_at, some)
    claims: dict[str, Claims] = {}
    readings: dict[str, str] = {}
    for keys in _some(None if series is None else reports):
        named = {key: report.id for key, report in reports.items()}
        found = latest_claims(connection, named, known_at, keys, decoded)
        claims, readings = claims | found[0], readings | found[1]
    rulings = read_rulings(connection, known_at)
    ordered = sorted(reports.items(), key=lambda item: (item[1].day or date.max, item[1].id))
    parts = [part for key, _ in ordered for part in (key, readings[key])]
    return Holdings(
        reports=tuple(report for _, report in ordered),
        claims=tuple(claims[key] for key, _ in ordered),
        rulings=rulings,
        key=digest(*parts, *(ruling.id for ruling in rulings)),
    )


def read_reports(connection: sa.Connection, series: Collection[str] | None = None) -> tuple[Report, ...]:
    """The reports that stand, or those of some series, by day then id, without their claims.

    Raises: ValueError: a row is not what was kept.
    """
    standing = [r for some in _some(series) for r in latest_reports(connection, None, None, some).values()]
    return tuple(sorted(standing, key=lambda report: (report.day or date.max, report.id)))


def _some(keys: Collection[str] | None) -> Iterable[list[str] | None]:
    """Keys, so many at a time as a query may name; None, once, for all."""
    return [None] if keys is None else chunks(keys)


def read_arrivals(connection: sa.Connection, names: Collection[str] | None = None) -> dict[str, date]:
    """Where reports without a day stand among the others, by id: of some ids, or of all.

    That is the day after the latest on which anything was published that was kept by the moment at which one was first
    kept, and not after it; whatever is kept later, it stays. One is left out where nothing with a day was kept by then.
    """
    reports = schema.reports.c
    first = sa.select(reports.name, sa.func.min(reports.kept_at)).where(reports.day.is_(None)).group_by(reports.name)
    moments: dict[str, str | None] = {}
    found: dict[str, date] = {}
    for some in _some(names):
        query = first if some is None else first.where(reports.name.in_(some))
        for name, kept_at in connection.execute(query).tuples():
            if kept_at not in moments:
                by_then = sa.select(reports.day).where(reports.day <= kept_at[:10], reports.kept_at <= kept_at)
                moments[kept_at] = connection.scalar(by_then.order_by(reports.day.desc()).limit(1))
            if day := moments[kept_at]:
                found[name] = date.fromisoformat(day) + timedelta(days=1)
    return found


def read_rulings(connection: sa.Connection, known_at: datetime | None = None) -> tuple[Ruling, ...]:
    """People's decisions, by time, then id.

    Raises: ValueError: a row is not what was kept.
    """
    kept = connection.execute(_by(sa.select(schema.rulings), schema.rulings, known_at))
    return tuple(sorted(map(ruling_of, kept), key=lambda ruling: (ruling.at.isoformat(), ruling.id)))


def series_of_names(connection: sa.Connection, names: Collection[str]) -> set[str]:
    """The series of the reports that go, or once went, by some ids."""
    reports = schema.reports.c
    found: set[str] = set()
    for some in chunks(sorted(names)):
        found |= set(connection.scalars(sa.select(reports.series).where(reports.name.in_(some)).distinct()))
    return found


def names_of_series(connection: sa.Connection, series: Collection[str]) -> set[str]:
    """The ids that reports of some series go by, or once went by, those that were purged among them."""
    found: set[str] = set()
    for table in (schema.reports, schema.tombstones):
        for some in chunks(sorted(series)):
            found |= set(connection.scalars(sa.select(table.c.name).where(table.c.series.in_(some)).distinct()))
    return found


def latest_reports(
    connection: sa.Connection, as_of: date | None, known_at: datetime | None, series: Collection[str] | None
) -> dict[str, Report]:
    """The version of each report that stands, by key."""
    query = _by(sa.select(schema.reports), schema.reports, known_at)
    if series is not None:
        query = query.where(schema.reports.c.series.in_(series))
    if as_of:
        day = schema.reports.c.day
        query = query.where(day.is_(None) | (day <= as_of.isoformat()))
    best: dict[str, tuple[tuple[bool, str, str, str], str, Report]] = {}
    with stream(connection, query) as rows:
        for row in rows:
            report = report_of(row)
            # a version that was withdrawn later than that day stands only where there is no other
            order = (report.withdrawn is None or report.is_withdrawn(as_of), *latest_moment(report, row))
            if row.series not in best or order > best[row.series][0]:
                best[row.series] = (order, row.id, report)
    return {key: report for _, key, report in best.values()}


def latest_claims(
    connection: sa.Connection,
    names: dict[str, str],
    known_at: datetime | None,
    keys: Collection[str] | None,
    decoded: Decoded | None = None,
) -> tuple[dict[str, Claims], dict[str, str]]:
    """The claims of each report by its latest reading, and which reading that is, by the report's key.

    Args: keys: of the reports that are asked for; None for all. decoded: as in `read_holdings`.
    """
    query = _by(sa.select(schema.readings), schema.readings, known_at)
    if keys is not None:
        query = query.where(schema.readings.c.report.in_(keys))
    latest: dict[str, AnyRow] = {}
    for row in connection.execute(query):
        before = latest.get(row.report)
        if row.report in names and (before is None or (row.kept_at, row.id) > (before.kept_at, before.id)):
            latest[row.report] = row
    held = {} if decoded is None else {key: decoded.get(row.id, names[key]) for key, row in latest.items()}
    found = {key: claims for key, claims in held.items() if claims is not None}
    by_reading = {row.id: row for key, row in latest.items() if key not in found}
    rows = _read_claims(connection, by_reading, names, keys is None) if by_reading else ()
    new = {row.report: claims for row, claims in rows}
    empty = [row for row in by_reading.values() if row.report not in new]
    new |= {row.report: claims_of(row, names[row.report], []) for row in empty}
    if decoded is not None:
        for key, claims in new.items():
            decoded.put(latest[key].id, names[key], claims)
    found |= new
    return found, {key: row.id for key, row in latest.items()}


def _read_claims(
    connection: sa.Connection, readings: dict[str, AnyRow], names: dict[str, str], everything: bool
) -> Iterator[tuple[AnyRow, Claims]]:
    table = schema.claims
    query = sa.select(table).order_by(table.c.reading, table.c.number)
    if not everything:
        query = query.where(table.c.reading.in_(readings))
    with stream(connection, query) as rows:
        for key, own in groupby(rows, key=attrgetter("reading")):
            if key in readings:
                reading_row = readings[key]
                yield reading_row, claims_of(reading_row, names[reading_row.report], own)


def _by(query: sa.Select[Any], table: sa.Table, known_at: datetime | None) -> sa.Select[Any]:
    return query if known_at is None else query.where(table.c.kept_at <= moment(known_at))
