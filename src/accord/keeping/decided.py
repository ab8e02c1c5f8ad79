"""What people decided on a kept record, with the rulings that nothing answers to any more; no story is loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accord.api import heed_amendments
from accord.model.record import Record
from accord.model.ruling import Ruling, in_force
from accord.store.store import Store
from accord.weighing.rulings.by_hand import READER as BY_HAND


def decided(store: Store) -> tuple[Record, tuple[Ruling, ...]]:
    """Every ruling with the reports entered by hand, and the orphans among the rulings; see `KeptRecord.rulings`."""
    held = store.holdings(names=store.names_read_by(BY_HAND))
    return heed_amendments(Record(held.reports, held.claims, rulings=held.rulings)), orphans(store)


def orphans(store: Store) -> tuple[Ruling, ...]:
    """The rulings in force that no story honours and whose reports are gone, by time, as was derived last.

    Raises: StoreError: the store can't be read, or is damaged.
    """
    rulings, honoured = store.rulings(), store.honoured()
    doubtful = [ruling for ruling in in_force(rulings) if ruling.id not in honoured]
    if not doubtful:
        return ()
    names = {name for ruling in doubtful for name in (*ruling.targets, *_reports(ruling))}
    urls = {quote.url for ruling in doubtful for s in ruling.about for quote in s.words if quote.url}
    names |= store.names_at(urls)
    held = store.holdings(names=names)
    _, _, _, chapters = store.part({target for ruling in doubtful for target in ruling.targets})
    record = replace(heed_amendments(Record(held.reports, held.claims, rulings=rulings)), chapters=chapters)
    return tuple(ruling for ruling in record.orphans if ruling.id not in honoured)


def without_others(store: Store, part: Record) -> Record:
    """A part of a record without the rulings that are in force in other stories: here they would seem orphans."""
    here = {ruling.id for ruling in part.orphans}
    if not here:
        return part
    others = here - {ruling.id for ruling in orphans(store)}
    return replace(part, rulings=tuple(ruling for ruling in part.rulings if ruling.id not in others))


def _reports(ruling: Ruling) -> Iterable[str]:
    return (report for subject in ruling.about for report in subject.reports)
