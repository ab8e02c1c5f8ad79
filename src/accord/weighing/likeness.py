"""How alike events are: their own words, their sentences, types, parties, days and numbers, very many pairs at once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.model.claim import Event, PloverType, Stance
from accord.weighing.bags import Bags, Floats, Ints

_HEAVY = 7  # weightiest words of an event by which others are looked up
_HOLDERS = 200  # events that share such a word with a later one and are looked at, the nearest in time before it
_SHARED = 0.12  # share of a weight that an earlier event must have in common to be compared
_COMPARED = 40  # events a later one is compared with at most, the most promising ones
_OWN_SHARE = (0.35, 0.35, 0.5, 0.65)  # what an event's own words count beside its sentence's, by how many they are
_LEAST = 0.2  # likeness of their own words that two events need to be one act
_SHORT = 4  # days under which a date is precise enough to keep acts apart
_DAYS_APART = 45  # acts dated further apart are never one
_DIGITS = 9  # decimals of a likeness; beyond them lies only what the order of a sum leaves
_AT_ONCE = 256  # events compared with those before them in one go
_WHOLE = 10**_DIGITS  # a whole weight, counted in its last decimals
_BITS = _WHOLE.bit_length()

CLASSES: tuple[frozenset[PloverType], ...] = (
    frozenset({PloverType.AGREE, PloverType.COOPERATE, PloverType.SUPPORT, PloverType.CONCEDE, PloverType.RETREAT}),
    frozenset({PloverType.REQUEST, PloverType.AGREE}),
    frozenset({PloverType.REJECT, PloverType.ACCUSE}),
    frozenset({PloverType.ACCUSE, PloverType.THREATEN}),
    frozenset({PloverType.ASSAULT, PloverType.COERCE}),
    frozenset({PloverType.AID, PloverType.AGREE}),
    frozenset({PloverType.SANCTION, PloverType.THREATEN, PloverType.COERCE}),
    frozenset({PloverType.CONSULT, PloverType.AGREE}),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an event is compared by: its own words with their weights, those of its sentence, its place's roots.

    `told` is the number of words that tell the event itself.
    """

    event: Event
    core: Mapping[str, float]
    whole: tuple[str, ...]
    place: frozenset[str]
    told: int


