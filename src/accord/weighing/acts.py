"""One act in the words of several reports: events that tell the same thing are brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.model.claim import Event, PloverType
from accord.model.span import Span
from accord.weighing.context import Context
from accord.weighing.likeness import Likeness, Profile
from accord.weighing.matter import fold, matter, word_list, words
from accord.weighing.speakers import is_somebody

SAME = 0.5  # likeness from which two events of two reports tell one act
_SAME_WITHIN = 0.74  # the same inside one report, where two mentions are more often two acts
_COMPARED = 25  # acts a new event is compared with at most, the most promising first
_BREATH = 300  # characters between two things told in one breath, a long sentence long
_LIKELY = 0.12  # share of a weight that an act must have in common to be compared
_POOL = 300  # acts found by the weightiest words from which lighter ones are not looked up
_MEMBERS = 8  # events of an act it is compared with
_DIGITS = 9  # decimals of a fit; beyond them lies only what the order of a sum leaves

_NONE = np.zeros(0, np.int64)


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
        same: likeness from which two events of two reports tell one act.
    Returns: Acts in the order of their first event; every event lies in exactly one. A further copy of a report
        joins the acts of the first one and changes nothing else.
    """
    return Tellings(context, types).acts(same)


class Tellings:
    """The distinct tellings of a story's events, ready to be brought together.

    Args:
        context: the story.
        types: only events of these types; None for all.
    """

    def __init__(self, context: Context, types: frozenset[PloverType] | None = None) -> None:
        self._order = {event.id: n for n, event in enumerate(context.events())}
        alike: dict[tuple[str, ...], list[Event]] = defaultdict(list)
        for event in context.events():
            if types is None or event.type in types:
                alike[_key(context, event)].append(event)
        self._events = [events for _, events in sorted(alike.items())]
        self._reports = [{e.report for e in events} for events in self._events]
        self._likeness = Likeness([_profile(context, events[0]) for events in self._events])

    def acts(self, same: float) -> tuple[Act, ...]:
        """The acts; `same` is the likeness from which two events of two reports tell one."""
        groups = _Gathering(self._likeness, self._reports).run(same)
        found = [sorted((e for n in g for e in self._events[n]), key=lambda e: self._order[e.id]) for g in groups]
        return tuple(Act(tuple(events)) for events in sorted(found, key=lambda events: self._order[events[0].id]))


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
    """Tellings put one by one with the act they fit best, the most telling first."""

    def __init__(self, likeness: Likeness, reports: Sequence[set[str]]) -> None:
        self._likeness = likeness
        self._reports = reports
        self._groups: list[list[int]] = []
        self._told_in: list[set[str]] = []
        self._members = np.full((len(reports), _MEMBERS), -1, np.int64)
        self._holders: dict[str, _Row] = defaultdict(_Row)
        self._shared = np.zeros(len(reports))
        self._marked = np.zeros(len(reports), bool)

    def run(self, same: float) -> list[list[int]]:
        """The groups of tellings, by place."""
        weights = [round(sum(core.values()), _DIGITS) for core in self._likeness.core]
        for one in sorted(range(len(weights)), key=lambda n: (-weights[n], n)):
            self._put(one, self._home(one, same))
        return self._groups

    def _put(self, one: int, home: int | None) -> None:
        if home is None:
            home = len(self._groups)
            self._groups.append([])
            self._told_in.append(set())
        group = self._groups[home]
        if len(group) < _MEMBERS:
            self._members[home, len(group)] = one
        group.append(one)
        self._told_in[home] |= self._reports[one]
        for word in self._likeness.heavy[one]:
            self._holders[word].add(home)

    def _home(self, one: int, same: float) -> int | None:
        """The group that a telling fits best, the earliest of equals; None when it fits none."""
        likely = self._candidates(one)
        if not len(likely):
            return None
        members = self._members[likely]
        held = members >= 0
        scores = np.zeros(members.shape)
        scores[held] = self._likeness.of(one, members[held])
        fits = (scores.max(axis=1) + scores.sum(axis=1) / held.sum(axis=1)) / 2
        fits = fits.round(_DIGITS)
        for place in np.lexsort((likely, -fits)):
            if fits[place] < same:
                break
            home = int(likely[place])
            if fits[place] >= _SAME_WITHIN or self._reports[one].isdisjoint(self._told_in[home]):
                return home
        return None

    def _candidates(self, one: int) -> NDArray[np.int64]:
        """The groups that share most of a telling's weightiest words.

        Groups that only share words too light for that are not looked up, but they count among those found.
        """
        core, heavy = self._likeness.core[one], self._likeness.heavy[one]
        rest = sum(core[word] ** 2 for word in heavy)
        found: list[NDArray[np.int64]] = []
        many = 0
        for word in heavy:
            weight = core[word] ** 2
            groups = self._holders[word].places() if word in self._holders else _NONE
            if rest < _LIKELY and len(groups) >= _POOL:
                known = np.concatenate(found) if found else _NONE
                self._marked[groups] = True
                self._shared[known[self._marked[known]]] += weight
                self._marked[groups] = False
                break
            rest -= weight
            new = groups[self._shared[groups] == 0.0]
            self._shared[groups] += weight
            found.append(new)
            many += len(new)
            if many >= _POOL:
                break
        known = np.concatenate(found) if found else _NONE
        shared = self._shared[known]
        self._shared[known] = 0.0
        likely = shared >= _LIKELY
        known, shared = known[likely], shared[likely]
        return known[np.lexsort((known, -shared))[:_COMPARED]]


class _Row:
    """Numbers in the order in which they were first added, as an array that grows."""

    def __init__(self) -> None:
        self._held: set[int] = set()
        self._all = np.zeros(4, np.int64)

    def add(self, number: int) -> None:
        if number in self._held:
            return
        if len(self._held) == len(self._all):
            self._all = np.concatenate((self._all, np.zeros_like(self._all)))
        self._all[len(self._held)] = number
        self._held.add(number)

    def places(self) -> NDArray[np.int64]:
        return self._all[: len(self._held)]


def same_side(a: Event, b: Event) -> bool:
    """Whether those hit, or else those acting, are not two different sides."""
    for ours, theirs in ((targets(a), targets(b)), (set(a.parties), set(b.parties))):
        if ours and theirs and not ours & theirs:
            return False
    return True


def targets(event: Event) -> set[str]:
    """Whom an act hits: the parties, else the persons and bodies; empty when no report says."""
    return set(event.recipient_parties) or {m.name for m in event.recipients if is_somebody(m.name)}
