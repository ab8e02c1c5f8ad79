"""Lines that are no longer on the record: read or weighed otherwise, or dismissed by a person."""

from __future__ import annotations

from collections.abc import Iterator

from accord.changes.making import change_of
from accord.changes.matching import Matching
from accord.changes.sides import Side
from accord.model.change import Change, ChangeKind
from accord.model.entry import AnyEntry, Quotation
from accord.model.ruling import RulingAction


def find_dropped(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """Entries that no entry of the later record has anything of, each with the reason where it is known."""
    ruled = {t: r for r in after.record.rulings if r.action is RulingAction.DISMISS for t in r.targets}
    for entry in matching.dropped:
        if isinstance(entry, Quotation):
            continue
        if entry.id in ruled:
            why = f"dismissed by {ruled[entry.id].by}"
        elif not any(piece.report in after.reports for piece in entry.evidence):
            why = "the reports it rests on are no longer there"
        else:
            why = "read otherwise with the reports there are now"
        text = f"No longer on the record, {why}: {entry.line}"
        yield change_of(ChangeKind.DROPPED, after, before, entry, text, was=_state(entry))


def _state(entry: AnyEntry) -> str | None:
    state = getattr(entry, "stance", None) or getattr(entry, "status", None)
    return state.value if state else None