class Likeness:
    """Compares the profiles of a story; rare words count more, and the words of each profile have length 1.

    `weights` say how telling each profile is: the sum of its own words' weights.

    Args:
        profiles: in the order of time, so that those near each other are compared first.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        frequency = Counter(word for p in profiles for word in p.whole)
        rarity = {word: math.log(1 + len(profiles) / n) for word, n in frequency.items()}
        self._core = Bags([p.core for p in profiles], rarity)
        self._heavy = self._core.heaviest(_HEAVY)
        self._whole = Bags([dict.fromkeys(p.whole, 1.0) for p in profiles], rarity)
        self.weights: list[float] = self._core.whole.round(_DIGITS).tolist()
        self._parties = Bags([dict.fromkeys(p.event.parties, 1.0) for p in profiles])
        self._counted = Bags([dict.fromkeys(((q.value, q.unit) for q in p.event.quantities), 1.0) for p in profiles])
        self._place = Bags([dict.fromkeys(p.place, 1.0) for p in profiles])
        types = {kind: n for n, kind in enumerate(PloverType)}
        stances = {stance: n for n, stance in enumerate((None, *Stance))}
        days = [p.event.date for p in profiles]
        self._first = np.array([d.first.toordinal() if d else 0 for d in days], np.int64)
        self._last = np.array([d.last.toordinal() if d else 0 for d in days], np.int64)
        self._short = np.array([d is not None and (d.last - d.first).days < _SHORT for d in days], bool)
        self._type = np.array([types[p.event.type] for p in profiles], np.int64)
        self._stance = np.array([stances[p.event.stance] for p in profiles], np.int64)
        self._told = np.array([min(p.told, len(_OWN_SHARE) - 1) for p in profiles], np.int64)

    def pairs(self) -> tuple[Ints, Ints, Floats]:
        """The places of every two profiles that may tell one act, the later one first, and how alike they are.

        That is about 0 to 1. Compared are those that share much of their weightiest words; of very many the nearest in
        time and the most promising, so that time grows with the profiles.
        """
        parts = [self._pairs(n, min(n + _AT_ONCE, len(self._type))) for n in range(0, len(self._type), _AT_ONCE)]
        if not parts:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        later, earlier, score = (np.concatenate(column) for column in zip(*parts, strict=True))
        return later, earlier, score

    def _pairs(self, start: int, end: int) -> tuple[Ints, Ints, Floats]:
        later, earlier = _likeliest(*self._heavy.shared(start, end, _HOLDERS))
        core = self._core.product(start, end, later, earlier)
        fits = core >= _LEAST
        later, earlier, core = later[fits], earlier[fits], core[fits]
        score = self._of(start, end, later, earlier, core)
        fits = score > 0.0
        return later[fits], earlier[fits], score[fits]

    def _of(self, start: int, end: int, later: Ints, earlier: Ints, core: Floats) -> Floats:
        """How alike two profiles are whose own words are alike enough."""
        pair = later, earlier
        whole = self._whole.product(start, end, *pair)
        own = _OWN[np.minimum(self._told[later], self._told[earlier])]
        score = own * core + (1 - own) * whole + _TYPES[self._type[later], self._type[earlier]]
        score[(self._type[later] == self._type[earlier]) & (self._stance[later] == self._stance[earlier])] += 0.05
        sided = (self._parties.sizes[later] > 0) & (self._parties.sizes[earlier] > 0)
        score += np.where(sided, np.where(self._parties.common(start, end, *pair) > 0, 0.05, -0.12), 0.0)
        score[self._counted.common(start, end, *pair) > 0] += 0.15
        placed = (self._place.sizes[later] > 0) & (self._place.sizes[earlier] > 0)
        score[placed & (self._place.common(start, end, *pair) == 0)] -= 0.2
        gap = np.maximum(self._first[later], self._first[earlier]) - np.minimum(self._last[later], self._last[earlier])
        dated = (self._first[later] > 0) & (self._first[earlier] > 0)
        apart = np.where(dated, np.maximum(gap - 1, 0), 0)
        score -= np.where(self._short[later] & self._short[earlier], 0.12, 0.04) * np.minimum(apart, 5)
        score[apart > _DAYS_APART] = 0.0
        rounded: Floats = score.round(_DIGITS)
        return rounded


def _likeliest(later: Ints, earlier: Ints, shared: Floats) -> tuple[Ints, Ints]:
    """Of each later one's pairs those that share most, of equals the nearest in time; the later ones in order."""
    likely = shared >= _SHARED
    later, earlier, shared = later[likely], earlier[likely], shared[likely]
    if not len(later):
        return later, earlier
    # All three in one number, for one sort of numbers: which of those looked at, how little, how long before.
    first, last = int(later[0]), int(later[-1])
    place = last.bit_length()
    less = _WHOLE - np.minimum((shared * _WHOLE).round().astype(np.int64), _WHOLE)
    order = np.sort(((later - first) << _BITS | less) << place | (last - earlier))
    later, earlier = (order >> (_BITS + place)) + first, last - (order & ((1 << place) - 1))
    ranks = np.arange(len(later)) - np.searchsorted(later, later)
    return later[ranks < _COMPARED], earlier[ranks < _COMPARED]


def _table() -> NDArray[np.float64]:
    """What two types, by their place in `PloverType`, add to a likeness."""
    return np.array([[_of_types(a, b) for b in PloverType] for a in PloverType])


def _of_types(a: PloverType, b: PloverType) -> float:
    if a is b:
        return 0.0
    return -0.04 if any(a in c and b in c for c in CLASSES) else -0.2


_TYPES = _table()
_OWN = np.array(_OWN_SHARE)
