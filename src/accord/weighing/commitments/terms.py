"""The days of a commitment: when it was made, from when and for how long it runs, when it falls due."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from accord.model.claim import Event, Modality, PloverType, Stance
from accord.model.entry import Anchor, AnchoredTo, Precision
from accord.model.measure import Measure, MeasureKind
from accord.weighing.commitments.clock import Term, later
from accord.weighing.commitments.events import RUNNING, is_at_once, promises
from accord.weighing.context import Context
from accord.weighing.measures.mentions import read_mention

_STARTS = frozenset({PloverType.AGREE, PloverType.RETREAT, PloverType.COOPERATE})
_YES = frozenset({Stance.ACCEPTS, Stance.ACCEPTS_IF, None})


def term_of(context: Context, measure: Measure | None, made: Sequence[Event], about: Sequence[Event]) -> Term:
    """The days of a promise: a halt runs from the day of the act for its length, a single act falls due."""
    told = min((d for e in made if (d := context.reports[e.report].day)), default=None)
    day = _first_day(context, made)
    length = _length(context, made, about)
    if (measure is not None and measure.kind in RUNNING) or length:
        start = day or _first_day(context, [e for e in about if e.type in _STARTS and e.parties and e.stance in _YES])
        return _running(start, told, length, ids_of(made))
    due = [e for e in made if e.date and e.modality is Modality.FUTURE and _ahead(context, e)]
    due = due or _due_beside(context, made)
    if not due and measure is not None and measure.kind is MeasureKind.TALKS:
        begins = [on for e in made if is_at_once(context, e) and (on := day or _day_agreed(context, e))]
        if begins:
            return Term(min(begins), min(begins), claims=ids_of(made))
    return falling_due(context, day or told, due, ids_of(made))


def _running(start: date | None, told: date | None, length: str | None, claims: tuple[str, ...]) -> Term:
    ends = later(start, length) if start and length else None
    anchor = Anchor(start, AnchoredTo.ACT) if start and ends else None
    return Term(start or told, start, None, ends, length, Precision.DAY if ends else None, anchor, claims)


def falling_due(context: Context, made: date | None, due: Sequence[Event], claims: tuple[str, ...]) -> Term:
    """The term of a single act that these events date: the day most origins give, the soonest of equals."""
    told: dict[date, list[Event]] = defaultdict(list)
    for e in due:
        if e.date:
            told[e.date.last].append(e)
    if not told:
        return Term(made, claims=claims)

    def origins(day: date) -> int:
        return context.support(context.evidence(e.report, e.sentence, e.id) for e in told[day]).origins

    day = min(told, key=lambda d: (-origins(d), d))
    event = told[day][0]
    return Term(made, None, day, None, None, _precision(context, event), _anchor(context, event), claims)


def ids_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The ids of claims, sorted."""
    return tuple(sorted({e.id for e in events}))


def _precision(context: Context, event: Event) -> Precision:
    """How exactly an event gives its last day; words such as `within` give the last day itself."""
    if event.date is None or (event.when and _limits().search(context.text(event.report, event.when))):
        return Precision.DAY
    days = (event.date.last - event.date.first).days + 1
    steps = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH))
    return next((precision for most, precision in steps if days <= most), Precision.LONGER)


def _anchor(context: Context, event: Event) -> Anchor | None:
    """The report's own day, which `Friday` and `within 10 days` are counted from; None for a day of the calendar."""
    day = context.reports[event.report].day
    if day is None or event.when is None or _calendar().search(context.text(event.report, event.when)):
        return None
    return Anchor(day, AnchoredTo.PUBLICATION)


@cache
def _limits() -> re.Pattern[str]:
    return re.compile(r"\b(?:within|by|before|until|till|no later than|not later than)\b", re.IGNORECASE)


@cache
def _calendar() -> re.Pattern[str]:
    months = "jan feb mar apr may jun jul aug sept? oct nov dec".replace(" ", "|")
    return re.compile(rf"\d\W*(?:{months})\w*|\b(?:{months})\w*\W*\d|\d[-/.]\d", re.IGNORECASE)


def _day_agreed(context: Context, event: Event) -> date | None:
    """The one day on which the same report has the same parties agree on something else."""
    dated = [e for e in context.events() if e.report == event.report and e.type is PloverType.AGREE]
    days = {day for e in dated if set(e.parties) == set(event.parties) and (day := _first_day(context, [e]))}
    return min(days) if len(days) == 1 else None


def _due_beside(context: Context, made: Sequence[Event]) -> list[Event]:
    """Like acts in one breath that have a day: `will exchange prisoners on Friday and also hand over the dead`."""
    own = {e.id for e in made}
    return [
        other
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
    if not lengths:
        others = Counter(m.duration for e in about if (m := read_mention(context, e)) and m.duration)
        lengths = Counter({d: n for d, n in others.items() if n > 1})
    return min(lengths, key=lambda d: (-lengths[d], d), default=None)


def _ahead(context: Context, event: Event) -> bool:
    """True when an announced act's date is still to come on the day of the report."""
    day = context.reports[event.report].day
    if event.date is None or day is None:
        return event.date is not None
    return event.date.last > day or (event.date.last == day and not promises(context, event))


def is_after(context: Context, event: Event, made: date | None) -> bool:
    """True for an act told as later than the promise: by its own date, else by the day of its report."""
    day = context.reports[event.report].day
    if event.date is not None:
        return made is None or event.date.last >= made
    return made is not None and day is not None and day > made
