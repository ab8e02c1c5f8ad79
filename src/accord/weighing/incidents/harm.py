"""The harm of an incident: how many are reported killed and wounded, with rival figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accord.model.claim import Event
from accord.model.entry import Estimate
from accord.weighing.context import Context
from accord.weighing.estimates import Figure, estimate
from accord.weighing.matter import matter

HARM = {"kill": "killed", "wound": "wounded"}
"""The words of harm, by the class of their kin."""

_TIME = frozenset({"hour", "day", "week", "month", "year"})


def harm_of(context: Context, events: Sequence[Event]) -> tuple[Estimate, ...]:
    """The figures of `killed` and `wounded` that these events give; none for an incident without a toll."""
    return estimate(context, _figures(context, events))


def _figures(context: Context, events: Sequence[Event]) -> Iterator[Figure]:
    for event in events:
        units = [HARM[w] for w in matter(context.text(event.report, event.trigger)) if w in HARM]
        for quantity in event.quantities:
            if len(set(units)) == 1 and not set(matter(quantity.unit)) & _TIME:
                yield Figure(units[0], quantity.value, event)
