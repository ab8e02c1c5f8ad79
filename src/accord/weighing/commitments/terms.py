"""The days of a commitment, and what has been reported of it since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.entry import Status, StatusChange
from accord.model.measure import Measure, MeasureKind
from accord.weighing.commitments.clock import Term, later
from accord.weighing.commitments.events import RUNNING, is_at_once, promises
from accord.weighing.context import Context
from accord.weighing.measures.mentions import read_mention

_STARTS = frozenset({PloverType.AGREE, PloverType.RETREAT, PloverType.COOPERATE})
_YES = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF, None})


def term_of(context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event]) -> Term:
    """The days of a promise: a halt runs from the day of the act for its length, a single act falls due."""
    told = [d for e in made if (d := context.reports[e.report].day)]
    day = _first_day(context, made)
    length = _length(context, made, about)
    if (measure is not None and measure.kind in RUNNING) or length:
        start = day or _first_day(context, [e for e in about if e.type in _STARTS and e.parties and e.stance in _YES])
        return Term(start or min(told, default=None), start, None, later(start, length) if start and length else None)
    due = [e.date.last for e in made if e.date and e.modality is Modality.FUTURE and _ahead(context, e)]
    due = due or _due_beside(context, made)
    if not due and measure is not None and measure.kind is MeasureKind.TALKS:
        begins = [on for e in made if is_at_once(context, e) and (on := day or _day_agreed(context, e))]
        if begins:
            return Term(min(begins), min(begins), None, None)
    return Term(day or min(told, default=None), None, min(due, default=None), None)


def _day_agreed(context: Context, event: Event) -> date | None:
    """The one day on which the same report has the same parties agree on something else."""
    dated = [e for e in context.events() if e.report == event.report and e.type is PloverType.AGREE]
    days = {day for e in dated if set(e.parties) == set(event.parties) and (day := _first_day(context, [e]))}
    return min(days) if len(days) == 1 else None


def _due_beside(context: Context, made: Sequence[Event]) -> list[date]:
    """The days of like acts in one breath: `will exchange prisoners on Friday and also hand over the dead`."""
    own = {e.id for e in made}
    return [
        other.date.last
        for e in made
        if e.modality is Modality.FUTURE and e.when is None
        for other in context.of_sentence(e)
        if other.id not in own and other.type is e.type and other.modality is Modality.FUTURE
        if other.date and set(e.parties) <= set(other.parties) and _ahead(context, other)
    ]


def _first_day(context: Context, events: Sequence[Event]) -> date | None:
    """The first day on which one of these is told as done; a run of days gives none."""
    told = [(e.date, context.reports[e.report].day) for e in events if e.modality is Modality.ACTUAL]
    days = [d.first for d, day in told if d and d.first == d.last and (day is None or d.first <= day)]
    return min(days, default=None)


def _length(context: Context, made: Sequence[Event], about: Sequence[Event]) -> str | None:
    """The length that the promises give, else one that two other mentions of the measure give."""
    lengths = Counter(m.duration for e in made if (m := read_mention(context, e)) and m.duration)
    others = Counter(m.duration for e in about if (m := read_mention(context, e)) and m.duration)
    found = lengths or Counter({d: n for d, n in others.items() if n > 1})
    return min(found, key=lambda d: (-found[d], d), default=None)


def _ahead(context: Context, event: Event) -> bool:
    """True when an announced act's date is still to come on the day of the report."""
    day = context.reports[event.report].day
    if event.date is None or day is None:
        return event.date is not None
    return event.date.last > day or (event.date.last == day and not promises(context, event))


def reported_since(context: Context, deeds: Sequence[Event], disputes: Sequence[Event]) -> list[StatusChange]:
    """That it is said to be done, or alleged not to be kept: each from the first day so told."""
    out = []
    for events, status, reason in (
        (deeds, Status.REPORTED_DONE, "a report says that it was done"),
        (disputes, Status.DISPUTED, "it is alleged not to have been kept; not established"),
    ):
        days = [e.date.last if e.date else context.reports[e.report].day for e in events]
        if days:
            out.append(StatusChange(min((d for d in days if d), default=None), status, reason))
    return out


def is_after(context: Context, event: Event, made: date | None) -> bool:
    """True for an act told as later than the promise: by its own date, else by the day of its report."""
    day = context.reports[event.report].day
    if event.date is not None:
        return made is None or event.date.last >= made
    return made is not None and day is not None and day > made
