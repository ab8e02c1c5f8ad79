"""A record's derived rows, as a derivation of everything writes them."""

from __future__ import annotations

from accord.model.card import card_of
from accord.model.record import Record
from accord.store.derived import Change, Derivation, Weighed, read_derivation
from accord.store.rules import rules_version
from accord.store.store import Store
from accord.store.touched import read_touched


class _Latest(Derivation):
    """Stands for the derivation that is in the store."""


LATEST = _Latest(0, "", None)


def save(store: Store, record: Record, after: Derivation | None = LATEST) -> bool:
    """Write what is derived of a record, in place of all that was, on from a derivation; whether it was written."""
    with store.look() as connection:
        last, touched = read_derivation(connection), read_touched(connection)
    made = Derivation((last.number if last else 0) + 1, rules_version(), record.as_of)
    with Change(anew=True) as change:
        change.trace(record.lineage, ())
        for chapter in record.chapters:
            reports = [record.report(name) for name in chapter.story.reports]
            days = {report.id: report.day for report in reports if report.day}
            change.put(Weighed(chapter, card_of(chapter, reports, record.lineage), days=days))
        return store.derive(change, made, touched.last, after=last if after is LATEST else after)
