"""Which texts may share passages, and what in them is standing text: kept up to date while texts come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from accord.tracing.candidates import (
    MAX_HOLDERS,
    MAX_PAIRS,
    Shifts,
    copy_candidates,
    find_shifts,
    hangs_on_rare,
    longer_lists,
)
from accord.tracing.corpus import Shelf
from accord.tracing.grams import gram_hashes
from accord.tracing.index import Asked, Index, Lines, are_among, ask
from accord.tracing.neighbours import Neighbours, Pair
from accord.tracing.sharing import MANY_TEXTS
from accord.tracing.standing import LOOKED_AT, Publishers, are_standing
from accord.tracing.state import State, named, part_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_ONCE = 4_000_000
"""Words whose grams are looked up together."""

_ALL = 1 << 40

_NOTHING: Mapping[int, Mapping[int, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Grams:
    """The hashes of the grams of texts, in order; those of the text in `slots[t]` begin at `bounds[t]`."""

    slots: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    bounds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What further texts change: pairs that are compared and were not, or the other way round, the smaller slot first;
    texts of which other words are masked; texts that hold a gram by now widespread, or no more.
    """

    pairs: set[Pair]
    masked: set[int]
    common: set[int]


class Copies:
    """The texts of a shelf that may share passages."""

    def __init__(self, shelf: Shelf) -> None:
        import numpy as np

        self._shelf = shelf
        self._index = Index()
        self._sizes = np.zeros(0, np.int64)
        self._publishers = Publishers()
        self._standing = np.zeros(0, np.uint64)
        self.pairs = Neighbours(MAX_PAIRS)

    def state(self) -> State:
        """All that was found."""
        return {
            "sizes": self._sizes,
            "standing": self._standing,
            **named("index", self._index.state()),
            **named("publishers", self._publishers.state()),
            **named("pairs", self.pairs.state()),
        }

    def restore(self, state: State) -> None:
        """Hold what a state says; there is nothing yet."""
        self._sizes, self._standing = state["sizes"], state["standing"]
        self._index.restore(part_of(state, "index"))
        self._publishers.restore(part_of(state, "publishers"))
        self.pairs.restore(part_of(state, "pairs"), self._shelf.keys)

    def count(self, grams: NDArray[np.uint64]) -> NDArray[np.int64]:
        """How many texts hold each of some grams, which are sorted hashes."""
        return self._index.count(grams)

    def add(self, new: Sequence[int], printed: Sequence[int]) -> Unsettled:
        """Take note of texts that are new, and of those that further reports print; standing text is masked."""
        import numpy as np

        others = len(self._shelf) - len(new)
        self._publishers.grow(len(self._shelf))
        for slot in (*new, *printed):
            self._publishers.note(slot, self._shelf.text(slot))
        read = [self._read(part) for slots in (new, printed) for part in self._shelf.parts(slots, AT_ONCE)]
        self._enter(new, read)
        is_new = np.zeros(len(self._shelf), np.bool_)
        is_new[np.array(new, np.int64)] = True
        changed: set[Pair] = set()
        turned, masked, common, again = [np.zeros(0, np.uint64)], set[int](), set[int](), set[int]()
        gained: dict[int, dict[int, float]] = {}
        for grams in read:
            asked = self._ask(grams, MAX_HOLDERS + (len(new) if others else 0))
            turned.append(self._turn(asked.lines))
            standing = are_among(asked.lines.features, self._standing)[asked.of]
            masked |= self._mask(grams, np.unique(asked.texts[standing]))
            changed |= self._pair(grams.slots, asked, is_new)
            if others:
                shifts = find_shifts(asked.lines, is_new, self._sizes, grams.slots)
                again |= shifts.anew | self._with_fewer(shifts) | self._crowded(asked.lines, is_new)
                for slot, more in shifts.gained.items():
                    gained.setdefault(slot, {}).update(more)
                common |= _spread_by(asked.lines, is_new)
        if others:
            flipped = np.unique(np.concatenate(turned))
            masked |= self._mask_holders(flipped, {*new, *printed})
            changed |= self._pair_again(again, {slot: more for slot, more in gained.items() if slot not in again})
        return Unsettled(changed, masked - set(new), common)

    def remove(self, left: Sequence[int]) -> Unsettled:
        """Let go of texts, which are on the shelf still."""
        import numpy as np

        is_left = np.zeros(len(self._shelf), np.bool_)
        is_left[np.array(left, np.int64)] = True
        common, again = set[int](), set[int]()
        held = [np.zeros(0, np.uint64)]
        for part in self._shelf.parts(left, AT_ONCE):
            lines = self._ask(self._read(part), MAX_HOLDERS + len(left)).lines
            again |= find_shifts(lines, is_left, self._sizes).touched() | self._crowded(lines, is_left)
            common |= _spread_by(lines, is_left)
            held.append(lines.features)
        for slot in left:
            again |= self.pairs.listing(slot)
        changed = self.pairs.put({slot: {} for slot in left}, self._shelf.keys)
        self._index.remove(np.array(left, np.int64))
        features = np.unique(np.concatenate(held))
        lines = self._index.first(features, LOOKED_AT)
        gone = features[~are_among(features, lines.features)]
        self._standing = self._standing[~are_among(self._standing, gone)]
        masked = self._mask_holders(self._turn(lines), set(left))
        changed |= self._pair_again(again - set(left))
        return Unsettled(changed, masked - set(left), common - set(left))

    def _mask_holders(self, grams: NDArray[np.uint64], done: set[int]) -> set[int]:
        """Mask the standing text of all that hold some grams, and tell of which other words are masked than before."""
        import numpy as np

        changed: set[int] = set()
        holders = set(np.unique(self._index.first(grams, _ALL).slots).tolist()) - done
        for part in self._shelf.parts(sorted(holders), AT_ONCE):
            changed |= self._mask(self._read(part), np.arange(len(part)))
        return changed

    def _pair_again(self, slots: set[int], gained: Mapping[int, Mapping[int, float]] = _NOTHING) -> set[Pair]:
        """Find anew whom some texts are compared with; of others only the candidates they gained are news."""
        keys = self._shelf.keys
        changed = self.pairs.put(longer_lists({slot: self.pairs.own(slot) for slot in gained}, gained, keys), keys)
        for part in self._shelf.parts(sorted(slots), AT_ONCE):
            grams = self._read(part)
            changed |= self._pair(grams.slots, self._ask(grams, MAX_HOLDERS))
        return changed

    def _read(self, slots: Sequence[int]) -> _Grams:
        import numpy as np

        return _Grams(np.array(slots, np.int64), *gram_hashes(self._shelf.corpus(slots, standing=False)))

    def _enter(self, new: Sequence[int], read: Sequence[_Grams]) -> None:
        """Put texts in the index, whose grams are the first that were read."""
        import numpy as np

        if new:
            slots = np.array(new, np.int64)
            sizes = np.concatenate([np.diff(grams.bounds) for grams in read])[: len(new)]
            bounds = np.concatenate(([0], np.cumsum(sizes)))
            hashes = np.concatenate([grams.hashes for grams in read])[: bounds[-1]]
            grown = self._index.add(self._shelf.keys[slots], slots, bounds, hashes)
            self._sizes = np.concatenate((self._sizes, grown))

    def _ask(self, grams: _Grams, most: int) -> Asked:
        """Look up the grams of texts that others hold too."""
        return ask(self._index, self._shelf.keys, grams.slots, grams.bounds, grams.hashes, most, 2)

    def _turn(self, lines: Lines) -> NDArray[np.uint64]:
        """Note which grams are standing text; those for which that is news are returned."""
        import numpy as np

        now, before = are_standing(lines, self._publishers), are_among(lines.features, self._standing)
        kept = self._standing[~are_among(self._standing, lines.features[before & ~now])]
        self._standing = np.sort(np.concatenate((kept, lines.features[now & ~before])))
        turned: NDArray[np.uint64] = lines.features[now != before]
        return turned

    def _mask(self, grams: _Grams, chosen: NDArray[np.int64]) -> set[int]:
        """Mask the standing text of some texts; those of which other words are masked than before are returned.

        Args: chosen: the places of those that may have any.
        """
        import numpy as np

        found = dict.fromkeys(grams.slots.tolist(), np.zeros(0, np.int64))
        for place, slot in zip(chosen.tolist(), grams.slots[chosen].tolist(), strict=True):
            own = grams.hashes[grams.bounds[place] : grams.bounds[place + 1]]
            found[slot] = np.flatnonzero(are_among(own, self._standing))
        return {slot for slot, places in found.items() if self._shelf.mask(slot, places)}

    def _pair(self, slots: NDArray[np.int64], asked: Asked, chosen: NDArray[np.bool_] | None = None) -> set[Pair]:
        """Find anew whom texts are compared with; of those asked for only the chosen ones."""
        if chosen is not None:
            asked = asked.only(chosen[slots][asked.texts])
        found = copy_candidates(asked, slots, self._shelf.keys, self._sizes)
        lists = {slot: others for slot, others in found.items() if chosen is None or chosen[slot]}
        return self.pairs.put(lists, self._shelf.keys)

    def _with_fewer(self, shifts: Shifts) -> set[int]:
        """The texts that may have a candidate no more, since they share a rare gram less with it."""
        pairs = zip(*shifts.fewer.tolist(), strict=True)
        return {slot for slot, other in pairs if hangs_on_rare(self.pairs.own(slot).get(other))}

    def _crowded(self, lines: Lines, is_new: NDArray[np.bool_]) -> set[int]:
        """The texts, not new, that share a gram with so many that only the first counts, which is another now."""
        first = lines.slots[lines.starts[:-1]]
        crowded = lines.features[(lines.held > MAX_HOLDERS) & is_new[first]]
        holders = set(self._index.first(crowded, _ALL).slots.tolist()) if len(crowded) else set[int]()
        return {slot for slot in holders if not is_new[slot]}


def _spread_by(lines: Lines, is_new: NDArray[np.bool_]) -> set[int]:
    """The texts that hold a gram which the new ones have made widespread."""
    import numpy as np

    sizes = np.diff(lines.starts)
    came = np.add.reduceat(is_new[lines.slots], lines.starts[:-1], dtype=np.int64) if len(sizes) else sizes
    fresh = (lines.held >= MANY_TEXTS) & (lines.held - came < MANY_TEXTS)
    return set(np.unique(lines.slots[np.repeat(fresh, sizes)]).tolist())
