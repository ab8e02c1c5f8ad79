"""Neighbours: which texts are compared, each with those nearest to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nsmallest
from typing import TYPE_CHECKING

from accord.tracing.state import State, stacked, unstacked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pair = tuple[int, int]
"""Two texts by slot, the smaller first."""

_NONE: dict[int, float] = {}


class Neighbours:
    """How near texts are, by slot, and which of them are compared: those among the nearest ones of either.

    Each text lists texts of smaller keys, with how near they are, and stands in the lists of others.
    """

    def __init__(self, most: int) -> None:
        """Make one for which each text has so many nearest ones; of equally near ones the smaller keys count."""
        self._most = most
        self._own: dict[int, dict[int, float]] = {}
        self._in: dict[int, set[int]] = {}
        self._nearest: dict[int, frozenset[int]] = {}

    def state(self) -> State:
        """All lists."""
        import numpy as np

        slots = sorted(self._own)
        return {
            "slots": np.array(slots, np.int64),
            "near": np.array([near for slot in slots for near in self._own[slot].values()], np.float64),
            **stacked([np.array(list(self._own[slot]), np.int64) for slot in slots], np.int64),
        }

    def restore(self, state: State, keys: NDArray[np.uint64]) -> None:
        """Hold what a state says; there is nothing yet."""
        near = iter(state["near"].tolist())
        others = unstacked(state)
        self.put(
            {s: {o: next(near) for o in own.tolist()} for s, own in zip(state["slots"].tolist(), others, strict=True)},
            keys,
        )

    def put(self, lists: Mapping[int, dict[int, float]], keys: NDArray[np.uint64]) -> set[Pair]:
        """Give texts their lists anew.

        Args: keys: of all texts by slot.
        Returns: The pairs that are compared and were not, or the other way round.
        """
        moved = {slot for slot, others in lists.items() if others != self._own.get(slot, _NONE)}
        touched = set(moved)
        for slot in moved:
            before, now = self._own.get(slot, _NONE), lists[slot]
            touched.update(other for other in before.keys() | now.keys() if before.get(other) != now.get(other))
        pairs = {pair for slot in touched for pair in self.pairs(slot)}
        for slot in moved:
            before = self._own.get(slot, _NONE)
            for other in before.keys() - lists[slot].keys():
                self._in[other].discard(slot)
            for other in lists[slot].keys() - before.keys():
                self._in.setdefault(other, set()).add(slot)
            self._own[slot] = lists[slot]
        for slot in touched:
            self._choose(slot, keys)
        return pairs ^ {pair for slot in touched for pair in self.pairs(slot)}

    def own(self, slot: int) -> Mapping[int, float]:
        """The texts that a text lists, with how near they are."""
        return self._own.get(slot, _NONE)

    def listing(self, slot: int) -> set[int]:
        """The texts in whose lists a text stands."""
        return self._in.get(slot, set())

    def of(self, slot: int) -> list[int]:
        """All texts that a text is compared with."""
        return [other for pair in self.pairs(slot) for other in pair if other != slot]

    def compared(self, one: int, other: int) -> bool:
        """True when two texts are compared."""
        listed = other in self._own.get(one, _NONE) or one in self._own.get(other, _NONE)
        return listed and (self._has(one, other) or self._has(other, one))

    def pairs(self, slot: int) -> Iterator[Pair]:
        """The pairs of a text that are compared."""
        for other in (*self._own.get(slot, _NONE), *self.listing(slot)):
            if self._has(slot, other) or self._has(other, slot):
                yield (slot, other) if slot < other else (other, slot)

    def _has(self, slot: int, other: int) -> bool:
        """True when a text that is near to another is among its nearest."""
        nearest = self._nearest.get(slot)
        return nearest is None or other in nearest

    def _choose(self, slot: int, keys: NDArray[np.uint64]) -> None:
        """Note the nearest ones of a text that has too many."""
        own, listing = self._own.get(slot, _NONE), self.listing(slot)
        if len(own) + len(listing) <= self._most:
            self._nearest.pop(slot, None)
            return
        near = [*own.items(), *((other, self._own[other][slot]) for other in listing)]
        chosen = nsmallest(self._most, ((-weight, int(keys[other]), other) for other, weight in near))
        self._nearest[slot] = frozenset(other for _, _, other in chosen)
