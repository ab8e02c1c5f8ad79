"""Whether a sentence tells what certain words say: the sentences of a story by the words they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray

from accord.weighing.findings.comparison import Comparison

_AT_ONCE = 4096  # sentences looked at in one go


class ToldSentences:
    """The sentences that hold a claim, with the matter of each."""

    def __init__(self, comparison: Comparison) -> None:
        self._number: dict[str, int] = defaultdict(count().__next__)
        self._report = {report: n for n, report in enumerate(comparison.sentences)}
        held = [(n, bag) for n, (_, row) in enumerate(comparison.sentences.items()) for _, bag in row if bag]
        self._told_in = np.array([n for n, _ in held], np.int64)
        self._bounds = np.cumsum([0, *(len(bag) for _, bag in held)], dtype=np.int64)
        self._words = np.array([self._number[word] for _, bag in held for word in sorted(bag)], np.int64)
        self._weights = np.zeros(len(self._number))
        holders = np.repeat(np.arange(len(held)), np.diff(self._bounds))
        order = np.argsort(self._words, kind="stable")
        self._holders = holders[order]
        self._starts = np.searchsorted(self._words[order], np.arange(len(self._number) + 1))

    def hold(self, weights: Mapping[str, float], share: float, apart_from: Collection[str]) -> bool:
        """Whether one sentence holds that share of the words' weight.

        Such a sentence must hold one of the weightiest words, so that only sentences with one are looked at.

        Args:
            weights: words of matter with the weight of each.
            share: over 0, at most 1.
            apart_from: reports whose sentences do not count.
        """
        rest = sum(weights.values())
        needed = share * rest
        far = np.ones(len(self._report), bool)
        far[[self._report[r] for r in apart_from if r in self._report]] = False
        known = {self._number[word]: weight for word, weight in weights.items() if word in self._number}
        own = np.array(list(known), np.int64)
        self._weights[own] = list(known.values())
        try:
            for word in sorted(weights, key=lambda w: (-weights[w], w)):
                if rest < needed:
                    return False
                rest -= weights[word]
                if word in self._number and any(most >= needed for most in self._most(self._number[word], far)):
                    return True
            return False
        finally:
            self._weights[own] = 0.0

    def _most(self, word: int, far: NDArray[np.bool_]) -> Iterator[float]:
        """The greatest weight that one sentence with the word holds, for some of the sentences at a time."""
        held = self._holders[self._starts[word] : self._starts[word + 1]]
        held = held[far[self._told_in[held]]]
        for start in range(0, len(held), _AT_ONCE):
            some = held[start : start + _AT_ONCE]
            sizes = self._bounds[some + 1] - self._bounds[some]
            ends = np.cumsum(sizes)
            places = np.arange(ends[-1]) + np.repeat(self._bounds[some + 1] - ends, sizes)
            yield float(np.add.reduceat(self._weights[self._words[places]], ends - sizes).max())
