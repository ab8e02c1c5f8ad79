"""Commitments: new ones, what has come of those on the record, and terms that are told otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accord.changes.making import change_of
from accord.changes.matching import Matching
from accord.changes.sides import Side, evidence_of, founded_on
from accord.model.change import Change, ChangeKind
from accord.model.claim import Event
from accord.model.entry import Commitment, Status, StatusChange
from accord.weighing.phrases import figures_phrase, plain_day
from accord.weighing.wording import one_line

_REPORTED = {
    Status.REPORTED_BROKEN: ChangeKind.ALLEGED_BROKEN,
    Status.DISPUTED: ChangeKind.DISPUTED,
    Status.REPORTED_KEPT: ChangeKind.REPORTED_KEPT,
    Status.SUPERSEDED: ChangeKind.SUPERSEDED,
}
# What the clock alone says; that a term began to run is told with its terms.
_BY_THE_CLOCK = {Status.DUE: ChangeKind.DUE, Status.OVERDUE: ChangeKind.OVERDUE, Status.LAPSED: ChangeKind.LAPSED}


def find_commitment_changes(before: Side, after: Side, matching: Matching) -> Iterator[Change]:
    """What is new of who owes what.

    An extension is told with the commitment it takes the place of, and not as a new one. A day that falls due in
    between is not told where more has come of it by the end.
    """
    extensions = {c.superseded_by for c in after.record.commitments if _is_superseded(c)}
    for owed in after.record.commitments:
        was = matching.before.get(owed.id)
        old = was if isinstance(was, Commitment) else None
        if owed.id not in matching.known and owed.id not in extensions:
            yield _new(before, after, owed)
        if old is not None:
            yield from _terms(before, after, old, owed)
        yield from _status(before, after, old, owed)


def _is_superseded(owed: Commitment) -> bool:
    return any(change.status is Status.SUPERSEDED for change in owed.history)


def _new(before: Side, after: Side, owed: Commitment) -> Change:
    evidence = evidence_of(owed, founded_on(owed))
    return change_of(
        ChangeKind.COMMITMENT,
        before,
        after,
        owed,
        owed.line,
        evidence=evidence,
        now=owed.status.value,
        told_by=owed.told_by,
    )


def _status(before: Side, after: Side, old: Commitment | None, owed: Commitment) -> Iterator[Change]:
    known = {(c.status, c.reason) for c in old.history} if old else set()
    stood = {c.status for c in old.history} if old else set()
    later = {c.status for c in owed.history}
    since = before.record.as_of
    for change in owed.history:
        if change.status in _REPORTED and (change.status, change.reason) not in known:
            yield _reported(before, after, old, owed, change)
            continue
        overtaken = change.status is Status.DUE and later & {*_REPORTED, Status.OVERDUE}
        is_new = change.status in _BY_THE_CLOCK and change.status not in stood and _in_between(change.on, since)
        if is_new and not overtaken:
            yield _by_the_clock(before, after, owed, change)


def _in_between(day: date | None, since: date | None) -> bool:
    return day is not None and since is not None and day > since


def _reported(before: Side, after: Side, old: Commitment | None, owed: Commitment, change: StatusChange) -> Change:
    evidence = evidence_of(owed, change.claims)
    successor = after.entries.get(owed.superseded_by or "") if change.status is Status.SUPERSEDED else None
    kind = ChangeKind.EXTENDED if successor is not None else _REPORTED[change.status]
    return change_of(
        kind,
        before,
        after,
        owed,
        f"{owed.line}: {change.reason}",
        key=(change.reason,),
        evidence=evidence,
        beside=() if successor is None else (successor.id,),
        was=old.status.value if old else None,
        now=change.status.value,
        told_by=_tellers(after, change),
    )


def _by_the_clock(before: Side, after: Side, owed: Commitment, change: StatusChange) -> Change:
    evidence = evidence_of(owed, change.claims)
    text = f"{owed.line}: {change.reason}"
    key = (change.on.isoformat() if change.on else None,)
    return change_of(
        _BY_THE_CLOCK[change.status],
        before,
        after,
        owed,
        text,
        key=key,
        evidence=evidence,
        on=change.on,
        now=change.status.value,
        told_by=owed.told_by,
    )


def _tellers(after: Side, change: StatusChange) -> tuple[str, ...]:
    """Whom the reports credit with what they say of it; empty for their own word."""
    claims = (after.claims[key] for key in change.claims if key in after.claims)
    return tuple(sorted({claim.speaker.name for claim in claims if claim.speaker}))


def _terms(before: Side, after: Side, old: Commitment, owed: Commitment) -> Iterator[Change]:
    """What reports now tell otherwise of one commitment: its day, its figures, that it depends on a condition."""
    figures = {e.unit: e for e in old.estimates}
    told = [(f"its {'due day' if owed.due else 'last day'}", _day(old), _day(owed), _that_date(before, after, owed))]
    told += [
        ("the figure", figures_phrase(figures[e.unit]), figures_phrase(e), frozenset(e.claims))
        for e in owed.estimates
        if e.unit in figures and figures[e.unit].best != e.best
    ]
    if not old.condition:  # of another wording reports only choose the words
        told.append(("its condition", "", one_line(owed.condition or ""), founded_on(owed)))
    for name, was, now, claims in told:
        if now and now != was:
            text = f"{owed.line}: {name} is {now}, " + (f"{was} before" if was else "none known before")
            evidence = evidence_of(owed, claims)
            yield change_of(
                ChangeKind.TERMS,
                before,
                after,
                owed,
                text,
                key=(name, now),
                evidence=evidence,
                was=was or None,
                now=now,
            )


def _that_date(before: Side, after: Side, owed: Commitment) -> frozenset[str]:
    """The new claims of the promise that give a length or its last day; all of them where none does."""
    made = founded_on(owed)
    new = made - before.claims.keys()
    events = [claim for key in new if isinstance(claim := after.claims.get(key), Event)]
    dated = (e.id for e in events if e.duration or (e.date and e.date.last == owed.deadline))
    return frozenset(dated) or made


def _day(owed: Commitment) -> str:
    return plain_day(owed.deadline) if owed.deadline else ""
