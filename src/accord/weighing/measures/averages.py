"""Average likeness of groups of mentions, worked out only where it may be enough to join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from accord.model.measure import MeasureKind
from accord.weighing.measures.mentions import Mention

# Chosen on annotated episodes; the score hardly moves between 0.35 and 0.5.
THRESHOLD = 0.40
SAME_KIND = 0.15
OTHER_KIND = -0.4


class Averages:
    """Likeness between groups, which start with one mention (or equal ones) each and are joined two by two.

    Of two mentions it is the share of the weight of their words that both have, about 1 for equal words, raised for
    one kind and lowered for two; none where they share no word. Of groups it is the mean over their mentions.

    Args:
        firsts: one mention of each group; groups go by their place here, joined ones by that of the first.
        weight: what each key of the mentions weighs.
    """

    def __init__(self, firsts: Sequence[Mention], weight: Mapping[str, float]) -> None:
        self._weight = weight
        self._keys = [m.keys for m in firsts]
        self._kinds = [m.said.kind for m in firsts]
        self._sizes = [sum(weight[key] for key in sorted(m.keys)) for m in firsts]
        self._state = list(range(len(firsts)))  # what each group is now: itself, or the number of a joining
        self._joined: list[tuple[int, int, int, int]] = []
        self._known: list[dict[int, float]] = []  # of each joining, its likeness to earlier states
        self._adds = {a: {b: _of_kinds(a, b) for b in MeasureKind} for a in MeasureKind}

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Every two groups that are like enough, with their likeness, before any are joined."""
        kinds = list(MeasureKind)
        adds = np.array([[_of_kinds(a, b) for b in kinds] for a in kinds])
        kind = np.array([kinds.index(k) for k in self._kinds], np.int64)
        sizes, shared = np.array(self._sizes), np.zeros(len(self._sizes))
        holders: dict[str, list[int]] = defaultdict(list)
        for n, keys in enumerate(self._keys):
            for key in sorted(keys):
                if held := holders[key]:
                    shared[held] += self._weight[key]
                held.append(n)
            others = np.flatnonzero(shared[:n])
            if len(others):
                scores = 2 * shared[others] / (sizes[n] + sizes[others]) + adds[kind[n], kind[others]]
                shared[:n] = 0.0
                likely = scores >= THRESHOLD
                yield from ((i, n, s) for i, s in zip(others[likely].tolist(), scores[likely].tolist(), strict=True))

    def join(self, i: int, j: int, n_i: int, n_j: int, beside: Mapping[int, float]) -> None:
        """Make one group of two, which have so many mentions; it goes by the first one's place.

        `beside` is what is known already of its likeness to others, by their places.
        """
        self._joined.append((self._state[i], self._state[j], n_i, n_j))
        self._state[i] = len(self._keys) + len(self._joined) - 1
        self._known.append({self._state[k]: score for k, score in beside.items()})

    def between(self, i: int, j: int) -> float:
        """The likeness of two groups as they are now."""
        return self._between(self._state[i], self._state[j])

    def _between(self, a: int, b: int) -> float:
        """The likeness of two states, the mean of those of the two that the later one was joined of."""
        open_ = [(a, b) if a > b else (b, a)]
        found = 0.0
        leaves, joined, known = len(self._keys), self._joined, self._known
        while open_:
            later, other = open_[-1]
            if later < leaves:
                found = self._of_two(later, other)
                open_.pop()
                continue
            row = known[later - leaves]
            if other in row:
                found = row[other]
                open_.pop()
                continue
            left, right, n_left, n_right = joined[later - leaves]
            one = self._at_hand(left, other)
            if one is None:
                open_.append((left, other) if left > other else (other, left))
                continue
            two = self._at_hand(right, other)
            if two is None:
                open_.append((right, other) if right > other else (other, right))
                continue
            found = row[other] = (n_left * one + n_right * two) / (n_left + n_right)
            open_.pop()
        return found

    def _at_hand(self, a: int, b: int) -> float | None:
        """The likeness of two states where it needs no other; None where it is not worked out yet."""
        later, other = (a, b) if a > b else (b, a)
        if later < len(self._keys):
            return self._of_two(later, other)
        return self._known[later - len(self._keys)].get(other)

    def _of_two(self, i: int, j: int) -> float:
        common = self._keys[i] & self._keys[j]
        if not common:
            return 0.0
        weight = self._weight
        shared = sum([weight[key] for key in (sorted(common) if len(common) > 2 else common)])
        return 2 * shared / (self._sizes[i] + self._sizes[j]) + self._adds[self._kinds[i]][self._kinds[j]]


def _of_kinds(a: MeasureKind, b: MeasureKind) -> float:
    """What two kinds add to the likeness of words; `other` says nothing."""
    if a is b:
        return SAME_KIND if a is not MeasureKind.OTHER else 0.0
    return 0.0 if MeasureKind.OTHER in (a, b) else OTHER_KIND
