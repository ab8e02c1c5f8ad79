"""Average likeness of groups of wordings, and which groups are each other's likest.

A wording is a vector over its words: of each the root of its share of the weight, so that equal wordings have the
product 1 and such without a common word 0, with more for one kind of measure and less for two. The mean of the products
between two groups is the product of their sums, so that a group is the sum of its wordings. All is counted in whole
numbers: a likeness depends on who is in the two groups alone, not on how they came together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from accord.model.measure import MeasureKind
from accord.weighing.bags import Floats, Ints, stretches

# Chosen on annotated episodes; the score hardly moves between 0.36 and 0.48.
THRESHOLD = 0.42
_SAME_KIND = 0.15
_OTHER_KIND = -0.4
_UNIT = 1 << 14  # the length of a wording, in whole numbers
_AT_ONCE = 128  # groups that are compared with others in one go


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two groups each, by number, the lower one first, with their likeness and whether they are free to be joined."""

    low: Ints
    high: Ints
    score: Floats
    free: NDArray[np.bool_]

    def where(self, wanted: NDArray[np.bool_] | Ints) -> Pairs:
        """Those of the pairs that are wanted."""
        return Pairs(self.low[wanted], self.high[wanted], self.score[wanted], self.free[wanted])

    def also(self, more: Pairs) -> Pairs:
        """These pairs and others."""
        ours, theirs = ((p.low, p.high, p.score, p.free) for p in (self, more))
        return Pairs(*(np.concatenate(both) for both in zip(ours, theirs, strict=True)))

    def mutual(self, size: int) -> Pairs:
        """Those that are the likest of both their groups; of equally like ones the first by number.

        Args: size: the number of groups.
        """
        best, first = np.zeros(size), np.full(size, size * size, np.int64)
        place = self.low * size + self.high
        for side in (self.low, self.high):
            np.maximum.at(best, side, self.score)
        for side in (self.low, self.high):
            likest = self.score == best[side]
            np.minimum.at(first, side[likest], place[likest])
        return self.where((first[self.low] == place) & (first[self.high] == place))


def vector(weights: Sequence[float]) -> tuple[int, ...]:
    """What each word of a wording, of such a weight, counts in it."""
    whole = sum(weights) or 1.0
    return tuple(round(_UNIT * sqrt(weight / whole)) for weight in weights)


