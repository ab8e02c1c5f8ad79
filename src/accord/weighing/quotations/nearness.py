"""Which quotes are near enough to be compared: those that share a weighty word, by the weight they have in common.

What was found of a story before is kept. While its quotes stay first and in order, only pairs with a new one, or with
one whose words weigh otherwise by now, are looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from accord.weighing.bags import Floats, Ints, stretches

_AT_ONCE = 64  # quotes that are looked at with all that may be near them in one go
_SLACK = 1e-9  # what the order of a sum may leave


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a quote with their weights; by those that are `heavy` others are looked up."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    heavy: tuple[bool, ...]
    whole: float


def bag_of(words: tuple[str, ...], weights: tuple[float, ...], heaviest: int) -> Bag:
    """Words with their weights, so many of the weightiest being heavy."""
    ranked = sorted(range(len(words)), key=lambda n: (-weights[n], words[n]))[:heaviest]
    return Bag(words, weights, tuple(n in ranked for n in range(len(words))), sum(weights))


class Nearness:
    """The near pairs of a story's quotes, kept from one weighing to the next.

    Args:
        latest: of the quotes before one that hold its word, so many are looked at, the latest ones.
        least: the share of the lighter quote's weight that both must have.
    """

    def __init__(self, latest: int, least: float) -> None:
        self._latest, self._least = latest, least
        self._bags: Sequence[Bag] = ()
        self._later, self._earlier, self._common = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)

    def pairs(self, bags: Sequence[Bag]) -> tuple[Ints, Ints, Floats]:
        """The later quote of each near pair, the earlier one and the weight that both have, each pair once.

        It is the same whatever was asked for before.
        """
        new = self._new(bags)
        table = _Table(bags, self._latest)
        later, earlier = table.holding(new)
        common = table.common(later, earlier)
        near = common >= self._least * np.minimum(table.whole[later], table.whole[earlier]) - _SLACK
        ours = (self._later < len(bags)) & (self._earlier < len(bags))
        ours[ours] = ~(new[self._later[ours]] | new[self._earlier[ours]])
        self._later = np.concatenate((self._later[ours], later[near]))
        self._earlier = np.concatenate((self._earlier[ours], earlier[near]))
        self._common = np.concatenate((self._common[ours], common[near]))
        self._bags = bags
        return self._later, self._earlier, self._common

    def _new(self, bags: Sequence[Bag]) -> NDArray[np.bool_]:
        """Which of the bags are not as they were, or stand after one that has other words than before."""
        new = np.ones(len(bags), bool)
        for n, (before, now) in enumerate(zip(self._bags, bags, strict=False)):
            if before.words != now.words:
                break
            new[n] = before is not now and before != now
        return new


class _Table:
    """Bags laid one after another, and who holds each word."""

    def __init__(self, bags: Sequence[Bag], latest: int) -> None:
        number: dict[str, int] = defaultdict(count().__next__)
        self._latest = latest
        self._words = np.array([number[word] for bag in bags for word in bag.words], np.int64)
        self._weights = np.array([weight for bag in bags for weight in bag.weights], np.float64)
        self._heavy = np.array([heavy for bag in bags for heavy in bag.heavy], bool)
        self._sizes = np.array([len(bag.words) for bag in bags], np.int64)
        self._ends = np.cumsum(self._sizes)
        self.whole = np.array([bag.whole for bag in bags], np.float64)
        self._holder = np.repeat(np.arange(len(bags)), self._sizes)
        self._order = np.argsort(self._words, kind="stable")
        self._place = np.empty_like(self._order)  # where each word of each bag stands among all that hold it
        self._place[self._order] = np.arange(len(self._order))
        held = np.bincount(self._words, minlength=len(number))
        self._last = np.cumsum(held)
        self._first = self._last - held
        self._column = np.full(len(number), -1, np.int64)

    def holding(self, some: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        """Some bags, each with those before and after it that are looked up: the later one first, each pair once."""
        own = np.flatnonzero(some[self._holder])
        mine = own[self._heavy[own]]
        start = np.maximum(self._first[self._words[mine]], self._place[mine] - self._latest)
        before = self._place[mine] - start
        pairs = [np.repeat(self._holder[mine], before), self._holder[self._order[stretches(start, before)]]]
        start = self._place[own] + 1
        after = np.minimum(self._last[self._words[own]], start + self._latest) - start
        theirs = self._order[stretches(start, after)]
        reverse = [self._holder[theirs], np.repeat(self._holder[own], after)]
        wanted = self._heavy[theirs] & ~some[reverse[0]]
        size = len(some)
        places = np.sort(np.concatenate((pairs[0] * size + pairs[1], (reverse[0] * size + reverse[1])[wanted])))
        return np.divmod(places[np.diff(places, prepend=-1) > 0], max(size, 1))

    def common(self, later: Ints, earlier: Ints) -> Floats:
        """The weight that two bags have in common; the later ones in order."""
        found = np.zeros(len(later))
        firsts = later[np.diff(later, prepend=-1) > 0]
        for n in range(0, len(firsts), _AT_ONCE):
            some = firsts[n : n + _AT_ONCE]
            here = slice(*np.searchsorted(later, (some[0], some[-1] + 1)))
            found[here] = self._common(some, later[here], earlier[here])
        return found

    def _common(self, some: Ints, later: Ints, earlier: Ints) -> Floats:
        sizes = self._sizes[some]
        own = stretches(self._ends[some] - sizes, sizes)
        words = np.sort(self._words[own])
        words = words[np.diff(words, prepend=-1) > 0]
        self._column[words] = np.arange(len(words))
        held = np.zeros((len(some), len(words) + 1))  # the last column stands for every other word
        held[np.repeat(np.arange(len(some)), sizes), self._column[self._words[own]]] = self._weights[own]
        sizes = self._sizes[earlier]
        columns = self._column[self._words[stretches(self._ends[earlier] - sizes, sizes)]]
        self._column[words] = -1
        row = np.repeat(np.searchsorted(some, later), sizes)
        sums: Floats = np.add.reduceat(held[row, columns], np.cumsum(sizes) - sizes)
        return sums
