"""The versions of a report as they are kept, and what changed from each to the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from accord.model.claim import Claim, Claims
from accord.model.report import Report
from accord.model.revision import FieldChange, Revision, Version
from accord.model.span import Span
from accord.store import schema
from accord.store.engine import chunks
from accord.store.holdings import series_of_names
from accord.store.rows import AnyRow, claims_of, latest_moment, report_of
from accord.text.differences import find_alterations

_FIELDS = ("title", "outlet", "url", "published", "withdrawn")
# Where a claim stands and who read it is no part of what it says.
_ELSEWHERE = frozenset({"report", "sentence", "id", "reader", "confidence"})


def read_versions(connection: sa.Connection, name: str) -> tuple[Version, ...]:
    """Every version of the report of that id, the first first; see `Store.versions`.

    Raises: ValueError: a row is not what was kept.
    """
    table = schema.reports
    series = sa.select(table.c.series).where(table.c.name == name)
    rows = connection.execute(sa.select(table).where(table.c.series.in_(series))).all()
    found = sorted(((report_of(row), row) for row in rows), key=lambda pair: latest_moment(*pair))
    readings = _readings(connection, [row.id for row in rows])
    wanted = next((own[-1].reader for _, row in reversed(found) if (own := readings.get(row.id))), "")
    return tuple(_version(connection, report, row, readings.get(row.id, []), wanted) for report, row in found)


def find_revisions(versions: Sequence[Version]) -> tuple[Revision, ...]:
    """What changed from each version of a report to the next; none for one version alone."""
    return tuple(_revision(earlier, later) for earlier, later in pairwise(versions))


@dataclass(frozen=True, slots=True)
class Between:
    """After the day `since`, up to `until`; each None for any. `names` are ids of reports, None for all."""

    since: date | None = None
    until: date | None = None
    names: Collection[str] | None = None

    def has(self, day: str) -> bool:
        """Whether a day is in between; one that is not known only where any is."""
        after = self.since is None or day > self.since.isoformat()
        return after and (self.until is None or day <= self.until.isoformat())


EVER = Between()


def revised(connection: sa.Connection, between: Between) -> list[str]:
    """The ids of the reports with several versions, of which one came in between: one id of each, in order."""
    table, wanted = schema.reports.c, _series_of(connection, between)
    columns = (table.series, table.kept_at, sa.func.coalesce(table.day, ""), table.id, table.name)
    found = []
    for some in [None] if wanted is None else chunks(sorted(wanted)):
        several = sa.select(table.series).group_by(table.series).having(sa.func.count() > 1)
        several = several if some is None else several.where(table.series.in_(some))
        rows = connection.execute(sa.select(*columns).where(table.series.in_(several))).tuples()
        for _, own in groupby(sorted(rows), key=itemgetter(0)):
            versions = list(own)
            # the day of a change, as `Revision.on` has it
            days = (now if was < now else kept_at[:10] for (_, _, was, *_), (_, kept_at, now, *_) in pairwise(versions))
            if any(map(between.has, days)):
                found.append(min(name for *_, name in versions))
    return sorted(found)


def taken_back(connection: sa.Connection, between: Between) -> list[str]:
    """The ids of the reports of which a version says that its outlet has withdrawn it in between, in order.

    Raises: ValueError: a row is damaged.
    """
    table, wanted = schema.reports.c, _series_of(connection, between)
    query = sa.select(table.name, table.series, table.body).where(schema.is_withdrawn(connection.dialect.name))
    return sorted(
        {
            name
            for name, series, body in connection.execute(query).tuples()
            if (wanted is None or series in wanted) and between.has(json.loads(body)["withdrawn"].get("on") or "")
        }
    )


def _series_of(connection: sa.Connection, between: Between) -> set[str] | None:
    return None if between.names is None else series_of_names(connection, between.names)


def _readings(connection: sa.Connection, keys: Sequence[str]) -> dict[str, list[AnyRow]]:
    """The readings of each report, the latest last."""
    table = schema.readings
    found: dict[str, list[AnyRow]] = {}
    for row in connection.execute(sa.select(table).where(table.c.report.in_(keys))):
        found.setdefault(row.report, []).append(row)
    return {key: sorted(rows, key=lambda row: (row.kept_at, row.id)) for key, rows in found.items()}


def _version(
    connection: sa.Connection, report: Report, row: AnyRow, readings: Sequence[AnyRow], reader: str
) -> Version:
    """A version with its latest reading by that reader, so that versions differ by what they say; else the latest."""
    chosen = next((r for r in reversed(readings) if r.reader == reader), readings[-1] if readings else None)
    if chosen is None:
        return Version(row.id, report, row.kept_at, Claims(report.id, unread="not read"), "")
    table = schema.claims
    rows = connection.execute(sa.select(table).where(table.c.reading == chosen.id).order_by(table.c.number))
    return Version(row.id, report, row.kept_at, claims_of(chosen, report.id, rows), chosen.reader)


def _revision(earlier: Version, later: Version) -> Revision:
    old, new = earlier.report, later.report
    told = tuple(
        FieldChange(name, was, now)
        for name in _FIELDS
        if (was := _plain(getattr(old, name))) != (now := _plain(getattr(new, name)))
    )
    return Revision(
        earlier,
        later,
        find_alterations(old.text, new.text),
        told,
        gone=_without(earlier, later),
        came=_without(later, earlier),
    )


def _without(version: Version, other: Version) -> tuple[Claim, ...]:
    """The claims of a version that the other has not, in text order."""
    left = Counter(_said(claim, other.report.text) for claim in other.claims)
    alone: list[Claim] = []
    for claim in version.claims:
        said = _said(claim, version.report.text)
        if left[said]:
            left[said] -= 1
        else:
            alone.append(claim)
    return tuple(alone)


def _said(value: Any, text: str) -> Any:
    """What a claim says, with words in the place of spans, so that it is the same wherever in a text it stands."""
    if isinstance(value, Span):
        return " ".join(value.of(text).split())
    if isinstance(value, tuple):
        return tuple(_said(part, text) for part in value)
    if is_dataclass(value):
        named = (f.name for f in fields(value) if f.name not in _ELSEWHERE)
        return type(value).__name__, *((name, _said(getattr(value, name), text)) for name in named)
    return value


def _plain(value: Any) -> str | None:
    """A field of a report in words, None where it has none."""
    if value is None or isinstance(value, str):
        return value
    on = getattr(value, "on", None)
    at = getattr(value, "at", None)
    return str(at or on or "day unknown")
