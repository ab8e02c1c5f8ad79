"""Which wordings are near one another, kept from one weighing of a story to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import numpy as np

from accord.weighing.measures.averages import Averages, Pairs


class Nearby:
    """The near pairs of wordings, by value, so that only what is new has to be compared.

    How like two wordings are depends on the two alone: what others there are changes no more than what a word counts,
    which is a part of a wording's value.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, list[int]] = {}
        self._size = 0
        self._pairs: Pairs | None = None

    def of(self, values: Sequence[Hashable], averages: Averages) -> Pairs:
        """The near pairs of all wordings; of those known before, and known still, nothing is worked out again.

        Args:
            values: of each wording all that its likeness to others depends on; equal ones are told apart by order.
            averages: of these wordings, none joined yet.
        """
        now = np.full(self._size, -1, np.int64)  # the number that each of the wordings before has now
        known: dict[Hashable, list[int]] = defaultdict(list)
        new = []
        for n, value in enumerate(values):
            before, seen = self._known.get(value, ()), known[value]
            if len(seen) < len(before):
                now[before[len(seen)]] = n
            else:
                new.append(n)
            seen.append(n)
        pairs = averages.near(np.array(new, np.int64))
        if self._pairs is not None:
            one, two = now[self._pairs.low], now[self._pairs.high]
            kept = (one >= 0) & (two >= 0)
            one, two, old = one[kept], two[kept], self._pairs.where(kept)
            pairs = pairs.also(Pairs(np.minimum(one, two), np.maximum(one, two), old.score, old.free))
        self._known, self._size, self._pairs = dict(known), len(values), pairs
        return pairs
