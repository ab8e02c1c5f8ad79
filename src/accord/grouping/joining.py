"""Joining: which new texts go to which story, and which stories become one, by average likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import heapify, heappop, heappush
from math import log2

from accord.grouping.likeness import fading

TOGETHER = 0.165
"""Average likeness of two groups from which they are one story, if one of them is a single text."""

MORE_FOR_LARGE = 0.06
"""What is asked beyond that of two groups of `LARGE` or more: the larger they are, the worse a false merge."""

LARGE = 8
"""From this size on nothing further is asked."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts taken together: how many, and their first and last day, None when no day is known."""

    size: int
    days: Days | None


def join(groups: Sequence[Group], alike: Mapping[tuple[int, int], float], n_old: int) -> list[list[int]]:
    """Put groups together while two of them are alike enough.

    Args:
        groups: the stories there are, then the new texts.
        alike: the sum of the likenesses between the texts of two groups, whatever their days, by (smaller, larger)
            place; pairs left out have none.
        n_old: how many of the groups are stories; two of them come together only by way of a new text.
    Returns: Places that are now one group, each sorted, by the first place; every place once. Of equal likeness the
        earlier pair goes first, so the result hangs on the order of places alone.
    """
    now = _Joined(groups, alike)
    heap = [(-surplus, a, b) for a, b in alike if b >= n_old and (surplus := now.surplus(a, b)) >= 0]
    heapify(heap)
    while heap:
        minus, a, b = heappop(heap)
        if now.stands(a, b) and abs(now.surplus(a, b) + minus) < 1e-12:
            for other in now.merge(a, b):
                low, high = sorted((a, other))
                if (surplus := now.surplus(low, high)) >= 0:
                    heappush(heap, (-surplus, low, high))
    return now.members()


class _Joined:
    """Groups named by their smallest place, with the summed likeness between them."""

    def __init__(self, groups: Sequence[Group], alike: Mapping[tuple[int, int], float]) -> None:
        self._groups = dict(enumerate(groups))
        self._members = {place: [place] for place in range(len(groups))}
        self._sums: list[dict[int, float]] = [{} for _ in groups]
        for (a, b), likeness in sorted(alike.items()):
            self._sums[a][b] = self._sums[b][a] = likeness

    def stands(self, a: int, b: int) -> bool:
        return a in self._members and b in self._members

    def surplus(self, a: int, b: int) -> float:
        """Average likeness of two groups, less what time takes and what groups of their size need."""
        left, right = self._groups[a], self._groups[b]
        average = self._sums[a].get(b, 0.0) / (left.size * right.size) * fading(left.days, right.days)
        return average - TOGETHER - MORE_FOR_LARGE * log2(min(left.size, right.size, LARGE)) / log2(LARGE)

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
        self._groups[a] = united(self._groups[a], self._groups.pop(b))
        return sorted(self._sums[a])

    def members(self) -> list[list[int]]:
        return [sorted(self._members[a]) for a in sorted(self._members)]


def united(left: Group, right: Group) -> Group:
    """Two groups as one."""
    return replace(left, size=left.size + right.size, days=stretch(left.days, right.days))


def stretch(first: Days | None, second: Days | None) -> Days | None:
    """The days from the first to the last of two stretches; the one that is known if only one is."""
    if first is None or second is None:
        return first or second
    return min(first[0], second[0]), max(first[1], second[1])
