"""Looking at a kept record: the whole of it, as it stood on a day or to somebody's knowledge, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from accord.api import Progress, weigh_record
from accord.changes.find import find_changes
from accord.changes.outlets import outlet_changes
from accord.keeping.parts import bare, part_of, stood
from accord.model.change import Changes, ReportChange
from accord.model.record import Record
from accord.model.report import Report
from accord.model.ruling import Ruling
from accord.store.store import Store
from accord.weighing.rulings.amending import amend_reports


def whole(store: Store, as_of: date | None, known_at: datetime | None, progress: Progress) -> Record:
    """The whole record; see `KeptRecord.record`."""
    derived = store.derived() if known_at is None else None
    if derived is not None and as_of in (None, derived[0].as_of):
        return replace(bare(store, None, None), lineage=derived[1], chapters=derived[2])
    return weigh_record(bare(store, as_of, known_at), progress)


def corrections(store: Store, since: date, until: date | None) -> tuple[ReportChange, ...]:
    """What outlets did to their own reports; see `KeptRecord.corrections`."""
    rulings = store.rulings()
    ruled = (target for ruling in rulings if ruling.field_name == "withdrawn" for target in ruling.targets)
    return outlet_changes(store.revisions(), standing(store, {*store.withdrawn(), *ruled}, rulings), since, until)


def changes(store: Store, since: date, until: date | None, progress: Progress) -> Changes:
    """What changed between two days: where what is derived is up to date, only stories with anything new are compared.

    Stories are those that there are now: that two of them were one, or one was two, is no change.
    """
    made = store.derivation()
    if made is None:
        return _changes_of_all(store, since, until, progress)
    day = until or made.as_of
    if day is None or day <= since:
        return Changes(since, day)
    told = corrections(store, since, day)
    part = part_of(store, store.stories_since(since, day, {change.report for change in told}))
    progress("weighing", 0, None)
    after = part if day == made.as_of else stood(store, part, day)
    return replace(find_changes(stood(store, part, since), after, told), first=store.first_report())


def _changes_of_all(store: Store, since: date, until: date | None, progress: Progress) -> Changes:
    after = whole(store, until, None, progress)
    if after.as_of is None or after.as_of <= since:
        return Changes(since, after.as_of)
    told = corrections(store, since, after.as_of)
    return find_changes(whole(store, since, None, progress), after, told)


def standing(store: Store, names: Iterable[str], rulings: Sequence[Ruling]) -> list[Report]:
    """The latest version of each of some reports, as people have amended it; none of one that is left out."""
    latest = [versions[-1].report for name in names if (versions := store.versions(name))]
    amended = amend_reports(latest, rulings)
    return [report for old in latest if (report := amended.get(old.id, old)) is not None]
