"""Figures of one thing in several reports: the lowest, the best attested and the highest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from accord.model.claim import Event
from accord.model.entry import Estimate
from accord.weighing.context import Context
from accord.weighing.matter import fold

_FOLD = 15  # figures more than so many times apart count different things


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that an event gives for what `unit` names."""

    unit: str
    value: float
    event: Event


def estimate(context: Context, figures: Iterable[Figure]) -> tuple[Estimate, ...]:
    """The rival figures of each unit, by unit.

    Each outlet counts with its last word, of several figures in one report the greatest: the rest are parts of it.
    What a correction takes back (`an earlier version said 140`) is no word of its outlet, there or before.
    """
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_unit[fold(figure.unit)].append(figure)
    held = ((unit, _held(context, told)) for unit, told in sorted(by_unit.items()))
    return tuple(_estimate(context, unit, last) for unit, last in held if last)


def _estimate(context: Context, unit: str, held: Sequence[Figure]) -> Estimate:
    tellers: dict[float, list[Figure]] = defaultdict(list)
    for figure in held:
        tellers[figure.value].append(figure)

    def rank(value: float) -> tuple[int, int, float]:
        told = [f.event for f in tellers[value]]
        origins = context.support(context.evidence(e.report, e.sentence, e.id) for e in told).origins
        return -origins, -max(_day(context, e).toordinal() for e in told), value

    best = min(tellers, key=rank)
    rivals = [v for v in tellers if v <= _FOLD * best and best <= _FOLD * v]
    claims = tuple(sorted({f.event.id for v in rivals for f in tellers[v]}))
    return Estimate(unit, min(rivals), best, max(rivals), claims)


def _held(context: Context, figures: Sequence[Figure]) -> list[Figure]:
    """The last word of each outlet."""
    withdrawn = {(_outlet(context, f.event), f.value) for f in figures if _takes_back(context, f.event)}
    words: dict[str, dict[tuple[date, str], list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for f in figures:
        outlet = _outlet(context, f.event)
        if (outlet, f.value) not in withdrawn:
            words[outlet][_day(context, f.event), f.event.report].append(f)
    held: list[Figure] = []
    for told in words.values():
        last = max(day for day, _ in told)
        for (day, _), own in sorted(told.items()):
            if day == last:
                most = max(f.value for f in own)
                held += [f for f in own if f.value == most]
    return held


def _takes_back(context: Context, event: Event) -> bool:
    return bool(_correcting().search(context.text(event.report, event.sentence)))


@cache
def _correcting() -> re.Pattern[str]:
    return re.compile(r"\b(?:(?:earlier|previous|original) (?:version|report|story)|wrongly|incorrectly|misstated)\b")


def _outlet(context: Context, event: Event) -> str:
    return fold(context.reports[event.report].outlet or event.report)


def _day(context: Context, event: Event) -> date:
    return context.reports[event.report].day or date.min
