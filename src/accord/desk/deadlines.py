"""Deadlines in words: how far off a day is, and how exactly it is given."""

from __future__ import annotations

from accord.desk.support import counted
from accord.model.entry import AnchoredTo, Commitment, Precision
from accord.weighing.phrases import plain_day

_COUNTED_FROM = {
    AnchoredTo.ACT: "the day of the act",
    AnchoredTo.PUBLICATION: "the report's day",
    AnchoredTo.TERM: "the end of the term so far",
}


def days_phrase(days: int) -> str:
    """`today`, `in 1 day`, `3 days ago`."""
    if days == 0:
        return "today"
    return f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"


def given_phrase(owed: Commitment) -> str:
    """How exactly its day is given, and what that is counted from; `as reported` where nothing says."""
    given = f"{'due' if owed.due else 'ends'}, given to the {owed.precision}" if owed.precision else "as reported"
    if owed.precision is Precision.LONGER:
        given = "due, given to more than a month"
    if not owed.anchor:
        return given
    return f"{given}, counted from {plain_day(owed.anchor.on)} ({_COUNTED_FROM[owed.anchor.to]})"
