"""Agreements on another last day: what they extend, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accord.model.claim import Event, Modality
from accord.model.entry import Anchor, AnchoredTo, Precision
from accord.model.measure import Measure
from accord.weighing.commitments.clock import Term, later
from accord.weighing.commitments.events import tail
from accord.weighing.context import Context
from accord.weighing.measures.tokens import length_of
from accord.weighing.measures.wording import read_wording

_AGAIN_DAYS = 7  # days within which an agreement told anew is the one told before


def names_measure(context: Context, event: Event, measure: Measure) -> bool:
    """True when the event's words speak of the measure, or of one of its sort without saying which."""
    own = context.text(event.report, event.measure) if event.measure else ""
    owed = read_wording(measure.label)
    for said in (read_wording(text) for text in (context.once(tail, event), own) if text):
        apart = said.content and owed.content and not said.content & owed.content
        if (said.naming & owed.naming or (said.naming and said.bare and owed.naming)) and not apart:
            return True
    return False


def extended_term(context: Context, event: Event, base: Term) -> Term | None:
    """The days of a commitment that an agreement extends; None when it gives no later day than the one so far."""
    made, old = day_of(context, event), base.due or base.ends
    until, length = _until(event, made), _length(context, event)
    new = until or (later(old, length) if old and length else None)
    if new is None or (old and new <= old):
        return None
    anchor = None if until else Anchor(old, AnchoredTo.TERM) if old else None
    term = replace(base, made=made, duration=length, precision=Precision.DAY, anchor=anchor, claims=(event.id,))
    return replace(term, due=new) if base.due else replace(term, starts=made, ends=new)


def joins(context: Context, event: Event, told: Sequence[Event], term: Term) -> bool:
    """True for an agreement told anew: by the same length or until the same day, within days of the first telling."""
    day = day_of(context, event)
    if day is None or term.made is None or abs((day - term.made).days) > _AGAIN_DAYS:
        return False
    until = _until(event, day)
    return until == (term.due or term.ends) if until else _length(context, event) in {_length(context, e) for e in told}


def day_of(context: Context, event: Event) -> date | None:
    """The day on which it was agreed: the event's where that is one day, not to come; else its report's."""
    told = context.reports[event.report].day
    if event.date and event.modality is Modality.ACTUAL and event.date.first == event.date.last:
        return event.date.last if told is None or event.date.last <= told else told
    return told


def _until(event: Event, made: date | None) -> date | None:
    """The last day that it names: of a date still to come when it was agreed."""
    return event.date.last if event.date and made and event.date.last > made else None


def _length(context: Context, event: Event) -> str | None:
    return event.duration or length_of(context.text(event.report, event.measure) if event.measure else "")
