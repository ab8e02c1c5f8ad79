"""Bags of words laid one after another, so that what many pairs of them have in common is found in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_DIGITS = 9  # decimals of a weight; beyond them lies only what the order of a sum leaves


class Bags:
    """Bags by number, in the order given.

    `sizes` are the numbers of words in each, `whole` the weight of all of them.

    Args:
        bags: of each its words, with the weight of each.
        rarity: of every word what its weight is multiplied by, each bag then being brought to length 1; None to take
            the weights as they are.
    """

    def __init__(self, bags: Sequence[Mapping[Any, float]], rarity: Mapping[Any, float] | None = None) -> None:
        number: dict[Hashable, int] = defaultdict(count().__next__)
        words = np.array([number[word] for bag in bags for word in bag], np.int64)
        weights = np.array([weight for bag in bags for weight in bag.values()], np.float64)
        sizes = np.array([len(bag) for bag in bags], np.int64)
        if rarity is not None:
            weights *= np.array([rarity[word] for word in number])[words] if number else 1.0
            rows = np.repeat(np.arange(len(sizes)), sizes)
            lengths = np.sqrt(np.bincount(rows, weights * weights, len(sizes)))
            weights /= np.where(lengths > 0, lengths, 1.0)[rows]
        self._lay_out(words, weights, sizes, len(number))

    def _lay_out(self, words: Ints, weights: Floats, sizes: Ints, different: int) -> None:
        rows = np.repeat(np.arange(len(sizes)), sizes)
        self._words, self._weights, self.sizes = words, weights, sizes
        self.whole = np.bincount(rows, weights, len(sizes))
        self._ends = np.cumsum(sizes)
        order = np.argsort(words, kind="stable")
        self._holders = rows[order]
        self._place = np.empty_like(order)  # where each word of each bag stands among all that hold it
        self._place[order] = np.arange(len(order))
        self._first = np.searchsorted(words[order], np.arange(different))
        self._column = np.full(different, -1, np.int64)

    def heaviest(self, most: int) -> Bags:
        """Of each bag the weightiest words, with the square of the weight of each."""
        rows = np.repeat(np.arange(len(self.sizes)), self.sizes)
        order = np.lexsort((self._words, -self._weights.round(_DIGITS), rows))
        few = order[np.arange(len(order)) - np.repeat(self._ends - self.sizes, self.sizes) < most]
        found = Bags(())
        found._lay_out(self._words[few], self._weights[few] ** 2, np.minimum(self.sizes, most), len(self._column))
        return found

    def sharing(self, start: int, end: int, latest: int, heavy: NDArray[np.bool_] | None = None) -> tuple[Ints, Ints]:
        """The bags from `start` to `end`, each with those before it that share a word, each pair once.

        Args:
            latest: of all that hold a word, so many are looked at, the latest ones.
            heavy: which of the words of all bags, one after another, are looked up; all when None.
        Returns: The later bag of each pair, in order, and the earlier one.
        """
        pairs = np.sort(self._looked_up(start, end, latest, heavy)[0])
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        return pairs // len(self.sizes), pairs % len(self.sizes)

    def shared(self, start: int, end: int, latest: int) -> tuple[Ints, Ints, Floats]:
        """The same pairs, with the weight of the words by which each was found, as the later bag has it."""
        pairs, weights = self._looked_up(start, end, latest, None)
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        first = np.flatnonzero(np.diff(pairs, prepend=-1))
        sums: Floats = np.add.reduceat(weights[order], first) if len(first) else np.zeros(0)
        return pairs[first] // len(self.sizes), pairs[first] % len(self.sizes), sums

    def _looked_up(self, start: int, end: int, latest: int, heavy: NDArray[np.bool_] | None) -> tuple[Ints, Floats]:
        """Each word of some bags with each bag before that holds it: the number of the pair, the word's weight."""
        own = self._rows(start, end)
        wanted = heavy[own] if heavy is not None else np.ones(own.stop - own.start, bool)
        last = self._place[own][wanted]
        first = np.maximum(self._first[self._words[own][wanted]], last - latest)
        later = np.repeat(np.arange(start, end), self.sizes[start:end])[wanted]
        earlier = self._holders[stretches(first, last - first)]
        weights = np.repeat(self._weights[own][wanted], last - first)
        return np.repeat(later, last - first) * len(self.sizes) + earlier, weights

    def common(self, start: int, end: int, later: Ints, earlier: Ints) -> Floats:
        """The weight, as the later one has it, that two bags have in common; later ones lie from `start` to `end`."""
        return self._summed(start, end, later, earlier, None)

    def product(self, start: int, end: int, later: Ints, earlier: Ints) -> Floats:
        """The same, each word's weight in the one times that in the other."""
        return self._summed(start, end, later, earlier, self._weights)

    def _summed(self, start: int, end: int, later: Ints, earlier: Ints, times: Floats | None) -> Floats:
        own = self._rows(start, end)
        told = np.unique(self._words[own])
        self._column[told] = np.arange(len(told))
        held = np.zeros((end - start, len(told) + 1))  # the last column stands for every other word
        row = np.repeat(np.arange(end - start), self.sizes[start:end])
        held[row, self._column[self._words[own]]] = self._weights[own]
        sizes = self.sizes[earlier]
        places = stretches(self._ends[earlier] - sizes, sizes)
        columns = self._column[self._words[places]]
        self._column[told] = -1
        weights = held[np.repeat(later - start, sizes), columns]
        if times is not None:
            weights *= times[places]
        sums: Floats = np.add.reduceat(np.append(weights, 0.0), np.cumsum(sizes) - sizes) if len(sizes) else np.zeros(0)
        return np.where(sizes > 0, sums, 0.0)

    def _rows(self, start: int, end: int) -> slice:
        """Where the words of some bags stand."""
        return slice(int(self._ends[start] - self.sizes[start]), int(self._ends[end - 1]))


def stretches(first: Ints, sizes: Ints) -> Ints:
    """So many numbers from each first one on, one stretch after another."""
    ends = np.cumsum(sizes)
    numbers: Ints = np.arange(int(sizes.sum())) + np.repeat(first - (ends - sizes), sizes)
    return numbers
