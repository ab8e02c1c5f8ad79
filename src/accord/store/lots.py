"""Keeping a lot of reports: what is new of it, and what has no place in the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from accord.model.report import Refusal, Report
from accord.store import schema
from accord.store.codec import digest, pack
from accord.store.loading import insert
from accord.store.rows import AnyRow, ReadReport, reading_rows, report_row, series_of
from accord.store.search.index import Standing, index_new
from accord.store.touched import REPORT, touch


@dataclass(frozen=True, slots=True)
class Kept:
    """What a lot came to: how many of its readings are new, how many were kept before, and what was refused."""

    new: int = 0
    known: int = 0
    refusals: tuple[Refusal, ...] = ()

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.new + other.new, self.known + other.known, self.refusals + other.refusals)


def keep_lot(connection: sa.Connection, lot: Sequence[ReadReport], kept_at: str) -> Kept:
    """Keep reports and what was read in them; see `Store.keep`."""
    standing = _Standing.of(connection, {series_of(read.report) for read in lot})
    before = frozenset(standing.outlets)
    refusals = [(read, standing.why_not(read.report)) for read in lot]
    fresh = [read for read, reason in refusals if reason is None]
    raws: dict[str, bytes] = {}
    reports: dict[str, dict[str, Any]] = {}
    readings: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    found: dict[str, Standing] = {}
    for read in fresh:
        report = report_row(read.report, digest(read.raw), kept_at)
        reading, claims = reading_rows(read, report["id"], kept_at)
        raws[report["raw"]] = read.raw
        reports.setdefault(report["id"], report)
        readings.setdefault(reading["id"], (reading, claims))
        one = Standing(report["id"], report["series"], reading["id"], read.report, read.claims)
        found.setdefault(reading["id"], one)
    new_reports = missing(connection, schema.reports, reports)
    new_raws = missing(connection, schema.raws, {reports[key]["raw"]: None for key in new_reports})
    new_readings = missing(connection, schema.readings, readings)
    insert(connection, schema.raws, [{"id": key, "packed": pack(raws[key])} for key in new_raws])
    insert(connection, schema.reports, [reports[key] for key in new_reports])
    insert(connection, schema.readings, [readings[key][0] for key in new_readings])
    insert(connection, schema.claims, [claim for key in new_readings for claim in readings[key][1]])
    index_new(connection, [found[key] for key in new_readings], before)
    touch(connection, REPORT, [reports[readings[key][0]["report"]]["series"] for key in new_readings])
    refused = tuple(Refusal(read.report.where, reason) for read, reason in refusals if reason is not None)
    return Kept(len(new_readings), len(fresh) - len(new_readings), refused)


def missing(connection: sa.Connection, table: sa.Table, keys: Collection[str]) -> list[str]:
    """Those of the keys that the table has not, in their order. A writer is alone, so they stay missing."""
    known = set(connection.scalars(sa.select(table.c.id).where(table.c.id.in_(list(keys)))))
    return [key for key in keys if key not in known]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the store knows of some series of reports: which outlets they are from, and which of them were purged."""

    outlets: dict[str, set[str]]
    purged: dict[str, AnyRow]

    @classmethod
    def of(cls, connection: sa.Connection, series: set[str]) -> _Standing:
        reports, tombs = schema.reports.c, schema.tombstones
        rows = connection.execute(
            sa.select(reports.series, reports.outlet).where(reports.series.in_(series)).distinct()
        )
        outlets: dict[str, set[str]] = {}
        for row in rows:
            outlets.setdefault(row.series, set()).add(_folded(row.outlet))
        purged = connection.execute(sa.select(tombs).where(tombs.c.series.in_(series)))
        return cls(outlets, {row.series: row for row in purged})

    def why_not(self, report: Report) -> str | None:
        series = series_of(report)
        if series in self.purged:
            tomb = self.purged[series]
            return f"purged on {tomb.purged_at[:10]} by {tomb.by}: {tomb.reason}"
        known = self.outlets.setdefault(series, {_folded(report.outlet)})
        return None if _folded(report.outlet) in known else f"the id {report.id!r} is taken by another report"


def _folded(outlet: str | None) -> str:
    return " ".join((outlet or "").casefold().split())
