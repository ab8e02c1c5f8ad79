"""Deadlines: what falls due, and what fell due unreported, read off the commitments of a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.model.entry import Commitment, Status


class DeadlineState(StrEnum):
    """Whether a deadline lies ahead, or has passed without a report of what came of it. Neither says it was broken."""

    AHEAD = "ahead"
    UNREPORTED = "unreported"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day on which a commitment falls due, or its term ends.

    `days_left` counts from the record's `as_of`: 0 on the day itself, negative once it has passed.
    """

    commitment: Commitment
    on: date
    days_left: int
    state: DeadlineState


_TOLD = frozenset({Status.REPORTED_KEPT, Status.REPORTED_BROKEN, Status.DISPUTED})


def find_deadlines(
    commitments: Iterable[Commitment], as_of: date, within: int | None = None, party: str | None = None
) -> tuple[Deadline, ...]:
    """Find what falls due and what fell due unreported.

    Args:
        commitments: of a record, any order. Those without a day, superseded ones, single acts reported done, and past
            ones of which reports say what came of them, have no deadline here.
        as_of: the day to count from.
        within: only deadlines at most so many days ahead; what has passed is found all the same.
        party: only what a party of that name owes or is owed, in whatever case.
    Returns: Deadlines, the soonest first, so that what has passed comes before what lies ahead; of one day by what is
        owed.
    """
    found = []
    for commitment in commitments:
        deadline = _deadline(commitment, as_of)
        if deadline is not None and (within is None or deadline.days_left <= within) and _concerns(commitment, party):
            found.append(deadline)
    return tuple(sorted(found, key=lambda d: (d.on, d.commitment.line, d.commitment.id)))


def _deadline(commitment: Commitment, as_of: date) -> Deadline | None:
    on, told = commitment.deadline, {change.status for change in commitment.history}
    if on is None or Status.SUPERSEDED in told or (commitment.due and commitment.status is Status.REPORTED_KEPT):
        return None
    days = (on - as_of).days
    if days < 0 and told & _TOLD:
        return None
    return Deadline(commitment, on, days, DeadlineState.AHEAD if days >= 0 else DeadlineState.UNREPORTED)


def _concerns(commitment: Commitment, party: str | None) -> bool:
    names = (*commitment.debtors, *commitment.beneficiaries)
    return party is None or party.casefold() in {name.casefold() for name in names}
