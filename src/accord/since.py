"""What changed in a record in memory: it is compared with itself as it stood on an earlier day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from accord.api import silent, weigh_record
from accord.changes.find import find_changes
from accord.model.change import Changes
from accord.model.lineage import Lineage
from accord.model.record import Record


def as_it_stood(record: Record, day: date) -> Record:
    """The record of what was published by a day, every clock standing there; nothing is read again.

    Reports without a day are in it. One without reports when all were published later.
    """
    reports = tuple(report for report in record.reports if report.day is None or report.day <= day)
    ids = {report.id for report in reports}
    claims = tuple(own for own in record.claims if own.report in ids)
    then = replace(record, reports=reports, claims=claims, lineage=Lineage(), chapters=(), as_of=day)
    return weigh_record(then, silent)


def changes_since(record: Record, since: date) -> Changes:
    """What changed after a day, up to the day of the record; nothing when that is no later.

    Args:
        record: as it stands.
        since: the record as it stood at the end of this day is what it is compared with.
    """
    if record.as_of is None or since >= record.as_of:
        return Changes(since, record.as_of)
    return find_changes(as_it_stood(record, since), record)
