"""Which texts are alike in content: kept up to date while texts come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from accord.tracing.corpus import Shelf
from accord.tracing.index import Index
from accord.tracing.neighbours import Neighbours, Pair
from accord.tracing.signatures import (
    FURTHEST_DAYS,
    MAX_NEIGHBOURS,
    Signature,
    Told,
    are_alike,
    find_signatures,
    near_candidates,
    near_unsettled,
    posted,
    seek,
    told_by,
)
from accord.tracing.state import State, named, part_of, stacked, unstacked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 2_000_000
"""Words of texts that are looked up together."""


class Likeness:
    """The texts of a shelf that tell alike within days."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._index = Index()
        self._signatures: dict[int, Signature] = {}
        self._days: dict[int, tuple[date, ...]] = {}
        self._nearest = Neighbours(MAX_NEIGHBOURS)
        self._alike: dict[int, set[int]] = {}

    def of(self, slot: int) -> Collection[int]:
        """The texts that a text is alike."""
        return self._alike.get(slot, ())

    def alike(self, one: int, other: int) -> bool:
        """True when two texts are alike."""
        return other in self.of(one)

    def state(self) -> State:
        """All that was found."""
        import numpy as np

        slots = sorted(self._signatures)
        pairs = ((slot, mate) for slot, mates in self._alike.items() for mate in mates if slot < mate)
        days = [_slots(day.toordinal() for day in self._days[slot]) for slot in slots]
        return {
            "slots": _slots(slots),
            **named("days", stacked(days, "i8")),
            **named("terms", stacked([self._signatures[slot].terms for slot in slots], "u8")),
            **named("rarity", stacked([self._signatures[slot].rarity for slot in slots], "f8")),
            **named("index", self._index.state()),
            **named("nearest", self._nearest.state()),
            "alike": np.array(sorted(pairs), np.int64).reshape(-1, 2),
        }

    def restore(self, state: State) -> None:
        """Hold what a state says; there is nothing yet."""
        slots = state["slots"].tolist()
        terms, rarity, days = (unstacked(part_of(state, name)) for name in ("terms", "rarity", "days"))
        self._signatures = dict(zip(slots, map(Signature, terms, rarity), strict=True))
        self._days = {s: tuple(map(date.fromordinal, own.tolist())) for s, own in zip(slots, days, strict=True)}
        self._index.restore(part_of(state, "index"))
        self._nearest.restore(part_of(state, "nearest"), self._shelf.keys)
        for one, other in state["alike"].tolist():
            self._note((one, other), alike=True)

    def add(self, new: Sequence[int], printed: Sequence[int]) -> set[Pair]:
        """Take note of texts that are new, and of those that further reports print.

        Returns: Pairs of slots that were alike and are no more, or the other way round, the smaller slot first.
        """
        others = len(self._shelf) > len(new)
        unsettled = {*new, *printed}.union(*(self._nearest.listing(slot) for slot in printed))
        moved = [slot for slot in printed if self._is_other(slot)]
        if moved:
            unsettled |= self._touched(moved, leaving=True)
            self._index.remove(_slots(moved))
        entered = [*moved, *new]
        for part in self._shelf.parts(entered, AT_ONCE):
            signatures = find_signatures(self._shelf.corpus(part, standing=False))
            self._signatures.update(zip(part, signatures, strict=True))
            self._days.update((slot, self._shelf.text(slot).days) for slot in part)
        self._post(entered)
        if others and entered:
            unsettled |= self._touched(entered)
        return self._look_up(unsettled) | self._judge({pair for slot in printed for pair in self._nearest.pairs(slot)})

    def remove(self, left: Sequence[int]) -> set[Pair]:
        """Let go of texts. Returns: As `add`."""
        unsettled = self._touched(left, leaving=True).union(*(self._nearest.listing(slot) for slot in left))
        self._index.remove(_slots(left))
        changed = self._judge(self._nearest.put({slot: {} for slot in left}, self._shelf.keys))
        changed |= self._look_up(unsettled - set(left))
        for slot in left:
            del self._signatures[slot], self._days[slot]
        return changed

    def _is_other(self, slot: int) -> bool:
        """True when a text is told by other terms, or on other days, since another report prints it."""
        [now] = find_signatures(self._shelf.corpus([slot], standing=False))
        before = self._signatures[slot].terms.tolist()
        return now.terms.tolist() != before or self._shelf.text(slot).days != self._days[slot]

    def _post(self, slots: Sequence[int]) -> None:
        import numpy as np

        features = [posted(self._signatures[slot], self._days[slot]) for slot in slots]
        if features:
            bounds = np.cumsum([0, *map(len, features)])
            self._index.add(self._shelf.keys[_slots(slots)], _slots(slots), bounds, np.concatenate(features))

    def _touched(self, slots: Sequence[int], *, leaving: bool = False) -> set[int]:
        """The texts whose neighbours may be others since some texts came, or when they leave."""
        days, signatures = [self._days[slot] for slot in slots], [self._signatures[slot] for slot in slots]
        met, ousted = near_unsettled(self._index, self._shelf.keys, slots, days, signatures, leaving=leaving)
        return met.union(*(self._nearest.listing(slot) for slot in ousted))

    def _look_up(self, unsettled: set[int]) -> set[Pair]:
        """Find the neighbours of some texts anew, and tell which pairs changed."""
        lists: dict[int, dict[int, float]] = {}

        def near(one: int, other: int) -> bool:
            return _within(self._days[one], self._days[other])

        for slots in self._shelf.parts(sorted(unsettled), AT_ONCE):
            days, signatures = [self._days[slot] for slot in slots], [self._signatures[slot] for slot in slots]
            sought = seek(self._index, self._shelf.keys, slots, days, signatures)
            lists |= near_candidates(sought, _slots(slots), self._shelf.keys, near)
        return self._judge(self._nearest.put(lists, self._shelf.keys))

    def _judge(self, pairs: Iterable[Pair]) -> set[Pair]:
        """Note which pairs are alike, and tell for which that is news."""
        told: dict[int, Told] = {}

        def of(slot: int) -> Told:
            if slot not in told:
                told[slot] = told_by(self._shelf.corpus([slot], standing=False))
            return told[slot]

        changed = set()
        for pair in pairs:
            alike = self._nearest.compared(*pair) and are_alike(of(pair[0]), of(pair[1]))
            if alike != self.alike(*pair):
                self._note(pair, alike=alike)
                changed.add(pair)
        return changed

    def _note(self, pair: Pair, *, alike: bool) -> None:
        for one, other in (pair, pair[::-1]):
            mates = self._alike.setdefault(one, set())
            (mates.add if alike else mates.discard)(other)


def _within(one: Sequence[date], other: Sequence[date]) -> bool:
    """True when two texts came within days, or one of them on a day unknown."""
    return not one or not other or any(abs((a - b).days) <= FURTHEST_DAYS for a in one for b in other)


def _slots(slots: Iterable[int]) -> NDArray[np.int64]:
    import numpy as np

    return np.array(list(slots), np.int64)
