"""What changed in a kept record, between two days or two moments: only stories with anything new are compared.

Stories are those that there are now: that two of them were one, or one was two, is no change.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from accord.api import Progress
from accord.changes.find import find_changes
from accord.keeping.looking import corrections, whole
from accord.keeping.parts import known, names_in, part_of, stood
from accord.model.change import Changes
from accord.model.record import Record
from accord.model.ruling import Ruling
from accord.store.since import stories_known_since
from accord.store.store import Store


def changed(store: Store, since: date, until: date | None) -> set[str] | None:
    """The stories with anything new between two days; None where what is derived is not up to date."""
    made = store.derivation()
    if made is None:
        return None
    day = until or made.as_of
    if day is None or day <= since:
        return set()
    return store.stories_since(since, day, {change.report for change in corrections(store, since, day)})


def changed_known(store: Store, since: datetime, until: datetime | None) -> set[str] | None:
    """The stories with anything that came to be known between two moments; None as in `changed`."""
    if store.derivation() is None:
        return None
    with store.look() as connection:
        return stories_known_since(connection, since, until)


def changes(
    store: Store, since: date, until: date | None, progress: Progress, only: Collection[str] | None = None
) -> Changes:
    """What changed between two days; where what is derived is not up to date, the whole record is compared.

    Args: only: of these stories, as `changed` gives them; None for all.
    """
    made = store.derivation()
    if made is None:
        return _changes_of_all(store, since, until, progress)
    day = until or made.as_of
    if day is None or day <= since:
        return Changes(since, day)
    fresh = changed(store, since, until) if only is None else only
    part = part_of(store, fresh or ())
    progress("weighing", 0, None)
    after = part if day == made.as_of else stood(store, part, day)
    told = corrections(store, since, day, names_in(part))
    found = find_changes(*_of_its_own(stood(store, part, since), after), told)
    return replace(found, first=store.first_report())


def changes_known(
    store: Store, since: datetime, until: datetime | None, progress: Progress, only: Collection[str] | None = None
) -> Changes:
    """What came to be known between two moments, as `changes` finds it; see `KeptRecord.changes_known`."""
    fresh = changed_known(store, since, until) if only is None else only
    if fresh is None or store.derivation() is None:
        before, after = whole(store, None, since, progress), whole(store, None, until, progress)
        return replace(find_changes(before, after), known=(since, until))
    part = part_of(store, fresh)
    progress("weighing", 0, None)
    after = part if until is None else known(store, part, until)
    found = find_changes(*_of_its_own(known(store, part, since), after))
    return replace(found, known=(since, until), first=store.first_report())


def _of_its_own(before: Record, after: Record) -> tuple[Record, Record]:
    """Two states of a part of the record with only those rulings that are about it."""
    names, ids = names_in(before) | names_in(after), set[str]()
    honoured = {ruling for report in after.reports for ruling in report.rulings}
    for chapter in (*before.chapters, *after.chapters):
        honoured |= {*chapter.ruled}
        lines = (*chapter.entries, *chapter.measures, *chapter.findings, *chapter.actors)
        ids |= {chapter.story.id, *(line.id for line in lines)}
    known_as = {ruling.id: ruling for ruling in (*before.rulings, *after.rulings)}

    def is_own(ruling: Ruling) -> bool:
        reports = {report for subject in ruling.about for report in subject.reports}
        if ruling.id in honoured or reports & names or (ids | names) & {*ruling.targets}:
            return True
        replaced = known_as.get(ruling.supersedes or "")
        return replaced is not None and is_own(replaced)

    own = tuple(filter(is_own, before.rulings)), tuple(filter(is_own, after.rulings))
    return replace(before, rulings=own[0]), replace(after, rulings=own[1])


def _changes_of_all(store: Store, since: date, until: date | None, progress: Progress) -> Changes:
    after = whole(store, until, None, progress)
    if after.as_of is None or after.as_of <= since:
        return Changes(since, after.as_of)
    told = corrections(store, since, after.as_of)
    return find_changes(whole(store, since, None, progress), after, told)
