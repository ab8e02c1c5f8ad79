"""Looking at a kept record: the whole of it, as it stood on a day or to somebody's knowledge, and its reports."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from accord.api import Progress, weigh_record
from accord.changes.outlets import outlet_changes
from accord.keeping.parts import bare
from accord.model.change import ReportChange
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store.store import Store
from accord.store.versions import Between
from accord.weighing.rulings.amending import amend_reports

_NAMED = 4
"""Ids that are told of reports that are called the same."""


def whole(store: Store, as_of: date | None, known_at: datetime | None, progress: Progress) -> Record:
    """The whole record; see `KeptRecord.record`."""
    derived = store.derived() if known_at is None else None
    if derived is not None and as_of in (None, derived[0].as_of):
        return replace(bare(store, None, None), lineage=derived[1], chapters=derived[2])
    return weigh_record(bare(store, as_of, known_at), progress)


def corrections(
    store: Store, since: date, until: date | None, only: Collection[str] | None = None
) -> tuple[ReportChange, ...]:
    """What outlets did to their own reports; see `KeptRecord.corrections`.

    Args: only: to these, by their ids; None for all.
    """
    rulings = store.rulings()
    other, gone = store.altered(Between(since, until, only))
    ruled = (target for ruling in rulings if ruling.field_name == "withdrawn" for target in ruling.targets)
    told = outlet_changes(store.revisions(other), standing(store, {*gone, *ruled}, rulings), since, until)
    return tuple(change for change in told if only is None or change.report in only)


def standing(store: Store, names: Iterable[str], rulings: Sequence[Ruling]) -> list[Report]:
    """The latest version of each of some reports, as people have amended it; none of one that is left out."""
    latest = [versions[-1].report for name in names if (versions := store.versions(name))]
    amended = amend_reports(latest, rulings)
    return [report for old in latest if (report := amended.get(old.id, old)) is not None]


def why_unknown(store: Store, name: str) -> str:
    """What to tell somebody who asked for a report by a name that is no id: the ids of those that are called so."""
    called = sorted({report.id for report in store.reports(store.names_from(name)) if report.label == name})
    told = ", ".join(called[:_NAMED]) + (", …" if len(called) > _NAMED else "")
    return f"no such report is kept; by that name goes {told}" if called else "no such report is kept"
