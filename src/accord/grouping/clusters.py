"""Clusters: agglomerative, by average likeness, over the pairs that are alike at all."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from math import log2

TOGETHER = 0.13
"""Average likeness of two groups from which they are one story, if one of them is a single report."""

MORE_FOR_LARGE = 0.08
"""What is asked beyond that of two groups of `LARGE` or more: the larger they are, the worse a false merge."""

LARGE = 8
"""From this size on nothing further is asked."""


def cluster(size: int, alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Put `size` things into groups.

    Args: alike: likeness of pairs (smaller, larger); pairs left out have none.
    Returns: Groups of places, each sorted, by their first place. Of equal likeness the earlier pair goes first, so
        the result hangs on the order of places alone.
    """
    groups = _Groups(size, alike)
    heap = [(-groups.surplus(a, b), a, b) for a, b in groups.pairs()]
    heapify(heap)
    while heap:
        minus, a, b = heappop(heap)
        if minus > 0:
            break
        if groups.stands(a, b) and abs(groups.surplus(a, b) + minus) < 1e-12:
            for other in groups.merge(a, b):
                low, high = sorted((a, other))
                heappush(heap, (-groups.surplus(low, high), low, high))
    return groups.members()


class _Groups:
    """Groups named by their smallest place, with the summed likeness between them."""

    def __init__(self, size: int, alike: Mapping[tuple[int, int], float]) -> None:
        self._members = {place: [place] for place in range(size)}
        self._sums: list[dict[int, float]] = [{} for _ in range(size)]
        for (a, b), likeness in sorted(alike.items()):
            self._sums[a][b] = self._sums[b][a] = likeness

    def pairs(self) -> list[tuple[int, int]]:
        return [(a, b) for a in self._members for b in self._sums[a] if a < b]

    def stands(self, a: int, b: int) -> bool:
        return a in self._members and b in self._members

    def surplus(self, a: int, b: int) -> float:
        """Average likeness of two groups, less what groups of their size need."""
        sizes = len(self._members[a]), len(self._members[b])
        average = self._sums[a].get(b, 0.0) / (sizes[0] * sizes[1])
        return average - TOGETHER - MORE_FOR_LARGE * log2(min(*sizes, LARGE)) / log2(LARGE)

    def merge(self, a: int, b: int) -> list[int]:
        """Take group `b` into `a`; the groups whose likeness to `a` may have changed, in order."""
        for other, likeness in self._sums[b].items():
            if other != a:
                self._sums[a][other] = self._sums[a].get(other, 0.0) + likeness
                self._sums[other][a] = self._sums[a][other]
                del self._sums[other][b]
        self._sums[a].pop(b, None)
        self._sums[b] = {}
        self._members[a] += self._members.pop(b)
        return sorted(self._sums[a])

    def members(self) -> list[list[int]]:
        return [sorted(self._members[a]) for a in sorted(self._members)]
