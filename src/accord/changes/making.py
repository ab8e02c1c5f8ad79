"""A change in the making: what every kind of it has in common."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.entry import AnyEntry
from accord.model.evidence import Evidence
from accord.model.identity import content_id


def change_of(
    kind: ChangeKind,
    before: Side,
    side: Side,
    entry: AnyEntry,
    text: str,
    *,
    key: Iterable[object] = (),
    evidence: tuple[Evidence, ...] | None = None,
    on: date | None = None,
    beside: Iterable[str] = (),
    was: str | None = None,
    now: str | None = None,
    told_by: tuple[str, ...] = (),
) -> Change:
    """A change of an entry.

    Args:
        kind: what has changed.
        before: the earlier record.
        side: the record that the entry is in: the later one, of what has gone the earlier.
        entry: the leading one.
        text: the change as one sentence.
        key: what tells it from other changes of this kind of the entry.
        evidence: the words behind it, counted for its support; the entry's own when None. Of them, the change shows
            those that came since, where some did.
        on: its day; when None, that of the first report that tells it.
        beside: the ids of further entries it touches.
        was, now, told_by: as in `Change`.
    """
    behind = entry.evidence if evidence is None else evidence
    shown = tuple(piece for piece in behind if piece.claim not in before.claims) or behind
    return Change(
        id=content_id("change", kind.value, entry.id, *key),
        kind=kind,
        text=text,
        on=on or side.first_told(shown),
        story=entry.story,
        support=side.support(behind),
        evidence=shown,
        entries=(entry.id, *beside),
        was=was,
        now=now,
        told_by=told_by,
    )
