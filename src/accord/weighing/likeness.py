"""How alike events are: their own words, their sentences, types, parties, days and numbers, one against many at once.

A telling's words stand as a row of a sparse table, so that what it has in common with many others is one sum.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from accord.model.claim import Event, PloverType, Stance

HEAVY = 7  # weightiest words of an event by which others are looked up
_OWN_SHARE = (0.35, 0.35, 0.5, 0.65)  # what an event's own words count beside its sentence's, by how many they are
_LEAST = 0.2  # likeness of their own words that two events need to be one act
_SHORT = 4  # days under which a date is precise enough to keep acts apart
_DAYS_APART = 45  # acts dated further apart are never one
_DIGITS = 9  # decimals of a likeness; beyond them lies only what the order of a sum leaves
_NOTHING: Mapping[Hashable, float] = {None: 0.0}
_PARTS = 5  # a row's parts: own words, the sentence's words, parties, counted things, places

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
    core: dict[str, float]
    whole: tuple[str, ...]
    place: frozenset[str]
    told: int


class Likeness:
    """Compares the profiles of a story; rare words count more, and the words of each profile have length 1.

    `core` gives the weighted own words of each profile, `heavy` the weightiest of them, the weightiest first.
    """

    def __init__(self, profiles: Sequence[Profile]) -> None:
        frequency = Counter(word for p in profiles for word in p.whole)
        rarity = {word: math.log(1 + len(profiles) / n) for word, n in frequency.items()}
        self.core = [_weighted(p.core, rarity) for p in profiles]
        self.heavy = [tuple(sorted(core, key=lambda w: (-core[w], w))[:HEAVY]) for core in self.core]
        self._lay_out(_row(p, core, rarity) for p, core in zip(profiles, self.core, strict=True))
        types = {kind: n for n, kind in enumerate(PloverType)}
        stances = {stance: n for n, stance in enumerate((None, *Stance))}
        dates = [p.event.date for p in profiles]
        self._first = np.array([d.first.toordinal() if d else 0 for d in dates], np.int64)
        self._last = np.array([d.last.toordinal() if d else 0 for d in dates], np.int64)
        self._short = np.array([d is not None and (d.last - d.first).days < _SHORT for d in dates], bool)
        self._type = np.array([types[p.event.type] for p in profiles], np.int64)
        self._stance = np.array([stances[p.event.stance] for p in profiles], np.int64)
        self._sided = np.array([bool(p.event.parties) for p in profiles], bool)
        self._placed = np.array([bool(p.place) for p in profiles], bool)
        self._told = np.array([min(p.told, len(_OWN_SHARE) - 1) for p in profiles], np.int64)

    def _lay_out(self, rows: Iterable[Sequence[Mapping[Hashable, float]]]) -> None:
        """Put the rows one after another; a part without anything holds a nothing, so that no part is empty."""
        number = count()
        numbers: list[dict[Hashable, int]] = [defaultdict(number.__next__) for _ in range(_PARTS)]
        keys, values, sizes = array("q"), array("d"), array("q", [0])
        for row in rows:
            for known, part in zip(numbers, row, strict=True):
                keys.extend(map(known.__getitem__, part or _NOTHING))
                values.extend((part or _NOTHING).values())
                sizes.append(len(part) or 1)
        self._keys, self._values = np.array(keys, np.int64), np.array(values, np.float64)
        self._bounds = np.cumsum(np.array(sizes, np.int64))
        self._dense = np.zeros(next(number))

    def of(self, one: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """How alike one profile is to each of some others, about 0 to 1. Numbers are places in the profiles given."""
        core, whole, parties, counted, places = self._common(one, others)
        apart = np.zeros(len(others), np.int64)
        if self._first[one]:
            gap = np.maximum(self._first[others], self._first[one]) - np.minimum(self._last[others], self._last[one])
            apart = np.where(self._first[others] > 0, np.maximum(gap - 1, 0), 0)
        own = _OWN[np.minimum(self._told[others], self._told[one])]
        score = own * core + (1 - own) * whole
        alike = self._type[others] == self._type[one]
        score += _TYPES[self._type[one], self._type[others]]
        score[alike & (self._stance[others] == self._stance[one])] += 0.05
        if self._sided[one]:
            score += np.where(self._sided[others], np.where(parties > 0, 0.05, -0.12), 0.0)
        score[counted > 0] += 0.15
        if self._placed[one]:
            score[self._placed[others] & (places == 0)] -= 0.2
        score -= np.where(self._short[others] & self._short[one], 0.12, 0.04) * np.minimum(apart, 5)
        score[(apart > _DAYS_APART) | (core < _LEAST)] = 0.0
        rounded: NDArray[np.float64] = score.round(_DIGITS)
        return rounded

    def _common(self, one: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """What one has in common with each of the others, a row for each part."""
        mine = slice(self._bounds[_PARTS * one], self._bounds[_PARTS * (one + 1)])
        self._dense[self._keys[mine]] = self._values[mine]
        first, last = self._bounds[_PARTS * others], self._bounds[_PARTS * (others + 1)]
        ends = np.cumsum(last - first)
        places = np.arange(ends[-1]) + np.repeat(last - ends, last - first)
        products = self._dense[self._keys[places]] * self._values[places]
        parts = (self._bounds[_PARTS * others + np.arange(_PARTS)[:, None]] - first) + (ends - (last - first))
        sums = np.add.reduceat(products, parts.T.ravel()).reshape(-1, _PARTS)
        self._dense[self._keys[mine]] = 0.0
        return sums.T


def _weighted(words: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """Rare words count more; the vector has length 1."""
    raw = {w: weight * rarity[w] for w, weight in words.items()}
    length = math.sqrt(sum(v * v for v in raw.values())) or 1.0
    return {w: v / length for w, v in raw.items()}


def _row(p: Profile, core: dict[str, float], rarity: Mapping[str, float]) -> Sequence[Mapping[Hashable, float]]:
    whole = _weighted(dict.fromkeys(p.whole, 1.0), rarity)
    counted = {(q.value, q.unit): 1.0 for q in p.event.quantities}
    parts = core, whole, dict.fromkeys(p.event.parties, 1.0), counted, dict.fromkeys(p.place, 1.0)
    return parts  # type: ignore[return-value]  # a mapping's keys are invariant


def _table() -> NDArray[np.float64]:
    """What two types, by their place in `PloverType`, add to a likeness."""
    return np.array([[_of_types(a, b) for b in PloverType] for a in PloverType])


def _of_types(a: PloverType, b: PloverType) -> float:
    if a is b:
        return 0.0
    return -0.04 if any(a in c and b in c for c in CLASSES) else -0.2


_TYPES = _table()
_OWN = np.array(_OWN_SHARE)
