"""Whether a sentence tells what certain words say: the sentences of a story by the words they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from itertools import count

import numpy as np
from numpy.typing import NDArray

from accord.weighing.findings.comparison import Comparison

_AT_ONCE = 2048  # sentences from which they are looked at before further ones are looked up


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
        some: list[NDArray[np.int64]] = []
        try:
            for word in sorted(weights, key=lambda w: (-weights[w], w)):
                if rest < needed:
                    break
                rest -= weights[word]
                if word in self._number:
                    number = self._number[word]
                    some.append(self._holders[self._starts[number] : self._starts[number + 1]])
                    if sum(map(len, some)) >= _AT_ONCE:
                        if self._most(np.concatenate(some), far) >= needed:
                            return True
                        some = []
            return bool(some) and self._most(np.concatenate(some), far) >= needed
        finally:
            self._weights[own] = 0.0

    def _most(self, held: NDArray[np.int64], far: NDArray[np.bool_]) -> float:
        """The greatest weight that one of some sentences holds; 0.0 where none counts."""
        held = held[far[self._told_in[held]]]
        if not len(held):
            return 0.0
        sizes = self._bounds[held + 1] - self._bounds[held]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(self._bounds[held + 1] - ends, sizes)
        return float(np.add.reduceat(self._weights[self._words[places]], ends - sizes).max())
