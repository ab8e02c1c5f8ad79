"""Reports as people have amended them: outlets and days are searched, and shown, as they stand in the record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace

import sqlalchemy as sa

from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store import schema
from accord.store.rows import ruling_of
from accord.weighing.rulings.amending import amend_reports

FIELDS = ("outlet", "time")
"""The fields of a report that a search goes by and people can amend."""


def as_amended(connection: sa.Connection, reports: Sequence[Report]) -> list[Report]:
    """Reports, in their order, with the outlets and days that rulings in force give them."""
    amended = amend_reports(reports, _amending(connection))
    found = [(report, amended.get(report.id) or report) for report in reports]
    return [replace(kept, outlet=now.outlet, published=now.published) for kept, now in found]


def amended_since(connection: sa.Connection, rulings: Collection[str]) -> set[str]:
    """The ids of the reports whose outlets or days may be others by some rulings, which are kept by now."""
    by_id = {ruling.id: ruling for ruling in _amending(connection)}
    waiting, found = [key for key in rulings if key in by_id], set[str]()
    while waiting:  # one that replaces or undoes another concerns what that one was about
        ruling = by_id[waiting.pop()]
        found.add(ruling.id)
        if ruling.supersedes in by_id and ruling.supersedes not in found:
            waiting.append(ruling.supersedes)
    return {target for key in found for target in by_id[key].targets}


def _amending(connection: sa.Connection) -> list[Ruling]:
    """The rulings that amend such a field, and those that replace or undo any; a damaged one amends nothing."""
    table = schema.rulings
    named = (table.c.body.contains(f'"field_name":"{field}"', autoescape=True) for field in FIELDS)
    query = sa.select(table).where(sa.or_(table.c.supersedes.is_not(None), *named))
    found = []
    for row in connection.execute(query):
        with suppress(ValueError):  # for `accord doctor` to tell
            found.append(ruling_of(row))
    return found