class Averages:
    """Groups by number, at first one for each wording; joined ones go by the lowest number.

    Args:
        words: of each wording its words, by number.
        counts: of each wording what its words count, see `vector`.
        kinds: of each wording what kind of measure it names.
    """

    def __init__(self, words: Sequence[Sequence[int]], counts: Sequence[Sequence[int]], kinds: Sequence[MeasureKind]):
        self.size = len(words)
        self._many = np.ones(self.size, np.int64)
        known = list(MeasureKind)
        self._kinds = np.zeros((self.size, len(known)), np.int64)
        self._kinds[np.arange(self.size), np.array([known.index(kind) for kind in kinds], np.int64)] = 1
        self._groups = np.repeat(np.arange(self.size), np.array([len(own) for own in words], np.int64))
        self._words = np.array([word for own in words for word in own], np.int64)
        self._counts = np.array([count for own in counts for count in own], np.int64)
        self._column = np.full(self._words.max(initial=-1) + 1, -1, np.int64)
        self._add_up()

    def _add_up(self) -> None:
        """Bring what groups hold to one number for each group and word, in order."""
        place = self._groups * len(self._column) + self._words
        order = np.argsort(place, kind="stable")  # quick where few have moved
        place = place[order]
        first = np.flatnonzero(np.diff(place, prepend=-1))
        self._counts = np.add.reduceat(self._counts[order], first) if len(first) else self._counts
        self._groups, self._words = np.divmod(place[first], max(len(self._column), 1))
        self._ends = np.searchsorted(self._groups, np.arange(self.size), side="right")
        self._sizes = np.bincount(self._groups, minlength=self.size)

    def near(self, among: Ints) -> Pairs:
        """The pairs of wordings that share a word and are like enough, of those `among` all with any; none joined."""
        order = np.argsort(self._words, kind="stable")
        holders, counts = self._groups[order], self._counts[order]
        held = np.bincount(self._words, minlength=len(self._column))
        ends = np.cumsum(held)
        least = (THRESHOLD - _SAME_KIND) * _UNIT**2 - 1
        kind, wanted = self._kinds.argmax(axis=1), np.zeros(self.size, bool)
        wanted[among] = True
        found = []
        for one in among.tolist():
            own = slice(self._ends[one] - self._sizes[one], self._ends[one])
            words = self._words[own]
            at = stretches(ends[words] - held[words], held[words])
            products = np.bincount(holders[at], counts[at] * np.repeat(self._counts[own], held[words]), self.size)
            others = np.flatnonzero(products >= least)  # alike in words but for what one kind adds
            others = others[(others > one) | ~wanted[others]]
            score = (products[others] + _ADDED[kind[one], kind[others]]) / _UNIT**2
            likely = score >= THRESHOLD
            others = others[likely]
            found.append((np.minimum(one, others), np.maximum(one, others), score[likely], likely[likely]))
        if not found:
            return Pairs(*_NONE)
        return Pairs(*(np.concatenate(part) for part in zip(*found, strict=True)))

    def of(self, low: Ints, high: Ints) -> Floats:
        """The likeness of pairs of groups as they are now; `low` in order."""
        likeness = np.zeros(len(low), np.int64)
        firsts = np.unique(low)
        for start in range(0, len(firsts), _AT_ONCE):
            some = firsts[start : start + _AT_ONCE]
            here = slice(*np.searchsorted(low, (some[0], some[-1] + 1)))
            likeness[here] = self._products(some, low[here], high[here])
        added = (self._kinds[firsts] @ _ADDED)[np.searchsorted(firsts, low)]
        likeness += (added * self._kinds[high]).sum(axis=1)
        return likeness / (self._many[low] * self._many[high]) / _UNIT**2

    def _products(self, some: Ints, low: Ints, high: Ints) -> Ints:
        """What pairs have in common whose lower groups are `some`."""
        own = stretches(self._ends[some] - self._sizes[some], self._sizes[some])
        told = np.unique(self._words[own])
        self._column[told] = np.arange(len(told))
        held = np.zeros((len(some), len(told) + 1), np.int64)  # the last column stands for every other word
        held[np.repeat(np.arange(len(some)), self._sizes[some]), self._column[self._words[own]]] = self._counts[own]
        sizes = self._sizes[high]
        theirs = stretches(self._ends[high] - sizes, sizes)
        row = np.repeat(np.searchsorted(some, low), sizes)
        products = held[row, self._column[self._words[theirs]]] * self._counts[theirs]
        self._column[told] = -1
        sums = np.concatenate(([0], np.cumsum(products)))
        ends = np.cumsum(sizes)
        shared: Ints = sums[ends] - sums[ends - sizes]
        return shared

    def join(self, into: Ints) -> None:
        """Put groups into others: `into` says for each number the lowest of the group that it is of from now on."""
        self._groups = into[self._groups]
        gone = np.flatnonzero(into != np.arange(self.size))
        np.add.at(self._many, into[gone], self._many[gone])
        np.add.at(self._kinds, into[gone], self._kinds[gone])
        self._many[gone], self._kinds[gone] = 0, 0
        self._add_up()


def _of_kinds(a: MeasureKind, b: MeasureKind) -> float:
    """What two kinds add to the likeness of words; `other` says nothing."""
    if a is b:
        return _SAME_KIND if a is not MeasureKind.OTHER else 0.0
    return 0.0 if MeasureKind.OTHER in (a, b) else _OTHER_KIND


_ADDED = np.array([[round(_UNIT**2 * _of_kinds(a, b)) for b in MeasureKind] for a in MeasureKind], np.int64)
_NONE = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), np.zeros(0, bool)
