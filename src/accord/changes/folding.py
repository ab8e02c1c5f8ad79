"""Folding: what two entries of the record say of one act is told as one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from accord.model.change import Change, ChangeKind
from accord.model.claim import Stance

# A change of the first kind says nothing beside one of these, of a commitment, that rests on the same claims.
_INTO = {
    ChangeKind.POSITION: (ChangeKind.COMMITMENT, ChangeKind.EXTENDED),  # who undertakes a thing accepts it
    ChangeKind.INCIDENT: (ChangeKind.REPORTED_KEPT,),  # the deed that was promised
    ChangeKind.SUPPORT_GREW: (ChangeKind.SUPPORT_GREW,),
    ChangeKind.SUPPORT_FELL: (ChangeKind.SUPPORT_FELL,),
}


def fold_changes(changes: Sequence[Change], commitments: Collection[str]) -> list[Change]:
    """The changes without those that another one tells as well, whose entries it then touches, too.

    Args:
        changes: any order.
        commitments: the ids of the entries that are.
    """
    telling: dict[tuple[ChangeKind, str], list[Change]] = defaultdict(list)
    for change in changes:
        for claim in _claims(change) if change.entries[:1] and change.entries[0] in commitments else ():
            telling[change.kind, claim].append(change)
    homes = {change.id: home for change in changes if (home := _home(change, telling, commitments))}
    folded: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.id in homes:
            folded[homes[change.id].id] += change.entries
    return [
        replace(change, entries=tuple(dict.fromkeys((*change.entries, *folded[change.id]))))
        for change in changes
        if change.id not in homes
    ]


def _home(
    change: Change, telling: Mapping[tuple[ChangeKind, str], list[Change]], commitments: Collection[str]
) -> Change | None:
    """The change that tells this one as well: one that rests on all its claims, of a commitment."""
    own = _claims(change)
    if change.kind not in _INTO or not own or change.entries[0] in commitments:
        return None
    if change.kind is ChangeKind.POSITION and change.now != Stance.ACCEPTS:
        return None
    likely = (other for kind in _INTO[change.kind] for other in telling.get((kind, min(own)), ()))
    wider = (other for other in likely if own <= _claims(other))
    return min(wider, key=lambda other: other.id, default=None)


def _claims(change: Change) -> frozenset[str]:
    return frozenset(piece.claim for piece in change.evidence if piece.claim)
