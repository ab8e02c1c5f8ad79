"""One act in the words of several reports: events that tell the same thing are brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from accord.model.claim import Event, PloverType
from accord.model.span import Span
from accord.weighing.bags import Floats, Ints
from accord.weighing.context import Context
from accord.weighing.likeness import Likeness, Profile
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.speakers import is_somebody

SAME = 0.5  # likeness from which two events of two reports tell one act
TOPIC = 0.34  # likeness from which they are about one matter; no acts are looked for by a lower one
_SAME_WITHIN = 0.74  # the same inside one report, where two mentions are more often two acts
_BREATH = 300  # characters between two things told in one breath, a long sentence long
_MEMBERS = 8  # events of an act it is compared with
_DIGITS = 9  # decimals of a fit; beyond them lies only what the order of a sum leaves


@dataclass(frozen=True, slots=True)
class Act:
    """The events that tell one act, in the context's order. Never empty."""

    events: tuple[Event, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, sorted."""
        return tuple(sorted({e.report for e in self.events}))


def extent(event: Event) -> Span:
    """The stretch of the event's own words, names left aside: the trigger with what stands near it.

    That is its measure and quantities, and a place named after it.
    """
    spans = [event.measure, *(q.span for q in event.quantities)]
    if event.place is not None and event.place.start > event.trigger.start:
        spans.append(event.place)
    cover = event.trigger
    for span in sorted((s for s in spans if s is not None), key=lambda s: (abs(s.start - event.trigger.start), s)):
        if max(span.start, cover.start) - min(span.end, cover.end) <= _BREATH:
            cover = cover.cover(span)
    return cover


def find_acts(context: Context, types: frozenset[PloverType] | None = None, same: float = SAME) -> tuple[Act, ...]:
    """Bring the events of a story together that tell the same act.

    Args:
        context: the story.
        types: only events of these types; None for all.
        same: likeness from which two events of two reports tell one act, at least `TOPIC`.
    Returns: Acts in the order of their first event; every event lies in exactly one. A further copy of a report
        joins the acts of the first one and changes nothing else.
    """
    return context.whole(Tellings).acts(same, types)


class Tellings:
    """The distinct tellings of a story's events, compared and ready to be brought together."""

    def __init__(self, context: Context) -> None:
        self._order = {event.id: n for n, event in enumerate(context.events())}
        alike: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in context.events():
            alike[context.once(_key, event)].append(event)
        self._events = [events for _, events in sorted(alike.items(), key=lambda kv: (_day(context, kv[1]), kv[0]))]
        self._reports = [{e.report for e in events} for events in self._events]
        likeness = Likeness([context.once(_profile, events[0]) for events in self._events])
        self._telling = sorted(range(len(self._events)), key=lambda n: (-likeness.weights[n], n))
        self._alike = _neighbours(self._telling, *likeness.pairs())

    def acts(self, same: float, types: frozenset[PloverType] | None = None) -> tuple[Act, ...]:
        """The acts, of these types alone; `same` is the likeness from which two events of two reports tell one.

        It is at least `TOPIC`.
        """
        groups = _Gathering(self._reports, same)
        for one in self._telling:
            if types is None or self._events[one][0].type in types:
                groups.put(one, self._alike.get(one, ()))
        found = [self._in_order(group) for group in groups.found]
        return tuple(Act(tuple(events)) for events in sorted(found, key=lambda events: self._order[events[0].id]))

    def _in_order(self, group: Sequence[int]) -> list[Event]:
        if len(group) == 1:
            return self._events[group[0]]
        return sorted((e for n in group for e in self._events[n]), key=lambda e: self._order[e.id])


def _day(context: Context, events: Sequence[Event]) -> date:
    """The day an act is told of, else the first on which it is told."""
    return min((e.date.first if e.date else context.published(e.report) or date.max) for e in events)


def _neighbours(telling: Sequence[int], one: Ints, other: Ints, score: Floats) -> dict[int, list[tuple[int, float]]]:
    """The less telling one of each pair to those like it, the likest first, with the likeness."""
    rank = np.empty(len(telling), np.int64)
    rank[telling] = np.arange(len(telling))
    less, more = np.where(rank[one] > rank[other], (one, other), (other, one))
    likest = np.zeros(len(telling))
    np.maximum.at(likest, less, score)
    order = np.lexsort((rank[more], -score))
    order = order[likest[less[order]] >= TOPIC]
    less, more, score = less[order], more[order], score[order]
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for a, b, likeness in zip(less.tolist(), more.tolist(), score.tolist(), strict=True):
        found[a].append((b, likeness))
    return found


def _key(context: Context, event: Event) -> tuple[str, ...]:
    """What two events must share to be told in the same words."""
    words = [context.text(event.report, s) for s in (event.trigger, event.measure, event.place, event.sentence) if s]
    stand = event.stance.value if event.stance else ""
    return (event.type.value, stand, event.modality.value, *(fold(" ".join(w.split())) for w in words))


def _profile(context: Context, event: Event) -> Profile:
    core: dict[str, float] = {}
    for span, weight in ((event.trigger, 1.0), (event.measure, 1.0), (event.place, 0.8)):
        for word in matter(context.text(event.report, span)) if span else ():
            core[word] = max(core.get(word, 0.0), weight)
    for quantity in event.quantities:
        for word in matter(context.text(event.report, quantity.span)):
            core[word] = max(core.get(word, 0.0), 1.0)
    names = [m.name for m in (*event.actors, *event.recipients)] + [*event.parties, *event.recipient_parties]
    for word in (w for name in names for w in matter(name)):
        core[word] = max(core.get(word, 0.0), 0.5)
    whole = dict.fromkeys((*matter(context.text(event.report, event.sentence)), *core))
    told = len(matter(context.text(event.report, extent(event))))
    return Profile(event, core, tuple(whole), _place(context, event), told)


def _place(context: Context, event: Event) -> frozenset[str]:
    """The roots of the words that name the place, common ones such as `region` left out."""
    said = words(context.text(event.report, event.place)) if event.place else ()
    return frozenset(w[:5] for w in said if w not in word_list("generic_places.txt"))


class _Gathering:
    """Tellings put one by one with the act they fit best, the most telling first.

    How well one fits lies between its likeness to the likest of an act's first tellings and that to all of them.
    """

    def __init__(self, reports: Sequence[set[str]], same: float) -> None:
        self.found: list[list[int]] = []
        self._reports = reports
        self._same = same
        self._home: list[int | None] = [None] * len(reports)
        self._told_in: list[set[str]] = []

    def put(self, one: int, alike: Sequence[tuple[int, float]]) -> None:
        """Put a telling with the act it fits best, the earliest of equals; by itself when it fits none."""
        home = self._fitting(one, alike)
        if home is None:
            home = len(self.found)
            self.found.append([])
            self._told_in.append(set())
        if len(self.found[home]) < _MEMBERS:
            self._home[one] = home
        self.found[home].append(one)
        self._told_in[home] |= self._reports[one]

    def _fitting(self, one: int, alike: Sequence[tuple[int, float]]) -> int | None:
        if not alike or alike[0][1] < self._same:
            return None
        highest: dict[int, float] = {}
        whole: dict[int, float] = {}
        for other, score in alike:  # the likest first
            home = self._home[other]
            if home is None:
                continue
            if home in whole:
                whole[home] += score
            elif score >= self._same:
                highest[home] = whole[home] = score
            elif not whole:
                return None
        fits = [
            (-round((high + whole[home] / min(len(self.found[home]), _MEMBERS)) / 2, _DIGITS), home)
            for home, high in highest.items()
        ]
        for fit, home in sorted(fits):
            if -fit < self._same:
                return None
            if -fit >= _SAME_WITHIN or self._reports[one].isdisjoint(self._told_in[home]):
                return home
        return None


def same_side(a: Event, b: Event) -> bool:
    """Whether those hit, or else those acting, are not two different sides."""
    for ours, theirs in ((targets(a), targets(b)), (set(a.parties), set(b.parties))):
        if ours and theirs and not ours & theirs:
            return False
    return True


def targets(event: Event) -> set[str]:
    """Whom an act hits: the parties, else the persons and bodies; empty when no report says."""
    return set(event.recipient_parties) or {m.name for m in event.recipients if is_somebody(m.name)}
